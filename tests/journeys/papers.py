"""What holds of every Word file that leaves the house; looked at without the portal's own code.

`unchanged_parts` compares a file with the one it was made from: comments, and the tracked
changes of the given authors, are taken out of the later one; what is left has to be the earlier
one, part by part. What else may be new is listed here and nowhere else: the rows of the comment
parts, the ties and content types that they need, Word's two styles for comments, our own custom
properties, and emptied names in the properties of the file.
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

import pypdfium2
from lxml import etree

from tests import validator
from tests.journeys.bodies import W, canonical, parsed, same_body
from tests.word import lint

GROWING = re.compile(
    r"\[Content_Types\]\.xml|(.*/)?_rels/[^/]*\.rels|(.*/)?(comments\w*|people)\d*\.xml"
    r"|docProps/custom\.xml|(.*/)?styles\d*\.xml",
    re.IGNORECASE,
)
PROPERTIES = re.compile(r"docProps/(core|app)\w*\.xml", re.IGNORECASE)
MAIN = re.compile(rb'Type="[^"]*/officeDocument"[^>]*Target="/?([^"]+)"')
MAIN_AFTER = re.compile(rb'Target="/?([^"]+)"[^>]*Type="[^"]*/officeDocument"')
NEW_PARTS = re.compile(r"(.*/)?(comments\w*|people)\d*\.xml|docProps/custom\.xml|.*\.rels")
COMMENT_STYLES = {"annotation reference", "annotation text"}
SECONDS = 120
HARDENED = {
    "DisableActiveContent": "true", "BlockUntrustedRefererLinks": "true",
    "DisableMacrosExecution": "true", "MacroSecurityLevel": "3",
}  # fmt: skip
ITEM = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="{0}" oor:op="fuse"><value>{1}</value></prop></item>'
)


def sound_copy(original: bytes, written: bytes, authors: Collection[str]) -> None:
    """Fail unless `written` is `original` with comments and changes of `authors`, and opens."""
    assert unchanged_parts(original, written, authors) == []
    assert validator.new_faults(original, written) == {}
    assert lint.new_faults(original, written) == []
    assert renders(written) >= 1


def sound_letter(written: bytes) -> None:
    """Fail unless a file of our own making is without fault, and opens."""
    assert validator.faults(written) == {}
    assert lint.faults(written) == []
    assert renders(written) >= 1


def unchanged_parts(original: bytes, annotated: bytes, authors: Collection[str]) -> list[str]:
    """What is not as it was, a line a part; nothing where all is well."""
    before, after = _parts(original), _parts(annotated)
    return list(_differences(before, after, authors))


def renders(data: bytes) -> int:
    """The pages that LibreOffice lays the file out on; raises when no PDF comes out of it."""
    with tempfile.TemporaryDirectory(prefix="paper-") as name:
        folder = Path(name)
        write_profile(folder / "profile" / "user")
        (folder / "paper.docx").write_bytes(data)
        command = [
            "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--norestore", "--nolockcheck", "--convert-to", "pdf",
            "--outdir", name, str(folder / "paper.docx"),
        ]  # fmt: skip
        subprocess.run(command, timeout=SECONDS, check=True, capture_output=True)
        pages = pypdfium2.PdfDocument(folder / "paper.pdf")
        count = len(pages)
        pages.close()
        return count


def _differences(
    before: dict[str, bytes], after: dict[str, bytes], authors: Collection[str]
) -> Iterator[str]:
    main = _main(before)
    for name, plain in before.items():
        if name not in after:
            yield f"{name} is gone"
        elif name == main:
            yield from (f"{name}: {fault}" for fault in same_body(plain, after[name], authors))
        elif plain != after[name]:
            yield from (f"{name}: {fault}" for fault in _grown(name, plain, after[name]))
    for name in after.keys() - before.keys():
        if not NEW_PARTS.fullmatch(name):
            yield f"{name} is new"


def _grown(name: str, plain: bytes, written: bytes) -> Iterator[str]:
    """What is wrong in a part that may have more at its end, or emptied names, than it had."""
    old, new = parsed(plain), parsed(written)
    if PROPERTIES.fullmatch(name):
        yield from _properties(old, new)
    elif not GROWING.fullmatch(name):
        yield "changed"
    elif [canonical(row) for row in old] != [canonical(row) for row in new][: len(old)]:
        yield "what was in it is not the same"
    elif "styles" in name and not all(_name(row) in COMMENT_STYLES for row in new[len(old) :]):
        yield "more than the styles of comments was added"


def _properties(old: etree._Element, new: etree._Element) -> Iterator[str]:
    for one, other in zip(old, new, strict=True):
        emptied = not other.text or other.text == "0"
        if one.tag != other.tag or (one.text != other.text and not emptied):
            yield f"{etree.QName(one).localname} says {other.text!r} instead of {one.text!r}"


def _name(style: etree._Element) -> str:
    named = style.find(f"{W}name")
    return "" if named is None else named.get(f"{W}val", "").casefold()


def _main(parts: dict[str, bytes]) -> str:
    rels = parts["_rels/.rels"]
    found = MAIN.search(rels) or MAIN_AFTER.search(rels)
    assert found, "the package names no document"
    return found.group(1).decode()


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        assert len(names) == len(set(names)), "a part is in the file twice"
        return {name.replace("\\", "/").lstrip("/"): archive.read(name) for name in names}


def write_profile(user: Path) -> None:
    """Set up LibreOffice so that it runs nothing that a file brings."""
    user.mkdir(parents=True)
    items = "".join(ITEM.format(*pair) for pair in HARDENED.items())
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    )
