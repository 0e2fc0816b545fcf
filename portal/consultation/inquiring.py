"""Noting a meeting, a call or a visit, what each expert said there, and what is adopted of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.acts import Act
from portal.clock import now, today
from portal.consultation.models import ExpertStance, ExpertView, Inquiry, Mode, Paper, Side
from portal.consultation.procedures import refuse_unknown
from portal.consultation.reach import shown_to
from portal.consultation.replying import Settled, faults_in
from portal.database import transaction
from portal.documents.examining import Examined
from portal.documents.receiving import know
from portal.errors import Invalid, NotFound
from portal.journal.writing import record
from portal.kinds import Clock
from portal.matters.models import Matter
from portal.people.models import Person
from portal.permits import Standing

CLOCK = "papers"


@dataclass(frozen=True)
class Noted:
    """What is written down of it."""

    side: Side
    mode: Mode
    title: str
    held: date
    minutes: str
    place: str = ""
    people: str = ""
    papers_on: date | None = None
    procedure: str = ""
    files: Sequence[Examined] = ()


@dataclass(frozen=True)
class Heard:
    """What one expert said."""

    name: str
    unit: str
    stance: ExpertStance
    text: str
    signed: bool


def is_short_notice(mode: Mode, papers_on: date | None, held: date, clock: Clock | None) -> bool:
    """Whether those heard had the papers later than the rule wants, or nobody says when."""
    if mode is not Mode.HEARING or clock is None:
        return False
    return papers_on is None or (held - papers_on).days < clock.days


def papers_clock(matter: Matter) -> Clock | None:
    """How many days before a hearing its papers are due by the matter's type."""
    return matter.type.clocks.get(CLOCK)


@transaction
async def note(matter: Matter, said: Noted, *, by: Person) -> Inquiry:
    """Write an inquiry down with its files.

    Raises Invalid for a day to come, or for a procedure that it cannot carry out.
    """
    if said.held > today():
        raise Invalid({"held": "召开以后才能记录"})
    refuse_unknown(matter, said.side, said.procedure)
    inquiry = await Inquiry.create(
        matter=matter, side=said.side, mode=said.mode, title=said.title, held=said.held,
        place=said.place, people=said.people, papers_on=said.papers_on, minutes=said.minutes,
        procedure=said.procedure, noted_by=by, noted_at=now(),
    )  # fmt: skip
    for file in said.files:
        await know(file)
        await Paper.create(inquiry=inquiry, name=file.name, sha256=file.sha256)
    await record(
        Act.INQUIRY_NOTED, matter.number, by=by, inquiry=inquiry.id, mode=said.mode.value,
        held=said.held, files=len(said.files),
    )  # fmt: skip
    return inquiry


async def inquiry_in(matter: Matter, standing: Standing, number: int) -> Inquiry:
    """The inquiry of that id in `matter`, as far as it is shown; raises NotFound."""
    found = Inquiry.filter(id=number, matter_id=matter.id, side__in=shown_to(standing))
    inquiry = await found.select_related("noted_by").prefetch_related("papers", "views").first()
    if inquiry is None:
        raise NotFound("没有这次记录")
    return inquiry


async def inquiries_of(matter: Matter, standing: Standing) -> list[Inquiry]:
    """The inquiries of `matter` that are shown to the reader, the latest first."""
    found = Inquiry.filter(matter_id=matter.id, side__in=shown_to(standing))
    return await found.order_by("-held", "-id").prefetch_related("views")


@transaction
async def hear(matter: Matter, inquiry: Inquiry, said: Heard, *, by: Person) -> None:
    """Add what one expert said."""
    await ExpertView.create(
        inquiry=inquiry, name=said.name, unit=said.unit, stance=said.stance, text=said.text,
        signed=said.signed,
    )  # fmt: skip
    await record(
        Act.EXPERT_HEARD, matter.number, by=by, inquiry=inquiry.id, expert=said.name,
        stance=said.stance.value,
    )  # fmt: skip


@transaction
async def settle(
    matter: Matter, inquiry: Inquiry, said: Mapping[int, Settled], *, by: Person
) -> None:
    """Say of experts' views whether they are adopted; raises Invalid where a reason is missing."""
    if faults := faults_in(said):
        raise Invalid(faults)
    views = await ExpertView.filter(inquiry_id=inquiry.id, id__in=list(said))
    changed = [one for one in views if Settled(one.adoption, one.reason) != said[one.id]]
    for one in changed:
        await ExpertView.filter(id=one.id).update(
            adoption=said[one.id].adoption, reason=said[one.id].reason
        )
    if changed:
        await record(
            Act.EXPERTS_SETTLED, matter.number, by=by, inquiry=inquiry.id, views=len(changed)
        )  # fmt: skip
