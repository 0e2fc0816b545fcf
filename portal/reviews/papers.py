"""A draft as the page shows it: read once, rendered off the event loop, kept at hand."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from portal.documents.models import Draft, Format
from portal.documents.workshop import document_of, run
from portal.matters.models import Matter
from portal.reviews.outline import Clause, outline
from portal.reviews.pictures import part_of
from portal.storage import storage
from portal.word.document import Document
from portal.word.html import Highlight, render

KEPT = 48  # pages that stay rendered
SHOWN = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp")  # pictures that browsers draw
TYPES = {".jpg": "image/jpeg"}
MEDIA = "word/media/"

_rendered: OrderedDict[tuple[str, str, tuple[Highlight, ...]], str] = OrderedDict()


@dataclass(frozen=True)
class Paper:
    """A draft, read: its text with numbers, its clauses, its HTML with the marks of remarks."""

    document: Document
    clauses: tuple[Clause, ...]
    html: str


async def paper_of(matter: Matter, draft: Draft, highlights: Sequence[Highlight] = ()) -> Paper:
    """The paper of `draft` with these highlights; raises Unacceptable for an unreadable file."""
    document = await document_of(draft.sha256)
    html = await _html(draft.sha256, picture_base(matter, draft), document, tuple(highlights))
    return Paper(document, outline(document), html)


def picture_base(matter: Matter, draft: Draft) -> str:
    """The address below which the pictures of a draft are served."""
    return f"/matters/{matter.number}/drafts/{draft.version}/pictures/"


def picture_at(base: str) -> Callable[[str], str | None]:
    """Turns the part name of a picture into its address; None for what no browser draws."""
    return partial(_address, base)


def _address(base: str, part: str) -> str | None:
    name = part.removeprefix(MEDIA)
    drawn = part.startswith(MEDIA) and "/" not in name and name.lower().endswith(SHOWN)
    return base + name if drawn else None


async def _html(sha: str, base: str, document: Document, highlights: tuple[Highlight, ...]) -> str:
    key = (sha, base, highlights)
    if key not in _rendered:
        page = partial(render, document, highlights, picture=picture_at(base))
        _rendered[key] = await asyncio.to_thread(page)
        while len(_rendered) > KEPT:
            _rendered.popitem(last=False)
    _rendered.move_to_end(key)
    return _rendered[key]


async def picture(draft: Draft, name: str) -> tuple[bytes, str] | None:
    """A picture of a draft and its media type; None where the draft has none of that name."""
    if draft.format is not Format.WORD or _address("", MEDIA + name) is None:
        return None
    data = await storage().fetch(draft.sha256)
    found = await run(part_of, data, MEDIA + name)
    ending = name[name.rfind(".") :].lower()
    return (found, TYPES.get(ending, f"image/{ending[1:]}")) if found else None
