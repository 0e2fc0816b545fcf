"""Remarks through the front door: made at the right words, changed, answered, settled."""

from __future__ import annotations

import pytest

from portal.journal.models import Entry
from portal.matters.models import Matter
from portal.reviews.models import Annotation, AnnotationReply, Placement
from portal.workflow import State
from tests.cast import Cast
from tests.client import Browser
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio

SELECTED = {
    "paragraph": "4", "start": "12", "end_paragraph": "4", "end": "19", "quote": "支付百分之五十",
    "severity": "must", "text": "预付比例偏高", "basis": "保障中小企业款项支付条例",
}  # fmt: skip


def made_at(matter: Matter) -> str:
    return f"/matters/{matter.number}/drafts/1/annotations"


async def remark(browser: Browser, matter: Matter, **said: str) -> Annotation:
    await browser.post(made_at(matter), {**SELECTED, **said})
    found = await Annotation.all().order_by("-id").first()
    assert found is not None
    return found


async def test_a_selection_becomes_a_remark_at_its_words(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    wu = await browser.as_(cast.wu)
    answer = await wu.post(made_at(matter), SELECTED)

    made = await Annotation.get().prefetch_related("placements")
    place = made.placements[0]
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/matters/{matter.number}/review#card-{made.id}"
    assert (place.paragraph, place.start, place.end) == (4, 12, 19)
    assert (place.clause, place.quote, place.state) == ("第二条", "支付百分之五十", "placed")
    assert (made.severity, made.proposal, made.submitted) == ("must", None, True)
    page = await wu.get(f"/matters/{matter.number}/review")
    assert (
        f'<mark id="mark-{made.id}" data-note="{made.id}" class="must">支付百分之五十' in page.text
    )
    assert "预付比例偏高" in page.text


async def test_a_paragraph_and_a_quote_do_without_a_script(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    wu = await browser.as_(cast.wu)
    form = await wu.get(f"{made_at(matter)}/new")
    answer = await wu.post(
        made_at(matter),
        {"paragraph": "5", "quote": "提交仲裁", "severity": "must", "text": "或裁或审无效"},
    )

    place = await Placement.get()
    assert '<option value="5">第三条 发生争议的' in form.text
    assert answer.status_code == 303
    assert (place.paragraph, place.start, place.end, place.clause) == (5, 10, 14, "第三条")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"quote": "支付百分之六十"}, "所选文字与送审稿不一致，请重新选择"),
        ({"end": "18"}, "所选文字与送审稿不一致，请重新选择"),
        ({"text": ""}, "请填写批注内容，或者提出修改文字"),
        ({"severity": "grave"}, "请选择严重程度"),
    ],
)
async def test_what_cannot_be_taken_comes_back_as_typed(
    cast: Cast, matter: Matter, browser: Browser, said: dict[str, str], told: str
) -> None:
    wu = await browser.as_(cast.wu)
    answer = await wu.post(made_at(matter), {**SELECTED, **said})

    assert answer.status_code == 422
    assert told in answer.text
    assert "保障中小企业款项支付条例" in answer.text
    assert not await Annotation.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("lin", 403), ("zhou", 403), ("zheng", 403), ("qian", 404), ("he", 404), ("an", 404)],
)
async def test_nobody_else_makes_remarks(
    cast: Cast, matter: Matter, browser: Browser, who: str, status: int
) -> None:
    other = await browser.as_(getattr(cast, who))
    answer = await other.post(made_at(matter), SELECTED)

    assert answer.status_code == status
    assert not await Annotation.exists()


async def test_no_remarks_once_the_review_is_over(cast: Cast, browser: Browser) -> None:
    matter = await matter_at(State.CHECKING, cast)
    wu = await browser.as_(cast.wu)

    answer = await wu.post(made_at(matter), SELECTED)

    assert answer.status_code == 403
    assert "待复核" in answer.text
    assert not await Annotation.exists()


async def test_changing_ones_own(cast: Cast, matter: Matter, browser: Browser) -> None:
    wu = await browser.as_(cast.wu)
    made = await remark(wu, matter)
    address = f"/matters/{matter.number}/annotations/{made.id}"
    form = await wu.get(address)
    said = {"severity": "hint", "text": "改了", "proposes": "1", "proposal": "支付百分之三十"}
    answer = await wu.post(address, {**said, "version": "1"})

    now = await Annotation.get()
    assert "预付比例偏高" in form.text
    assert answer.status_code == 303
    assert (now.text, now.severity, now.proposal) == ("改了", "hint", "支付百分之三十")
    assert now.version == 2


