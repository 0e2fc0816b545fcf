"""What Tortoise is told about the database, from a URL."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

ROOMS = (
    "people",
    "journal",
    "jobs",
    "bylaws",
    "matters",
    "documents",
    "deadlines",
    "intake",
    "advisers",
    "routing",
    "reviews",
    "opinions",
    "consultation",
    "signing",
    "register",
    "notices",
    "api",
)
MODELS = [f"portal.{room}.models" for room in ROOMS]


def config(url: str) -> dict[str, Any]:
    """The configuration of the ORM for `url` (sqlite:///file or postgres://…)."""
    return {
        "connections": {"default": connection(url)},
        "apps": {"portal": {"models": MODELS, "migrations": "portal.migrations"}},
        "use_tz": True,
        "timezone": "UTC",
    }


def connection(url: str) -> dict[str, Any]:
    """The engine and credentials; raises ValueError for a scheme that is not served."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "engine": "portal.database.sqlite",
            "credentials": {
                "file_path": url.removeprefix("sqlite:///"),
                "journal_mode": "WAL",
                "synchronous": "FULL",
                "busy_timeout": 10000,
                "foreign_keys": "ON",
            },
        }
    if parts.scheme in {"postgres", "postgresql", "asyncpg"}:
        return {
            "engine": "tortoise.backends.asyncpg",
            "credentials": {
                "host": _socket(parts.query) or parts.hostname or "127.0.0.1",
                "port": parts.port or 5432,
                "user": unquote(parts.username or "postgres"),
                "password": unquote(parts.password or ""),
                "database": parts.path.lstrip("/"),
                "minsize": 1,
                "maxsize": 10,
            },
        }
    raise ValueError(f"DATABASE_URL begins with {parts.scheme!r}; sqlite or postgres is served")


def _socket(query: str) -> str:
    """The folder of a Unix socket, from ?host=/var/run/postgresql; "" without one."""
    return parse_qs(query).get("host", [""])[0]
