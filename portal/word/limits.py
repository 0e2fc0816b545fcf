"""Work on files of strangers in a process of its own, with limits that the kernel keeps.

What asks for too much ends this process only, and the door says so in one line.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable

SECONDS = 20  # of computing, for each file
MEMORY = 768 * 1024 * 1024  # bytes beyond what the library takes
TAKEN = "/proc/self/statm"
TOO_LONG = "too-long: working on it takes longer than {} seconds"
OTHERWISE = "too-much: working on it ended with {}"
REFUSED = 1


def within_limits(work: Callable[[], int], seconds: int) -> int:
    """The exit code of some work that may compute for so many seconds."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os._exit(_limited(work, seconds))
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return code
    ended = signal.Signals(-code)
    is_late = ended is signal.SIGXCPU
    why = TOO_LONG.format(seconds) if is_late else OTHERWISE.format(ended.name)
    print(why, file=sys.stderr)
    return REFUSED


def _limited(work: Callable[[], int], seconds: int) -> int:
    try:
        _set_limits(seconds)
        return work()
    except MemoryError:
        megabytes = MEMORY // 1024 // 1024
        print(f"too-much: working on it takes more than {megabytes} MB", file=sys.stderr)
        return REFUSED
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def _set_limits(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if os.path.exists(TAKEN):
        with open(TAKEN) as statm:
            taken = int(statm.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY, taken + MEMORY))
