"""`python -m portal deadline`: on which day a period ends."""

from __future__ import annotations

import argparse
from datetime import date

from portal.deadlines.calendar import official
from portal.deadlines.reckoning import Stretch, due, due_in_calendar_days


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="opened", type=date.fromisoformat, required=True)
    parser.add_argument("--days", type=_positive, required=True)
    parser.add_argument("--pause", action="append", default=[], type=_pause, metavar="A:B")
    parser.add_argument("--calendar-days", action="store_true")


def run(asked: argparse.Namespace) -> int:
    """Print the last day of the period, and whether it is provisional."""
    reckon = due_in_calendar_days if asked.calendar_days else due
    found = reckon(asked.opened, asked.days, asked.pause, official())
    if found is None:
        return 1
    print(f"{found.day} provisional" if found.provisional else found.day)
    return 0


def _positive(said: str) -> int:
    number = int(said)
    if not 1 <= number <= 3000:
        raise argparse.ArgumentTypeError("days must be between 1 and 3000")
    return number


def _pause(said: str) -> Stretch:
    """A:B, both ends days that do not count."""
    try:
        first, last = (date.fromisoformat(one) for one in said.split(":"))
    except ValueError:
        raise argparse.ArgumentTypeError("a pause is A:B, two days like 2026-02-12") from None
    if last < first:
        raise argparse.ArgumentTypeError("a pause ends after it begins")
    return Stretch(first, date.fromordinal(last.toordinal() + 1))
