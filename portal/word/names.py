"""The names that Office Open XML uses: namespaces, tags and the kinds of relationships."""

from __future__ import annotations

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
V = "urn:schemas-microsoft-com:vml"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W14_DRAFT = "http://schemas.microsoft.com/office/word/2010/11/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
W15_DRAFT = "http://schemas.microsoft.com/office/word/2010/11/wordml"
W16CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
W16CEX = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
XML = "http://www.w3.org/XML/1998/namespace"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"

OFFICE_2011 = "http://schemas.microsoft.com/office/2011/relationships"
OFFICE_2016 = "http://schemas.microsoft.com/office/2016/09/relationships"
OFFICE_2018 = "http://schemas.microsoft.com/office/2018/08/relationships"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"

STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/customProperties": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
    b"http://purl.oclc.org/ooxml/officeDocument/": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/"
    ),
}


def w(name: str) -> str:
    """The tag or attribute `name` of the main vocabulary."""
    return f"{{{W}}}{name}"


P, RUN, T, DEL_TEXT = w("p"), w("r"), w("t"), w("delText")
TABLE, ROW, CELL = w("tbl"), w("tr"), w("tc")
P_PR, R_PR, VAL, ID = w("pPr"), w("rPr"), w("val"), w("id")
INS, DEL, MOVE_FROM, MOVE_TO = w("ins"), w("del"), w("moveFrom"), w("moveTo")
AUTHOR, DATE, INITIALS = w("author"), w("date"), w("initials")
RANGE_START, RANGE_END = w("commentRangeStart"), w("commentRangeEnd")
REFERENCE = w("commentReference")
TEXT_BOX, SDT, SDT_PR, SDT_CONTENT = w("txbxContent"), w("sdt"), w("sdtPr"), w("sdtContent")
ALTERNATE, CHOICE, FALLBACK = (f"{{{MC}}}{n}" for n in ("AlternateContent", "Choice", "Fallback"))
SPACE = f"{{{XML}}}space"
