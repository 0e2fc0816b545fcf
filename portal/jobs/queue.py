"""The queue: work is a row, written in the act's own transaction and claimed by one update.

A worker that dies leaves a lease behind, which ends; then another one does the work. Doing
work twice must change nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tortoise.expressions import Q

from portal.clock import now
from portal.database import transaction
from portal.jobs.models import Job

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 8


@transaction
async def enqueue(kind: str, key: str, *, run_at: datetime | None = None, **facts: str) -> None:
    """Ask for work of `kind`; the same `key` asks for the same work only once."""
    await Job.get_or_create(
        key=f"{kind}:{key}", defaults={"kind": kind, "facts": facts, "run_at": run_at or now()}
    )


async def claim(owner: str) -> Job | None:
    """The next job that is due, leased to `owner`; None when there is none to be had."""
    moment = now()
    ready = Job.filter(Q(lease_until=None) | Q(lease_until__lt=moment)).filter(
        done=None, failed=None, run_at__lte=moment
    )
    for job in await ready.order_by("run_at").limit(5):
        mine = Job.filter(id=job.id, attempts=job.attempts, done=None)
        leased = {"owner": owner, "lease_until": moment + LEASE, "attempts": job.attempts + 1}
        if await mine.update(**leased):
            return await Job.get(id=job.id)
    return None


async def finish(job: Job) -> None:
    """It is done, unless the lease has passed to somebody else meanwhile."""
    await Job.filter(id=job.id, owner=job.owner, attempts=job.attempts).update(done=now())


async def put_back(job: Job, fault: str) -> None:
    """It failed: once more later, ever later, and in the end a human must look."""
    given_up = now() if job.attempts >= MOST_ATTEMPTS else None
    wait = timedelta(seconds=10 * 2**job.attempts)
    await Job.filter(id=job.id, owner=job.owner, attempts=job.attempts).update(
        lease_until=None, run_at=now() + wait, fault=fault[:500], failed=given_up
    )
