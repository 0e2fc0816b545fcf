"""A submission as values: what a department puts before its legal office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.deadlines.calendar import Calendar
from portal.deadlines.planning import earliest_meeting, latest_submission
from portal.deadlines.reckoning import Due, due_after
from portal.documents.examining import Examined
from portal.kinds import Kind, Length
from portal.people.models import Organ

DRAFT = "draft"  # the slot of the text under review, in every type's checklist


@dataclass(frozen=True)
class TypedParty:
    name: str
    side: str = ""
    uscc: str = ""
    ours: bool = False


@dataclass(frozen=True)
class Promise:
    """Material of a slot that is to come by `day`."""

    slot: str
    name: str
    day: date
    reason: str


@dataclass(frozen=True)
class Submission:
    """All that makes a matter; `materials` are pairs of slot ("" is extra) and file."""

    kind: Kind
    title: str
    organ: Organ
    draft: Examined
    parties: tuple[TypedParty, ...] = ()
    materials: tuple[tuple[str, Examined], ...] = ()
    promises: tuple[Promise, ...] = ()
    amount: Decimal | None = None
    meeting_day: date | None = None
    urgent_reason: str = ""
    note: str = ""
    contact: str = ""
    variant: str = ""  # key of the kind within the type


@dataclass(frozen=True)
class Assured:
    """The days that a rule assures the review before a meeting, and what follows from them."""

    length: Length
    source: str
    earliest: date  # the first meeting that may discuss what is submitted today
    calendar: Calendar

    def is_short_for(self, meeting: date | None) -> bool:
        return meeting is not None and meeting < self.earliest

    def latest_for(self, meeting: date) -> date:
        """The last day of submission for this meeting."""
        return latest_submission(meeting, self.length, self.calendar)


@dataclass(frozen=True)
class Expected:
    """When an answer is to be expected, if it is received on its last day."""

    received: Due
    reviewed: Due
    intake: Length
    review: Length
    assured: Assured | None = None

    def is_late_for(self, meeting: date | None) -> bool:
        """Whether the meeting comes before the review has to be done."""
        return meeting is not None and meeting < self.reviewed.day


def expected(kind: Kind, today: date, calendar: Calendar) -> Expected:
    """The last days of intake and review for a matter of `kind` that is submitted `today`."""
    intake, review = kind.clocks["intake"].length, kind.clocks["review"].length
    received = _due(today, intake, calendar)
    reviewed = _due(received.day, review, calendar)
    return Expected(received, reviewed, intake, review, _assured(kind, today, calendar))


def _assured(kind: Kind, today: date, calendar: Calendar) -> Assured | None:
    clock = kind.clocks["review"]
    if clock.least is None:
        return None
    length = clock.of(clock.least)
    earliest = earliest_meeting(today, length, calendar)
    return Assured(length, clock.source.text, earliest, calendar)


def _due(opened: date, length: Length, calendar: Calendar) -> Due:
    found = due_after(opened, length, (), calendar)
    assert found is not None, "nothing pauses a period that has not begun"  # noqa: S101
    return found
