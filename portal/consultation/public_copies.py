"""What the public gets of a file: cleaned, and rendered once when it is put up."""

from __future__ import annotations

from dataclasses import dataclass

from portal.documents.inspection import read_any
from portal.documents.workshop import run
from portal.errors import Unacceptable
from portal.storage import storage
from portal.word.cleaning import clean
from portal.word.html import render


@dataclass(frozen=True)
class PublicCopy:
    """The kept file that anybody may download, its size in bytes, and its text as HTML."""

    sha256: str
    size: int
    html: str


async def public_copy(sha256: str) -> PublicCopy:
    """The copy for the public of a kept file, Word or PDF.

    A Word file loses its comments, hidden text, names and properties. Raises Unacceptable where
    it still holds tracked changes: which wording is put up is not ours to say.
    """
    data, html = await run(_copied, await storage().fetch(sha256))
    if not html:
        raise Unacceptable("文本中还有未处理的修订，请在文件中接受或者拒绝全部修订，再上传发布")
    return PublicCopy(await storage().keep(data), len(data), html)


def _copied(data: bytes) -> tuple[bytes, str]:
    """The cleaned file and its HTML; no HTML where changes are still open."""
    if b"%PDF-" not in data[:1024]:
        data = clean(data).data
    document = read_any(data)
    return data, "" if document.changes else render(document)
