"""What was woven, told clause by clause in the order of the new draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from portal.word.aligning import moved
from portal.word.clauses import (
    ChangeKind,
    ClauseChange,
    Snippet,
    is_reworded,
    number,
    snippets,
)
from portal.word.drafts import Draft
from portal.word.matching import Line
from portal.word.passages import Passage, struck, written
from portal.word.spinning import END, Signs, Strand
from portal.word.wording import Op, edits


class Teller:
    """Tells the changes between two drafts."""

    def __init__(self, old: Draft, new: Draft, signs: Signs) -> None:
        self._old, self._new, self._signs = old, new, signs

    def told(self, passages: Iterable[Passage], *, exact: bool) -> Iterator[ClauseChange]:
        """The changes; deletions where they stood, moves where they went.

        New numbers alone are no change, nor are width, quotes and spaces if not `exact`.
        """
        for passage in with_moves([part for one in passages for part in parted(one)]):
            if passage.moved or self._matters(passage, exact=exact):
                yield self._change(passage)

    def _matters(self, passage: Passage, *, exact: bool) -> bool:
        if passage.olds and passage.news:
            return is_reworded(self._texts(passage.olds), self._texts(passage.news), exact=exact)
        return any(text.strip() for text in self._texts([*passage.olds, *passage.news]))

    def _texts(self, strands: Sequence[Strand]) -> list[str]:
        return [self._signs.words(strand.text) for strand in strands]

    def _change(self, passage: Passage) -> ClauseChange:
        old = self._old.paragraph(passage.olds[0]) if passage.olds else None
        new = self._new.paragraph(passage.news[0]) if passage.news else None
        draft, strand = (self._new, passage.news) if new else (self._old, passage.olds)
        return ClauseChange(
            kind=kind_of(passage),
            old=None if old is None else old.index,
            new=None if new is None else new.index,
            old_number=None if old is None else number(old),
            new_number=None if new is None else number(new),
            clause=draft.article(strand[0]),
            pieces=tuple(self._pieces(passage)),
        )

    def _pieces(self, passage: Passage) -> Iterator[Snippet]:
        for piece in snippets(joined(passage.olds), joined(passage.news), passage.way):
            text = self._signs.words(piece.text)
            if text:
                yield Snippet(piece.op, text)


def with_moves(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages, those that were struck here and written there told once, where they went."""
    left = [i for i, one in enumerate(passages) if not one.news]
    come = [i for i, one in enumerate(passages) if not one.olds]
    olds = [Line(passages[i].olds[0].text) for i in left]
    news = [Line(passages[i].news[0].text) for i in come]
    origins = {come[j]: left[i] for i, j in moved(olds, news, ())}
    gone = set(origins.values())
    for i, passage in enumerate(passages):
        if i in origins:
            olds_of = passages[origins[i]].olds
            way = edits(olds_of[0].text, passage.news[0].text)
            yield Passage(olds_of, passage.news, way, moved=True)
        elif i not in gone:
            yield passage


def parted(passage: Passage) -> Iterator[Passage]:
    """A passage of which nothing was kept, as what was struck and what was written."""
    if not passage.olds or not passage.news or any(e.op is Op.KEEP for e in passage.way):
        yield passage
        return
    yield from map(struck, passage.olds)
    yield from map(written, passage.news)


def kind_of(passage: Passage) -> ChangeKind:
    if passage.moved:
        return ChangeKind.MOVED
    if not passage.olds:
        return ChangeKind.INSERTED
    return ChangeKind.CHANGED if passage.news else ChangeKind.DELETED


def joined(strands: Sequence[Strand]) -> str:
    return END.join(strand.text for strand in strands)
