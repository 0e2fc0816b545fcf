"""Handing one mail to the mail server, step by step and with time limits.

Between the last step before the text and the server's answer nobody can know whether the mail was
taken; so the caller is told of both moments and can write them down.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from aiosmtplib import SMTP, SMTPException, SMTPResponseException
from aiosmtplib.errors import SMTPDataError, SMTPRecipientRefused

import settings

STEP_SECONDS = 20.0  # for each command and its answer
WHOLE_SECONDS = 60.0  # well within the lease of a job
GOODBYE_SECONDS = 2.0
PERMANENT = 500


class Undeliverable(Exception):
    """The server will never take this mail; trying again is no use."""


class Unsent(Exception):
    """The server does not take this mail now; later it may."""


class NoServer(Exception):
    """The server did not answer, or lets nobody send: this is not about the one mail."""


@dataclass(frozen=True)
class Server:
    """SMTP_URL taken apart: smtp://user:password@host:587, or smtps:// for TLS from the start.

    smtp:// turns to TLS where the server offers it, and insists on it where a password is sent.
    """

    host: str
    port: int
    user: str | None
    password: str | None
    tls: bool

    @property
    def start_tls(self) -> bool | None:
        """None: where it is offered."""
        return False if self.tls else True if self.user else None


def is_configured() -> bool:
    """Whether mails are sent at all."""
    return bool(settings.SMTP_URL)


def server() -> Server:
    """The server of SMTP_URL."""
    parts = urlsplit(settings.SMTP_URL)
    tls = parts.scheme == "smtps"
    return Server(
        host=parts.hostname or "",
        port=parts.port or (465 if tls else 587 if parts.username else 25),
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        tls=tls,
    )


def sender_domain() -> str:
    """The domain of MAIL_FROM: the right part of every Message-ID."""
    return parseaddr(settings.MAIL_FROM)[1].rpartition("@")[2] or "localhost"


async def send(
    message: EmailMessage,
    to: str,
    *,
    handing_over: Callable[[], Awaitable[None]],
    accepted: Callable[[str], Awaitable[None]],
) -> None:
    """Send `message` to one address; `accepted` gets the server's words as soon as it took it.

    `handing_over` is called before the text goes out; what it raises stops the sending. Raises
    Undeliverable, Unsent or NoServer.
    """
    message["From"], message["To"] = settings.MAIL_FROM, to
    at = server()
    client = SMTP(
        hostname=at.host, port=at.port, username=at.user, password=at.password,
        use_tls=at.tls, start_tls=at.start_tls, timeout=STEP_SECONDS,
        local_hostname=socket.gethostname(),
    )  # fmt: skip
    try:
        answer = await _converse(client, message, to, handing_over)
        await accepted(answer)
        with contextlib.suppress(SMTPException, OSError, TimeoutError):
            await client.quit(timeout=GOODBYE_SECONDS)
    finally:
        client.close()


async def _converse(
    client: SMTP, message: EmailMessage, to: str, handing_over: Callable[[], Awaitable[None]]
) -> str:
    try:
        async with asyncio.timeout(WHOLE_SECONDS):
            await client.connect()
            await client.mail(parseaddr(settings.MAIL_FROM)[1])
            await client.rcpt(to)
            await handing_over()
            answer = await client.data(message.as_bytes())
    except (SMTPRecipientRefused, SMTPDataError) as fault:
        refused = Undeliverable if fault.code >= PERMANENT else Unsent
        raise refused(f"{fault.code} {fault.message}") from fault
    except SMTPResponseException as fault:
        raise NoServer(f"{fault.code} {fault.message}") from fault
    except (SMTPException, OSError, TimeoutError) as fault:
        raise NoServer(repr(fault)) from fault
    return f"{answer.code} {answer.message}"
