"""Reading a returned file: what is new in it, answered, settled, changed without a trace.

Pure; run where files are opened. Nothing is guessed: what has no certain place in the draft is
a row that says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from portal.reviews.grounding import Ground, ground, hands
from portal.reviews.leading_back import WayBack, way_back
from portal.reviews.news import Fate, Found, News
from portal.reviews.outline import name_of, outline
from portal.reviews.pairing import paired
from portal.reviews.untracked import Known, accepted_in, untracked
from portal.reviews.widening import Swap, covering, joined, merged, widened
from portal.word.document import Comment, Document, Place


@dataclass(frozen=True)
class Returned:
    """What the file brings, in the order of the text; `likeness` to the draft from 0 to 1."""

    found: tuple[Found, ...]
    likeness: float


def returned(
    draft: Document, handed: Document, back: Document, contents: Mapping[str, str]
) -> Returned:
    """What is in `back` and was not in the file that was handed out.

    `contents` names our remarks and replies by the ids of their comments in `handed`. A file
    that we did not hand out is held against the draft itself, with no contents.
    """
    return _Reading(draft, handed, back, contents).result()


class _Reading:
    """One returned file while it is read."""

    def __init__(
        self, draft: Document, handed: Document, back: Document, contents: Mapping[str, str]
    ) -> None:
        known = hands(draft)
        self.draft, self.handed, self.back = draft, handed, back
        self.contents = contents
        self.clauses = outline(draft)
        self.ground: Ground = ground(back, known)
        self.way: WayBack = way_back(self.ground.document, draft)
        self.ours = Known.of(ground(handed, known).rewordings())
        self.pairs = paired(handed.comments, back.comments)

    def result(self) -> Returned:
        swaps, lost = self._swaps()
        found = [
            *self._comments(swaps),
            *(self._proposal(one) for one in joined(swaps, self.draft)),
            *lost,
            *self._settled(),
            *self._gone(),
            *(self._at(one, one.place) for one in untracked(self.way, self.ours)),
        ]
        return Returned(tuple(sorted(found, key=lambda one: one.order)), self.way.likeness)

    def _swaps(self) -> tuple[list[Swap], list[Found]]:
        """The tracked changes that are not ours, and those that have no place in the draft."""
        swaps: list[Swap] = []
        lost: list[Found] = []
        for one in self.ground.rewordings():
            place = self.way.place(one.place)
            if place is None or place.paragraph != place.end_paragraph:
                words = self.ground.document.quote(one.place)
                row = Found(News.PROPOSAL, Fate.UNSURE, one.author, one.date, quote=words)
                lost.append(replace(row, proposal=one.new))
            elif not self.ours.has(place, one.new):
                swaps.append(Swap(place, one.new, one.author, one.date))
        return swaps, lost

    def _comments(self, swaps: list[Swap]) -> Iterator[Found]:
        """Rows about comments; a new comment takes the changes that stand at its words."""
        for comment in self.back.comments:
            was = self.pairs.get(comment.id)
            if was is not None:
                yield from self._met_again(comment, was)
            elif comment.parent is not None:
                yield self._answer(comment)
            else:
                yield self._new(comment, swaps)

    def _met_again(self, comment: Comment, was: Comment) -> Iterator[Found]:
        ours = self.contents.get(was.id, "")
        if not ours:
            return
        base = self._said(comment, News.CHANGED, Fate.PLACED, ours=ours)
        if comment.text.strip() != was.text.strip():
            yield base
        if comment.parent is None and comment.resolved and not was.resolved:
            yield replace(base, news=News.RESOLVED)
        if comment.parent is None and was.resolved and not comment.resolved and comment.durable:
            yield replace(base, news=News.REOPENED)

    def _answer(self, comment: Comment) -> Found:
        root = next(one for one in self.back.comments if one.id == comment.parent)
        was = self.pairs.get(root.id)
        ours = self.contents.get(was.id, "") if was else ""
        fate = Fate.LISTED if was and not ours else Fate.PLACED
        return self._said(comment, News.REPLY, fate, ours=ours, under=identity(root))

    def _new(self, comment: Comment, swaps: list[Swap]) -> Found:
        place = self.way.place(self.ground.place(comment.place)) if comment.place else None
        if place is None:
            return self._said(comment, News.NEW, Fate.UNSURE, quote=comment.quote)
        row = self._said(comment, News.NEW, Fate.PLACED)
        mine = [one for one in swaps if one.author == comment.author and _meet(one.place, place)]
        if mine:
            swaps[:] = [one for one in swaps if one not in mine]
            swap = _over(place, mine, self.draft)
            return self._at(replace(row, proposal=swap.new), swap.place)
        return self._at(row, _with_words(place, self.draft))

    def _said(
        self, comment: Comment, news: News, fate: Fate,
        *, ours: str = "", under: str = "", quote: str = "",
    ) -> Found:  # fmt: skip
        place = self.way.place(self.ground.place(comment.place)) if comment.place else None
        row = Found(
            news, fate, comment.author, comment.date, comment.text, quote=quote, ours=ours,
            under=under, durable=identity(comment), resolved=comment.resolved,
        )  # fmt: skip
        return self._at(row, place) if place else row

    def _proposal(self, swap: Swap) -> Found:
        wide = widened(swap, self.draft)
        row = Found(News.PROPOSAL, Fate.PLACED, swap.author, swap.date, proposal=wide.new)
        mark = _digest(swap.author, str(swap.place), swap.new)
        return self._at(replace(row, durable=mark), wide.place)

    def _settled(self) -> Iterator[Found]:
        """Our proposals that the file no longer shows as changes."""
        there = {(self.way.place(one.place), one.new) for one in self.ground.rewordings()}
        reworded = [place for place, _ in there if place]
        for place, new in self.ours.all:
            if (place, new) not in there and not any(_meet(place, one) for one in reworded):
                kept = accepted_in(self.way, place, new)
                row = Found(News.SETTLED, Fate.LISTED, text="接受" if kept else "拒绝")
                yield self._at(replace(row, proposal=new), place)

    def _gone(self) -> Iterator[Found]:
        """Our remarks and replies that somebody deleted in the file."""
        met = {was.id for was in self.pairs.values()}
        for was in self.handed.comments:
            if was.id in self.contents and was.id not in met:
                yield Found(
                    News.DELETED, Fate.LISTED, was.author, was.date, was.text,
                    quote=was.quote, ours=self.contents[was.id],
                )  # fmt: skip

    def _at(self, row: Found, place: Place | None) -> Found:
        if place is None:
            return row
        clause, quote = name_of(self.clauses, place.paragraph), self.draft.quote(place)
        return replace(row, place=place, clause=clause, quote=quote)


def identity(comment: Comment) -> str:
    """What stays the same of a comment, however often its file is saved and returned."""
    return _digest(comment.author, comment.date[:16], comment.text)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:40]


def _meet(one: Place, other: Place) -> bool:
    """Whether two places share words, or touch."""
    first = (one.paragraph, one.start) <= (other.end_paragraph, other.end)
    return first and (other.paragraph, other.start) <= (one.end_paragraph, one.end)


def _over(place: Place, swaps: Sequence[Swap], document: Document) -> Swap:
    """The changes at a comment's words, said of all the words of the comment."""
    whole = _together(swaps, document)
    if place.paragraph != place.end_paragraph:
        return widened(whole, document)
    start, end = min(place.start, whole.place.start), max(place.end, whole.place.end)
    wide = covering(whole, start, end, document)
    return wide if start < end else widened(whole, document)


def _together(swaps: Sequence[Swap], document: Document) -> Swap:
    """All changes in one paragraph as one; of several paragraphs the first one's."""
    first, *more = sorted(swaps, key=lambda one: (one.place.paragraph, one.place.start))
    for one in more:
        if one.place.paragraph == first.place.paragraph:
            first = merged(first, one, document)
    return first


def _with_words(place: Place, document: Document) -> Place:
    """The place itself, or the words around it where it holds none."""
    if (place.paragraph, place.start) != (place.end_paragraph, place.end):
        return place
    return widened(Swap(place, ""), document).place
