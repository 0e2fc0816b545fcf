"""A matter with everything in it, so that every route of the house has something to lead to."""

from __future__ import annotations

import secrets
from datetime import date

from portal.advisers.models import Appointment, Assessment, Grade, Objection, Sort, Stage
from portal.api.models import System
from portal.api.systems import sealed
from portal.clock import now, today
from portal.consultation.models import (
    Consultation,
    Inquiry,
    Letter,
    Mode,
    Paper,
    PublicText,
    Side,
)
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
from portal.register.models import Decision, Obligation
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

TOKEN = "token-of-the-city's-office-automation"
TOLD = {
    State.ISSUED: OpinionState.ISSUED,
    State.ANSWERED: OpinionState.ISSUED,
    State.DISCUSSING: OpinionState.ISSUED,
    State.OBJECTED: OpinionState.ISSUED,
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
    found |= await _consultation(matter, draft, cast)
    found |= await _clocks(matter, cast)
    found |= await _appointment(cast)
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
        "system": await _system(cast),
        "name": "image1.png", "program": "witness.py", "office": cast.office.id, "kind": "contract",
    }  # fmt: skip


async def _system(cast: Cast) -> int:
    """The city's office automation, which carries TOKEN; asked for anew it is the same."""
    found, _ = await System.get_or_create(
        token=sealed(TOKEN),
        defaults={"name": "公文系统", "organ": cast.city, "made_by": cast.an, "made_at": now()},
    )
    await System.filter(id=found.id).update(revoked_at=None)
    return found.id


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


async def _appointment(cast: Cast) -> dict[str, object]:
    """Han's, in its term, with an objection that was never answered and an appeal to decide."""
    made = await Appointment.create(
        office=cast.office, sort=Sort.ADVISER, stage=Stage.APPOINTED, name="韩非", person=cast.han,
        firm=cast.first_firm, since=date(2026, 1, 1), until=date(2099, 12, 31),
    )  # fmt: skip
    objection = await Objection.create(appointment=made, name="某某", text="异议", noted_at=now())
    assessment = await Assessment.create(
        appointment=made, year=2026, grade=Grade.FAIR, text="依据", by=cast.zhou, at=now()
    )
    return {
        "appointment": made.id, "objection": objection.id, "assessment": assessment.id
    }  # fmt: skip


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
        return {"code": code, "obligation": await _decided(matter, draft, cast)}
    return {"code": code}


async def _decided(matter: Matter, draft: Draft, cast: Cast) -> int:
    """What was decided on the matter, with its final text, and what was filed."""
    await Decision.create(
        matter=matter, decided_on=today(), decided_by="常务会议", final=draft.sha256,
        final_original=draft.sha256, final_name="定稿.docx", differs=False,
        recorded_by=cast.lin, recorded_at=now(),
    )  # fmt: skip
    filed = await Obligation.create(
        matter=matter, organ_id=matter.organ_id, name="合同备案", file=draft.sha256,
        file_name="回执.docx",
    )  # fmt: skip
    return filed.id


async def _consultation(matter: Matter, draft: Draft, cast: Cast) -> dict[str, object]:
    """Wu has asked the finance department, which has not answered."""
    asked = await Consultation.create(
        matter=matter, side=Side.OFFICE, organ=cast.office, title="关于征求意见的函",
        words="请研提意见", name=draft.name, sha256=draft.sha256, asked_by=cast.wu,
        asked_at=now(), days=5, due=today(),
    )  # fmt: skip
    letter = await Letter.create(consultation=asked, organ=cast.finance)
    text = await PublicText.create(
        matter=matter, side=Side.OFFICE, organ=cast.office, code=new_code(), title="征求意见稿",
        name=draft.name, sha256=draft.sha256, body="第一条", opened=today(), days=30,
        until=today(), asked_by=cast.wu, asked_at=now(),
    )  # fmt: skip
    inquiry = await Inquiry.create(
        matter=matter, side=Side.OFFICE, mode=Mode.EXPERTS, title="论证会", held=today(),
        minutes="记录", noted_by=cast.wu, noted_at=now(),
    )  # fmt: skip
    paper = await Paper.create(inquiry=inquiry, name="签到表.docx", sha256=draft.sha256)
    return {
        "inquiry": inquiry.id, "paper": paper.id,
        "consultation": asked.id, "letter": letter.id, "public_text": text.id,
        "public_code": text.code,
    }  # fmt: skip


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
