"""What an opinion says, as one value: what is approved, printed and hashed is this and no other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from portal.documents.models import Draft
from portal.kinds import Effect
from portal.matters.models import Matter
from portal.opinions.bases import all_bases
from portal.opinions.conclusions import outcome_of
from portal.opinions.models import Choice, Item, ItemClass, Opinion
from portal.reviews.models import Severity
from portal.word.document import Place

FORMAT = "opinion/1"  # a new one where the fields change, so that old hashes still re-derive


@dataclass(frozen=True)
class Point:
    """One item as the letter prints it; `seq` is its number, 0 where it was left out."""

    seq: int
    klass: ItemClass
    severity: Severity
    clause: str
    quote: str
    problem: str
    basis: str
    suggestion: str
    proposal: str | None
    place: Place | None


@dataclass(frozen=True)
class LeftOut:
    """A remark that is not in the letter, and why."""

    problem: str
    reason: str


@dataclass(frozen=True)
class Content:
    """All that the reviewer, the checker and the signer put their names to."""

    matter: str
    title: str
    kind: str
    draft_version: int
    draft: str  # SHA-256 of the file that was reviewed
    fingerprint: str  # SHA-256 of the file as it was handed in, which may have been converted
    conclusion: str  # key of the outcome
    outcome: str  # its name, as printed
    effect: str
    note: str
    bases: tuple[str, ...]
    modes: str
    other: str
    without_advice: str
    points: tuple[Point, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical JSON of everything here."""
        said = json.dumps(
            [FORMAT, asdict(self)], sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def is_faultless(self) -> bool:
        """Whether the letter may say that nothing was found."""
        return not self.points and self.effect in ("", Effect.CLEAR)


def content(matter: Matter, draft: Draft, opinion: Opinion, items: Sequence[Item]) -> Content:
    """What `opinion` says now; `items` are all of its items, those left out included."""
    outcome = outcome_of(matter.type, opinion.conclusion)
    points = tuple(point(item) for item in printed(items))
    return Content(
        matter=matter.number,
        title=matter.title,
        kind=matter.kind,
        draft_version=draft.version,
        draft=draft.sha256,
        fingerprint=draft.original,
        conclusion=opinion.conclusion,
        outcome=outcome.name if outcome else "",
        effect=outcome.effect.value if outcome else "",
        note=opinion.conclusion_note,
        bases=all_bases(opinion.bases, (one.basis for one in points)),
        modes=opinion.modes,
        other=opinion.other,
        without_advice=opinion.without_advice,
        points=points,
        left_out=tuple(LeftOut(item.problem, item.reason) for item in left_out(items)),
    )


def printed(items: Sequence[Item]) -> list[Item]:
    """The items of the letter in its order."""
    taken = [item for item in items if item.choice is not Choice.LEFT_OUT]
    return sorted(taken, key=lambda item: (item.position, item.id))


def left_out(items: Sequence[Item]) -> list[Item]:
    out = [item for item in items if item.choice is Choice.LEFT_OUT]
    return sorted(out, key=lambda item: item.id)


def point(item: Item) -> Point:
    return Point(
        item.position, item.klass, item.severity, item.clause, item.quote, item.problem,
        item.basis, item.suggestion, item.proposal, place_of(item),
    )  # fmt: skip


def place_of(item: Item) -> Place | None:
    """Where the item stands in the draft that was reviewed; None for one about no passage."""
    where = (item.paragraph, item.start, item.end_paragraph, item.end)
    if any(one is None for one in where):
        return None
    return Place(*(one for one in where if one is not None))
