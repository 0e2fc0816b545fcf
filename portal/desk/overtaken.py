"""What somebody sees whose act came too late: what happened meanwhile, and what he had typed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portal.desk.timeline import Line, timeline_of
from portal.desk.told import side_of
from portal.errors import PortalError
from portal.matters.access import enter, standing_of
from portal.people.models import Person
from portal.permits import Permit

LAST = 3  # acts that are shown
WORDS = re.compile(r"[^\x00-\x7f]|\S\s+\S")  # what somebody wrote, and no key, number or token


async def lately(person: Person, number: str) -> list[Line]:
    """The last acts on the matter that `person` may know of, the latest first; else none."""
    try:
        matter = await enter(person, number, Permit.READ_JOURNAL)
    except PortalError:
        return []
    standing = await standing_of(person, matter)
    return (await timeline_of(matter, standing, side_of(standing)))[: -LAST - 1 : -1]


def typed_in(values: Iterable[object]) -> list[str]:
    """The texts among the values of a form, each once; files and what the page put in are none."""
    texts = (one.strip() for one in values if isinstance(one, str))
    return list(dict.fromkeys(one for one in texts if WORDS.search(one)))
