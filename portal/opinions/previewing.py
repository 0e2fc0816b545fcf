"""The letter as it will look, on the page: the same Word file, read back and shown."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from portal.clock import today
from portal.matters.models import Matter
from portal.opinions.contents import Content
from portal.opinions.letters import Frame, frame_of, letter, pending
from portal.opinions.models import Opinion
from portal.opinions.queries import content_of
from portal.word.html import render
from portal.word.reading import read


async def draft_letter(matter: Matter, opinion: Opinion, site: str) -> bytes:
    """The letter before it is signed; `site` is the portal's public address."""
    said = await content_of(matter, opinion)
    frame = await frame_of(matter, opinion)
    return await asyncio.to_thread(_letter, said, frame, site)


async def preview(matter: Matter, opinion: Opinion, site: str) -> str:
    """The letter before it is signed, as HTML; raises Unacceptable for a wrong template."""
    data = await draft_letter(matter, opinion, site)
    return await asyncio.to_thread(shown, data)


def shown(data: bytes) -> str:
    """A letter of ours as HTML: its head first, then its body."""
    document = read(data)
    head = tuple(story for story in document.stories if story.kind == "header")
    above = render(replace(document, paragraphs=(), blocks=(), stories=head))
    return f'<div class="head">{above}</div>{render(replace(document, stories=()))}'


def _letter(said: Content, frame: Frame, site: str) -> bytes:
    return letter(said, frame, pending(today(), f"{site}/verify"))
