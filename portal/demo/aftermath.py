"""What may follow an issued opinion: an objection, items on which both sides insist, a decision."""

from __future__ import annotations

from datetime import timedelta

from portal.clock import today
from portal.demo.walk import Walk
from portal.register.deciding import Said, decide
from portal.signing.objecting import object_to

GROUNDS = (
    "第一条意见所指条款系上级主管部门示范文本原文，本单位未作改动；该示范文本已经上级机关合法性审查，"
    "请复核该条意见的依据。"
)


async def objects(walk: Walk, clerk: str) -> None:
    """The department objects to the first item of the opinion."""
    with walk.later(days=1):
        await object_to(walk.matter, GROUNDS, [1], by=walk.people[clerk])


async def decides(walk: Walk, clerk: str) -> None:
    """The department records that the contract was signed, and the days that it will run."""
    with walk.later(days=1):
        said = Said(
            decided_on=today(), decided_by=(await walk.matter.organ).name,
            effective_on=today() + timedelta(days=1), expires_on=today() + timedelta(days=3 * 365),
        )  # fmt: skip
        await decide(walk.matter, said, by=walk.people[clerk])
