"""What is missing for all to work, said before somebody stumbles over it."""

from __future__ import annotations

import argparse
import asyncio
import shutil
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

import settings
from portal.clock import today
from portal.database.opening import close_database, open_database
from portal.deadlines.almanacs import renew
from portal.deadlines.calendar import shipped
from portal.jobs.queue import given_up
from portal.notices.posting import KIND
from portal.people.models import Person

FONTS = ("仿宋_GB2312", "楷体_GB2312", "方正小标宋简体", "黑体", "宋体")
LEAST_DISK = 2 * 1024**3

Finding = tuple[bool, str]
T = TypeVar("T")


def run(_: argparse.Namespace) -> int:
    """Print a line for each check; 1 when something that must be there is not."""
    found = [finding for check in CHECKS for finding in check()]
    for fine, words in found:
        print(("ok    " if fine else "LOOK  ") + words)
    return 0 if all(fine for fine, _ in found) else 1


def configuration() -> Iterator[Finding]:
    faults = settings.faults()
    yield not faults, "; ".join(faults) or f"configuration: {settings.MODE}"


def database() -> Iterator[Finding]:
    try:
        people = asyncio.run(_in_the_house(_count_people))
    except Exception as fault:
        yield False, f"database: {fault}; run `python -m portal migrate`"
    else:
        yield True, f"database: {people} people"


def disk() -> Iterator[Finding]:
    settings.DATA.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.DATA).free
    yield free > LEAST_DISK, f"disk: {free / 1024**3:.1f} GiB free for {settings.DATA.name}"


def converter() -> Iterator[Finding]:
    found = shutil.which(settings.SOFFICE)
    yield (
        bool(found),
        (
            f"converter: {settings.SOFFICE}"
            if found
            else "converter: LibreOffice is missing, .doc, .wps, .rtf and .odt cannot be taken; "
            "install libreoffice-writer-nogui"
        ),
    )


def mail() -> Iterator[Finding]:
    if not settings.SMTP_URL:
        production = settings.MODE == "production"
        yield (
            not production,
            "mail: SMTP_URL is not set, nothing is sent; notices stay in the portal",
        )
        return
    try:
        failed = asyncio.run(_in_the_house(_count_failed))
    except Exception as fault:
        yield False, f"mail: {fault}"
    else:
        words = f"{failed} mails were given up, see /mail" if failed else "sent through SMTP_URL"
        yield not failed, f"mail: {words}"


def calendar() -> Iterator[Finding]:
    """With the years that the office entered itself, where the database can be asked."""
    try:
        known = asyncio.run(_in_the_house(renew))
    except Exception:
        known = shipped()
    for year in (today().year, today().year + 1):
        published = known.is_published(year)
        words = "published" if published else "no notice yet: deadlines there are provisional"
        yield published or year > today().year, f"calendar {year}: {words}"


def fonts() -> Iterator[Finding]:
    if not shutil.which("fc-match"):
        yield False, "fonts: fontconfig is missing, pages of letters cannot be rendered here"
        return
    for name in FONTS:
        got = subprocess.run(  # noqa: S603 our own font names
            ["fc-match", "-f", "%{family}", name],  # noqa: S607
            capture_output=True, text=True, check=False,
        ).stdout  # fmt: skip
        fine = name in got
        yield fine, f"font {name}" + ("" if fine else f": {got} stands in when pages are rendered")


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    configuration, database, disk, converter, mail, calendar, fonts,
)  # fmt: skip


async def _count_people() -> int:
    return await Person.all().count()


async def _count_failed() -> int:
    return len(await given_up(KIND))


async def _in_the_house(ask: Callable[[], Awaitable[T]]) -> T:
    await open_database(settings.DATABASE_URL)
    try:
        return await ask()
    finally:
        await close_database()
