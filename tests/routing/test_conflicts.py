"""Who acts for the other side: by code or by name, now or lately, never for our own side."""

from __future__ import annotations

from datetime import date

import pytest

from portal.routing.conflicts import Client, Sameness, Side, collisions, concerns, sameness

TODAY = date(2026, 11, 23)
GOOD, OTHER = "91110000802100433B", "91350100M000100Y4X"
ROAD = "云川路桥养护有限公司"


def code_like(body: str) -> str:
    from portal.credit_codes import USCC_SIGNS, uscc_holds

    return next(body + last for last in USCC_SIGNS if uscc_holds(body + last))


SECOND = code_like(OTHER[:17])


@pytest.mark.parametrize(
    ("party", "client", "by"),
    [
        (Side(ROAD), Client("云川路桥养护股份有限公司"), Sameness.NAME),
        (Side(ROAD, GOOD), Client("改了名的公司", GOOD), Sameness.CODE),
        (Side(ROAD, GOOD), Client(ROAD, SECOND), None),
        (Side(ROAD, GOOD), Client(ROAD), Sameness.NAME),
        (Side(ROAD, "写错的代码"), Client(ROAD, SECOND), Sameness.NAME),
        (Side(ROAD), Client("云川路桥建设有限公司"), None),
        (Side(ROAD), Client(f"新路桥有限公司（原名：{ROAD}）"), Sameness.OTHER_NAME),
        (Side(f"{ROAD}云川分公司", GOOD), Client(ROAD, SECOND), Sameness.NAME),
        (Side(f"{ROAD}（以下简称“云川路桥”）"), Client("云川路桥"), Sameness.OTHER_NAME),
        (Side("（）"), Client("（）"), None),
    ],
)
def test_party_and_client_are_the_same(party: Side, client: Client, by: Sameness | None) -> None:
    assert sameness(party, client) is by


@pytest.mark.parametrize(
    ("until", "binds"),
    [
        (None, True),
        (date(2027, 1, 1), True),
        (date(2026, 11, 22), True),
        (date(2025, 11, 23), True),
        (date(2025, 11, 22), False),
    ],
)
def test_a_mandate_binds_a_year_longer(until: date | None, binds: bool) -> None:
    found = collisions([Side(ROAD)], [Client(ROAD, until=until)], TODAY)

    assert bool(found) is binds


def test_acting_for_our_own_side_is_no_conflict() -> None:
    ours = Side("云川市交通运输局", ours=True)

    assert collisions([ours], [Client("云川市交通运输局")], TODAY) == ()


@pytest.mark.parametrize(
    ("client", "person", "firm", "mine"),
    [
        (Client(ROAD, firm=1), 7, 1, True),
        (Client(ROAD, firm=1), 7, 2, False),
        (Client(ROAD, firm=1), 7, None, False),
        (Client(ROAD, person=7), 7, None, True),
        (Client(ROAD, person=8, firm=1), 7, 1, True),
        (Client(ROAD), 7, None, False),
    ],
)
def test_whose_mandate_it_is(client: Client, person: int, firm: int | None, mine: bool) -> None:
    assert concerns(client, person, firm) is mine
