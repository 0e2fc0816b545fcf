"""One file from two: the old one with the new text woven in, story by story.

The body first; then, as long as anything is found, the text boxes and notes of what stayed;
headers and footers last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from portal.word import names
from portal.word.adopting import NOTES, Adopter
from portal.word.footnotes import KINDS, Footnotes
from portal.word.fresh import Fresh
from portal.word.ink import Ink, first_free_id
from portal.word.leaves import Leaf, chosen
from portal.word.names import R, w
from portal.word.package import Package
from portal.word.reading import body_of
from portal.word.revisions import Verdict, settle
from portal.word.spinning import Signs, Spinner
from portal.word.stock import Stock
from portal.word.weaving import Weaver

BOXED = ("image", "object")
EDGES = {w("headerReference"): "header", w("footerReference"): "footer"}
KIND, RELATION = w("type"), f"{{{R}}}id"


@dataclass(frozen=True, slots=True)
class Redline:
    """A file with tracked changes; `letters` counts what they insert and delete."""

    data: bytes
    left_out: tuple[str, ...]
    letters: dict[str, int]


def redline(old: bytes, new: bytes, *, author: str, date: str = "") -> Redline:
    """The old file with tracked changes that lead to the new one; raises `Unreadable`."""
    return Redliner(Package(old), Package(new), author, date).redline()


class Redliner:
    """Weaves all stories of two files, with one hand and one stock."""

    def __init__(self, old: Package, new: Package, author: str, date: str) -> None:
        self._old, self._new = old, new
        self._body, self._text = accepted(old, old.main), accepted(new, new.main)
        self._ink = Ink(author, date, first_free_id(self._body))
        self._stock = Stock(old, new)
        self._notes = Footnotes(self._stock, self._ink)
        self._signs = Signs()
        self._parts: dict[str, bytes] = {}

    def redline(self) -> Redline:
        edges = list(self._edges())
        self._story(self._old.main, self._new.main, body_of(self._body), body_of(self._text))
        for old, new in edges:
            before, after = accepted(self._old, old), accepted(self._new, new)
            if texts(before) != texts(after):
                self._story(old, new, before, after)
                self._parts[old] = self._old.written(before)
        self._parts[self._old.main] = self._old.written(self._body)
        parts = {**self._parts, **self._notes.parts(), **self._stock.parts()}
        left_out = tuple(sorted(self._stock.left_out))
        return Redline(self._old.rewritten(parts), left_out, self._ink.letters)

    def _story(self, old: str, new: str, before: etree._Element, after: etree._Element) -> None:
        """Weaves a body, a note, a header and all that hangs on it."""
        adopter = Adopter(self._stock, old, new, self._notes.bring)
        weaver = Weaver(self._ink, Fresh(self._ink, adopter))
        one, other = self._spinner(self._old, old), self._spinner(self._new, new)
        weaver.weave(before, one.items(before), other.items(after))
        stayed, struck = weaver.rewriter.stayed, weaver.rewriter.struck
        while stayed:
            here, there = stayed.pop()
            if here.atom in BOXED:
                self._boxes(weaver, (one, other), here, there)
            elif here.node.tag in KINDS:
                self._note(here.node, there.node)
        for leaf in struck:
            if leaf.node.tag in NOTES:
                self._notes.strike(leaf.node)

    def _spinner(self, package: Package, part: str) -> Spinner:
        return Spinner(package, part, self._signs)

    def _boxes(
        self, weaver: Weaver, spinners: tuple[Spinner, Spinner], here: Leaf, there: Leaf
    ) -> None:
        """The text boxes of a drawing, in each of the forms that the file holds it in."""
        news = list(outer_boxes(chosen_branch(there.node)))
        for branch in branches(here.node):
            olds = list(outer_boxes(branch))
            if len(olds) != len(news):
                self._stock.left_out.add("textbox")
                continue
            for old, new in zip(olds, news, strict=True):
                weaver.weave(old, spinners[0].items(old), spinners[1].items(new))

    def _note(self, here: etree._Element, there: etree._Element) -> None:
        old, new = self._notes.part(KINDS[here.tag])
        before, after = old.note(here), new.note(there)
        if before is not None and after is not None and texts(before) != texts(after):
            self._story(old.name or "", new.name or "", before, after)
            old.is_changed = True

    def _edges(self) -> Iterator[tuple[str, str]]:
        """The headers and footers that stand in the same sections of both files."""
        olds, news = edges(self._old, self._body), edges(self._new, self._text)
        pairs = {olds[key]: news[key] for key in reversed(olds) if key in news}
        yield from pairs.items()
        for package, found, paired in (
            (self._old, olds, set(pairs)),
            (self._new, news, set(pairs.values())),
        ):
            for (_, kind, _), part in found.items():
                if part not in paired and any(texts(accepted(package, part))):
                    self._stock.left_out.add(kind)


def accepted(package: Package, part: str) -> etree._Element:
    """A part with all tracked changes accepted."""
    root = package.tree(part)
    settle(root, Verdict.ACCEPT)
    return root


def edges(package: Package, body: etree._Element) -> dict[tuple[int, str, str], str]:
    """The header and footer parts of a file by section, kind and type."""
    targets = {relation.id: relation.target for relation in package.relations(package.main)}
    found: dict[tuple[int, str, str], str] = {}
    for number, section in enumerate(body.iter(w("sectPr"))):
        for reference in section.iterchildren(*EDGES):
            part = targets.get(reference.get(RELATION, ""), "")
            if part in package:
                found[number, EDGES[reference.tag], reference.get(KIND, "default")] = part
    return found


def texts(story: etree._Element) -> list[str]:
    """All letters of a story, to see whether there is anything to compare."""
    return [text.text or "" for text in story.iter(names.T, names.P)]


def branches(node: etree._Element) -> Iterator[etree._Element]:
    """The forms in which a drawing stands in the file: both branches of an alternative."""
    alternate = next(node.iterancestors(names.ALTERNATE, names.RUN), None)
    if alternate is not None and alternate.tag == names.ALTERNATE:
        yield from alternate.iterchildren(names.CHOICE, names.FALLBACK)
    else:
        yield node


def chosen_branch(node: etree._Element) -> etree._Element:
    return next(branches(node), node)


def outer_boxes(node: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a drawing; those inside a box are left to it."""
    for child in node.iterchildren(tag=etree.Element):
        if child.tag == names.TEXT_BOX:
            yield child
        elif child.tag == names.ALTERNATE:
            yield from outer_boxes(chosen(child))
        else:
            yield from outer_boxes(child)
