"""The digest that chains one entry to the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime


def digest(
    previous: str,
    subject: str,
    seq: int,
    act: str,
    by: int | None,
    at: datetime,
    facts: Mapping[str, str],
) -> str:
    """SHA-256 over the predecessor's digest and everything that the entry says."""
    said = [previous, subject, seq, act, by, _instant(at), dict(facts)]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
