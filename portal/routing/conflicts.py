"""Who acts for somebody on the other side: names and codes compared, with the evidence.

A lawyer may not act against a client, nor for both sides (律师法 第三十九条). The government's own
side is no conflict: advisers act for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from portal.credit_codes import tidy_uscc, uscc_holds
from portal.matters.party_names import is_branch, key_of, keys_of
from portal.names import Named

COOLING = timedelta(days=365)  # a mandate that ended counts this much longer


class Sameness(Named):
    """By what a party and a client were found to be the same."""

    CODE = "code", "统一社会信用代码相同"
    NAME = "name", "名称相同（不计组织形式、括号和空格）"
    OTHER_NAME = "other_name", "曾用名或简称相同"


@dataclass(frozen=True)
class Side:
    """A party of a matter as far as conflicts are concerned."""

    name: str
    uscc: str = ""
    ours: bool = False


@dataclass(frozen=True)
class Client:
    """For whom a firm (or one person) acts or acted, and how that is known."""

    name: str
    uscc: str = ""
    firm: int | None = None
    person: int | None = None
    since: date | None = None
    until: date | None = None
    evidence: str = ""


@dataclass(frozen=True)
class Collision:
    """One party who is one client, and by what that was found."""

    party: Side
    client: Client
    by: Sameness


def collisions(
    parties: Iterable[Side], clients: Iterable[Client], today: date
) -> tuple[Collision, ...]:
    """Every party of the other side for whom one of these clients' lawyers acts."""
    acting = [client for client in clients if is_acting(client, today)]
    others = [party for party in parties if not party.ours]
    return tuple(_found(others, acting))


def sameness(party: Side, client: Client) -> Sameness | None:
    """By what both are the same; None when they are not.

    Two valid codes decide alone, but that a branch has another code than its company.
    """
    codes = tidy_uscc(party.uscc), tidy_uscc(client.uscc)
    if all(uscc_holds(code) for code in codes):
        if codes[0] == codes[1]:
            return Sameness.CODE
        if not (is_branch(party.name) or is_branch(client.name)):
            return None
    if key_of(party.name) == key_of(client.name) != "":
        return Sameness.NAME
    return Sameness.OTHER_NAME if keys_of(party.name) & keys_of(client.name) else None


def is_acting(client: Client, today: date) -> bool:
    """Whether the mandate binds on `today`: not ended, or ended less than a year ago."""
    return client.until is None or client.until + COOLING >= today


def concerns(client: Client, person: int, firm: int | None) -> bool:
    """Whether it is this person's own mandate, or that of the firm he belongs to."""
    own = client.person is not None and client.person == person
    return own or (firm is not None and client.firm == firm)


def search_keys(parties: Iterable[Side]) -> tuple[frozenset[str], frozenset[str]]:
    """The keys and the codes under which mandates against these parties can be found."""
    others = [party for party in parties if not party.ours]
    keys = frozenset(key for party in others for key in keys_of(party.name))
    codes = frozenset(tidy_uscc(party.uscc) for party in others) - {""}
    return keys, codes


def stored_key(name: str) -> str:
    """The key under which a mandate for `name` is kept."""
    return key_of(name)


def _found(parties: list[Side], clients: list[Client]) -> Iterator[Collision]:
    for party in parties:
        for client in clients:
            by = sameness(party, client)
            if by is not None:
                yield Collision(party, client, by)
