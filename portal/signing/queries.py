"""Reading what was issued and what was cleared."""

from __future__ import annotations

from portal.errors import NotFound
from portal.matters.models import Matter
from portal.signing.models import Clearance, IssuedOpinion


async def issued_of(matter: Matter) -> IssuedOpinion:
    """The matter's issued opinion, newest first; raises NotFound before one is issued."""
    found = IssuedOpinion.filter(opinion__matter_id=matter.id).order_by("-id")
    issued = await found.select_related(
        "opinion", "opinion__draft", "opinion__author", "opinion__matter", "signed_by", "office"
    ).first()
    if issued is None:
        raise NotFound("意见书尚未出具")
    return issued


async def clearance_of(matter: Matter) -> Clearance | None:
    """The matter's newest clearance, valid or not; None before one is given."""
    found = Clearance.filter(matter_id=matter.id).order_by("-id")
    return await found.select_related("draft", "given_by", "matter").first()
