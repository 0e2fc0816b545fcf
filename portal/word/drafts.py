"""One of two drafts that are compared: its body as it stands when all changes are accepted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

from lxml import etree

from portal.word.clauses import is_article, number
from portal.word.document import Paragraph
from portal.word.grids import Item
from portal.word.leaves import body_paragraphs
from portal.word.numbering import Counter, Numbering
from portal.word.package import Package
from portal.word.reading import body_of
from portal.word.revisions import Verdict, has_changes, settle
from portal.word.spinning import Signs, Spinner
from portal.word.strands import Scan, Strand
from portal.word.surroundings import setting

ListPlace = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph: its index in the file as it came, the number that a reader sees before it,
    and the number of the article that it belongs to, "" before the first."""

    index: int | None = None
    number: str | None = None
    article: str = ""


class Draft:
    """The body of a file; what is told of its paragraphs is looked up afterwards."""

    def __init__(self, package: Package, signs: Signs) -> None:
        self._package, self._signs = package, signs
        self.root = package.tree(package.main)
        self.body = body_of(self.root)
        self._order = self._settled()
        self._spinner = Spinner(package, package.main, signs)
        self.scan: Scan = self._spinner.scan(self.body)

    def items(self) -> list[Item]:
        """The paragraphs and tables of the body."""
        return self._spinner.items(self.body)

    def told(self, wanted: Collection[Strand]) -> dict[int, Told]:
        """The paragraphs that are told of, by the index of their strand."""
        asked = {strand.index for strand in wanted}
        strands = self.scan.strands[: max(asked, default=-1) + 1]
        found: dict[int, Told] = {}
        article = ""
        for strand, shown in zip(strands, self._numbers(strands, asked), strict=True):
            is_asked = strand.index in asked
            if shown or is_asked or strand.text.lstrip().startswith("第"):
                own = number(Paragraph(strand.index, self._signs.words(strand.text), shown))
                article = own if own and is_article(own) else article
                if is_asked:
                    found[strand.index] = Told(self._index(strand), own, article)
        return found

    def _settled(self) -> dict[etree._Element, int]:
        """Accepts all changes; the paragraphs as the file counts them, if there were any."""
        if not has_changes(self.root):
            return {}
        order = {p: i for i, p in enumerate(body_paragraphs(self.body))}
        settle(self.root, Verdict.ACCEPT)
        return order

    def _index(self, strand: Strand) -> int:
        return self._order.get(strand.element, strand.index)

    def _numbers(self, strands: Sequence[Strand], asked: set[int]) -> Iterator[str | None]:
        if self._package.related(self._package.main, "numbering") is None:
            return repeat(None, len(strands))
        return numbers(setting(self._package).numbering, strands, asked)


def numbers(
    numbering: Numbering, strands: Iterable[Strand], asked: set[int]
) -> Iterator[str | None]:
    """The automatic numbers of paragraphs; None where nobody asks and it cannot be an article."""
    counter = Counter(numbering)
    places: dict[tuple[str | None, ...], ListPlace | None] = {}
    for strand in strands:
        said = strand.style, strand.number, strand.level
        if said not in places:
            places[said] = list_place(numbering, *said)
        place = places[said]
        shown = None
        if place and (strand.index in asked or "第" in numbering.level(*place).pattern):
            shown = counter.number(*place)
        elif place:
            counter.skip(*place)
        yield shown


def list_place(
    numbering: Numbering, style: str | None, number: str | None, level: str | None
) -> ListPlace | None:
    """The list and level of a paragraph that says these things itself."""
    said = {"number": number, "level": level}
    return numbering.place(style or "", {k: v for k, v in said.items() if v is not None})
