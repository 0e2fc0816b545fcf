"""How a room declares its routes: what each needs, and which acts it records.

A door that says nothing of itself does not open: start-up checks every route of the house.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.routing import BaseRoute, Mount, Route

from portal.acts import Act
from portal.names import Named
from portal.permits import READING, Permit
from portal.web.csrf import SAFE
from portal.web.guarding import Page, guarded
from portal.workflow import Move


class Number(IntegerConvertor):
    """{id:int} in an address: no more digits than a column takes, else there is no such page."""

    regex = "[0-9]{1,9}"


register_url_convertor("int", Number())


class Need(Named):
    """What a door asks for that leads to no matter."""

    NOTHING = "nothing", "无需登录"
    SIGN_IN = "sign_in", "登录"
    TOKEN = "token", "外部系统的访问令牌"
    POST = "post", "担任相应角色"  # a role in an organ, checked by the page


@dataclass(frozen=True)
class Declared:
    """What a door says of itself."""

    needs: Need | Permit
    records: tuple[Act | Move, ...]
    records_nothing: str  # why an unsafe method writes no journal


class Door(Route):
    """A route that has declared itself."""

    declared: Declared


def door(
    path: str,
    page: Page,
    *,
    name: str,
    needs: Need | Permit,
    methods: Sequence[str] = ("GET",),
    records: Sequence[Act | Move] = (),
    records_nothing: str = "",
) -> Door:
    """A route at `path`; `needs` is the permit on a matter, or what else is asked for."""
    made = Door(path, guarded(page), methods=list(methods), name=name)
    made.declared = Declared(needs, tuple(records), records_nothing)
    return made


def faults(routes: Iterable[BaseRoute]) -> list[str]:
    """What is wrong with the declarations of `routes`, one sentence each."""
    found: list[str] = []
    for route in routes:
        if isinstance(route, Mount):
            continue
        if not isinstance(route, Door):
            found.append(f"{route} is not declared")
            continue
        unsafe = set(route.methods or ()) - SAFE
        if unsafe and route.declared.needs in READING:
            found.append(f"{route.path}: {unsafe} under a reading permit")
        if unsafe and not route.declared.records and not route.declared.records_nothing:
            found.append(f"{route.path}: {unsafe} records no act")
    return found
