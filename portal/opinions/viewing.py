"""The opinion as its pages show it, by who looks and where the matter stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from portal.deadlines.heading import Head
from portal.errors import Unacceptable
from portal.i18n import translate
from portal.kinds import Outcome
from portal.matters.models import Matter
from portal.opinions.bases import all_bases
from portal.opinions.contents import Content
from portal.opinions.drafting import mark, unsaved
from portal.opinions.models import Approval, Item, ItemClass, Opinion
from portal.opinions.previewing import preview
from portal.opinions.queries import (
    Advised,
    advised,
    approvals_of,
    check_of,
    content_of,
    items_of,
    latest_draft,
    opinion_of,
)
from portal.opinions.remarks import Card, Row, cards_for, rows
from portal.people.models import Person
from portal.reviews.models import Severity
from portal.web.forms import Answers


@dataclass(frozen=True)
class Typed:
    """A form that came back: which one, what was typed in it, and what is wrong with it."""

    key: str = ""
    form: Answers | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)

    def value(self, key: str, name: str, default: object) -> str:
        """What the field shows: what was typed if this form came back, else what is kept."""
        if self.form is not None and self.key == key:
            return self.form.again(name)
        return "" if default is None else str(default)

    def ticked(self, key: str, name: str, default: bool) -> bool:
        """Whether the box is ticked, likewise."""
        if self.form is not None and self.key == key:
            return self.form.tick(name)
        return default

    def fault(self, key: str, name: str) -> str:
        """What is wrong with the field; "" when nothing is."""
        return self.errors.get(name, "") if self.key == key else ""

    @property
    def by_id(self) -> dict[str, str]:
        """The faults by the id of their field in the page."""
        return {f"{self.key}-{name}" if name else "": text for name, text in self.errors.items()}


@dataclass(frozen=True)
class Letter:
    """The preview: HTML, or the sentence that says why there is none."""

    html: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Bench:
    """All that the page of consolidation shows."""

    head: Head
    opinion: Opinion
    rows: Sequence[Row]
    own: Sequence[Item]  # without a remark behind them
    said: Content
    letter: Letter
    advised: Sequence[Advised]
    returned: Approval | None  # the last word, when it sent the opinion back
    typed: Typed
    stored: Opinion | None = None  # as another window saved it, when this one came too late

    @property
    def cards(self) -> list[Card]:
        return [card for row in self.rows for card in row.cards]

    @property
    def decided(self) -> int:
        return sum(card.item is not None for card in self.cards)

    @property
    def waiting(self) -> list[Advised]:
        """Those whose advice has not come."""
        return [row for row in self.advised if row.advice is None]

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return self.head.matter.type.outcomes

    @property
    def cited(self) -> list[str]:
        """The laws that stand in the letter because an item cites them."""
        written = all_bases(self.opinion.bases, ())
        return [line for line in self.said.bases if line not in written]

    @property
    def asks_why_no_advice(self) -> bool:
        """Whether the type wants an adviser heard and nobody's advice is there."""
        wanted = self.head.matter.type.needs_adviser
        return wanted and not any(row.advice for row in self.advised)

    severities = tuple(Severity)
    klasses = tuple(ItemClass)

    def mark(self, item: Item) -> str:
        return mark(item)


@dataclass(frozen=True)
class Reading:
    """The opinion as its checker, its signer and the rest of the office read it."""

    head: Head
    opinion: Opinion
    said: Content
    letter: Letter
    advised: Sequence[Advised]
    approvals: Sequence[Approval]
    check: Approval | None  # of just this content
    typed: Typed

    @property
    def is_unchanged(self) -> bool:
        """Whether the content still is the one that was checked."""
        return self.check is not None and self.check.content_hash == self.said.digest


async def bench_of(
    person: Person, matter: Matter, head: Head, site: str, typed: Typed, *, stale: bool = False
) -> Bench:
    """The page of the reviewer; `stale` when his words came after somebody else's."""
    kept = await opinion_of(matter)
    opinion = kept or await unsaved(matter, person)
    draft = await latest_draft(matter)
    items = await items_of(opinion) if kept else []
    words = await approvals_of(opinion) if kept else []
    return Bench(
        head=head,
        opinion=opinion,
        rows=rows(await cards_for(person, head.standing, draft, kept)),
        own=[item for item in items if item.annotation_id is None],
        said=await content_of(matter, opinion),
        letter=await letter_of(matter, opinion, site),
        advised=await advised(matter),
        returned=words[-1] if words and not words[-1].passed else None,
        typed=typed,
        stored=kept if stale else None,
    )


async def reading_of(matter: Matter, head: Head, site: str, typed: Typed) -> Reading | None:
    """The page of everybody else in the office; None before the opinion is begun."""
    opinion = await opinion_of(matter)
    if opinion is None:
        return None
    return Reading(
        head=head,
        opinion=opinion,
        said=await content_of(matter, opinion),
        letter=await letter_of(matter, opinion, site),
        advised=await advised(matter),
        approvals=await approvals_of(opinion),
        check=await check_of(opinion),
        typed=typed,
    )


async def letter_of(matter: Matter, opinion: Opinion, site: str) -> Letter:
    """The preview of the letter, or what is wrong with the office's template."""
    try:
        return Letter(html=await preview(matter, opinion, site))
    except Unacceptable as error:
        return Letter(fault=translate(error.text, **error.facts))
