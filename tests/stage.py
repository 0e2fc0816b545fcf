"""A matter with everything in it, so that every route of the house has something to lead to."""

from __future__ import annotations

import secrets
from datetime import date

from portal.clock import now, today
from portal.deadlines.models import Deadline, Extension, Period
from portal.documents.models import Draft, Material
from portal.intake.models import AgendaItem, Basket, Meeting, Supplement, SupplementItem
from portal.jobs.models import Job
from portal.matters.models import Matter
from portal.notices import feeds
from portal.notices.models import Mailing, Notice
from portal.opinions.models import (
    Choice,
    Item,
    ItemAnswer,
    ItemClass,
    Opinion,
    OpinionState,
)
from portal.people.models import Absence, Post, Session
from portal.permits import Permit, Relation
from portal.reviews.models import (
    Advice,
    Annotation,
    AnnotationReply,
    Origin,
    Placement,
    PlaceState,
    Severity,
    WordImport,
)
from portal.routing.models import Answer, Assignment, Duty
from portal.signing.models import Clearance, IssuedOpinion
from portal.storage import storage
from portal.web.codes import new_code
from portal.workflow import State
from tests.cast import Cast
from tests.scenes import CLAUSES, matter_at, with_picture, word

TOLD = {
    State.ISSUED: OpinionState.ISSUED,
    State.ANSWERED: OpinionState.ISSUED,
    State.CLEARED: OpinionState.ISSUED,
    State.SIGNING: OpinionState.APPROVED,
    State.CHECKING: OpinionState.CHECKING,
}


async def set_up(state: State, cast: Cast) -> dict[str, object]:
    """A matter at `state` in which Wu reviews, Han advises and He is invited; and what is in it.

    Returns the values that stand in the addresses of routes.
    """
    people = (
        (cast.wu, Relation.REVIEWER),
        (cast.han, Relation.ADVISER),
        (cast.he, Relation.INVITED),
    )
    matter = await matter_at(state, cast, people=people, data=with_picture(*CLAUSES))
    draft = await Draft.get(matter_id=matter.id)
    found: dict[str, object] = {"number": matter.number, "version": 1, "code": "none"}
    found |= await _material(matter, draft, cast)
    found |= await _routing(matter, cast)
    found |= await _review(matter, draft, cast)
    found |= await _opinion(matter, draft, cast)
    found |= await _meeting(matter, cast)
    found |= await _clocks(matter, cast)
    basket = await Basket.create(key=f"basket{matter.id}", person=cast.lin, begun=now())
    return found | {"key": basket.key} | await _account(matter, cast)


async def _account(matter: Matter, cast: Cast) -> dict[str, object]:
    """What belongs to persons: Lin's session and notice, Qian's post and absence."""
    session = await Session.create(
        token=secrets.token_hex(32), csrf="x", person=cast.lin, begun=now(), seen=now()
    )
    post = await Post.get(person_id=cast.qian.id)
    absence = await Absence.create(
        person=cast.qian, since=date(2026, 12, 1), until=date(2026, 12, 3)
    )
    notice = await Notice.create(
        key=f"notice {matter.id}", person=cast.lin, matter=matter, words="已受理，请分办",
        permit=Permit.READ, address=f"/matters/{matter.number}", at=now(),
    )  # fmt: skip
    return {
        "secret": await feeds.make(cast.ma), "notice": notice.id, "job": await _undelivered(cast),
        "session": session.id,
        "person": cast.qian.id, "post": post.id, "absence": absence.id,
        "organ": cast.finance.id, "firm": cast.first_firm.id,
        "name": "image1.png", "program": "witness.py", "office": cast.office.id, "kind": "contract",
    }  # fmt: skip


async def _undelivered(cast: Cast) -> int:
    """The job of a mail to Lin that was given up."""
    mailing = await Mailing.create(
        key=secrets.token_hex(8), person=cast.lin, token=secrets.token_hex(8), made_at=now()
    )
    job = await Job.create(
        kind="mail", key=f"mail:{mailing.key}", facts={"mailing": str(mailing.id)}, run_at=now(),
        failed=now(), fault="550 no such user",
    )  # fmt: skip
    return job.id


async def _material(matter: Matter, draft: Draft, cast: Cast) -> dict[str, object]:
    material = await Material.create(
        matter=matter, slot="approval", name="批准文件.docx", sha256=draft.sha256,
        uploaded_by=cast.lin, uploaded_at=now(),
    )  # fmt: skip
    supplement = await Supplement.create(matter=matter, asked_by=cast.zhou, asked_at=now())
    item = await SupplementItem.create(supplement=supplement, text="批准手续")
    return {"material": material.id, "supplement": supplement.id, "supplement_item": item.id}


