"""Whom to ask: everybody is listed, the fit and free ones first, the excluded with their reason.

Tiers, not weights (portal.routing.draws): who knows the counterparty, who has not had more than his
fair share, how well somebody fits, how much he has on his desk, and among equals the draw. A
conflict can never be overridden; a full desk, an absence or an earlier refusal can, with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from fractions import Fraction

from portal.names import Named
from portal.routing.conflicts import Collision
from portal.routing.draws import (
    WINDOW,
    Contest,
    Entrant,
    equalised,
    fair_limit,
    is_captured,
    mean_load,
    placed,
)


class Fit(IntEnum):
    """How well somebody's field fits the matter; the higher the better."""

    GENERAL = 0
    SAME_TYPE = 1  # has worked on this type
    FIELD = 2  # his field is the matter's
    KNOWS_IT = 3  # has worked on the same matter's earlier round or the same counterparty


class Bar(Named):
    """Why somebody is not to be asked."""

    INACTIVE = "inactive", "账号已停用"
    FIRM_LEFT = "firm_left", "{firm}已不再合作"
    CONFLICT = "conflict", "利益冲突：{who}代理本件当事人{party}（{by}；{evidence}）"
    RECUSED = "recused", "已在本件声明利益冲突或回避"
    FIRM_RECUSED = "firm_recused", "{firm}的律师已在本件声明利益冲突"
    OWN_ORGAN = "own_organ", "本人属于送审单位"
    IN_IT = "in_it", "已参与本件"
    SAME_FIRM = "same_firm", "{firm}已有律师参与本件，同一律所只委派一人"
    DECLINED = "declined", "已谢绝过本件：{reason}"
    ABSENT = "absent", "{since}至{until}请假"
    FINISHING = "finishing", "{since}至{until}只办完在办事项，不接新件"
    OVER_LOAD = "over_load", "在办{load}件，已达上限{capacity}件"


NEVER = frozenset(
    {
        Bar.INACTIVE,
        Bar.FIRM_LEFT,
        Bar.CONFLICT,
        Bar.RECUSED,
        Bar.FIRM_RECUSED,
        Bar.OWN_ORGAN,
        Bar.IN_IT,
        Bar.SAME_FIRM,
    }
)


@dataclass(frozen=True)
class Reason:
    """A sentence: a Chinese message id and the facts in it."""

    text: str
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def zh(self) -> str:
        """The sentence in Chinese, as the records keep it."""
        return self.text.format(**self.facts)


@dataclass(frozen=True)
class Away:
    """Days of absence, both ends included.

    Who `finishes` takes nothing new on these days, but may work on what he took before.
    """

    since: date
    until: date
    finishes: bool = False

    def bar(self, today: date, due: date) -> Bar | None:
        """Why he is not asked `today` for something that is `due` then; None when he may be."""
        if self.finishes:
            return Bar.FINISHING if self.since <= today <= self.until else None
        return Bar.ABSENT if self.since <= due and today <= self.until else None


@dataclass(frozen=True)
class Colleague:
    """A person of the panel, and all that the choice depends on."""

    id: int
    name: str
    active: bool = True
    firm_active: bool = True
    organ: int | None = None
    firm: int | None = None
    firm_name: str = ""
    specialities: tuple[str, ...] = ()
    capacity: int = 8
    load: int = 0  # matters offered to him or accepted that have not ended
    absences: tuple[Away, ...] = ()
    declined: str | None = None  # the reason given when he declined this very matter
    recused: bool = False
    in_it: bool = False
    effort: int = 0  # points of the last WINDOW days
    days: int = 0  # working days of the last WINDOW days on which he was there
    of_organ: int = 0  # matters of the same department in that time
    last: date | None = None  # when he was last asked in that time
    same_type: int = 0  # matters of this type that he has worked on before
    same_party: tuple[str, ...] = ()  # numbers of earlier matters with the same counterparty
    collisions: tuple[Collision, ...] = ()


@dataclass(frozen=True)
class Case:
    """The matter, as far as the choice depends on it."""

    kind_name: str
    fields: frozenset[str]  # the fields of law that its words point to
    today: date
    due: date | None = None
    organ: int | None = None  # the department that submitted it, where it is not the office
    firms: frozenset[int] = frozenset()  # firms that are engaged on it
    number: str = ""
    seed: str = ""  # of the day; "" where none was committed
    of_organ: int = 0  # matters of its department in the last WINDOW days
    walled: frozenset[int] = frozenset()  # firms of which a lawyer declared a conflict in it


@dataclass(frozen=True)
class Candidate:
    """One person with everything that speaks for and against asking him."""

    person: Colleague
    fit: Fit
    reasons: tuple[Reason, ...]
    bars: tuple[tuple[Bar, Reason], ...]

    @property
    def is_free(self) -> bool:
        return not self.bars

    @property
    def is_forbidden(self) -> bool:
        """Whether no reason whatever allows to ask him."""
        return any(bar in NEVER for bar, _ in self.bars)

    @property
    def entrant(self) -> Entrant:
        """The numbers that decide his place."""
        person = self.person
        return Entrant(
            id=person.id, name=person.name, bars=tuple(bar.value for bar, _ in self.bars),
            forbidden=self.is_forbidden, fit=int(self.fit), continues=bool(person.same_party),
            effort=person.effort, days=person.days, of_organ=person.of_organ,
            load=person.load, capacity=person.capacity,
            last=str(person.last) if person.last else "",
        )  # fmt: skip


