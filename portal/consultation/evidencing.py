"""Stating that a procedure was carried out, or why it does not apply."""

from __future__ import annotations

from portal.acts import Act
from portal.clock import now
from portal.consultation.models import Evidence
from portal.database import transaction
from portal.documents.examining import Examined
from portal.documents.receiving import receive_material
from portal.errors import Invalid, NotFound
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.people.models import Person


@transaction
async def state(
    matter: Matter, key: str, note: str, file: Examined | None = None, *, applies: bool, by: Person
) -> None:
    """Say how the procedure of that key was carried out; not `applies` wants its reason.

    Raises NotFound for a procedure that the type does not want, Invalid where nothing is said or
    the type does not let the procedure be left out.
    """
    procedure = matter.type.procedure(key)
    if procedure is None:
        raise NotFound("本类事项没有这项法定程序")
    if not applies and procedure.required:
        raise Invalid({"applies": "这项程序是必经程序，不能写“不适用”"})
    if not note:
        raise Invalid({"note": "请写明履行情况" if applies else "请写明不适用的理由"})
    if file is not None:
        await receive_material(matter, file, by=by, slot=procedure.material)
    await Evidence.create(matter=matter, procedure=key, applies=applies, note=note, by=by, at=now())
    await record(
        Act.PROCEDURE_STATED, matter.number, by=by, procedure=procedure.name,
        applies=applies, note=note,
    )  # fmt: skip
