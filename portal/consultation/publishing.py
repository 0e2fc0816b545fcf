"""Putting a text up for everybody's comments, and ending it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.acts import Act
from portal.clock import now, today
from portal.consultation.models import Comment, PublicText, Side
from portal.consultation.procedures import refuse_unknown
from portal.consultation.public_copies import PublicCopy
from portal.consultation.replying import Settled, faults_in
from portal.database import transaction
from portal.deadlines.almanacs import renew
from portal.deadlines.opening import refuse_outside, told
from portal.deadlines.reckoning import due_after
from portal.documents.models import StoredFile
from portal.errors import Invalid, NotFound, WrongMoment
from portal.journal.writing import record
from portal.kinds import Clock
from portal.matters.models import Matter
from portal.people.models import Person
from portal.web.codes import new_code

CLOCK = "comment"


@dataclass(frozen=True)
class Notice:
    """What is put up; `copy` is the file that anybody may have."""

    side: Side
    title: str
    words: str
    name: str
    copy: PublicCopy
    days: int
    short_reason: str = ""
    procedure: str = ""  # of the type, which the public comment carries out


def clock_of(matter: Matter) -> Clock | None:
    """How long the public is given by the matter's type; None where it is not asked."""
    return matter.type.clocks.get(CLOCK)


@transaction
async def put_up(matter: Matter, said: Notice, *, by: Person) -> PublicText:
    """Show the text to everybody from today on; raises Invalid where it is too short without why.

    Raises WrongMoment where the type asks no public.
    """
    clock = clock_of(matter)
    if clock is None:
        raise WrongMoment("本类事项的规则没有规定公开征求意见")
    refuse_outside(clock, said.days)
    if said.days < clock.days and not said.short_reason:
        raise Invalid({"short_reason": "短于规定期限的，请写明理由；理由将向社会公布"})
    refuse_unknown(matter, said.side, said.procedure)
    found = due_after(today(), clock.of(said.days), (), await renew())
    assert found is not None, "without a pause there is a last day"  # noqa: S101
    copy = said.copy
    await StoredFile.get_or_create(sha256=copy.sha256, defaults={"size": copy.size, "kept": now()})
    text = await PublicText.create(
        matter=matter, side=said.side, code=new_code(),
        organ_id=matter.office_id if said.side is Side.OFFICE else matter.organ_id,
        title=said.title, words=said.words, name=said.name, sha256=copy.sha256, body=copy.html,
        opened=today(), days=said.days, until=found.day, source=clock.source.text,
        short_reason=said.short_reason if said.days < clock.days else "",
        procedure=said.procedure, asked_by=by, asked_at=now(),
    )  # fmt: skip
    await record(
        Act.TEXT_PUT_UP, matter.number, by=by, text=text.id, name=text.name, sha256=text.sha256,
        **told(clock.of(said.days)), until=text.until, reason=text.short_reason,
    )  # fmt: skip
    return text


@transaction
async def close(matter: Matter, text: PublicText, reason: str, *, by: Person) -> None:
    """Take the page down; before its last day is over that wants a reason."""
    if today() <= text.until and not reason:
        raise Invalid({"close_reason": "期限未满提前结束的，请写明理由"})
    if not await PublicText.filter(id=text.id, closed_at=None).update(closed_at=now()):
        raise WrongMoment("这次公开征求意见已经结束")
    count = await Comment.filter(text_id=text.id).count()
    await record(
        Act.TEXT_CLOSED, matter.number, by=by, text=text.id, comments=count, reason=reason
    )  # fmt: skip


@transaction
async def settle(
    matter: Matter, text: PublicText, said: Mapping[int, Settled], *, by: Person
) -> None:
    """Say of comments whether they are adopted; raises Invalid where a reason is missing."""
    comments = await Comment.filter(text_id=text.id, id__in=list(said))
    if len(comments) != len(said):
        raise NotFound("没有这条意见")
    if faults := faults_in(said):
        raise Invalid(faults)
    changed = [one for one in comments if Settled(one.adoption, one.reason) != said[one.id]]
    for one in changed:
        await Comment.filter(id=one.id).update(
            adoption=said[one.id].adoption, reason=said[one.id].reason
        )
    if changed:
        await record(
            Act.COMMENTS_SETTLED, matter.number, by=by, text=text.id, comments=len(changed)
        )  # fmt: skip
