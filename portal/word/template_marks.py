"""The marks of a Word template: what may stand between braces, and what is wrong with one.

A field is `{{ name }}` or `{{ item.place }}`. A tag stands alone in its paragraph:
`{% for item in items %}` … `{% endfor %}`, `{% if name %}`, `{% if not name %}`,
`{% if name is empty %}`, `{% if name is not empty %}` … `{% else %}` … `{% endif %}`.
With `{%tr …%}` the same words speak of table rows. Names and dots are all there is:
nothing is computed, called or executed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

PATH = r"[^\W\d]\w*(?:\.[^\W\d]\w*)*"
FIELD = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
TAG = re.compile(r"\{%(tr(?=\s))?(.*?)%\}", re.DOTALL)
LOOSE = re.compile(r"\{\{|\}\}|\{%|%\}")
_FOR = re.compile(rf"for\s+([^\W\d]\w*)\s+in\s+({PATH})")
_IF = re.compile(rf"if\s+(not\s+)?({PATH})(\s+is\s+(not\s+)?empty)?")


class Wrong(StrEnum):
    """What can be wrong with a mark."""

    UNKNOWN = "unknown"  # no value of that name
    NOT_TEXT = "not_text"  # a list or a record where text is written
    NOT_LIST = "not_list"  # `for` over something that is no list
    UNREADABLE = "unreadable"  # braces that hold no mark, or are not closed
    MISPLACED = "misplaced"  # a tag that shares its paragraph with other text
    UNCLOSED = "unclosed"  # `for` or `if` without its end in the same text, cell or table
    UNOPENED = "unopened"  # an end or `else` without its beginning


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong mark of a template, with the place where the office finds it in Word.

    `paragraph` counts from 1 in its `story` ("body", "header", "footer", "footnote",
    "endnote"), table cells included, text boxes not (they bear their host's number).
    `suggestion` is the nearest name that exists, or nothing.
    """

    wrong: Wrong
    field: str
    story: str
    paragraph: int
    text: str
    suggestion: str = ""


class TemplateFault(Exception):
    """The template cannot be filled; `faults` names every wrong mark."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(map(_sentence, faults)))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class For:
    variable: str
    source: str


@dataclass(frozen=True, slots=True)
class If:
    """True of a value that is there (`wanted`), or of one that is empty (not `wanted`)."""

    path: str
    wanted: bool


class End(StrEnum):
    FOR = "endfor"
    IF = "endif"
    ELSE = "else"


Tag = For | If | End


def tag_of(words: str) -> Tag | None:
    """The tag that `words` (without the braces) say; None when they say none."""
    words = words.strip()
    if found := _FOR.fullmatch(words):
        return For(found[1], found[2])
    if found := _IF.fullmatch(words):
        return If(found[2], wanted=bool(found[1]) == (bool(found[3]) and not found[4]))
    return End(words) if words in tuple(End) else None


def field_path(inside: str) -> str | None:
    """The dotted name between the braces of a field; None when it is no name."""
    inside = inside.strip()
    return inside if re.fullmatch(PATH, inside) else None


def unreadable(text: str) -> Iterator[str]:
    """Everything in `text` that looks like a mark and is none, as written."""
    for match in FIELD.finditer(text):
        if field_path(match[1]) is None:
            yield match[0]
    for match in TAG.finditer(text):
        if tag_of(match[2]) is None:
            yield match[0]
    rest = TAG.sub("", FIELD.sub("", text))
    yield from (match[0] for match in LOOSE.finditer(rest))


def _sentence(fault: Fault) -> str:
    hint = f" (did you mean {fault.suggestion}?)" if fault.suggestion else ""
    place = f"{fault.story} paragraph {fault.paragraph}"
    return f"{fault.wrong} {fault.field!r} in {place}: {fault.text!r}{hint}"