def contest(case: Case, found: Iterable[Candidate]) -> Contest:
    """The choice between these as the journal keeps it."""
    entrants = tuple(one.entrant for one in found)
    return Contest(case.number, str(case.today), case.seed, case.of_organ, entrants)


def ranked(case: Case, panel: Iterable[Colleague]) -> tuple[Candidate, ...]:
    """Everybody of the panel, the best suggestion first; nobody is left out."""
    found = [judged(case, one) for one in panel]
    entrants = placed(contest(case, found))
    by_entrant = {one.entrant: one for one in found}
    limit, common = fair_limit(entrants), mean_load(entrants)
    return tuple(_with_tiers(case, by_entrant[one], limit, common) for one in entrants)


def _with_tiers(case: Case, one: Candidate, limit: Fraction, common: Fraction) -> Candidate:
    """The candidate with the sentences on what else moved him down."""
    more = []
    load = equalised(one.entrant, common)
    if one.person.effort:
        more.append(
            Reason(
                "近{window}天工作量{effort}分，到岗{days}个工作日",
                {
                    "window": str(WINDOW),
                    "effort": str(one.person.effort),
                    "days": str(one.person.days),
                },
            )
        )
    if load > limit:
        more.append(Reason("工作量明显高于其他可选人员，顺序靠后"))
    if is_captured(case.of_organ, one.entrant):
        facts = {"mine": str(one.person.of_organ), "all": str(case.of_organ)}
        more.append(Reason("送审单位近期{all}件中已有{mine}件由其办理，顺序靠后", facts))
    return replace(one, reasons=(*one.reasons, *more))


def judged(case: Case, person: Colleague) -> Candidate:
    return Candidate(
        person=person,
        fit=fit_of(case, person),
        reasons=tuple(reasons(case, person)),
        bars=tuple(bars(case, person)),
    )


def fit_of(case: Case, person: Colleague) -> Fit:
    if person.same_party:
        return Fit.KNOWS_IT
    if case.fields & set(person.specialities):
        return Fit.FIELD
    return Fit.SAME_TYPE if person.same_type else Fit.GENERAL


def reasons(case: Case, person: Colleague) -> Iterator[Reason]:
    """What speaks for him, a sentence each; his load always stands last."""
    if person.same_party:
        yield Reason(
            "办理过同一相对方的事项{numbers}", {"numbers": "、".join(person.same_party[:3])}
        )
    if mine := sorted(case.fields & set(person.specialities)):
        yield Reason("专长{fields}与本件相符", {"fields": "、".join(mine)})
    if person.same_type:
        yield Reason(
            "办理过{count}件“{kind}”", {"count": str(person.same_type), "kind": case.kind_name}
        )
    yield Reason(
        "在办{load}件（上限{capacity}件）",
        {"load": str(person.load), "capacity": str(person.capacity)},
    )


def bars(case: Case, person: Colleague) -> Iterator[tuple[Bar, Reason]]:
    """What speaks against him, the gravest first."""
    if not person.active:
        yield Bar.INACTIVE, Reason(Bar.INACTIVE.zh)
    if not person.firm_active:
        yield Bar.FIRM_LEFT, Reason(Bar.FIRM_LEFT.zh, {"firm": person.firm_name})
    for found in person.collisions:
        yield Bar.CONFLICT, conflict(found, person)
    if person.recused:
        yield Bar.RECUSED, Reason(Bar.RECUSED.zh)
    elif person.firm is not None and person.firm in case.walled:
        yield Bar.FIRM_RECUSED, Reason(Bar.FIRM_RECUSED.zh, {"firm": person.firm_name})
    if case.organ is not None and person.organ == case.organ:
        yield Bar.OWN_ORGAN, Reason(Bar.OWN_ORGAN.zh)
    if person.in_it:
        yield Bar.IN_IT, Reason(Bar.IN_IT.zh)
    elif person.firm is not None and person.firm in case.firms:
        yield Bar.SAME_FIRM, Reason(Bar.SAME_FIRM.zh, {"firm": person.firm_name})
    if person.declined is not None:
        yield Bar.DECLINED, Reason(Bar.DECLINED.zh, {"reason": person.declined or "—"})
    yield from _not_at_hand(case, person)


def conflict(found: Collision, person: Colleague) -> Reason:
    """The sentence that shows the evidence of a conflict."""
    acts = person.firm_name if found.client.firm is not None else person.name
    facts = {"who": acts, "party": found.party.name, "by": found.by.zh}
    return Reason(
        Bar.CONFLICT.zh, {**facts, "evidence": found.client.evidence or found.client.name}
    )


def _not_at_hand(case: Case, person: Colleague) -> Iterator[tuple[Bar, Reason]]:
    last = max(case.due or case.today, case.today)
    for away in person.absences:
        if bar := away.bar(case.today, last):
            yield bar, Reason(bar.zh, {"since": f"{away.since}", "until": f"{away.until}"})
    if person.load >= person.capacity:
        load = {"load": str(person.load), "capacity": str(person.capacity)}
        yield Bar.OVER_LOAD, Reason(Bar.OVER_LOAD.zh, load)
