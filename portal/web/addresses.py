"""Addresses that came from outside: only those of this very portal are followed."""

from __future__ import annotations

from urllib.parse import urlsplit


def inside(said: str, otherwise: str = "/") -> str:
    """`said` when it is a path of this portal, else `otherwise`.

    Browsers drop tabs and line ends and read a backslash as a slash; so none may be in it.
    """
    if not said.startswith("/") or said.startswith("//") or "\\" in said:
        return otherwise
    if any(ord(sign) < 0x21 or ord(sign) == 0x7F for sign in said):
        return otherwise
    parts = urlsplit(said)
    return otherwise if parts.scheme or parts.netloc else said
