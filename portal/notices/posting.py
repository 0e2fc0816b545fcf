"""Asking for mails: one at once, or one for all that has gathered; written with the notices."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from portal.clock import now
from portal.database import transaction
from portal.gateways import mail
from portal.jobs.queue import enqueue
from portal.notices.models import Mailing, Mode, Notice, Preference
from portal.people.models import Person

KIND = "mail"


async def post_at_once(notices: Sequence[Notice]) -> None:
    """A mail for each of these new notices whose reader wants it at once."""
    wanted = [one for one in notices if one.mail and one.person.mail]
    if not wanted or not mail.is_configured():
        return
    ids = [one.person_id for one in wanted]
    chosen = await Preference.filter(person_id__in=ids, mode=Mode.AT_ONCE)
    eager = {one.person_id for one in chosen}
    for notice in wanted:
        if notice.person_id in eager:
            await post(notice.person, f"notice:{notice.id}", [notice.id])


@transaction
async def post(person: Person, key: str, notices: Sequence[int]) -> None:
    """Ask for one mail that carries these notices; the same `key` asks for the same mail."""
    mailing, new = await Mailing.get_or_create(
        key=key, defaults={"person": person, "token": secrets.token_hex(16), "made_at": now()}
    )
    if new:
        await Notice.filter(id__in=notices, mailing_id=None).update(mailing_id=mailing.id)
        await enqueue(KIND, key, mailing=str(mailing.id))
