"""Recording what was decided on a matter that had been cleared, and its final text."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.documents.examining import Examined
from portal.documents.receiving import know
from portal.errors import Refused, Stale, Unacceptable
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.matters.progress import advance
from portal.people.models import Person
from portal.register.models import Decision
from portal.register.obligations import derive
from portal.signing.clearances import is_valid
from portal.signing.models import Clearance
from portal.workflow import Move, State


@dataclass(frozen=True)
class Said:
    """What the department says of the decision; days that are not known yet are None."""

    decided_on: date
    decided_by: str
    document_number: str = ""
    published_on: date | None = None
    published_in: str = ""
    effective_on: date | None = None
    expires_on: date | None = None

    def facts(self) -> dict[str, str]:
        """What is known, as the journal has it."""
        return {name: str(value) for name, value in asdict(self).items() if value}


@transaction
async def decide(matter: Matter, said: Said, *, by: Person) -> Decision:
    """Write down the decision on `matter`, or complete it, and let what follows begin.

    Raises Refused where the cleared text has changed, or the text was never cleared: no review,
    no decision.
    """
    await Matter.select_for_update().get(id=matter.id)
    found = await Decision.get_or_none(matter_id=matter.id)
    if found is not None:
        return await _complete(found, matter, said, by)
    await cleared_text(matter)
    made = await Decision.create(matter=matter, recorded_by=by, recorded_at=now(), **vars(said))
    await record(Act.DECISION_RECORDED, matter.number, by=by, **said.facts())
    if matter.state is State.CLEARED:
        await advance(matter, Move.DECIDE, by=by, decided_on=said.decided_on)
    await derive(matter, made)
    return made


async def _complete(found: Decision, matter: Matter, said: Said, by: Person) -> Decision:
    changed = {name: value for name, value in vars(said).items() if getattr(found, name) != value}
    if changed:
        await found.update_from_dict(changed).save(update_fields=list(changed))
        facts = {name: str(value or "") for name, value in changed.items()}
        await record(Act.DECISION_COMPLETED, matter.number, by=by, **facts)
        await derive(matter, found)
    return found


async def cleared_text(matter: Matter) -> Clearance:
    """The clearance that holds; raises Refused where none does."""
    clearance = await Clearance.filter(matter_id=matter.id).order_by("-id").first()
    if clearance is None or not await is_valid(clearance):
        raise Refused("审查通过的凭证已经失效，须先完成审查，才能登记办理结果")
    return clearance


@transaction
async def take_final(matter: Matter, examined: Examined, *, by: Person) -> Decision:
    """The text as it was decided, signed or published, beside the one that was cleared.

    Raises Unacceptable where it is no text, Stale where no decision was recorded yet. A final
    text that reads otherwise than the cleared one is told to the office; of a scan nothing is said.
    """
    if examined.format is None:
        raise Unacceptable("定稿须是 Word、WPS 或 PDF 文件")
    found = await Decision.select_for_update().get_or_none(matter_id=matter.id)
    if found is None:
        raise Stale("请先登记办理结果，再上传定稿")
    clearance = await Clearance.filter(matter_id=matter.id).order_by("-id").first()
    differs = _differs(clearance, examined)
    await know(examined)
    await found.update_from_dict(
        {
            "final_name": examined.name, "final_format": examined.format,
            "final": examined.sha256, "final_original": examined.original,
            "final_text_hash": examined.text_hash, "differs": differs,
        }
    ).save()  # fmt: skip
    act = Act.FINAL_DIFFERS if differs else Act.FINAL_RECEIVED
    await record(act, matter.number, by=by, name=examined.name, sha256=examined.original)
    return found


def _differs(clearance: Clearance | None, examined: Examined) -> bool | None:
    """Whether the words are others; None where there are none to read, as in a scan."""
    if clearance is None or not examined.text.strip():
        return None
    return clearance.text_hash != examined.text_hash
