from __future__ import annotations

import asyncio

import pytest

from portal.errors import Stale, WrongMoment
from portal.journal.models import Entry
from portal.matters.models import Matter
from portal.matters.progress import advance
from portal.workflow import ENDED, MOVES, USUAL, Move, Stage, State, Task, after, standpoint_at
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
TRACK = (*USUAL, Stage("meeting", Task.MEET))


async def test_of_two_rivals_one_is_told(cast):
    made = await matter_at(State.SUBMITTED, cast)
    first, second = [await Matter.get(id=made.id) for _ in range(2)]

    answers = await asyncio.gather(
        advance(first, Move.REGISTER, by=cast.zhou),
        advance(second, Move.RETURN, by=cast.zhou),
        return_exceptions=True,
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", "Stale"]
    assert await Entry.filter(subject=made.number).count() == 1


async def test_a_stale_page_moves_nothing(cast):
    matter = await matter_at(State.SUBMITTED, cast)
    await Matter.filter(id=matter.id).update(state=State.WITHDRAWN)

    with pytest.raises(Stale):
        await advance(matter, Move.REGISTER, by=cast.zhou)

    assert (await Matter.get(id=matter.id)).state is State.WITHDRAWN


@pytest.mark.parametrize("move", MOVES)
def test_a_move_leads_out_of_its_states_and_no_others(move):
    for state in State:
        at = standpoint_at(state, TRACK)
        if state in MOVES[move].out_of and move is not Move.STEP_ON:
            assert after(at, move, TRACK).state is MOVES[move].into
        else:
            with pytest.raises(WrongMoment):
                after(at, move, TRACK)


def test_what_has_ended_has_ended_but_for_the_meetings_of_what_is_cleared():
    ways = [(move, state) for move, way in MOVES.items() for state in way.out_of if state in ENDED]

    assert ways == [(Move.PASS_MEETING, State.CLEARED)]


def test_nothing_is_cleared_without_an_issued_opinion():
    reached, seen = {State.SUBMITTED}, set[State]()
    while reached - seen:
        state = (reached - seen).pop()
        seen.add(state)
        ways = [way for move, way in MOVES.items() if move is not Move.ISSUE]
        reached |= {way.into for way in ways if state in way.out_of}

    assert State.CLEARED not in reached
    assert State.SIGNING in reached
