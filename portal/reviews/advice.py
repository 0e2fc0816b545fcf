"""The written opinion of an adviser or government lawyer: saved as a draft, then handed in."""

from __future__ import annotations

from dataclasses import dataclass

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.errors import Invalid, Refused, Stale, WrongMoment
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.people.models import Person
from portal.reviews.models import Advice, Annotation
from portal.routing.models import Answer, Assignment, Duty

ADVISING = (Duty.LAWYER, Duty.ADVISER)
NOT_ASKED = "您在本件中没有待完成的委派；如需出具意见，请联系承办人"
HANDED_IN = "您的意见已经提交，不能再修改；如需补充，请在批注下回复或联系承办人"
MOVED_ON = "您的意见在另一处被修改过；下面同时列出两份文字，请核对后再保存"
UNSAVED = "还有没有保存的批注草稿，请先保存或放弃，再提交意见"


@dataclass(frozen=True)
class Wording:
    """What an advice says; `conclusion` is the key of an outcome of the matter's type, or ""."""

    conclusion: str
    text: str


async def assignment_of(matter: Matter, person: Person) -> Assignment | None:
    """What `person` is asked to advise on in `matter`, or has advised on; the latest of several."""
    mine = Assignment.filter(
        matter_id=matter.id, person_id=person.id, duty__in=ADVISING,
        answer__in=[Answer.ACCEPTED, Answer.COMPLETED],
    )  # fmt: skip
    return await mine.order_by("-id").first()


async def require_still_advising(matter: Matter, person: Person) -> None:
    """Raise WrongMoment where `person` has handed in his advice and was not asked again."""
    found = await assignment_of(matter, person)
    if found is not None and found.answer is Answer.COMPLETED:
        raise WrongMoment(HANDED_IN)


@transaction
async def save(
    matter: Matter, wording: Wording, version: int, *, by: Person, quietly: bool = False
) -> Advice:
    """Keep the draft of an advice. `version` is the one that was on the page, 0 for none yet.

    Saved `quietly` (while typing) it is not written in the journal.
    Raises Stale where another window has saved since, WrongMoment after it was handed in.
    """
    assignment = await _open_assignment(matter, by)
    kept = await _kept(assignment, wording, version)
    if not quietly:
        await record(Act.ADVICE_SAVED, matter.number, by=by, version=kept.version)
    return kept


@transaction
async def submit(matter: Matter, wording: Wording, version: int, *, by: Person) -> Advice:
    """Hand the advice in, all remarks of its author with it; from now on the office reads them."""
    assignment = await _open_assignment(matter, by)
    _require_whole(matter, wording)
    if await Annotation.filter(matter_id=matter.id, author_id=by.id, version=0).exists():
        raise Invalid({"": UNSAVED})
    kept = await _kept(assignment, wording, version)
    kept.submitted_at = now()
    await kept.save(update_fields=["submitted_at"])
    mine = Annotation.filter(matter_id=matter.id, author_id=by.id, submitted=False)
    count = await mine.update(submitted=True)
    assignment.answer = Answer.COMPLETED
    await assignment.save(update_fields=["answer"])
    await record(
        Act.ADVICE_SUBMITTED, matter.number, by=by,
        conclusion=wording.conclusion, annotations=count,
    )  # fmt: skip
    return kept


async def _open_assignment(matter: Matter, by: Person) -> Assignment:
    found = await assignment_of(matter, by)
    if found is None:
        raise Refused(NOT_ASKED)
    locked = await Assignment.select_for_update().get(id=found.id)
    if locked.answer is Answer.COMPLETED:
        raise WrongMoment(HANDED_IN)
    return locked


async def _kept(assignment: Assignment, wording: Wording, version: int) -> Advice:
    found = await Advice.get_or_none(assignment_id=assignment.id)
    if (found.version if found else 0) != version:
        raise Stale(MOVED_ON)
    advice = found or Advice(assignment=assignment)
    advice.conclusion, advice.text = wording.conclusion, wording.text
    advice.saved_at, advice.version = now(), version + 1
    await advice.save()
    return advice


def _require_whole(matter: Matter, wording: Wording) -> None:
    errors = {}
    if wording.conclusion not in {one.key for one in matter.type.outcomes}:
        errors["conclusion"] = "请选择一个结论"
    if not wording.text:
        errors["text"] = "请写明意见和理由"
    if errors:
        raise Invalid(errors)
