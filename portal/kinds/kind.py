"""What a type of matter is: values that a page shows and the program acts by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.errors import NotFound
from portal.names import Named
from portal.permits import OUTSIDE, Relation, StepLaw
from portal.workflow import Stage, Task


class Effect(StrEnum):
    """What an outcome means for the gate."""

    CLEAR = "clear"  # may go on as it is
    REVISE = "revise"  # may go on once every binding item is settled
    BLOCK = "block"  # may not go on


@dataclass(frozen=True)
class Source:
    """Where a parameter comes from; shown beside it."""

    text: str
    dated: str = ""


@dataclass(frozen=True)
class Slot:
    """One entry of the checklist of materials."""

    key: str
    name: str
    required: bool
    promise: bool  # may be handed in later, by a promised day
    source: Source
    before_clearance: bool = False  # without it no text is cleared


class Unit(Named):
    """What a period is counted in; a rule that does not say working days means days."""

    WORKDAYS = "workdays", "工作日"
    DAYS = "days", "自然日"
    MONTHS = "months", "月"


@dataclass(frozen=True)
class Length:
    count: int
    unit: Unit = Unit.WORKDAYS


@dataclass(frozen=True)
class Clock:
    """A period as this type grants it, and how far an office may depart from it.

    `least` and `most` bound what is granted at the start, None where no rule does; `extension` is
    what may be added later, all extensions together. `stops_review` says of a consultation's
    period that the review clock may stand still for it.
    """

    days: int
    source: Source
    unit: Unit = Unit.WORKDAYS
    least: int | None = None
    most: int | None = None
    extension: int = 0
    extension_source: str = ""
    stops_review: bool = False

    @property
    def length(self) -> Length:
        return self.of(self.days)

    def of(self, count: int) -> Length:
        """So many of this clock's units."""
        return Length(count, self.unit)


AT = ("review", "decision")


@dataclass(frozen=True)
class Procedure:
    """What a decision has to go through besides the review, such as 专家论证.

    `material` is the slot of the checklist that holds its papers, "" for none; a `required` one
    cannot be said not to apply; `at` says whether it belongs before the review or to the decision.
    """

    key: str
    name: str
    material: str
    required: bool
    at: str
    source: Source

    @property
    def is_decision(self) -> bool:
        """Whether it is carried out only when the decision is taken."""
        return self.at == "decision"


@dataclass(frozen=True)
class Outcome:
    key: str
    name: str
    effect: Effect


@dataclass(frozen=True)
class Variant:
    """A kind within the type, such as 特许经营 among contracts; its words in a title propose it."""

    key: str
    name: str
    words: tuple[str, ...]
    source: Source


class Start(Named):
    """The day of a decision from which something that follows is counted."""

    DECIDED = "decided", "作出决定或者签订之日"
    PUBLISHED = "published", "公布之日"
    EXPIRES = "expires", "有效期届满之日"


@dataclass(frozen=True)
class Sequel:
    """What is to be done once the matter was decided: filing, publication, evaluation.

    It is to be done within `length` after the day `start`, before it where `ahead`; one that is not
    `required` applies to some matters only, and the department says where it does not. The day on
    which it is done may be the one that others are counted from: `gives`.
    """

    key: str
    name: str
    todo: str
    start: Start
    length: Length
    ahead: bool
    required: bool
    source: Source
    gives: Start | None = None


@dataclass(frozen=True)
class Grace:
    """For how many minutes who did something may take it back; 0: not at all."""

    minutes: int
    source: Source


@dataclass(frozen=True)
class Validity:
    """For how many years a text may be in force; `trial` where one of `words` is in its title."""

    years: int
    trial: int
    words: tuple[str, ...]
    source: Source

    def most(self, title: str) -> int:
        """The years that a text of this title may be given."""
        return self.trial if any(word in title for word in self.words) else self.years


@dataclass(frozen=True)
class Step:
    """One station between assignment and clearance.

    `who` may take it; nobody may who took a step named in `apart`. That a reviewer or adviser
    checks or signs his own work no file can allow.
    """

    key: str
    name: str
    task: Task
    who: tuple[Relation, ...]
    apart: tuple[str, ...]
    source: Source


TAKEN_BY = {
    Task.ADVISE: frozenset(OUTSIDE),
    Task.REVIEW: frozenset({Relation.REVIEWER}),
    Task.CHECK: frozenset({Relation.CHECKER}),
    Task.DISCUSS: frozenset({Relation.CHECKER}),
    Task.SIGN: frozenset({Relation.SIGNER}),
    Task.MEET: frozenset(),
    Task.SETTLE: frozenset(),
    Task.REHEAR: frozenset(),
}
ALWAYS_APART = frozenset({Relation.REVIEWER, *OUTSIDE})


@dataclass(frozen=True)
class Kind:
    """A type of matter. Clocks are named as `Period` in room `deadlines` is."""

    key: str
    name: str
    verb: str  # 合法性审核, 合法性审查, 法制审核
    letter: str  # what the opinion is called
    clearance: str  # what clearance means: 可上会, 可签订
    bases: tuple[str, ...]
    advisers: str  # "mandatory" or "optional"
    slots: tuple[Slot, ...]
    steps: tuple[Step, ...]
    clocks: Mapping[str, Clock]
    outcomes: tuple[Outcome, ...]
    version: str
    discussion: Step  # of items on which both sides insist: off the way of the steps
    objection: Step  # of a department to the opinion: likewise
    rounds: int  # an item contested so often, the department insisting, is discussed
    undo: Grace
    variants: tuple[Variant, ...] = ()
    sequels: tuple[Sequel, ...] = ()
    validity: Validity | None = None
    procedures: tuple[Procedure, ...] = ()

    @property
    def needs_adviser(self) -> bool:
        return self.advisers == "mandatory" or any(s.task is Task.ADVISE for s in self.steps)

    @property
    def track(self) -> tuple[Stage, ...]:
        """The steps as the state machine walks them."""
        return tuple(Stage(step.key, step.task) for step in self.steps)

    def step(self, key: str) -> Step | None:
        """The step of this key; None where the type has none, or no longer."""
        known = (*self.steps, self.discussion, self.objection)
        return next((step for step in known if step.key == key), None)

    def law_of(self, key: str) -> StepLaw | None:
        """What a step asks of those who take it, as far as permits go."""
        step = self.step(key)
        if step is None:
            return None
        apart = (TAKEN_BY[one.task] for one in self.steps if one.key in step.apart)
        barred = ALWAYS_APART.union(*apart) if step.task.is_on_opinion else frozenset()
        return StepLaw(step.task, frozenset(step.who), barred)

    def outcome(self, key: str) -> Outcome:
        """The outcome of this key; raises NotFound."""
        for one in self.outcomes:
            if one.key == key:
                return one
        raise NotFound(f"{self.key} has no outcome {key}")

    def variant(self, key: str) -> Variant | None:
        """The kind within the type of this key; None where the type has none, or no longer."""
        return next((one for one in self.variants if one.key == key), None)

    def variant_for(self, title: str) -> str:
        """The key of the first variant whose words stand in `title`; "" where none do."""
        fitting = (one for one in self.variants if any(word in title for word in one.words))
        return next((one.key for one in fitting), "")

    def slot(self, key: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.key == key), None)

    def procedure(self, key: str) -> Procedure | None:
        """The procedure of this key; None where the type wants none such."""
        return next((one for one in self.procedures if one.key == key), None)
