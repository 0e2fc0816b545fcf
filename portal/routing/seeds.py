"""The seed of each day, secret until that day; its digest stands in the journal before."""

from __future__ import annotations

import secrets
from datetime import date

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.jobs.models import Job
from portal.journal.models import Entry
from portal.journal.writing import record
from portal.routing.draws import digest_of
from portal.routing.models import DaySeed

SUBJECT = "draws"


@transaction
async def commit(day: date) -> None:
    """Draw the seed of `day` and write its digest down; a seed that stands is not drawn again."""
    if await DaySeed.exists(day=day):
        return
    seed = secrets.token_hex(32)
    await DaySeed.create(day=day, seed=seed, committed_at=now())
    await record(Act.SEED_COMMITTED, SUBJECT, by=None, day=day, digest=digest_of(seed))


async def commit_seed(job: Job) -> None:
    """Commit the seed of the day that the job's key names."""
    await commit(date.fromisoformat(job.key.partition(":")[2]))


async def seed_of(day: date) -> str:
    """The seed of `day`; "" where none was committed before, and equals are then not drawn."""
    found = await DaySeed.get_or_none(day=day)
    return found.seed if found else ""


async def committed(day: str) -> str:
    """The digest that the journal holds for the seed of this day; "" for none."""
    entries = Entry.filter(subject=SUBJECT, act=Act.SEED_COMMITTED.value).order_by("-seq")
    async for entry in entries:
        if entry.facts.get("day") == day:
            return entry.facts["digest"]
    return ""
