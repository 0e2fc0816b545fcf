"""Taking candidates in from the rows of a file: the good ones in, of the others the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from portal.advisers.appointments import Candidate, recommend
from portal.advisers.models import Sort
from portal.advisers.rosters import (
    FIELDS,
    FIRM,
    HEADS,
    LANGUAGES,
    LICENCE,
    LONGEST,
    NAME,
    RECOMMENDED_BY,
    REGION,
    SINCE,
    SORT,
    Line,
)  # fmt: skip
from portal.errors import Invalid
from portal.i18n import translate as _
from portal.people.models import Firm, Organ, Person

SORTS = {one.zh: one for one in Sort} | {"": Sort.ADVISER}


async def take_in(
    office: Organ, lines: Sequence[Line], *, by: Person
) -> tuple[int, list[tuple[Line, str]]]:
    """Recommend whoever's row holds; returns how many, and the other rows with their reasons."""
    firms = {firm.name: firm for firm in await Firm.filter(active=True)}
    taken, wrong = 0, []
    for line in lines:
        faults = faults_of(line, firms)
        if not faults:
            try:
                await recommend(office, candidate_of(line, firms), by=by)
                taken += 1
                continue
            except Invalid as fault:
                faults = [_(text) for text in fault.errors.values()]
        wrong.append((line, _("；").join(faults)))
    return taken, wrong


def faults_of(line: Line, firms: dict[str, Firm]) -> list[str]:
    """All that is wrong with a row, in words."""
    faults = [
        _("“{head}”过长", head=head)
        for head, cell, most in zip(HEADS, line.cells, LONGEST, strict=True)
        if len(cell) > most
    ]
    if not line[NAME]:
        faults.append(_("没有填写姓名"))
    if not line[RECOMMENDED_BY]:
        faults.append(_("没有填写推荐单位或者推荐人"))
    if line[SORT] not in SORTS:
        faults.append(_("类别须为法律顾问、专家库专家或者公职律师"))
    if line[FIRM] and line[FIRM] not in firms:
        faults.append(_("没有这个律师事务所，请先由系统管理员添加"))
    if line[SINCE] and day_in(line[SINCE]) is None:
        faults.append(_("日期无法识别，请按 2026-11-22 的样式填写"))
    return faults


def candidate_of(line: Line, firms: dict[str, Firm]) -> Candidate:
    """The candidate of a row without faults."""
    fields = line[FIELDS].replace("，", "、").replace(",", "、").split("、")
    return Candidate(
        sort=SORTS[line[SORT]],
        name=line[NAME],
        firm=firms.get(line[FIRM]),
        licence=line[LICENCE],
        practising_since=day_in(line[SINCE]),
        specialities=tuple(filter(None, (one.strip() for one in fields))),
        region=line[REGION],
        languages=line[LANGUAGES],
        recommended_by=line[RECOMMENDED_BY],
    )


def day_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
