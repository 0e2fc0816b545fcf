"""A returned file as rows: what is new in it, answered, settled, changed without a trace.

Pure; run where files are opened. Nothing is guessed: what has no certain place in the draft is
a row that says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from portal.reviews.news import Fate, Found, News
from portal.reviews.outline import name_of, outline
from portal.reviews.widening import Swap, joined, meet, over, swap_of, widened, with_words
from portal.word.document import Comment, Document, Place
from portal.word.importing import Answer, news

ACCEPTED, REJECTED = "接受", "拒绝"


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
    reading = _Reading(draft, handed, back, contents)
    lost = sum(len(one.old) for one in reading.news.untracked)
    found = sorted(reading.rows(), key=lambda one: one.order)
    return Returned(tuple(found), 1 - lost / max(1, len(draft.text)))


class _Reading:
    """One returned file while it is read; all places are those of the draft."""

    def __init__(
        self, draft: Document, handed: Document, back: Document, contents: Mapping[str, str]
    ) -> None:
        self.draft, self.contents = draft, contents
        self.clauses = outline(draft)
        self.news = news(handed, back, draft)
        self.ours = [Swap(one.place, one.new) for one in news(draft, handed).proposals]
        self.shown = [Swap(one.place, one.new) for one in news(draft, back).proposals]
        told = [(one, swap_of(one, draft)) for one in self.news.proposals]
        self.swaps = [swap for _, swap in told if swap]
        self.lost = [one for one, swap in told if swap is None]

    def rows(self) -> Iterator[Found]:
        yield from [self._new(comment) for comment in self.news.comments]
        yield from (self._answer(one) for one in self.news.answers)
        yield from self._met_again()
        yield from (self._proposal(swap) for swap in joined(self.swaps, self.draft))
        for one in self.lost:
            row = Found(News.PROPOSAL, Fate.UNSURE, one.author, one.date, quote=one.old)
            yield replace(row, proposal=one.new)
        yield from self._settled()
        yield from self._untracked()

    def _new(self, comment: Comment) -> Found:
        """A new comment takes the changes of the same hand that stand at its words."""
        row, place = self._said(News.NEW, comment), self._certain(comment)
        if place is None:
            return replace(row, fate=Fate.UNSURE, quote=comment.quote)
        mine = [
            one for one in self.swaps if one.author == comment.author and meet(one.place, place)
        ]
        if not mine:
            return self._at(row, with_words(place, self.draft))
        self.swaps = [one for one in self.swaps if one not in mine]
        swap = over(place, mine, self.draft)
        return self._at(replace(row, proposal=swap.new), swap.place)

    def _certain(self, comment: Comment) -> Place | None:
        """The place of a comment, if the draft has its words or a change explains them."""
        place = comment.place
        if place is None or self.draft.quote(place) == comment.quote:
            return place
        tracked = [one.place for one in (*self.ours, *self.shown) if meet(one.place, place)]
        if (place.paragraph, place.start) == (place.end_paragraph, place.end):
            return tracked[0] if tracked else None
        edited = [one for one in self.news.untracked if meet(one.place, place)]
        return place if tracked or edited else None

    def _answer(self, answer: Answer) -> Found:
        was = next((old for old, _ in self.news.known if old is answer.to), None)
        ours = self.contents.get(was.id, "") if was else ""
        row = self._said(News.REPLY, answer.reply)
        fate = Fate.LISTED if was and not ours else Fate.PLACED
        return replace(row, ours=ours, under=identity(answer.to), fate=fate)

    def _met_again(self) -> Iterator[Found]:
        """Rows about remarks of ours; what the department itself had in its file is none."""
        for was, now in self.news.known:
            if was.id in self.contents:
                row = replace(self._said(News.CHANGED, now), ours=self.contents[was.id])
                yield from (replace(row, news=what) for what in _what_became(was, now))
        for was in self.news.deleted:
            if was.id in self.contents:
                row = replace(self._said(News.DELETED, was), ours=self.contents[was.id])
                yield replace(row, fate=Fate.LISTED)

    def _proposal(self, swap: Swap) -> Found:
        wide = widened(swap, self.draft)
        mark = _digest(swap.author, str(swap.place), swap.new)
        row = Found(News.PROPOSAL, Fate.PLACED, swap.author, swap.date, durable=mark)
        return self._at(replace(row, proposal=wide.new), wide.place)

    def _settled(self) -> Iterator[Found]:
        """Our proposals that the file no longer shows as changes."""
        accepted = {(one.place, one.new) for one in self.news.untracked}
        for ours in self.ours:
            if any(meet(ours.place, one.place) for one in self.shown):
                continue
            how = ACCEPTED if (ours.place, ours.new) in accepted else REJECTED
            row = Found(News.SETTLED, Fate.LISTED, text=how, proposal=ours.new)
            yield self._at(row, ours.place)

    def _untracked(self) -> Iterator[Found]:
        """What differs without a trace; our proposals that were accepted are told already."""
        ours = {(one.place, one.new) for one in self.ours}
        told = [one for one in self.news.untracked if (one.place, one.new) not in ours]
        told = [one for one in told if one.old.split() != one.new.split()]
        swaps = {one: swap_of(one, self.draft) for one in told if "\n" not in one.new}
        for swap in joined([swap for swap in swaps.values() if swap], self.draft):
            wide = widened(swap, self.draft)
            row = Found(News.UNTRACKED, Fate.OPTIONAL, proposal=wide.new)
            yield self._at(row, wide.place)
        for one in told:
            if swaps.get(one) is None:
                yield Found(News.UNTRACKED, Fate.LISTED, quote=one.old, proposal=one.new)

    def _said(self, news: News, comment: Comment) -> Found:
        row = Found(
            news, Fate.PLACED, comment.author, comment.date, comment.text,
            durable=identity(comment), resolved=comment.resolved,
        )  # fmt: skip
        if news is News.NEW or comment.place is None:
            return row
        return self._at(row, comment.place)

    def _at(self, row: Found, place: Place) -> Found:
        clause, quote = name_of(self.clauses, place.paragraph), self.draft.quote(place)
        return replace(row, place=place, clause=clause, quote=quote)


def identity(comment: Comment) -> str:
    """What stays the same of a comment, however often its file is saved and returned."""
    return _digest(comment.author, comment.date[:16], comment.text)


def _what_became(was: Comment, now: Comment) -> Iterator[News]:
    if was.text.strip() != now.text.strip():
        yield News.CHANGED
    if was.parent is None and now.resolved and not was.resolved:
        yield News.RESOLVED
    if was.parent is None and was.resolved and not now.resolved and now.durable:
        yield News.REOPENED


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:40]
