"""The table of who hears what is read word by word, and forgets no move of a matter."""

from __future__ import annotations

import pytest

from portal.acts import Act
from portal.deadlines.models import Period
from portal.notices.table import Called, Term, read, table
from portal.permits import READING
from portal.workflow import Move

SLOTS = '[slots]\ntimes = ["08:30"]\nuntil = "17:30"\n'
NOTICE = '[[notice]]\nacts = ["matter:submitted"]\nto = ["turn"]\nwords = "请受理"\n'
NAMED = '[[notice]]\nacts = ["matter:submitted"]\nto = ["registrar"]\n'
REMINDER = '[[reminder]]\ndays = 0\nperiods = ["review"]\nto = ["turn"]\nwords = "“{period}”到期"\n'

# moves of which nobody is told besides what another act of the same hour tells
SILENT = {Move.ASSIGN}  # the reviewer is told that he was assigned


def test_every_move_is_told_to_somebody():
    told = {act for row in table().rows for act in row.acts}

    assert set(Move) - told == SILENT
    assert Act.REVIEWER_ASSIGNED in told


def test_every_period_has_a_reminder_before_at_and_after_its_end():
    days = {
        period: {step.days for step in table().steps if period in step.periods}
        for period in (*Period, *Term)
    }

    assert all(min(one) < 0 and 0 in one and max(one) > 0 for one in days.values()), days


def test_mails_never_tell_what_is_filled_in():
    assert all("{" not in row.mail for row in (*table().rows, *table().steps))


def test_a_call_has_a_mail():
    silent = [row.words for row in table().rows if row.is_call and not row.mail]

    assert silent == []


def test_what_is_only_read_is_no_call():
    row = next(row for row in table().rows if row.permit in READING)

    assert not row.is_call


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (NOTICE.replace("submitted", "eaten"), "line 1: there is no act 'matter:eaten'"),
        (NOTICE.replace('"turn"', '"cook"'), "line 1: there is no relation 'cook'"),
        (NOTICE.replace("请受理", "{title}"), "line 1: '{title}' has a second line, or"),
        (NOTICE + 'mail = "{verb}"\n', "line 1: '{verb}' has a second line, or"),
        (NOTICE + 'permit = "read"\n', "line 1: whose turn it is stands alone"),
        (NOTICE + 'place = "/review"\n', "line 1: whose turn it is stands alone"),
        (NAMED + 'words = "x"\n', "line 1: a permit is missing"),
        (NAMED + 'permit = "read"\n', "line 1: 'words'"),
        (NAMED + 'permit = "eat"\nwords = "x"\n', "line 1: there is no permit 'eat'"),
        (NAMED + 'permit = "read"\nwords = "x"\nplace = "y"\n', "line 1: the place 'y' must begin"),
        (NOTICE + 'during = ["noon"]\n', "line 1: there is no state 'noon'"),
        (NOTICE + 'color = "red"\n', "line 1: nothing is called 'color' here"),
        (NOTICE + NOTICE.replace("[\"turn\"]", "[]"), "line 5: to must be a list of at least one"),
        (REMINDER.replace('"review"', '"lunch"'), "line 1: there is no term 'lunch'"),
        (REMINDER.replace("days = 0", 'days = "soon"'), "line 1: invalid literal"),
    ],
)  # fmt: skip
def test_a_fault_names_its_line(text, fault):
    with pytest.raises(ValueError, match="line") as wrong:
        read(text + SLOTS, "x.toml")

    assert str(wrong.value).startswith(f"x.toml, {fault}")


def test_slots_are_needed():
    with pytest.raises(ValueError, match=r"x.toml: \[slots\]"):
        read(NOTICE, "x.toml")


def test_a_row_says_what_it_says():
    found = read(NOTICE + SLOTS).rows[0]

    assert (found.acts, found.to, found.words) == ((Move.SUBMIT,), (Called.TURN,), "请受理")
    assert found.is_call
