"""Real mail servers on loopback: one that takes mails, and such as refuse, hang, drop and drip."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Mailbox:
    """Takes mails, or answers as told: `refusals` by recipient, `after_text` after the text."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.refusals: dict[str, str] = {}
        self.after_text = ""

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if refusal := self.refusals.get(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.after_text:
            return self.after_text
        made = message_from_bytes(envelope.content, policy=default)
        assert isinstance(made, EmailMessage)
        self.taken.append(made)
        return "250 taken as 42"

    def texts(self) -> list[str]:
        """What the mails say, subject first. (No property: the server looks at all of those.)"""
        return [f"{one['subject']}\n{one.get_content()}" for one in self.taken]


@asynccontextmanager
async def post_office(mailbox: Mailbox) -> AsyncIterator[str]:
    """A mail server; yields its SMTP_URL."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(mailbox, hostname="post.example", loop=loop), "127.0.0.1", 0
    )
    async with server:
        yield f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@asynccontextmanager
async def odd_server(talk: Talk) -> AsyncIterator[str]:
    """Something on a port that speaks as `talk` does; yields its SMTP_URL."""
    begun: set[asyncio.Task[None]] = set()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        begun.add(task)
        try:
            await talk(reader, writer)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in begun:
            task.cancel()
        await asyncio.gather(*begun, return_exceptions=True)


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Takes the connection and says nothing."""
    await asyncio.sleep(60)


async def slams_the_door(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Closes at once."""


async def too_busy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"421 too busy\r\n")
    await writer.drain()


async def drips(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A greeting that never ends, a sign at a time."""
    while True:
        writer.write(b"220-wait\r\n")
        await writer.drain()
        await asyncio.sleep(0.02)


async def hangs_after_the_text(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _take(reader, writer)
    await asyncio.sleep(60)


async def drops_after_the_text(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _take(reader, writer)


async def _take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """The conversation up to the end of the text."""
    writer.write(b"220 here\r\n")
    while line := await reader.readline():
        verb = line[:4].upper()
        if verb == b"DATA":
            writer.write(b"354 go on\r\n")
            while await reader.readline() != b".\r\n":
                pass
            return
        writer.write(b"250 OK\r\n")
        await writer.drain()
