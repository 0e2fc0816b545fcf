"""What the pages of a consultation show: how it stands, letter by letter, view by view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from tortoise.functions import Count

from portal.clock import today
from portal.consultation.answers import Answer, Tally, answer_of, is_late, tally
from portal.consultation.models import Consultation, Letter, PublicText, View
from portal.consultation.reach import shown_to
from portal.deadlines.calendar import official
from portal.deadlines.telling import Sign, sign_for
from portal.matters.models import Matter
from portal.people.models import Level, Organ
from portal.permits import Standing


@dataclass(frozen=True)
class Row:
    """One organ, what it answered, and its views."""

    letter: Letter
    answer: Answer
    late: bool
    views: tuple[View, ...]


@dataclass(frozen=True)
class Shown:
    """A consultation as it stands today."""

    asked: Consultation
    rows: tuple[Row, ...]
    tally: Tally
    sign: Sign

    @property
    def is_open(self) -> bool:
        return self.asked.closed_at is None

    @property
    def views(self) -> list[View]:
        return [view for row in self.rows for view in row.views]


async def shown_of(asked: Consultation) -> Shown:
    """Everything of a consultation, whoever has views first."""
    letters = (
        await Letter.filter(consultation_id=asked.id)
        .order_by("id")
        .select_related("organ", "replied_by")
        .prefetch_related("views")
    )
    rows = [_row(letter, asked) for letter in letters]
    order = list(Answer)
    rows.sort(key=lambda one: (-order.index(one.answer), one.letter.organ_id))
    day = today()
    return Shown(
        asked, tuple(rows), tally(asked, letters, day),
        sign_for(asked.due, day, official(), provisional=asked.provisional),
    )  # fmt: skip


async def consultations_of(matter: Matter, standing: Standing) -> list[Shown]:
    """The consultations of `matter` that are shown to the reader, the latest first."""
    found = Consultation.filter(matter_id=matter.id, side__in=shown_to(standing)).order_by("-id")
    return [await shown_of(one) for one in await found.select_related("organ", "asked_by")]


async def public_texts_of(matter: Matter) -> list[tuple[PublicText, int]]:
    """The texts of `matter` that were put up, each with the number of comments, latest first."""
    texts = PublicText.filter(matter_id=matter.id).order_by("-id").prefetch_related("organ")
    counted = await texts.annotate(count=Count("comments"))
    return [(text, int(text.count)) for text in counted]  # type: ignore[attr-defined]


def by_level(organs: Sequence[Organ]) -> list[tuple[Level, list[Organ]]]:
    """The organs under their level of government, the highest first."""
    order = list(Level)
    ordered = sorted(organs, key=lambda one: order.index(one.level))
    return [(level, list(found)) for level, found in groupby(ordered, lambda one: one.level)]


def _row(letter: Letter, asked: Consultation) -> Row:
    views = sorted(letter.views, key=lambda one: one.position)
    return Row(letter, answer_of(letter, asked, today()), is_late(letter, asked), tuple(views))
