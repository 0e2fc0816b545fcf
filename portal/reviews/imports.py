"""Taking in a Word file that comes back: looked at first, taken in when a person confirms."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.documents.models import Draft, StoredFile
from portal.documents.workshop import document_of, run
from portal.errors import Invalid, NotFound
from portal.journal.writing import record
from portal.matters.access import standing_of
from portal.matters.models import Matter
from portal.permits import Permit, Refusal, may
from portal.reviews.judging import judged, shelf_of
from portal.reviews.models import Handout, WordImport
from portal.reviews.news import Found, as_row, from_row
from portal.reviews.returning import returned
from portal.reviews.seats import Seat
from portal.reviews.taking_in import TakingIn
from portal.reviews.wordfile import KEY
from portal.storage import storage

ALIKE = 0.5  # of the draft's characters are in a file that can be its copy
STRANGE = "这份文件的文字与本版送审稿差别太大，不像是它的批注稿；请核对是否选错了文件"
VERSION = "这份文件是第 {version} 稿的批注稿，请到第 {version} 稿上传"
MATTER = "这份文件是事项 {number} 第 {version} 稿的批注稿，请到该事项上传"
OTHER = "这份文件是另一件事项的批注稿，请核对是否选错了文件"


async def look_at(seat: Seat, draft: Draft, name: str, data: bytes) -> WordImport:
    """What the uploaded file brings, kept to be confirmed.

    Raises Unacceptable for a file that cannot be read, Invalid for one of another draft.
    """
    sha = await storage().keep(data)
    back = await document_of(sha)
    handout = await _handout(back.properties.get(KEY, ""))
    await _require_this(handout, draft, seat)
    text = await document_of(draft.sha256)
    handed = await document_of(handout.sha256) if handout else text
    news = await run(returned, text, handed, back, handout.contents if handout else {})
    if news.likeness < ALIKE:
        raise Invalid({"file": STRANGE})
    found = judged(news.found, await shelf_of(seat), seat)
    return await _kept(seat, draft, handout, name, sha, len(data), found)


async def import_of(seat: Seat, number: int) -> WordImport:
    """An import of the person's own on this matter; raises NotFound."""
    found = await WordImport.get_or_none(
        id=number, person_id=seat.person.id, draft__matter_id=seat.matter.id
    ).select_related("draft", "handout")
    if found is None:
        raise NotFound(Refusal.STRANGER.zh)
    return found


async def rows_of(seat: Seat, brought: WordImport) -> list[Found]:
    """The rows of an import as they stand now: what was taken in since is no news any more."""
    found = [from_row(row) for row in brought.findings]
    return found if brought.confirmed_at else judged(found, await shelf_of(seat), seat)


@transaction
async def confirm(seat: Seat, brought: WordImport, ticked: Collection[int]) -> None:
    """Take in the ticked rows under the uploader's name; a second time nothing happens."""
    found = await rows_of(seat, brought)
    pending = WordImport.filter(id=brought.id, confirmed_at=None)
    if not await pending.update(confirmed_at=now()):
        return
    picked = [one for i, one in enumerate(found) if i in ticked and one.can_be_taken]
    await TakingIn(seat, brought.draft).take(picked)
    await record(
        Act.WORD_IMPORTED, seat.matter.number, by=seat.person,
        version=brought.draft.version, name=brought.name, sha256=brought.sha256,
        taken=len(picked), found=len(found),
    )  # fmt: skip


async def _handout(key: str) -> Handout | None:
    return await Handout.get_or_none(key=key).select_related("draft") if key else None


async def _require_this(handout: Handout | None, draft: Draft, seat: Seat) -> None:
    """Raise Invalid with the right place where the file was handed out for another draft."""
    if handout is None or handout.draft_id == draft.id:
        return
    version = handout.draft.version
    if handout.draft.matter_id == draft.matter_id:
        raise Invalid({"file": VERSION}, version=version)
    matter = await Matter.get(id=handout.draft.matter_id)
    if may(Permit.READ, await standing_of(seat.person, matter)):
        raise Invalid({"file": MATTER}, number=matter.number, version=version)
    raise Invalid({"file": OTHER})


@transaction
async def _kept(
    seat: Seat,
    draft: Draft,
    handout: Handout | None,
    name: str,
    sha: str,
    size: int,
    found: Sequence[Found],
) -> WordImport:
    await StoredFile.get_or_create(sha256=sha, defaults={"size": size, "kept": now()})
    return await WordImport.create(
        draft=draft, person=seat.person, handout=handout, name=name[:200], sha256=sha,
        findings=[as_row(one) for one in found], at=now(),
    )  # fmt: skip
