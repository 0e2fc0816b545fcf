"""From the text of a type's file to the type; whatever is wrong is said with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from portal.errors import PortalError
from portal.kinds.kind import (
    AT,
    Clock,
    Effect,
    Grace,
    Kind,
    Length,
    Outcome,
    Procedure,
    Sequel,
    Slot,
    Source,
    Start,
    Step,
    Unit,
    Validity,
    Variant,
)
from portal.kinds.places import Place, line_of
from portal.names import Named
from portal.permits import Relation
from portal.workflow import Task

CLOCKS = ("intake", "review", "supplement", "feedback")
USUAL = "本平台默认值，请按本地规定核定"
# working days where an old edition does not say
SILENT = {"confirmation": 3, "discussion": 5, "objection": 3, "rehearing": 2}
ROUNDS = 2
MOST_ROUNDS = 9
MINUTES = 10
MOST_MINUTES = 60
ADVISERS = ("mandatory", "optional")
UNITS = {"feedback": (Unit.WORKDAYS,)}  # the letter of the opinion says working days
LONGEST = 366  # days that any clock may grant
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
AT_LINE = re.compile(r"at line (\d+)")
WHO = {
    Task.ADVISE: (Relation.ADVISER, Relation.LAWYER),
    Task.REVIEW: (Relation.REVIEWER,),
    Task.CHECK: (Relation.APPROVER, Relation.SIGNER, Relation.DISPATCHER),
    Task.DISCUSS: (Relation.APPROVER, Relation.SIGNER, Relation.DISPATCHER),
    Task.SIGN: (Relation.SIGNER, Relation.APPROVER),
    Task.MEET: (Relation.DEPARTMENT,),
}
ON_DISPUTE = (Relation.APPROVER, Relation.DISPATCHER, Relation.SIGNER)
T = TypeVar("T", bound=Named)


class Faulty(PortalError):
    """A type's file cannot be taken; `line` counts from 1, `what` is a message id."""

    def __init__(self, line: int, what: str, **facts: object) -> None:
        super().__init__(what, **facts)
        self.line = line
        self.what = what

    def __str__(self) -> str:
        return f"line {self.line}: {super().__str__()}"


