"""Table rows that copies of an original have added or struck out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from portal.word import names
from portal.word.grafting import Graft
from portal.word.ground import Ground
from portal.word.ink import TR_PR, Ink
from portal.word.marked import NewRow
from portal.word.sources import Layer


class Rows:
    """The rows of an original; what is added comes once, behind the row it follows."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._last: dict[etree._Element, etree._Element] = {}
        self._brought: set[tuple[etree._Element, str]] = set()
        self._waiting: list[tuple[Layer, NewRow, etree._Element]] = []

    def prepare(self, graft: Graft, layer: Layer) -> None:
        """Make the new rows of a copy fit for the original."""
        for row in layer.stream.rows:
            self._waiting += [(layer, row, copy) for copy in graft.whole(row.element)]

    def bring(self) -> Iterator[NewRow]:
        """Put in the new rows; yields those that find no place."""
        for layer, row, copy in self._waiting:
            if not self._put(layer, row, copy):
                yield row

    def strike(self, layer: Layer) -> Iterator[NewRow]:
        """Strike out the rows that a copy strikes; yields those that are not found."""
        for row in layer.stream.struck_rows:
            own = self._own(row.element, layer)
            if own is None:
                yield row
            elif own.find(f"{TR_PR}/{names.DEL}") is None:
                numbers = self._ground.ids.numbers()
                Ink(row.hand.author, row.hand.date, numbers).flag_row(own, names.DEL)

    def _put(self, layer: Layer, row: NewRow, copy: etree._Element) -> bool:
        known, is_before = neighbour(row.element, [other.element for other in layer.stream.rows])
        own = None if known is None else self._own(known, layer)
        if own is None:
            return False
        text = "\n".join(node.text or "" for node in row.element.iter(names.P, names.T))
        if (own, text) in self._brought:
            return True
        self._brought.add((own, text))
        if is_before:
            own.addprevious(copy)
        else:
            self._last.get(own, own).addnext(copy)
            self._last[own] = copy
        return True

    def _own(self, row: etree._Element, layer: Layer) -> etree._Element | None:
        """The row of the original that a row of a copy is."""
        for paragraph in row.iter(names.P):
            begin = layer.stream.begins.get(paragraph)
            if begin is not None and next(paragraph.iterancestors(names.ROW)) is row:
                at, certain = layer.shift.gap(begin)
                host = self._ground.canvas.paragraphs[self._ground.point(at)[0]]
                return next(host.iterancestors(names.ROW), None) if certain else None
        return None


def neighbour(
    row: etree._Element, new: Sequence[etree._Element]
) -> tuple[etree._Element | None, bool]:
    """The nearest row above that is not new, else the nearest below; and whether it is below."""
    table = next(row.iterancestors(names.TABLE))
    rows = [r for r in table.iter(names.ROW) if next(r.iterancestors(names.TABLE)) is table]
    place = rows.index(row)
    for other in reversed(rows[:place]):
        if other not in new:
            return other, False
    return next((other for other in rows[place:] if other not in new), None), True
