"""`python -m portal verify FILE`: whether a letter, an annotated file or a dossier is unchanged."""

from __future__ import annotations

import argparse
import asyncio
import json
from hashlib import sha256
from pathlib import Path

from tortoise.expressions import Q

import settings
from portal.database.opening import close_database, open_database
from portal.errors import PortalError
from portal.gateways.record_key import public_key
from portal.proofs.legalverify import Check, check_dossier, check_receipt, tell
from portal.signing.differences import changed_parts, codes_in
from portal.signing.models import IssuedOpinion
from portal.signing.receipts import entry_of, receipt_of, strayed
from portal.storage import Folder, open_storage, storage


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--receipt", type=Path, help="check against this receipt, offline")
    parser.add_argument("--key", default="", help="the public key that must have signed")
    parser.add_argument("--json", action="store_true")


def run(asked: argparse.Namespace) -> int:
    """Print every check; 0 when all hold, 1 when one does not, and what was changed is named."""
    data, key = asked.file.read_bytes(), asked.key or _own_key()
    ending = asked.file.suffix.lower()
    if ending == ".zip":
        found = check_dossier(data, key)
    elif ending == ".json":
        found = check_receipt(json.loads(data), None, key)
    elif asked.receipt:
        found = check_receipt(json.loads(asked.receipt.read_text()), data, key)
    else:
        found = asyncio.run(_looked_up(data, key))
    return tell(found, as_json=asked.json)


def _own_key() -> str:
    """Our key where this machine has it: a verifier elsewhere says which one with --key."""
    return str(public_key()) if settings.RECORD_KEY.exists() else ""


async def _looked_up(data: bytes, key: str) -> list[Check]:
    await open_database(settings.DATABASE_URL)
    open_storage(Folder(settings.DATA / "files"))
    try:
        return await checks_of(data, key)
    finally:
        await close_database()


async def checks_of(data: bytes, key: str) -> list[Check]:
    """The checks of a file against the opinions issued here."""
    said = sha256(data).hexdigest()
    if issued := await _issued(Q(letter=said) | Q(annotated=said)):
        return [*await _against_receipt(issued, data, key), await _against_journal(issued)]
    for code in codes_in(data):
        if issued := await _issued(Q(code=code)):
            return [Check("file", False, await _difference(issued, data))]
    return [Check("file", False, f"no file issued here has this hash (SHA-256 {said})")]


async def _issued(wanted: Q) -> IssuedOpinion | None:
    found = IssuedOpinion.filter(wanted).order_by("-id")
    return await found.select_related("opinion", "opinion__matter", "replaces").first()


async def _against_receipt(issued: IssuedOpinion, data: bytes, key: str) -> list[Check]:
    try:
        return check_receipt(json.loads(await receipt_of(issued)), data, key)
    except PortalError as fault:
        return [Check("receipt", False, f"not yet: {fault}")]


async def _against_journal(issued: IssuedOpinion) -> Check:
    entry = await entry_of(issued)
    wrong = strayed(issued, entry) if entry else ["its entry is missing"]
    return Check(f"register {issued.number}", not wrong, ", ".join(wrong) or "as in the journal")


async def _difference(issued: IssuedOpinion, data: bytes) -> str:
    """What differs from the nearer of the two files that were issued."""
    found = []
    for name in filter(None, (issued.letter, issued.annotated)):
        found.append(changed_parts(await storage().fetch(name), data))
    parts = min(found, key=len)
    return f"it says it is {issued.number}, but was changed: {'; '.join(parts)}"
