"""One row a route: at which state it is tried, who gets through, who is told why not.

Names are those of the cast (tests/cast.py). Wu reviews, Han advises, He is invited and has not
answered; Zhou, Zheng and Sun hold posts in the office, Gao heads the department of Lin, Ma
audits. Qian, Luo, Xu and An have no part: to them the matter does not exist.
"""

from __future__ import annotations

from portal.workflow import State
from tests.cast import ROLES

TAKING_PART = ["lin", "gao", "zhou", "wu", "zheng", "sun", "han", "he", "ma"]
SIGN_IN = 303


class Row:
    """What is expected at one route: a status for everybody who does not get through."""

    def __init__(
        self,
        let_in: str,
        refused: list[str],
        *,
        state: State = State.UNDER_REVIEW,
        data: dict[str, str] | None = None,
        unknown: str = "",
        is_open: bool = False,
        shut: int = 0,
        **places: str,
    ) -> None:
        self.let_in = let_in.split()
        self.refused = [who for who in refused if who not in unknown.split()]
        self.state = state
        self.data = data or {}
        self.is_open = is_open
        self.shut = shut  # the status for everybody else, where it is one for all
        self.places = places  # which value of the stage stands at a place of the address

    def expects(self, who: str) -> int | None:
        """The status for somebody who does not get through; None for who does."""
        if who in self.let_in:
            return None
        if self.shut:
            return self.shut
        if who == "public":
            return None if self.is_open else SIGN_IN
        return 403 if who in self.refused else 404


def matter(let_in: str, state: State = State.UNDER_REVIEW, **more: object) -> Row:
    """A route of a matter: those with a part in it are told why not, others learn nothing."""
    return Row(let_in, TAKING_PART, state=state, **more)  # type: ignore[arg-type]


def post(let_in: str, **more: object) -> Row:
    """A route for those who hold a certain role anywhere: the others are told so."""
    return Row(let_in, list(ROLES), **more)  # type: ignore[arg-type]


def system(**more: object) -> Row:
    """A route for another system, which comes with its token: no session opens it."""
    return Row("system", [], shut=401, **more)  # type: ignore[arg-type]


def anybody(**more: object) -> Row:
    """A route for everybody who is signed in."""
    return Row(" ".join(ROLES), [], **more)  # type: ignore[arg-type]


def public(**more: object) -> Row:
    """A route without a door."""
    return Row(" ".join(["public", *ROLES]), [], is_open=True, **more)  # type: ignore[arg-type]


DRAFT = "lin gao zhou wu zheng sun han"  # who may read the draft
MEETING = "lin gao qian zhou wu zheng sun"  # who deals with meetings at all
MEETING_OF = "lin gao zhou wu zheng sun"  # who deals with the transport department's
PANEL = "zhou wu zheng sun"  # who sees the office's advisers
OFFICE = "zhou wu zheng sun"
REVIEW = "zhou wu zheng sun han"  # who may read the review
S = State

