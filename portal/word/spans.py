"""From the leaves of a line to spans: pieces that look the same, changed by the same hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from portal.word import names
from portal.word.document import Change, Look, Mark, Span
from portal.word.leaves import ADDED, Leaf, Line, LineWalk
from portal.word.names import A, M, R, V, w
from portal.word.numbering import BULLETS
from portal.word.skimming import pieces
from portal.word.styles import Styles, run_properties

BLIP, EMBED = f"{{{A}}}blip", f"{{{R}}}embed"
IMAGE_DATA, RELATION = f"{{{V}}}imagedata", f"{{{R}}}id"
MATH_TEXT = f"{{{M}}}t"
RUN_CHANGE = w("rPrChange")
PLAIN = Look()
UNCHANGED = Mark.PLAIN


class Spans:
    """Turns paragraphs into spans with the styles, pictures and links of one part."""

    def __init__(
        self, styles: Styles, pictures: Mapping[str, str], links: Mapping[str, str]
    ) -> None:
        self._styles = styles
        self._pictures = pictures
        self._links = links

    def later(
        self, paragraph: etree._Element, style: str, fields: tuple[bool, ...], *, plain: bool
    ) -> Callable[[], tuple[Span, ...]]:
        """What reckons the spans of a paragraph of that style, which stands in `fields`."""
        return _Later(self, paragraph, style, fields, plain)

    def of_any(
        self, paragraph: etree._Element, style: str, fields: tuple[bool, ...]
    ) -> tuple[Span, ...]:
        line = LineWalk(self._links, fields).line(paragraph)
        return tuple(self._spans(line, style))

    def of_plain(
        self, paragraph: etree._Element, style: str, fields: tuple[bool, ...]
    ) -> tuple[Span, ...]:
        in_field = True in fields
        return tuple(
            Span(text, UNCHANGED, "", "", look, in_field)
            for look, text in self._same(paragraph, style)
        )

    def _same(self, paragraph: etree._Element, style: str) -> Iterator[tuple[Look, str]]:
        """The texts of a plain paragraph, those that look the same as one."""
        texts: list[str] = []
        look, last = PLAIN, None
        for properties, text in pieces(paragraph):
            if not texts or properties is not last:
                now = self._styles.look(style, run_properties(properties))
                if texts and now is not look:
                    yield look, "".join(texts)
                    texts = []
                look, last = now, properties
            texts.append(text)
        if texts:
            yield look, "".join(texts)

    def _spans(self, line: Line, style: str) -> Iterator[Span]:
        texts: list[str] = []
        last, look, last_look = None, PLAIN, PLAIN
        for leaf in line.leaves:
            if last is None or leaf.properties is not last.properties:
                look = self._styles.look(style, run_properties(leaf.properties))
            if last is not None and not (look is last_look and _alike(last, leaf)):
                yield self._span(last, "".join(texts), last_look)
                texts = []
            texts.append(leaf.text)
            last, last_look = leaf, look
        if last is not None:
            yield self._span(last, "".join(texts), last_look)

    def _span(self, leaf: Leaf, text: str, look: Look) -> Span:
        tracked, atom = leaf.tracked, leaf.atom
        if tracked is None and not atom:
            return Span(text, UNCHANGED, "", "", look, leaf.in_field, leaf.link)
        return Span(
            text,
            _mark(leaf),
            tracked.author if tracked else "",
            tracked.date if tracked else "",
            look,
            leaf.in_field,
            leaf.link,
            atom,
            self._picture(leaf.node) if atom in ("image", "object") else "",
            shown(leaf.node, atom) if atom else "",
        )

    def _picture(self, node: etree._Element) -> str:
        for image in node.iter(BLIP, IMAGE_DATA):
            return self._pictures.get(image.get(EMBED) or image.get(RELATION) or "", "")
        return ""


class _Later:
    """Reckons the spans of one paragraph; there are as many of these as paragraphs, so small."""

    __slots__ = ("_fields", "_paragraph", "_plain", "_spans", "_style")

    def __init__(
        self,
        spans: Spans,
        paragraph: etree._Element,
        style: str,
        fields: tuple[bool, ...],
        plain: bool,
    ) -> None:
        self._spans = spans
        self._paragraph = paragraph
        self._style = style
        self._fields = fields
        self._plain = plain

    def __call__(self) -> tuple[Span, ...]:
        of = self._spans.of_plain if self._plain else self._spans.of_any
        return of(self._paragraph, self._style, self._fields)


def format_changes(line: Line, paragraph: int) -> list[Change]:
    """The stretches of a line whose looks were changed with tracking on.

    Runs that were changed by the same hand at the same time are one change, so that splitting a
    run makes no difference.
    """
    found: list[Change] = []
    offset = 0
    for leaf in line.leaves:
        end = offset + (len(leaf.text) if leaf.current else 0)
        element = None if leaf.properties is None else leaf.properties.find(RUN_CHANGE)
        if element is not None:
            who, when = element.get(names.AUTHOR, ""), element.get(names.DATE, "")
            change = Change("format", who, when, paragraph, offset, end, leaf.text)
            if found and _continues(found[-1], change):
                change = replace(change, start=found[-1].start, text=found[-1].text + leaf.text)
                found.pop()
            found.append(change)
        offset = end
    return found


def _continues(before: Change, change: Change) -> bool:
    same_hand = (before.author, before.date) == (change.author, change.date)
    return same_hand and before.end == change.start


def shown(node: etree._Element, atom: str) -> str:
    """What an atom shows a reader, as far as it can be said in letters."""
    if atom == "math":
        return "".join(text.text or "" for text in node.iter(MATH_TEXT))
    if atom == "symbol":
        return _symbol(node.get(w("char"), ""))
    return ""


def _alike(one: Leaf, other: Leaf) -> bool:
    return (
        one.tracked is other.tracked
        and one.in_field is other.in_field
        and one.link == other.link
        and not one.atom
        and not other.atom
    )


def _mark(leaf: Leaf) -> Mark:
    mark = Mark.PLAIN if leaf.tracked is None else leaf.tracked.kind
    return Mark.DELETED if mark in ADDED and not leaf.current else mark


def _symbol(code: str) -> str:
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return BULLETS.get(sign, sign)
