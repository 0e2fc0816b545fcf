"""How much the portal takes at once, as it was set."""

from __future__ import annotations

import settings


def most_bytes() -> int:
    """The size of the largest file that may be uploaded."""
    return settings.MAX_UPLOAD
