"""The secret address of a person's own calendar: made, replaced, revoked, and whose it is."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.journal.writing import record
from portal.notices.models import Preference
from portal.notices.preferences import keep
from portal.people.models import Person


@transaction
async def make(person: Person) -> str:
    """A new secret for the calendar of `person`; an earlier one opens nothing any more.

    It is told once and kept only as its hash.
    """
    secret = secrets.token_urlsafe(32)
    await keep(person, feed=_hash(secret), feed_since=now())
    await record(Act.FEED_MADE, "people", by=person)
    return secret


@transaction
async def revoke(person: Person) -> None:
    """From now on no address opens the calendar of `person`."""
    held = Preference.filter(person_id=person.id).exclude(feed="")
    if await held.update(feed="", feed_since=None):
        await record(Act.FEED_REVOKED, "people", by=person)


async def owner_of(secret: str) -> Person | None:
    """Whose calendar this secret opens; None where it opens nothing, or nothing any more."""
    wanted = _hash(secret)
    found = await Preference.get_or_none(feed=wanted).select_related("person")
    if found is None or not hmac.compare_digest(found.feed, wanted) or not found.person.active:
        return None
    return found.person


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
