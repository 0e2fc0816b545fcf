"""Receipts: the proof of an issued opinion that can be checked without us."""

from __future__ import annotations

import json
from typing import Any

from portal.acts import Act
from portal.clock import now
from portal.errors import Stale
from portal.journal.models import Entry
from portal.journal.proving import plain, proved
from portal.signing.models import IssuedOpinion, Receipt

FORMAT = "legality-review receipt 1"


async def receipt_of(issued: IssuedOpinion) -> str:
    """The receipt as JSON, made once; raises Stale until the issuing is sealed and witnessed."""
    if kept := await Receipt.get_or_none(issued_id=issued.id):
        return kept.text
    text = json.dumps(await _made(issued), ensure_ascii=False, indent=1)
    kept, _ = await Receipt.get_or_create(issued_id=issued.id, defaults={"text": text, "at": now()})
    return kept.text


async def entry_of(issued: IssuedOpinion) -> Entry | None:
    """The journal's entry of this issuing; None where there is none."""
    told = Entry.filter(subject=issued.opinion.matter.number, act=Act.OPINION_ISSUED.value)
    return next((one for one in await told if one.facts.get("code") == issued.code), None)


def strayed(issued: IssuedOpinion, entry: Entry) -> list[str]:
    """The columns of the issued opinion that are not what the journal says."""
    names = ("number", "code", "letter", "annotated")
    wrong = [name for name in names if getattr(issued, name) != entry.facts.get(name)]
    if entry.by_id != issued.signed_by_id:
        wrong.append("signed_by")
    before = issued.replaces.number if issued.replaces else ""
    if before != entry.facts.get("replaces", ""):
        wrong.append("replaces")
    return wrong


async def _made(issued: IssuedOpinion) -> dict[str, Any]:
    entry = await entry_of(issued)
    if entry is None:
        raise Stale("正在存证，请几分钟后再试")
    proof = await proved([entry])
    (one,) = proof.pop("proofs")
    return {"format": FORMAT, "entry": plain(entry), "proof": one, **proof}
