"""A Word file as the checker sees it: its sections, its lines with how they are set, its feet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from portal.formats.looks import Attributes, Sheets, is_on
from portal.word.names import CELL, FALLBACK, RUN, TEXT_BOX, R, T, w
from portal.word.package import Package
from portal.word.reading import read

SECTION = w("sectPr")


@dataclass(frozen=True)
class Piece:
    """A run of text and how it is set: the Chinese font, the Latin one, the size in points."""

    text: str
    font: str
    latin: str
    size: float
    color: str
    is_bold: bool
    closer: float = 0.0  # points added to the width of each character


@dataclass(frozen=True)
class Line:
    """One paragraph; `number` counts those of its story from 1, as Word's reader would."""

    story: str  # "body", "header/first", "footer/default" …
    number: int
    text: str
    label: str  # the automatic number, "" for none
    pieces: tuple[Piece, ...]
    layout: Attributes
    cell: float | None  # width in twips of the table cell that it stands in
    fields: str = ""  # the instructions of its fields

    @property
    def place(self) -> str:
        names = {"body": "正文", "header": "页眉", "footer": "页脚"}
        kind, _, which = self.story.partition("/")
        return f"{names[kind]}{f'（{which}）' if which else ''}第{self.number}段"

    @property
    def words(self) -> str:
        """The text with its automatic number."""
        return (self.label + self.text).strip()

    def length(self, name: str) -> float:
        """A length of the layout such as "ind.left", in twips; 0 where it is not said."""
        try:
            return float(self.layout.get(name, "0"))
        except ValueError:
            return 0.0


@dataclass(frozen=True)
class Section:
    """One section: sizes in twips by name, such as "pgMar.top"."""

    number: int
    layout: Attributes = field(default_factory=dict)

    def length(self, name: str) -> float:
        try:
            return float(self.layout.get(name, "0"))
        except ValueError:
            return 0.0

    @property
    def width(self) -> float:
        """The width of the type area in twips."""
        return self.length("pgSz.w") - self.length("pgMar.left") - self.length("pgMar.right")


@dataclass(frozen=True)
class Sheet:
    sections: tuple[Section, ...]
    lines: tuple[Line, ...]
    odd_and_even: bool

    def of(self, *kinds: str) -> list[Line]:
        """The lines of stories of these kinds ("body", "header", "footer") in order."""
        return [line for line in self.lines if line.story.partition("/")[0] in kinds]


def sheet(data: bytes) -> Sheet:
    """The file as values; raises Unreadable for what is no Word file."""
    package = Package(data)
    root, sheets = package.tree(package.main), Sheets(package)
    labels = {one.index: one.number or "" for one in read(data).paragraphs}
    sections = tuple(
        Section(number, _lengths(one)) for number, one in enumerate(root.iter(SECTION), 1)
    )
    body = tuple(_lines(root, "body", sheets, labels))
    margins = tuple(_margins(package, root, sheets))
    return Sheet(sections, body + margins, _has_odd_and_even(package))


def _lengths(section: etree._Element) -> Attributes:
    found = {}
    for child in section.iterchildren(tag=etree.Element):
        name = etree.QName(child).localname
        found[f"{name}."] = "1"
        for attribute, value in child.attrib.items():
            found[f"{name}.{etree.QName(str(attribute)).localname}"] = str(value)
    return found


def _margins(package: Package, root: etree._Element, sheets: Sheets) -> Iterator[Line]:
    """The lines of the headers and footers of the first section."""
    section = next(root.iter(SECTION), None)
    if section is None:
        return
    has_first = section.find(w("titlePg")) is not None
    targets = {one.id: one.target for one in package.relations(package.main) if not one.external}
    for kind in ("header", "footer"):
        for one in section.iterchildren(w(f"{kind}Reference")):
            target = targets.get(one.get(f"{{{R}}}id", ""), "")
            is_shown = has_first or one.get(w("type")) != "first"
            if target in package and is_shown:
                story = f"{kind}/{one.get(w('type'), 'default')}"
                yield from _lines(package.tree(target), story, sheets, {})


def _lines(
    root: etree._Element, story: str, sheets: Sheets, labels: dict[int, str]
) -> Iterator[Line]:
    whole = [one for one in root.iter(w("p")) if not _is_aside(one)]
    for number, one in enumerate(whole, 1):
        yield _line(one, story, number, sheets, labels.get(number - 1, ""))


def _line(element: etree._Element, story: str, number: int, sheets: Sheets, label: str) -> Line:
    pieces = tuple(
        _piece(run, sheets.run(element, run))
        for run in element.iter(RUN)
        if next(run.iterancestors(w("p")), None) is element and words_of(run)
    )
    fields = " ".join(one.text or "" for one in element.iter(w("instrText")))
    fields += " ".join(one.get(w("instr"), "") for one in element.iter(w("fldSimple")))
    text = "".join(piece.text for piece in pieces)
    return Line(
        story, number, text, label, pieces, sheets.paragraph(element), _cell(element), fields
    )  # fmt: skip


def _piece(run: etree._Element, found: Attributes) -> Piece:
    size = found.get("sz.val", "20")
    return Piece(
        text=words_of(run),
        font=found.get("rFonts.eastAsia", ""),
        latin=found.get("rFonts.ascii", ""),
        size=float(size) / 2 if size.replace(".", "", 1).isdigit() else 0.0,
        color=found.get("color.val", "auto"),
        is_bold=is_on(found, "b"),
        closer=_points(found.get("spacing.val", "0")),
    )


def _points(twips: str) -> float:
    try:
        return float(twips) / 20
    except ValueError:
        return 0.0


def words_of(run: etree._Element) -> str:
    """The text of a run; a line break and a tab are a character each."""
    found = []
    for one in run.iterchildren(tag=etree.Element):
        if one.tag == T:
            found.append(one.text or "")
        elif one.tag == w("br") and one.get(w("type")) is None:
            found.append("\n")
        elif one.tag == w("tab"):
            found.append("\t")
    return "".join(found)


def _cell(paragraph: etree._Element) -> float | None:
    cell = next(paragraph.iterancestors(CELL), None)
    if cell is None:
        return None
    width = cell.find(f"{w('tcPr')}/{w('tcW')}")
    said = "0" if width is None else width.get(w("w"), "0")
    return float(said) if said.isdigit() else 0.0


def _is_aside(paragraph: etree._Element) -> bool:
    """Whether it stands in a text box, or in what Word shows only where it cannot do better."""
    return any(one.tag in (TEXT_BOX, FALLBACK) for one in paragraph.iterancestors())


def _has_odd_and_even(package: Package) -> bool:
    part = package.related(package.main, "settings")
    return part is not None and package.tree(part).find(w("evenAndOddHeaders")) is not None
