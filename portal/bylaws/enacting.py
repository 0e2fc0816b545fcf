"""Making an edition: from then on new matters go by it, and old ones by what they began with."""

from __future__ import annotations

from portal.acts import Act
from portal.bylaws.library import digest_of, remember
from portal.bylaws.models import Bylaw
from portal.bylaws.queries import Edition, edition_of
from portal.clock import now
from portal.database import transaction
from portal.errors import Invalid, NotFound, Stale
from portal.journal.writing import record
from portal.kinds import Kind, read, shipped
from portal.people.models import Organ, Person


@transaction
async def enact(office: Organ, text: str, seen: str, reason: str, *, by: Person) -> Bylaw:
    """Put `text` in force for what is submitted to `office` from now on.

    `seen` is the digest of the edition that was on the page ("" for a type that is new).
    Raises Faulty with the line that is wrong, Stale where somebody enacted another edition
    meanwhile, Invalid where no reason is given or nothing is changed.
    """
    kind = read(text)
    if not reason:
        raise Invalid({"reason": "请写明修改的理由或者依据"})
    before = await _before(office, kind)
    if (before.digest if before else "") != seen:
        raise Stale("这一类事项的规则刚被别人修改过，请对照最新的规则再改")
    if before and before.digest == digest_of(text):
        raise Invalid({"": "规则没有改动"})
    last = await Bylaw.filter(office_id=office.id, kind=kind.key).order_by("-edition").first()
    made = await Bylaw.create(
        office=office, kind=kind.key, edition=last.edition + 1 if last else 1, text=text,
        digest=remember(text), enacted_by=by, enacted_at=now(), reason=reason,
    )  # fmt: skip
    await record(
        Act.BYLAW_ENACTED, "bylaws", by=by, office=office.name, kind=kind.name,
        edition=made.edition, digest=made.digest, reason=reason,
    )  # fmt: skip
    return made


@transaction
async def bind(office: Organ, key: str) -> Edition:
    """The edition for a new matter of this type, kept for good even if the program's text changes.

    Call it inside the act that makes the matter.
    """
    edition = await edition_of(office.id, key)
    if edition.bylaw is None and not await Bylaw.filter(digest=edition.digest).exists():
        count = await Bylaw.filter(office_id=None, kind=key).count()
        await Bylaw.create(
            kind=key, edition=count + 1, text=shipped()[key], digest=edition.digest,
            enacted_at=now(),
        )  # fmt: skip
    return edition


async def _before(office: Organ, kind: Kind) -> Edition | None:
    try:
        return await edition_of(office.id, kind.key)
    except NotFound:
        return None
