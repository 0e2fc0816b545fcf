"""Whether what was done last to a matter may still be undone: by whom, until when, or why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.acts import Act
from portal.clock import now
from portal.errors import WrongMoment
from portal.journal.models import Entry
from portal.journal.writing import hold
from portal.matters.models import Matter
from portal.people.models import Person
from portal.workflow import UNDOABLE, Move, Standpoint, State

# what an act brings about in its own transaction, after the move
BROUGHT_ABOUT = frozenset(
    {
        Act.DEADLINE_OPENED.value, Act.DEADLINE_CLOSED.value, Act.DEADLINE_RESUMED.value,
        Act.ADVISER_OFFERED.value, Act.ADVISER_SPARED.value,
    }
)  # fmt: skip
# looking is no acting, nor is what the calendar does to every matter
BESIDE = frozenset({Act.DRAFT_DOWNLOADED.value, Act.DEADLINE_REDATED.value})


@dataclass(frozen=True)
class Offer:
    """What a reader may undo, and the moment from which he no longer may."""

    verb: str  # Chinese message id
    until: datetime


@dataclass(frozen=True)
class Done:
    """A move, where the matter stood before it, and what the move brought about."""

    move: Move
    before: Standpoint
    brought: tuple[Entry, ...]


async def offered(matter: Matter, person: Person) -> Offer | None:
    """What `person` did last to `matter`, if he may undo it now; looks nowhere when it is late."""
    time = timedelta(minutes=matter.type.undo.minutes)
    if now() >= matter.moved_at + time:
        return None
    last, later = await _last_move(matter)
    if last is None or refusal(last, later, person, time):
        return None
    return Offer(Move(last.act).zh, last.at + time)


async def undoable(matter: Matter, *, by: Person) -> Done:
    """What is to be undone; nobody else acts on the matter until the transaction ends.

    Raises WrongMoment, and says why, where it cannot be.
    """
    await hold(matter.number)
    last, later = await _last_move(matter)
    if last is None:
        raise WrongMoment("没有可以撤销的操作")
    minutes = matter.type.undo.minutes
    if why := refusal(last, later, by, timedelta(minutes=minutes)):
        raise WrongMoment(why, minutes=minutes)
    before = Standpoint(State(last.facts["left"]), last.facts.get("step", matter.step))
    brought = tuple(one for one in later if one.act in BROUGHT_ABOUT)
    return Done(Move(last.act), before, brought)


def refusal(last: Entry, later: Sequence[Entry], person: Person, time: timedelta) -> str:
    """Why `person` may not undo the move `last`, after which `later` was done; "" if he may."""
    if last.act not in UNDOABLE:
        return "最近一步不能撤销，请按流程退回或者更正"
    if last.by_id != person.id:
        return "只有办理人本人可以撤销这一步"
    for one in later:
        ours = one.by_id == person.id and one.act in BROUGHT_ABOUT
        if not ours and one.act not in BESIDE:
            return "之后已经有人办理，不能再撤销；请按流程退回或者更正"
    if now() >= last.at + time:
        return "已经超过{minutes}分钟，不能再撤销；请按流程退回或者更正"
    return ""


async def _last_move(matter: Matter) -> tuple[Entry | None, list[Entry]]:
    """The last move in the matter's journal, and the acts after it in their order."""
    told = Entry.filter(subject=matter.number)
    last = await told.filter(act__in=[move.value for move in Move]).order_by("-seq").first()
    later = await told.filter(seq__gt=last.seq).order_by("seq") if last else []
    return last, later
