"""Everybody is listed with reasons; nobody with a conflict can ever come first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.routing.candidates import NEVER, Away, Bar, Case, Colleague, Fit, judged, ranked
from portal.routing.conflicts import Client, Collision, Sameness, Side

CASE = Case(
    kind_name="合同",
    fields=frozenset({"工程", "交通"}),
    today=date(2026, 11, 23),
    due=date(2026, 11, 30),
    organ=5,
    firms=frozenset({2}),
    walled=frozenset({3}),
)
CLASH = Collision(
    Side("云川路桥养护有限公司"),
    Client("云川路桥养护有限公司", firm=1, evidence="（2026）云01民初7号判决书"),
    Sameness.NAME,
)


@pytest.mark.parametrize(
    ("facts", "bars"),
    [
        ({}, []),
        ({"active": False}, [Bar.INACTIVE]),
        ({"firm_active": False}, [Bar.FIRM_LEFT]),
        ({"collisions": (CLASH,)}, [Bar.CONFLICT]),
        ({"recused": True}, [Bar.RECUSED]),
        ({"organ": 5}, [Bar.OWN_ORGAN]),
        ({"organ": 6}, []),
        ({"in_it": True, "firm": 2}, [Bar.IN_IT]),
        ({"firm": 2}, [Bar.SAME_FIRM]),
        ({"firm": 3}, [Bar.FIRM_RECUSED]),
        ({"declined": "开庭"}, [Bar.DECLINED]),
        ({"load": 8}, [Bar.OVER_LOAD]),
        ({"load": 7}, []),
        ({"absences": (Away(date(2026, 11, 30), date(2026, 12, 4)),)}, [Bar.ABSENT]),
        ({"absences": (Away(date(2026, 12, 1), date(2026, 12, 4)),)}, []),
        ({"absences": (Away(date(2026, 11, 1), date(2026, 11, 22)),)}, []),
        ({"absences": (Away(date(2026, 11, 23), date(2026, 12, 4), True),)}, [Bar.FINISHING]),
        ({"absences": (Away(date(2026, 11, 24), date(2026, 12, 4), True),)}, []),
        ({"load": 9, "declined": "忙"}, [Bar.DECLINED, Bar.OVER_LOAD]),
    ],
)
def test_what_speaks_against_somebody(facts: dict[str, object], bars: list[Bar]) -> None:
    found = judged(CASE, person(**facts))

    assert [bar for bar, _ in found.bars] == bars
    assert found.is_forbidden is bool(NEVER & set(bars))


@pytest.mark.parametrize(
    ("facts", "fit"),
    [
        ({}, Fit.GENERAL),
        ({"same_type": 3}, Fit.SAME_TYPE),
        ({"specialities": ("金融",)}, Fit.GENERAL),
        ({"specialities": ("工程",)}, Fit.FIELD),
        ({"same_party": ("2026-0001",), "specialities": ("工程",)}, Fit.KNOWS_IT),
    ],
)
def test_how_well_somebody_fits(facts: dict[str, object], fit: Fit) -> None:
    assert judged(CASE, person(**facts)).fit is fit


def test_reasons_are_sentences() -> None:
    found = judged(CASE, person(specialities=("交通", "工程"), same_type=2, load=3))

    assert [reason.zh for reason in found.reasons] == [
        "专长交通、工程与本件相符",
        "办理过2件“合同”",
        "在办3件（上限8件）",
    ]


def test_a_conflict_shows_its_evidence() -> None:
    found = judged(CASE, person(collisions=(CLASH,), firm=1, firm_name="北斗律师事务所"))

    [(_, reason)] = found.bars
    assert "北斗律师事务所代理本件当事人云川路桥养护有限公司" in reason.zh
    assert "（2026）云01民初7号判决书" in reason.zh


def test_fit_then_load_then_name() -> None:
    people = [
        person(id=1, name="丁", load=1),
        person(id=2, name="丙", specialities=("工程",), load=7),
        person(id=3, name="乙", specialities=("工程",), load=2),
        person(id=4, name="甲", specialities=("工程",), load=2),
        person(id=5, name="戊", specialities=("工程",), load=9),
        person(id=6, name="己", specialities=("工程",), recused=True),
    ]

    order = [one.person.name for one in ranked(CASE, people)]

    assert order[:2] == sorted(["甲", "乙"])
    assert order[2:] == ["丙", "丁", "戊", "己"]


people = st.builds(
    Colleague,
    id=st.integers(1, 10**6),
    name=st.text("甲乙丙丁", min_size=1, max_size=3),
    active=st.booleans(),
    organ=st.sampled_from([None, 5, 6]),
    firm=st.sampled_from([None, 1, 2, 3]),
    specialities=st.lists(st.sampled_from(["工程", "金融"]), max_size=2).map(tuple),
    capacity=st.integers(0, 10),
    load=st.integers(0, 12),
    declined=st.sampled_from([None, "", "忙"]),
    recused=st.booleans(),
    in_it=st.booleans(),
    same_type=st.integers(0, 3),
    collisions=st.sampled_from([(), (CLASH,)]),
)


@given(st.lists(people, max_size=12))
def test_nobody_is_left_out_and_the_forbidden_stand_last(panel: list[Colleague]) -> None:
    found = ranked(CASE, panel)

    assert sorted(one.person.id for one in found) == sorted(one.id for one in panel)
    verdicts = [(one.is_forbidden, not one.is_free) for one in found]
    assert verdicts == sorted(verdicts)


@given(st.lists(people, min_size=1, max_size=8), st.integers(0, 7))
def test_a_conflict_never_helps(panel: list[Colleague], which: int) -> None:
    one = panel[which % len(panel)]
    clean = [other for other in panel if other.id != one.id]
    before = place(ranked(CASE, [*clean, replace(one, collisions=())]), one.id)
    after = place(ranked(CASE, [*clean, replace(one, collisions=(CLASH,))]), one.id)

    assert after >= before


def place(found: object, person_id: int) -> int:
    return [one.person.id for one in found].index(person_id)  # type: ignore[attr-defined]


def person(**facts: object) -> Colleague:
    return Colleague(**{"id": 1, "name": "韩非", **facts})  # type: ignore[arg-type]
