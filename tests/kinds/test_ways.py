"""Laws of every way that a type's file can lay: whatever is done in whatever order."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from portal.errors import WrongMoment
from portal.kinds import kinds, read
from portal.workflow import (
    ENDED,
    MOVES,
    OFF_THE_WAY,
    STATE_OF,
    Move,
    Stage,
    Standpoint,
    State,
    Task,
    after,
)

FOUR = read((Path(__file__).parent / "four_reviews.toml").read_text(encoding="utf-8"))
START = Standpoint(State.SUBMITTED)
ENDING = (Move.WITHDRAW, Move.REFUSE, Move.CLOSE)
RARELY = 29  # else every walk would soon end


@st.composite
def tracks(draw) -> tuple[Stage, ...]:
    """Any way that `order_fault` lets through, and those that are shipped."""
    several = {
        Task.ADVISE: draw(st.integers(0, 4)),
        Task.REVIEW: 1,
        Task.CHECK: draw(st.integers(1, 3)),
        Task.DISCUSS: draw(st.integers(0, 1)),
        Task.SIGN: 1,
        Task.MEET: draw(st.integers(0, 2)),
    }
    made = [Stage(f"{task}{n}", task) for task, count in several.items() for n in range(count)]
    return draw(st.sampled_from([tuple(made), *(one.track for one in kinds().values())]))


choices = st.lists(st.integers(0, 10**6), max_size=60)


def walk(track: tuple[Stage, ...], wanted: list[int]) -> list[tuple[Move, Standpoint]]:
    """A way through the states: each number chooses one of the moves that are possible there."""
    at, done = START, []
    for number in wanted:
        possible = [move for move in MOVES if leads(at, move, track)]
        lasting = [move for move in possible if move not in ENDING]
        chosen = possible if number % RARELY == 0 else lasting or possible
        if not chosen:
            break
        move = chosen[number % len(chosen)]
        at = after(at, move, track)
        done.append((move, at))
    return done


def leads(at: Standpoint, move: Move, track: tuple[Stage, ...]) -> bool:
    try:
        after(at, move, track)
    except WrongMoment:
        return False
    return True


@given(tracks(), choices)
def test_nothing_is_cleared_or_decided_without_an_issued_opinion(track, wanted):
    done = walk(track, wanted)
    cleared = [n for n, (_, at) in enumerate(done) if at.state in (State.CLEARED, State.DECIDED)]

    if cleared:
        before = [move for move, _ in done[: cleared[0]]]
        assert Move.ISSUE in before
        assert Move.ANSWER in before[before.index(Move.ISSUE) :]


@given(tracks(), choices)
def test_an_opinion_is_issued_only_after_every_step_since_the_review(track, wanted):
    done = walk(track, wanted)
    checks = sum(one.task in (Task.CHECK, Task.DISCUSS) for one in track)
    for number, (move, _) in enumerate(done):
        if move is Move.ISSUE:
            since = [one for one, _ in done[:number]]
            last = max(n for n, one in enumerate(since) if one is Move.CONCLUDE)
            assert since[last:].count(Move.CHECK) == checks


@given(tracks(), choices)
def test_a_matter_always_stands_at_a_step_of_its_state(track, wanted):
    known = {one.key: one.task for one in track}
    for _, at in walk(track, wanted):
        if at.state in OFF_THE_WAY:
            assert at.step == OFF_THE_WAY[at.state]
        elif at.step and at.state not in (State.REGISTERED, State.REVIEW_PAUSED):
            assert STATE_OF[known[at.step]] is at.state
        if at.state in (State.UNDER_REVIEW, State.CHECKING, State.SIGNING):
            assert at.step


@given(tracks(), choices)
def test_what_has_ended_goes_on_only_through_its_meetings_to_the_decision(track, wanted):
    at = START
    for move, reached in walk(track, wanted):
        if at.state in ENDED:
            assert move is (Move.PASS_MEETING if at.step else Move.DECIDE)
        at = reached


def test_four_reviews_and_two_meetings_are_a_type_file_alone():
    wanted = [
        Move.REGISTER, Move.ASSIGN, Move.STEP_ON, Move.STEP_ON, Move.STEP_ON, Move.STEP_ON,
        Move.CONCLUDE, Move.CHECK, Move.ISSUE, Move.ANSWER, Move.CLEAR, Move.PASS_MEETING,
        Move.PASS_MEETING,
    ]  # fmt: skip

    at, done = START, []
    for move in wanted:
        at = after(at, move, FOUR.track)
        done.append(at)

    assert [at.step for at in done] == [
        "", "unit_adviser", "government_adviser", "bureau", "experts", "review",
        "check", "sign", "", "", "executive", "standing", "",
    ]  # fmt: skip
    assert done[-1].state is State.DECIDED
