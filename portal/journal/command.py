"""`python -m portal journal verify [NUMBER]`: whether the record still says what was written."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

import settings
from portal.database.opening import close_database, open_database
from portal.journal.checkpoints import unsealed
from portal.journal.models import Chain
from portal.journal.seals import compared
from portal.journal.verifying import verify


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["verify"])
    parser.add_argument("number", nargs="?", help="a matter's number; without it every chain")
    parser.add_argument("--witness", type=Path, help="a witness's leaves.txt to compare with")


def run(asked: argparse.Namespace) -> int:
    """Print how much was verified; 1 and every break when something was changed."""
    known = asked.witness.read_text().splitlines() if asked.witness else []
    return asyncio.run(_run(asked.number, known))


async def _run(number: str | None, known: list[str]) -> int:
    await open_database(settings.DATABASE_URL)
    try:
        if number and not await Chain.filter(subject=number).exists():
            print(f"there is no journal of {number}", file=sys.stderr)
            return 1
        count, breaks = await verify(number)
        if known:
            breaks += await compared(known)
        tail = await unsealed()
    finally:
        await close_database()
    for one in breaks:
        print(f"{one.subject}, entry {one.seq}: {one.what}", file=sys.stderr)
    if breaks:
        return 1
    print(f"{count} entries verified" + (f", {tail} of all not sealed yet" if tail else ""))
    return 0
