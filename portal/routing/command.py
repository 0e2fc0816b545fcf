"""`python -m portal routing replay NUMBER`: the choices of a matter, drawn again."""

from __future__ import annotations

import argparse
import asyncio
import sys

import settings
from portal.database.opening import close_database, open_database
from portal.routing.replaying import Replay, replays


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["replay"])
    parser.add_argument("number", help="a matter's number")


def run(asked: argparse.Namespace) -> int:
    """Print each choice; 1 when there is none, or one that does not come out the same."""
    return asyncio.run(_run(asked.number))


async def _run(number: str) -> int:
    await open_database(settings.DATABASE_URL)
    try:
        found = await replays(number)
    finally:
        await close_database()
    if not found:
        print(f"nobody was chosen in {number}", file=sys.stderr)
    for one in found:
        print(line(one), file=sys.stderr if one.fault else sys.stdout)
    return 1 if not found or any(one.fault for one in found) else 0


def line(one: Replay) -> str:
    """One choice in words."""
    if one.old:
        return f"entry {one.seq}: {one.chosen}; too old to be replayed, its numbers were not kept"
    if one.fault:
        return f"entry {one.seq}: {one.fault}"
    how = "drawn by the day's seed where equal" if one.drawn else "no seed that day, by name"
    why = f"; override: {one.reason}" if one.reason else ""
    return f"entry {one.seq}: first {one.first}, chosen {one.chosen} ({how}){why}"
