"""Where people reach the portal: what is printed on letters and in QR codes."""

from __future__ import annotations

import settings


def site() -> str:
    """The public address without a slash at its end."""
    return settings.PUBLIC_URL
