"""Numbers that are still free: of changes, bookmarks and comments, and of comment paragraphs."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from portal.word.package import Package

LIMIT = 2**31


class Ids:
    """Gives out numbers that occur in none of the parts it was made from."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._taken: set[int] = set()
        self._keys: set[int] = set()
        for part in parts:
            self._taken.update(int(value) for value in _values(part, b':id="') if _is_whole(value))
            self._keys.update(_key(value) for value in _values(part, b'paraId="'))
            self._keys.update(_key(value) for value in _values(part, b'durableId="'))
        usual = [number for number in self._taken if 0 <= number < LIMIT // 2]
        self._last = max(usual, default=0)

    def number(self) -> str:
        """A number for a change or a comment, below 2^31."""
        self._last += 1
        while self._last in self._taken:
            self._last += 1
        return str(self._last)

    def numbers(self) -> Iterator[int]:
        """Such numbers, as many as are asked for."""
        while True:
            yield int(self.number())

    def key(self, seed: str) -> str:
        """Eight hexadecimal digits below 0x7FFFFFFF; equal seeds give equal keys where free."""
        key = zlib.crc32(seed.encode(errors="replace")) % (LIMIT - 2) + 1
        while key in self._keys:
            key = key % (LIMIT - 2) + 1
        self._keys.add(key)
        return f"{key:08X}"


def ids_of(package: Package) -> Ids:
    """Numbers that no part of a package has that may hold changes, bookmarks or comments."""
    return Ids(_texts(package))


def _texts(package: Package) -> Iterator[bytes]:
    yield package.part(package.main)
    for relation in package.relations(package.main):
        if relation.target.endswith(".xml") and relation.target in package:
            yield package.part(relation.target)


def _values(part: bytes, before: bytes) -> Iterator[bytes]:
    for piece in part.split(before)[1:]:
        end = piece.find(b'"', 0, 24)
        if end > 0:
            yield piece[:end]


def _is_whole(value: bytes) -> bool:
    return value.removeprefix(b"-").isdigit()


def _key(value: bytes) -> int:
    try:
        return int(value, 16)
    except ValueError:
        return 0
