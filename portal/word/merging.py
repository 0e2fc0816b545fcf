"""Several marked copies of one original as one file: who wants what, and where they differ.

Each lawyer commented on and changed a copy of the same file; the merged file is the original
with the comments and tracked changes of all. Rejecting all changes gives the original's text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from portal.word.conflicts import Clash, Verdict, decided, phrase, reworded
from portal.word.document import Place
from portal.word.errors import Hostile
from portal.word.gathering import Voices
from portal.word.ground import Ground
from portal.word.ids import ids_of
from portal.word.joining import Joining
from portal.word.marked import END, Piece
from portal.word.merged import Conflict, Copy, Homeless, Merged, Untracked, Wording
from portal.word.passages import Passage, Written, shown
from portal.word.reading import body_of
from portal.word.sources import Layer, Original, Source


def merge(original: bytes, copies: Sequence[Copy]) -> Merged:
    """One file with the comments and changes of all copies; raises `Unreadable`.

    Where copies change the same words differently, the first one has its way, and the others
    stand in comments; every such place is listed.
    """
    try:
        return _Merger(Original(original), copies).merged()
    except RecursionError:
        raise Hostile("too-deep", "elements are nested too deeply") from None


class _Merger:
    """One original with its copies."""

    def __init__(self, original: Original, copies: Sequence[Copy]) -> None:
        self._original = original
        self._ids = ids_of(original.package)
        self._ground = Ground(body_of(original.root), self._ids)
        text = self._ground.text
        self._sources = [Source(n, copy, original, text) for n, copy in enumerate(copies)]
        self._layers = [layer for source in self._sources for layer in source.layers]
        self._unplaced = [lost for source in self._sources for lost in source.homeless()]

    def merged(self) -> Merged:
        if not self._ground.canvas.paragraphs:
            return Merged(self._original.data, unplaced=tuple(self._all_homeless()))
        verdict = self._decided()
        voices = Voices(self._original, self._ids)
        for source in self._sources:
            self._unplaced += voices.hear(source)
        for passage in verdict.refused:
            voices.mention(passage, self._place(passage.start, passage.end), self._said(passage))
        joining = Joining(self._original, self._ground)
        joining.join(self._sources, verdict, voices)
        self._unplaced += joining.unplaced
        return Merged(
            joining.written(),
            tuple(self._conflict(clash, verdict) for clash in verdict.clashes),
            tuple(self._untracked(verdict)),
            tuple(self._unplaced),
        )

    def _all_homeless(self) -> Iterator[Homeless]:
        """What finds no place in an original without a paragraph."""
        yield from self._unplaced
        for source in self._sources:
            name = source.copy.name
            for comment in source.news.comments:
                yield Homeless(name, comment.author, "comment", comment.text)
            for passage in source.layers[0].reading.passages:
                yield Homeless(name, source.author_of(passage), "change", shown(passage.new))

    def _decided(self) -> Verdict:
        passages = [p for layer in self._layers for p in layer.reading.passages]
        homeless = {p for layer in self._layers for p in self._impossible(layer)}
        verdict = decided([p for p in passages if p not in homeless], self._ground.text)
        for passage in homeless:
            author, text = self._said(passage)[0], self._wording(passage)
            name = self._sources[passage.copy].copy.name
            self._unplaced.append(Homeless(name, author, "change", text))
        verdict.refused += sorted(homeless, key=lambda p: (p.copy, p.start, p.end))
        return verdict

    def _impossible(self, layer: Layer) -> Iterator[Passage]:
        """The passages that cannot be written: the text or the structure does not allow it."""
        for passage in layer.reading.passages:
            if passage.is_lost:
                yield passage
        for written in layer.reading.spots:
            if written.passage in layer.reading.passages and not self._can_write(written):
                yield written.passage

    def _can_write(self, written: Written) -> bool:
        pieces = [item for item in written.items if isinstance(item, Piece)]
        divides = any(piece.text in (END, "") for piece in pieces)
        return not pieces or self._ground.can_write(written.at, divides=divides)

    def _said(self, passage: Passage) -> tuple[str, str, str]:
        """Whom a passage is by, when it was written, and what it says."""
        source = self._sources[passage.copy]
        dates = [strike.hand.date for strike in passage.strikes] or [source.hand.date]
        return source.author_of(passage), max(dates), self._wording(passage)

    def _wording(self, passage: Passage) -> str:
        """The phrase that a passage stands in, as the passage wants it."""
        text = self._ground.text
        return shown(reworded(text, *phrase(text, passage.start, passage.end), [passage]))

    def _conflict(self, clash: Clash, verdict: Verdict) -> Conflict:
        text = self._ground.text
        wordings = []
        for source in self._sources:
            own = [p for p in clash.passages if p.copy == source.number]
            if own:
                authors = "、".join(dict.fromkeys(source.author_of(p) for p in own))
                new = shown(reworded(text, clash.start, clash.end, own))
                kept = not any(p in verdict.refused for p in own)
                wordings.append(Wording(source.copy.name, authors, new, kept))
        old = shown(text[clash.start : clash.end])
        return Conflict(self._place(clash.start, clash.end), old, tuple(wordings))

    def _untracked(self, verdict: Verdict) -> Iterator[Untracked]:
        for layer in self._layers:
            for passage in layer.reading.passages:
                if not passage.tracked:
                    source = self._sources[passage.copy]
                    old = shown(self._ground.text[passage.start : passage.end])
                    place = self._place(passage.start, passage.end)
                    yield Untracked(
                        source.copy.name, source.hand.author, place, old, shown(passage.new)
                    )

    def _place(self, start: int, end: int) -> Place:
        return self._ground.place(start, end)
