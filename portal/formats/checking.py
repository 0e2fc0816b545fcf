"""A whole document held against the standard: all measures, in the order of the page."""

from __future__ import annotations

from portal.formats import bodies, heads, paper, tails
from portal.formats.measure import Measure
from portal.formats.parts import parts
from portal.formats.sheet import sheet


def measure(data: bytes) -> tuple[Measure, ...]:
    """Every measure of a Word file against GB/T 9704—2012; raises Unreadable for no Word file.

    Red lines are known where they are borders of paragraphs; one that is drawn is not seen.
    """
    page = sheet(data)
    found = parts(page)
    return (
        *paper.measures(page),
        *heads.measures(page, found),
        *bodies.measures(page, found),
        *tails.measures(page, found),
    )


def kind(data: bytes) -> str:
    """ "letter" for 信函格式, "official" for 公文格式; raises Unreadable."""
    return parts(sheet(data)).kind
