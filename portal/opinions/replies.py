"""The department's reply: item by item, saved while it is written, then handed in with its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.deadlines.models import Period
from portal.deadlines.opening import close_deadline, open_deadline
from portal.documents.examining import Examined
from portal.documents.models import Draft
from portal.documents.receiving import receive_draft
from portal.documents.workshop import document_of, run
from portal.errors import Invalid, Stale
from portal.journal.writing import record
from portal.kinds import Effect
from portal.matters.models import Matter
from portal.matters.progress import advance
from portal.opinions.adopting import Reply, gap_in_answer, needs_new_draft
from portal.opinions.comparing import Fate, fates
from portal.opinions.contents import place_of, printed
from portal.opinions.models import Adoption, Item, ItemAnswer, Opinion, Ruling, TextChange
from portal.opinions.queries import answers_of, begun_opinion, items_of, latest_draft, rulings_of
from portal.opinions.unasked import unasked
from portal.people.models import Person
from portal.reviews.carrying import carry_over
from portal.word.clauses import ClauseChange
from portal.workflow import Move, State

SECONDS = 60  # for comparing two long drafts


@dataclass(frozen=True)
class Said:
    """What was filled in for one item; `adoption` is None while nothing is chosen."""

    adoption: Adoption | None
    reason: str


async def save(
    matter: Matter, said: Mapping[int, Said], examined: Examined | None, *, by: Person
) -> None:
    """Keep what was filled in by item, and the next draft if one came with it.

    What the text shows of each item is found out anew with every draft. Raises Stale where the
    reply was handed in meanwhile.
    """
    opinion = await begun_opinion(matter)
    if examined:
        await _require_other_text(matter, examined)
        draft = await _receive(matter, examined, by=by)
        await carry_over(matter, opinion.draft, draft)
    newest = await latest_draft(matter)
    shown = await shown_by_text(opinion, newest)
    await _save(matter, opinion, said, newest, shown, by=by)


@transaction
async def hand_in(matter: Matter, *, is_final: bool, by: Person) -> None:
    """Hand in the saved reply; `is_final` says that the text under review stays as it is.

    Raises Invalid with what is missing, by the id of its field.
    """
    opinion = await begun_opinion(matter)
    replies = await replies_to(opinion)
    missing = {
        f"a{item}-{gap.field}": gap.text
        for item, reply in replies.items()
        if (gap := gap_in_answer(reply))
    }
    draft, effect = await latest_draft(matter), effect_of(matter, opinion)
    if draft.id == opinion.draft_id and effect is not Effect.BLOCK:
        missing |= _without_draft(effect, list(replies.values()), is_final)
    if missing:
        raise Invalid(missing)
    await close_deadline(matter, Period.FEEDBACK, by=by)
    await open_deadline(matter, Period.CONFIRMATION, by=by)
    await advance(matter, Move.ANSWER, by=by, draft=draft.version, text=draft.text_hash)


async def replies_to(opinion: Opinion) -> dict[int, Reply]:
    """By item of the letter, the newest answer as the rules look at it."""
    answers, rulings = await answers_of(opinion), await rulings_of(opinion)
    return {
        item.id: reply(item, answers.get(item.id), rulings.get(item.id))
        for item in printed(await items_of(opinion))
    }


def reply(item: Item, answers: Sequence[ItemAnswer] | None, ruling: Ruling | None = None) -> Reply:
    """An item with its newest answer; one that was not answered yet has none."""
    settled = ruling.settlement if ruling else None
    if not answers:
        return Reply(item.severity, ruling=settled)
    last = answers[-1]
    return Reply(
        item.severity, last.adoption, last.reason, last.change, last.confirmed, last.confirm_note,
        rounds=sum(one.confirmed is False for one in answers[:-1]), ruling=settled,
    )  # fmt: skip


async def shown_by_text(opinion: Opinion, draft: Draft) -> dict[int, Fate]:
    """By item of the letter, what happened to its words from the reviewed draft to `draft`."""
    items = printed(await items_of(opinion))
    old, new = await document_of(opinion.draft.sha256), await document_of(draft.sha256)
    wanted = [(place_of(item), item.proposal) for item in items]
    found = await run(fates, old, new, wanted, seconds=SECONDS)
    return {item.id: one for item, one in zip(items, found, strict=True)}


async def unasked_in(opinion: Opinion, draft: Draft) -> tuple[ClauseChange, ...]:
    """The changes of `draft` that no item of the letter asked for; none in the reviewed draft."""
    if draft.id == opinion.draft_id:
        return ()
    items = printed(await items_of(opinion))
    old, new = await document_of(opinion.draft.sha256), await document_of(draft.sha256)
    asked = [(place_of(item), item.proposal) for item in items]
    return await run(unasked, old, new, asked, seconds=SECONDS)


def effect_of(matter: Matter, opinion: Opinion) -> Effect:
    return matter.type.outcome(opinion.conclusion).effect


async def _require_other_text(matter: Matter, examined: Examined) -> None:
    last = await latest_draft(matter)
    if examined.text_hash and examined.text_hash == last.text_hash:
        what = "文字与第{version}稿完全相同，请核对是否选错了文件；文本无需修改的，请勾选定稿"
        raise Invalid({"draft": what}, version=last.version)


@transaction
async def _receive(matter: Matter, examined: Examined, *, by: Person) -> Draft:
    await _locked(matter)
    return await receive_draft(matter, examined, by=by)


@transaction
async def _save(
    matter: Matter, opinion: Opinion, said: Mapping[int, Said], draft: Draft,
    shown: Mapping[int, Fate], *, by: Person,
) -> None:  # fmt: skip
    await _locked(matter)
    answers = await answers_of(opinion)
    for item in printed(await items_of(opinion)):
        was = answers[item.id][-1] if answers.get(item.id) else None
        answer = was if was and was.confirmed is None else _afresh(item, was)
        if item.id in said:
            answer.update_from_dict(vars(said[item.id]))
        fate = shown.get(item.id, Fate(TextChange.UNKNOWN))
        answer.change, answer.new_text = fate.change, fate.new_text
        answer.draft, answer.person, answer.at = draft, by, now()
        await answer.save()
        if answer.adoption and (was is None or was.adoption is not answer.adoption):
            await _note(matter, item, answer, by)


def _afresh(item: Item, was: ItemAnswer | None) -> ItemAnswer:
    """A new round's answer, beginning with what was said in the last one."""
    kept = {"adoption": was.adoption, "reason": was.reason} if was else {}
    return ItemAnswer(item=item, **kept)


async def _note(matter: Matter, item: Item, answer: ItemAnswer, by: Person) -> None:
    await record(
        Act.ITEM_ANSWERED, matter.number, by=by,
        item=item.position, adoption=answer.adoption and answer.adoption.value,
    )  # fmt: skip


async def _locked(matter: Matter) -> None:
    current = await Matter.select_for_update().get(id=matter.id)
    if current.state is not State.ISSUED:
        raise Stale("反馈已经提交，不能再修改；请刷新后查看最新进展")


def _without_draft(effect: Effect, replies: Sequence[Reply], is_final: bool) -> dict[str, str]:
    if needs_new_draft(effect, replies):
        return {"draft": "有采纳的意见，请上传修改后的送审稿"}
    if not is_final:
        return {"final": "没有上传新稿的，请确认现有文本即为定稿"}
    return {}
