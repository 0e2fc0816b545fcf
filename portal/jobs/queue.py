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
LONGEST_WAIT = timedelta(hours=1)


class Hopeless(Exception):
    """Trying again would change nothing: a human must look."""


class OutOfReach(Exception):
    """What the work needs does not answer: it is no fault of the work, which is never given up."""


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


async def put_back(job: Job, fault: Exception) -> None:
    """It failed: once more later, ever later, and in the end (or at once) a human must look."""
    tired = job.attempts >= MOST_ATTEMPTS and not isinstance(fault, OutOfReach)
    wait = min(timedelta(seconds=10 * 2 ** min(job.attempts, 10)), LONGEST_WAIT)
    await Job.filter(id=job.id, owner=job.owner, attempts=job.attempts).update(
        lease_until=None, run_at=now() + wait, fault=(str(fault) or repr(fault))[:500],
        failed=now() if tired or isinstance(fault, Hopeless) else None,
    )  # fmt: skip


async def given_up(kind: str, most: int = 200) -> list[Job]:
    """The work of `kind` that was given up, the latest first."""
    return await Job.filter(kind=kind, done=None, failed__isnull=False).order_by("-id").limit(most)


async def held_up(kind: str) -> list[Job]:
    """The work of `kind` that was tried in vain and waits to be tried again, the oldest first."""
    return await Job.filter(kind=kind, done=None, failed=None).exclude(fault="").order_by("id")


async def try_again(job: Job) -> bool:
    """Let work that was given up begin anew; False when somebody else did so meanwhile."""
    waiting = Job.filter(id=job.id, done=None, failed__isnull=False)
    return bool(
        await waiting.update(failed=None, attempts=0, run_at=now(), lease_until=None, owner="")
    )


async def hold_back(kind: str, until: datetime) -> None:
    """Let all work of `kind` wait until then: what it needs is out of reach for everybody."""
    waiting = Job.filter(kind=kind, done=None, failed=None, lease_until=None, run_at__lt=until)
    await waiting.update(run_at=until)
