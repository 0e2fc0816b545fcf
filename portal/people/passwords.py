"""Passwords: argon2id, in a thread, a few at a time."""

from __future__ import annotations

import asyncio
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
SHORTEST = 10
SIGNS = "abcdefhkmnpqrstuvwxyz23456789"
_room = asyncio.Semaphore(4)  # 64 MiB each

# what an unknown login is compared with, so that it takes as long as a known one
NOBODY = HASHER.hash(secrets.token_hex(16))


async def hashed(password: str) -> str:
    """What is stored for `password`."""
    async with _room:
        return await asyncio.to_thread(HASHER.hash, password)


async def matches(stored: str, password: str) -> bool:
    """Whether `password` is the one that `stored` was made of."""
    async with _room:
        return await asyncio.to_thread(_verify, stored, password)


def initial() -> str:
    """A password to be told once and changed at the first sign-in; no signs that look alike."""
    groups = ["".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(4)]
    return "-".join([*groups, f"{secrets.choice('ACDEFHKM')}{secrets.choice('23456789')}"])


def weakness(password: str, login: str) -> str:
    """Why `password` is too weak, as a text for its owner; "" when it will do.

    GB/T 22239-2019 8.1.4.1 a) asks for complexity; three kinds of signs out of four.
    """
    if len(password) < SHORTEST:
        return "密码至少10位"
    kinds = (str.islower, str.isupper, str.isdigit, _is_other)
    if sum(any(kind(sign) for sign in password) for kind in kinds) < 3:
        return "密码须包含大写字母、小写字母、数字、符号中的至少三类"
    if login and login.lower() in password.lower():
        return "密码不能包含登录名"
    return ""


def _is_other(sign: str) -> bool:
    return not (sign.isascii() and sign.isalnum())


def _verify(stored: str, password: str) -> bool:
    try:
        return HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
