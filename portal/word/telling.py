"""What was woven, told clause by clause in the order of the new draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from portal.word.aligning import moved
from portal.word.clauses import (
    ChangeKind,
    ClauseChange,
    Snippet,
    is_reworded,
    snippets,
)
from portal.word.drafts import Draft, Told
from portal.word.matching import Line
from portal.word.spinning import END, Signs
from portal.word.strands import Strand
from portal.word.wording import Op, edits
from portal.word.woven import Passage, struck, written


class Teller:
    """Tells the changes between two drafts; exactly, or without width, quotes and spaces."""

    def __init__(self, old: Draft, new: Draft, signs: Signs, *, exact: bool) -> None:
        self._old, self._new, self._signs, self._exact = old, new, signs, exact

    def told(self, passages: Iterable[Passage]) -> Iterator[ClauseChange]:
        """The changes; deletions where they stood, moves where they went, no new numbers alone."""
        parts = [part for passage in passages for part in parted(passage)]
        found = [passage for passage in with_moves(parts) if self._matters(passage)]
        olds = self._old.told([passage.olds[0] for passage in found if passage.olds])
        news = self._new.told([passage.news[0] for passage in found if passage.news])
        for passage in found:
            old = olds[passage.olds[0].index] if passage.olds else Told()
            new = news[passage.news[0].index] if passage.news else Told()
            yield self._change(passage, old, new)

    def _matters(self, passage: Passage) -> bool:
        olds, news = self._texts(passage.olds), self._texts(passage.news)
        if olds and news:
            return passage.moved or is_reworded(olds, news, exact=self._exact)
        return any(text.strip() for text in (*olds, *news))

    def _texts(self, strands: Sequence[Strand]) -> list[str]:
        return [self._signs.words(strand.text) for strand in strands]

    def _change(self, passage: Passage, old: Told, new: Told) -> ClauseChange:
        return ClauseChange(
            kind=kind_of(passage),
            old=old.index,
            new=new.index,
            old_number=old.number,
            new_number=new.number,
            clause=new.article if passage.news else old.article,
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
