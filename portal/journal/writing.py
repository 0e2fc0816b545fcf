"""Writing the journal: the one record that audit, timeline and notices all read."""

from __future__ import annotations

from portal.acts import Act
from portal.clock import now
from portal.database import at_the_end, transaction
from portal.journal.digests import digest
from portal.journal.following import tell_followers
from portal.journal.models import Chain, Entry
from portal.people.models import Person
from portal.workflow import Move


@transaction
async def record(act: Act | Move, subject: str, *, by: Person | None, **facts: object) -> Entry:
    """Write one act at the end of `subject`'s chain; call it inside the act's transaction.

    Whoever follows the journal is told at the end of that transaction.
    """
    chain = await hold(subject)
    at, told = now(), {name: str(value) for name, value in facts.items()}
    seq, who = chain.length + 1, by.id if by else None
    sealed = digest(chain.digest, subject, seq, act, who, at, told)
    entry = await Entry.create(
        subject=subject, seq=seq, act=act.value, by_id=who, at=at, facts=told,
        previous=chain.digest, digest=sealed,
    )  # fmt: skip
    await Chain.filter(id=chain.id).update(length=seq, digest=sealed)
    at_the_end(tell_followers, entry)
    return entry


async def hold(subject: str) -> Chain:
    """The end of the chain, to which nobody else adds until the act's transaction ends."""
    found = await Chain.select_for_update().get_or_none(subject=subject)
    return found or await Chain.create(subject=subject)
