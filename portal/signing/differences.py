"""Naming what was changed in a Word file that says it was issued here."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import zip_longest

from portal.web.codes import tidy

PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.S)
TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
MOST_BYTES = 64 << 20  # of one part, unpacked
SHOWN = 80  # characters of a paragraph


def codes_in(data: bytes) -> list[str]:
    """The verification codes that stand in a Word file, in its parts' order."""
    found: dict[str, None] = {}
    for part, text in _parts(data).items():
        if part.endswith(".xml"):
            words = "".join(TEXT.findall(text.decode(errors="replace")))
            said = (*CODE.findall(words), *CODE.findall(text.decode(errors="replace")))
            found |= dict.fromkeys(code for one in said if (code := tidy(one)))
    return list(found)


def changed_parts(ours: bytes, theirs: bytes) -> list[str]:
    """The parts of `theirs` that are not as issued; in text, the first changed paragraph."""
    mine, other = _parts(ours), _parts(theirs)
    found = []
    for name in sorted({*mine, *other}):
        if name not in other:
            found.append(f"{name} is missing")
        elif name not in mine:
            found.append(f"{name} was added")
        elif mine[name] != other[name]:
            found.append(f"{name}{_paragraph(mine[name], other[name])}")
    return found or ["the packing alone"]


def _paragraph(ours: bytes, theirs: bytes) -> str:
    lines = [_words(one) for one in (ours, theirs)]
    for at, (mine, other) in enumerate(zip_longest(*lines, fillvalue=""), 1):
        if mine != other:
            return f" paragraph {at}: “{other[:SHOWN]}”, issued as “{mine[:SHOWN]}”"
    return ""


def _words(part: bytes) -> list[str]:
    found = PARAGRAPH.findall(part.decode(errors="replace"))
    return ["".join(TEXT.findall(one)) for one in found]


def _parts(data: bytes) -> dict[str, bytes]:
    """The parts of a package; none of what is no package, or is larger than any of ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            small = [one for one in archive.infolist() if one.file_size <= MOST_BYTES]
            return {one.filename: archive.read(one) for one in small}
    except (zipfile.BadZipFile, RuntimeError):
        return {}
