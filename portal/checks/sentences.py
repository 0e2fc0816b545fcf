"""Where in a paragraph something stands: its sentence, and whether the sentence only quotes."""

from __future__ import annotations

import re

ENDS = re.compile("[。；;！？\n]")
# what is said of the past, or to end it, is no fault of the text
OF_THE_PAST = re.compile("废止|失效|修订前|修正前|当时有效|当时施行|原有的|已被|取代|历史沿革")


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence in which the stretch stands."""
    begin = max((one.end() for one in ENDS.finditer(text, 0, start)), default=0)
    stop = ENDS.search(text, end)
    return begin, stop.start() if stop else len(text)


def speaks_of_the_past(text: str, start: int, end: int) -> bool:
    """Whether the sentence ends what it names, or names it as what held once ("原《…》")."""
    begin, stop = sentence(text, start, end)
    return text[:start].endswith("原") or bool(OF_THE_PAST.search(text, begin, stop))


def is_in_title(text: str, start: int) -> bool:
    """Whether the place lies between 《 and 》."""
    return text.rfind("《", 0, start) > text.rfind("》", 0, start)
