"""Anchors outside our reach: each witness is shown what is new, and signs the root or refuses."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Any

from portal.gateways.record_key import public_key
from portal.gateways.witnesses import Refusing, Silent, Witness, cosignature, seen, witnesses
from portal.jobs.models import Job
from portal.jobs.queue import Hopeless, OutOfReach
from portal.journal.checkpoints import seal
from portal.journal.models import Checkpoint, Cosignature, Leaf
from portal.proofs.legalverify import read_checkpoint, signed_by


async def seal_and_anchor(_: Job) -> None:
    """The worker's: seal what is new, then ask each witness.

    Raises OutOfReach while one is silent, Hopeless where one refuses: then the record was changed.
    """
    point = await seal()
    if point is None:
        return
    silent = []
    for witness in (one for one in witnesses() if one.address != "-"):
        try:
            await anchor(point, witness)
        except Silent as fault:
            silent.append(str(fault))
        except Refusing as fault:
            raise Hopeless(f"{witness.key.name} refuses to witness: {fault}") from fault
    if silent:
        raise OutOfReach("; ".join(silent))


async def anchor(point: Checkpoint, witness: Witness) -> None:
    """Have one checkpoint cosigned, unless it is; raises Refusing or Silent."""
    if await Cosignature.filter(checkpoint_id=point.id, witness=str(witness.key)).exists():
        return
    line = await cosignature(witness, await bundle(point, await seen(witness)))
    await keep(point, witness, line)


async def keep(point: Checkpoint, witness: Witness, line: str) -> None:
    """Keep a cosignature; raises Refusing where it is not the witness's under this checkpoint."""
    if not signed_by(witness.key, read_checkpoint(point.text).body, [line]):
        raise Refusing("the signature is not his")
    await Cosignature.get_or_create(
        checkpoint_id=point.id,
        witness=str(witness.key),
        defaults={"line": line, "at": moment_of(line)},
    )


def moment_of(line: str) -> datetime:
    """When the witness signed, by his own clock."""
    raw = base64.b64decode(line.split(" ")[2])
    return datetime.fromtimestamp(int.from_bytes(raw[4:12], "big"), UTC)


async def bundle(point: Checkpoint, old: int) -> dict[str, Any]:
    """What a witness who has seen `old` leaves is shown: the checkpoint and the leaves since."""
    rows = Leaf.filter(position__gte=old, position__lt=point.size).order_by("position")
    leaves = await rows.values_list("digest", "subject", "seq")
    return {
        "key": str(public_key()), "old": old, "checkpoint": point.text,
        "leaves": [list(leaf) for leaf in leaves],
    }  # fmt: skip
