"""What the public may do: look at a text while it is up, and comment on it within bounds."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from tortoise.queryset import QuerySet

from portal.clock import now, today
from portal.consultation.models import Comment, PublicText
from portal.database import transaction
from portal.errors import Invalid, NotFound, WrongMoment
from portal.people.throttling import count_try
from portal.workflow import State

FREE = 5  # comments from one address before each further one has to wait
MOST = 20_000  # comments on one text; more come by the channels that the notice names
SHORTEST = 4  # signs
GONE = (State.WITHDRAWN, State.REFUSED)


async def texts_up() -> list[PublicText]:
    """The texts on which comments are taken today, the one that ends first at the top."""
    up = _shown().filter(until__gte=today())
    return await up.order_by("until", "id").select_related("organ")


async def public_text(code: str) -> PublicText:
    """The text of that code, also after its time; raises NotFound for one that was taken down."""
    found = await _shown().filter(code=code).select_related("organ").first()
    if found is None:
        raise NotFound("没有这份公开征求意见的文本，或者已经结束")
    return found


def _shown() -> QuerySet[PublicText]:
    """What anybody may see: nothing of a matter that was withdrawn or refused."""
    return PublicText.filter(closed_at=None).exclude(matter__state__in=sorted(GONE))


def is_up(text: PublicText) -> bool:
    """Whether comments are taken today."""
    return text.closed_at is None and today() <= text.until


async def wait_of(address: str) -> timedelta:
    """How long somebody at this address has to wait before his next comment; it is counted."""
    return await count_try(f"comment:{address}"[:120], FREE)


@transaction
async def comment(text: PublicText, words: str, name: str, contact: str) -> None:
    """Keep a comment; the very same words on the same text are kept once.

    Raises WrongMoment when the time is over or no more are taken, Invalid for next to nothing.
    """
    if not is_up(text):
        raise WrongMoment("征求意见的期限已过，不再接收意见")
    if len("".join(words.split())) < SHORTEST:
        raise Invalid({"words": "请写明意见"})
    if await Comment.filter(text_id=text.id).count() >= MOST:
        raise WrongMoment("在线意见已达上限，请按公告所列其他方式提出")
    digest = hashlib.sha256(" ".join(words.split()).encode()).hexdigest()
    await Comment.get_or_create(
        text=text, digest=digest,
        defaults={"words": words, "name": name, "contact": contact, "at": now()},
    )  # fmt: skip
