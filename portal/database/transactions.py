"""The only door to a transaction.

An act runs in a task of its own that nobody can cancel halfway: a request that is given up
while Tortoise enters a transaction would otherwise leave the connection locked for good.
An act called from inside another one joins its transaction, so that they stand or fall together.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from tortoise.transactions import in_transaction

P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[[Sequence[Any]], Awaitable[None]]

_inside: ContextVar[bool] = ContextVar("inside a transaction", default=False)
_last: ContextVar[dict[Work, list[Any]]] = ContextVar("what is done before it is kept")


def transaction(act: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
    """Run `act` in one transaction: all that it writes is kept, or nothing of it.

    Keep it short: no network, no heavy computing, no waiting for people inside.
    """

    @wraps(act)
    async def whole(*args: P.args, **kwargs: P.kwargs) -> T:
        if _inside.get():
            return await act(*args, **kwargs)

        async def alone() -> T:
            _inside.set(True)
            _last.set({})
            async with in_transaction():
                done = await act(*args, **kwargs)
                await _do_what_is_last()
                return done

        return await asyncio.shield(asyncio.ensure_future(alone()))

    return whole


def at_the_end(work: Work, said: object) -> None:
    """Let `work` be done when the outermost act is through, once, with all that was said for it.

    It belongs to the act: it is written with it, and where it fails nothing of the act is kept.
    """
    _last.get().setdefault(work, []).append(said)


async def _do_what_is_last() -> None:
    left = _last.get()
    while left:
        work = next(iter(left))
        await work(left.pop(work))
