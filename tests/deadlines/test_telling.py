from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portal.deadlines.bars import Bearer, Borne, Charge, Course, pieces, shares
from portal.deadlines.calendar import official
from portal.deadlines.models import Deadline, Pause, PauseReason, Period
from portal.deadlines.stations import at_advisers
from portal.deadlines.telling import Light, closed_sign, explanation, sign
from portal.i18n import speaking
from portal.kinds import Unit, read
from portal.workflow import Task

CALENDAR = official()
SOURCE = "地方政府合同管理规定常见为5个工作日"


def deadline(opened: date, due: date | None, **more: object) -> Deadline:
    return Deadline(
        id=1,
        matter_id=1,
        period=Period.REVIEW,
        opened=opened,
        days=5,
        source=SOURCE,
        due=due,
        **more,
    )


FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("due", "light", "words"),
    [
        (date(2026, 11, 30), Light.GREEN, "剩 5 个工作日"),
        (date(2026, 11, 25), Light.GREEN, "剩 2 个工作日"),
        (date(2026, 11, 24), Light.AMBER, "剩 1 个工作日"),
        (MONDAY, Light.AMBER, "今天到期"),
        (date(2026, 11, 22), Light.RED, "逾期 1 个工作日"),
        (FRIDAY, Light.RED, "逾期 1 个工作日"),
        (date(2026, 11, 13), Light.RED, "逾期 6 个工作日"),
        (None, Light.PAUSED, "已中止计时"),
    ],
)
def test_the_light_and_its_words(due, light, words):
    told = sign(deadline(FRIDAY, due), MONDAY, CALENDAR)

    assert (told.light, told.words) == (light, words)


@pytest.mark.parametrize(
    ("due", "closed", "light"),
    [
        (MONDAY, FRIDAY, Light.GREEN),
        (MONDAY, MONDAY, Light.GREEN),
        (FRIDAY, MONDAY, Light.RED),
        (None, MONDAY, Light.PAUSED),
    ],
)
def test_how_it_ended(due, closed, light):
    assert closed_sign(deadline(date(2026, 11, 16), due, closed=closed)).light is light


def test_why_it_is_due_then():
    told = explanation(deadline(MONDAY, date(2026, 11, 30)), [], CALENDAR)

    assert told == (
        "审查时限：自2026年11月23日起（当日不计）5个工作日，"
        "依据：地方政府合同管理规定常见为5个工作日。因此应于2026年11月30日（含当日）前办结。"
    )


def test_holidays_and_make_up_days_are_named():
    told = explanation(deadline(date(2026, 2, 12), date(2026, 2, 28)), [], CALENDAR)

    assert "期间有6个法定节假日放假的工作日不计。" in told
    assert "期间有2个调休上班的周末计入。" in told


def test_a_month_that_ends_on_a_day_off_says_why_it_moves_on():
    month = deadline(date(2026, 9, 1), date(2026, 10, 8), unit=Unit.MONTHS)
    month.days = 1

    told = explanation(month, [], CALENDAR)

    assert "（当日不计）1个月，依据" in told
    assert "期间的最后一日2026年10月1日是休息日，顺延到下一个工作日。" in told
    assert "法定节假日放假的工作日" not in told


def test_pauses_are_named():
    done = Pause(reason=PauseReason.SUPPLEMENT, since=date(2026, 11, 24), until=date(2026, 11, 26))
    told = explanation(deadline(MONDAY, date(2026, 12, 2)), [done], CALENDAR)
    assert "2026年11月24日至2026年11月26日因等待送审单位补正中止计时（恢复当日计入）。" in told

    lasting = Pause(reason=PauseReason.EXPERTS, since=date(2026, 11, 24), until=None)
    told = explanation(deadline(MONDAY, None), [lasting], CALENDAR)
    assert told.endswith("自2026年11月24日起因专家论证中止计时。计时恢复后重新推算到期日。")


def test_a_provisional_day_says_so():
    told = explanation(deadline(MONDAY, date(2027, 1, 8), provisional=True), [], CALENDAR)

    assert told.endswith("其中部分日期所在年度的放假安排尚未公布，为暂定日期。")


