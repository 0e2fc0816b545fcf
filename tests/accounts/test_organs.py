"""Organs and law firms as an administrator enters them, from an empty house on."""

from __future__ import annotations

import pytest

from portal.accounts.organs import tree
from portal.acts import Act
from portal.journal.models import Entry
from portal.people.models import Firm, Organ, OrganKind
from tests.tables import everything

pytestmark = pytest.mark.anyio
TYPED = {"name": "云川市水务局", "kind": "department", "level": "city", "short": "云水"}


async def test_a_department_is_entered_under_its_government_and_its_office(cast, browser):
    await browser.as_(cast.an)
    places = {"parent": str(cast.city.id), "office": str(cast.office.id)}
    answer = await browser.post("/organs", {**TYPED, **places})

    made = await Organ.get(name="云川市水务局")
    assert answer.status_code == 303
    assert (made.parent_id, made.office_id, made.short) == (cast.city.id, cast.office.id, "云水")
    assert "云川市水务局" in (await browser.get("/organs")).text
    assert await Entry.filter(act=Act.ORGAN_ADDED).count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "云川市财政局"}, "name"),
        ({"kind": "club"}, "kind"),
        ({"level": ""}, "level"),
        ({"kind": "legal_office", "short": ""}, "short"),
        ({"office": "{transport}"}, "office"),
        ({"office": "999999"}, "office"),
        ({"parent": "x"}, "parent"),
        ({"parent": "999999"}, "parent"),
    ],
)
async def test_what_does_not_fit_is_told_and_stays_as_typed(cast, browser, typed, field):
    await browser.as_(cast.an)
    before = await everything()
    said = {**TYPED, **typed}
    said = {name: value.format(transport=cast.transport.id) for name, value in said.items()}
    answer = await browser.post("/organs", said)

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert said["short"] in answer.text
    assert await everything() == before


async def test_an_organ_does_not_stand_under_its_own(cast, browser):
    await browser.as_(cast.an)
    said = {"name": cast.city.name, "kind": "government", "level": "city", "short": "云"}
    answer = await browser.post(f"/organs/{cast.city.id}", {**said, "parent": str(cast.office.id)})

    assert answer.status_code == 422
    assert "上级单位不能是本单位或者其下级" in answer.text


async def test_an_office_at_work_stays_an_office(cast, browser):
    await browser.as_(cast.an)
    said = {"name": cast.office.name, "kind": "department", "level": "city", "short": "云司"}
    answer = await browser.post(f"/organs/{cast.office.id}", said)

    assert answer.status_code == 422
    assert (await Organ.get(id=cast.office.id)).kind is OrganKind.LEGAL_OFFICE


async def test_an_organ_is_renamed_and_its_address_stays(cast, browser):
    await browser.as_(cast.an)
    said = {**TYPED, "name": "云川市交通局", "office": str(cast.office.id)}
    await browser.post(f"/organs/{cast.transport.id}", said)

    entry = await Entry.get(act=Act.ORGAN_CHANGED)
    assert (await Organ.get(id=cast.transport.id)).name == "云川市交通局"
    assert entry.facts["organ"] == "云川市交通局"


async def test_the_list_is_a_tree(cast):
    lines = [(line.organ.name, line.depth, line.office) for line in await tree()]

    assert lines == [
        ("云川市人民政府", 0, ""),
        ("云川市司法局", 1, ""),
        ("云川市交通运输局", 1, "云川市司法局"),
        ("云川市财政局", 1, "云川市司法局"),
    ]


async def test_a_firm_that_left_is_not_offered_any_more(cast, browser):
    await browser.as_(cast.an)
    firm = cast.first_firm
    answer = await browser.post(f"/firms/{firm.id}", {"name": firm.name, "uscc": ""})

    assert answer.status_code == 303
    assert not (await Firm.get(id=firm.id)).active
    assert f"firm:{firm.id}" not in (await browser.get("/people/new")).text


async def test_a_wrong_code_of_a_firm_is_told(cast, browser):
    await browser.as_(cast.an)
    right = await browser.post("/firms", {"name": "东山律师事务所", "uscc": "91110000802100433B"})
    wrong = await browser.post("/firms", {"name": "西山律师事务所", "uscc": "911100008021004330"})
    twin = await browser.post("/firms", {"name": "东山律师事务所"})

    assert (right.status_code, wrong.status_code, twin.status_code) == (303, 422, 422)
    assert "西山律师事务所" in wrong.text
    assert await Firm.filter(name="西山律师事务所").count() == 0
