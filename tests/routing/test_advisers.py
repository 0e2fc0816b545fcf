"""The office's advisers: who sees them, and who writes down for whom they act."""

from __future__ import annotations

import pytest

from portal.journal.models import Entry
from portal.people.models import Absence, Organ, OrganKind, Person, Post, Role
from portal.routing.models import Mandate
from tests.cast import Cast
from tests.client import Browser

pytestmark = pytest.mark.anyio
GOOD = "91110000802100433B"
LATE = {"acting_since": "2026-02-01", "acting_until": "2026-01-01"}


@pytest.mark.parametrize(
    ("who", "status"),
    [("zhou", 200), ("wu", 200), ("zheng", 200), ("lin", 403), ("han", 403), ("an", 403)],
)
async def test_who_sees_the_panel(cast: Cast, browser: Browser, who: str, status: int) -> None:
    await browser.as_(getattr(cast, who))

    for place in ("/advisers", f"/advisers/{cast.han.id}"):
        page = await browser.get(place)
        assert page.status_code == status
        assert ("北斗律师事务所" in page.text) is (status == 200)


async def test_a_mandate_is_kept_under_every_name(cast: Cast, browser: Browser) -> None:
    await browser.as_(cast.zhou)

    done = await browser.post(
        f"/advisers/{cast.han.id}/mandates",
        {
            "client": "云川路桥有限公司（原名：云川公路有限公司）", "uscc": GOOD.lower(),
            "evidence": "委托合同", "whole_firm": "1",
        },
    )  # fmt: skip

    assert done.status_code == 303
    kept = await Mandate.all().order_by("key")
    assert {one.key for one in kept} == {"云川公路", "云川路桥"}
    assert {(one.firm_id, one.person_id, one.uscc) for one in kept} == {
        (cast.first_firm.id, None, GOOD)
    }
    assert await Entry.filter(act="conflict:added").count() == 1
    for adviser in (cast.han, cast.he):  # the firm's
        assert "委托合同" in (await browser.get(f"/advisers/{adviser.id}")).text
    assert "委托合同" not in (await browser.get(f"/advisers/{cast.xu.id}")).text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"client": "", "evidence": "合同"}, "请填写委托人名称"),
        ({"client": "甲公司", "evidence": ""}, "请写明依据"),
        ({"client": "甲公司", "evidence": "合同", "uscc": GOOD[:-1] + "C"}, "校验位不对"),
        (
            {
                "client": "甲公司",
                "evidence": "合同",
                "acting_since": "2026-02-01",
                "acting_until": "2026-01-01",
            },
            "结束日期不能早于开始日期",
        ),
    ],
)
async def test_a_bad_mandate_comes_back(
    cast: Cast, browser: Browser, form: dict[str, str], said: str
) -> None:
    await browser.as_(cast.zhou)

    answer = await browser.post(f"/advisers/{cast.han.id}/mandates", form)

    assert answer.status_code == 422
    assert said in answer.text
    assert not await Mandate.exists()


async def test_an_absence_is_written_down(cast: Cast, browser: Browser) -> None:
    await browser.as_(cast.zhou)
    address = f"/advisers/{cast.han.id}/absences"

    wrong = await browser.post(address, {"since": "2099-02-02", "until": "2099-02-01"})
    assert wrong.status_code == 422
    done = await browser.post(address, {"since": "2099-02-01", "until": "2099-02-02"})

    assert done.status_code == 303
    assert await Absence.filter(person_id=cast.han.id).count() == 1
    assert "2099年2月1日" in (await browser.get("/advisers")).text


@pytest.mark.parametrize("place", ["mandates", "absences"])
@pytest.mark.parametrize("who", ["wu", "zheng", "lin", "han"])
async def test_only_the_dispatcher_writes(
    cast: Cast, browser: Browser, who: str, place: str
) -> None:
    await browser.as_(getattr(cast, who))

    answer = await browser.post(
        f"/advisers/{cast.han.id}/{place}",
        {
            "client": "甲公司", "evidence": "合同",
            "since": "2099-02-01", "until": "2099-02-02",
        },
    )  # fmt: skip

    assert answer.status_code == 403
    assert not await Mandate.exists()
    assert not await Absence.exists()


async def test_another_offices_advisers_are_not_ours(cast: Cast, browser: Browser) -> None:
    county = await Organ.create(
        name="滨江县司法局", short="滨司", kind=OrganKind.LEGAL_OFFICE, level="county"
    )
    theirs = await Person.create(
        login="theirs", name="别人的顾问", password="!", created=cast.han.created,
        firm=cast.second_firm,
    )  # fmt: skip
    await Post.create(person=theirs, organ=county, role=Role.ADVISER)
    await browser.as_(cast.zhou)

    assert "别人的顾问" not in (await browser.get("/advisers")).text
    assert (await browser.get(f"/advisers/{theirs.id}")).status_code == 404
    answer = await browser.post(
        f"/advisers/{theirs.id}/mandates", {"client": "甲公司", "evidence": "合同"}
    )
    assert answer.status_code == 404
    assert not await Mandate.exists()
