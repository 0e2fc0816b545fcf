"""Counting tries, so that nobody tries for long: after a few free ones each has to wait."""

from __future__ import annotations

from datetime import timedelta

from tortoise.expressions import F

from portal.clock import now
from portal.database import transaction
from portal.errors import Invalid
from portal.people.models import Throttle

FREE_BY_LOGIN = 4
FREE_BY_ADDRESS = 50  # a whole department may come from one address
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN = timedelta(hours=1)  # after so long without a try the count begins anew


def wait_after(tries: int, free: int) -> timedelta:
    """How long to wait after so many tries in a row; twice as long every time."""
    if tries <= free:
        return timedelta(0)
    doublings: int = min(tries - free - 1, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


async def admit(login: str, address: str) -> None:
    """Count a try of `login` from `address` before it is looked at; Invalid when it has to wait.

    Logins that do not exist are counted like those that do, so that waiting tells nothing.
    """
    by_address = await count_try(f"address:{address}", FREE_BY_ADDRESS)
    wait = by_address or await count_try(f"login:{login[:60]}", FREE_BY_LOGIN)
    if wait:
        minutes = -(-int(wait.total_seconds()) // 60)
        raise Invalid({"": "密码多次错误，请{minutes}分钟后再试"}, minutes=max(minutes, 1))


@transaction
async def count_try(key: str, free: int) -> timedelta:
    """One more try of `key`; how long it has to wait instead, then it is not counted."""
    await Throttle.get_or_create(key=key, defaults={"since": now()})
    counted = await Throttle.select_for_update().get(key=key)
    if now() - counted.since > FORGOTTEN:
        counted.count = 0
    wait = counted.since + wait_after(counted.count, free) - now()
    if counted.count > free and wait > timedelta(0):
        return wait
    await Throttle.filter(id=counted.id).update(count=counted.count + 1, since=now())
    return timedelta(0)


@transaction
async def count_within(key: str, most: int, stretch: timedelta) -> timedelta:
    """One more of `most` that `key` has in each `stretch`; how long to wait where none is left."""
    await Throttle.get_or_create(key=key, defaults={"since": now()})
    counted = await Throttle.select_for_update().get(key=key)
    if now() - counted.since >= stretch:
        counted.count, counted.since = 0, now()
    if counted.count >= most:
        return counted.since + stretch - now()
    await Throttle.filter(id=counted.id).update(count=counted.count + 1, since=counted.since)
    return timedelta(0)


@transaction
async def forgive(login: str, address: str) -> None:
    """The try was right: the login starts afresh, the address is given back its one try."""
    await forget(login)
    await Throttle.filter(key=f"address:{address}", count__gt=0).update(count=F("count") - 1)
    await Throttle.filter(since__lt=now() - FORGOTTEN).delete()


async def forget(login: str) -> None:
    """Let `login` try afresh: it has been given a new password."""
    await Throttle.filter(key=f"login:{login[:60]}").delete()
