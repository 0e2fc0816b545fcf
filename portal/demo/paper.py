"""The paper a demo document is written on: page, styles and the automatic numbers of Word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.text.paragraph import Paragraph

CHAPTERS, CLAUSES, HEADINGS = 1, 2, 3  # numberings; articles count on through the chapters
NUMBERINGS = (CHAPTERS, CLAUSES, HEADINGS)
_W = nsdecls("w")


@dataclass(frozen=True, slots=True)
class Paper:
    """Page and type of a kind of document; sizes and lines in points, margins in millimetres."""

    body: str
    size: float
    line: float
    margins: tuple[int, int, int, int]  # top, right, bottom, left
    title: str
    title_size: float
    foot: tuple[str, ...]  # the page number: words, PAGE and NUMPAGES in turn


OFFICIAL = Paper(
    "仿宋_GB2312", 16, 28.95, (37, 26, 35, 28), "方正小标宋简体", 22, ("— ", "PAGE", " —")
)
CONTRACT = Paper(
    "宋体", 12, 22, (28, 25, 25, 28), "黑体", 20, ("第 ", "PAGE", " 页 共 ", "NUMPAGES", " 页")
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of line looks; `number` is its numbering and the level in it."""

    font: str = ""
    size: float = 0
    align: str = "both"
    indent: int = 0  # characters
    space: tuple[float, float] = (0, 0)  # before and after, points
    number: tuple[int, int] | None = None
    heads: bool = False  # stands with the next line
    red: bool = False


def looks(paper: Paper) -> dict[str, Look]:
    """The styles of a document by the name that Word shows."""
    kai, hei, small = "楷体_GB2312", "黑体", 12 if paper is OFFICIAL else 10.5
    return {
        "正文段落": Look(indent=2),
        "顶格段落": Look(),
        "右侧说明": Look(align="right"),
        "居中段落": Look(align="center"),
        "红头": Look("方正小标宋简体", 40, "center", space=(20, 24), red=True),
        "文号": Look(align="center", space=(0, 4)),
        "公文标题": Look(paper.title, paper.title_size, "center", space=(18, 16)),
        "副标题": Look(kai, align="center", space=(0, 14)),
        "章": Look(hei, align="center", space=(10, 6), number=(CHAPTERS, 0), heads=True),
        "条": Look(indent=2, number=(CLAUSES, 0)),
        "项": Look(indent=2, number=(CLAUSES, 1)),
        "目": Look(indent=2, number=(CLAUSES, 2)),
        "一级标题": Look(hei, indent=2, number=(HEADINGS, 0), heads=True),
        "二级标题": Look(kai, indent=2, number=(HEADINGS, 1), heads=True),
        "三级条目": Look(indent=2, number=(HEADINGS, 2)),
        "表格文字": Look(size=small, align="left", space=(1, 1)),
        "表格栏目": Look(hei, small, "center", space=(1, 1), heads=True),
    }


# number format, text of the number, what follows it, font of the number
_LEVELS = {
    CHAPTERS: (("chineseCounting", "第%1章", "space", "黑体"),),
    CLAUSES: (
        ("chineseCounting", "第%1条", "space", "黑体"),
        ("chineseCounting", "（%2）", "nothing", ""),
        ("decimal", "%3.", "nothing", ""),
    ),
    HEADINGS: (
        ("chineseCounting", "%1、", "nothing", ""),
        ("chineseCounting", "（%2）", "nothing", ""),
        ("decimal", "%3.", "nothing", ""),
    ),
}


def sheet(paper: Paper, title: str, author: str) -> WordDocument:
    """An empty document on this paper."""
    document = Document()
    _styles(document, paper)
    _numberings(document, paper)
    _page(document, paper)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.comments, properties.language = "", "zh-CN"
    properties.created = properties.modified = datetime(2026, 9, 1, 1, 30)
    return document


def again(document: WordDocument, numbering: int) -> int:
    """A numbering that looks the same and begins at one; its id."""
    root = document.part.numbering_part.element
    new = len(root) + 1
    starts = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
        for level in range(len(_LEVELS[numbering]))
    )
    number = f'<w:abstractNumId w:val="{numbering}"/>{starts}'
    root.append(parse_xml(f'<w:num {_W} w:numId="{new}">{number}</w:num>'))
    return new


def renumber(paragraph: Paragraph, numbering: int, level: int) -> None:
    """Count a paragraph in another numbering than its style says."""
    number = f'<w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/>'
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f"<w:numPr {_W}>{number}</w:numPr>"))


