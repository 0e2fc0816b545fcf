"""The adoption page: what was issued, what the department answers, what the text shows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from portal.clock import today
from portal.deadlines.heading import Head
from portal.documents.models import Draft
from portal.i18n import translate
from portal.intake.registration_package import Entry, package_of
from portal.kinds import Effect, Outcome
from portal.matters.models import Matter
from portal.opinions.adopting import (
    Reply,
    goes_to_discussion,
    is_contradicted,
    is_deadlocked,
    is_proven,
)
from portal.opinions.contents import printed
from portal.opinions.models import Adoption, Item, ItemAnswer, Ruling, Settlement
from portal.opinions.queries import answers_of, items_of, latest_draft, rulings_of
from portal.opinions.replies import reply, unasked_in
from portal.permits import DEPARTMENT_SIDE, Permit
from portal.signing.clearances import is_valid
from portal.signing.models import Clearance, IssuedOpinion
from portal.signing.objecting import Chance, chance_of
from portal.signing.queries import clearance_of, issued_of
from portal.web.forms import Answers
from portal.word.clauses import ClauseChange
from portal.workflow import WALKING, State


@dataclass(frozen=True)
class Line:
    """One item with its newest answer, and with the last one that the office gave back."""

    item: Item
    answer: ItemAnswer | None
    returned: ItemAnswer | None
    reply: Reply
    ruling: Ruling | None = None
    rounds: int = 2  # of the type

    @property
    def is_proven(self) -> bool:
        return is_proven(self.reply)

    @property
    def is_contradicted(self) -> bool:
        return is_contradicted(self.reply)

    @property
    def is_yielded(self) -> bool:
        """Whether a discussion closed it in favour of the department."""
        return self.reply.ruling is Settlement.YIELDED

    @property
    def goes_to_discussion(self) -> bool:
        return goes_to_discussion(self.reply, self.rounds)

    @property
    def is_deadlocked(self) -> bool:
        return is_deadlocked(self.reply, self.rounds)


@dataclass(frozen=True)
class Typed:
    """The form as it came back: what was typed, and what is wrong with it by the field's id."""

    form: Answers | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)

    def value(self, name: str, default: object = "") -> str:
        """What a field shows: what was typed, else what is kept."""
        if self.form is not None:
            return self.form.again(name)
        return "" if default is None else str(getattr(default, "value", default))


@dataclass(frozen=True)
class Adoptions:
    """All that the page shows."""

    head: Head
    issued: IssuedOpinion
    outcome: Outcome
    lines: Sequence[Line]
    newest: Draft
    clearance: Clearance | None
    clearance_is_valid: bool
    shows_answers: bool
    unasked: Sequence[ClauseChange]  # changes that no item asked for, for whoever confirms
    owed: Sequence[Entry]  # material that was promised, likewise
    chance: Chance  # to object to the opinion
    typed: Typed

    adoptions = tuple(Adoption)

    @property
    def faults(self) -> dict[str, str]:
        """What is wrong with the form, each fault with the item that it is about."""
        positions = {f"a{one.item.id}": one.item.position for one in self.lines}
        found = {}
        for name, text in self.typed.errors.items():
            what = translate(text, **self.typed.facts)
            position = positions.get(name.partition("-")[0])
            named = translate("第{position}条意见：{what}", position=position, what=what)
            found[name] = named if position else what
        return found

    @property
    def replies(self) -> bool:
        return self.head.may(Permit.REPLY)

    @property
    def confirms(self) -> bool:
        return self.head.may(Permit.CONFIRM)

    @property
    def is_reviewed_anew(self) -> bool:
        """Whether another opinion is being written, which will take this one's place."""
        return self.head.matter.state in (*WALKING, State.OBJECTED)

    @property
    def blocks(self) -> bool:
        return self.outcome.effect is Effect.BLOCK

    @property
    def must_wait(self) -> bool:
        """Whether the type's rules let nothing go on before the material is there."""
        return any(one.slot.before_clearance for one in self.owed)

    @property
    def has_new_draft(self) -> bool:
        return self.newest.id != self.issued.opinion.draft_id


async def adoptions_of(matter: Matter, head: Head, typed: Typed) -> Adoptions:
    """The page for who stands in `head`; raises NotFound before the opinion is issued."""
    issued = await issued_of(matter)
    clearance = await clearance_of(matter)
    items = printed(await items_of(issued.opinion))
    answers, newest = await answers_of(issued.opinion), await latest_draft(matter)
    rulings = await rulings_of(issued.opinion)
    seen = matter.state is not State.ISSUED or bool(
        head.standing.relations & frozenset(DEPARTMENT_SIDE)
    )
    return Adoptions(
        head=head,
        issued=issued,
        outcome=matter.type.outcome(issued.opinion.conclusion),
        lines=[
            line(item, answers.get(item.id, []), seen, rulings.get(item.id), matter.type.rounds)
            for item in items
        ],
        newest=newest,
        clearance=clearance,
        clearance_is_valid=clearance is not None and await is_valid(clearance),
        shows_answers=seen,
        unasked=await unasked_in(issued.opinion, newest) if head.may(Permit.CONFIRM) else (),
        owed=(await package_of(matter, today())).owed if head.may(Permit.CONFIRM) else (),
        chance=await chance_of(matter, issued),
        typed=typed,
    )


def line(
    item: Item, answers: Sequence[ItemAnswer], seen: bool,
    ruling: Ruling | None = None, rounds: int = 2,
) -> Line:  # fmt: skip
    """An item's line; a reply that is still being written is shown to its own side only."""
    settled = [one for one in answers if one.confirmed is not None]
    shown = answers if seen else settled
    last = shown[-1] if shown else None
    returned = settled[-1] if settled and settled[-1].confirmed is False else None
    return Line(item, last, returned, reply(item, shown, ruling), ruling, rounds)
