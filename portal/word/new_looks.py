"""Changes of how text looks that copies of an original have tracked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from portal.word import names
from portal.word.grafting import Graft
from portal.word.ground import Ground
from portal.word.marked import Hand, Restyled
from portal.word.names import w
from portal.word.sources import Layer

RUN_CHANGE, PARAGRAPH_CHANGE = w("rPrChange"), w("pPrChange")
KEPT = (names.R_PR, w("sectPr"))  # of a paragraph, whatever its other properties are


def restyled_edges(layer: Layer) -> Iterator[int]:
    """Where runs must end so that looks can change there."""
    for look in layer.stream.looks:
        for stretch in layer.shift.stretches(look.start, look.end):
            yield from stretch


class Looks:
    """The looks of an original; of several copies the first one has its way."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._done: dict[etree._Element, bytes] = {}

    def change(self, graft: Graft, layer: Layer) -> Iterator[Restyled]:
        """Change what a copy wants changed; yields what looks otherwise already."""
        for look in layer.stream.looks:
            properties = graft.look(look.properties)
            if properties is not None and not self._change(look, properties, layer):
                yield look

    def _change(self, look: Restyled, properties: etree._Element, layer: Layer) -> bool:
        if look.properties.tag == names.P_PR:
            at, certain = layer.shift.gap(look.start)
            host = self._ground.canvas.paragraphs[self._ground.point(at)[0]]
            return certain and self._paragraph(host, properties, look.hand)
        runs = [
            leaf.run
            for start, end in layer.shift.stretches(look.start, look.end)
            for leaf in self._ground.leaves(start, end)
            if leaf.run is not None
        ]
        done = [self._run(run, properties, look.hand) for run in dict.fromkeys(runs)]
        return all(done)

    def _run(self, run: etree._Element, properties: etree._Element, hand: Hand) -> bool:
        own = run.find(names.R_PR)
        if own is not None and own.find(RUN_CHANGE) is not None:
            return self._done.get(run) == etree.tostring(properties)
        former = etree.Element(names.R_PR)
        former.extend([] if own is None else list(own))
        own = etree.Element(names.R_PR) if own is None else own
        own[:] = [*self._copied(properties), self._signed(RUN_CHANGE, hand, former)]
        run.insert(0, own)
        self._done[run] = etree.tostring(properties)
        return True

    def _paragraph(self, host: etree._Element, properties: etree._Element, hand: Hand) -> bool:
        own = host.find(names.P_PR)
        if own is not None and own.find(PARAGRAPH_CHANGE) is not None:
            return self._done.get(host) == etree.tostring(properties)
        own = etree.Element(names.P_PR) if own is None else own
        former = etree.Element(names.P_PR)
        former.extend([child for child in own if child.tag not in KEPT])
        new = [child for child in self._copied(properties) if child.tag not in KEPT]
        own[:] = [*new, *own, self._signed(PARAGRAPH_CHANGE, hand, former)]
        host.insert(0, own)
        self._done[host] = etree.tostring(properties)
        return True

    def _copied(self, properties: etree._Element) -> Sequence[etree._Element]:
        return list(etree.fromstring(etree.tostring(properties)))

    def _signed(self, tag: str, hand: Hand, former: etree._Element) -> etree._Element:
        change = etree.Element(tag)
        change.set(names.ID, self._ground.ids.number())
        change.set(names.AUTHOR, hand.author)
        if hand.date:
            change.set(names.DATE, hand.date)
        change.append(former)
        return change
