"""The two files of an issued opinion: the letter and the department's own file, annotated."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from portal.clock import day_of
from portal.documents.models import Format
from portal.documents.workshop import run
from portal.matters.models import Matter
from portal.opinions.contents import Content
from portal.opinions.letters import Frame, Stamp, frame_of, letter
from portal.opinions.models import Opinion
from portal.signing.marking import annotated, bubbles
from portal.signing.picturing import qr
from portal.storage import storage
from portal.word.cleaning import without_names
from portal.word.properties import set_properties

NUMBER = "OpinionNumber"  # names of the custom properties that issued files carry
CODE = "VerificationCode"
SECONDS = 60  # for annotating a long draft


@dataclass(frozen=True)
class Sheets:
    """What does not depend on the number, made once: the annotated file and the letter's frame."""

    said: Content
    frame: Frame
    marked: bytes  # b"" where the draft is no Word file
    at: datetime


@dataclass(frozen=True)
class Papers:
    """Both files as they are issued under one number; hashes of what is kept."""

    serial: int
    number: str
    code: str
    letter: str
    annotated: str  # "" where the draft is no Word file
    sizes: dict[str, int]


async def prepare(matter: Matter, opinion: Opinion, said: Content, at: datetime) -> Sheets:
    """Annotate the draft; raises Unacceptable where that fails."""
    frame = await frame_of(matter, opinion)
    marked = b""
    if opinion.draft.format is Format.WORD:
        source = await storage().fetch(opinion.draft.sha256)
        comments = bubbles(said, matter.office.name, at)
        marked = await run(annotated, source, comments, seconds=SECONDS)
    return Sheets(said, frame, marked, at)


async def compose(sheets: Sheets, serial: int, number: str, code: str, site: str) -> Papers:
    """Both files under this number and code, kept by their hashes; nothing names them yet."""
    address = f"{site}/verify/{code}"
    stamp = Stamp(number, day_of(sheets.at), code, address, await asyncio.to_thread(qr, address))
    marks = {NUMBER: number, CODE: code}
    signed = await asyncio.to_thread(_signed, sheets, stamp, marks)
    marked = b""
    if sheets.marked:
        marked = await asyncio.to_thread(set_properties, sheets.marked, marks)
    kept = {await storage().keep(data): len(data) for data in (signed, marked) if data}
    hashes = [*kept, ""]
    return Papers(serial, number, code, hashes[0], hashes[1], kept)


def _signed(sheets: Sheets, stamp: Stamp, marks: dict[str, str]) -> bytes:
    return set_properties(without_names(letter(sheets.said, sheets.frame, stamp)), marks)
