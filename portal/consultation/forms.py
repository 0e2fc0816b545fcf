"""The forms of a consultation: fields named after what they are about."""

from __future__ import annotations

from collections.abc import Sequence

from portal.consultation.asking import Asking
from portal.consultation.models import Comment, ExpertView, Side, View
from portal.consultation.replying import Said, Settled
from portal.documents.examining import Examined, examine_draft
from portal.documents.models import Draft
from portal.errors import Unacceptable
from portal.opinions.models import Adoption
from portal.people.models import Level, Organ
from portal.web.forms import Answers

ROWS = 3  # views that a form offers at first, and adds at once
MOST_ROWS = 60


async def asking_in(
    form: Answers, side: Side, organs: Sequence[Organ], drafts: Sequence[Draft]
) -> Asking:
    """What is to be asked of whom; raises Invalid with every fault."""
    days = form.whole("days")
    if days is None and "days" not in form.errors:
        form.fault("days", "请填写答复期限")
    text = await text_in(form, drafts)
    if text is None and "file" not in form.errors:
        form.fault("file", "请选择征求意见的文本")
    said = Asking(
        side=side,
        title=form.text("title", missing="请填写函的标题", most=200),
        words=form.text("words", missing="请写明就什么问题征求意见", most=3000),
        contact=form.text("contact", missing="请填写联系人和电话", most=120),
        organs=chosen(form, organs),
        text=text,  # type: ignore[arg-type]
        days=days or 0,
        silence=form.tick("silence"),
        stops=form.tick("stops"),
    )
    form.settle()
    return said


def chosen(form: Answers, organs: Sequence[Organ]) -> list[int]:
    """The organs that are ticked, one by one or by their whole level."""
    levels = {Level(one) for one in form.every("level") if one in set(Level)}
    ticked = {int(one) for one in form.every("organ") if one.isdecimal() and len(one) < 10}
    return sorted(ticked | {one.id for one in organs if one.level in levels})


async def text_in(form: Answers, drafts: Sequence[Draft]) -> Examined | Draft | None:
    """A file that was uploaded goes before a draft that was chosen."""
    files = form.files("file")
    if not files:
        return next((one for one in drafts if str(one.version) == form.text("draft")), None)
    try:
        return await examine_draft(files[0])
    except Unacceptable as fault:
        form.fault("file", str(fault))
        return None


def views_in(form: Answers) -> list[Said]:
    """The views that were typed; rows without a text are none."""
    found = []
    for row in range(rows_in(form)):
        text = form.text(f"text-{row}", most=3000)
        clause = form.text(f"clause-{row}", most=100)
        if clause and not text:
            form.fault(f"text-{row}", "请写明意见")
        if text:
            found.append(Said(clause, text))
    return found


def rows_in(form: Answers | None) -> int:
    """How many rows the form has, or is to have."""
    said = form.whole("rows") if form else None
    return min(max(said or ROWS, ROWS), MOST_ROWS)


def settled_in(form: Answers, views: Sequence[View | Comment | ExpertView]) -> dict[int, Settled]:
    """What becomes of each view, as far as it was said."""
    known = {one.value: one for one in Adoption}
    found = {
        view.id: Settled(
            known.get(form.text(f"adoption-{view.id}")), form.text(f"reason-{view.id}", most=1000)
        )
        for view in views
    }
    form.settle()
    return found
