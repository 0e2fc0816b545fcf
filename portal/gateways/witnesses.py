"""Asking the witnesses to cosign a checkpoint, over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

import settings
from portal.proofs.legalverify import Key, read_key

SECONDS = 60.0


class Refusing(Exception):
    """The witness does not sign: what he is shown does not continue what he has seen."""


class Silent(Exception):
    """The witness does not answer."""


@dataclass(frozen=True)
class Witness:
    """Where a second custodian's witness listens, and whose signature is expected."""

    address: str
    key: Key


def witnesses() -> list[Witness]:
    """The configured ones (a retired one's address is "-"); raises ValueError for a bad setting."""
    found = [one.split() for one in settings.WITNESSES.split(",") if one.strip()]
    return [Witness(address.rstrip("/"), read_key(key)) for address, key in found]


async def seen(witness: Witness) -> int:
    """How many leaves the witness has seen; raises Silent."""
    answer = await _ask(witness, "GET", None)
    return int(answer.text)


async def cosignature(witness: Witness, bundle: Mapping[str, Any]) -> str:
    """The witness's signature line under the bundle's checkpoint; raises Refusing or Silent."""
    answer = await _ask(witness, "POST", bundle)
    if answer.status_code == httpx.codes.CONFLICT:
        raise Refusing(answer.text[:300])
    return answer.text.strip()


async def _ask(witness: Witness, method: str, bundle: Mapping[str, Any] | None) -> httpx.Response:
    try:
        async with httpx.AsyncClient(timeout=SECONDS) as client:
            answer = await client.request(method, witness.address, json=bundle)
    except httpx.HTTPError as fault:
        raise Silent(f"{witness.key.name}: {fault!r}") from fault
    if answer.status_code not in {httpx.codes.OK, httpx.codes.CONFLICT}:
        raise Silent(f"{witness.key.name} answers {answer.status_code}")
    return answer
