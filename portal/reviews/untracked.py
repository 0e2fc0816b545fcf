"""What was changed in a returned file without leaving a trace, found by comparing the texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.reviews.grounding import Rewording
from portal.reviews.leading_back import WayBack
from portal.reviews.news import Fate, Found, News
from portal.reviews.widening import Swap, joined, widened
from portal.word.aligning import Pair
from portal.word.document import Place
from portal.word.wording import Op, laid


@dataclass(frozen=True)
class Known:
    """The changes that the handed-out file carried as ours, on the ground of the draft."""

    all: frozenset[tuple[Place, str]]

    @classmethod
    def of(cls, rewordings: Iterable[Rewording]) -> Known:
        return cls(frozenset((one.place, one.new) for one in rewordings))

    def has(self, place: Place, new: str) -> bool:
        return (place, new) in self.all

    def applied(self, paragraph: int, text: str) -> str:
        """The paragraph as it reads when all our changes in it are accepted."""
        here = [one for one in self.all if one[0].paragraph == paragraph]
        for place, new in sorted(here, key=lambda one: -one[0].start):
            text = text[: place.start] + new + text[place.end :]
        return text


def untracked(way: WayBack, ours: Known) -> Iterator[Found]:
    """The edits without a trace; our own proposals that were accepted are none."""
    if way.alignment is None:
        return
    swaps = [swap for pair in way.alignment.pairs for swap in _swaps(way, pair, ours)]
    for swap in joined(swaps, way.draft):
        wide = widened(swap, way.draft)
        yield Found(News.UNTRACKED, Fate.OPTIONAL, place=wide.place, proposal=wide.new)
    for i in way.alignment.deleted:
        text = way.draft.paragraphs[i].text
        if text.strip():
            place = Place(i, 0, i, len(text))
            yield Found(News.UNTRACKED, Fate.OPTIONAL, place=place, proposal="")
    for i in way.alignment.inserted:
        text = way.ground.paragraphs[i].text
        if text.strip():
            yield Found(News.UNTRACKED, Fate.LISTED, text=text)


def accepted_in(way: WayBack, place: Place, new: str) -> bool:
    """Whether the file reads as if our change at `place` had been accepted."""
    if way.alignment is None:
        return False
    pair = way.alignment.of_old.get(place.paragraph)
    if pair is None or len(pair.old) != 1:
        return False
    return any((swap.place, swap.new) == (place, new) for swap in _hunks(way, pair))


def _swaps(way: WayBack, pair: Pair, ours: Known) -> Iterator[Swap]:
    if pair.is_same:
        return
    if len(pair.old) == len(pair.new) == 1:
        before = way.draft.paragraphs[pair.old[0]].text
        after = way.ground.paragraphs[pair.new[0]].text
        if ours.applied(pair.old[0], before) == after:
            return
    for swap in _hunks(way, pair):
        cut = way.draft.quote(swap.place)
        if "".join(cut.split()) != "".join(swap.new.split()) and not ours.has(swap.place, swap.new):
            yield swap


def _hunks(way: WayBack, pair: Pair) -> Iterator[Swap]:
    """The edits of a pair on the draft; those that cross its paragraphs are said of the first."""
    after = "\n".join(way.ground.paragraphs[i].text for i in pair.new)
    first = pair.old[0]
    length = len(way.draft.paragraphs[first].text)
    pending: Swap | None = None
    for op, old, new, size in laid(pair.edits):
        if op is Op.KEEP:
            if pending:
                yield pending
            pending = None
            continue
        at = pending.place.start if pending else min(old, length)
        end = min(old + size, length) if op is Op.CUT else min(old, length)
        words = (pending.new if pending else "") + (after[new : new + size] if op is Op.ADD else "")
        pending = Swap(Place(first, at, first, max(at, end)), words)
    if pending:
        yield pending
