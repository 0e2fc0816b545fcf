"""A clearance as data that a machine reads: always the same bytes, so that their hash vouches.

Whoever has the file asks the public page, with the code in it, whether it is ours and still holds.
"""

from __future__ import annotations

import hashlib
import json

from portal.signing.models import Clearance, IssuedOpinion

FORM = "legality-clearance/1"


def statement(clearance: Clearance, issued: IssuedOpinion, site: str) -> bytes:
    """The clearance as JSON (its matter and draft fetched); `digest` is over all the rest.

    The digest is the SHA-256 of the other members in UTF-8, keys sorted, without blanks.
    """
    said: dict[str, object] = {
        "form": FORM,
        "matter": clearance.matter.number,
        "opinion": issued.number,
        "issued_by": issued.office.name,
        "clearance": clearance.code,
        "cleared_at": clearance.at.isoformat(),
        "text": clearance.text_hash,
        "files": sorted({clearance.draft.sha256, clearance.draft.original}),
        "verify": f"{site}/verify/{clearance.code}",
    }
    return canonical({**said, "digest": hashlib.sha256(canonical(said)).hexdigest()})


def canonical(said: dict[str, object]) -> bytes:
    """The one way to write these members."""
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return plain.encode()
