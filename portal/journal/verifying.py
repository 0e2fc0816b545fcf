"""Whether the journal still says what was written: every chain from its first entry."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from portal.journal.digests import digest
from portal.journal.models import Chain, Entry

PAGE = 1000


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold: `seq` is the first entry that is wrong or missing."""

    subject: str
    seq: int
    what: str


async def verify(subject: str | None = None) -> tuple[int, list[Break]]:
    """How many entries were read, and every break; of one subject, or of all."""
    wanted = Chain.filter(subject=subject) if subject else Chain.all()
    count, breaks = 0, []
    async for chain in _chains(wanted):
        read, broken = await _walk(chain)
        count += read
        breaks += broken
    if subject is None:
        breaks += await _orphans()
    return count, breaks


async def _chains(wanted: object) -> AsyncIterator[Chain]:
    async for chain in wanted.order_by("subject"):  # type: ignore[attr-defined]
        yield chain


async def _walk(chain: Chain) -> tuple[int, list[Break]]:
    previous, expected = "", 1
    async for entry in Entry.filter(subject=chain.subject).order_by("seq"):
        if entry.seq != expected:
            return expected - 1, [Break(chain.subject, expected, "entry is missing")]
        if entry.previous != previous or entry.digest != _digest_of(entry):
            return expected - 1, [Break(chain.subject, expected, "entry was changed")]
        previous, expected = entry.digest, expected + 1
    if (chain.length, chain.digest) != (expected - 1, previous):
        return expected - 1, [Break(chain.subject, expected, "the end was cut or added to")]
    return expected - 1, []


async def _orphans() -> list[Break]:
    known = set(await Chain.all().values_list("subject", flat=True))
    told = set(await Entry.all().distinct().values_list("subject", flat=True))
    return [Break(str(name), 1, "the chain's end is missing") for name in sorted(told - known)]


def _digest_of(entry: Entry) -> str:
    return digest(
        entry.previous, entry.subject, entry.seq, entry.act, entry.by_id, entry.at, entry.facts
    )
