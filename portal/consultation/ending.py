"""What the day brings: a clock that stood still for answers runs on when their time is over."""

from __future__ import annotations

from portal.clock import today
from portal.consultation.asking import let_run_on
from portal.consultation.models import Consultation
from portal.database import transaction
from portal.jobs.models import Job


async def end_waiting(_: Job) -> None:
    """Let every clock run on whose consultation's last day has passed; safe to be done twice."""
    over = Consultation.filter(
        stops=True, closed_at=None, due__lt=today(), matter__ended=False
    ).order_by("id")
    for asked in await over.select_related("matter"):
        await _run_on(asked)


@transaction
async def _run_on(asked: Consultation) -> None:
    await let_run_on(asked.matter, by=None)
