"""Where files are opened: outside this process, within limits on memory and time."""

from __future__ import annotations

import asyncio
import atexit
import io
import logging
import os
import pickle
import socket
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from portal.documents.inspection import read_any
from portal.documents.refusals import refusal
from portal.storage import storage
from portal.word.document import Document

T = TypeVar("T")
HOUSE = Path(__file__).parent.parent.parent
SECONDS = 20
PLACES = os.cpu_count() or 1
KEPT = 16  # documents that stay read
PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
log = logging.getLogger("portal.workshop")


async def run(work: Callable[..., T], *args: object, seconds: int = SECONDS) -> T:
    """What `work` makes of `args`, in a side process; `work` is a function of a module.

    Raises Unacceptable with a sentence for people when the file is refused, when the work takes
    more than `seconds` or 768 MB, or when it crashes.
    """
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with theirs:
        _bench.send(theirs, work.__module__)
    reader, writer = await asyncio.open_connection(sock=ours)
    try:
        writer.write(pickle.dumps((work, args, seconds)))
        await writer.drain()
        said = await reader.read()
    except ConnectionError:
        said = b""
    finally:
        writer.close()
    return _result(said, work)


async def document_of(sha256: str) -> Document:
    """The document in the kept file of that hash, Word or PDF; lately read ones are at hand."""
    if sha256 in _read:
        _read.move_to_end(sha256)
        return _read[sha256]
    found = await run(read_any, await storage().fetch(sha256))
    _read[sha256] = found
    while len(_read) > KEPT:
        _read.popitem(last=False)
    return found


_read: OrderedDict[str, Document] = OrderedDict()


def _result(said: bytes, work: Callable[..., T]) -> T:
    """The value in an answer; an answer that never came means that the kernel ended the work."""
    how, value = _Careful(io.BytesIO(said)).load() if said else ("ended", "")
    if how == "done":
        return cast(T, value)
    if how == "unreadable":
        raise refusal(*value)
    log.warning("work on a file failed: %s %s: %s", work.__name__, how, value)
    if how == "fault":
        raise refusal("fault")
    raise refusal("too-much")


class _Careful(pickle.Unpickler):
    """Takes values of ours and nothing else, whatever the file may have made of its process."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("portal.") or (module, name) == ("decimal", "Decimal"):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise refusal("fault")


class _Bench:
    """The one side process of this process, started when it is first needed."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.door: socket.socket | None = None

    def send(self, line: socket.socket, module: str) -> None:
        """Hand `line` to the bench for work of `module`; one that has died is started anew."""
        with self.lock:
            try:
                socket.send_fds(self._open_door(), [module.encode()], [line.fileno()])
            except OSError:
                self.close()
                socket.send_fds(self._open_door(), [module.encode()], [line.fileno()])

    def _open_door(self) -> socket.socket:
        if self.door is None:
            self.door, inside = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with inside:
                self.process = subprocess.Popen(  # noqa: S603 our own module
                    [sys.executable, "-m", "portal.documents.bench", str(PLACES)],
                    stdin=inside.fileno(),
                    cwd=HOUSE,
                    env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
                    start_new_session=True,
                )  # fmt: skip
        return self.door

    def close(self) -> None:
        if self.door:
            self.door.close()
        if self.process:
            self.process.kill()
            self.process.wait()
        self.door = self.process = None


_bench = _Bench()
atexit.register(_bench.close)
