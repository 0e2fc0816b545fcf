"""Asking many organs at once, reminding those that are silent, and ending it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.acts import Act
from portal.clock import day_of, now, today
from portal.consultation.models import Consultation, Letter, Side
from portal.consultation.reach import organs_to_ask
from portal.database import transaction
from portal.deadlines import pauses
from portal.deadlines.almanacs import renew
from portal.deadlines.models import PauseReason, Period
from portal.deadlines.opening import refuse_outside
from portal.deadlines.reckoning import due_after
from portal.documents.examining import Examined
from portal.documents.models import Draft
from portal.documents.receiving import know
from portal.errors import Invalid, WrongMoment
from portal.journal.writing import record
from portal.kinds import Clock, kind_of
from portal.matters.models import Matter
from portal.people.models import Organ, Person
from portal.workflow import State

CLOCK = "consultation"


@dataclass(frozen=True)
class Asking:
    """What is asked of whom; `text` is a file of its own or a draft of the matter."""

    side: Side
    title: str
    words: str
    contact: str
    organs: Sequence[int]
    text: Examined | Draft
    days: int
    silence: bool = False  # no reply means no objection, and the letter says so
    stops: bool = False  # the review clock is to stand still meanwhile


@transaction
async def ask(matter: Matter, said: Asking, *, by: Person) -> Consultation:
    """Send one letter to each organ; raises Invalid where the type does not allow it so."""
    clock = clock_of(matter)
    refuse_outside(clock, said.days)
    if said.stops and not may_stop(matter, said.side):
        raise Invalid({"stops": "本类事项的规则不允许因征求意见中止审查计时"})
    organ = matter.office if said.side is Side.OFFICE else matter.organ
    organs = await _known(matter, said.organs)
    asked = await _write(matter, said, organ, clock, by=by)
    for one in organs:
        await Letter.create(consultation=asked, organ=one)
    await record(
        Act.VIEWS_ASKED, matter.number, by=by, consultation=asked.id, name=asked.name,
        sha256=asked.sha256, letters=len(organs), days=said.days, due=asked.due,
    )  # fmt: skip
    if asked.stops:
        reason = PauseReason.CONSULTATION
        await pauses.pause(matter, Period.REVIEW, reason, asked.title, by=by)
    return asked


def clock_of(matter: Matter) -> Clock:
    """How long organs are given: by the matter's type, or as shipped where an edition is older."""
    return matter.type.clocks.get(CLOCK) or kind_of(matter.kind).clocks[CLOCK]


def may_stop(matter: Matter, side: Side) -> bool:
    """Whether the review clock may stand still: by the type's rule, and for the office alone."""
    reviewing = side is Side.OFFICE and matter.state is State.UNDER_REVIEW
    return reviewing and clock_of(matter).stops_review


@transaction
async def urge(matter: Matter, asked: Consultation, *, by: Person) -> int:
    """Remind every organ that has not answered; how many they are. At most once a day each."""
    _refuse_closed(asked)
    silent = [
        letter
        for letter in await Letter.filter(consultation_id=asked.id, replied_at=None)
        if letter.urged_at is None or day_of(letter.urged_at) < today()
    ]
    if not silent:
        raise WrongMoment("没有需要催办的单位：均已答复，或者今天已经催办")
    await Letter.filter(id__in=[one.id for one in silent]).update(urged_at=now())
    await record(
        Act.VIEWS_URGED, matter.number, by=by, consultation=asked.id, letters=len(silent)
    )  # fmt: skip
    return len(silent)


@transaction
async def close(matter: Matter, asked: Consultation, *, by: Person) -> None:
    """Take no more answers; the review clock runs on where nothing else is asked for it."""
    if not await Consultation.filter(id=asked.id, closed_at=None).update(closed_at=now()):
        raise WrongMoment("这次征求意见已经结束")
    replied = await Letter.filter(consultation_id=asked.id, replied_at__not_isnull=True).count()
    await record(
        Act.VIEWS_CLOSED, matter.number, by=by, consultation=asked.id, letters=replied
    )  # fmt: skip
    await let_run_on(matter, by=by)


async def let_run_on(matter: Matter, *, by: Person | None) -> None:
    """Let the review clock run on unless a consultation waits for answers that are still due."""
    waiting = Letter.filter(
        replied_at=None, consultation__matter_id=matter.id, consultation__stops=True,
        consultation__closed_at=None, consultation__due__gte=today(),
    )  # fmt: skip
    if not await waiting.exists():
        await pauses.resume_from(matter, Period.REVIEW, PauseReason.CONSULTATION, by=by)


def _refuse_closed(asked: Consultation) -> None:
    if asked.closed_at is not None:
        raise WrongMoment("这次征求意见已经结束")


async def _known(matter: Matter, wanted: Sequence[int]) -> list[Organ]:
    """The organs that are asked; raises Invalid where none is, or one cannot answer."""
    able = {one.id: one for one in await organs_to_ask(matter)}
    if not wanted:
        raise Invalid({"organs": "请选择征求意见的单位"})
    if set(wanted) - able.keys():
        raise Invalid({"organs": "所选单位中有的没有可以答复的人员，请重新选择"})
    return [able[one] for one in sorted(set(wanted))]


async def _write(
    matter: Matter, said: Asking, organ: Organ, clock: Clock, *, by: Person
) -> Consultation:
    if isinstance(said.text, Examined):
        await know(said.text)
    found = due_after(today(), clock.of(said.days), (), await renew())
    assert found is not None, "without a pause there is a last day"  # noqa: S101
    return await Consultation.create(
        matter=matter, side=said.side, organ=organ, title=said.title, words=said.words,
        contact=said.contact, name=said.text.name, sha256=said.text.sha256,
        asked_by=by, asked_at=now(), days=said.days, due=found.day,
        provisional=found.provisional, source=clock.source.text,
        silence=said.silence, stops=said.stops,
    )  # fmt: skip
