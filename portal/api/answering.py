"""What another system is told of a text: cleared or not, by which opinion, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from tortoise.expressions import Q

from portal.acts import Act
from portal.api.models import System
from portal.bylaws.library import recall
from portal.clock import now
from portal.database import transaction
from portal.documents.models import Draft
from portal.intake.models import Handling
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.people.models import Organ
from portal.signing.gates import Case, Ruling, Verdict, cases, ruling

OTHER_TEXT = "查询的文本与审查通过的文本不一致，须按审查通过的文本办理或者重新送审"


@dataclass(frozen=True)
class Answer:
    """What is told; nothing of title, people or contents."""

    number: str
    text: str
    cleared: bool
    opinion: str
    code: str
    since: str  # when it was cleared; "" where it is not
    missing: tuple[str, ...]  # Chinese sentences; empty where it is cleared

    def as_json(self) -> dict[str, object]:
        """The answer as it is sent: an absent number or code is null."""
        return {
            "matter": self.number,
            "text": self.text,
            "cleared": self.cleared,
            "opinion": self.opinion or None,
            "clearance": self.code or None,
            "cleared_at": self.since or None,
            "valid_until": None,  # a clearance has no last day: it ends when the text changes
            "missing": list(self.missing),
            "asked_at": now().isoformat(),
        }


@transaction
async def answer(system: System, number: str, text: str) -> Answer | None:
    """What `system` hears of the text of this hash; None for no matter, or one not its own.

    Every question is in the journal, those that got no answer too.
    """
    matter = await _within_reach(system, number)
    found = await _answer(matter, text) if matter else None
    said = "none" if found is None else "cleared" if found.cleared else "not cleared"
    await record(
        Act.CLEARANCE_ASKED, system.subject, by=None,
        system=system.name, matter=number, text=text, answer=said,
    )  # fmt: skip
    await System.filter(id=system.id).update(asked_at=now())
    return found


async def _within_reach(system: System, number: str) -> Matter | None:
    organs = await _at_or_below(system.organ_id)
    reach = Q(organ_id__in=organs) | Q(office_id__in=organs)
    return await Matter.get_or_none(reach, number=number)


async def _at_or_below(organ_id: int) -> list[int]:
    rows = await Organ.all().values("id", "parent_id")
    reached = {organ_id}
    while more := {row["id"] for row in rows if row["parent_id"] in reached} - reached:
        reached |= more
    return sorted(reached)


async def _answer(matter: Matter, text: str) -> Answer:
    await recall([matter.bylaw])
    case = (await cases([matter]))[matter.id]
    said = ruling(Handling.LINKED, case.review)
    is_this = await _is_cleared_text(case, text)
    cleared = said.verdict is Verdict.MAY and is_this
    clearance = case.clearance if cleared else None
    return Answer(
        number=matter.number,
        text=text,
        cleared=cleared,
        opinion=case.opinion.number if case.opinion else "",
        code=clearance.code if clearance else "",
        since=clearance.at.isoformat() if clearance else "",
        missing=() if cleared else (_why(said) if said.verdict is not Verdict.MAY else OTHER_TEXT,),
    )


async def _is_cleared_text(case: Case, text: str) -> bool:
    """Whether the hash is that of the cleared words, or of a file that was kept with them."""
    if case.clearance is None:
        return False
    same = Q(text_hash=text) | Q(sha256=text) | Q(original=text)
    kept = Draft.filter(same, matter_id=case.matter.id, text_hash=case.clearance.text_hash)
    return await kept.exists()


def _why(said: Ruling) -> str:
    facts = {name: getattr(fact, "zh", fact) for name, fact in said.facts.items()}
    return said.why.format(**facts)
