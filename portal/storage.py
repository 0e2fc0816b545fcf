"""Files kept by their SHA-256 and never overwritten.

A file is written before the transaction that names it; one that no row names is swept later.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Protocol

from portal.errors import NotFound

HASH = 64  # hexadecimal digits


class Storage(Protocol):
    """Where bytes live; the folder of a laptop or an object store."""

    async def keep(self, data: bytes) -> str: ...

    async def fetch(self, sha256: str) -> bytes: ...

    async def has(self, sha256: str) -> bool: ...

    async def kept_before(self, moment: datetime) -> list[str]: ...

    async def drop(self, sha256: str, kept_before: datetime) -> None: ...


class Folder:
    """A folder on this machine: ab/cdef… by hash."""

    def __init__(self, root: Path) -> None:
        self.root = root

    async def keep(self, data: bytes) -> str:
        """Keep `data` and return its SHA-256 in hexadecimal; on disk when this returns."""
        return await asyncio.to_thread(self._write, data)

    async def fetch(self, sha256: str) -> bytes:
        """The bytes of that hash; raises NotFound, also when they no longer match it."""
        return await asyncio.to_thread(self._read, sha256)

    async def has(self, sha256: str) -> bool:
        return await asyncio.to_thread(self.path(sha256).is_file)

    async def kept_before(self, moment: datetime) -> list[str]:
        """The hashes of what was last kept before `moment`."""
        return await asyncio.to_thread(self._kept_before, moment.timestamp())

    async def drop(self, sha256: str, kept_before: datetime) -> None:
        """Forget what nothing names, unless it was kept anew meanwhile; called by upkeep alone."""
        await asyncio.to_thread(self._drop, self.path(sha256), kept_before.timestamp())

    def path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256[2:]

    def _write(self, data: bytes) -> str:
        name = hashlib.sha256(data).hexdigest()
        target = self.path(name)
        if target.is_file():
            os.utime(target)  # kept anew: nothing sweeps it before the act that names it
            return name
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as draft:
            draft.write(data)
            draft.flush()
            os.fsync(draft.fileno())
        os.replace(draft.name, target)
        _sync_folder(target.parent)
        return name

    def _kept_before(self, moment: float) -> list[str]:
        found = (path for path in self.root.glob("??/*") if len(path.name) == HASH - 2)
        old = (path for path in found if path.stat().st_mtime < moment)
        return [path.parent.name + path.name for path in old]

    def _drop(self, path: Path, moment: float) -> None:
        if path.is_file() and path.stat().st_mtime < moment:
            path.unlink(missing_ok=True)

    def _read(self, sha256: str) -> bytes:
        try:
            data = self.path(sha256).read_bytes()
        except FileNotFoundError:
            raise NotFound("文件不在存储中") from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise NotFound("存储中的文件已损坏，请联系管理员")
        return data


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_open: list[Storage] = []


def open_storage(storage: Storage) -> None:
    """Set the one storage of this process; called by the doors at start-up and by tests."""
    _open[:] = [storage]


def storage() -> Storage:
    """The storage of this process."""
    return _open[0]
