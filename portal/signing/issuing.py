"""Issuing an opinion: number, letter, annotated file and signature, all of it or nothing.

The number stands inside the letter, and the letter is made outside the transaction. So the next
number is looked up, the letter made with it, and the transaction then takes just this number;
where somebody else was faster it is all made again with the next one. No number is ever lost:
it is taken by the very transaction that writes the issued opinion. What a failed try has kept
in the storage is named by no row and swept later.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import datetime
from weakref import WeakKeyDictionary

from portal.acts import Act
from portal.clock import day_of, now
from portal.database import transaction
from portal.deadlines.models import Period
from portal.deadlines.opening import close_deadline, open_deadline
from portal.documents.models import StoredFile
from portal.errors import Stale
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.matters.numbers import next_number
from portal.matters.progress import advance
from portal.opinions.approvals import approve, check_unchanged, check_uninvolved
from portal.opinions.contents import Content
from portal.opinions.models import ApprovalStep, Opinion, OpinionState
from portal.opinions.queries import begun_opinion, check_of, content_of
from portal.people.models import Person
from portal.permits import Permit
from portal.signing.composing import Papers, Sheets, compose, prepare
from portal.signing.models import IssuedOpinion
from portal.signing.numbering import number, series, upcoming
from portal.web.codes import new_code
from portal.workflow import Move

TRIES = 50
_queues: WeakKeyDictionary[asyncio.AbstractEventLoop, defaultdict[str, asyncio.Lock]]
_queues = WeakKeyDictionary()


class _Overtaken(Exception):
    """Another opinion took the number meanwhile."""


async def issue(matter: Matter, seen: str, note: str, *, by: Person, site: str) -> IssuedOpinion:
    """Issue the opinion whose content hash the signer has `seen`; `site` is our public address.

    Raises Stale where the content is another one, or not the one that was checked; Refused to one
    who wrote or checked it; Unacceptable where a file cannot be made. Then nothing has happened.
    """
    opinion, at = await begun_opinion(matter), now()
    said = await _approved(matter, opinion, seen, by)
    sheets = await prepare(matter, opinion, said, at)
    name = series(matter.office, day_of(at).year)
    async with _queue(name):  # within this process nobody has to try twice
        return await _issue(matter, name, sheets, seen, note, by, site)


async def _issue(
    matter: Matter, name: str, sheets: Sheets, seen: str, note: str, by: Person, site: str
) -> IssuedOpinion:
    year, code = day_of(sheets.at).year, new_code()
    for _ in range(TRIES):
        serial = await upcoming(name)
        papers = await compose(sheets, serial, number(matter.office, year, serial), code, site)
        try:
            return await _sign(matter, name, papers, sheets.at, seen, note, by=by)
        except _Overtaken:
            continue
    raise Stale("同时签发的意见书较多，请稍后再试；本件没有任何改动")


@transaction
async def _sign(
    matter: Matter, name: str, papers: Papers, at: datetime, seen: str, note: str, *, by: Person
) -> IssuedOpinion:
    if await next_number(name) != papers.serial:
        raise _Overtaken
    opinion = await begun_opinion(matter)
    await _approved(matter, opinion, seen, by)
    await advance(matter, Move.ISSUE, by=by, number=papers.number, note=note)
    issued = await _write(matter, opinion, papers, at, by)
    await Matter.filter(id=matter.id).update(was_issued=True)
    await approve(opinion, ApprovalStep.SIGN, note, by=by)
    await Opinion.filter(id=opinion.id).update(state=OpinionState.ISSUED)
    await close_deadline(matter, Period.REVIEW, by=by)
    await open_deadline(matter, Period.FEEDBACK, by=by)
    return issued


async def _write(
    matter: Matter, opinion: Opinion, papers: Papers, at: datetime, by: Person
) -> IssuedOpinion:
    for sha256, size in papers.sizes.items():
        await StoredFile.get_or_create(sha256=sha256, defaults={"size": size, "kept": now()})
    before = await IssuedOpinion.get_or_none(number=opinion.replaces)
    issued = await IssuedOpinion.create(
        opinion=opinion, office=matter.office, number=papers.number, year=day_of(at).year,
        serial=papers.serial, code=papers.code, letter=papers.letter, annotated=papers.annotated,
        signed_by=by, at=at, replaces=before,
    )  # fmt: skip
    await record(
        Act.OPINION_ISSUED, matter.number, by=by, number=papers.number, code=papers.code,
        content=opinion.content_hash, letter=papers.letter, annotated=papers.annotated,
        replaces=opinion.replaces,
    )  # fmt: skip
    return issued


async def _approved(matter: Matter, opinion: Opinion, seen: str, by: Person) -> Content:
    """The content to be signed: as it was read, as it was checked, and by somebody else."""
    await check_uninvolved(matter, opinion, Permit.SIGN, by)
    await check_unchanged(matter, opinion, seen)
    if await check_of(opinion) is None:
        raise Stale("意见书的内容没有经过复核，请退回后重新复核")
    return await content_of(matter, opinion)


def _queue(name: str) -> asyncio.Lock:
    """The line in which the opinions of one series wait in this process."""
    queues = _queues.setdefault(asyncio.get_running_loop(), defaultdict(asyncio.Lock))
    return queues[name]
