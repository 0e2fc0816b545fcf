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
from portal.word.clauses import ClauseChange
from portal.word.drafts import Draft
from portal.word.footnotes import KINDS, Footnotes
from portal.word.fresh import Fresh
from portal.word.grids import Item
from portal.word.ink import Ink, first_free_id
from portal.word.leaves import Leaf, chosen
from portal.word.names import R, w
from portal.word.package import Package
from portal.word.revisions import Verdict, settle
from portal.word.rewriting import Rewriter
from portal.word.spinning import Signs, Spinner
from portal.word.stock import Stock
from portal.word.telling import Teller
from portal.word.weaving import Weaver
from portal.word.woven import Passage

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

    def __init__(
        self, old: Package, new: Package, author: str, date: str, *, loose: bool = False
    ) -> None:
        self._loose = loose
        self._old, self._new = old, new
        self._signs = Signs()
        self._before, self._after = Draft(old, self._signs), Draft(new, self._signs)
        self._ink = Ink(author, date, first_free_id(self._before.scan.numbered))
        self._stock = Stock(old, new)
        self._notes = Footnotes(self._stock, self._ink)
        self._passages: list[Passage] = []
        self._parts: dict[str, bytes] = {}

    def redline(self) -> Redline:
        edges = list(self._edges())
        self._body()
        for old, new in edges:
            self._edge(old, new)
        self._parts[self._old.main] = self._old.written(self._before.root)
        parts = {**self._parts, **self._notes.parts(), **self._stock.parts()}
        left_out = tuple(sorted(self._stock.left_out))
        return Redline(self._old.rewritten(parts), left_out, self._ink.letters)

    def changes(self) -> tuple[ClauseChange, ...]:
        """What was changed in the body, clause by clause; only after `redline`."""
        teller = Teller(self._before, self._after, self._signs, exact=not self._loose)
        return tuple(teller.told(self._passages))

    def _body(self) -> None:
        old, new = self._old.main, self._new.main
        weaver = self._weaver(old, new)
        weaver.weave(self._before.body, self._before.items(), self._after.items())
        self._passages = list(weaver.passages)
        self._attached(weaver, (self._spinner(self._old, old), self._spinner(self._new, new)))

    def _edge(self, old: str, new: str) -> None:
        """Weaves a header or footer."""
        before, after = accepted(self._old, old), accepted(self._new, new)
        if texts(before) != texts(after):
            self._story(old, new, before, after)
            self._parts[old] = self._old.written(before)

    def _story(self, old: str, new: str, before: etree._Element, after: etree._Element) -> None:
        """Weaves a note or a header and all that hangs on it."""
        weaver = self._weaver(old, new)
        spinners = self._spinner(self._old, old), self._spinner(self._new, new)
        weaver.weave(before, items(spinners[0], before), items(spinners[1], after))
        self._attached(weaver, spinners)

    def _attached(self, weaver: Weaver, spinners: tuple[Spinner, Spinner]) -> None:
        """Weaves the text boxes and notes that hang on what stayed."""
        stayed, struck = weaver.rewriter.stayed, weaver.rewriter.struck
        while stayed:
            here, there = stayed.pop()
            if here.atom in BOXED:
                self._boxes(weaver, spinners, here, there)
            elif here.node.tag in KINDS:
                self._note(here.node, there.node)
        for leaf in struck:
            if leaf.node.tag in NOTES:
                self._notes.strike(leaf.node)

    def _weaver(self, old: str, new: str) -> Weaver:
        fresh = Fresh(self._ink, Adopter(self._stock, old, new, self._notes.bring))
        return Weaver(self._ink, fresh, Rewriter(self._ink, fresh, loose=self._loose))

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
                weaver.weave(old, items(spinners[0], old), items(spinners[1], new))

    def _note(self, here: etree._Element, there: etree._Element) -> None:
        old, new = self._notes.part(KINDS[here.tag])
        before, after = old.note(here), new.note(there)
        if before is not None and after is not None and texts(before) != texts(after):
            self._story(old.name or "", new.name or "", before, after)
            old.is_changed = True

    def _edges(self) -> Iterator[tuple[str, str]]:
        """The headers and footers that stand in the same sections of both files."""
        olds, news = edges(self._old, self._before), edges(self._new, self._after)
        pairs = {olds[key]: news[key] for key in reversed(olds) if key in news}
        yield from pairs.items()
        for package, found, paired in (
            (self._old, olds, set(pairs)),
            (self._new, news, set(pairs.values())),
        ):
            for (_, kind, _), part in found.items():
                if part not in paired and any(texts(accepted(package, part))):
                    self._stock.left_out.add(kind)


def items(spinner: Spinner, story: etree._Element) -> list[Item]:
    """The paragraphs and tables of a note, a header or a text box."""
    spinner.scan(story)
    return spinner.items(story)


def accepted(package: Package, part: str) -> etree._Element:
    """A part with all tracked changes accepted."""
    root = package.tree(part)
    settle(root, Verdict.ACCEPT)
    return root


def edges(package: Package, draft: Draft) -> dict[tuple[int, str, str], str]:
    """The header and footer parts of a file by section, kind and type."""
    targets = {relation.id: relation.target for relation in package.relations(package.main)}
    found: dict[tuple[int, str, str], str] = {}
    for place, section in enumerate(draft.scan.sections):
        for reference in section.iterchildren(*EDGES):
            part = targets.get(reference.get(RELATION, ""), "")
            if part in package:
                found[place, EDGES[reference.tag], reference.get(KIND, "default")] = part
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