def read(text: str) -> Kind:
    """The type that `text` (TOML) describes; raises Faulty."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        at = AT_LINE.search(str(fault))
        line = int(at[1]) if at else len(text.splitlines()) or 1
        raise Faulty(line, "格式有误，无法读出：{fault}", fault=str(fault)) from fault
    return _kind(Table(text, table))


@dataclass(frozen=True)
class Table:
    """A table of the file, which knows where it stands in it."""

    text: str
    rows: Mapping[str, Any]
    name: str = ""
    number: int = 0

    def fault(self, key: str, what: str, /, **facts: object) -> Faulty:
        return Faulty(line_of(self.text, Place(self.name, self.number, key)), what, **facts)

    def words(self, key: str, otherwise: str | None = None) -> str:
        value = self.rows.get(key, otherwise)
        if value is None or (value == "" and otherwise is None):
            raise self.fault(key, "缺少“{key}”", key=key)
        if not isinstance(value, str):
            raise self.fault(key, "“{key}”应当是加引号的文字", key=key)
        return value

    def key(self, key: str = "key") -> str:
        value = self.words(key)
        if not KEY.fullmatch(value):
            raise self.fault(
                key, "“{value}”不能作为代码：请用小写字母、数字和下划线，以字母开头", value=value
            )
        return value

    def whole(self, key: str, least: int, most: int) -> int:
        value = self.rows.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.fault(
                key, "“{key}”应当是{least}到{most}之间的整数", key=key, least=least, most=most
            )
        return value

    def perhaps(self, key: str, least: int, most: int) -> int | None:
        """A whole number that the file need not say."""
        return self.whole(key, least, most) if key in self.rows else None

    def yes(self, key: str) -> bool:
        value = self.rows.get(key, False)
        if not isinstance(value, bool):
            raise self.fault(key, "“{key}”应当是 true 或 false", key=key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.rows.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.fault(key, "“{key}”应当是一组加引号的文字", key=key)
        return tuple(value)

    def one_of(self, key: str, among: tuple[str, ...], otherwise: str | None = None) -> str:
        value = self.words(key, otherwise)
        if value not in among:
            raise self.fault(key, "“{value}”不在可选范围：{among}", value=value, among=among)
        return value

    def source(self, otherwise: str = "") -> Source:
        return Source(self.words("source", otherwise), self.words("dated", ""))

    def table(self, name: str) -> Table:
        """A table that the file may leave out."""
        value = self.rows.get(name, {})
        if not isinstance(value, dict):
            raise self.fault(name, "“{key}”应当写成 [{key}]", key=name)
        return Table(self.text, value, name)

    def tables(self, name: str) -> list[Table]:
        value = self.rows.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.fault(name, "“{key}”应当写成 [[{key}]]", key=name)
        return [Table(self.text, row, name, number) for number, row in enumerate(value)]


def _kind(table: Table) -> Kind:
    discussion = table.table("discussion")
    rounds = discussion.perhaps("rounds", 1, MOST_ROUNDS)
    return Kind(
        key=table.key(),
        **{name: table.words(name) for name in ("name", "verb", "letter", "clearance", "version")},
        bases=table.texts("bases"),
        advisers=table.one_of("advisers", ADVISERS),
        slots=tuple(_different(table, [_slot(row) for row in table.tables("material")])),
        steps=_steps(table),
        discussion=_discussion(discussion),
        objection=_objection(table.table("objection")),
        rounds=rounds or ROUNDS,
        undo=_grace(table.table("undo")),
        clocks=_clocks(table),
        outcomes=_outcomes(table),
        variants=tuple(_different(table, [_variant(row) for row in table.tables("variant")])),
        sequels=tuple(_different(table, [_sequel(row) for row in table.tables("sequel")])),
        validity=_validity(table),
        procedures=_procedures(table),
    )


def _slot(row: Table) -> Slot:
    return Slot(
        row.key(), row.words("name"), row.yes("required"), row.yes("promise"), row.source(),
        row.yes("before_clearance"),
    )  # fmt: skip


def _variant(row: Table) -> Variant:
    return Variant(row.key(), row.words("name"), row.texts("words"), row.source())


def _sequel(row: Table) -> Sequel:
    unit = Unit(row.one_of("unit", _values(Unit), Unit.WORKDAYS.value))
    ahead = row.yes("ahead")
    if ahead and unit is Unit.WORKDAYS:
        raise row.fault("ahead", "提前的期限须按自然日或者月计算")
    return Sequel(
        row.key(), row.words("name"), row.words("todo"),
        start=Start(row.one_of("from", _values(Start))),
        length=Length(row.whole("days", 1, LONGEST), unit),
        ahead=ahead, required=row.yes("required"), source=row.source(),
        gives=Start(row.one_of("gives", _values(Start))) if "gives" in row.rows else None,
    )  # fmt: skip


def _validity(table: Table) -> Validity | None:
    if "validity" not in table.rows:
        return None
    row = Table(table.text, table.rows["validity"], "validity")
    years = row.whole("years", 1, 99)
    return Validity(years, row.whole("trial", 1, years), row.texts("words"), row.source())


def _values(of: type[Named]) -> tuple[str, ...]:
    return tuple(one.value for one in of)


def _procedures(table: Table) -> tuple[Procedure, ...]:
    """The procedures; raises Faulty where one names papers that the type does not ask for."""
    slots = {str(row.rows.get("key")) for row in table.tables("material")}
    rows = table.tables("procedure")
    found = [
        Procedure(
            row.key(), row.words("name"), row.words("material", ""), row.yes("required"),
            row.one_of("at", AT, AT[0]), row.source(),
        )
        for row in rows
    ]  # fmt: skip
    for row, one in zip(rows, found, strict=True):
        if one.material and one.material not in slots:
            raise row.fault("material", "“{key}”不是送审材料的代码", key=one.material)
    return tuple(_different(table, found))


def _clocks(table: Table) -> dict[str, Clock]:
    said = table.rows.get("clock", {})
    missing = [name for name in CLOCKS if not isinstance(said, dict) or name not in said]
    if missing:
        raise table.fault("clock", "缺少时限 [clock.{name}]", name=missing[0])
    rows = {name: Table(table.text, row, f"clock.{name}") for name, row in said.items()}
    read = {name: _clock(row, UNITS.get(name, tuple(Unit))) for name, row in rows.items()}
    silent = {name: days for name, days in SILENT.items() if name not in read}
    return read | {name: Clock(days, Source(USUAL)) for name, days in silent.items()}


def _clock(row: Table, units: tuple[Unit, ...]) -> Clock:
    days = row.whole("days", 1, LONGEST)
    return Clock(
        days, row.source(),
        unit=Unit(row.one_of("unit", tuple(one.value for one in units), Unit.WORKDAYS.value)),
        least=row.perhaps("least", 1, days),
        most=row.perhaps("most", days, LONGEST),
        extension=row.perhaps("extension", 0, LONGEST) or 0,
        extension_source=row.words("extension_source", ""),
        stops_review=row.yes("stops_review"),
    )  # fmt: skip


def _outcomes(table: Table) -> tuple[Outcome, ...]:
    found = [
        Outcome(
            row.key(), row.words("name"),
            Effect(row.one_of("effect", tuple(one.value for one in Effect))),
        )
        for row in table.tables("outcome")
    ]  # fmt: skip
    if not found:
        raise table.fault("outcome", "至少要有一种审查结论 [[outcome]]")
    return tuple(_different(table, found))


def _steps(table: Table) -> tuple[Step, ...]:
    rows = table.tables("step")
    found = _different(table, [_step(row) for row in rows])
    for row, step in zip(rows, found, strict=True):
        earlier = {one.key for one in found[: row.number]}
        if unknown := [key for key in step.apart if key not in earlier]:
            raise row.fault("apart", "“{key}”不是本步骤之前的步骤", key=unknown[0])
    if what := order_fault([step.task for step in found]):
        raise table.fault("step", what)
    return tuple(found)


def _step(row: Table) -> Step:
    task = Task(row.one_of("task", tuple(one.value for one in WHO)))
    held = _who(row, WHO[task], WHO[task][:1])
    return Step(row.key(), row.words("name"), task, held, row.texts("apart"), row.source())


def _who(
    row: Table, among: tuple[Relation, ...], otherwise: tuple[Relation, ...]
) -> tuple[Relation, ...]:
    """Who may take a step; `otherwise` where the file does not say."""
    allowed = tuple(one.value for one in among)
    for one in row.texts("who"):
        if one not in allowed:
            raise row.fault("who", "“{value}”不在可选范围：{among}", value=one, among=allowed)
    return tuple(Relation(one) for one in row.texts("who")) or otherwise


def _grace(row: Table) -> Grace:
    """For how long an act may be undone by who did it, as long as nobody has acted on it."""
    minutes = row.perhaps("minutes", 0, MOST_MINUTES)
    return Grace(MINUTES if minutes is None else minutes, row.source(USUAL))


def _discussion(row: Table) -> Step:
    """Who records what was discussed of items on which both sides insist."""
    held = _who(row, ON_DISPUTE, ON_DISPUTE[:1])
    return Step("discussion", "登记集体讨论结论", Task.SETTLE, held, (), row.source(USUAL))


def _objection(row: Table) -> Step:
    """Who answers a department that objects to the opinion."""
    held = _who(row, ON_DISPUTE, ON_DISPUTE[:1])
    return Step("objection", "复审异议", Task.REHEAR, held, (), row.source(USUAL))


ORDER = {
    Task.ADVISE: 0, Task.REVIEW: 1, Task.CHECK: 2, Task.DISCUSS: 2, Task.SIGN: 3, Task.MEET: 4,
}  # fmt: skip


def order_fault(tasks: list[Task]) -> str:
    """Why steps in this order are no way to an opinion; "" when they are one.

    Advice first, then one review that weighs it, checks and discussions, one signature, meetings.
    """
    for task, what in (
        (Task.REVIEW, '须有且只有一个“审查汇总”步骤（task = "review"）'),
        (Task.SIGN, '须有且只有一个“签发”步骤（task = "sign"）'),
    ):
        if tasks.count(task) != 1:
            return what
    if [ORDER[task] for task in tasks] != sorted(ORDER[task] for task in tasks):
        return "步骤的顺序应当是：顾问意见，审查汇总，复核和集体讨论，签发，会议审议"
    if not {Task.CHECK, Task.DISCUSS} & set(tasks):
        return "审查与签发之间须有复核或者集体讨论：意见书要经第二人核对"
    return ""


K = TypeVar("K", Slot, Step, Outcome, Variant, Sequel, Procedure)


def _different(table: Table, rows: list[K]) -> list[K]:
    """The same rows; raises Faulty where two have one key."""
    name = {
        Slot: "material", Step: "step", Outcome: "outcome", Variant: "variant", Sequel: "sequel",
        Procedure: "procedure",
    }  # fmt: skip
    seen: set[str] = set()
    for number, row in enumerate(rows):
        if row.key in seen:
            place = Place(name[type(row)], number, "key")
            raise Faulty(line_of(table.text, place), "“{key}”出现了两次", key=row.key)
        seen.add(row.key)
    return rows
