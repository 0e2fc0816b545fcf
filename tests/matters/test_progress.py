from __future__ import annotations

import asyncio
from importlib import import_module

import pytest
from tortoise import Tortoise

from portal.errors import Stale, WrongMoment
from portal.journal.models import Entry
from portal.matters.models import Matter, Part
from portal.matters.parts import join
from portal.matters.progress import advance
from portal.permits import Relation
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


async def test_what_has_ended_is_said_in_every_row_that_lists_look_at(cast):
    over, under_way = [await matter_at(State.SUBMITTED, cast) for _ in range(2)]

    await advance(over, Move.REFUSE, by=cast.zhou)
    await advance(under_way, Move.REGISTER, by=cast.zhou)
    await join(over, cast.xu, Relation.INVITED)

    assert over.ended
    assert not under_way.ended
    assert await Matter.filter(ended=True).values_list("id", flat=True) == [over.id]
    assert {part.matter_id for part in await Part.filter(ended=True)} == {over.id}
    assert not await Part.filter(matter_id=over.id, ended=False).exists()


async def test_what_had_ended_before_there_was_a_column_for_it_has_ended(cast):
    states = (State.CLEARED, State.WITHDRAWN, State.ISSUED)
    made = [await matter_at(state, cast) for state in states]
    waiting = await matter_at(State.CLEARED, cast)
    await Matter.filter(id=waiting.id).update(step="executive")
    await Matter.all().update(ended=False)
    await Part.all().update(ended=False)

    for statement in import_module("portal.migrations.0004_what_has_ended").WHAT_HAS_ENDED:
        await Tortoise.get_connection("default").execute_script(statement)

    ended = [made[0].id, made[1].id]
    assert await Matter.filter(ended=True).order_by("id").values_list("id", flat=True) == ended
    assert {part.matter_id for part in await Part.filter(ended=True)} == set(ended)


@pytest.mark.parametrize("move", MOVES)
def test_a_move_leads_out_of_its_states_and_no_others(move):
    track = USUAL if move is Move.DECIDE else TRACK  # where there is no meeting to pass
    for state in State:
        at = standpoint_at(state, track)
        if state in MOVES[move].out_of and move is not Move.STEP_ON:
            assert after(at, move, track).state is MOVES[move].into
        else:
            with pytest.raises(WrongMoment):
                after(at, move, track)


def test_nobody_records_a_decision_before_the_meetings_of_its_type():
    with pytest.raises(WrongMoment):
        after(standpoint_at(State.CLEARED, TRACK), Move.DECIDE, TRACK)


def test_what_has_ended_has_ended_but_for_what_follows_a_clearance_or_is_reviewed_anew():
    ways = [(move, state) for move, way in MOVES.items() for state in way.out_of if state in ENDED]

    assert set(ways) == {
        (Move.PASS_MEETING, State.CLEARED),
        (Move.DECIDE, State.CLEARED),
        (Move.REOPEN, State.CLEARED),
        (Move.REOPEN, State.CLOSED),
    }


def test_nothing_is_cleared_without_an_issued_opinion():
    reached, seen = {State.SUBMITTED}, set[State]()
    while reached - seen:
        state = (reached - seen).pop()
        seen.add(state)
        ways = [way for move, way in MOVES.items() if move is not Move.ISSUE]
        reached |= {way.into for way in ways if state in way.out_of}

    assert State.CLEARED not in reached
    assert State.SIGNING in reached
