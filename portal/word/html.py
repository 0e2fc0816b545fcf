"""A document as HTML for the review page; every character can be found again.

`<p id="b12" data-b="12">` is paragraph 12. The text nodes inside it, those under `data-g`
(generated: numbers, deletions, pictures) left out, are its current text character by character;
tabs and line breaks stand there as themselves. `static/js/annotate-places.js` reckons with that
and `static/css/paper.css` draws it. There is no style attribute, only classes:

al-center al-right al-justify   alignment
ind-1…ind-20                    left indent, in characters
fl-1…fl-12, hg-1…hg-12          first line indented or hanging, in characters
f-song f-hei f-kai f-fs f-title f-latin     typefaces
en                              a paragraph without a Chinese sign
sz-50…sz-300 (steps of 10)      size in percent of the document's usual one
b i u s sup sub hid link        bold, italic, underline, strike, raised, lowered, hidden, link
c-red c-green c-blue c-gray     colours, by family
h h-1…h-9                       headings (with role and aria-level)
pb                              a page begins here
num                             automatic number
pm-insert pm-delete             the paragraph mark itself was inserted or deleted
moved                           on ins and del: half of a move
obj obj-image obj-math obj-object obj-symbol, pic, ref     what is no text
wide tbl row-insert row-delete  a table and its scrolling frame, tracked rows
point                           on mark: a highlight without extent
notes note, box, apart apart-header apart-footer    other stories
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import count

from portal.word.document import Block, Document, Mark, Paragraph, Place, Row, Story, Table
from portal.word.inlines import Inlines, Stretch
from portal.word.looks import paragraph_classes, shared_look, usual_size

Picture = Callable[[str], str | None]
WIDE, LETTER = re.compile("[\u2e80-\uffff]"), re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Highlight:
    """A place to be marked; `note` becomes data-note, `kind` further classes of the mark."""

    note: str
    place: Place
    kind: str = ""


def render(
    document: Document,
    highlights: Sequence[Highlight] = (),
    *,
    picture: Picture | None = None,
) -> str:
    """The body, then notes and what stands in headers and footers, without a frame around it.

    `picture` turns the part name of an image into the address to load it from. The first mark
    of a highlight has the id `mark-NOTE`.
    """
    return _Page(document, highlights, picture).html()


@dataclass
class _Page:
    document: Document
    highlights: Sequence[Highlight]
    picture: Picture | None
    boxes: dict[int, list[Story]] = field(init=False)

    def __post_init__(self) -> None:
        paragraphs = self.document.paragraphs
        self.size = usual_size(paragraphs)
        self.stretches = _by_paragraph(self.highlights, self.document)
        notes = [s for s in self.document.stories if s.kind in ("footnote", "endnote")]
        self.notes = sorted(notes, key=lambda s: len(paragraphs) if s.host is None else s.host)
        self.inlines = Inlines(self.picture, self.size, count(1))
        self.boxes = defaultdict(list)
        for story in self.document.stories:
            if story.kind == "textbox" and story.host is not None:
                self.boxes[story.host].append(story)

    def html(self) -> str:
        blocks = self.document.blocks or self.document.paragraphs
        parts = [*self.blocks(blocks), *self.footnotes(), *self.around()]
        return "\n".join(parts)

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, Table):
                yield from self.table(block)
            else:
                yield self.paragraph(block)
                for story in self.boxes.get(block.index, ()):
                    yield f'<aside class="box" data-g>{self.story(story)}</aside>'

    def paragraph(self, paragraph: Paragraph) -> str:
        i = paragraph.index
        return f'<p id="b{i}" data-b="{i}"{self.line(paragraph, self.stretches.get(i, ()))}</p>'

    def line(self, paragraph: Paragraph, stretches: Sequence[Stretch] = ()) -> str:
        """Classes, number and text of a paragraph: all of it but the tags around."""
        common = shared_look(paragraph.spans)
        classes = paragraph_classes(paragraph, common, self.size)
        if LETTER.search(paragraph.text) and not WIDE.search(paragraph.text):
            classes = f"{classes} en".lstrip()
        level = paragraph.layout.heading
        role = f' role="heading" aria-level="{min(level + 1, 6)}"' if level else ""
        number = paragraph.number and f'<span class="num" data-g>{escape(paragraph.number)}</span>'
        attribute = f' class="{classes}"' if classes else ""
        return f"{attribute}{role}>{number or ''}{self.inlines.html(paragraph, common, stretches)}"

    def table(self, table: Table) -> Iterator[str]:
        yield '<div class="wide" tabindex="0"><table class="tbl"><tbody>'
        for row, missing in zip(table.rows, missing_columns(table.rows), strict=True):
            yield from self.row(row, missing)
        yield "</tbody></table></div>"

    def row(self, row: Row, missing: int) -> Iterator[str]:
        tag = "th" if row.heading else "td"
        yield "<tr>" if row.mark is Mark.PLAIN else f'<tr class="row-{row.mark}">'
        for cell in row.cells:
            columns = cell.columns + (missing if cell is row.cells[-1] else 0)
            wide = f' colspan="{columns}"' if columns > 1 else ""
            high = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            yield f"<{tag}{wide}{high}>"
            yield from self.blocks(cell.blocks)
            yield f"</{tag}>"
        yield "</tr>"

    def footnotes(self) -> Iterator[str]:
        if self.notes:
            items = [f'<li id="note-{n}">{self.story(s)}</li>' for n, s in enumerate(self.notes, 1)]
            yield f'<ol class="notes" data-g>{"".join(items)}</ol>'

    def around(self) -> Iterator[str]:
        """Headers and footers, each wording once."""
        seen: set[tuple[str, str]] = set()
        for story in self.document.stories:
            text = "".join(p.text for p in story.paragraphs).strip()
            if story.kind in ("header", "footer") and text and (story.kind, text) not in seen:
                seen.add((story.kind, text))
                yield f'<aside class="apart apart-{story.kind}" data-g>{self.story(story)}</aside>'

    def story(self, story: Story) -> str:
        return "".join(f"<p{self.line(paragraph)}</p>" for paragraph in story.paragraphs)


def missing_columns(rows: Sequence[Row]) -> list[int]:
    """How many columns each row falls short of the widest; the last cell is stretched by them."""
    covered: dict[int, int] = defaultdict(int)
    totals: list[int] = []
    for number, row in enumerate(rows):
        for cell in row.cells:
            for below in range(number, number + cell.rows):
                covered[below] += cell.columns
        totals.append(covered[number])
    return [max(totals) - total for total in totals]


def _by_paragraph(highlights: Iterable[Highlight], document: Document) -> dict[int, list[Stretch]]:
    """The highlights cut at paragraph ends; the first stretch of each knows that it is."""
    result: dict[int, list[Stretch]] = defaultdict(list)
    for highlight in highlights:
        place = highlight.place
        for i in range(place.paragraph, min(place.end_paragraph + 1, len(document.paragraphs))):
            length = len(document.paragraphs[i].text)
            start = place.start if i == place.paragraph else 0
            end = min(place.end, length) if i == place.end_paragraph else length
            first = i == place.paragraph
            if first or start < end:
                stretch = Stretch(min(start, end), end, highlight.note, highlight.kind, first)
                result[i].append(stretch)
    return result