ROWS: dict[str, Row] = {
    # signing in, and one's own account
    "sign_in": public(),
    "sign_in.post": public(),
    "language": public(data={"language": "en", "back": "/"}),
    "sign_out": anybody(),
    "sign_out.everywhere": anybody(),
    "account": anybody(),
    "account.password": anybody(),
    "account.password.post": anybody(),
    "account.session.end": Row("lin", []),
    "account.absences": anybody(),
    "account.absence.removal": Row("qian", []),
    # people: the administrator's
    "people": post("an"),
    "people.new": post("an"),
    "people.post": post("an"),
    "person": post("an"),
    "person.post": post("an"),
    "person.roles": post("an"),
    "person.role.withdrawal": post("an"),
    "person.password": post("an"),
    "person.deactivation": post("an"),
    "person.activation": post("an"),
    "person.absences": post("an"),
    "person.absence.removal": post("an"),
    "organs": post("an"),
    "organs.new": post("an"),
    "organs.post": post("an"),
    "organ": post("an"),
    "organ.post": post("an"),
    "firms.new": post("an"),
    "firm": post("an"),
    "firms.post": post("an"),
    "firm.post": post("an"),
    # other systems
    "systems": post("an"),
    "systems.post": post("an"),
    "system.revocation": post("an"),
    "api.clearance": system(),
    # the rules of an office
    "rules": anybody(),
    "rule": anybody(),
    "rule.editing": post("an"),
    "rule.preview": post("an", data={"as": "text", "text": "x"}),
    "rule.editions": post("an", data={"text": "x"}),
    # the calendar of working days
    "calendar": anybody(),
    "calendar.preview": post("an"),
    "calendar.editions": post("an"),
    # files
    "draft.file": matter(DRAFT),
    "draft.original": matter(DRAFT),
    "material.file": matter(DRAFT, id="material"),
    # submitting: whoever submits for a department, and only in his own basket
    "submission.new": post("lin gao qian"),
    "submission.open": post("lin gao qian"),
    "submission": post("lin", unknown="gao qian"),
    "submission.keep": post("lin", unknown="gao qian"),
    "submission.files": post("lin", unknown="gao qian"),
    "submission.file.removal": post("lin", unknown="gao qian", file="key"),
    "submission.removal": post("lin", unknown="gao qian"),
    "submission.check": post("lin", unknown="gao qian"),
    "submission.send": post("lin", unknown="gao qian"),
    "submission.done": post("lin", unknown="gao qian"),
    "resubmission": matter("lin gao", S.RETURNED),
    "resubmission.send": matter("lin gao", S.RETURNED),
    "materials.new": matter("lin gao"),
    "materials": matter("lin gao"),
    # intake
    "registration": matter("zhou", S.SUBMITTED),
    "registration.post": matter("zhou", S.SUBMITTED),
    "return": matter("zhou", S.SUBMITTED),
    "refusal": matter("zhou", S.SUBMITTED),
    "supplements": matter(DRAFT),
    "supplements.post": matter("zhou", S.SUBMITTED),
    "supplements.answers": matter("lin gao", S.SUPPLEMENTING),
    "correction": matter("zhou wu"),
    "correction.post": matter("zhou wu", data={"reason": "登记有误"}),
    "withdrawal": matter("lin gao"),
    "withdrawal.post": matter("lin gao"),
    "undo": matter("lin gao zhou wu"),
    "undo.post": matter("lin gao zhou wu", data={"reason": "点错了"}),
    # meetings: of Lin's department, and for the office that serves it
    "meetings": post(MEETING),
    "meetings.new": post(MEETING),
    "meetings.post": post(MEETING),
    "meeting": post(MEETING_OF, unknown="qian", id="meeting"),
    "meeting.agenda": post(MEETING_OF, unknown="qian", id="meeting"),
    "meeting.handling": post(MEETING_OF, unknown="qian", id="meeting", item="agenda_item"),
    "meeting.handling.post": post(MEETING_OF, unknown="qian", id="meeting", item="agenda_item"),
    "meeting.slip": post(MEETING_OF, unknown="qian", id="meeting", item="agenda_item"),
    "meeting.slip.page": post(MEETING_OF, unknown="qian", id="meeting", item="agenda_item"),
    # routing
    "batch": post("zhou"),
    "batch.post": post("zhou"),
    "handover": post("zhou", id="adviser"),
    "handover.post": post("zhou", id="adviser"),
    "assignments": matter("zhou wu"),
    "assignments.post": matter("zhou", S.REGISTERED),
    "engagements.post": matter("zhou wu"),
    "engagement.withdrawal": matter("zhou wu", id="assignment"),
    "engagement.substitute": matter("zhou wu", id="assignment"),
    "engagements": anybody(),
    "engagement": matter("wu han he", unknown="lin gao zhou zheng sun ma"),
    "engagement.answers": matter("he"),
    "recusal": matter("wu han"),
    "advisers": post(PANEL),
    "adviser": post(PANEL, id="adviser"),
    "adviser.mandates": post("zhou", id="adviser"),
    "adviser.absences": post("zhou", id="adviser"),
    # appointments: prepared by Zhou, decided by Sun; Han's own
    "appointments": post("zhou zheng sun"),
    "appointments.post": post("zhou"),
    "appointments.mine": post("luo han he xu"),
    "appointments.roster": post("zhou zheng sun"),
    "appointments.imports": post("zhou"),
    "appointments.budgets": post("sun"),
    "appointment": Row("zhou zheng sun han", [], id="appointment"),
    "appointment.letter": Row("zhou zheng sun han", [], id="appointment"),
    "appointment.promise": Row("zhou zheng sun han", [], id="appointment"),
    "appointment.steps": post("sun", id="appointment", data={"step": "renew"}),
    "appointment.objections": post("zhou", id="appointment"),
    "appointment.objection.answer": post("zhou", id="appointment"),
    "appointment.payments": post("zhou", id="appointment"),
    "appointment.works": Row("zhou han", ["zheng", "sun"], id="appointment"),
    "appointment.assessments": post("zhou", id="appointment"),
    "appointment.appeal": Row("han", ["zhou", "zheng", "sun"], id="appointment"),
    "appointment.decision": post("sun", id="appointment"),
    "public.advisers": public(),
    "statistics.advisers": post("zhou sun"),
    "statistics.matters": post("zhou sun"),
    # clocks
    "clocks": matter(REVIEW),
    "pauses": matter("wu"),
    "resumption": matter("wu"),
    "extensions": matter("wu"),
    "extension.decision": matter("zheng", id="extension"),
    # reviews
    "matter.review": matter(DRAFT),
    "precheck": matter(DRAFT),
    "draft.review": matter(DRAFT),
    "draft.picture": matter(DRAFT),
    "annotation.new": matter("wu han"),
    "annotations": matter("wu han"),
    "annotation.sketch": matter("wu han"),
    "annotation.sketch.removal": matter("wu han"),
    "annotation": matter("wu", unknown="han"),
    "annotation.change": matter("wu", unknown="han"),
    "annotation.removal": matter("wu", unknown="han"),
    "annotation.replies": matter("wu", unknown="han"),
    "annotation.resolution": matter("wu", unknown="han"),
    "annotation.place": matter("wu", state=S.ANSWERED),
    "annotation.place.post": matter("wu", state=S.ANSWERED),
    "annotation.reopening": matter("wu", unknown="han"),
    "advice": matter("han"),
    "steps": matter("wu"),
    "steps.post": matter("wu"),
    "advice.submission": matter("han"),
    "draft.word": matter(REVIEW),
    "import.new": matter("wu han"),
    "imports": matter("wu han"),
    "import": matter("wu", unknown="han"),
    "import.confirmation": matter("wu", unknown="han"),
    "draft.comparison": matter(DRAFT),
    # consultations: Wu asked, Qian's finance department was asked; Zhou answers for the office
    "consultations": matter(DRAFT),
    "consultations.new": matter("lin gao wu"),
    "consultations.post": matter("lin gao wu"),
    "consultation": matter(REVIEW, unknown="lin gao", id="consultation"),
    "consultation.table": matter(REVIEW, unknown="lin gao", id="consultation"),
    "consultation.text": matter(REVIEW, unknown="lin gao", id="consultation"),
    "consultation.adoptions": matter("wu", unknown="lin gao", id="consultation"),
    "consultation.reminders": matter("wu", unknown="lin gao", id="consultation"),
    "consultation.closing": matter("wu", unknown="lin gao", id="consultation"),
    "procedures": matter(DRAFT),
    "procedures.post": matter("lin gao"),
    "public_texts.new": matter("lin gao wu"),
    "public_texts.post": matter("lin gao wu"),
    "public_text": matter(DRAFT, id="public_text"),
    "public_text.adoptions": matter("wu", id="public_text"),
    "public_text.closing": matter("wu", id="public_text"),
    "inquiries.new": matter("lin gao wu"),
    "inquiries.post": matter("lin gao wu"),
    "inquiry": matter(REVIEW, unknown="lin gao", id="inquiry"),
    "inquiry.paper": matter(REVIEW, unknown="lin gao", id="inquiry"),
    "inquiry.views": matter("wu", unknown="lin gao", id="inquiry"),
    "inquiry.adoptions": matter("wu", unknown="lin gao", id="inquiry"),
    "public": public(),
    "public.text": public(code="public_code"),
    "public.file": public(code="public_code"),
    "public.comments": public(code="public_code"),
    "letters": post("lin gao qian zhou"),
    "letter": post("qian", unknown="lin gao zhou"),
    "letter.file": post("qian", unknown="lin gao zhou"),
    "letter.reply": post("qian", unknown="lin gao zhou", data={"stance": "none"}),
    # the opinion
    "matter.opinion": matter(REVIEW),
    "matter.opinion.post": matter("wu"),
    "matter.opinion.preview": matter("wu"),
    "matter.opinion.draft-letter": matter(PANEL),
    "matter.opinion.submission": matter("wu"),
    "matter.opinion.approvals": matter("zheng", S.CHECKING),
    "matter.opinion.items": matter("wu"),
    "matter.opinion.item": matter("wu"),
    "matter.opinion.item.removal": matter("wu"),
    # signing, adoption, clearance
    "matter.opinion.signature": matter("sun", S.SIGNING),
    "matter.opinion.letter": matter(DRAFT, S.ISSUED),
    "matter.opinion.annotated": matter(DRAFT, S.ISSUED),
    "matter.adoptions": matter(DRAFT, S.ISSUED),
    "matter.adoptions.post": matter("lin gao", S.ISSUED),
    "matter.adoptions.confirmation": matter("wu", S.ANSWERED),
    "matter.discussion": matter(DRAFT, S.DISCUSSING),
    "matter.discussion.post": matter("zheng", S.DISCUSSING),
    "matter.objection": matter(DRAFT, S.OBJECTED),
    "matter.objection.post": matter("lin gao", S.ISSUED),
    "matter.objection.answer": matter("zheng", S.OBJECTED),
    "matter.reopening": matter("sun", S.ISSUED),
    "matter.reopening.post": matter("sun", S.ISSUED),
    "matter.adoptions.table": matter(DRAFT, S.ANSWERED),
    "matter.clearance": matter(DRAFT, S.CLEARED),
    "result": matter("lin gao zhou wu zheng sun han", S.CLEARED),
    "result.post": matter("lin gao", S.CLEARED),
    "result.final": matter("lin gao zhou wu zheng sun han", S.CLEARED),
    "result.final.post": matter("lin gao", S.CLEARED),
    "obligations.post": matter("lin gao", S.CLEARED),
    "obligation.proof": matter("lin gao", S.CLEARED, id="obligation"),
    "obligation.waiver": matter("lin gao", S.CLEARED, id="obligation"),
    "obligation.file": matter("lin gao zhou wu zheng sun han", S.CLEARED, id="obligation"),
    "matter.clearance.data": matter(DRAFT, S.CLEARED),
    "meeting_results": matter("lin gao", S.CLEARED),
    "meeting_results.post": matter("lin gao", S.CLEARED),
    "matter.opinion.receipt": matter(DRAFT, S.ISSUED),
    "matter.dossier": matter(OFFICE, S.ISSUED),
    "verify.record": public(),
    "verify.program": public(name="program"),
    "verify.receipt": public(state=S.ISSUED),
    "verify": public(),
    "verify.code": public(state=S.ISSUED),
    "verify.file": public(),
    # windows
    "todo": anybody(),
    "matters": anybody(),
    "matter": matter(f"{DRAFT} ma", unknown="he"),
    "timeline": matter("lin gao zhou wu zheng sun ma"),
    "supervision": post("gao zhou zheng sun"),
    "notices": anybody(),
    "notices.rules": anybody(),
    "notices.reading": anybody(data={"until": "0"}),
    "notice.reading": Row("lin", []),
    "account.notices": anybody(),
    "account.notices.post": anybody(data={"mode": "none"}),
    "account.calendar": anybody(),
    "account.calendar.removal": anybody(),
    "calendar.feed": public(),
    "mail": post("an"),
    "mail.attempts": post("an"),
    "journal": post("ma"),
    "journal.check": post("ma"),
}
