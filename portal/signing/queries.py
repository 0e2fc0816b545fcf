"""Reading what was issued and what was cleared."""

from __future__ import annotations

from portal.errors import NotFound
from portal.matters.models import Matter
from portal.signing.models import Clearance, IssuedOpinion


async def issued_of(matter: Matter, code: str = "") -> IssuedOpinion:
    """The matter's issued opinion, the newest or the one with this code.

    Raises NotFound before one is issued, and for a code of none of the matter's.
    """
    found = IssuedOpinion.filter(opinion__matter_id=matter.id).order_by("-id")
    if code:
        found = found.filter(code=code)
    issued = await found.select_related(
        "opinion",
        "opinion__draft",
        "opinion__author",
        "opinion__matter",
        "signed_by",
        "office",
        "replaces",
    ).first()
    if issued is None:
        raise NotFound("意见书尚未出具")
    return issued


async def clearance_of(matter: Matter) -> Clearance | None:
    """The matter's newest clearance, valid or not; None before one is given."""
    found = Clearance.filter(matter_id=matter.id).order_by("-id")
    return await found.select_related("draft", "given_by", "matter").first()
