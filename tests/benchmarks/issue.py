"""Issuing an opinion with 200 comments on a draft of 100 pages: seconds by step."""

from __future__ import annotations

import asyncio
import functools
import inspect
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from portal.database.opening import close_database, migrate, open_database
from portal.documents import workshop
from portal.documents.inspection import inspect as look_into
from portal.opinions.queries import begun_opinion, content_of
from portal.reviews.wordfile import handed_out
from portal.signing import composing, issuing
from portal.signing.marking import bubbles
from portal.storage import Folder, open_storage
from portal.word.cleaning import without_names
from tests.benchmarks.floors import floor
from tests.benchmarks.long_drafts import AUTHOR, draft
from tests.benchmarks.signable import signable
from tests.benchmarks.tables import Row, p50, times
from tests.cast import assemble

PAGES, COMMENTS, PROPOSALS = 100, 200, 100
STEPS = (
    ("annotate and take names out, in the side process", composing, "run"),
    ("compose the letter", composing, "_signed"),
    ("store both files", Folder, "keep"),
    ("transaction", issuing, "_sign"),
)
Seconds = defaultdict[str, float]


def rows() -> Iterator[Row]:
    """Milliseconds of every step, and as a multiple of the floor."""
    data, pages = draft(PAGES)
    lowest = p50(times(lambda: floor(data), 5))
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(_issued(data, Path(folder)))
    what = f"issue, {pages} pages, {COMMENTS} comments"
    yield (what, "floor: copy the package raw, parse and write document.xml", lowest, "", 1.0)
    for step, seconds in found.items():
        yield (what, step, seconds * 1000, "", seconds * 1000 / lowest)


async def _issued(data: bytes, folder: Path) -> Seconds:
    url = f"sqlite:///{folder / 'portal.sqlite3'}"
    open_storage(Folder(folder / "files"))
    await migrate(url)
    await open_database(url)
    try:
        cast = await assemble()
        matter, seen = await signable(cast, data, COMMENTS, PROPOSALS)
        alone = await _alone(matter, data)
        await workshop.run(look_into, data)  # the portal's side process stands ready long before
        with stopwatch() as found, taking(found, "in total"):
            await issuing.issue(matter, seen, "", by=cast.sun, site="http://portal")
    finally:
        await close_database()
    return found | alone


async def _alone(matter: Any, data: bytes) -> dict[str, float]:
    """The two halves of the work of the side process, done here."""
    said = await content_of(matter, await begun_opinion(matter))
    comments = bubbles(said, AUTHOR, datetime(2026, 11, 20, 2, tzinfo=UTC))
    found: Seconds = defaultdict(float)
    with taking(found, "of it: annotate, done alone"):
        written = handed_out(data, comments, {}).data
    with taking(found, "of it: take names out, done alone"):
        without_names(written)
    return found


@contextmanager
def stopwatch() -> Iterator[Seconds]:
    """Seconds by step while the block lasts."""
    found: Seconds = defaultdict(float)
    with ExitStack() as stack:
        for step, home, name in STEPS:
            timed = _timed(getattr(home, name), step, found)
            stack.enter_context(patch.object(home, name, timed))
        yield found


@contextmanager
def taking(found: Seconds, step: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    found[step] += time.perf_counter() - begun


def _timed(work: Callable[..., Any], step: str, found: Seconds) -> Callable[..., Any]:
    @functools.wraps(work)
    async def waited(*args: Any, **kwargs: Any) -> Any:
        with taking(found, step):
            return await work(*args, **kwargs)

    @functools.wraps(work)
    def done(*args: Any, **kwargs: Any) -> Any:
        with taking(found, step):
            return work(*args, **kwargs)

    return waited if inspect.iscoroutinefunction(work) else done
