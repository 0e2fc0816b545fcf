"""Many seats filled at once: whom the flow proposes for each, and what anybody else would cost.

The choice for a single matter goes by tiers (portal.routing.draws); here the same facts are points,
so that the best for all together can be found, exactly and the same each time
(portal.routing.batches). Who is barred in the least takes no part in it.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from portal.matters.models import Matter
from portal.routing.batches import UNPLACED, Batch, Choice, Demand, House, Worker, proposed
from portal.routing.candidates import Candidate, Case
from portal.routing.draws import equalised, fair_limit, is_captured, lot, mean_load
from portal.routing.models import Duty

UNFAIR_COST = 40  # for who had clearly more work than his fair share
CAPTURE_COST = 20  # for who has most of the department's matters


@dataclass(frozen=True)
class Option:
    """One person for one seat; `extra` points are what all together would cost more with him.

    None where that is not known: he is full, or nothing whatever allows to ask him.
    """

    duty: Duty
    candidate: Candidate
    extra: int | None = None

    @property
    def key(self) -> str:
        """As a form names him: adviser-12."""
        return f"{self.duty.value}-{self.candidate.person.id}"

    @property
    def strands(self) -> bool:
        """Whether another seat would then be left without anybody."""
        return self.extra is not None and self.extra >= UNPLACED // 2


@dataclass(frozen=True)
class Vacancy:
    """A seat that is to be filled, and everybody of the panel as he stands to it."""

    matter: Matter
    name: str  # of the seat, within the matter
    case: Case
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Seat:
    """A seat as it is proposed, with everybody else and what he would cost."""

    matter: Matter
    name: str
    first: Option | None  # who is proposed
    others: tuple[Option, ...]  # who could have it too, the least costly first
    asides: tuple[Option, ...]  # who could with a reason only
    out: tuple[Option, ...]  # who never can

    @property
    def open_to(self) -> tuple[Option, ...]:
        """Everybody who may be chosen, the proposed one first."""
        return (*((self.first,) if self.first else ()), *self.others, *self.asides)


async def seated(vacancies: Sequence[Vacancy]) -> list[Seat]:
    """The best way to fill these seats together, in their order."""
    apart = list(_apart(vacancies))
    workers = {worker.id: worker for one in vacancies for worker in map(_worker, one.options)}
    demands = [_demand(one) for one in apart]
    batch = await asyncio.to_thread(proposed, demands, list(workers.values()), priced=True)
    holders = {(one.matter, one.duty): one.person for one in batch.given}
    return [_seat(one, holders, batch) for one in apart]


def _worker(option: Option) -> Worker:
    person = option.candidate.person
    return Worker(person.id, person.firm, person.load, person.capacity)


def _apart(vacancies: Sequence[Vacancy]) -> Iterator[Vacancy]:
    """The seats of one matter share neither a person nor a firm: the first has the first choice."""
    taken: defaultdict[str, set[House]] = defaultdict(set)
    for one in vacancies:
        before = taken[one.matter.number]
        left = tuple(option for option in one.options if _house(option) not in before)
        yield replace(one, options=left)
        before |= {_house(option) for option in left}


def _house(option: Option) -> House:
    person = option.candidate.person
    return (0, person.id) if person.firm is None else (1, person.firm)


def _demand(one: Vacancy) -> Demand:
    entrants = [option.candidate.entrant for option in one.options]
    limit, common = fair_limit(entrants), mean_load(entrants)

    def choice(option: Option) -> Choice:
        entrant = option.candidate.entrant
        unfair = equalised(entrant, common) > limit
        captured = is_captured(one.case.of_organ, entrant)
        seed = one.case.seed
        return Choice(
            entrant.id, entrant.fit,
            extra=unfair * UNFAIR_COST + captured * CAPTURE_COST,
            lot=int(lot(seed, one.case.number, entrant.id), 16) if seed else entrant.id,
        )  # fmt: skip

    return Demand(
        one.matter.number,
        one.name,
        tuple(choice(option) for option in one.options if option.candidate.is_free),
        asides=tuple(
            choice(option)
            for option in one.options
            if not option.candidate.is_free and not option.candidate.is_forbidden
        ),
    )


def _seat(one: Vacancy, holders: dict[tuple[str, str], int], batch: Batch) -> Seat:
    key = one.matter.number, one.name
    holder, prices = holders.get(key), batch.prices.get(key, {})
    options = [replace(option, extra=prices.get(_id(option))) for option in one.options]
    free = [option for option in options if option.candidate.is_free and _id(option) != holder]
    return Seat(
        one.matter,
        one.name,
        next((option for option in options if _id(option) == holder), None),
        tuple(sorted(free, key=_dearness)),
        tuple(
            option
            for option in options
            if not option.candidate.is_free and not option.candidate.is_forbidden
        ),
        tuple(option for option in options if option.candidate.is_forbidden),
    )


def _dearness(option: Option) -> tuple[bool, int, int]:
    return (option.extra is None, option.extra or 0, _id(option))


def _id(option: Option) -> int:
    return option.candidate.person.id


def picked(key: str) -> tuple[Duty, int] | None:
    """Whom a form names by a key like adviser-12; None for nobody."""
    duty, _, number = key.partition("-")
    known = duty in set(Duty) and number.isdecimal() and len(number) <= 9
    return (Duty(duty), int(number)) if known else None
