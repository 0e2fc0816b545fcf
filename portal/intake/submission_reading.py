"""From what was typed and uploaded to a submission; every fault is said beside its field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.clock import today
from portal.credit_codes import tidy_uscc, uscc_holds
from portal.documents.examining import Examined
from portal.errors import Invalid
from portal.i18n import translate as _
from portal.intake.submission import DRAFT, Promise, Submission, TypedParty
from portal.intake.submission_proposals import Kept
from portal.kinds import Kind, Slot
from portal.people.models import Organ
from portal.web.forms import Answers

MOST_PARTIES = 20
LEAST_ROWS = 2
FIELDS = (
    "title", "kind", "organ", "amount", "meeting_day", "urgent_reason", "note", "contact", "rows",
    "variant",
)  # fmt: skip
STEMS = ("party-", "slot-", "promise-", "reason-")


def typed(form: Mapping[str, object]) -> dict[str, str]:
    """What of a posted form is kept in the basket, as it was typed."""
    kept = {name: said for name, said in form.items() if name in FIELDS or name.startswith(STEMS)}
    texts = {name: said[:20_000] for name, said in kept.items() if isinstance(said, str)}
    for place in range(MOST_PARTIES):
        if f"party-{place}-name" in texts:
            texts.setdefault(f"party-{place}-ours", "")  # a box that is not ticked posts nothing
    return texts


def read(
    answers: Mapping[str, str], files: Sequence[Kept], kind: Kind, organs: Sequence[Organ]
) -> Submission:
    """The submission; raises Invalid with every fault at once."""
    form = Answers(answers)
    title = form.text("title", missing=_("请填写事项名称"), most=300)
    organ = _organ(form, organs)
    parties = list(parties_in(form, kind))
    draft = _draft(form, files)
    promises = list(_promises(form, files, kind))
    meeting_day = form.day("meeting_day")
    if meeting_day and meeting_day < today():
        form.fault("meeting_day", _("上会日期已经过去，请核对"))
    amount = form.money("amount")
    urgent, contact = form.text("urgent_reason", most=300), form.text("contact", most=120)
    note = form.text("note")
    form.settle()
    if draft is None or organ is None:
        raise Invalid(form.errors)
    return Submission(
        kind=kind, title=title, organ=organ, draft=draft.examined, parties=tuple(parties),
        materials=tuple(_materials(form, files, kind)), promises=tuple(promises), amount=amount,
        meeting_day=meeting_day, urgent_reason=urgent, note=note, contact=contact,
        variant=variant_of(answers, kind),
    )  # fmt: skip


def variant_of(answers: Mapping[str, str], kind: Kind) -> str:
    """The kind within the type that was chosen, or else the one that the title speaks of."""
    said = answers.get("variant")
    if said is None or (said and kind.variant(said) is None):
        return kind.variant_for(answers.get("title", ""))
    return said


@dataclass(frozen=True)
class Line:
    """One entry of the checklist as it stands: its files, or what may be done without them."""

    slot: Slot
    files: tuple[Kept, ...]


def checklist(answers: Mapping[str, str], files: Sequence[Kept], kind: Kind) -> list[Line]:
    """The type's checklist with the files that were assigned to each entry."""
    return [
        Line(slot, tuple(f for f in files if slot_of(answers, f, kind) == slot.key))
        for slot in kind.slots
    ]


def slot_of(answers: Mapping[str, str], file: Kept, kind: Kind) -> str:
    """The key of the slot that a file is assigned to; "" is material besides."""
    said = answers.get(f"slot-{file.key}", "")
    return said if kind.slot(said) else ""


def rows_of(answers: Mapping[str, str]) -> int:
    """How many rows for parties the form shows: those filled, one more where asked, at least 2."""
    filled = [n for n in range(MOST_PARTIES) if answers.get(f"party-{n}-name")]
    asked = answers.get("rows", "")
    wanted = int(asked) if asked.isdecimal() and len(asked) < 3 else 0
    return min(MOST_PARTIES, max(LEAST_ROWS, wanted, filled[-1] + 1 if filled else 0))


