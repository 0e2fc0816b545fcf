"""One mail to one server: what is told of each way in which it may end."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest

import settings
from portal.gateways import mail
from portal.gateways.mail import NoServer, Server, Undeliverable, Unsent
from tests.mailserver import (
    Mailbox,
    drips,
    drops_after_the_text,
    hangs_after_the_text,
    odd_server,
    post_office,
    silent,
    slams_the_door,
    too_busy,
)

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def _hasty(monkeypatch):
    monkeypatch.setattr(settings, "MAIL_FROM", "合法性审查平台 <noreply@sfj.example>")
    monkeypatch.setattr(mail, "STEP_SECONDS", 0.3)
    monkeypatch.setattr(mail, "WHOLE_SECONDS", 1.0)


class Sender:
    """Sends one mail and writes down what it was told on the way."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def send(self, to: str = "lin@jt.example") -> None:
        message = EmailMessage(policy=SMTP)
        message["Subject"] = "有事项等您办理"
        message["Message-ID"] = "<1@sfj.example>"
        message.set_content("2026-0001\n.\n..\n末行", cte="base64")
        await mail.send(message, to, handing_over=self.handing_over, accepted=self.accepted)

    async def handing_over(self) -> None:
        self.told.append("handing over")

    async def accepted(self, answer: str) -> None:
        self.told.append(answer)


async def test_it_arrives_as_it_was_written(monkeypatch):
    box, sender = Mailbox(), Sender()
    async with post_office(box) as url:
        monkeypatch.setattr(settings, "SMTP_URL", url)
        await sender.send()

    assert sender.told == ["handing over", "250 taken as 42"]
    got = box.taken[0]
    assert (got["subject"], got["to"]) == ("有事项等您办理", "lin@jt.example")
    assert got["from"] == "合法性审查平台 <noreply@sfj.example>"
    assert got.get_content().splitlines() == ["2026-0001", ".", "..", "末行"]


@pytest.mark.parametrize(
    ("refusal", "after_text", "fault", "told"),
    [
        ("550 no such user", "", Undeliverable, []),
        ("450 try later", "", Unsent, []),
        ("", "554 not that", Undeliverable, ["handing over"]),
        ("", "451 disk full", Unsent, ["handing over"]),
    ],
)
async def test_a_refusal_tells_whether_to_try_again(monkeypatch, refusal, after_text, fault, told):
    box, sender = Mailbox(), Sender()
    box.refusals, box.after_text = {"lin@jt.example": refusal}, after_text
    async with post_office(box) as url:
        monkeypatch.setattr(settings, "SMTP_URL", url)
        with pytest.raises(fault, match=(refusal or after_text)[:3]):
            await sender.send()

    assert sender.told == told


@pytest.mark.parametrize(
    ("talk", "told"),
    [
        (silent, []), (slams_the_door, []), (too_busy, []), (drips, []),
        (hangs_after_the_text, ["handing over"]), (drops_after_the_text, ["handing over"]),
    ],
)  # fmt: skip
async def test_a_server_that_does_not_answer(monkeypatch, talk, told):
    sender = Sender()
    async with odd_server(talk) as url:
        monkeypatch.setattr(settings, "SMTP_URL", url)
        with pytest.raises(NoServer):
            await sender.send()

    assert sender.told == told


async def test_nobody_listens(monkeypatch):
    async with odd_server(silent) as url:
        pass
    monkeypatch.setattr(settings, "SMTP_URL", url)
    with pytest.raises(NoServer):
        await Sender().send()


async def test_a_password_is_never_sent_in_the_clear(monkeypatch):
    """The server offers no TLS: nothing is sent to it, neither password nor mail."""
    box, sender = Mailbox(), Sender()
    async with post_office(box) as url:
        monkeypatch.setattr(settings, "SMTP_URL", url.replace("//", "//lin:secret@"))
        with pytest.raises(NoServer) as fault:
            await sender.send()

    assert (box.taken, sender.told) == ([], [])
    assert "secret" not in str(fault.value)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://post", Server("post", 25, None, None, tls=False)),
        ("smtp://a%40b:p%3Aq@post", Server("post", 587, "a@b", "p:q", tls=False)),
        ("smtps://post", Server("post", 465, None, None, tls=True)),
        ("smtp://post:2525", Server("post", 2525, None, None, tls=False)),
    ],
)
def test_the_address_of_the_server(monkeypatch, url, server):
    monkeypatch.setattr(settings, "SMTP_URL", url)

    assert mail.server() == server


@pytest.mark.parametrize(
    ("url", "sender", "faults"),
    [
        ("", "", 0), ("smtp://post", "noreply@x.example", 0), ("smtp://post", "", 1),
        ("http://post", "noreply@x.example", 1), ("smtp:post", "noreply", 2),
    ],
)  # fmt: skip
def test_settings_that_cannot_work_are_told(monkeypatch, url, sender, faults):
    monkeypatch.setattr(settings, "SMTP_URL", url)
    monkeypatch.setattr(settings, "MAIL_FROM", sender)

    assert len(settings.mail_faults()) == faults
