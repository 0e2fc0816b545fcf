"""What is mine to do now, the most pressing first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tortoise.expressions import Q
from tortoise.functions import Min

from portal.bylaws.library import recall
from portal.clock import today
from portal.consultation import waiting
from portal.consultation.models import Consultation, Letter
from portal.deadlines.calendar import official
from portal.deadlines.heading import sign_of
from portal.deadlines.models import Deadline, Extension
from portal.deadlines.telling import Sign, sign_for
from portal.desk.clocks import Pile, pile_of
from portal.desk.extensions import requests_for
from portal.desk.timeline import Line, last_told
from portal.desk.told import Side
from portal.matters.access import IN_DEPARTMENT, IN_OFFICE, visible_to
from portal.matters.models import Matter
from portal.matters.turn import turn_of
from portal.matters.waiting import mine
from portal.people.models import Person, Post, Role
from portal.permits import Permit
from portal.register.models import Obligation
from portal.register.queries import obligations_for, undecided_for
from portal.routing.models import Answer, Assignment
from portal.routing.waiting import address_of, engagements_of, verb_of
from portal.web.paging import SIZE, Sheet

OFFICE_ROLES = {*IN_OFFICE, Role.REVIEWER}


Asked = Assignment | Extension | Obligation | Letter | Consultation


@dataclass(frozen=True)
class Key:
    """What waits, and what the list is sorted by; `asked` where it is not the matter itself."""

    due: date | None
    matter: int
    asked: Asked | None = None

    def rank(self) -> tuple[bool, date, int]:
        """Late first, then by the day it is due; what is stopped comes last."""
        return (self.due is None, self.due or date.max, self.matter)


@dataclass(frozen=True)
class Errand:
    """One row: what it is, what to do, until when, and what happened last."""

    number: str
    title: str
    organ: str
    verb: str  # message id
    address: str
    sign: Sign | None
    last: Line | None = None
    opens: bool = True  # an offer that was not accepted opens no file


@dataclass(frozen=True)
class Desk:
    """The to-do page of a person."""

    sheet: Sheet[Errand]
    piles: Mapping[Pile, int]
    others: int  # matters that wait for somebody else
    undecided: int  # matters that were cleared, and nobody wrote down what was decided

    @property
    def total(self) -> int:
        return sum(self.piles.values())


async def desk_of(person: Person, *, pile: Pile | None = None, number: int = 1) -> Desk:
    """The to-do page of `person`: one sheet of it, of one pile or of all."""
    posts = await Post.filter(person_id=person.id)
    own, asked = mine(person, posts), await engagements_of(person)
    keys = await _matters(own) + [Key(one.due, one.matter_id, one) for one in asked]
    for more in await requests_for(person, posts):
        keys.append(Key(more.deadline.due, more.deadline.matter_id, more))
    keys += [Key(one.due, one.matter_id, one) for one in await obligations_for(posts, today())]
    keys += await _views(person)
    chosen = [key for key in keys if pile is None or pile_of(key.due, today()) is pile]
    first = (number - 1) * SIZE
    shown = sorted(chosen, key=Key.rank)[first : first + SIZE]
    return Desk(
        sheet=Sheet(await _errands(shown, posts), number, len(chosen) > first + SIZE),
        piles=_counted(keys),
        others=await Matter.filter(await for_others(person, own, asked)).count(),
        undecided=await undecided_for(posts),
    )


async def _views(person: Person) -> list[Key]:
    """Letters to answer, and consultations whose answers are to be put together."""
    letters = await waiting.letters_waiting(person)
    asked = await waiting.ready_of(person)
    return [
        *(Key(one.consultation.due, one.consultation.matter_id, one) for one in letters),
        *(Key(one.due, one.matter_id, one) for one in asked),
    ]


async def for_others(person: Person, own: Q, asked: Sequence[Assignment]) -> Q:
    """Open matters that `person` sees and that wait for somebody else."""
    engaged = [one.matter_id for one in asked]
    rest = Q(ended=False) & ~own
    return await visible_to(person, ended=False) & (rest & ~Q(id__in=engaged) if engaged else rest)


async def _matters(own: Q) -> list[Key]:
    """Every matter whose turn it is, with the day on which its running clock ends."""
    ends = Earliest("deadlines__due", _filter=Q(deadlines__closed=None))
    rows = Matter.filter(own).annotate(ends=ends).group_by("id").values_list("id", "ends")
    return [Key(_day(due), matter) for matter, due in await rows]


class Earliest(Min):
    """The least of some days as the database has it: SQLite gives text, which is read here."""

    populate_field_object = False


def _day(said: date | str | None) -> date | None:
    return date.fromisoformat(said) if isinstance(said, str) else said


def _counted(keys: Sequence[Key]) -> dict[Pile, int]:
    counts = Counter(pile_of(key.due, today()) for key in keys)
    return {pile: counts[pile] for pile in Pile}


async def _errands(keys: Sequence[Key], posts: Sequence[Post]) -> list[Errand]:
    ids = [key.matter for key in keys if key.asked is None]
    matters = await Matter.filter(id__in=ids).select_related("organ")
    await recall(matter.bylaw for matter in matters)
    clocks = await clocks_of(ids)
    last = await last_of(matters, posts)
    own = {
        matter.id: _own(matter, clocks.get(matter.id), last.get(matter.number))
        for matter in matters
    }
    return [_asked(key.asked) if key.asked else own[key.matter] for key in keys]


async def clocks_of(ids: Sequence[int]) -> dict[int, Sign | None]:
    """By matter, the sign of the clock that ends first."""
    running: dict[int, list[Deadline]] = {}
    for deadline in await Deadline.filter(matter_id__in=ids, closed=None).order_by("id"):
        running.setdefault(deadline.matter_id, []).append(deadline)
    return {matter: sign_of(found) for matter, found in running.items()}


async def last_of(matters: Sequence[Matter], posts: Sequence[Post]) -> dict[str, Line]:
    """By number, what happened last, as far as the holder of `posts` is told of it."""
    office = [one for one in matters if one.office_id in _organs(posts, OFFICE_ROLES)]
    theirs = [one for one in matters if one.organ_id in _organs(posts, set(IN_DEPARTMENT))]
    return {
        **(await last_told(theirs, Side.DEPARTMENT)),
        **(await last_told(office, Side.OFFICE)),
    }


def _organs(posts: Sequence[Post], roles: Collection[Role]) -> set[int]:
    return {post.organ_id for post in posts if post.role in roles}


def _own(matter: Matter, sign: Sign | None, last: Line | None) -> Errand:
    turn = turn_of(matter)
    assert turn is not None, "a matter that waits for somebody has a turn"  # noqa: S101
    return Errand(
        matter.number, matter.title, matter.organ.name, turn.verb, turn.address(matter.number),
        sign, last,
    )  # fmt: skip


def _asked(asked: Asked) -> Errand:
    if isinstance(asked, Extension):
        return _lengthening(asked)
    if isinstance(asked, Obligation):
        return _following(asked)
    if isinstance(asked, Letter):
        return _letter(asked)
    if isinstance(asked, Consultation):
        return _collecting(asked)
    matter = asked.matter
    sign = sign_for(asked.due, today(), official()) if asked.due else None
    return Errand(
        matter.number, matter.title, matter.organ.name, verb_of(asked),
        address_of(asked), sign, opens=asked.answer is not Answer.OFFERED,
    )  # fmt: skip


def _lengthening(asked: Extension) -> Errand:
    matter = asked.deadline.matter
    return Errand(
        matter.number, matter.title, matter.organ.name, Permit.GRANT_EXTENSION.zh,
        f"/matters/{matter.number}/clocks", sign_of([asked.deadline]),
    )  # fmt: skip


def _following(asked: Obligation) -> Errand:
    matter = asked.matter
    sign = sign_for(asked.due, today(), official()) if asked.due else None
    place = f"/matters/{matter.number}/result#obligation-{asked.id}"
    return Errand(matter.number, matter.title, matter.organ.name, asked.name, place, sign)


def _letter(letter: Letter) -> Errand:
    """A letter tells of itself alone: no number, no title of the matter, nothing to open."""
    asked = letter.consultation
    sign = sign_for(asked.due, today(), official())
    return Errand(
        "", asked.title, asked.organ.name, waiting.ANSWER, f"/letters/{letter.id}", sign,
        opens=False,
    )  # fmt: skip


def _collecting(asked: Consultation) -> Errand:
    matter, sign = asked.matter, sign_for(asked.due, today(), official())
    address = f"/matters/{matter.number}/consultations/{asked.id}"
    return Errand(
        matter.number, matter.title, matter.organ.name, waiting.COLLECT, address, sign
    )  # fmt: skip
