"""`python -m portal dossier YEAR|NUMBER FOLDER`: the dossiers of a year's opinions, or of one."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

import settings
from portal.bylaws.library import recall
from portal.database.opening import close_database, open_database
from portal.errors import PortalError
from portal.matters.models import Matter
from portal.signing.dossiers import dossier
from portal.signing.models import IssuedOpinion
from portal.storage import Folder, open_storage


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("which", help="a year of issue (2026), or a matter's number")
    parser.add_argument("folder", type=Path)


def run(asked: argparse.Namespace) -> int:
    """Write a zip for each matter; 1 and the reason when one could not be made."""
    asked.folder.mkdir(parents=True, exist_ok=True)
    return asyncio.run(_run(asked.which, asked.folder))


async def _run(which: str, folder: Path) -> int:
    await open_database(settings.DATABASE_URL)
    open_storage(Folder(settings.DATA / "files"))
    try:
        written, failed = await write(which, folder)
    finally:
        await close_database()
    print(f"{written} dossiers in {folder}")
    return 1 if failed or not written else 0


async def write(which: str, folder: Path) -> tuple[int, int]:
    """How many were written, and how many could not be; one that fails stops no other."""
    issued = IssuedOpinion.filter(year=int(which)) if which.isdigit() else IssuedOpinion.all()
    ids = set(await issued.values_list("opinion__matter_id", flat=True))
    wanted = Matter.filter(id__in=ids).order_by("id").select_related("organ", "office")
    if not which.isdigit():
        wanted = wanted.filter(number=which)
    written = failed = 0
    for matter in await wanted:
        await recall([matter.bylaw])
        try:
            data = await dossier(matter)
        except PortalError as fault:
            print(f"{matter.number}: {fault}", file=sys.stderr)
            failed += 1
        else:
            await asyncio.to_thread((folder / f"{matter.number} 卷宗.zip").write_bytes, data)
            written += 1
    return written, failed
