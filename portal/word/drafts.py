"""One of two drafts that are compared: its body as it stands when all changes are accepted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from portal.word.clauses import is_article, number
from portal.word.document import Paragraph
from portal.word.leaves import body_paragraphs
from portal.word.numbering import Counter
from portal.word.package import Package
from portal.word.reading import body_of
from portal.word.revisions import Verdict, has_changes, settle
from portal.word.scanning import Direct
from portal.word.spinning import Item, Signs, Spinner, Strand
from portal.word.surroundings import setting


class Draft:
    """The body of a file, and what is told of its paragraphs; all of it only when asked for."""

    def __init__(self, package: Package, signs: Signs) -> None:
        self.root = package.tree(package.main)
        self.body = body_of(self.root)
        self._order: dict[etree._Element, int] = {}
        if has_changes(self.root):
            self._order = {p: i for i, p in enumerate(body_paragraphs(self.body))}
            settle(self.root, Verdict.ACCEPT)
        self._package, self._signs = package, signs
        self._strands: list[Strand] = []
        self._articles: dict[int, str] = {-1: ""}

    def items(self, spinner: Spinner) -> list[Item]:
        """The paragraphs and tables of the body."""
        self._strands = spinner.strands(self.body)
        return spinner.items(self.body)

    def paragraph(self, strand: Strand) -> Paragraph:
        """A paragraph with its number and its index in the file as it came."""
        index = self._order.get(strand.element, strand.index)
        return Paragraph(index, self._signs.words(strand.text), self._numbers.get(strand.index))

    def article(self, strand: Strand) -> str:
        """The number of the article that a paragraph belongs to, "" before the first."""
        place = strand.index
        while place not in self._articles and not self._begins_article(place):
            place -= 1
        found = self._articles[place]
        self._articles.update(dict.fromkeys(range(place, strand.index + 1), found))
        return found

    def _begins_article(self, place: int) -> bool:
        strand = self._strands[place]
        if place not in self._numbers and not strand.text.lstrip().startswith("第"):
            return False
        own = number(self.paragraph(strand))
        if is_article(own):
            self._articles[place] = own or ""
        return is_article(own)

    @cached_property
    def _numbers(self) -> dict[int, str]:
        """The automatic numbers of the body, by the place of the paragraph."""
        if self._package.related(self._package.main, "numbering") is None:
            return {}
        return dict(self._counted())

    def _counted(self) -> Iterator[tuple[int, str]]:
        numbering = setting(self._package).numbering
        counter = Counter(numbering)
        known: dict[tuple[str | None, ...], tuple[str, int] | None] = {}
        for strand in self._strands:
            direct = strand.direct
            key = direct.style, direct.number, direct.level
            if key not in known:
                known[key] = numbering.place(direct.style or "", properties(direct))
            place = known[key]
            shown = None if place is None else counter.number(*place)
            if shown is not None:
                yield strand.index, shown


def properties(direct: Direct) -> dict[str, str]:
    """What a paragraph says of its list, in the words of the styles."""
    said = {"number": direct.number, "level": direct.level}
    return {name: value for name, value in said.items() if value is not None}
