"""Reminding the office and the adviser that his appointment ends, once for each mark passed."""

from __future__ import annotations

from datetime import date, timedelta

from portal.advisers.life import SOON
from portal.advisers.models import Appointment, Stage
from portal.clock import now
from portal.database import transaction
from portal.notices.models import Notice
from portal.notices.posting import post_at_once
from portal.people.models import Person, Post, Role

MARKS = (SOON, 30, 7)  # days before the last one
BEFORE = "聘期将于{due}届满，请办理续聘或者期满手续"
AFTER = "聘期已于{due}届满，不再委派新件"
MAIL = "有顾问聘期即将届满或者已经届满，请查看"
STALE = 30  # days after the end; an older one is history
HEARS = (Role.DISPATCHER, Role.SIGNER)


async def remind_of_terms(day: date) -> None:
    """Write what `day` asks for and nobody was told before; a missed mark is made good."""
    ending = Appointment.filter(
        stage=Stage.APPOINTED,
        until__lte=day + timedelta(days=SOON),
        until__gte=day - timedelta(days=STALE),
    )
    for one in await ending.order_by("id"):
        if one.until:
            await _remind(one, one.until, mark(one.until, day))


def mark(until: date, day: date) -> int:
    """The mark that has been passed last: days before the end, -1 after it."""
    left = (until - day).days
    return -1 if left < 0 else min(one for one in MARKS if left <= one)


@transaction
async def _remind(one: Appointment, until: date, passed: int) -> None:
    posts = await Post.filter(
        organ_id=one.office_id, role__in=HEARS, person__active=True
    ).select_related("person")
    people = {post.person_id: post.person for post in posts}
    if one.person_id:
        people |= {him.id: him for him in await Person.filter(id=one.person_id, active=True)}
    made = [await _write(one, until, passed, person) for person in people.values()]
    await post_at_once([notice for notice in made if notice])


async def _write(one: Appointment, until: date, passed: int, person: Person) -> Notice | None:
    notice, new = await Notice.get_or_create(
        key=f"appointment:{one.id}:{until}:{passed}:{person.id}",
        defaults={
            "person": person, "matter": None, "words": AFTER if passed < 0 else BEFORE,
            "facts": {"due": until.isoformat()}, "permit": None,
            "address": f"/appointments/{one.id}", "mail": MAIL, "at": now(),
        },
    )  # fmt: skip
    return notice if new else None