def test_in_english_no_chinese_is_left():
    pauses = [Pause(reason=PauseReason.SUPPLEMENT, since=MONDAY, until=date(2026, 11, 26))]
    with speaking("en"):
        told = explanation(
            deadline(date(2026, 9, 24), date(2026, 12, 2), provisional=True), pauses, CALENDAR
        )

    assert not [sign for sign in told if "一" <= sign <= "鿿"]


R, S, A, O = Charge.RUNNING, Charge.STOPPED, Charge.AHEAD, Charge.OVERDUE  # noqa: E741


@pytest.mark.parametrize(
    ("due", "closed", "pauses", "today", "bar"),
    [
        ("2026-11-30", None, [], "2026-11-25", [(R, 2), (A, 5)]),
        ("2026-11-30", None, [], "2026-11-23", [(A, 7)]),
        ("2026-11-25", None, [], "2026-11-27", [(R, 2), (O, 2)]),
        ("2026-12-02", None, [("2026-11-24", "2026-11-26")], "2026-11-27",
         [(S, 2), (R, 2), (A, 5)]),
        (None, None, [("2026-11-25", None)], "2026-11-27", [(R, 1), (S, 3)]),
        ("2026-11-30", "2026-11-26", [], "2026-12-20", [(R, 3), (A, 4)]),
        ("2026-11-24", "2026-11-26", [], "2026-12-20", [(R, 1), (O, 2)]),
        (None, "2026-11-23", [("2026-11-23", "2026-11-23")], "2026-12-20", [(A, 1)]),
    ],
)  # fmt: skip
def test_the_bar_of_its_days(due, closed, pauses, today, bar):
    def day(said: str | None) -> date | None:
        return date.fromisoformat(said) if said else None

    stops = [Borne(date.fromisoformat(since), day(until)) for since, until in pauses]
    course = Course(MONDAY, day(due), day(closed), stops)
    found = pieces(course, date.fromisoformat(today))

    assert [(one.charge, (one.until - one.since).days) for one in found] == bar
    assert sum(one.width for one in found) == pytest.approx(100)
    assert found[0].since == date(2026, 11, 24)


B = Bearer
STATIONS = (Borne(date(2026, 11, 24), date(2026, 11, 26), B.ADVISER),)


def test_every_day_is_charged_to_somebody_but_what_lies_ahead():
    stops = (
        Borne(date(2026, 11, 27), date(2026, 11, 30), B.EXPERTS),
        Borne(date(2026, 11, 30), date(2026, 12, 2), B.DEPARTMENT),
    )
    course = Course(MONDAY, date(2026, 12, 3), None, stops, STATIONS)

    found = pieces(course, date(2026, 12, 4))

    assert [(one.charge, one.bearer, (one.until - one.since).days) for one in found] == [
        (R, B.ADVISER, 2), (R, B.OFFICE, 1), (S, B.EXPERTS, 3), (S, B.DEPARTMENT, 2),
        (R, B.OFFICE, 2), (O, B.OFFICE, 1),
    ]  # fmt: skip
    assert shares(found, CALENDAR) == (
        (B.ADVISER, 2), (B.OFFICE, 4), (B.EXPERTS, 1), (B.DEPARTMENT, 2)
    )  # fmt: skip


def test_nobody_bears_what_lies_ahead():
    found = pieces(Course(MONDAY, date(2026, 11, 30), None), date(2026, 11, 24))

    assert [(one.charge, one.bearer) for one in found] == [(R, B.OFFICE), (A, None)]


FOUR = read((Path(__file__).parents[1] / "kinds" / "four_reviews.toml").read_text("utf-8"))
ADVISE = [step.key for step in FOUR.steps if step.task is Task.ADVISE]


def test_the_steps_that_were_left_say_when_advisers_had_it():
    first, second = ADVISE[:2]
    begun, then = date(2026, 11, 23), date(2026, 11, 25)

    assert at_advisers([], first, FOUR) == []  # nobody has it before it is assigned
    assert at_advisers([(begun, "")], first, FOUR) == [Borne(begun, None, B.ADVISER)]
    assert at_advisers([(begun, ""), (then, first)], second, FOUR) == [
        Borne(begun, then, B.ADVISER), Borne(then, None, B.ADVISER)
    ]  # fmt: skip
    assert at_advisers([(begun, ""), (then, first)], "review", FOUR) == [
        Borne(begun, then, B.ADVISER)
    ]  # fmt: skip
