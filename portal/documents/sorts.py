"""What a file is, judged by its bytes and never by its name; and which names go with that."""

from __future__ import annotations

import re

from portal.documents import ole2
from portal.names import Named
from portal.word import zipping
from portal.word.errors import Encrypted, Hostile, Unreadable


class Sort(Named):
    DOCX = "docx", "Word 文档（.docx）"
    DOC = "doc", "旧版 Word 或 WPS 文档（.doc、.wps）"
    RTF = "rtf", "RTF 文档（.rtf）"
    ODT = "odt", "ODF 文档（.odt）"
    PDF = "pdf", "PDF（.pdf）"
    XLSX = "xlsx", "Excel 表格（.xlsx）"
    OFD = "ofd", "OFD 版式文件（.ofd）"
    JPEG = "jpg", "图片（.jpg）"
    PNG = "png", "图片（.png）"


ENDINGS = {
    Sort.DOCX: {"docx"},
    Sort.DOC: {"doc", "wps"},
    Sort.RTF: {"rtf"},
    Sort.ODT: {"odt"},
    Sort.PDF: {"pdf"},
    Sort.XLSX: {"xlsx"},
    Sort.OFD: {"ofd"},
    Sort.JPEG: {"jpg", "jpeg"},
    Sort.PNG: {"png"},
}
KNOWN_ENDINGS = frozenset().union(*ENDINGS.values())
ACCEPTED = tuple(f".{ending}" for endings in ENDINGS.values() for ending in sorted(endings))
DRAFTS = frozenset({Sort.DOCX, Sort.DOC, Sort.RTF, Sort.ODT, Sort.PDF})
CONVERTED = frozenset({Sort.DOC, Sort.RTF, Sort.ODT})

MACRO_NAMES = {"_vba_project", "_vba_project_cur", "macros", "vba"}
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
FIB_FLAGS = 10  # where a .doc says that it is encrypted: [MS-DOC] 2.5.2 FibBase, fEncrypted
FIB_ENCRYPTED = 0x01  # in the second byte of the flags
PDF_START, PDF_END = b"%PDF-", b"%%EOF"
AT_THE_END = 2048  # bytes in which the end of a file is looked for


def sort_of(data: bytes) -> Sort | None:
    """What `data` is, None when it is nothing that is taken.

    Raises Unreadable for what is recognised and cannot be used: cut off, encrypted, macros.
    """
    if not data:
        raise Unreadable("empty")
    if data.startswith(ole2.MAGIC):
        return _of_ole2(data)
    if data.startswith(b"PK\3\4"):
        return _of_zip(data)
    if PDF_START in data[:1024]:
        return _whole(Sort.PDF, PDF_END in data[-AT_THE_END:])
    if data.startswith(b"{\\rtf"):
        return _whole(Sort.RTF, data[-AT_THE_END:].rstrip(b"\0\r\n\t ").endswith(b"}"))
    if data.startswith(b"\xff\xd8\xff"):
        return _whole(Sort.JPEG, b"\xff\xd9" in data[-AT_THE_END:])
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _whole(Sort.PNG, b"IEND" in data[-AT_THE_END:])
    return None


def ending_of(name: str) -> str:
    """The ending of a file name in small letters, without the dot; "" where there is none."""
    found = re.search(r"\.([0-9A-Za-z]{1,8})$", name.strip())
    return found[1].lower() if found else ""


def _whole(sort: Sort, has_end: bool) -> Sort:
    if not has_end:
        raise Unreadable("damaged", f"the end of the {sort} is missing")
    return sort


def _of_ole2(data: bytes) -> Sort | None:
    found = ole2.entries(data)
    names = {entry.name.casefold() for entry in found}
    if "encryptedpackage" in names:
        raise Encrypted()
    main = next((entry for entry in found if entry.name == "WordDocument"), None)
    if main is None:
        return None
    if names & MACRO_NAMES:
        raise Hostile("macros", "OLE2")
    head = ole2.head(data, main, FIB_FLAGS + 2)
    if head[:2] == b"\xec\xa5" and head[FIB_FLAGS + 1] & FIB_ENCRYPTED:
        raise Encrypted()
    return Sort.DOC


def _of_zip(data: bytes) -> Sort | None:
    found = zipping.entries(data)
    by_name = {entry.name.casefold(): entry for entry in found}
    if any(name.endswith("vbaproject.bin") for name in by_name):
        raise Hostile("macros", "OOXML")
    if "[content_types].xml" in by_name and "xl/workbook.xml" not in by_name:
        return Sort.DOCX
    for entry in found:
        zipping.inflate(data, entry, zipping.MAX_TOTAL)
    if "xl/workbook.xml" in by_name:
        return Sort.XLSX
    if "ofd.xml" in by_name:
        return Sort.OFD
    if "mimetype" in by_name and zipping.inflate(data, by_name["mimetype"], 200) == ODT_TYPE:
        return _odt(data, by_name)
    return None


def _odt(data: bytes, by_name: dict[str, zipping.Entry]) -> Sort:
    manifest = by_name.get("meta-inf/manifest.xml")
    if manifest and b"encryption-data" in zipping.inflate(data, manifest, 10**7):
        raise Encrypted()
    if any(name.startswith("basic/") for name in by_name):
        raise Hostile("macros", "ODF")
    return Sort.ODT
