"""The routing slip (公文处理笺) of an agenda item, with its 法制审核意见 block.

The slip is Chinese whatever the language of the page; its fields are those of
review_templates/letters/FIELDS.md.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from portal.desk.meetings import Sight
from portal.intake.models import Meeting
from portal.kinds import Effect
from portal.opinions.letters import QR_WIDTH, inner, written_day
from portal.opinions.templates import filled
from portal.signing.gates import Verdict
from portal.word.template_pictures import Picture

TEMPLATE = "routing_slip.docx"
NONE = "—"


@dataclass(frozen=True)
class Slip:
    """What a slip says; the names are those of the template's fields."""

    office_name: str
    signed_on: str
    code: str
    verify_url: str
    meeting: str
    meeting_date: str
    item_number: str
    item: str
    department: str
    receipt_number: str
    opinion_number: str
    conclusion: str
    conditions: tuple[str, ...]
    draft_fingerprint: str
    reviewer: str
    approver: str


def slip_of(meeting: Meeting, sight: Sight, today: date, site: str) -> Slip:
    """The slip of one item as things stand today; `site` is where codes are verified."""
    item, opinion, clearance = sight.item, sight.opinion, sight.clearance
    matter, may = item.matter, sight.ruling.verdict is Verdict.MAY
    code = clearance.code if clearance and may else ""
    return Slip(
        office_name=matter.office.name if matter else meeting.organ.name,
        signed_on=written_day(today),
        code=code or NONE,
        verify_url=f"{site}/verify/{code}" if code else f"{site}/verify",
        meeting=meeting.title,
        meeting_date=written_day(meeting.day),
        item_number=str(item.position),
        item=inner(item.title),
        department=item.department or (matter.organ.name if matter else NONE),
        receipt_number=(matter.receipt if matter else "") or NONE,
        opinion_number=opinion.number if opinion else NONE,
        conclusion=conclusion(sight),
        conditions=() if may else (why(sight),),
        draft_fingerprint=sight.draft.text_hash if sight.draft else NONE,
        reviewer=opinion.opinion.author.name if opinion else NONE,
        approver=opinion.signed_by.name if opinion else NONE,
    )


def conclusion(sight: Sight) -> str:
    """What the block says: the gate's verdict, in the words of the slip."""
    matter, opinion = sight.item.matter, sight.opinion
    if sight.ruling.verdict is Verdict.NOT_YET and matter and opinion:
        outcome = matter.type.outcome(opinion.opinion.conclusion)
        if outcome.effect is Effect.REVISE:
            return "修改后上会"
    return sight.ruling.verdict.zh


def why(sight: Sight) -> str:
    """The gate's reason in Chinese."""
    facts = {name: getattr(fact, "zh", fact) for name, fact in sight.ruling.facts.items()}
    return sight.ruling.why.format(**facts)


def as_word(slip: Slip, qr: bytes | None) -> bytes:
    """The slip as a Word file; raises Unacceptable with the place of every wrong mark."""
    said = {one.name: getattr(slip, one.name) for one in fields(slip)}
    picture = Picture(qr, QR_WIDTH) if qr else None
    return filled(TEMPLATE, {**said, "conditions": list(slip.conditions), "qr": picture})
