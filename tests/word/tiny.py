"""The smallest Word files that can show a behaviour, written by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
KNOWN = {
    "word/comments.xml": (f"{OFFICE}/comments", f"{WORDML}.comments+xml"),
    "word/commentsExtended.xml": (
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        f"{WORDML}.commentsExtended+xml",
    ),
    "word/styles.xml": (f"{OFFICE}/styles", f"{WORDML}.styles+xml"),
    "word/numbering.xml": (f"{OFFICE}/numbering", f"{WORDML}.numbering+xml"),
    "word/settings.xml": (f"{OFFICE}/settings", f"{WORDML}.settings+xml"),
    "word/footnotes.xml": (f"{OFFICE}/footnotes", f"{WORDML}.footnotes+xml"),
    "word/endnotes.xml": (f"{OFFICE}/endnotes", f"{WORDML}.endnotes+xml"),
    "word/header1.xml": (f"{OFFICE}/header", f"{WORDML}.header+xml"),
    "word/footer1.xml": (f"{OFFICE}/footer", f"{WORDML}.footer+xml"),
}


def draft(*lines: str) -> bytes:
    """A file with one plain paragraph a line."""
    return docx("".join(p(line) for line in lines))


def p(text: str = "", *, style: str = "", inside: str = "") -> str:
    """A paragraph: either one run with `text` or whatever XML is `inside`."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{inside or (r(text) if text else '')}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run; `properties` is the XML inside its rPr."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def ins(text: str, author: str = "他", number: int = 901) -> str:
    """A tracked insertion of one run."""
    return f"<w:ins {_who(author, number)}>{r(text)}</w:ins>"


def deleted(text: str, author: str = "他", number: int = 902) -> str:
    """A tracked deletion of one run."""
    words = f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
    return f"<w:del {_who(author, number)}>{words}</w:del>"


def table(*rows: tuple[str, ...]) -> str:
    """A table; each cell is the XML of its blocks, or plain text."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(_row(row) for row in rows)}</w:tbl>"


def docx(body: str, parts: Mapping[str, str | bytes] | None = None, section: str = "") -> bytes:
    """A package around the XML of a body; `parts` maps part names to what they hold.

    The known parts of a Word file (comments, styles, numbering…) are tied to the main one and
    may be given as the XML inside their root; all others are stored as they are.
    """
    stored = {name: _whole(name, value) for name, value in (parts or {}).items()}
    tied = [name for name in stored if name in KNOWN]
    whole = f"<w:body>{body}<w:sectPr>{section}</w:sectPr></w:body>"
    return pack(
        {
            "[Content_Types].xml": _content_types(tied),
            "_rels/.rels": _relations({"rId1": (f"{OFFICE}/officeDocument", "word/document.xml")}),
            "word/document.xml": f"{DECLARATION}<w:document {SPACES}>{whole}</w:document>",
            "word/_rels/document.xml.rels": _relations(
                {f"rId{n}": (KNOWN[name][0], name[5:]) for n, name in enumerate(tied, 1)}
            ),
            **stored,
        }
    )


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    """Any parts as a zip file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, value in parts.items():
            package.writestr(name, value)
    return target.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """All parts of a zip file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _who(author: str, number: int) -> str:
    return f'w:id="{number}" w:author="{author}" w:date="2026-01-02T03:04:05Z"'


def _row(cells: tuple[str, ...]) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{_blocks(cell)}</w:tc>' for cell in cells)}</w:tr>"


def _blocks(cell: str) -> str:
    return cell if cell.startswith("<") else p(cell)


def _whole(name: str, value: str | bytes) -> str | bytes:
    if isinstance(value, bytes) or value.startswith("<?xml") or name not in KNOWN:
        return value
    root = name.removeprefix("word/").removesuffix(".xml").rstrip("1")
    short = {"header": "hdr", "footer": "ftr", "commentsExtended": "commentsEx"}.get(root, root)
    prefix = "w15" if short == "commentsEx" else "w"
    return f"{DECLARATION}<{prefix}:{short} {SPACES}>{value}</{prefix}:{short}>"


def _content_types(tied: list[str]) -> str:
    rows = "".join(
        f'<Override PartName="/{name}" ContentType="{KNOWN[name][1]}"/>' for name in tied
    )
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORDML}.document.main+xml"/>'
        f"{rows}</Types>"
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{DECLARATION}<Relationships xmlns="{space}">{rows}</Relationships>'
