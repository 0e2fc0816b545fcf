"""The only door to a transaction.

An act runs in a task of its own that nobody can cancel halfway: a request that is given up
while Tortoise enters a transaction would otherwise leave the connection locked for good.
An act called from inside another one joins its transaction, so that they stand or fall together.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from tortoise.transactions import in_transaction

P = ParamSpec("P")
T = TypeVar("T")

_inside: ContextVar[bool] = ContextVar("inside a transaction", default=False)


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
            async with in_transaction():
                return await act(*args, **kwargs)

        return await asyncio.shield(asyncio.ensure_future(alone()))

    return whole
