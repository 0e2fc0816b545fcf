"""Once a day: what nobody needs any more goes."""

from __future__ import annotations

from datetime import timedelta

from portal.clock import now
from portal.database import transaction
from portal.intake.models import Basket
from portal.jobs.models import Job
from portal.people.models import Session, Throttle

BASKETS = timedelta(days=30)  # a submission nobody finished
SESSIONS = timedelta(days=180)  # 网络安全法：logs at least six months
DONE = timedelta(days=30)


@transaction
async def sweep(_: Job) -> None:
    """Drop unfinished submissions, old sessions, counted attempts and finished jobs."""
    moment = now()
    await Basket.filter(matter_id=None, begun__lt=moment - BASKETS).delete()
    await Session.filter(seen__lt=moment - SESSIONS).delete()
    await Throttle.filter(since__lt=moment - timedelta(days=1)).delete()
    await Job.filter(done__lt=moment - DONE).delete()
