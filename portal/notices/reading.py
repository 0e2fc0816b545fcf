"""My notices: those that wait to be read first, each read when its page was opened."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tortoise.expressions import Case, Q, When

from portal.clock import now
from portal.deadlines.models import Period
from portal.errors import NotFound
from portal.i18n import translate
from portal.matters.access import visible_to
from portal.matters.models import Matter
from portal.notices.models import Notice
from portal.notices.table import Term
from portal.people.models import Person
from portal.web.paging import SIZE, Sheet, sheet
from portal.web.rendering import day as in_words

MOST = 100  # unread ones that are counted
PERIODS: Mapping[str, Period | Term] = {one.value: one for of in (Period, Term) for one in of}


@dataclass(frozen=True)
class Told:
    """A notice as its reader sees it; the title only where he may read it now."""

    notice: Notice
    words: str
    title: str

    @property
    def is_unread(self) -> bool:
        return self.notice.read_at is None and self.notice.over_at is None


async def notices_of(person: Person, number: int) -> Sheet[Told]:
    """One sheet of the notices of `person`, the unread ones first, the latest first."""
    found = (
        Notice.filter(person_id=person.id)
        .annotate(rank=Case(When(Q(read_at=None, over_at=None), then="0"), default="1"))
        .order_by("rank", "-id")
    )
    rows = await found.offset((number - 1) * SIZE).limit(SIZE + 1).select_related("matter")
    cut = sheet(rows, number)
    titles = await titles_for(person, {row.matter_id for row in cut.rows if row.matter_id})
    told = [Told(row, words_of(row), titles.get(row.matter_id or 0, "")) for row in cut.rows]
    return Sheet(told, cut.number, cut.more)


async def titles_for(person: Person, matters: Collection[int]) -> dict[int, str]:
    """The titles of those of these matters that `person` may read, by the matter's id."""
    if not matters:
        return {}
    seen = Matter.filter(await visible_to(person), id__in=list(matters))
    return dict(await seen.values_list("id", "title"))


def words_of(notice: Notice) -> str:
    """The message in the reader's language."""
    shown: dict[str, object] = {**notice.facts}
    if "due" in shown:
        shown["due"] = in_words(date.fromisoformat(notice.facts["due"]))
    if "period" in shown:
        shown["period"] = PERIODS[notice.facts["period"]]
    return translate(notice.words, **shown)


async def unread(person_id: int) -> Sequence[tuple[int, str]]:
    """Id and address of the latest unread notices, at most MOST and one more."""
    waiting = Notice.filter(person_id=person_id, read_at=None, over_at=None).order_by("-id")
    return await waiting.limit(MOST + 1).values_list("id", "address")


async def mark(ids: Sequence[int]) -> None:
    """These were read now."""
    await Notice.filter(id__in=ids, read_at=None).update(read_at=now())


async def mark_one(person: Person, notice_id: int) -> None:
    """`person` has read this one; raises NotFound when it is not his."""
    if not await Notice.filter(id=notice_id, person_id=person.id).exists():
        raise NotFound("没有这条通知")
    await mark([notice_id])


async def mark_all(person: Person, until: int) -> None:
    """`person` has read all up to the one of this id; what came later stays unread."""
    await Notice.filter(person_id=person.id, id__lte=until, read_at=None).update(read_at=now())
