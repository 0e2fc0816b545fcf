"""Paths from entries to a signed root: what a receipt and a dossier are proved with."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from portal.errors import Stale
from portal.gateways.record_key import public_key
from portal.gateways.witnesses import witnesses
from portal.journal.models import Checkpoint, Cosignature, Entry, Leaf
from portal.proofs.trees import Tree


async def anchored() -> Checkpoint | None:
    """The newest checkpoint that a witness has signed; where there is no witness, the newest."""
    points = Checkpoint.all().order_by("-size")
    if not witnesses():
        return await points.first()
    latest = await Cosignature.all().order_by("-checkpoint__size").select_related("checkpoint")
    return latest[0].checkpoint if latest else None


async def proved(entries: Sequence[Entry]) -> dict[str, Any]:
    """The proofs of `entries` against the newest anchored root, and all that checks them.

    Raises Stale while one of them is not yet sealed or its root not yet witnessed.
    """
    point = await anchored()
    places = await _places(entries)
    size = point.size if point else 0
    if point is None or any(place is None or place >= size for place in places):
        raise Stale("正在存证，请几分钟后再试")
    paths = await _paths([place for place in places if place is not None], size)
    signed = await Cosignature.filter(checkpoint_id=point.id)
    return {
        "key": str(public_key()),
        "checkpoint": point.text,
        "witnesses": [one.witness for one in signed],
        "cosignatures": [one.line for one in signed],
        "proofs": [
            {"position": place, "path": path} for place, path in zip(places, paths, strict=True)
        ],
    }


def plain(entry: Entry) -> dict[str, Any]:
    """The entry as its digest is reckoned from it."""
    return {
        "subject": entry.subject, "seq": entry.seq, "act": entry.act, "by": entry.by_id,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"), "facts": entry.facts,
        "previous": entry.previous, "digest": entry.digest,
    }  # fmt: skip


async def _places(entries: Sequence[Entry]) -> list[int | None]:
    subjects = {entry.subject for entry in entries}
    leaves = await Leaf.filter(subject__in=subjects).values_list("subject", "seq", "position")
    known = {(subject, seq): position for subject, seq, position in leaves}
    return [known.get((entry.subject, entry.seq)) for entry in entries]


async def _paths(places: Sequence[int], size: int) -> list[list[str]]:
    """All leaves are read: a second or two for each million."""
    rows = Leaf.filter(position__lt=size).order_by("position")
    digests = [str(one) for one in await rows.values_list("digest", flat=True)]

    def reckoned() -> list[list[str]]:
        tree = Tree(bytes.fromhex(one) for one in digests)
        return [[step.hex() for step in tree.inclusion(place)] for place in places]

    return await asyncio.to_thread(reckoned)


async def grown(old: int, new: int) -> list[str]:
    """The proof that the tree of `new` leaves begins with that of `old` (1 to `new`), in hex."""
    rows = Leaf.filter(position__lt=new).order_by("position")
    digests = [str(one) for one in await rows.values_list("digest", flat=True)]

    def reckoned() -> list[str]:
        return [step.hex() for step in Tree(map(bytes.fromhex, digests)).consistency(old)]

    return await asyncio.to_thread(reckoned)
