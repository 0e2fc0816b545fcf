"""The side process in which files of strangers are opened: `python -m portal.documents.bench`.

It loads the word library once and forks for every piece of work, so that a piece costs a fork
and not the start of an interpreter. What it forks has no socket of the portal, no secrets in
its environment, and hard limits on memory and time: a hostile file ends its own process only.

Its standard input is a socket; each message on it is the name of a module and carries one
connected socket. On that stands the pickled work (function of the module, arguments, seconds),
and the answer goes back the same way. The module is loaded before the fork, so that the next
piece of work finds it there.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import pickle
import resource
import signal
import socket
import sys
from collections.abc import Callable

from portal.documents import inspection, sorts
from portal.word.errors import Unreadable

LOADED = (inspection, sorts)  # what most pieces of work need, loaded at the start
LONGEST_NAME = 200
MEMORY = 768 * 1024 * 1024  # bytes beyond what the loaded library takes
PAGE = resource.getpagesize()
Answer = tuple[str, object]


def serve(door: socket.socket, places: int) -> None:
    """Take work from `door` until the portal closes it; at most `places` pieces at once."""
    gc.freeze()
    busy = 0
    while True:
        busy -= _finished(wait=busy >= places)
        module, sockets, _flags, _address = socket.recv_fds(door, LONGEST_NAME, 1)
        if not module:
            return
        _load(module.decode())
        for number in sockets:
            busy += _forked(socket.socket(fileno=number), door)


def _load(module: str) -> None:
    """Load what the work needs; where that fails, the work itself will say so."""
    with contextlib.suppress(ImportError):
        importlib.import_module(module)


def _finished(*, wait: bool) -> int:
    """How many pieces of work have ended; waits for one where every place is taken."""
    count = 0
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, 0 if wait and not count else os.WNOHANG)[0]:
            count += 1
    return count


def _forked(line: socket.socket, door: socket.socket) -> int:
    if os.fork() == 0:
        try:
            door.close()
            os.close(0)
            _work(line)
        finally:
            os._exit(0)
    line.close()
    return 1


def _work(line: socket.socket) -> None:
    with line, line.makefile("rwb") as stream:
        work, arguments, seconds = pickle.load(stream)  # noqa: S301 our own process wrote it
        _limit(seconds)
        stream.write(pickle.dumps(_answer(work, arguments)))


def _limit(seconds: int) -> None:
    """The kernel ends this process when it takes too long or wants too much."""
    with open("/proc/self/statm") as statm:
        taken = int(statm.read().split()[0]) * PAGE
    resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY, taken + MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(seconds)


def _answer(work: Callable[..., object], arguments: tuple[object, ...]) -> Answer:
    try:
        return "done", work(*arguments)
    except Unreadable as error:
        return "unreadable", (error.code, error.detail)
    except MemoryError:
        return "memory", ""
    except Exception as error:
        return "fault", repr(error)[:500]


if __name__ == "__main__":
    with socket.socket(fileno=os.dup(0)) as front:
        serve(front, int(sys.argv[1]))
