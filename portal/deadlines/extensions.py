"""Lengthening the review: whoever reviews asks with a reason, whoever checks says yes or no."""

from __future__ import annotations

from datetime import date

from portal.acts import Act
from portal.clock import now, today
from portal.database import transaction
from portal.deadlines.models import Deadline, Extension, Period
from portal.deadlines.opening import redate, told
from portal.errors import Invalid, NotFound, WrongMoment
from portal.i18n import translate as _
from portal.journal.writing import record
from portal.kinds import Clock
from portal.matters.models import Matter
from portal.people.models import Person
from portal.web.rendering import period as in_units


@transaction
async def ask(matter: Matter, days: int, reason: str, *, by: Person) -> Extension:
    """Ask for `days` more (in the clock's unit); nothing moves before somebody else agrees.

    Raises WrongMoment where the review does not run, is late, or another request still waits, and
    Invalid (field "days") beyond what the type's rule leaves.
    """
    deadline = await running_review(matter)
    why = refusal(deadline, await waiting(matter), today())
    if why or deadline is None:
        raise WrongMoment(why)
    clock = matter.type.clocks[Period.REVIEW.value]
    left = room(clock, deadline)
    if not 1 <= days <= left:
        raise Invalid({"days": beyond(clock, left)})
    asked = await Extension.create(
        deadline=deadline, days=days, reason=reason, asked_by=by, asked_at=now()
    )
    await record(
        Act.EXTENSION_ASKED, matter.number, by=by, **told(clock.of(days)), reason=reason
    )  # fmt: skip
    return asked


@transaction
async def decide(matter: Matter, asked_id: int, note: str, *, granted: bool, by: Person) -> None:
    """Grant the request, which moves the due day, or refuse it with a reason in `note`."""
    asked = await Extension.select_for_update().get_or_none(id=asked_id, decided_at=None)
    deadline = await running_review(matter)
    if asked is None or deadline is None or asked.deadline_id != deadline.id:
        raise NotFound("没有等待审批的延长申请；请刷新页面查看最新进展")
    if not granted and not note:
        raise Invalid({"note": "不同意延长的，请写明理由"})
    asked.decided_by, asked.decided_at, asked.granted, asked.note = by, now(), granted, note
    await asked.save()
    if not granted:
        await record(Act.EXTENSION_REFUSED, matter.number, by=by, note=note)
        return
    deadline.extended += asked.days
    await deadline.save(update_fields=["extended"])
    await redate(deadline)
    clock = matter.type.clocks[Period.REVIEW.value]
    await record(
        Act.EXTENSION_GRANTED, matter.number, by=by, **told(clock.of(asked.days)),
        reason=asked.reason, due=deadline.due, answer=note,
    )  # fmt: skip


def refusal(deadline: Deadline | None, asked: Extension | None, day: date) -> str:
    """Why no extension can be asked for on `day`, as a message id; "" when one can."""
    if deadline is None:
        return "审查时限没有在计时，不能申请延长"
    if asked is not None:
        return "已有一项延长申请等待审批"
    if deadline.due is not None and deadline.due < day:
        return "审查时限已过，不能再申请延长"
    return ""


def room(clock: Clock, deadline: Deadline) -> int:
    """How many units may still be added."""
    return max(0, clock.extension - deadline.extended)


def beyond(clock: Clock, left: int) -> str:
    """What is wrong with a number outside of what is left."""
    if not left:
        return _("这类事项的审查时限不能再延长")
    return _("最多还可以延长{length}", length=in_units(clock.of(left)))


async def running_review(matter: Matter) -> Deadline | None:
    """The review clock that runs, or stands still, now."""
    running = Deadline.filter(matter_id=matter.id, period=Period.REVIEW, closed=None)
    return await running.order_by("-id").select_for_update().first()


async def waiting(matter: Matter) -> Extension | None:
    """The request that waits for an answer, with who asked; None when there is none."""
    asked = Extension.filter(deadline__matter_id=matter.id, deadline__closed=None, decided_at=None)
    return await asked.select_related("asked_by").first()
