"""A demo matter on its way: every station is the very act that its page would call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import settings
from portal.clock import OFFICE, now, stopped_at, today
from portal.deadlines.calendar import official
from portal.deadlines.reckoning import workdays_between
from portal.demo.drafts import DemoDraft, DraftParty, Remark, Side, Weight
from portal.documents.examining import examine
from portal.documents.workshop import document_of
from portal.intake import registration, supplements, withdrawal
from portal.intake.registration import RefusalGround
from portal.intake.submission import Promise, Submission, TypedParty
from portal.intake.submitting import submit
from portal.intake.supplements import Given, Wanted
from portal.kinds import Effect, Kind, kind_of
from portal.matters.models import Matter
from portal.opinions import approvals, drafting, replies
from portal.opinions import submitting as handing_on
from portal.opinions.confirmations import Verdict, close, contest
from portal.opinions.models import Adoption, Item, ItemClass
from portal.opinions.queries import begun_opinion, content_of, items_of, latest_draft
from portal.opinions.replies import Said as Answered
from portal.people.models import Organ, Person
from portal.reviews import advice
from portal.reviews.models import Advice, Annotation, Severity
from portal.reviews.remarks import annotate
from portal.reviews.spots import spot_in
from portal.reviews.wording import Said
from portal.routing import assignments, engagements
from portal.routing.assignments import Invitation, Plan
from portal.routing.models import Duty
from portal.signing.clearances import clear
from portal.signing.issuing import issue

MORNING = time(9, 10)
EVENING = 17  # o'clock; the office is closed


class Walk:
    """One matter; `day` counts working days from the day on which it was submitted."""

    matter: Matter

    def __init__(self, draft: DemoDraft, title: str, people: dict[str, Person], begun: int) -> None:
        self.draft = draft
        self.title = title
        self.people = people
        self.kind: Kind = kind_of(draft.kind.value)
        self.moment = datetime.combine(workday_before(begun), MORNING, OFFICE)

    @contextmanager
    def later(self, *, days: int = 0, hours: int = 1) -> Iterator[None]:
        """So many working days and hours on, but never in the future."""
        self.moment = min(_later(self.moment, days, hours), now())
        with stopped_at(self.moment):
            yield

    async def submit(self, clerk: str, *, lacking: bool = False) -> None:
        """The department hands the draft in; `lacking` leaves material out that is wanted."""
        by = self.people[clerk]
        examined = await examine(f"{self.title}.docx", self.draft.build())
        with self.later(hours=0):
            organ = await Organ.get(id=by.organ_id)
            self.matter = await submit(
                Submission(
                    kind=self.kind, title=self.title, organ=organ, draft=examined,
                    parties=tuple(map(_party, self.draft.parties)), amount=self.draft.amount,
                    promises=() if lacking else tuple(self._promises()),
                    contact=f"{by.name} 0000-6688101",
                    variant=self.kind.variant_for(self.title),
                ),
                by=by,
            )  # fmt: skip
            self.matter = await Matter.get(id=self.matter.id).select_related("organ", "office")

    async def register(self, registrar: str, **wait: int) -> None:
        with self.later(**wait):
            await registration.register(self.matter, by=self.people[registrar])

    async def send_back(self, registrar: str, reason: str) -> None:
        with self.later(hours=3):
            await registration.send_back(self.matter, reason, by=self.people[registrar])

    async def refuse(self, registrar: str, reason: str) -> None:
        with self.later(hours=5):
            ground = RefusalGround.OUT_OF_SCOPE
            await registration.refuse(self.matter, ground, reason, by=self.people[registrar])

    async def withdraw(self, clerk: str, reason: str) -> None:
        with self.later(days=1):
            await withdrawal.withdraw(self.matter, reason, by=self.people[clerk])

    async def ask(self, who: str, *wanted: str) -> None:
        """Supplements are asked for; the clock stops."""
        with self.later(hours=2):
            items = [Wanted(text) for text in wanted]
            await supplements.ask(self.matter, items, "请一次补齐。", by=self.people[who])

    async def supply(self, clerk: str) -> None:
        with self.later(days=2):
            asked = await supplements.open_supplement(self.matter)
            given = {
                item.id: Given(text="已补充，见附件说明。")
                for item in (asked.items if asked else [])
            }
            await supplements.answer(self.matter, given, by=self.people[clerk])
            await supplements.hand_in(self.matter, by=self.people[clerk])

    async def assign(self, dispatcher: str, reviewer: str, *asked: str) -> None:
        """The dispatcher chooses the reviewer, and asks advisers and government lawyers."""
        with self.later(hours=4):
            invitations = tuple(self._invitation(login) for login in asked)
            spared = "" if asked else "事项简单，由承办人审查"
            plan = Plan(self.people[reviewer].id, invitations=invitations, without_adviser=spared)
            await assignments.route(self.matter, plan, by=self.people[dispatcher])

    async def accept(self, adviser: str) -> None:
        with self.later(hours=2):
            await engagements.accept(self.matter, by=self.people[adviser])

    async def decline(self, adviser: str, reason: str) -> None:
        with self.later(hours=1):
            day = _later(self.moment, 8, 0).date()
            await engagements.decline(self.matter, reason, day, by=self.people[adviser])

    async def remark(self, who: str, chosen: slice, *, submitted: bool) -> None:
        """Some of the demo's remarks are made on the draft."""
        draft = await latest_draft(self.matter)
        document = await document_of(draft.sha256)
        for said in self.draft.remarks[chosen]:
            at = next(p.index for p in document.paragraphs if said.quote in p.text)
            with self.later(hours=0):
                spot = spot_in(document, at, said.quote)
                by = self.people[who]
                await annotate(draft, _said(said), spot, by=by, submitted=submitted)

    async def advise(self, adviser: str, text: str) -> None:
        with self.later(days=1):
            conclusion = self._outcome(Effect.REVISE)
            wording = advice.Wording(conclusion, text)
            await advice.submit(self.matter, wording, 0, by=self.people[adviser])

    async def consolidate(self, reviewer: str, *, unlawful: bool = False) -> None:
        """Every remark is taken in but the last hint; the conclusion follows from them."""
        by = self.people[reviewer]
        with self.later(days=1):
            for one in await Annotation.filter(matter_id=self.matter.id).order_by("id"):
                await drafting.take_in(self.matter, one.id, None, by=by)
            if self.draft.kind.value in ("normative", "decision"):
                await drafting.add(self.matter, PROCEDURE, by=by)
            opinion = await begun_opinion(self.matter)
            effect = Effect.BLOCK if unlawful else Effect.REVISE
            words = drafting.Words(
                conclusion=self._outcome(effect),
                conclusion_note="主要内容与上位法不一致，建议不予制定。" if unlawful else "",
                bases=opinion.bases, modes="书面审查",
                other="", without_advice="" if await self._is_advised() else NOBODY_ASKED,
            )  # fmt: skip
            await drafting.save(self.matter, words, opinion.version, by=by)

    async def conclude(self, reviewer: str) -> None:
        with self.later(hours=2):
            await handing_on.submit(self.matter, by=self.people[reviewer])

    async def check(self, approver: str) -> None:
        with self.later(hours=5):
            seen = await self._digest()
            await approvals.pass_check(self.matter, seen, "同意。", by=self.people[approver])

    async def sign(self, signer: str) -> None:
        with self.later(hours=3):
            seen = await self._digest()
            by = self.people[signer]
            await issue(self.matter, seen, "", by=by, site=settings.PUBLIC_URL)

    async def answer(self, clerk: str, *, contesting: bool = False, anew: bool = True) -> None:
        """The department answers item by item and uploads its next draft, unless it has none."""
        by = self.people[clerk]
        build = self.draft.next_build if anew else None
        examined = await examine(f"{self.title}（修改稿）.docx", build()) if build else None
        with self.later(days=2):
            items = await self._items()
            said = {item.id: _answer(item, contesting) for item in items}
            await replies.save(self.matter, said, examined, by=by)
            await replies.hand_in(self.matter, is_final=True, by=by)

    async def contest(self, reviewer: str) -> None:
        with self.later(days=1):
            items = await self._items()
            verdicts = {item.id: Verdict(True, "已与送审单位当面核对。") for item in items}
            verdicts[items[0].id] = Verdict(False, "修改稿中该处文字未变，请修改或者写明依据。")
            await contest(self.matter, verdicts, by=self.people[reviewer])

    async def clear(self, reviewer: str) -> None:
        with self.later(days=1):
            verdicts = {item.id: Verdict(True, "") for item in await self._items()}
            await clear(
                self.matter, verdicts, without="材料正在履行内部程序，不影响审查结论。",
                by=self.people[reviewer],
            )  # fmt: skip

    async def close(self, reviewer: str) -> None:
        with self.later(days=1):
            await close(self.matter, by=self.people[reviewer])

    def _promises(self) -> Iterator[Promise]:
        day = _later(self.moment, 5, 0).date()
        for slot in self.kind.slots:
            if slot.required and slot.key != "draft":
                yield Promise(slot.key, slot.name, day, "正在履行内部程序，按期补交")

    def _invitation(self, login: str) -> Invitation:
        person = self.people[login]
        duty = Duty.ADVISER if person.is_outside else Duty.LAWYER
        due = _later(self.moment, 2, 0).date()
        return Invitation(duty, person.id, "请重点审查违约责任、争议解决和程序。", due)

    def _outcome(self, effect: Effect) -> str:
        return next(one.key for one in self.kind.outcomes if one.effect is effect)

    async def _items(self) -> list[Item]:
        opinion = await begun_opinion(self.matter)
        return [item for item in await items_of(opinion) if item.position]

    async def _digest(self) -> str:
        return (await content_of(self.matter, await begun_opinion(self.matter))).digest

    async def _is_advised(self) -> bool:
        return await Advice.filter(
            assignment__matter_id=self.matter.id, submitted_at__not_isnull=True
        ).exists()


