"""What has happened in the demo so far: thirty matters in all states."""

from __future__ import annotations


async def tell() -> None:
    """Let the demo's matters travel as far as each of them has come."""
