"""Tiers and the draw: the same numbers always give the same person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.routing.draws import Contest, Entrant, is_captured, lot, placed, read, written

HAN = Entrant(1, "韩非", effort=10, days=60, load=2, capacity=8)


def first(*entrants: Entrant, seed: str = "", of_organ: int = 0) -> int:
    return placed(Contest("2026-0001", "2026-11-26", seed, of_organ, entrants))[0].id


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({}, {"bars": ("absent",), "fit": 3}),
        ({"bars": ("absent",)}, {"bars": ("conflict",), "forbidden": True}),
        ({"continues": True, "effort": 60}, {"fit": 2}),
        ({"effort": 0}, {"effort": 60, "fit": 2}),
        ({"effort": 0, "fit": 0}, {"effort": 9, "fit": -1}),
        ({"fit": 2, "effort": 10}, {"fit": 0, "effort": 0}),
        ({"of_organ": 3}, {"of_organ": 7}),
        ({"effort": 2}, {"effort": 12}),
        ({"load": 1}, {"load": 2}),
        ({"last": ""}, {"last": "2026-11-01"}),
        ({"last": "2026-10-01"}, {"last": "2026-11-01"}),
        ({"days": 0}, {"days": 60, "effort": 40}),
    ],
)
def test_what_decides(better: dict[str, object], worse: dict[str, object]) -> None:
    one, other = replace(HAN, **better), replace(HAN, id=2, **worse)  # type: ignore[arg-type]

    assert first(one, other, of_organ=10) == first(other, one, of_organ=10) == 1


def test_equals_are_drawn_and_each_comes_first_about_as_often() -> None:
    both = HAN, replace(HAN, id=2)

    drawn = [first(*both, seed=f"day {day}") for day in range(400)]

    assert 150 < drawn.count(1) < 250
    assert drawn == [first(*reversed(both), seed=f"day {day}") for day in range(400)]


def test_another_matter_is_another_draw() -> None:
    assert lot("seed", "2026-0001", 1) != lot("seed", "2026-0002", 1)
    assert lot("seed", "2026-0001", 1) != lot("seed", "2026-0001", 2)


@pytest.mark.parametrize(("all_of", "mine", "yes"), [(5, 5, False), (6, 3, False), (6, 4, True)])
def test_when_a_department_is_captured(all_of: int, mine: int, yes: bool) -> None:
    assert is_captured(all_of, replace(HAN, of_organ=mine)) is yes


entrants = st.builds(
    Entrant,
    id=st.integers(1, 99),
    name=st.text("甲乙丙", min_size=1, max_size=2),
    bars=st.sampled_from([(), ("absent",), ("conflict", "absent")]),
    forbidden=st.booleans(),
    fit=st.integers(0, 3),
    effort=st.integers(0, 200),
    days=st.integers(0, 64),
    of_organ=st.integers(0, 9),
    load=st.integers(0, 9),
    capacity=st.integers(0, 9),
    last=st.sampled_from(["", "2026-11-01", "2026-11-02"]),
)


@given(st.lists(entrants, max_size=9, unique_by=lambda one: one.id), st.sampled_from(["", "s"]))
def test_what_was_written_is_drawn_again(found: list[Entrant], seed: str) -> None:
    contest = Contest("2026-0001", "2026-11-26", seed, 7, tuple(found))

    assert read(written(contest)) == contest
    assert placed(read(written(contest))) == placed(replace(contest, entrants=tuple(found[::-1])))


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"entrants": [1]}', "null"])
def test_what_is_no_choice_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(said)
