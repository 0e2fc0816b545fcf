"""Who follows an act: rooms above are told of what was recorded, in the act's own transaction.

They are told when the outermost act is through, so that they find everything as it will be kept,
and of all its entries together. A follower must bear being told of the same entry twice.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from portal.journal.models import Entry

Follower = Callable[[Sequence[Entry]], Awaitable[None]]

_followers: list[Follower] = []


def follower(told: Follower) -> Follower:
    """Let the decorated function be told of every act's entries, in their order."""
    _followers.append(told)
    return told


async def tell_followers(entries: Sequence[Entry]) -> None:
    """Tell everybody who follows; called by `record` alone."""
    for told in _followers:
        await told(entries)
