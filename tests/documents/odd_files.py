"""Files that nobody should take, and small good ones of every sort."""

from __future__ import annotations

import io
import struct
import zipfile

from tests.scenes import CLAUSES, word
from tests.word.tiny import pack, unpack

DOCX = word(*CLAUSES)
RTF = rb"{\rtf1\ansi\ansicpg936\uc1 \u36947?\u36335?\u21512?\u21516?\par}"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0" * 17 + b"\0\0\0\0IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 40 + b"\xff\xd9"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
ODT_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
)


def with_parts(**changed: str | bytes) -> bytes:
    """The good .docx with parts replaced or added; `__` stands for a slash, `_` for a dot."""
    named = {name.replace("__", "/").replace("_", "."): part for name, part in changed.items()}
    return pack({**unpack(DOCX), **named})


def macro() -> bytes:
    return with_parts(word__vbaProject_bin=b"\xd0\xcf\x11\xe0")


def bomb() -> bytes:
    """A few kilobytes that unpack to 90 MB."""
    parts = {**unpack(DOCX), "word/media/big.xml": b"<a>" + b" " * 90_000_000 + b"</a>"}
    return pack(parts)


def entities() -> bytes:
    doctype = (
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'
    )
    return with_parts(word__document_xml=doctype)


def odt(*lines: str, encrypted: bool = False) -> bytes:
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in lines)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODT_SPACES} '
        f'office:version="1.2"><office:body><office:text>{paragraphs}</office:text></office:body>'
        "</office:document-content>"
    )
    secret = "<manifest:encryption-data/>" if encrypted else ""
    manifest = (
        f'<?xml version="1.0"?><manifest:manifest {ODT_SPACES}>'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        f"{secret}</manifest:file-entry></manifest:manifest>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", ODT_TYPE)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    return target.getvalue()


def xlsx(*cells: str) -> bytes:
    strings = "".join(f"<si><t>{cell}</t></si>" for cell in cells)
    return pack(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": "<workbook/>",
            "xl/sharedStrings.xml": f"<sst>{strings}</sst>",
        }
    )


def ole2(*names: str, flags: int = 0) -> bytes:
    """The smallest OLE2 file with these streams; the first one begins like a .doc's."""
    header = bytearray(b"\xff" * 512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<LL", header, 44, 1, 1)  # one table sector; the directory is sector 1
    struct.pack_into("<LL", header, 68, 0xFFFFFFFE, 0)
    struct.pack_into("<L", header, 76, 0)
    table = struct.pack("<4L", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFF) + b"\xff" * 496
    rows = b"".join(_directory_row(name, 2 if place == 0 else 0xFFFFFFFE, place)
                    for place, name in enumerate(names))  # fmt: skip
    stream = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, flags).ljust(512, b"\0")
    return bytes(header) + table + rows.ljust(512, b"\0")[:512] + stream


def _directory_row(name: str, start: int, place: int) -> bytes:
    row = bytearray(128)
    written = name.encode("utf-16-le")
    row[: len(written)] = written
    struct.pack_into("<HB", row, 64, len(written) + 2, 2)
    struct.pack_into("<LL", row, 116, start, 4096)
    return bytes(row)
