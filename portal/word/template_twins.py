"""What may stand only once in a file and was repeated with its paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from portal.word.template_tree import Element, W

_PARAGRAPH_IDS = tuple(
    f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{name}"
    for name in ("paraId", "textId")
)
_ANCHORS = tuple(
    W + name
    for name in (
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
    )
)


def drawing_ids(roots: Iterable[Element]) -> Iterator[int]:
    """Ids that no drawing of the file bears yet."""
    used = (str(drawn.get("id")) for root in roots for drawn in root.iter("{*}docPr"))
    return count(max((int(number) for number in used if number.isdecimal()), default=0) + 1)


def part_twins(root: Element, ids: Iterator[int]) -> None:
    """Leave bookmarks and comments to the first of several copies; number drawings anew."""
    for name in _ANCHORS:
        for twin in _twins(root.iter(name), W + "id"):
            _remove(twin)
    for name in _PARAGRAPH_IDS:
        for twin in _twins(root.iter(W + "p"), name):
            del twin.attrib[name]
    for twin in _twins(root.iter("{*}docPr"), "id"):
        twin.set("id", str(next(ids)))


def _twins(elements: Iterable[Element], key: str) -> list[Element]:
    """The elements whose `key` an earlier one already bears."""
    seen: set[str] = set()
    twins = []
    for element in elements:
        value = element.get(key)
        if value is not None and value in seen:
            twins.append(element)
        seen.add(str(value))
    return twins


def _remove(element: Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)
