"""Looking a template over before it is filled: every wrong mark, with its place."""

from __future__ import annotations

from collections.abc import Iterator

from portal.word.template_marks import (
    FIELD,
    TAG,
    Fault,
    For,
    If,
    Wrong,
    field_path,
    tag_of,
    unreadable,
)
from portal.word.template_names import Kind, Names
from portal.word.template_parts import Parts
from portal.word.template_text import lift_row_tags
from portal.word.template_tree import (
    Element,
    Loop,
    Node,
    W,
    children,
    containers,
    plain_text,
    plan,
)

_Place = tuple[int, str]


def faults_of(parts: Parts, names: Names) -> tuple[Fault, ...]:
    """All faults of all stories; the row tags of `parts` are lifted into rows of their own."""
    return tuple(
        fault
        for kind, root in parts.stories.values()
        for fault in sorted(_Look(kind, root).over(names), key=lambda fault: fault.paragraph)
    )


class _Look:
    """One look over one part: it knows the place of every paragraph."""

    def __init__(self, story: str, root: Element) -> None:
        self._story = story
        self._root = root
        self._places = _numbered(root)
        lift_row_tags(root)

    def over(self, names: Names) -> Iterator[Fault]:
        for container in containers(self._root):
            yield from self._container(container, names)

    def _container(self, container: Element, names: Names) -> Iterator[Fault]:
        nodes, stray = plan(container)
        for tag in stray:
            yield self._fault(tag.wrong, tag.words, tag.block)
        for node in nodes:
            yield from self._node(node, names)

    def _node(self, node: Node, names: Names) -> Iterator[Fault]:
        if isinstance(node, Element):
            yield from self._block(node, names)
            return
        yield from self._head(node.head, node.mark, names)
        inside = names
        if isinstance(node, Loop):
            inside = names.within(node.mark.variable, node.mark.source)
        for child in [*node.body, *([] if isinstance(node, Loop) else node.otherwise)]:
            yield from self._node(child, inside)

    def _head(self, head: Element, mark: For | If, names: Names) -> Iterator[Fault]:
        path = mark.source if isinstance(mark, For) else mark.path
        kind = names.kind(path)
        if kind is Kind.NOTHING:
            yield self._fault(Wrong.UNKNOWN, path, head, names.nearest(path))
        elif isinstance(mark, For) and kind not in (Kind.LIST, Kind.ANY):
            yield self._fault(Wrong.NOT_LIST, path, head)

    def _block(self, block: Element, names: Names) -> Iterator[Fault]:
        if block.tag == W + "p":
            yield from self._words(block, names)
        for inner in children(block):
            yield from self._container(inner, names)

    def _words(self, paragraph: Element, names: Names) -> Iterator[Fault]:
        text = plain_text(paragraph)
        for words in unreadable(text):
            yield self._fault(Wrong.UNREADABLE, words, paragraph)
        for tag in TAG.finditer(text):
            if tag_of(tag[2]) is not None:
                yield self._fault(Wrong.MISPLACED, tag[2].strip(), paragraph)
        for field in FIELD.finditer(text):
            if path := field_path(field[1]):
                yield from self._field(path, paragraph, names)

    def _field(self, path: str, paragraph: Element, names: Names) -> Iterator[Fault]:
        kind = names.kind(path)
        if kind is Kind.NOTHING:
            yield self._fault(Wrong.UNKNOWN, path, paragraph, names.nearest(path))
        elif kind not in (Kind.TEXT, Kind.ANY):
            yield self._fault(Wrong.NOT_TEXT, path, paragraph)

    def _fault(self, wrong: Wrong, field: str, block: Element, suggestion: str = "") -> Fault:
        number, text = self._place(block)
        return Fault(wrong, field, self._story, number, text, suggestion)

    def _place(self, block: Element) -> _Place:
        """The place of a block; that of the row beside it where the block is a lifted tag."""
        for near in (block, *block.itersiblings(), *block.itersiblings(preceding=True)):
            for paragraph in near.iter(W + "p"):
                if paragraph in self._places:
                    return self._places[paragraph]
        return 1, plain_text(block)


def _numbered(root: Element) -> dict[Element, _Place]:
    """Every paragraph with its number from 1; those of text boxes bear their host's."""
    places: dict[Element, _Place] = {}
    number = 0
    for paragraph in root.iter(W + "p"):
        in_box = next(paragraph.iterancestors(W + "txbxContent"), None) is not None
        number += not in_box
        places[paragraph] = (max(number, 1), plain_text(paragraph))
    return places
