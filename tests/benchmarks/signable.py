"""An opinion of many items on a long draft, checked and waiting for its signer."""

from __future__ import annotations

from portal.clock import now
from portal.documents.models import Draft
from portal.matters.models import Matter
from portal.opinions.models import (
    Approval,
    ApprovalStep,
    Choice,
    Item,
    ItemClass,
    Opinion,
    OpinionState,
)
from portal.opinions.queries import content_of
from portal.permits import Relation
from portal.reviews.models import Severity
from portal.word import Document, Place, read
from portal.workflow import State
from tests.benchmarks.long_drafts import places, reworded
from tests.cast import Cast
from tests.scenes import matter_at


async def signable(cast: Cast, data: bytes, comments: int, proposals: int) -> tuple[Matter, str]:
    """The matter, and the hash of the content that is to be signed."""
    people = ((cast.wu, Relation.REVIEWER), (cast.zheng, Relation.CHECKER))
    matter = await matter_at(State.SIGNING, cast, data=data, people=people)
    matter = await Matter.get(id=matter.id).select_related("office", "organ")
    opinion = await Opinion.create(
        matter=matter, draft=await Draft.get(matter_id=matter.id), state=OpinionState.APPROVED,
        author=cast.wu, conclusion="revise", conclusion_note="修改后可以签订。", begun_at=now(),
    )  # fmt: skip
    document = read(data)
    spread = enumerate(places(document, comments))
    await Item.bulk_create([_item(opinion, document, at, one, proposals) for at, one in spread])
    opinion.content_hash = (await content_of(matter, opinion)).digest
    await opinion.save()
    await Approval.create(
        opinion=opinion, step=ApprovalStep.CHECK, person=cast.zheng, passed=True,
        content_hash=opinion.content_hash, at=now(),
    )  # fmt: skip
    return matter, opinion.content_hash


def _item(opinion: Opinion, document: Document, at: int, place: Place, proposals: int) -> Item:
    words = document.quote(place)
    return Item(
        opinion=opinion, choice=Choice.TAKEN, position=at + 1, klass=ItemClass.CONTENT,
        severity=Severity.MUST, clause=document.paragraphs[place.paragraph].number or "",
        quote=words, problem="这里表述不清。", basis="《中华人民共和国民法典》第五百一十条",
        proposal=reworded(words, at, proposals), paragraph=place.paragraph, start=place.start,
        end_paragraph=place.end_paragraph, end=place.end,
    )  # fmt: skip
