"""Mails that have not gone out: given up for a human to look at, or waiting for the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.acts import Act
from portal.database import transaction
from portal.jobs.models import Job
from portal.jobs.queue import given_up, held_up, try_again
from portal.journal.writing import record
from portal.notices.models import Mailing
from portal.notices.posting import KIND
from portal.people.models import Person


@dataclass(frozen=True)
class Stuck:
    """A mail that could not be sent; nothing of what it was to say.

    `unanswered`: the server had its text and gave no answer, so it may have arrived.
    """

    job: Job
    person: Person
    unanswered: bool


async def failures() -> list[Stuck]:
    """The mails that were given up, the latest first."""
    return await _stuck(await given_up(KIND))


async def waiting() -> list[Stuck]:
    """The mails that were tried in vain and will be tried again, the oldest first."""
    return await _stuck(await held_up(KIND))


async def _stuck(jobs: Sequence[Job]) -> list[Stuck]:
    mailings = Mailing.filter(id__in=[int(job.facts["mailing"]) for job in jobs])
    by_id = {one.id: one for one in await mailings.select_related("person")}
    return [
        Stuck(job, one.person, unanswered=one.handed_at is not None)
        for job in jobs
        if (one := by_id[int(job.facts["mailing"])])
    ]


@transaction
async def retry(job: Job, *, by: Person) -> None:
    """Let a mail that was given up be sent from the beginning; one that goes already is left."""
    if await try_again(job):
        await record(Act.MAIL_TRIED_AGAIN, "people", by=by, mailing=job.facts["mailing"])
