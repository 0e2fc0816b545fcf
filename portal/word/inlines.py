"""The inside of a paragraph as HTML: looks, tracked changes, highlights, what is no text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from portal.word.document import Look, Mark, Paragraph, Span
from portal.word.looks import look_classes

TAGS = {
    Mark.INSERTED: ("ins", ""),
    Mark.MOVED_TO: ("ins", ' class="moved"'),
    Mark.DELETED: ("del", " data-g"),
    Mark.MOVED_FROM: ("del", ' class="moved" data-g'),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a highlight that lies in one paragraph, in offsets of its current text."""

    start: int
    end: int
    note: str
    kind: str
    first: bool


@dataclass
class Inlines:
    """Writes one paragraph after the other; counts the references to notes on the way."""

    picture: Callable[[str], str | None] | None
    size: float
    numbers: Iterator[int]

    def html(self, paragraph: Paragraph, common: Look, stretches: Sequence[Stretch]) -> str:
        """The spans of a paragraph; what they all share (`common`) is not said again."""
        spans = paragraph.spans or ((Span(paragraph.text),) if paragraph.text else ())
        if not stretches:
            return "".join([self.span(span, escaped(span.text), common) for span in spans])
        return "".join(self.marked(spans, common, stretches))

    def marked(
        self, spans: Sequence[Span], common: Look, stretches: Sequence[Stretch]
    ) -> Iterator[str]:
        at = 0
        for span in spans:
            text = escaped(span.text)
            if span.mark.is_current:
                text = cut(span.text, at, stretches)
                at += len(span.text)
            yield self.span(span, text, common)
        yield from (mark([s], s.start, "") for s in stretches if s.start == s.end >= at)

    def span(self, span: Span, inner: str, common: Look) -> str:
        inner += self.atom(span) if span.atom else ""
        classes = look_classes(span, common, self.size)
        inner = f'<span class="{classes}">{inner}</span>' if classes and inner else inner
        return tracked(span, inner) if span.mark is not Mark.PLAIN else inner

    def atom(self, span: Span) -> str:
        if span.atom == "note":
            number = next(self.numbers)
            shown = escape(span.shown) or number
            return f'<sup class="ref" data-g><a href="#note-{number}">{shown}</a></sup>'
        address = self.picture(span.picture) if self.picture and span.picture else None
        if address:
            return f'<img class="pic" data-g alt="" loading="lazy" src="{escape(address)}">'
        return f'<span class="obj obj-{escape(span.atom)}" data-g>{escape(span.shown)}</span>'


def cut(text: str, at: int, stretches: Sequence[Stretch]) -> str:
    """The text that begins at offset `at`, in pieces that are marked or not."""
    end = at + len(text)
    edges = {edge for s in stretches for edge in (s.start, s.end) if at < edge < end}
    pieces: list[str] = []
    for low, high in pairwise(sorted({at, end, *edges})):
        pieces += [mark([s], low, "") for s in stretches if s.start == s.end == low]
        over = [s for s in stretches if s.start <= low and high <= s.end]
        pieces.append(mark(over, low, escaped(text[low - at : high - at])))
    return "".join(pieces)


def mark(over: Sequence[Stretch], at: int, inner: str) -> str:
    """A piece of text under all the highlights that lie over it, as one element."""
    if not over:
        return inner
    notes = escape(" ".join(dict.fromkeys(s.note for s in over)))
    kinds = " ".join(dict.fromkeys(s.kind for s in over if s.kind))
    kinds = f"{kinds} point".strip() if not inner else kinds
    names = [f"mark-{escape(s.note)}" for s in over if s.first and s.start == at]
    spots = "".join(f'<span id="{name}" data-g></span>' for name in names[1:])
    own = f' id="{names[0]}"' if names else ""
    look = f' class="{escape(kinds)}"' if kinds else ""
    return f'{spots}<mark{own} data-note="{notes}"{look}>{inner}</mark>'


def tracked(span: Span, inner: str) -> str:
    """A piece of text within the change that somebody made to it."""
    tag, more = TAGS[span.mark]
    who = f' data-author="{escape(span.author)}"' if span.author else ""
    when = f' data-date="{escape(span.date)}"' if span.date else ""
    return f"<{tag}{more}{who}{when}>{inner}</{tag}>"


def escaped(text: str) -> str:
    """Text for HTML; a carriage return would else become a line feed on the way."""
    return escape(text, quote=False).replace("\r", "&#13;")
