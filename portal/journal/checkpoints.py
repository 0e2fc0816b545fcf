"""Sealing the journal: what is new gets its place in the tree, and the root is signed.

The order of the tree is that of sealing, not of ids: a transaction that ends late must not push
itself between what was sealed before. Everything behind `Chain.sealed` is the unsealed tail.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime

from tortoise.expressions import F

from portal.clock import now
from portal.database import transaction
from portal.gateways.record_key import public_key, sign
from portal.journal.models import Chain, Checkpoint, Entry, Leaf
from portal.proofs.trees import Frontier

MOST = 5000  # leaves of one transaction


async def seal() -> Checkpoint | None:
    """Seal everything that is new; the newest checkpoint, None before the first entry."""
    while await _seal_some():
        pass
    return await newest()


async def newest() -> Checkpoint | None:
    return await Checkpoint.all().order_by("-size").first()


async def unsealed() -> int:
    """How many entries wait to be sealed."""
    waiting = await Chain.filter(length__gt=F("sealed")).values_list("length", "sealed")
    return sum(int(length) - int(sealed) for length, sealed in waiting)


def checkpoint_body(origin: str, size: int, root: bytes, at: datetime, previous: str) -> str:
    """What is signed of a root, as C2SP tlog-checkpoint has it.

    Its extension lines say when it was made and which signed text (`previous`) it follows.
    """
    after = hashlib.sha256(previous.encode()).hexdigest() if previous else "nothing"
    return (
        f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"
        f"at {at.astimezone(UTC).isoformat(timespec='microseconds')}\nafter {after}\n"
    )


@transaction
async def _seal_some() -> bool:
    """One transaction's worth; False when nothing is new. Of two sealers one fails and retries."""
    fresh = await _fresh()
    if not fresh:
        return False
    last = await Checkpoint.select_for_update().order_by("-size").first()
    tree = Frontier(last.size, map(bytes.fromhex, last.peaks)) if last else Frontier()
    leaves = [
        Leaf(position=tree.size + place, subject=entry.subject, seq=entry.seq, digest=entry.digest)
        for place, entry in enumerate(fresh)
    ]
    for leaf in leaves:
        tree.add(bytes.fromhex(leaf.digest))
    await Leaf.bulk_create(leaves, batch_size=500)
    for subject, seq in {leaf.subject: leaf.seq for leaf in leaves}.items():
        await Chain.filter(subject=subject).update(sealed=seq)
    await _write(tree, last.text if last else "")
    return True


async def _fresh() -> list[Entry]:
    """Entries not yet sealed, each chain's in their order, at most MOST."""
    found: list[Entry] = []
    async for chain in Chain.filter(length__gt=F("sealed")).order_by("id"):
        tail = Entry.filter(subject=chain.subject, seq__gt=chain.sealed, seq__lte=chain.length)
        found += await tail.order_by("seq").limit(MOST - len(found))
        if len(found) >= MOST:
            break
    return found


async def _write(tree: Frontier, previous: str) -> None:
    root, at = tree.root(), now()
    body = checkpoint_body(public_key().name, tree.size, root, at, previous)
    await Checkpoint.create(
        size=tree.size, root=root.hex(), peaks=[one.hex() for one in tree.peaks],
        text=f"{body}\n{sign(body)}", at=at,
    )  # fmt: skip
