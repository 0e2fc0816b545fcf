"""Where the quote of a note stands in a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from portal.word.document import Place
from portal.word.notes import Note, Reason
from portal.word.quotes import agreeing


class Words:
    """The current text of some paragraphs, a line each."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.text = "\n".join(paragraphs)
        self._starts = [0, *accumulate(len(paragraph) + 1 for paragraph in paragraphs)]

    def find(self, note: Note) -> Place | Reason:
        """Where the quote of a note stands, or why that cannot be told."""
        found = list(self._occurrences(note)) if note.quote else []
        if not found:
            return Reason.NOT_FOUND
        at = _chosen(found, note)
        if isinstance(at, Reason):
            return at
        return Place(*self.point(at), *self.point(at + len(note.quote)))

    def point(self, at: int) -> tuple[int, int]:
        """The paragraph and the offset in it of an offset in the whole text."""
        paragraph = min(bisect_right(self._starts, at), len(self._starts) - 1) - 1
        return paragraph, at - self._starts[paragraph]

    def _occurrences(self, note: Note) -> Iterator[int]:
        """Where the quote begins; among neighbours that do not all agree, the better half."""
        step = 1 if note.prefix or note.suffix else len(note.quote)
        found = []
        at = self.text.find(note.quote)
        while at >= 0:
            found.append(at)
            at = self.text.find(note.quote, at + step)
        context = len(note.prefix) + len(note.suffix)
        if not context:
            yield from found
            return
        kinship = {at: self._kinship(at, note) for at in found}
        best = max(kinship.values(), default=0)
        if 2 * best >= context:
            yield from (at for at in found if kinship[at] == best)

    def _kinship(self, at: int, note: Note) -> int:
        """How many of the neighbouring characters agree."""
        before = self.text[max(0, at - len(note.prefix)) : at]
        end = at + len(note.quote)
        after = self.text[end : end + len(note.suffix)]
        return agreeing(reversed(note.prefix), reversed(before)) + agreeing(note.suffix, after)


def _chosen(found: Sequence[int], note: Note) -> int | Reason:
    if note.occurrence is not None:
        place = max(note.occurrence, 1) - 1
        return found[place] if place < len(found) else Reason.NOT_FOUND
    return found[0] if len(found) == 1 else Reason.AMBIGUOUS