async def _routing(matter: Matter, cast: Cast) -> dict[str, object]:
    asked = {"matter": matter, "asked_by": cast.zhou, "asked_at": now()}
    await Assignment.create(
        **asked, person=cast.wu, duty=Duty.REVIEWER, answer=Answer.ACCEPTED, answered_at=now()
    )
    han = await Assignment.create(
        **asked, person=cast.han, duty=Duty.ADVISER, answer=Answer.ACCEPTED, answered_at=now()
    )
    await Assignment.create(**asked, person=cast.he, duty=Duty.ADVISER, answer=Answer.OFFERED)
    await Advice.create(assignment=han, text="顾问的话", saved_at=now())
    return {"assignment": han.id, "adviser": cast.han.id}


async def _review(matter: Matter, draft: Draft, cast: Cast) -> dict[str, object]:
    annotation = await Annotation.create(
        matter=matter, draft=draft, author=cast.wu, severity=Severity.MUST, text="预付比例偏高",
        origin=Origin.BROWSER, submitted=True, made_at=now(), changed_at=now(),
    )  # fmt: skip
    await Placement.create(
        annotation=annotation, draft=draft, state=PlaceState.PLACED, paragraph=4, start=11,
        end_paragraph=4, end=18, clause="第二条", quote="支付百分之五十",
    )  # fmt: skip
    reply = await AnnotationReply.create(
        annotation=annotation, author=cast.wu, text="请核", made_at=now()
    )
    brought = await WordImport.create(
        draft=draft, person=cast.wu, name="回传.docx", sha256=draft.sha256, at=now()
    )
    return {"annotation": annotation.id, "reply": reply.id, "import": brought.id}


async def _opinion(matter: Matter, draft: Draft, cast: Cast) -> dict[str, object]:
    opinion = await Opinion.create(
        matter=matter, draft=draft, state=TOLD.get(matter.state, OpinionState.DRAFTED),
        author=cast.wu, conclusion="revise", begun_at=now(),
    )  # fmt: skip
    item = await Item.create(
        opinion=opinion, annotation_id=None, choice=Choice.TAKEN, position=1,
        klass=ItemClass.CONTENT, severity=Severity.MUST, clause="第二条", quote="支付百分之五十",
        problem="预付比例偏高", paragraph=4, start=11, end_paragraph=4, end=18,
    )  # fmt: skip
    found: dict[str, object] = {"item": item.id, "opinion": opinion.id}
    if opinion.state is OpinionState.ISSUED:
        found |= await _issue(matter, draft, opinion, item, cast)
    return found


async def _issue(
    matter: Matter, draft: Draft, opinion: Opinion, item: Item, cast: Cast
) -> dict[str, object]:
    letter = await storage().keep(word("意见书"))
    code = new_code()
    await IssuedOpinion.create(
        opinion=opinion, office=cast.office, number=f"云司审〔2026〕{matter.id}号", year=2026,
        serial=matter.id, code=code, letter=letter, annotated=draft.sha256, signed_by=cast.sun,
        at=now(),
    )  # fmt: skip
    await ItemAnswer.create(item=item, draft=draft, adoption="adopted", person=cast.lin, at=now())
    if matter.state is State.CLEARED:
        await Clearance.create(
            matter=matter, draft=draft, text_hash=draft.text_hash, code=new_code(),
            given_by=cast.wu, at=now(),
        )  # fmt: skip
    return {"code": code}


async def _clocks(matter: Matter, cast: Cast) -> dict[str, object]:
    review = await Deadline.create(
        matter=matter, period=Period.REVIEW, opened=today(), days=5, due=today()
    )
    asked = await Extension.create(
        deadline=review, days=2, reason="案情复杂", asked_by=cast.wu, asked_at=now()
    )
    return {"extension": asked.id}


async def _meeting(matter: Matter, cast: Cast) -> dict[str, object]:
    agenda = await storage().keep(word("议程"))
    meeting = await Meeting.create(
        title="市政府常务会议", day=date(2026, 12, 1), organ=cast.transport, agenda=agenda,
        agenda_name="议程.docx", opened_by=cast.lin, opened_at=now(),
    )  # fmt: skip
    item = await AgendaItem.create(meeting=meeting, position=1, title="养护合同", matter=matter)
    return {"meeting": meeting.id, "agenda_item": item.id}
