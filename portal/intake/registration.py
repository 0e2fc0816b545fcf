"""Receiving a submission: it is registered, sent back, or refused."""

from __future__ import annotations

from portal.database import transaction
from portal.deadlines.models import Period
from portal.deadlines.opening import close_all, close_deadline, open_deadline
from portal.intake.receipts import next_receipt
from portal.matters.models import Matter
from portal.matters.progress import advance
from portal.names import Named
from portal.people.models import Person
from portal.workflow import Move


class RefusalGround(Named):
    """Why an office does not take a matter."""

    OUT_OF_SCOPE = "out_of_scope", "不属审查范围"
    NOT_SUPPLIED = "not_supplied", "材料不齐逾期未补"
    NO_PROCEDURE = "no_procedure", "程序未履行"
    OTHER = "other", "其他"


@transaction
async def register(matter: Matter, *, by: Person) -> str:
    """Take the matter in under a receipt number, which is returned; the review clock starts.

    A matter whose registration was undone keeps the number that it was given.
    """
    receipt = matter.receipt or await next_receipt(await matter.office)
    await advance(matter, Move.REGISTER, by=by, receipt=receipt)
    await Matter.filter(id=matter.id).update(receipt=receipt)
    matter.receipt = receipt
    await close_deadline(matter, Period.INTAKE, by=by)
    await open_deadline(matter, Period.REVIEW, by=by)
    return receipt


@transaction
async def send_back(matter: Matter, reason: str, *, by: Person) -> None:
    """Return the submission to the department, which may change it and submit it again."""
    await advance(matter, Move.RETURN, by=by, reason=reason)
    await close_all(matter, by=by)


@transaction
async def refuse(matter: Matter, ground: RefusalGround, text: str, *, by: Person) -> None:
    """Refuse the matter for good."""
    await advance(matter, Move.REFUSE, by=by, ground=ground.value, reason=text)
    await close_all(matter, by=by)
