"""What the meetings decided that a type of matter has to pass once its text is cleared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.acts import Act
from portal.database import transaction
from portal.errors import Invalid, Refused
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.matters.progress import advance
from portal.people.models import Person
from portal.signing.clearances import is_valid
from portal.signing.models import Clearance
from portal.workflow import Move


@dataclass(frozen=True)
class Result:
    """What was decided on which day; `passed` False: put off, or not agreed to."""

    passed: bool
    held: date
    note: str


@transaction
async def settle(matter: Matter, result: Result, *, by: Person) -> None:
    """Write down what the meeting decided at which the matter stands, and go on where it passed.

    Raises Invalid where a matter that did not pass has no explanation, Refused where the cleared
    text has changed meanwhile: another text has not been reviewed.
    """
    if not result.passed and not result.note:
        raise Invalid({"note": "请写明未通过或者暂缓的情况"})
    clearance = await Clearance.filter(matter_id=matter.id).order_by("-id").first()
    if clearance is None or not await is_valid(clearance):
        raise Refused("审查通过的凭证已经失效，须先完成审查，才能登记会议审议结果")
    facts = {"step": matter.step, "held": result.held, "note": result.note}
    if result.passed:
        await advance(matter, Move.PASS_MEETING, by=by, held=result.held, note=result.note)
    else:
        await record(Act.MEETING_NOT_PASSED, matter.number, by=by, **facts)