async def test_a_stale_save_shows_both_texts(cast: Cast, matter: Matter, browser: Browser) -> None:
    wu = await browser.as_(cast.wu)
    made = await remark(wu, matter)
    address = f"/matters/{matter.number}/annotations/{made.id}"
    said = {"severity": "hint", "version": "1"}
    await wu.post(address, {**said, "text": "先存的文字"})
    answer = await wu.post(address, {**said, "text": "后存的文字"})

    assert answer.status_code == 409
    assert "先存的文字" in answer.text
    assert "后存的文字" in answer.text
    assert 'name="version" value="2"' in answer.text
    assert (await Annotation.get()).text == "先存的文字"


@pytest.mark.parametrize("act", ["", "/removal"])
async def test_a_remark_of_somebody_else_stays(
    cast: Cast, matter: Matter, browser: Browser, act: str
) -> None:
    made = await remark(await browser.as_(cast.wu), matter)
    await Annotation.filter(id=made.id).update(author=cast.luo)
    answer = await browser.post(
        f"/matters/{matter.number}/annotations/{made.id}{act}",
        {"severity": "hint", "text": "改别人的", "version": "1"},
    )

    assert answer.status_code == 403
    assert "罗律" in answer.text
    assert (await Annotation.get()).text == "预付比例偏高"


async def test_taking_one_back(cast: Cast, matter: Matter, browser: Browser) -> None:
    wu = await browser.as_(cast.wu)
    made = await remark(wu, matter)
    await wu.post(f"/matters/{matter.number}/annotations/{made.id}/removal")

    assert not await Annotation.exists()
    assert not await Placement.exists()
    assert await Entry.filter(act="annotation:removed", subject=matter.number).exists()


async def test_a_thread(cast: Cast, matter: Matter, browser: Browser) -> None:
    made = await remark(await browser.as_(cast.han), matter)
    await Annotation.filter(id=made.id).update(submitted=True)
    address = f"/matters/{matter.number}/annotations/{made.id}"
    wu = await browser.as_(cast.wu)
    empty = await wu.post(f"{address}/replies", {"text": " "})
    await wu.post(f"{address}/replies", {"text": "请补充依据"})
    await wu.post(f"{address}/resolution")

    han = await browser.as_(cast.han)
    page = (await han.get(f"/matters/{matter.number}/review")).text
    assert empty.status_code == 422
    assert (await AnnotationReply.get()).text == "请补充依据"
    assert "请补充依据" in page
    assert "已解决" in page
    await han.post(f"{address}/reopening")
    assert (await Annotation.get()).resolved_at is None


async def test_a_sketch_is_kept_and_taken_up_again(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    han = await browser.as_(cast.han)
    for text in ("预付", "预付比例"):
        answer = await han.post(f"{made_at(matter)}/sketch", {**SELECTED, "text": text})
        assert answer.status_code == 204

    sketch = await Annotation.get()
    bench = (await han.get(f"/matters/{matter.number}/review")).text
    form = (await han.get(f"{made_at(matter)}/new")).text
    assert (sketch.version, sketch.text, sketch.submitted) == (0, "预付比例", False)
    assert "您有一条没有保存的批注" in bench
    assert ">预付比例</textarea>" in form
    assert "支付百分之五十" in form
    await han.post(made_at(matter), SELECTED)
    assert [one.version for one in await Annotation.all()] == [1]


async def test_an_emptied_sketch_is_forgotten(cast: Cast, matter: Matter, browser: Browser) -> None:
    han = await browser.as_(cast.han)
    await han.post(f"{made_at(matter)}/sketch", {**SELECTED, "text": "半句", "basis": ""})
    await han.post(f"{made_at(matter)}/sketch", {**SELECTED, "text": "", "basis": ""})

    assert not await Annotation.exists()


async def test_the_sketch_of_a_change_leaves_the_remark_alone(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    wu = await browser.as_(cast.wu)
    made = await remark(wu, matter)
    await wu.post(f"{made_at(matter)}/sketch", {"of": str(made.id), "text": "改到一半"})

    form = (await wu.get(f"/matters/{matter.number}/annotations/{made.id}")).text
    bench = (await wu.get(f"/matters/{matter.number}/review")).text
    assert ">改到一半</textarea>" in form
    assert "预付比例偏高" in bench
    assert "改到一半" not in bench
