"""Once a day: what nobody needs any more goes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from portal.clock import now
from portal.consultation.models import Consultation, Paper, PublicText
from portal.database import transaction
from portal.documents.models import Draft, Material, StoredFile
from portal.intake.models import Basket, Meeting, SupplementItem
from portal.jobs.models import Job
from portal.people.models import Session, Throttle
from portal.register.models import Decision, Obligation
from portal.reviews.models import Handout, WordImport
from portal.signing.models import IssuedOpinion
from portal.storage import storage

BASKETS = timedelta(days=30)  # a submission nobody finished
FILES = BASKETS + timedelta(days=1)  # a basket names its files in no column of its own
SESSIONS = timedelta(days=180)  # 网络安全法：logs at least six months
DONE = timedelta(days=30)

# every column that names a file
NAMED: tuple[Callable[[str], Awaitable[bool]], ...] = (
    lambda one: StoredFile.filter(sha256=one).exists(),
    lambda one: Draft.filter(sha256=one).exists(),
    lambda one: Draft.filter(original=one).exists(),
    lambda one: Material.filter(sha256=one).exists(),
    lambda one: SupplementItem.filter(sha256=one).exists(),
    lambda one: Meeting.filter(agenda=one).exists(),
    lambda one: Handout.filter(sha256=one).exists(),
    lambda one: Consultation.filter(sha256=one).exists(),
    lambda one: Paper.filter(sha256=one).exists(),
    lambda one: PublicText.filter(sha256=one).exists(),
    lambda one: WordImport.filter(sha256=one).exists(),
    lambda one: IssuedOpinion.filter(letter=one).exists(),
    lambda one: IssuedOpinion.filter(annotated=one).exists(),
    lambda one: Decision.filter(final=one).exists(),
    lambda one: Decision.filter(final_original=one).exists(),
    lambda one: Obligation.filter(file=one).exists(),
)


async def sweep(_: Job) -> None:
    """The day's cleaning: records first, then the files that no record names any more."""
    await sweep_records()
    await sweep_files()


@transaction
async def sweep_records() -> None:
    """Drop unfinished submissions, old sessions, counted attempts and finished jobs."""
    moment = now()
    await Basket.filter(matter_id=None, begun__lt=moment - BASKETS).delete()
    await Session.filter(seen__lt=moment - SESSIONS).delete()
    await Throttle.filter(since__lt=moment - timedelta(days=1)).delete()
    await Job.filter(done__lt=moment - DONE).delete()


async def sweep_files() -> None:
    """Drop files that were kept long ago for an act that never came to name them."""
    moment = now() - FILES
    for sha256 in await storage().kept_before(moment):
        if not await is_named(sha256):
            await storage().drop(sha256, moment)


async def is_named(sha256: str) -> bool:
    """Whether any record names this file."""
    for asked in NAMED:
        if await asked(sha256):
            return True
    return False
