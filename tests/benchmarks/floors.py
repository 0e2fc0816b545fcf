"""What no engine can do without, and how far above it a piece of work is."""

from __future__ import annotations

import resource
import time
from pathlib import Path

from lxml import etree

from portal.word import zipping

MAIN = "word/document.xml"


def floor(data: bytes) -> bytes:
    """Copies the package raw, each entry in its compressed form, but for the body: that is
    parsed and written by lxml alone."""
    entries = zipping.entries(data)
    main = next(entry for entry in entries if entry.name == MAIN)
    root = etree.fromstring(zipping.inflate(data, main, main.size))
    return zipping.rewrite(data, entries, {MAIN: etree.tostring(root, encoding="UTF-8")})


def weight(data: bytes) -> int:
    """Bytes of the body's XML when it is unpacked."""
    return next(entry.size for entry in zipping.entries(data) if entry.name == MAIN)


def busy() -> float:
    """Seconds that the processor has worked for this process and for those that it waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak() -> int:
    """The most memory that this process, or one that it waited for, has held so far, in bytes.

    Linux hands the figure of getrusage on from parent to child, that in /proc it does not.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    own = next(line for line in status if line.startswith("VmHWM"))
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(int(own.split()[1]), children) * 1024