def packed(document: WordDocument) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _styles(document: WordDocument, paper: Paper) -> None:
    """Replace the styles of python-docx's own template by those of the paper."""
    root = document.styles.element
    for style in list(root):
        root.remove(style)
    for style in [*_foundations(paper), *(_style(n, k, paper) for n, k in looks(paper).items())]:
        root.append(parse_xml(style.replace(">", f" {_W}>", 1)))


def _foundations(paper: Paper) -> Iterator[str]:
    line = f'<w:spacing w:line="{round(paper.line * 20)}" w:lineRule="exact"/>'
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    type_ = _type(paper.body, paper.size) + language
    yield f"<w:docDefaults><w:rPrDefault><w:rPr>{type_}</w:rPr></w:rPrDefault></w:docDefaults>"
    yield (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
        f'<w:pPr><w:widowControl w:val="0"/>{line}</w:pPr></w:style>'
    )
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


def _style(name: str, look: Look, paper: Paper) -> str:
    font, size = look.font or paper.body, look.size or paper.size
    color = '<w:color w:val="FF0000"/>' if look.red else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="a"/><w:qFormat/>'
        f"<w:pPr>{_paragraph(look, size, paper)}</w:pPr>"
        f"<w:rPr>{_type(font, size, color)}</w:rPr></w:style>"
    )


def _paragraph(look: Look, size: float, paper: Paper) -> str:
    before, after = (round(points * 20) for points in look.space)
    loose = size != paper.size or look.space[0]
    line = 'w:line="264" w:lineRule="auto"' if loose else ""
    number = look.number and (
        f'<w:numPr><w:ilvl w:val="{look.number[1]}"/><w:numId w:val="{look.number[0]}"/></w:numPr>'
    )
    first = f'w:firstLineChars="{look.indent * 100}" w:firstLine="{round(look.indent * size * 20)}"'
    return (
        ("<w:keepNext/>" if look.heads else "")
        + (number or "")
        + f'<w:spacing w:before="{before}" w:after="{after}" {line}/>'
        + (f'<w:ind w:left="0" {first}/>' if look.indent else "")
        + f'<w:jc w:val="{look.align}"/>'
    )


def _type(font: str, size: float, color: str = "") -> str:
    latin = "Times New Roman"
    fonts = f'w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{font}" w:hint="eastAsia"'
    return f'<w:rFonts {fonts}/>{color}<w:sz w:val="{round(size * 2)}"/>'


def _numberings(document: WordDocument, paper: Paper) -> None:
    """The numberings of Chinese documents: chapters, clauses and headings."""
    root = document.part.numbering_part.element
    for old in list(root):
        root.remove(old)
    for id_, levels in _LEVELS.items():
        indent = 0 if id_ == CHAPTERS else round(paper.size * 40)
        inside = "".join(_level(indent, n, *level) for n, level in enumerate(levels))
        kind = '<w:multiLevelType w:val="multilevel"/>'
        root.append(
            parse_xml(f'<w:abstractNum {_W} w:abstractNumId="{id_}">{kind}{inside}</w:abstractNum>')
        )
    for id_ in _LEVELS:
        root.append(
            parse_xml(f'<w:num {_W} w:numId="{id_}"><w:abstractNumId w:val="{id_}"/></w:num>')
        )


def _level(indent: int, level: int, form: str, text: str, after: str, font: str) -> str:
    type_ = f'<w:rPr><w:rFonts w:eastAsia="{font}" w:hint="eastAsia"/></w:rPr>' if font else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + f'<w:suff w:val="{after}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        + f'<w:pPr><w:ind w:left="0" w:firstLine="{indent}"/></w:pPr>{type_}</w:lvl>'
    )


def _page(document: WordDocument, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, right, bottom, left = (Mm(length) for length in paper.margins)
    section.top_margin, section.right_margin = top, right
    section.bottom_margin, section.left_margin = bottom, left
    section.footer_distance = Mm(paper.margins[2] - 12)
    foot = section.footer.paragraphs[0]._p
    for child in list(foot):
        foot.remove(child)
    foot.append(parse_xml(f'<w:pPr {_W}><w:jc w:val="center"/></w:pPr>'))
    for words in paper.foot:
        type_ = f"<w:rPr>{_type('宋体', 14 if paper.size > 14 else 10.5)}</w:rPr>"
        run = f'<w:r>{type_}<w:t xml:space="preserve">{words}</w:t></w:r>'
        field = f'<w:fldSimple {_W} w:instr=" {words} ">{run.replace(words, "1")}</w:fldSimple>'
        foot.append(parse_xml(field if words.isupper() else run.replace(">", f" {_W}>", 1)))
