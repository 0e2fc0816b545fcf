"""Many matters at once: the cheapest way to give each what it needs, exact and the same each time.

A flow of units: the seat in a matter → a firm in that matter (one unit, so one lawyer) → a person →
each further matter that he takes (ever dearer) → the office. The costs are whole numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from portal.routing.flows import Network

FIT_COST = 30  # for each class below the best fit (there are four)
STEP_COST = 10  # that each further matter costs more than the one before
KEEP_BONUS = 60  # for an offer that stands already
BEST_FIT = 3
UNPLACED = 100_000  # what a demand costs that nobody takes
UNIT = 1 << 24  # one of cost; the lots of all seats together are less than half of it


Seat = tuple[str, str]  # a matter and a duty


@dataclass(frozen=True)
class Worker:
    """A person in the batch: what he has, and what he may take at most."""

    id: int
    firm: int | None = None
    load: int = 0  # matters in hand that this batch does not move
    capacity: int = 8


@dataclass(frozen=True)
class Choice:
    """That this person may be asked for this demand, and what speaks for it."""

    person: int
    fit: int = 0  # 0 to BEST_FIT
    keeps: bool = False  # he has been asked already
    extra: int = 0  # for fairness and anti-capture, in cost
    lot: int = 0  # drawn; decides between ways that cost the same, and nothing else


@dataclass(frozen=True)
class Demand:
    """One seat to be filled in a matter; the barred are not among the choices."""

    matter: str
    duty: str
    choices: tuple[Choice, ...]
    count: int = 1
    asides: tuple[Choice, ...] = ()  # who may not be asked as things are; priced all the same


@dataclass(frozen=True)
class Given:
    """One seat and who gets it, with the parts of its cost."""

    matter: str
    duty: str
    person: int
    parts: Mapping[str, int]
    next_best: int | None = None  # whom the office would take else
    extra: int | None = None  # exactly what the whole then costs more; None: it stays empty

    @property
    def cost(self) -> int:
        return sum(self.parts.values())


@dataclass(frozen=True)
class Batch:
    """The whole proposal."""

    given: tuple[Given, ...]
    empty: tuple[Seat, ...]  # seats that nobody can take
    cost: int
    arcs: int = field(compare=False)
    prices: Mapping[Seat, Mapping[int, int]] = field(default_factory=dict, compare=False)


def choice_parts(one: Choice) -> dict[str, int]:
    """What a choice costs besides the load: fit, keeping, the rest."""
    return {
        "fit": (BEST_FIT - one.fit) * FIT_COST,
        "keep": 0 if one.keeps else KEEP_BONUS,
        "extra": one.extra,
    }


def proposed(
    demands: Sequence[Demand],
    workers: Sequence[Worker],
    *,
    explain: bool = False,
    priced: bool = False,
) -> Batch:
    """The cheapest way to fill the most seats.

    With `explain` the next best of each seat too; with `priced` what everybody would cost there.

    Nobody and no firm has two seats of a demand. Raises ValueError where two demands of a matter
    share a person or a firm: that would need more than a flow to be exact.
    """
    _require_apart(demands, {one.id: one for one in workers})
    plan = _Plan(demands, workers)
    plan.fill()
    given = tuple(plan.given(explain))
    prices = plan.prices() if priced else {}
    return Batch(given, tuple(plan.empty()), plan.cost(), len(plan.net.head) // 2, prices)


House = tuple[int, int]


def house_of(worker: Worker) -> House:
    """Whom one seat in a matter binds: the firm, or the person who has none."""
    return (0, worker.id) if worker.firm is None else (1, worker.firm)


def _require_apart(demands: Sequence[Demand], workers: Mapping[int, Worker]) -> None:
    seen: dict[tuple[str, House], str] = {}
    for demand in demands:
        for choice in demand.choices:
            key = demand.matter, house_of(workers[choice.person])
            if seen.setdefault(key, demand.duty) != demand.duty:
                raise ValueError(f"two demands of {demand.matter} share a person or a firm")


class _Plan:
    """The network of one batch, and what its arcs mean."""

    def __init__(self, demands: Sequence[Demand], workers: Sequence[Worker]) -> None:
        self.demands = sorted(demands, key=lambda one: (one.matter, one.duty))
        self.lots = UNIT // (2 * sum(one.count for one in demands) + 2)
        self.workers = {
            one.id: one
            for one in sorted(workers, key=lambda one: one.id)
            if one.load < one.capacity
        }
        walls = [self._walls(demand) for demand in self.demands]
        after_walls = len(self.demands) + 2 * sum(map(len, walls))
        people = {person: after_walls + n for n, person in enumerate(self.workers)}
        self.people = people  # by node
        self.net = Network(after_walls + len(people) + 1)
        self.seats: dict[int, tuple[Demand, Choice]] = {}  # by the arc to the person
        self.unfilled: dict[int, Demand] = {}  # by the arc that stands for nobody
        self._draw(walls, people)
        for person, node in people.items():
            worker = self.workers[person]
            for n in range(worker.load, worker.capacity):
                self.net.arc(node, self.net.sink, STEP_COST * n * UNIT)

    def fill(self) -> None:
        """Give every seat to somebody or, where nobody is left, to nobody."""
        for node, demand in enumerate(self.demands):
            for _ in range(demand.count):
                self.net.push(node)

    def given(self, explain: bool) -> Iterator[Given]:
        for arc, (demand, choice) in self.seats.items():
            if self.net.carries(arc):
                other, extra = self._instead(arc, demand) if explain else (None, None)
                parts = choice_parts(choice)
                yield Given(demand.matter, demand.duty, choice.person, parts, other, extra)

    def empty(self) -> Iterator[Seat]:
        for arc, demand in self.unfilled.items():
            yield from [(demand.matter, demand.duty)] * self.net.carries(arc)

    def cost(self) -> int:
        """What all that is given costs, load included; an empty seat costs UNPLACED."""
        net = self.net
        return _units(sum(net.carries(arc) * net.cost[arc] for arc in range(0, len(net.head), 2)))

    def prices(self) -> dict[Seat, dict[int, int]]:
        """What the whole costs more with each person in a seat, exactly; 0 for who has it.

        For whom may not be asked as things are: what it would cost if he could be. Only for
        demands of one seat, and of persons who are not full.
        """
        single = [(n, one) for n, one in enumerate(self.demands) if one.count == 1]
        return {(one.matter, one.duty): self._prices(node, one) for node, one in single}

    def _prices(self, node: int, demand: Demand) -> dict[int, int]:
        ways = self.net.returns(node)
        here = [
            one for one in (*demand.choices, *demand.asides)
            if self.people.get(one.person) in ways
        ]  # fmt: skip
        return {one.person: _units(ways[self.people[one.person]] + self._cost(one)) for one in here}

    def _instead(self, arc: int, demand: Demand) -> tuple[int | None, int | None]:
        """Who would come into this seat without him, and what the whole would cost more."""
        found = self.net.detour(arc)
        if found is None:
            return None, None
        extra, path = _units(found[0]), found[1]
        comes = (self.seats[one][1].person for one in path if self._is_seat(one, demand))
        return next(comes, None), extra if extra < UNPLACED // 2 else None

    def _cost(self, choice: Choice) -> int:
        return sum(choice_parts(choice).values()) * UNIT + choice.lot % self.lots

    def _is_seat(self, arc: int, demand: Demand) -> bool:
        return arc in self.seats and self.seats[arc][0] is demand

    def _walls(self, demand: Demand) -> list[House]:
        """The firms of which several could take the seat."""
        houses = Counter(
            house_of(self.workers[one.person])
            for one in demand.choices
            if one.person in self.workers
        )
        return sorted(house for house, count in houses.items() if count > 1)

    def _draw(self, walls: list[list[House]], people: dict[int, int]) -> None:
        wall = len(self.demands)
        for node, (demand, houses) in enumerate(zip(self.demands, walls, strict=True)):
            behind: dict[House, int] = {}
            for house in houses:
                self.net.arc(node, wall, 0)
                self.net.arc(wall, wall + 1, 0)
                behind[house], wall = wall + 1, wall + 2
            for choice in sorted(demand.choices, key=lambda one: one.person):
                if choice.person in self.workers:
                    start = behind.get(house_of(self.workers[choice.person]), node)
                    arc = self.net.arc(start, people[choice.person], self._cost(choice))
                    self.seats[arc] = demand, choice
            self.unfilled[self.net.arc(node, self.net.sink, UNPLACED * UNIT, demand.count)] = demand


def _units(cost: int) -> int:
    """A cost without the lots in it."""
    return (cost + UNIT // 2) // UNIT
