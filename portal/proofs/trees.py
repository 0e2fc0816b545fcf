"""Trees over the record as RFC 6962 builds them: roots that grow, and the paths that prove."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from portal.proofs.legalverify import leaf_hash, node_hash

EMPTY = sha256(b"").digest()


class Frontier:
    """The root of a growing tree: the roots of its whole subtrees, the largest first."""

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size, self.peaks = size, list(peaks)

    def add(self, data: bytes) -> None:
        """Append one leaf."""
        found, rest = leaf_hash(data), self.size
        while rest & 1:
            found, rest = node_hash(self.peaks.pop(), found), rest >> 1
        self.peaks.append(found)
        self.size += 1

    def root(self) -> bytes:
        if not self.peaks:
            return EMPTY
        found = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            found = node_hash(peak, found)
        return found


class Tree:
    """All hashes of one tree, 64 bytes a leaf in all: what many paths are read from."""

    def __init__(self, leaves: Iterable[bytes]) -> None:
        self.levels = [[leaf_hash(one) for one in leaves]]
        while len(self.levels[-1]) > 1:
            self.levels.append(_paired(self.levels[-1]))

    def root(self) -> bytes:
        return self.levels[-1][0] if self.levels[0] else EMPTY

    def inclusion(self, position: int) -> list[bytes]:
        """The path from the leaf at `position`, counted from 0, to the root."""
        found = []
        for level in self.levels[:-1]:
            if (beside := position ^ 1) < len(level):
                found.append(level[beside])
            position >>= 1
        return found

    def consistency(self, old: int) -> list[bytes]:
        """The path that proves that the tree of the first `old` leaves is this one's beginning.

        RFC 6962, section 2.1.2; `old` from 1 to the tree's size.
        """
        return _grown(self.levels[0], old, whole=True)


def _paired(level: Sequence[bytes]) -> list[bytes]:
    """The level above; a last one without a partner goes up as it is."""
    pairs = zip(level[::2], level[1::2], strict=False)
    above = [node_hash(left, right) for left, right in pairs]
    return above + list(level[-1:]) if len(level) & 1 else above


def _grown(hashes: Sequence[bytes], old: int, *, whole: bool) -> list[bytes]:
    if old == len(hashes):
        return [] if whole else [_root(hashes)]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    if old <= split:
        return [*_grown(hashes[:split], old, whole=whole), _root(hashes[split:])]
    return [*_grown(hashes[split:], old - split, whole=False), _root(hashes[:split])]


def _root(hashes: Sequence[bytes]) -> bytes:
    level = list(hashes)
    while len(level) > 1:
        level = _paired(level)
    return level[0]
