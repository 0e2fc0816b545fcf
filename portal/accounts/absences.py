"""Days on which somebody takes no new matters."""

from __future__ import annotations

from datetime import date

from portal.acts import Act
from portal.database import transaction
from portal.errors import Invalid, NotFound
from portal.journal.writing import record
from portal.people.models import Absence, Degree, Person
from portal.web.forms import Answers


def absence_of(form: Answers) -> tuple[date, date, str, Degree]:
    """First day, last day, note and degree as they were typed; raises Invalid."""
    since = form.day("since", missing="请填写开始日期")
    until = form.day("until", missing="请填写结束日期")
    note = form.text("note", most=200)
    if since and until and until < since:
        form.fault("until", "结束日期不能早于开始日期")
    degree = Degree.CAN_FINISH if form.tick("can_finish") else Degree.AWAY
    form.settle()
    if since is None or until is None:
        raise Invalid({"since": "请填写开始日期"})
    return since, until, note, degree


@transaction
async def note_absence(
    person: Person,
    since: date,
    until: date,
    note: str,
    degree: Degree = Degree.AWAY,
    *,
    by: Person,
) -> Absence:
    """From `since` to `until`, both included, `person` is not offered new matters."""
    absence = await Absence.create(
        person=person, since=since, until=until, note=note, degree=degree
    )
    await record(
        Act.ABSENCE_ADDED, "people", by=by,
        login=person.login, since=since, until=until, degree=degree.value,
    )  # fmt: skip
    return absence


@transaction
async def remove_absence(person: Person, absence_id: int, *, by: Person) -> None:
    """Take back an absence of `person`; raises NotFound when it is not his."""
    if not await Absence.filter(id=absence_id, person_id=person.id).delete():
        raise NotFound("没有这条记录")
    await record(Act.ABSENCE_REMOVED, "people", by=by, login=person.login)


async def absences_of(person: Person, today: date) -> list[Absence]:
    """What lies ahead or is going on."""
    return await Absence.filter(person_id=person.id, until__gte=today).order_by("since")
