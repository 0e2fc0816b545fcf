"""The bytes of one part of a Word file; run where files are opened."""

from __future__ import annotations

from portal.word.package import Package


def part_of(data: bytes, name: str) -> bytes:
    """What the part `name` holds; nothing where there is no such part."""
    package = Package(data)
    return package.part(name) if name in package else b""
