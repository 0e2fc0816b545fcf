"""A mail server for the notices of a test, and everybody's address."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

import settings
from portal.gateways import mail
from portal.people.models import Person
from tests.cast import Cast
from tests.mailserver import Mailbox, post_office


@pytest.fixture
async def mailbox(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Mailbox]:
    """Takes the mails of everybody of the cast, who all have an address."""
    for person in await Person.all():
        await Person.filter(id=person.id).update(mail=f"{person.login}@gov.example")
    for person in vars(cast).values():
        if isinstance(person, Person):
            await person.refresh_from_db()
    monkeypatch.setattr(settings, "MAIL_FROM", "noreply@sfj.example")
    monkeypatch.setattr(mail, "STEP_SECONDS", 0.5)
    box = Mailbox()
    async with post_office(box) as url:
        monkeypatch.setattr(settings, "SMTP_URL", url)
        yield box
