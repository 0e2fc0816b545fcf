"""Whether the journal still says what was written: every chain from its start, and the tree."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tortoise import Tortoise

from portal.journal.breaks import Break
from portal.journal.digests import digest
from portal.journal.models import Chain, Entry
from portal.journal.seals import tree_breaks

PAGE = 10_000
COLUMNS = ("id", "previous", "subject", "seq", "act", "by_id", "at", "facts", "digest")
Row = tuple[int, str, str, int, str, int | None, datetime, dict[str, str], str]


@dataclass
class _Walk:
    """How far one chain was read, and where it first broke."""

    digest: str = ""
    length: int = 0
    broken: Break | None = None

    def step(self, row: Row) -> None:
        _, previous, subject, seq, act, by, at, facts, said = row
        if self.broken:
            return
        if seq != self.length + 1:
            self.broken = Break(subject, self.length + 1, "entry is missing")
        elif previous != self.digest or said != digest(previous, subject, seq, act, by, at, facts):
            self.broken = Break(subject, seq, "entry was changed")
        else:
            self.digest, self.length = said, seq


@dataclass
class _Walks:
    """All chains at once: their entries are read in the order in which they were written."""

    of: dict[str, _Walk] = field(default_factory=dict)

    def end(self, chain: Chain) -> Break | None:
        """What is wrong with this chain; called once everything is read."""
        walk = self.of.pop(chain.subject, _Walk())
        if walk.broken:
            return walk.broken
        if (chain.length, chain.digest) == (walk.length, walk.digest):
            return None
        return Break(chain.subject, walk.length + 1, "the end was cut or added to")


async def verify(subject: str | None = None) -> tuple[int, list[Break]]:
    """How many entries hold, and every break; of one subject, or of all and the tree over them."""
    count, breaks = await verify_chains(subject)
    return count, breaks + (await tree_breaks() if subject is None else [])


async def verify_chains(subject: str | None = None) -> tuple[int, list[Break]]:
    """The same without the tree, for which the server's key need not be at hand."""
    walks, breaks = _Walks(), []
    async for row in _rows(subject):
        walks.of.setdefault(row[2], _Walk()).step(row)
    count = sum(walk.length for walk in walks.of.values())
    wanted = Chain.filter(subject=subject) if subject else Chain.all()
    for chain in await wanted.order_by("subject"):
        if broken := walks.end(chain):
            breaks.append(broken)
    breaks += [Break(name, 1, "the chain's end is missing") for name in sorted(walks.of)]
    return count, breaks


async def _rows(subject: str | None) -> AsyncIterator[Row]:
    """Entries a page at a time: a chain's stand in their order, for its writers wait in line."""
    wanted = Entry.filter(subject=subject) if subject else Entry.all()
    last = -1
    while page := await _page(wanted.filter(id__gt=last)):
        for row in page:
            yield row
        last = page[-1][0]


async def _page(wanted: Any) -> list[Row]:
    """One page as the database has it: reading a time with the ORM costs more than all the rest."""
    asked = wanted.order_by("id").limit(PAGE).values_list(*COLUMNS).sql(params_inline=True)
    _, rows = await Tortoise.get_connection("default").execute_query(asked)
    return [_row(*row) for row in rows]


def _row(*said: Any) -> Row:
    """A row with its time and facts as values; SQLite has both as text."""
    id_, previous, subject, seq, act, by, at, facts, digest_ = said
    if isinstance(at, str):
        at = datetime.fromisoformat(at)
    if isinstance(facts, str):
        facts = json.loads(facts)
    return id_, previous, subject, seq, act, by, at, facts, digest_
