"""Filling a Word template that the office keeps in Word; `template_marks` says how it marks it.

    fill(template, {"title": "…", "items": [{"place": "第三条"}], "qr": Picture(png, 20)})

- A field that Word has cut into several runs is one field; it keeps the look of its beginning.
- A value with line breaks becomes as many paragraphs where its field stands alone in the
  paragraph, and line breaks inside the paragraph everywhere else.
- Headers, footers, notes, text boxes and table cells are filled as the body is.
- Every part of the file that holds no text of its own stays as it is, byte for byte.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy

from portal.word.template_check import faults_of
from portal.word.template_marks import FIELD, Fault, TemplateFault, Wrong, field_path
from portal.word.template_names import Names, entries, find, names_of
from portal.word.template_parts import Parts
from portal.word.template_pictures import Picture, drawing, measure
from portal.word.template_text import lift_row_tags, replace, written
from portal.word.template_tree import Element, Loop, Node, W, children, containers, plain_text, plan
from portal.word.template_twins import drawing_ids, part_twins

__all__ = ["Fault", "Picture", "TemplateFault", "Wrong", "check", "fill", "names_of"]

_ENDING_IN_TEXT = tuple(W + name for name in ("tc", "txbxContent", "hdr", "ftr", "footnote"))
Values = Mapping[str, object]


def check(template: bytes, names: Collection[str]) -> tuple[Fault, ...]:
    """Everything that is wrong with a template, in reading order; nothing when it is usable.

    `names` are paths as `names_of` gives them: "title", "items[]", "items[].place".
    Raises Unreadable for what is no Word file.
    """
    return faults_of(Parts(template), Names(frozenset(names)))


def fill(template: bytes, values: Values) -> bytes:
    """The template with `values` in the place of its marks.

    A value is text, a whole number, a Picture, a list, or a record (mapping or dataclass);
    None is empty text. Raises TemplateFault with every fault when a mark is wrong,
    Unreadable for what is no Word file, TypeError for a value of another kind and
    ValueError for a picture that is none.
    """
    parts = Parts(template)
    if faults := faults_of(parts, Names(names_of(values))):
        raise TemplateFault(faults)
    ids = drawing_ids(root for _, root in parts.stories.values())
    for name, (_, root) in parts.stories.items():
        lift_row_tags(root)
        for container in containers(root):
            _Story(parts, name, ids).fill_in(container, values)
        part_twins(root, ids)
    return parts.packed()


class _Story:
    """One part of the file while it is filled."""

    def __init__(self, parts: Parts, name: str, ids: Iterator[int]) -> None:
        self._parts = parts
        self._name = name
        self._ids = ids

    def fill_in(self, container: Element, values: Values) -> None:
        """Fill what stands in a container; one that ends up empty keeps an empty paragraph."""
        nodes, _ = plan(container)
        filled = list(self._blocks(nodes, values))
        container[:] = filled
        last = filled[-1].tag if filled else None
        if container.tag in _ENDING_IN_TEXT and last not in (W + "p", W + "sdt"):
            container.append(container.makeelement(W + "p"))

    def _blocks(self, nodes: list[Node], values: Values) -> Iterator[Element]:
        for node in nodes:
            if isinstance(node, Element):
                yield from self._block(node, values)
            elif isinstance(node, Loop):
                for entry in entries(find(values, node.mark.source)):
                    yield from self._blocks(node.body, {**values, node.mark.variable: entry})
            else:
                holds = bool(find(values, node.mark.path)) == node.mark.wanted
                yield from self._blocks(node.body if holds else node.otherwise, values)

    def _block(self, block: Element, values: Values) -> Iterator[Element]:
        for line in _lines(block, values):
            copy = deepcopy(block)
            for inner in children(copy):
                self.fill_in(inner, values)
            if copy.tag == W + "p":
                self._fill_fields(copy, values, line)
            if not _is_table_without_rows(copy):
                yield copy

    def _fill_fields(self, paragraph: Element, values: Values, line: str | None) -> None:
        for match in reversed(list(FIELD.finditer(plain_text(paragraph)))):
            value = find(values, field_path(match[1]) or "") if line is None else line
            replace(paragraph, match.start(), match.end(), self._shown(value))

    def _shown(self, value: object) -> list[Element]:
        if isinstance(value, Picture):
            kind = measure(value)
            relation = self._parts.picture(
                self._name, value.content, kind.extension, kind.media_type
            )
            return [drawing(kind, relation, next(self._ids))]
        return written(_words(value))


def _lines(block: Element, values: Values) -> list[str | None]:
    """The lines of the only field of a paragraph, for a paragraph each; else one None."""
    if block.tag == W + "p" and (match := FIELD.fullmatch(plain_text(block).strip())):
        value = find(values, field_path(match[1]) or "")
        if isinstance(value, str) and "\n" in value.strip():
            return [line for line in value.splitlines() if line.strip()]
    return [None]


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no value that a letter can show")


def _is_table_without_rows(block: Element) -> bool:
    return block.tag == W + "tbl" and next(block.iter(W + "tr"), None) is None
