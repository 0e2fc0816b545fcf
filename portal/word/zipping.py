"""Zip files without trust: what is in them, within limits, and how to write them anew.

Entries that stay as they are go from file to file in their compressed form, byte for byte.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from portal.word.errors import Encrypted, Hostile, Unreadable

MAX_ENTRIES = 5_000
MAX_TOTAL = 200 * 1024 * 1024
MAX_RATIO = 200
RATIO_MATTERS_ABOVE = 1024 * 1024
OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
STORED, DEFLATED = 0, 8
UTF8_NAME = 0x800
LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file inside a zip: where its compressed bytes lie and what they become."""

    name: str
    start: int
    packed: int
    size: int
    crc: int
    method: int
    time: int
    date: int


def entries(data: bytes) -> list[Entry]:
    """What is in a zip file, folders left out; raises `Unreadable` where it cannot be trusted."""
    infos = _directory(data)
    if len(infos) > MAX_ENTRIES:
        raise Hostile("too-many-parts", f"{len(infos)} entries")
    if sum(info.compress_size for info in infos) > len(data):
        raise Hostile("bomb", "entries overlap")
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        raise Hostile("bomb", "more than 200 MB when unpacked")
    return [_entry(data, info) for info in infos if not info.is_dir()]


def inflate(data: bytes, entry: Entry, limit: int) -> bytes:
    """The bytes of an entry, counted while they are unpacked and held against their checksum."""
    packed = data[entry.start : entry.start + entry.packed]
    if entry.size > limit or entry.size > max(RATIO_MATTERS_ABOVE, MAX_RATIO * entry.packed):
        raise Hostile("bomb", entry.name)
    plain = packed if entry.method == STORED else _unpacked(packed, entry)
    if len(plain) != entry.size or zlib.crc32(plain) != entry.crc:
        raise Unreadable("damaged", f"{entry.name} does not match its checksum")
    return plain


def rewrite(data: bytes, kept: list[Entry], parts: Mapping[str, bytes]) -> bytes:
    """A zip file with the `kept` entries of `data`; `parts` replace those of their name or follow.

    The order of entries is kept; a part that is replaced stands where it stood.
    """
    target = _Writer()
    for entry in kept:
        if entry.name in parts:
            target.add(entry, *_packed(parts[entry.name]))
        else:
            packed = data[entry.start : entry.start + entry.packed]
            target.add(entry, packed, entry.method, entry.size, entry.crc)
    known = {entry.name for entry in kept}
    for name in [name for name in parts if name not in known]:
        target.add(Entry(name, 0, 0, 0, 0, 0, 0, 0x21), *_packed(parts[name]))
    return target.finished()


def _directory(data: bytes) -> list[zipfile.ZipInfo]:
    if not data:
        raise Unreadable("empty", "the file has no bytes")
    if data.startswith(OLE2):
        raise _ole2(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError) as error:
        code = "damaged" if data.startswith(b"PK") else "not-docx"
        raise Unreadable(code, f"no readable zip file: {error}") from error


def _ole2(data: bytes) -> Unreadable:
    if ENCRYPTED_PACKAGE in data:
        return Encrypted()
    return Unreadable("not-docx", "an old binary Office file")


def _entry(data: bytes, info: zipfile.ZipInfo) -> Entry:
    if info.flag_bits & 1:
        raise Encrypted()
    if info.compress_type not in (STORED, DEFLATED):
        raise Unreadable("damaged", f"{info.filename}: unknown compression {info.compress_type}")
    start = _start(data, info)
    name = info.filename.replace("\\", "/").lstrip("/")
    year, month, day, hour, minute, second = info.date_time
    return Entry(
        name,
        start,
        info.compress_size,
        info.file_size,
        info.CRC,
        info.compress_type,
        hour << 11 | minute << 5 | second // 2,
        (year - 1980) << 9 | month << 5 | day,
    )


def _start(data: bytes, info: zipfile.ZipInfo) -> int:
    offset = info.header_offset
    if data[offset : offset + 4] != b"PK\3\4" or offset + LOCAL.size > len(data):
        raise Unreadable("damaged", f"{info.filename} has no header")
    *_, name, extra = LOCAL.unpack_from(data, offset)
    start = offset + LOCAL.size + int(name) + int(extra)
    if start + info.compress_size > len(data):
        raise Unreadable("damaged", f"{info.filename} is cut off")
    return start


def _unpacked(packed: bytes, entry: Entry) -> bytes:
    stream = zlib.decompressobj(-15)
    try:
        return stream.decompress(packed, entry.size + 1)
    except zlib.error as error:
        raise Unreadable("damaged", f"{entry.name}: {error}") from error


def _packed(plain: bytes) -> tuple[bytes, int, int, int]:
    stream = zlib.compressobj(1, zlib.DEFLATED, -15)
    packed = stream.compress(plain) + stream.flush()
    return packed, DEFLATED, len(plain), zlib.crc32(plain)


class _Writer:
    """Collects entries and then the directory that a zip file ends with."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.directory: list[bytes] = []
        self.length = 0

    def add(self, entry: Entry, packed: bytes, method: int, size: int, crc: int) -> None:
        name = entry.name.encode()
        flags = 0 if name.isascii() else UTF8_NAME
        common = (20, flags, method, entry.time, entry.date, crc, len(packed), size, len(name), 0)
        self.directory.append(CENTRAL.pack(b"PK\1\2", 20, *common, 0, 0, 0, 0, self.length) + name)
        self._write(LOCAL.pack(b"PK\3\4", *common), name, packed)

    def finished(self) -> bytes:
        start, count = self.length, len(self.directory)
        self._write(*self.directory)
        size = self.length - start
        self._write(END.pack(b"PK\5\6", 0, 0, count, count, size, start, 0))
        return b"".join(self.pieces)

    def _write(self, *pieces: bytes) -> None:
        self.pieces += pieces
        self.length += sum(len(piece) for piece in pieces)
