"""The numbers of issued opinions: 云司审〔2026〕12号, by office and year, without gaps or twins."""

from __future__ import annotations

from portal.matters.models import Counter
from portal.people.models import Organ

NUMBER = "{office}审〔{year}〕{serial}号"


def series(office: Organ, year: int) -> str:
    """The name of the counter from which the opinions of `office` take their numbers."""
    return f"opinion:{office.id}:{year}"


def number(office: Organ, year: int, serial: int) -> str:
    """The number as printed (GB/T 9704—2012 7.2.5: year in full in 〔〕, serial without zeros)."""
    return NUMBER.format(office=office.short, year=year, serial=serial)


async def upcoming(name: str) -> int:
    """The serial that the next opinion will take, if nobody takes it first."""
    counter = await Counter.get_or_none(series=name)
    return counter.reached + 1 if counter else 1
