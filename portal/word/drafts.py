"""One of two drafts that are compared: its body as it stands when all changes are accepted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from lxml import etree

from portal.word.clauses import is_article, number
from portal.word.document import Paragraph
from portal.word.grids import Item
from portal.word.leaves import body_paragraphs
from portal.word.numbering import Counter, Numbering
from portal.word.package import Package
from portal.word.reading import body_of
from portal.word.revisions import Verdict, may_have_changes, settle
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
        numbers = Numbers(self._numbering())
        found: dict[int, Told] = {}
        article = ""
        for strand in self.scan.strands[: max(asked, default=-1) + 1]:
            shown = numbers.next(strand, asked=strand.index in asked)
            own = None
            if shown or strand.index in asked or strand.text.lstrip().startswith("第"):
                own = number(Paragraph(strand.index, self._signs.words(strand.text), shown))
                article = own if own and is_article(own) else article
            if strand.index in asked:
                found[strand.index] = Told(self._index(strand), own, article)
        return found

    def _settled(self) -> dict[etree._Element, int]:
        """Accepts all changes; the paragraphs as the file counts them, if there were any."""
        if not may_have_changes(self._package.part(self._package.main)):
            return {}
        order = {p: i for i, p in enumerate(body_paragraphs(self.body))}
        return order if settle(self.root, Verdict.ACCEPT) else {}

    def _index(self, strand: Strand) -> int:
        return self._order.get(strand.element, strand.index)

    def _numbering(self) -> Numbering | None:
        is_numbered = self._package.related(self._package.main, "numbering") is not None
        return setting(self._package).numbering if is_numbered else None


class Numbers:
    """The automatic numbers of a body, counted paragraph by paragraph."""

    def __init__(self, numbering: Numbering | None) -> None:
        self._numbering = numbering
        self._counter = Counter(numbering) if numbering else None
        self._places: dict[tuple[str | None, ...], ListPlace | None] = {}
        self._articles: dict[ListPlace, bool] = {}

    def next(self, strand: Strand, *, asked: bool) -> str | None:
        """The number of the next paragraph; None also where nobody asks and it is no article."""
        place = self._place(strand) if self._numbering else None
        if place is None or self._counter is None:
            return None
        if asked or self._is_article(place):
            return self._counter.number(*place)
        self._counter.skip(*place)
        return None

    def _place(self, strand: Strand) -> ListPlace | None:
        key = strand.style, strand.number, strand.level
        if key not in self._places and self._numbering:
            said = {"number": strand.number, "level": strand.level}
            direct = {name: value for name, value in said.items() if value is not None}
            self._places[key] = self._numbering.place(strand.style or "", direct)
        return self._places[key]

    def _is_article(self, place: ListPlace) -> bool:
        if place not in self._articles and self._numbering:
            self._articles[place] = "第" in self._numbering.level(*place).pattern
        return self._articles[place]
