"""Every edition that this process has met, by the digest of its text.

A digest says everything about a text, so what is remembered here can never be out of date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from portal.bylaws.models import Bylaw
from portal.errors import NotFound
from portal.kinds import Kind, kind_of, read, shipped

_known: dict[str, Kind] = {}


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def remember(text: str) -> str:
    """Read an edition, once; returns its digest. Raises Faulty."""
    digest = digest_of(text)
    if digest not in _known:
        _known[digest] = read(text)
    return digest


async def recall(digests: Iterable[str]) -> None:
    """Read the editions of these digests that this process has not met yet."""
    unknown = {one for one in digests if one} - _known.keys()
    if unknown:
        for bylaw in await Bylaw.filter(digest__in=sorted(unknown)):
            remember(bylaw.text)


def kind_by(digest: str, key: str) -> Kind:
    """The type of this digest; the shipped type `key` where none is said.

    Raises NotFound for an edition that was not recalled, rather than give another one's rules.
    """
    if not digest:
        return kind_of(key)
    if digest not in _known:
        _remember_shipped()
    try:
        return _known[digest]
    except KeyError:
        raise NotFound("本件适用的办理规则没有读到，请刷新重试") from None


def _remember_shipped() -> None:
    for text in shipped().values():
        remember(text)
