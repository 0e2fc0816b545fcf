"""Footnotes and endnotes of two files that are being compared.

A reference that stays leads to two notes that are one and are woven; one that is struck out
has its note struck, one that is written in brings its note along.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cached_property

from lxml import etree

from portal.word import names
from portal.word.adopting import Adopter
from portal.word.ink import Ink, outer_runs
from portal.word.names import WORDML, w
from portal.word.package import Package
from portal.word.revisions import Verdict, above, settle
from portal.word.stock import Stock

KINDS = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
OFFICE = f"{names.R}/"


class NotePart:
    """The footnotes or the endnotes of one file; `root` is None where it has none."""

    def __init__(self, package: Package, kind: str) -> None:
        self.name = package.related(package.main, kind)
        self.is_changed = False
        self._package = package

    @cached_property
    def root(self) -> etree._Element | None:
        """The part, all changes in it accepted; read when it is first asked for."""
        root = self._package.tree(self.name) if self.name else None
        if root is not None:
            settle(root, Verdict.ACCEPT)
        return root

    def note(self, reference: etree._Element) -> etree._Element | None:
        """The note that a reference refers to."""
        number = reference.get(names.ID)
        notes = () if self.root is None else self.root.iterchildren(tag=etree.Element)
        return next((note for note in notes if note.get(names.ID) == number), None)

    def add(self, note: etree._Element) -> str:
        """Appends a note; returns the number it gets."""
        assert self.root is not None  # noqa: S101
        taken = [int(n.get(names.ID, "0")) for n in self.root.iterchildren(note.tag)]
        number = str(max(taken, default=0) + 1)
        note.set(names.ID, number)
        self.root.append(note)
        self.is_changed = True
        return number


class Footnotes:
    """The notes of both files, one kind after the other."""

    def __init__(self, stock: Stock, ink: Ink) -> None:
        self._stock = stock
        self._ink = ink
        self._old = {kind: NotePart(stock.old, kind) for kind in KINDS.values()}
        self._new = {kind: NotePart(stock.new, kind) for kind in KINDS.values()}

    def part(self, kind: str) -> tuple[NotePart, NotePart]:
        """The notes of one kind in the old and in the new file."""
        return self._old[kind], self._new[kind]

    def bring(self, reference: etree._Element) -> etree._Element | None:
        """Brings along the note of a new reference; returns the reference for the old file."""
        old, new = self.part(KINDS[reference.tag])
        note = new.note(reference)
        if note is None or new.name is None:
            return None
        if old.name is None:
            self._begin(KINDS[reference.tag])
        copy = deepcopy(reference)
        copy.set(names.ID, old.add(self._written(note, old.name or "", new.name)))
        return copy

    def strike(self, reference: etree._Element) -> None:
        """Strikes out the text of the note that a struck reference refers to."""
        part = self._old[KINDS[reference.tag]]
        note = part.note(reference)
        if note is not None:
            self._ink.strike(outer_runs(note))
            part.is_changed = True

    def parts(self) -> dict[str, bytes]:
        """The parts with notes that were changed."""
        return {
            part.name: self._stock.old.written(part.root)
            for part in self._old.values()
            if part.is_changed and part.name and part.root is not None
        }

    def _written(self, note: etree._Element, old: str, new: str) -> etree._Element:
        """A copy of a note, its text written in."""
        copy = Adopter(self._stock, old, new).node(note)
        assert copy is not None  # noqa: S101
        for run in outer_runs(copy):
            parent = above(run)
            parent.insert(parent.index(run), self._ink.write_in([run]))
        return copy

    def _begin(self, kind: str) -> None:
        """Gives the old file a part for notes, with the separators of the new one."""
        part, model = self._old[kind], self._new[kind].root
        assert model is not None  # noqa: S101
        root = deepcopy(model)
        for note in list(root.iterchildren(tag=etree.Element)):
            if note.get(w("type")) is None:
                root.remove(note)
        name = f"word/{kind}.xml"
        part.name = self._stock.ties.add(
            self._stock.old.main, name, f"{OFFICE}{kind}", f"{WORDML}.{kind}+xml"
        )
        part.root = root
