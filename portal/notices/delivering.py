"""Sending one mail until it is accepted, or a human must look.

Each attempt writes down that the text goes out (`handed_at`) and that it was taken (`accepted_at`).
Only where the server took it and the house fell over before the second line was written, or where
the server gave no answer, is it sent again, under the same Message-ID; nowhere else can a twin
arise. An attempt whose lease has passed to another one stops before it hands anything over.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from portal.bylaws.library import recall
from portal.clock import now
from portal.gateways import mail
from portal.jobs.models import Job
from portal.jobs.queue import Hopeless, OutOfReach, hold_back
from portal.matters.access import standing_of
from portal.notices.letters import letter
from portal.notices.models import Mailing, Notice
from portal.notices.posting import KIND
from portal.people.models import Person
from portal.permits import Permit, Relation, may

REST = timedelta(minutes=5)  # for all mails, after the server did not answer


class Overtaken(Exception):
    """Another attempt at the same mail has begun."""


async def deliver(job: Job) -> None:
    """Send the mail of `job`; done before, or come to nothing, it is left alone."""
    mailing = await Mailing.get_or_none(id=int(job.facts["mailing"])).select_related("person")
    if mailing is None or mailing.accepted_at or mailing.dropped_at:
        return
    notices = await carried(mailing)
    if not notices:
        await Mailing.filter(id=mailing.id).update(dropped_at=now())
        return
    await Mailing.filter(id=mailing.id).update(attempt=job.attempts)
    try:
        await mail.send(
            letter(mailing, notices), mailing.person.mail,
            handing_over=partial(hand_over, mailing, job.attempts),
            accepted=partial(accept, mailing),
        )  # fmt: skip
    except mail.Undeliverable as fault:
        raise Hopeless(str(fault)) from fault
    except mail.NoServer as fault:
        await hold_back(KIND, now() + REST)
        raise OutOfReach(str(fault)) from fault


async def carried(mailing: Mailing) -> list[Notice]:
    """The notices that still tell something to a reader who may know of their matters."""
    person = mailing.person
    if not person.active or not person.mail:
        return []
    waiting = Notice.filter(mailing_id=mailing.id, read_at=None, over_at=None).order_by("id")
    notices = await waiting.select_related("matter")
    await recall(notice.matter.bylaw for notice in notices if notice.matter)
    return [notice for notice in notices if await may_be_told(person, notice)]


async def may_be_told(person: Person, notice: Notice) -> bool:
    """Whether he may know of the matter; that his part in it has ended he may be told besides."""
    if notice.matter is None:
        return True
    standing = await standing_of(person, notice.matter)
    if notice.permit is None:
        return Relation.BARRED not in standing.relations
    return may(Permit.READ_SUMMARY, standing)


async def hand_over(mailing: Mailing, attempt: int) -> None:
    """Write down that the text goes out now; raises Overtaken where another attempt has begun."""
    if not await Mailing.filter(id=mailing.id, attempt=attempt).update(handed_at=now()):
        raise Overtaken(mailing.key)


async def accept(mailing: Mailing, answer: str) -> None:
    """Write down that the server has taken it."""
    await Mailing.filter(id=mailing.id).update(accepted_at=now(), answer=answer[:200])
