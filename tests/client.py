"""A browser for tests: keeps the cookie, finds the token, posts forms."""

from __future__ import annotations

from typing import Any

import httpx

from portal.clock import now
from portal.people.models import Person, Session
from portal.people.sessions import COOKIE, _hash


class Browser:
    """One window; `as_` changes who sits before it."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.csrf = ""

    async def as_(self, person: Person | None) -> Browser:
        """Sit down as `person`, signed in; None is the public."""
        self.client.cookies.clear()
        self.csrf = ""
        if person is not None:
            token = f"token-of-{person.login}"
            await Session.get_or_create(
                token=_hash(token),
                defaults={"csrf": "t" * 20, "person": person, "begun": now(), "seen": now()},
            )
            self.client.cookies.set(COOKIE, token, domain="portal.local", path="/")
            self.csrf = "t" * 20
        return self

    async def get(self, path: str, **kwargs: Any) -> httpx.Response:
        return await self.client.get(path, **kwargs)

    async def post(
        self, path: str, data: dict[str, Any] | None = None, **kwargs: Any
    ) -> httpx.Response:
        return await self.client.post(path, data={"csrf": self.csrf, **(data or {})}, **kwargs)
