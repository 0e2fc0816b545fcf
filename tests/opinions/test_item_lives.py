"""Laws of an item's life: whatever is answered, given back and discussed in whatever order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kinds import Effect
from portal.opinions.adopting import (
    Reply,
    clearing_fault,
    gap_in_answer,
    gap_in_confirmation,
    goes_to_discussion,
    is_contested,
    is_deadlocked,
)
from portal.opinions.models import Adoption, Settlement, TextChange
from portal.reviews.models import Severity

ALL, PART, NONE = Adoption.ADOPTED, Adoption.PARTLY, Adoption.NOT_ADOPTED
HELD, YIELDED = Settlement.HELD, Settlement.YIELDED


@pytest.mark.parametrize(
    ("adoption", "rounds", "ruling", "discussed"),
    [
        (NONE, 0, None, False),  # given back for the first time
        (NONE, 1, None, True),  # the department insists
        (PART, 1, None, True),
        (ALL, 1, None, False),  # it does not insist: its text falls short
        (ALL, 7, None, False),
        (NONE, 1, HELD, False),  # a conclusion stands
        (NONE, 1, YIELDED, False),
    ],
)
def test_who_insists_twice_is_led_to_a_discussion(adoption, rounds, ruling, discussed):
    reply = Reply(Severity.MUST, adoption, "惯例", rounds=rounds, ruling=ruling)

    assert goes_to_discussion(reply, 2) is discussed
    assert is_deadlocked(replace(reply, confirmed=False), 2) is discussed
    assert not is_deadlocked(replace(reply, confirmed=True), 2)


@pytest.mark.parametrize(
    ("ruling", "adoption", "complete"),
    [
        (None, NONE, True), (HELD, NONE, False), (HELD, PART, False), (HELD, ALL, True),
        (YIELDED, NONE, True),
    ],
)  # fmt: skip
def test_what_was_held_has_to_be_adopted(ruling, adoption, complete):
    reply = Reply(Severity.SHOULD, adoption, "惯例", ruling=ruling)

    assert (gap_in_answer(reply) is None) is complete


steps = st.lists(
    st.tuples(
        st.sampled_from(Adoption), st.sampled_from(TextChange), st.booleans(),
        st.sampled_from(Settlement),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


@given(st.sampled_from(Severity), steps, st.integers(1, 4))
def test_nothing_contested_is_closed_without_a_word_for_it(severity, wanted, most):
    """A walk through the rounds: each answer that the rules take is confirmed or given back."""
    reply, last, discussions = Reply(severity), "", 0
    for adoption, change, confirmed, settlement in wanted:
        answer = replace(reply, adoption=adoption, reason="惯例", change=change, confirmed=None)
        if gap_in_answer(answer):
            assert answer.ruling is HELD
            continue
        if answer.ruling is not YIELDED:
            assert clearing_fault(Effect.REVISE, [answer])
        told = replace(answer, confirmed=confirmed, note="核对")
        last = last if told.ruling is YIELDED else "confirmed" if confirmed else "contested"
        if is_deadlocked(told, most):
            told, discussions = replace(told, ruling=settlement), discussions + 1
            last = "yielded" if settlement is YIELDED else "contested"
        assert (not clearing_fault(Effect.REVISE, [told])) == (last in ("confirmed", "yielded"))
        assert is_contested(told) == (last == "contested")
        assert gap_in_confirmation(told) is None
        reply = replace(told, rounds=told.rounds + (confirmed is False))
    assert discussions <= 1
