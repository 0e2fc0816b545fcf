"""The line of a paragraph: its text leaf by leaf, with the XML each leaf stands in.

Reading and annotating share this one view, so an offset means the same to both. A leaf is what
is never taken apart except between two characters of a `w:t`: a text node, a tab, a break, a
picture, a formula. Pictures, formulas, notes and symbols have no characters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from portal.word import names
from portal.word.document import Mark
from portal.word.names import w

CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
ATOMS = {
    w("drawing"): "image",
    w("pict"): "image",
    w("object"): "object",
    w("footnoteReference"): "note",
    w("endnoteReference"): "note",
    w("sym"): "symbol",
}
MARKS = {
    names.INS: Mark.INSERTED,
    names.DEL: Mark.DELETED,
    names.MOVE_FROM: Mark.MOVED_FROM,
    names.MOVE_TO: Mark.MOVED_TO,
}
ADDED = (Mark.INSERTED, Mark.MOVED_TO)
MARKERS = {names.RANGE_START: "start", names.RANGE_END: "end", names.REFERENCE: "reference"}
SKIPPED = (
    *(names.P_PR, names.R_PR, names.SDT_PR, w("sdtEndPr"), names.FALLBACK),
    *(w("proofErr"), w("bookmarkStart"), w("bookmarkEnd")),
)
WITHOUT_PARAGRAPHS = frozenset(
    [*SKIPPED, *(w(f"{kind}Pr") for kind in ("tbl", "tr", "tc", "sect")), w("tblGrid")]
)
TEXT, PROPERTIES = names.T, names.R_PR
MATH, MATH_PARAGRAPH = f"{{{names.M}}}oMath", f"{{{names.M}}}oMathPara"
MATH_TEXT = f"{{{names.M}}}t"
RUBY, RUBY_BASE = w("ruby"), w("rubyBase")
FIELD, FIELD_KIND, SIMPLE_FIELD = w("fldChar"), w("fldCharType"), w("fldSimple")
HYPERLINK, ANCHOR, RELATION = w("hyperlink"), w("anchor"), f"{{{names.R}}}id"


@dataclass(slots=True)
class Tracked:
    """One element of a tracked change inside a paragraph, with what it holds."""

    kind: Mark
    author: str
    date: str
    start: int
    end: int = 0
    text: str = ""


@dataclass(slots=True)
class Leaf:
    """A piece of a line; `run` is the run it stands in (None for a formula)."""

    node: etree._Element
    run: etree._Element | None
    text: str
    current: bool
    tracked: Tracked | None
    in_field: bool
    link: str
    atom: str = ""
    properties: etree._Element | None = None  # the rPr of the run


@dataclass(slots=True)
class Line:
    """A paragraph taken apart; `length` counts the characters of its current text."""

    leaves: list[Leaf] = field(default_factory=list)
    markers: list[tuple[str, str, int]] = field(default_factory=list)  # kind, comment id, offset
    tracked: list[Tracked] = field(default_factory=list)
    atoms: list[Leaf] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """The current text."""
        return "".join(leaf.text for leaf in self.leaves if leaf.current)


class LineWalk:
    """Takes paragraphs apart in document order; fields may run over several of them."""

    def __init__(self, links: Mapping[str, str] | None = None, fields: Sequence[bool] = ()) -> None:
        """`fields` are those that are open already: of each, are we past its instruction."""
        self._links = links or {}
        self._fields = list(fields)
        self._in_field = True in fields
        self._tracked: list[Tracked] = []
        self._gone = 0
        self._link = ""
        self._line = Line()
        self._properties: etree._Element | None = None

    @property
    def fields(self) -> tuple[bool, ...]:
        """The fields that the next paragraph stands in."""
        return tuple(self._fields) if self._fields else ()

    def line(self, paragraph: etree._Element) -> Line:
        """The line of a `w:p`."""
        self._line = Line()
        self._children(paragraph)
        return self._line

    def _children(self, parent: etree._Element) -> None:
        for child in parent:
            handler = HANDLERS.get(child.tag, LineWalk._children)
            if handler is not None:
                handler(self, child)

    def _run(self, run: etree._Element) -> None:
        self._properties = None
        self._inside_run(run, run)
        self._properties = None

    def _inside_run(self, parent: etree._Element, run: etree._Element) -> None:
        for node in parent:
            tag = node.tag
            if tag == TEXT:
                self._add(node, run, node.text or "")
            elif tag == PROPERTIES:
                self._properties = node
            else:
                handler = RUN_HANDLERS.get(tag)
                if handler is not None:
                    handler(self, node, run)

    def _add(
        self, node: etree._Element, run: etree._Element | None, text: str, atom: str = ""
    ) -> None:
        current, line, tracked = not self._gone, self._line, None
        if self._tracked:
            tracked = self._tracked[-1]
            self._hold(text)
        if current:
            line.length += len(text)
        leaf = Leaf(
            node, run, text, current, tracked, self._in_field, self._link, atom, self._properties
        )
        line.leaves.append(leaf)
        if atom:
            line.atoms.append(leaf)

    def _hold(self, text: str) -> None:
        """Add to the text of all changes around a leaf; insertions do not hold what is gone."""
        for change in self._tracked:
            if not self._gone or change.kind not in ADDED:
                change.text += text

    def _character(self, node: etree._Element, run: etree._Element) -> None:
        self._add(node, run, CHARACTERS[node.tag])

    def _deleted(self, node: etree._Element, run: etree._Element) -> None:
        self._add(node, run, node.text or "")

    def _atom(self, node: etree._Element, run: etree._Element) -> None:
        self._add(node, run, "", ATOMS[node.tag])

    def _ruby(self, node: etree._Element, run: etree._Element) -> None:
        self._add(node, run, _base(node))

    def _reference(self, node: etree._Element, run: etree._Element) -> None:
        self._marker(node)

    def _alternate_in_run(self, node: etree._Element, run: etree._Element) -> None:
        self._inside_run(chosen(node), run)

    def _change(self, element: etree._Element) -> None:
        kind = MARKS[element.tag]
        author, date = element.get(names.AUTHOR, ""), element.get(names.DATE, "")
        change = Tracked(kind, author, date, self._line.length)
        self._tracked.append(change)
        self._gone += kind not in ADDED
        self._children(element)
        self._gone -= kind not in ADDED
        self._tracked.pop()
        change.end = self._line.length
        self._line.tracked.append(change)

    def _marker(self, element: etree._Element) -> None:
        kind = MARKERS[element.tag]
        self._line.markers.append((kind, element.get(names.ID, ""), self._line.length))

    def _alternate(self, element: etree._Element) -> None:
        self._children(chosen(element))

    def _hyperlink(self, element: etree._Element) -> None:
        outer, anchor = self._link, element.get(ANCHOR)
        self._link = self._links.get(element.get(RELATION, ""), "")
        self._link += f"#{anchor}" if anchor else ""
        self._children(element)
        self._link = outer

    def _simple_field(self, element: etree._Element) -> None:
        self._fields.append(True)
        self._in_field = True
        self._children(element)
        self._fields.pop()
        self._in_field = True in self._fields

    def _math(self, element: etree._Element) -> None:
        self._add(element, None, "", "math")

    def _field(self, node: etree._Element, run: etree._Element) -> None:
        kind = node.get(FIELD_KIND)
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()
        self._in_field = True in self._fields


HANDLERS: dict[str, Callable[[LineWalk, etree._Element], None] | None] = {
    **dict.fromkeys(SKIPPED),
    **dict.fromkeys(MARKS, LineWalk._change),
    **dict.fromkeys(MARKERS, LineWalk._marker),
    names.RUN: LineWalk._run,
    names.ALTERNATE: LineWalk._alternate,
    HYPERLINK: LineWalk._hyperlink,
    SIMPLE_FIELD: LineWalk._simple_field,
    MATH: LineWalk._math,
    MATH_PARAGRAPH: LineWalk._math,
}


RUN_HANDLERS: dict[str, Callable[[LineWalk, etree._Element, etree._Element], None]] = {
    **dict.fromkeys(CHARACTERS, LineWalk._character),
    **dict.fromkeys(ATOMS, LineWalk._atom),
    names.DEL_TEXT: LineWalk._deleted,
    FIELD: LineWalk._field,
    names.REFERENCE: LineWalk._reference,
    RUBY: LineWalk._ruby,
    names.ALTERNATE: LineWalk._alternate_in_run,
}


def chosen(alternate: etree._Element) -> etree._Element:
    """The one branch of an `mc:AlternateContent` that counts: the first choice."""
    for branch in alternate.iterchildren(names.CHOICE, names.FALLBACK):
        return branch
    return alternate


def body_paragraphs(body: etree._Element) -> list[etree._Element]:
    """The paragraphs that are counted: all but those in others (in text boxes) and in branches
    that are not chosen."""
    found: list[etree._Element] = []
    _gather(body, found)
    return found


def _gather(parent: etree._Element, found: list[etree._Element]) -> None:
    for child in parent:
        tag = child.tag
        if tag == names.P:
            found.append(child)
        elif tag == names.ALTERNATE:
            _gather(chosen(child), found)
        elif tag not in WITHOUT_PARAGRAPHS:
            _gather(child, found)


def _base(ruby: etree._Element) -> str:
    base = ruby.find(RUBY_BASE)
    return "" if base is None else "".join(node.text or "" for node in base.iter(names.T))