def words_that_differ(answers: Mapping[str, str]) -> str:
    """The sum that the file says in capitals, where it is not the amount that is typed."""
    words, typed_sum = answers.get("amount-words", ""), Answers(answers).money("amount")
    return words if words and typed_sum is not None and Decimal(words) != typed_sum else ""


def _organ(form: Answers, organs: Sequence[Organ]) -> Organ | None:
    said = form.text("organ")
    chosen = [one for one in organs if str(one.id) == said] or list(organs[:1])
    if not chosen:
        form.fault("organ", _("您没有在任何单位担任送审经办人或负责人，不能送审"))
        return None
    return chosen[0]


def parties_in(form: Answers, kind: Kind) -> Iterator[TypedParty]:
    others = 0
    for place in range(MOST_PARTIES):
        name = form.text(f"party-{place}-name", most=200)
        code = tidy_uscc(form.text(f"party-{place}-uscc"))
        if not name:
            continue
        if code and not uscc_holds(code):
            form.fault(
                f"party-{place}-uscc",
                _("统一社会信用代码不对（校验码不符），请核对；不清楚可以留空"),
            )
        ours = form.tick(f"party-{place}-ours")
        others += not ours
        yield TypedParty(name, form.text(f"party-{place}-side", most=60), code, ours)
    if kind.key == "contract" and not others:
        form.fault("party-0-name", _("请填写合同相对人：回避审查要用它核对利益冲突"))


def _draft(form: Answers, files: Sequence[Kept]) -> Kept | None:
    drafts = [file for file in files if form.again(f"slot-{file.key}") == DRAFT]
    if not drafts:
        form.fault("slot-draft", _("请上传送审稿，或在文件清单中指明哪一个是送审稿"))
        return None
    if len(drafts) > 1:
        form.fault(f"slot-{drafts[1].key}", _("送审稿只能有一个，请把其他文件改为别的材料"))
    if drafts[0].examined.format is None:
        form.fault(
            f"slot-{drafts[0].key}",
            _("送审稿须是 Word、WPS 或 PDF 文件；图片和表格请作为其他材料上传"),
        )
    return drafts[0]


def _materials(form: Answers, files: Sequence[Kept], kind: Kind) -> Iterator[tuple[str, Examined]]:
    for file in files:
        slot = slot_of({f"slot-{file.key}": form.again(f"slot-{file.key}")}, file, kind)
        if slot != DRAFT:
            yield slot, file.examined


def _promises(form: Answers, files: Sequence[Kept], kind: Kind) -> Iterator[Promise]:
    there = {form.again(f"slot-{file.key}") for file in files}
    for slot in kind.slots:
        if slot.key not in there and slot.key != DRAFT:
            promise = _promise(form, slot) if slot.promise else None
            if promise:
                yield promise
            elif slot.required and not slot.promise:
                form.fault(
                    f"slot-{slot.key}", _("缺少“{name}”；这项材料不能容缺，请上传", name=slot.name)
                )


def _promise(form: Answers, slot: Slot) -> Promise | None:
    day, reason = form.day(f"promise-{slot.key}"), form.text(f"reason-{slot.key}", most=300)
    if f"promise-{slot.key}" in form.errors:
        return None
    if day is None:
        if slot.required:
            form.fault(
                f"promise-{slot.key}",
                _("缺少“{name}”；请上传，或填写承诺补交的日期和原因", name=slot.name),
            )
        return None
    if day < today():
        form.fault(
            f"promise-{slot.key}",
            _("“{name}”承诺补交的日期已经过去，请改为今天或以后", name=slot.name),
        )
    if not reason:
        form.fault(f"reason-{slot.key}", _("请写明“{name}”暂缺的原因", name=slot.name))
    return Promise(slot.key, slot.name, day, reason)
