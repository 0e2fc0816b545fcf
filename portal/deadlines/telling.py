"""What a deadline says of itself: its light, its words, and why it is due on that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.clock import day_of
from portal.deadlines.calendar import Calendar
from portal.deadlines.models import Deadline, Extension, Pause
from portal.deadlines.reckoning import Stretch, due_after, workdays_between
from portal.i18n import language
from portal.i18n import translate as _
from portal.kinds import Length, Unit
from portal.names import Named
from portal.web.rendering import day as in_words
from portal.web.rendering import period as in_units

SOON = 1  # working days left at which green becomes amber: today and the next one


class Light(Named):
    GREEN = "ok", "时限充裕"
    AMBER = "warn", "即将到期"
    RED = "bad", "已逾期"
    PAUSED = "info", "已中止计时"


@dataclass(frozen=True)
class Sign:
    """A deadline as it is shown: never by colour alone."""

    light: Light
    words: str
    due: date | None
    provisional: bool = False


def sign(deadline: Deadline, today: date, calendar: Calendar) -> Sign:
    """The light and the words for `deadline` as of `today`."""
    if deadline.due is None:
        return Sign(Light.PAUSED, _("已中止计时"), None)
    return sign_for(deadline.due, today, calendar, provisional=deadline.provisional)


def closed_sign(deadline: Deadline) -> Sign:
    """How a period ended: in time, late, or while its clock stood still."""
    if deadline.due is None or deadline.closed is None:
        return Sign(Light.PAUSED, _("已停止计时"), None)
    return ended_sign(deadline.due, deadline.closed)


def ended_sign(due: date, closed: date) -> Sign:
    """How something due on `due` ended on `closed`: in time or late."""
    done = in_words(closed)
    if closed > due:
        return Sign(Light.RED, _("{done}办结，已逾期", done=done), due)
    return Sign(Light.GREEN, _("{done}按期办结", done=done), due)


def sign_for(due: date, today: date, calendar: Calendar, *, provisional: bool = False) -> Sign:
    """The light and the words for a day on which something is due."""
    left = workdays_between(today, due, calendar)
    light = Light.RED if due < today else Light.AMBER if left <= SOON else Light.GREEN
    return Sign(light, _left(left, due, today), due, provisional)


def explanation(
    deadline: Deadline,
    pauses: Sequence[Pause],
    calendar: Calendar,
    extensions: Sequence[Extension] = (),
) -> str:
    """Why it is due on that day, in sentences."""
    said = [
        _(
            "{period}：自{opened}起（当日不计）{length}，依据：{source}。",
            period=deadline.period, opened=in_words(deadline.opened),
            length=in_units(deadline.granted), source=deadline.source,
        ),
        *(_extension(one, deadline) for one in extensions if one.granted),
        *(_pause(pause) for pause in pauses),
        *_outcome(deadline, pauses, calendar),
    ]  # fmt: skip
    return (" " if language() == "en" else "").join(said)


def _outcome(deadline: Deadline, pauses: Sequence[Pause], calendar: Calendar) -> list[str]:
    if deadline.due is None:
        return [] if deadline.closed else [_("计时恢复后重新推算到期日。")]
    if deadline.unit is Unit.WORKDAYS:
        said = _shifts(deadline.opened, deadline.due, calendar)
    else:
        said = _rolling(deadline, pauses, calendar)
    said.append(_("因此应于{due}（含当日）前办结。", due=in_words(deadline.due)))
    if deadline.provisional:
        said.append(_("其中部分日期所在年度的放假安排尚未公布，为暂定日期。"))
    return said


def _left(left: int, due: date, today: date) -> str:
    if due < today:
        return _("逾期 {days} 个工作日", days=max(1, -left))
    if due == today:
        return _("今天到期")
    return _("剩 {days} 个工作日", days=left)


def _extension(one: Extension, deadline: Deadline) -> str:
    return _(
        "{day}经批准延长{length}，理由：{reason}。",
        day=in_words(day_of(one.decided_at) if one.decided_at else None),
        length=in_units(Length(one.days, deadline.unit)), reason=one.reason,
    )  # fmt: skip


def _pause(pause: Pause) -> str:
    if pause.until is None:
        return _(
            "自{since}起因{reason}中止计时。", since=in_words(pause.since), reason=pause.reason
        )
    return _(
        "{since}至{until}因{reason}中止计时（恢复当日计入）。",
        since=in_words(pause.since), until=in_words(pause.until), reason=pause.reason,
    )  # fmt: skip


def _rolling(deadline: Deadline, pauses: Sequence[Pause], calendar: Calendar) -> list[str]:
    """That the period's last day is a day off, where it is one."""
    stretches = [Stretch(one.since, one.until or deadline.closed) for one in pauses]
    found = due_after(deadline.opened, deadline.length, stretches, calendar)
    if found is None or found.ended is None or not found.is_moved:
        return []
    return [_("期间的最后一日{day}是休息日，顺延到下一个工作日。", day=in_words(found.ended))]


def _shifts(opened: date, due: date, calendar: Calendar) -> list[str]:
    inside = [day for day in calendar.named if opened < day <= due]
    off = sum(1 for day in inside if calendar.named[day] and day.weekday() < 5)
    worked = sum(1 for day in inside if not calendar.named[day])
    said = []
    if off:
        said.append(_("期间有{days}个法定节假日放假的工作日不计。", days=off))
    if worked:
        said.append(_("期间有{days}个调休上班的周末计入。", days=worked))
    return said
