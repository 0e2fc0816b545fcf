"""The directory of an OLE2 file (.doc, .wps, .xls, or an encrypted .docx): who is inside.

Only the header, the allocation table and the directory are read; see [MS-CFB] 2.2 (header),
2.3 (allocation table), 2.5 (where the table's own sectors stand) and 2.6 (directory).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from portal.word.errors import Unreadable

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
HEADER = 512
ROW = 128
LAST = 0xFFFFFFFA  # the first of the numbers that are no sectors
FREE = 0xFFFFFFFF
MOST = 4096  # sectors of a directory
IN_HEADER = 109  # sectors of the allocation table that the header itself names


@dataclass(frozen=True)
class Entry:
    """A storage or stream; `start` is its first sector."""

    name: str
    start: int


def entries(data: bytes) -> list[Entry]:
    """What the directory names; raises Unreadable where the file is cut off or in a knot."""
    try:
        table = _table(data)
        first = struct.unpack_from("<L", data, 48)[0]
        rows = [row for sector in _chain(table, first) for row in _rows(_sector(data, sector))]
        found = [_entry(row) for row in rows]
    except (struct.error, IndexError) as error:
        raise Unreadable("damaged", f"OLE2: {error}") from error
    return [entry for entry in found if entry.name]


def head(data: bytes, entry: Entry, length: int) -> bytes:
    """The first bytes of a stream of at least 4096 bytes (smaller ones lie elsewhere)."""
    start = _place(data, entry.start)
    return data[start : start + length]


def _table(data: bytes) -> list[int]:
    """What follows each sector; the last sector that is in use must be in the file."""
    table: list[int] = []
    for sector in _table_sectors(data):
        table += _numbers(_sector(data, sector))
    used = max((place for place, after in enumerate(table) if after != FREE), default=0)
    if _place(data, used) >= len(data):
        raise Unreadable("damaged", "OLE2: the file is cut off")
    return table


def _table_sectors(data: bytes) -> Iterator[int]:
    yield from _in_use(struct.unpack_from(f"<{IN_HEADER}L", data, 76))
    more, seen = struct.unpack_from("<L", data, 68)[0], 0
    while more < LAST:
        *named, more = _numbers(_sector(data, more))
        yield from _in_use(tuple(named))
        seen += 1
        if seen > MOST:
            raise Unreadable("damaged", "OLE2: the table has no end")


def _in_use(sectors: tuple[int, ...]) -> Iterator[int]:
    return (sector for sector in sectors if sector < LAST)


def _chain(table: list[int], first: int) -> Iterator[int]:
    sector, seen = first, 0
    while sector < LAST:
        yield sector
        sector, seen = table[sector], seen + 1
        if seen > MOST:
            raise Unreadable("damaged", "OLE2: the directory has no end")


def _rows(sector: bytes) -> Iterator[bytes]:
    return (sector[at : at + ROW] for at in range(0, len(sector), ROW))


def _entry(row: bytes) -> Entry:
    length, kind = struct.unpack_from("<HB", row, 64)
    name = row[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    return Entry(name if kind else "", struct.unpack_from("<L", row, 116)[0])


def _numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}L", sector)


def _sector(data: bytes, number: int) -> bytes:
    start, size = _place(data, number), _sector_size(data)
    whole = data[start : start + size]
    if len(whole) < size:
        raise Unreadable("damaged", "OLE2: the file is cut off")
    return whole


def _place(data: bytes, number: int) -> int:
    return max(HEADER, _sector_size(data)) + number * _sector_size(data)


def _sector_size(data: bytes) -> int:
    shift = int(struct.unpack_from("<H", data, 30)[0])
    if shift not in (9, 12):
        raise Unreadable("damaged", "OLE2: unknown sector size")
    return 1 << shift
