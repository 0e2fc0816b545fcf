"""An edition as a form of plain fields, and the form as an edition again.

Fields are named like the file: `clock-review-days`, `step-2-name`. What the form does not show
stays as it is; rows without a name are dropped, and the column `place` orders the rows.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tomli_w

from portal.errors import Invalid
from portal.kinds import Unit
from portal.kinds.reading import MINUTES, ROUNDS, SILENT, USUAL
from portal.web.forms import DIGITS, Answers

HEAD = "# 本文件由“办理规则”页面生成，也可以直接修改；每项参数请写明来源。\n"
WORDS = ("name", "verb", "letter", "clearance")
COLUMNS = {
    "material": ("key", "name", "required", "promise", "before_clearance", "source", "dated"),
    "step": ("key", "name", "task", "who", "apart", "source", "dated"),
    "procedure": ("key", "name", "material", "required", "at", "source", "dated"),
    "outcome": ("key", "name", "effect"),
}
# tables that stand alone, with what a file that does not say means
SOURCE = {"source": USUAL, "dated": ""}
SINGLE: Mapping[str, Mapping[str, Any]] = {
    "discussion": {"rounds": ROUNDS, "who": ["approver"], **SOURCE},
    "objection": {"who": ["approver"], **SOURCE},
    "undo": {"minutes": MINUTES, **SOURCE},
}
COUNTS = ("rounds", "minutes")
NUMBERS = ("days", "least", "most", "extension")
REMARKS = ("source", "dated", "extension_source")
CLOCK = (*NUMBERS, "unit", *REMARKS)
FLAGS = ("required", "promise", "before_clearance")
LATER = "before_clearance"
STOPPING = "consultation"  # the clock that says whether another one may stand still for it
LISTS = ("who", "apart")
ADDED = 2  # empty rows that a form offers
MOST = 40  # rows of one table
YES = {True: "yes", False: "no"}
FAULT = "请填写天数，用阿拉伯数字"
COUNT_FAULT = "请用阿拉伯数字填写"


@dataclass(frozen=True)
class Sheet:
    """What stands in the fields: single ones by name, tables as rows of such."""

    fields: Mapping[str, str]
    clocks: Mapping[str, Mapping[str, str]]
    tables: Mapping[str, list[dict[str, str]]]
    single: Mapping[str, Mapping[str, str]]

    def rows(self, table: str) -> list[dict[str, str]]:
        """The rows of a table, and some to add."""
        blank = {"place": "", **dict.fromkeys(COLUMNS[table], "")}
        shown = [
            {"place": str(number), **row} for number, row in enumerate(self.tables[table], start=1)
        ]
        return [*shown, *(dict(blank) for _ in range(ADDED))]


def sheet_of(text: str) -> Sheet:
    """The form of an edition."""
    said = tomllib.loads(text)
    return Sheet(
        fields={
            **{name: str(said.get(name, "")) for name in (*WORDS, "key", "advisers", "version")},
            "bases": "\n".join(said.get("bases", [])),
        },
        clocks={
            name: {"unit": Unit.WORKDAYS.value}
            | {column: str(row[column]) for column in CLOCK if column in row}
            | {column: "" for column in CLOCK if column not in (*row, "unit")}
            | ({"stops_review": YES[bool(row.get("stops_review"))]} if name == STOPPING else {})
            for name, row in clocks_in(said).items()
        },
        tables={name: [_shown(row, name) for row in said.get(name, [])] for name in COLUMNS},
        single={name: _single_of(said.get(name, {}), usual) for name, usual in SINGLE.items()},
    )


def _single_of(row: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, str]:
    """A table that stands alone; what a file does not say is as usual."""
    said = {name: row.get(name, value) for name, value in usual.items()}
    return {name: " ".join(value) if name in LISTS else str(value) for name, value in said.items()}


def clocks_in(said: Mapping[str, Any]) -> dict[str, Any]:
    """The clocks of a file, and those of which it is silent as they go then."""
    written: dict[str, Any] = said.get("clock", {})
    silent = {name: days for name, days in SILENT.items() if name not in written}
    return written | {name: {"days": days, "source": USUAL} for name, days in silent.items()}


def sheet_in(form: Answers, before: str) -> Sheet:
    """The form as it was typed, right or wrong, over the edition `before`."""
    kept = sheet_of(before)
    return Sheet(
        fields={name: form.again(name, said) for name, said in kept.fields.items()},
        clocks={
            name: {
                column: form.again(f"clock-{name}-{column}", said) for column, said in row.items()
            }
            for name, row in kept.clocks.items()
        },
        tables={name: list(_typed(form, name)) for name in COLUMNS},
        single={
            table: {
                name: " ".join(form.every(f"{table}-{name}")) or said for name, said in row.items()
            }
            for table, row in kept.single.items()
        },
    )


def edited(before: str, form: Answers) -> str:
    """The text of the edition that the form asks for; raises Invalid where a day is no number."""
    said = tomllib.loads(before)
    sheet = sheet_in(form, before)
    said |= {name: sheet.fields[name].strip() for name in (*WORDS, "advisers", "version")}
    said["bases"] = [line.strip() for line in sheet.fields["bases"].splitlines() if line.strip()]
    faults: dict[str, str] = {}
    for name, row in sheet.clocks.items():
        said["clock"][name] = _clock(said["clock"].get(name, {}), row)
        faults |= {f"clock-{name}-{column}": FAULT for column in _unreadable(row)}
    for table, columns in sheet.single.items():
        if table in said or columns != _single_of({}, SINGLE[table]):
            said[table] = {name: _single_value(columns, name) for name in columns}
        faults |= {
            f"{table}-{name}": COUNT_FAULT
            for name in set(COUNTS) & set(columns)
            if not _is_number(columns[name].strip())
        }
    for name, rows in sheet.tables.items():
        said[name] = _rows(said.get(name, []), rows, name)
    if faults:
        raise Invalid(faults)
    return HEAD + tomli_w.dumps(said)


def _single_value(row: Mapping[str, str], name: str) -> object:
    said = row[name].strip()
    return int(said) if name in COUNTS and _is_number(said) else _value(row, name)


def _clock(kept: Mapping[str, Any], row: Mapping[str, str]) -> dict[str, Any]:
    """A clock as typed: numbers that are left empty go, a unit that is usual need not be said."""
    said = {key: value for key, value in kept.items() if key not in NUMBERS}
    for column in REMARKS:
        if column in kept or row[column].strip():
            said[column] = row[column].strip()
    if row["unit"] != said.get("unit", Unit.WORKDAYS.value):
        said["unit"] = row["unit"]
    if "stops_review" in row:
        said["stops_review"] = row["stops_review"] == YES[True]
    typed = {column: row[column].strip() for column in NUMBERS}
    return {column: int(number) for column, number in typed.items() if _is_number(number)} | said


def _unreadable(row: Mapping[str, str]) -> list[str]:
    """The numbers of a clock that are none; all but the first may be left empty."""
    return [
        column
        for column in NUMBERS
        if not _is_number(said := row[column].strip()) and (said or column == "days")
    ]


def _is_number(said: str) -> bool:
    return said.isdecimal() and len(said) <= DIGITS


def _rows(
    kept: Iterable[Mapping[str, Any]], typed: Iterable[Mapping[str, str]], name: str
) -> list[dict[str, Any]]:
    """The rows of a table as typed; what a row holds besides its columns stays with its key."""
    known = {str(row.get("key")): dict(row) for row in kept}
    ordered = sorted(enumerate(typed), key=lambda one: (_place(one[1]), one[0]))
    lasting = [row for _, row in ordered if row["name"].strip() and not row.get("dropped")]
    return [
        (was := known.get(row["key"], {})) | dict(_columns(row, COLUMNS[name], was))
        for row in _keyed(lasting, name)
    ]


def _columns(
    row: Mapping[str, str], columns: Iterable[str], kept: Mapping[str, Any]
) -> Iterator[tuple[str, object]]:
    """The columns of a row; of a later flag that is not set a file may stay silent."""
    for column in columns:
        if column != LATER or column in kept or row.get(column, "").strip():
            yield column, _value(row, column)


def _keyed(rows: Sequence[Mapping[str, str]], table: str) -> Iterator[Mapping[str, str]]:
    """The rows, each with a key: one that was typed, or the next that is free."""
    taken = {row["key"].strip() for row in rows}
    for row in rows:
        if row["key"].strip():
            yield row
            continue
        free = next(key for n in range(1, MOST + 2) if (key := f"{table}_{n}") not in taken)
        taken.add(free)
        yield {**row, "key": free}


def _place(row: Mapping[str, str]) -> float:
    said = row.get("place", "")
    return float(said) if said.replace(".", "", 1).isdecimal() else float(MOST)


def _value(row: Mapping[str, str], column: str) -> object:
    said = row.get(column, "").strip()
    if column in FLAGS:
        return bool(said)
    return said.replace("、", " ").replace(",", " ").split() if column in LISTS else said


def _shown(row: Mapping[str, Any], name: str) -> dict[str, str]:
    shown = {}
    for column in COLUMNS[name]:
        value = row.get(column, "")
        joined = " ".join(value) if isinstance(value, list) else str(value)
        shown[column] = ("1" if value else "") if column in FLAGS else joined
    return shown


def _typed(form: Answers, name: str) -> Iterable[dict[str, str]]:
    for number in range(MOST):
        stem = f"{name}-{number}-"
        row = {column: " ".join(form.every(stem + column)) for column in COLUMNS[name]}
        if row["key"] or row["name"]:
            place = form.again(f"{stem}place", str(number + 1))
            yield row | {"place": place, "dropped": form.again(f"{stem}dropped")}
