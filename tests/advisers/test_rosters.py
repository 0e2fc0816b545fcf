"""Many candidates from Excel: the good rows come in, the others go back with reasons."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from portal.advisers.models import Appointment
from portal.advisers.rosters import HEADS, REASON, Line, blank, lines_of, sheet_of
from portal.word.errors import Unreadable
from tests.cast import Cast
from tests.client import Browser

pytestmark = pytest.mark.anyio
GOOD = ("法律顾问", "甲", "北斗律师事务所", "15301201510000001", "2012-07-01", "金融、土地",
        "云川", "英语", "律师协会")  # fmt: skip
BAD = ("顾问", "", "没有的律所", "1", "七月", "", "", "", "")


def book(*rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> bytes:
    made = openpyxl.Workbook()
    for row in (heads, *rows):
        made.worksheets[0].append(row)
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def rows_in(data: bytes) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


def test_columns_may_stand_in_any_order() -> None:
    turned = book(tuple(reversed(GOOD)), ("",) * len(HEADS), heads=tuple(reversed(HEADS)))

    assert lines_of(turned) == [Line(GOOD)]


@pytest.mark.parametrize("data", [b"no book", book(heads=("甲", "乙"))])
def test_what_is_no_roster_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        lines_of(data)


def test_the_empty_sheet_is_one_that_can_be_filled() -> None:
    assert rows_in(blank()) == [HEADS]
    assert lines_of(blank()) == []


def test_no_cell_comes_back_as_a_formula() -> None:
    back = rows_in(sheet_of([(Line(("=1+1", *GOOD[1:])), "-错")]))

    assert back[1][0] == "'=1+1"
    assert back[1][-1] == "'-错"


async def test_good_rows_come_in_and_bad_ones_go_back(cast: Cast, browser: Browser) -> None:
    await browser.as_(cast.zhou)
    data = book(GOOD, BAD, GOOD)  # the third: the same licence again

    answer = await browser.post("/appointments/imports", files={"file": ("名单.xlsx", data)})

    assert answer.status_code == 200
    assert [one.name for one in await Appointment.all()] == ["甲"]
    back = rows_in(answer.content)
    assert back[0] == (*HEADS, REASON)
    assert [row[1] for row in back[1:]] == [None, "甲"]
    for said in ("没有填写姓名", "没有这个律师事务所", "类别须为", "日期无法识别"):
        assert said in str(back[1][-1])
    assert "该执业证号已有" in str(back[2][-1])


async def test_a_roster_without_faults_leads_to_the_list(cast: Cast, browser: Browser) -> None:
    await browser.as_(cast.zhou)

    done = await browser.post("/appointments/imports", files={"file": ("名单.xlsx", book(GOOD))})
    wrong = await browser.post("/appointments/imports", files={"file": ("名单.xlsx", b"x")})

    assert done.headers["location"] == "/appointments"
    assert wrong.status_code == 422
    assert await Appointment.all().count() == 1
