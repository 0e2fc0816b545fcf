"""Back from a meeting to the day of submission, and forward again.

Where a rule assures the review of some days before a meeting (国务院令第713号 第二十六条), neither
the day of submission nor that of the meeting is one of them.
"""

from __future__ import annotations

from datetime import date

from portal.deadlines.calendar import ONE_DAY, Calendar
from portal.deadlines.reckoning import due_after
from portal.kinds import Length


def earliest_meeting(submitted: date, assured: Length, calendar: Calendar) -> date:
    """The first working day on which a meeting may discuss what is submitted on that day."""
    found = due_after(submitted, assured, (), calendar)
    assert found is not None, "nothing pauses a period that has not begun"  # noqa: S101
    return calendar.after(found.day, 1)


def latest_submission(meeting: date, assured: Length, calendar: Calendar) -> date:
    """The last day on which something may be submitted that this meeting is to discuss."""
    day = meeting - ONE_DAY
    while earliest_meeting(day, assured, calendar) > meeting:
        day -= ONE_DAY
    return day
