"""What the public may learn of a code or a file: that it is ours, and whether it still holds.

No title, no names, no parties: whoever holds the paper knows them, nobody else needs to.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from tortoise.expressions import Q

from portal.bylaws.library import recall
from portal.clock import day_of
from portal.kinds import Outcome
from portal.matters.models import Matter
from portal.names import Named
from portal.signing.clearances import is_valid
from portal.signing.models import Clearance, IssuedOpinion
from portal.signing.queries import clearance_of
from portal.signing.statements import statement
from portal.web.codes import tidy
from portal.web.site import site
from portal.workflow import WALKING, State


class Standing(Named):
    """Where a matter stands as far as the public is told."""

    PENDING = "pending", "意见书有效，送审单位正在反馈采纳情况"
    CLEARED = "cleared", "已确认按意见办理，审查通过"
    LAPSED = "lapsed", "审查通过后文本又有改动，通过凭证已失效"
    CLOSED = "closed", "意见书有效，事项已终止"
    REHEARD = "reheard", "意见书正在重新审查"
    SUPERSEDED = "superseded", "意见书已被取代，不再使用"


@dataclass(frozen=True)
class File:
    """A file that a code vouches for."""

    name: str  # Chinese message id
    sha256: str


@dataclass(frozen=True)
class Vouched:
    """What a code stands for."""

    code: str
    is_clearance: bool
    number: str
    kind: str
    outcome: Outcome
    meaning: str  # what clearance means for the type: 可签订
    office: str
    day: date
    standing: Standing
    files: tuple[File, ...]
    successor: IssuedOpinion | None = None  # which took its place


async def vouched(said: str) -> Vouched | None:
    """What stands behind a code, however it was typed; None for none of ours."""
    code = tidy(said)
    if not code:
        return None
    if issued := await _issued(Q(code=code)):
        return await _of_opinion(issued)
    clearance = await _clearance(Q(code=code))
    return await _of_clearance(clearance) if clearance else None


async def recognised(sha256: str, code: str) -> tuple[Vouched, File] | None:
    """Which of our files has this hash; with a code only what that code vouches for."""
    found = await vouched(code) if code else await _by_file(sha256)
    if found is None:
        return None
    return next(((found, file) for file in found.files if file.sha256 == sha256), None)


async def _by_file(sha256: str) -> Vouched | None:
    if issued := await _issued(Q(letter=sha256) | Q(annotated=sha256)):
        return await _of_opinion(issued)
    clearance = await _clearance(Q(draft__sha256=sha256) | Q(draft__original=sha256))
    return await _of_clearance(clearance) if clearance else None


async def _issued(wanted: Q) -> IssuedOpinion | None:
    found = IssuedOpinion.filter(wanted).order_by("-id")
    issued = await found.select_related("opinion", "opinion__matter", "office").first()
    await recall([issued.opinion.matter.bylaw] if issued else ())
    return issued


async def _clearance(wanted: Q) -> Clearance | None:
    found = Clearance.filter(wanted).order_by("-id")
    return await found.select_related("draft", "matter").first()


async def _of_opinion(issued: IssuedOpinion) -> Vouched:
    files = [File("意见书", issued.letter)]
    if issued.annotated:
        files.append(File("批注稿", issued.annotated))
    return await _vouched(issued, issued.code, day_of(issued.at), tuple(files))


async def _of_clearance(clearance: Clearance) -> Vouched | None:
    issued = await _issued(Q(opinion__matter_id=clearance.matter_id))
    if issued is None:
        return None
    draft = clearance.draft
    hashes = dict.fromkeys((draft.original, draft.sha256))
    data = hashlib.sha256(statement(clearance, issued, site())).hexdigest()
    files = (*(File("定稿文本", sha256) for sha256 in hashes), File("通过凭证数据", data))
    return await _vouched(issued, clearance.code, day_of(clearance.at), files)


async def _vouched(issued: IssuedOpinion, code: str, day: date, files: tuple[File, ...]) -> Vouched:
    matter = issued.opinion.matter
    kind = matter.type
    successor = await IssuedOpinion.get_or_none(replaces_id=issued.id)
    return Vouched(
        code=code,
        is_clearance=code != issued.code,
        number=issued.number,
        kind=kind.name,
        outcome=kind.outcome(issued.opinion.conclusion),
        meaning=kind.clearance,
        office=issued.office.name,
        day=day,
        standing=Standing.SUPERSEDED if successor else await _standing(matter),
        files=files,
        successor=successor,
    )


async def _standing(matter: Matter) -> Standing:
    if matter.state in (*WALKING, State.OBJECTED):
        return Standing.REHEARD
    if matter.state is State.CLOSED:
        return Standing.CLOSED
    clearance = await clearance_of(matter)
    if clearance is None:
        return Standing.PENDING
    return Standing.CLEARED if await is_valid(clearance) else Standing.LAPSED
