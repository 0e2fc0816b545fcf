"""Who was asked for what in a year, counted for pictures; every count can list its matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.clock import day_of
from portal.matters.access import visible_to
from portal.matters.models import Matter
from portal.people.models import Organ, Person, Post, Role
from portal.routing.models import Answer, Assignment, Duty

PANEL = (Role.ADVISER, Role.LAWYER)
TAKEN = (Answer.OFFERED, Answer.ACCEPTED, Answer.COMPLETED)
TURNED = (Answer.DECLINED, Answer.SILENT, Answer.RECUSED, Answer.WITHDRAWN)
MONTHS = 12
COLUMNS = (
    "id", "person_id", "duty", "answer", "asked_at", "override", "reason", "matter_id",
    "matter__number", "matter__title", "matter__organ_id", "matter__organ__name",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One engagement as the pictures count it."""

    person: int
    answer: Answer
    month: str  # 2026-11
    override: str
    reason: str
    number: str
    title: str
    organ: int
    organ_name: str


@dataclass(frozen=True)
class Wish:
    """Which engagements a mark stands for; what is empty is not asked for."""

    person: int = 0
    organ: int = 0
    month: str = ""
    answer: str = ""
    override: bool = False

    def fits(self, one: Asked) -> bool:
        return (
            self.person in (0, one.person)
            and self.organ in (0, one.organ)
            and self.month in ("", one.month)
            and (one.answer == self.answer if self.answer else True)
            and (bool(one.override) or not self.override)
            and (bool(self.answer or self.override) or one.answer in TAKEN)
        )


def months_until(day: date) -> list[str]:
    """The last twelve months, the present one last."""
    counted = [day.year * 12 + day.month - 1 - back for back in reversed(range(MONTHS))]
    return [f"{one // 12}-{one % 12 + 1:02}" for one in counted]


async def asked_in(person: Person, offices: Sequence[Organ], day: date) -> list[Asked]:
    """Engagements of the last twelve months on matters of these offices that `person` may see."""
    seen = Matter.filter(await visible_to(person), office_id__in=[office.id for office in offices])
    rows = await Assignment.filter(
        matter_id__in=[int(str(one)) for one in await seen.values_list("id", flat=True)],
        duty__not=Duty.REVIEWER,
    ).order_by("-id").values(*COLUMNS)  # fmt: skip
    months = set(months_until(day))
    return [one for one in map(_asked, rows) if one.month in months]


async def panel(offices: Sequence[Organ], asked: Sequence[Asked]) -> dict[int, str]:
    """By id the names of everybody on the panel, and of who was asked while he was on it."""
    posts = Post.filter(organ_id__in=[office.id for office in offices], role__in=PANEL)
    ids = {post.person_id for post in await posts} | {one.person for one in asked}
    return {one.id: one.name for one in await Person.filter(id__in=ids).order_by("name", "id")}


def by_month(asked: Sequence[Asked]) -> Counter[tuple[int, str]]:
    return Counter((one.person, one.month) for one in asked if one.answer in TAKEN)


def by_organ(asked: Sequence[Asked]) -> Counter[tuple[int, int]]:
    return Counter((one.organ, one.person) for one in asked if one.answer in TAKEN)


def captured(matrix: Mapping[tuple[int, int], int]) -> Iterator[tuple[int, int]]:
    """Pairs of an organ and a person who has more than half of that organ's engagements."""
    total: Counter[int] = Counter()
    for (organ, _), count in matrix.items():
        total[organ] += count
    return (
        (organ, person)
        for (organ, person), count in matrix.items()
        if count * 2 > total[organ] and total[organ] >= LEAST
    )


LEAST = 3  # engagements of an organ before its share says anything


def by_reason(asked: Sequence[Asked]) -> list[tuple[Answer, str, int]]:
    """Why engagements came to nothing, and how often; the most frequent first."""
    counted = Counter((one.answer, one.reason) for one in asked if one.answer in TURNED)
    return [(answer, reason, count) for (answer, reason), count in counted.most_common()]


def overridden(asked: Sequence[Asked]) -> list[tuple[str, int]]:
    """The reasons to choose against a warning, and how often."""
    return Counter(one.override for one in asked if one.override).most_common()


def _asked(row: dict[str, Any]) -> Asked:
    month = day_of(row["asked_at"]).isoformat()[:7]
    return Asked(
        row["person_id"], Answer(row["answer"]), month, row["override"], row["reason"],
        row["matter__number"], row["matter__title"],
        row["matter__organ_id"], row["matter__organ__name"],
    )  # fmt: skip
