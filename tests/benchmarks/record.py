"""Verifying a million entries: chains, tree, root and signature."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

import anyio

import settings
from portal.acts import Act
from portal.clock import now
from portal.database.opening import close_database, migrate, open_database
from portal.journal.checkpoints import seal
from portal.journal.digests import digest
from portal.journal.models import Chain, Entry
from portal.journal.verifying import verify
from tests.benchmarks.tables import Row

TITLE = "Verifying the whole record"
COUNT, CHAIN = 1_000_000, 50  # entries in all, and of each matter
MATTERS = 500  # written at once


def run() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        settings.RECORD_KEY = Path(folder) / "record.key"
        rows = anyio.run(measured, f"sqlite:///{folder}/portal.sqlite3", COUNT)
    return [("entries", "sealed in s", "verified in s", "peak MB"), rows]


def notes() -> str:
    return (
        "SQLite on this machine's disk; generated entries, each matter's chain 50 long. Peak memory"
        " is the whole process's, sealing before it included."
    )


async def measured(url: str, count: int) -> Row:
    """Seconds for sealing and for verifying so many entries."""
    await migrate(url)
    await open_database(url)
    try:
        await fill(count)
        begun = time.perf_counter()
        await seal()
        sealed = time.perf_counter()
        read, breaks = await verify()
        done = time.perf_counter()
    finally:
        await close_database()
    assert (read, breaks) == (count, [])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{count:,}", f"{sealed - begun:.1f}", f"{done - sealed:.1f}", f"{peak:.0f}"


async def fill(count: int) -> None:
    """So many entries, CHAIN of each matter, with the digests that they would have."""
    serial, start = 0, now()
    while serial * CHAIN < count:
        chains, entries = [], []
        for _ in range(min(MATTERS, (count - serial * CHAIN) // CHAIN)):
            serial += 1
            chains.append(_chain(f"2026-{serial:06}", start, entries))
        await Entry.bulk_create(entries, batch_size=3000)
        await Chain.bulk_create(chains, batch_size=3000)


def _chain(subject: str, start: datetime, entries: list[Entry]) -> Chain:
    previous = ""
    for seq in range(1, CHAIN + 1):
        at, facts = start + timedelta(seconds=seq), {"name": "合同.docx", "version": str(seq)}
        said = digest(previous, subject, seq, Act.DRAFT_DOWNLOADED.value, None, at, facts)
        entries.append(Entry(
            subject=subject, seq=seq, act=Act.DRAFT_DOWNLOADED.value, by_id=None, at=at,
            facts=facts, previous=previous, digest=said,
        ))  # fmt: skip
        previous = said
    return Chain(subject=subject, length=CHAIN, digest=previous)


if __name__ == "__main__":
    COUNT = int(sys.argv[1])
    print(run())
