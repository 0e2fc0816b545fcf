"""Where words truly went: real files whose letters are known one by one.

Every letter of a file is replaced by a sign of its own, the file is edited, and the letters are
put back. So an edited file is made in which it is known of every letter where it came from, and
neither the editing nor the engine could look at what it says.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from portal.word import CarryState, Document, Place, align, carry, read
from portal.word.anchors import Carried
from portal.word.package import Package
from tests.word.generating import places
from tests.word.redrafting import NUMBER, T

FIRST, LAST, GAP = 0xF0000, 0x10FFFD, range(0xFFFFE, 0x100000)
SLACK = 20  # letters by which a place may be wider than twice the words
WINDOW = 40  # letters on either side that must stand once in both texts
Spot = tuple[int, int]
GONE = (CarryState.DELETED, CarryState.ORPHANED)


@dataclass
class Tally:
    """How many places were found right, wrong, or not at all."""

    right: int = 0
    wrong: int = 0
    lost: int = 0
    states: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.right + self.wrong + self.lost

    def count(self, verdict: str, found: Carried) -> None:
        setattr(self, verdict, getattr(self, verdict) + 1)
        self.states[found.state] += 1
        if verdict == "wrong":
            self.examples.append(f"{found.state}: {found.old!r} became {found.new!r}")


@dataclass(frozen=True)
class Known:
    """Two drafts, and the same two with a sign of its own for every letter."""

    old: Document
    new: Document
    signs: Document
    moved: Document

    def tally(self, count: int, rng: random.Random, tally: Tally) -> None:
        """Follows so many places of the old draft and counts how they fared."""
        alignment = align(self.old, self.new)
        where = {
            sign: (paragraph.index, at)
            for paragraph in self.moved.paragraphs
            for at, sign in enumerate(paragraph.text)
            if ord(sign) >= FIRST
        }
        for place in places(self.old, count, rng):
            signs = [sign for sign in self.signs.quote(place) if ord(sign) >= FIRST]
            if 2 * len(signs) > len(self.old.quote(place)):
                found = carry(alignment, place)
                tally.count(judged(found, place, signs, where, self), found)


def known(data: bytes, one: Edit, other: Edit) -> Known:
    """The drafts that two edits make of a file."""
    coded, letters = with_signs(data)
    olds, news = one(coded), other(coded)
    return Known(
        *(read(with_letters(drafts, letters)) for drafts in (olds, news)), read(olds), read(news)
    )


Edit = Callable[[bytes], bytes]


def with_signs(data: bytes) -> tuple[bytes, dict[int, str]]:
    """The file with a sign for every letter but those of numbers, and what each stands for."""
    package = Package(data)
    root = package.tree(package.main)
    free = (chr(code) for code in range(FIRST, LAST) if code not in GAP)
    letters: dict[int, str] = {}
    for node in root.iter(T):
        text = node.text or ""
        number = NUMBER.match(text)
        begin = number.end() if number else 0
        signs = [(next(free, letter), letter) for letter in text[begin:]]
        letters |= {ord(sign): letter for sign, letter in signs}
        node.text = text[:begin] + "".join(sign for sign, _ in signs)
    return package.rewritten({package.main: package.written(root)}), letters


def with_letters(data: bytes, letters: dict[int, str]) -> bytes:
    """The file with its letters again."""
    package = Package(data)
    root = package.tree(package.main)
    for node in root.iter(T):
        node.text = (node.text or "").translate(letters)
    return package.rewritten({package.main: package.written(root)})


def judged(
    found: Carried, place: Place, signs: list[str], where: dict[str, Spot], drafts: Known
) -> str:
    """Whether a place was found "right" or "wrong", or was "lost".

    What lives on must lie in the place, and the place must not be much wider than it. Where
    hardly anything lives on, the place must at least stand in what became of its paragraph.
    """
    live = [where[sign] for sign in signs if sign in where]
    survives = 2 * len(live) >= len(signs)
    if found.place is None or found.state in GONE:
        return "lost" if survives else "right"
    if not survives:
        homes = {where[sign][0] for sign in whole(drafts.signs, place) if sign in where}
        stands = homes.intersection(range(found.place.paragraph, found.place.end_paragraph + 1))
        return "right" if stands or found.state is CarryState.UNCERTAIN else "wrong"
    start = (found.place.paragraph, found.place.start)
    end = (found.place.end_paragraph, found.place.end)
    inside = sum(start <= letter < end for letter in live)
    room = 2 * max(len(found.old), reach(live, drafts.new)) + SLACK
    if 2 * inside >= len(live) and len(found.new) <= room:
        return "right"
    return "lost" if found.state is CarryState.UNCERTAIN else "wrong"


def whole(signs: Document, place: Place) -> Iterator[str]:
    """All letters of the paragraphs of a place."""
    for at in range(place.paragraph, place.end_paragraph + 1):
        yield from signs.paragraphs[at].text


def reach(live: list[Spot], new: Document) -> int:
    """How long the stretch is from the first to the last of some letters."""
    first, last = min(live), max(live)
    return len(new.quote(Place(*first, last[0], last[1] + 1)))


def unmistakable(old: Document, new: Document, count: int, rng: random.Random) -> Iterator[Spots]:
    """Places of two real drafts whose surroundings stand once in each, with where they stand."""
    before, after = old.text, new.text
    for place in places(old, 4 * count, rng):
        at = offset(old, (place.paragraph, place.start))
        size = len(old.quote(place))
        window = before[max(0, at - WINDOW) : at + size + WINDOW]
        if stands_once(window, before) and stands_once(window, after) and count > 0:
            count -= 1
            yield place, after.index(window) + min(at, WINDOW)


Spots = tuple[Place, int]


def stands_once(words: str, text: str) -> bool:
    """Whether the words stand in a text, and nowhere else, not even overlapping themselves."""
    return text.find(words) == text.rfind(words) >= 0


def offset(document: Document, spot: Spot) -> int:
    """Where a spot stands in the text of the whole document."""
    return sum(len(p.text) + 1 for p in document.paragraphs[: spot[0]]) + spot[1]


def tally_real(old: Document, new: Document, count: int, rng: random.Random, tally: Tally) -> None:
    """Follows unmistakable places of two real drafts and counts how they fared."""
    alignment = align(old, new)
    for place, truth in unmistakable(old, new, count, rng):
        found = carry(alignment, place)
        if found.place is None or found.state in GONE:
            tally.count("lost", found)
        elif offset(new, (found.place.paragraph, found.place.start)) == truth:
            tally.count("right", found)
        else:
            tally.count("lost" if found.state is CarryState.UNCERTAIN else "wrong", found)
