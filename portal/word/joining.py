"""Writing what several copies want into the body of their original."""

from __future__ import annotations

from collections.abc import Sequence

from portal.word import names
from portal.word.conflicts import Verdict
from portal.word.gathering import Voices
from portal.word.grafting import Graft
from portal.word.ground import Ground
from portal.word.merged import Homeless
from portal.word.new_looks import Looks, restyled_edges
from portal.word.new_rows import Rows
from portal.word.passages import Passage, Strike
from portal.word.proposing import Pen
from portal.word.sources import Layer, Original, Source
from portal.word.spots import Planter, loads, mentions


class Joining:
    """The body of an original while the copies are written into it."""

    def __init__(self, original: Original, ground: Ground) -> None:
        self.unplaced: list[Homeless] = []
        self._root = original.root
        self._ground = ground
        self._package = original.package
        self._struck: list[tuple[int, int]] = []

    def join(self, sources: Sequence[Source], verdict: Verdict, voices: Voices) -> None:
        """Write the passages that are kept, and the marks of all comments."""
        layers = [(source, layer) for source in sources for layer in source.layers]
        self._prepare([layer for _, layer in layers], verdict, voices)
        self._package = voices.written()
        rows, looks = Rows(self._ground), Looks(self._ground)
        found = list(mentions(voices.mentions))
        for source, layer in layers:
            numbers = voices.numbers[source.number] if layer is source.layers[0] else {}
            graft = Graft(self._package, layer.package, source.hand, self._ground.ids, numbers)
            self._learn(graft, layer)
            found += loads(graft, layer.reading, set(verdict.kept), numbers)
            rows.prepare(graft, layer)
            self.unplaced += [source.homeless_kind("format") for _ in looks.change(graft, layer)]
            self.unplaced += [source.homeless_kind(what) for what in sorted(graft.left_out)]
            self._package = graft.finished()
        for passage in verdict.kept:
            self._strike(passage)
        planter = Planter(self._ground, voices.style)
        for load in sorted(found, key=lambda load: (load.at, load.order)):
            planter.plant(load)
        self._move_rows(rows, layers)
        planter.finish(self._root, voices.places, voices.replies)
        self._ground.close()

    def written(self) -> bytes:
        """The merged file."""
        return self._package.rewritten({self._package.main: self._package.written(self._root)})

    def _prepare(self, layers: Sequence[Layer], verdict: Verdict, voices: Voices) -> None:
        last = len(self._ground.text) - 1
        edges = [edge for layer in layers for edge in restyled_edges(layer)]
        edges += [edge for p in verdict.kept for s in p.strikes for edge in (s.start, s.end)]
        spots = [written.at for layer in layers for written in layer.reading.spots]
        spots += [edge for p, _ in voices.mentions for edge in (p.start, p.end)]
        gaps = [gap for passage in verdict.kept for gap in passage.gaps]
        self._ground.prepare([min(edge, last) for edge in edges], spots, gaps)

    def _learn(self, graft: Graft, layer: Layer) -> None:
        """Tell a graft which paragraphs are one, so that it knows which lists are."""
        for paragraph, begin in layer.stream.begins.items():
            at, certain = layer.shift.gap(begin)
            if certain:
                own = self._ground.canvas.paragraphs[self._ground.point(at)[0]]
                graft.learn(own, paragraph)

    def _move_rows(self, rows: Rows, layers: Sequence[tuple[Source, Layer]]) -> None:
        lost = list(rows.bring())
        lost += [row for _, layer in layers for row in rows.strike(layer)]
        for source, layer in layers:
            for row in [*layer.stream.rows, *layer.stream.struck_rows]:
                if row in lost:
                    self.unplaced.append(Homeless(source.copy.name, row.hand.author, "row"))

    def _strike(self, passage: Passage) -> None:
        for strike in passage.strikes:
            pen = Pen(self._ground.canvas, strike.hand.author, strike.hand.date)
            for start, end in left(strike, self._struck):
                self._struck.append((start, end))
                for paragraph, low, high, is_end in self._ground.lines(start, end):
                    if low < high:
                        pen.change(paragraph, low, high, "", opens=False)
                    if is_end:
                        pen.flag(self._ground.canvas.paragraphs[paragraph], names.DEL)


def left(strike: Strike, struck: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What of a stretch is not struck yet."""
    parts = [(strike.start, strike.end)]
    for start, end in struck:
        cut = [((low, min(high, start)), (max(low, end), high)) for low, high in parts]
        parts = [part for pair in cut for part in pair if part[0] < part[1]]
    return parts
