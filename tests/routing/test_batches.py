"""The batch is the best there is, by an independent search, and breaks no wall, cap or bar."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.routing.batches import (
    STEP_COST,
    UNPLACED,
    Batch,
    Choice,
    Demand,
    Worker,
    choice_parts,
    proposed,
)

LURE = 100 * UNPLACED


def office(seed: int, *, matters: int, people: int) -> tuple[list[Demand], list[Worker]]:
    """A random office: firms, caps, bars and offers that stand."""
    dice = random.Random(seed)
    workers = [
        Worker(n, dice.choice([None, 1, 2]), dice.randint(0, 3), dice.randint(0, 4))
        for n in range(people)
    ]
    demands = [
        Demand(
            f"m{n}",
            "adviser",
            tuple(
                Choice(one.id, dice.randint(0, 3), dice.random() < 0.15, dice.randint(0, 9))
                for one in workers
                if dice.random() < 0.7
            ),
            dice.choice([1, 1, 2]),
        )
        for n in range(matters)
    ]
    return demands, workers


@pytest.mark.parametrize("first", range(0, 10_000, 1000))
def test_no_office_of_ten_thousand_breaks_a_rule(first: int) -> None:
    dice = random.Random(first)
    for seed in range(first, first + 1000):
        demands, workers = office(seed, matters=dice.randint(0, 6), people=dice.randint(0, 7))
        assert faults(demands, workers, proposed(demands, workers)) == []


@pytest.mark.parametrize("seed", range(300))
def test_no_other_way_is_cheaper(seed: int) -> None:
    demands, workers = office(seed, matters=3, people=5)

    assert proposed(demands, workers).cost == least(demands, workers)


@pytest.mark.parametrize("seed", range(80))
def test_the_next_best_costs_exactly_what_is_said(seed: int) -> None:
    demands, workers = office(seed, matters=3, people=5)
    found = proposed(demands, workers, explain=True)

    for one in found.given:
        extra = least([without(demand, one.matter, one.person) for demand in demands], workers)
        more = extra - found.cost
        assert one.extra == (more if more < UNPLACED // 2 else None)


@pytest.mark.parametrize("seed", range(80))
def test_everybody_has_his_exact_price(seed: int) -> None:
    """Of those who may be asked and of those who may not: as if the seat were his alone."""
    dice = random.Random(seed)
    demands, workers = office(seed, matters=3, people=5)
    demands = [set_aside(one, dice) for one in demands]
    found = proposed(demands, workers, priced=True)
    holders = {(one.matter, one.duty): one.person for one in found.given}

    for demand in demands:
        prices = found.prices.get((demand.matter, demand.duty), {})
        assert bool(prices) <= (demand.count == 1)
        for one in (*demand.choices, *demand.asides):
            if one.person in prices:
                wanted = replace(one, extra=one.extra - LURE)  # so that it is his in any case
                alone = replace(demand, choices=(wanted,), asides=())
                least_so = least([alone if d is demand else d for d in demands], workers)
                assert prices[one.person] == least_so + LURE - found.cost
        if demand.count == 1 and (holder := holders.get((demand.matter, demand.duty))) is not None:
            assert prices[holder] == 0


def test_lots_decide_between_equals_only() -> None:
    pair = (Choice(1, 2, lot=10**40 + 7), Choice(2, 2, lot=3))
    worse = (Choice(1, 2, lot=10**40 + 7), Choice(2, 1, lot=3))

    assert proposed([Demand("m", "adviser", pair)], [Worker(1), Worker(2)]).given[0].person == 2
    assert proposed([Demand("m", "adviser", worse)], [Worker(1), Worker(2)]).given[0].person == 1


@pytest.mark.parametrize("seed", range(40))
def test_the_order_in_which_it_is_asked_changes_nothing(seed: int) -> None:
    demands, workers = office(seed, matters=6, people=8)

    assert proposed(demands, workers) == proposed(demands[::-1], workers[::-1])


@given(st.integers(0, 10**6), st.integers(0, 5))
@settings(max_examples=200, deadline=None)
def test_a_conflict_never_gives_anybody_a_matter(seed: int, person: int) -> None:
    demands, workers = office(seed, matters=4, people=6)
    barred = [without(demand, "m0", person) for demand in demands]

    found = proposed(barred, workers)

    assert ("m0", person) not in [(one.matter, one.person) for one in found.given]
    assert found.cost >= proposed(demands, workers).cost


def test_an_offer_that_stands_stays_where_nothing_is_won() -> None:
    demand = Demand("m", "adviser", (Choice(1, 2), Choice(2, 2, keeps=True)))

    [one] = proposed([demand], [Worker(1), Worker(2)], explain=True).given

    assert (one.person, one.next_best, one.extra) == (2, 1, 60)


def test_what_a_flow_cannot_tell_apart_is_refused() -> None:
    demands = [Demand("m", duty, (Choice(1),)) for duty in ("adviser", "lawyer")]

    with pytest.raises(ValueError, match="share a person"):
        proposed(demands, [Worker(1)])


def faults(demands: list[Demand], workers: list[Worker], found: Batch) -> list[str]:
    """Every rule that the batch breaks."""
    by_id = {one.id: one for one in workers}
    allowed = {(one.matter, choice.person) for one in demands for choice in one.choices}
    taken = Counter(one.person for one in found.given)
    firms = Counter((one.matter, by_id[one.person].firm) for one in found.given)
    seats = Counter(one.matter for one in found.given) + Counter(
        matter for matter, _ in found.empty
    )
    return [
        *(f"barred {one}" for one in found.given if (one.matter, one.person) not in allowed),
        *(f"over {n}" for n, count in taken.items() if by_id[n].load + count > by_id[n].capacity),
        *(f"wall {key}" for key, count in firms.items() if key[1] is not None and count > 1),
        *(f"seats of {one.matter}" for one in demands if seats[one.matter] != one.count),
    ]


def without(demand: Demand, matter: str, person: int) -> Demand:
    kept = tuple(one for one in demand.choices if one.person != person)
    return replace(demand, choices=kept) if demand.matter == matter else demand


def set_aside(demand: Demand, dice: random.Random) -> Demand:
    """The same demand with some who may not be asked as things are."""
    aside = {one.person for one in demand.choices if dice.random() < 0.3}
    return replace(
        demand,
        choices=tuple(one for one in demand.choices if one.person not in aside),
        asides=tuple(one for one in demand.choices if one.person in aside),
    )


def least(demands: list[Demand], workers: list[Worker]) -> int:
    """The cheapest of all ways, by trying each."""
    by_id = {one.id: one for one in workers}

    def rest(left: list[Demand], loads: dict[int, int]) -> int:
        if not left:
            return 0
        costs = []
        for team in teams(left[0], by_id):
            if all(loads[one.person] < by_id[one.person].capacity for one in team):
                more = sum(
                    sum(choice_parts(one).values()) + STEP_COST * loads[one.person] for one in team
                )
                after = loads | {one.person: loads[one.person] + 1 for one in team}
                empty = UNPLACED * (left[0].count - len(team))
                costs.append(more + empty + rest(left[1:], after))
        return min(costs)

    return rest(demands, {one.id: one.load for one in workers})


def teams(demand: Demand, by_id: dict[int, Worker]) -> Iterator[tuple[Choice, ...]]:
    """Every set of persons that may sit in the demand's seats, smaller ones too."""
    for size in range(demand.count + 1):
        for team in combinations(demand.choices, size):
            firms = [by_id[one.person].firm for one in team if by_id[one.person].firm is not None]
            if len(firms) == len(set(firms)):
                yield team