NOBODY_ASKED = "事项简单，由承办人审查"
PROCEDURE = drafting.Wording(
    klass=ItemClass.PROCEDURE,
    severity=Severity.SHOULD,
    problem="送审材料中未见征求意见及采纳情况的说明。",
    suggestion="请补充说明征求意见的范围、方式和采纳情况。",
)
SEVERITY = {Weight.MUST: Severity.MUST, Weight.SHOULD: Severity.SHOULD, Weight.HINT: Severity.HINT}


def workday_before(count: int) -> date:
    """The working day that lies `count` working days before today."""
    calendar, day = official(), today()
    while not calendar.is_workday(day) or workdays_between(day, today(), calendar) < count:
        day -= timedelta(days=1)
    return day


def _later(moment: datetime, days: int, hours: int) -> datetime:
    calendar = official()
    for _ in range(days):
        moment += timedelta(days=1)
        while not calendar.is_workday(moment.astimezone(OFFICE).date()):
            moment += timedelta(days=1)
    moment += timedelta(hours=hours, minutes=7)
    if moment.astimezone(OFFICE).hour < EVENING:
        return moment
    return _later(moment.astimezone(OFFICE).replace(hour=MORNING.hour, minute=12), 1, 0)


def _party(party: DraftParty) -> TypedParty:
    ours = party.side is Side.GOVERNMENT
    return TypedParty(party.name, "甲方" if ours else "乙方", party.uscc, ours)


def _said(remark: Remark) -> Said:
    return Said(SEVERITY[remark.severity], remark.text, remark.basis, remark.proposal)


def _answer(item: Item, contesting: bool) -> Answered:
    if contesting and item.position == 1:
        return Answered(Adoption.NOT_ADOPTED, "该条款系与相对人多轮谈判的结果，拟予保留。")
    if item.severity is Severity.HINT:
        return Answered(Adoption.PARTLY, "已结合实际作部分调整。")
    return Answered(Adoption.ADOPTED, "")
