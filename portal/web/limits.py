"""How much the portal takes at once, and how long it lets an act be undone, as it was set."""

from __future__ import annotations

from datetime import timedelta

import settings


def most_bytes() -> int:
    """The size of the largest file that may be uploaded."""
    return settings.MAX_UPLOAD


def undo_time() -> timedelta:
    """How long an act may be undone by who did it."""
    return timedelta(minutes=settings.UNDO_MINUTES)
