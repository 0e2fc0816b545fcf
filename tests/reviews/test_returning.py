"""What a returned file brings: written by our own engine as Word would, read back as news."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from portal.reviews.news import Fate, Found, News
from portal.reviews.returning import returned
from portal.reviews.widening import whole_words
from portal.reviews.wordfile import Bubble, HandedOut, handed_out
from portal.word.annotating import annotate
from portal.word.document import Place
from portal.word.notes import Note, Reply
from portal.word.reading import read
from portal.word.revisions import accept, reject
from tests.word.tiny import deleted, docx, draft, ins, p, r

pytestmark = pytest.mark.pure

TEXT = (
    "第一条 停车费由市政府定价。",
    "第二条 合同签订后十日内支付百分之五十。",
    "第三条 争议提交仲裁，或者起诉。",
)
THEN = "2026-11-20T09:00:00+08:00"
LATER = "2026-11-22T10:30:00+08:00"
OURS = Bubble(
    "annotation:5", "吴敏", THEN, "【必须修改】太高", Place(1, 12, 1, 19), "支付百分之三十",
    replies=(("reply:7", Reply("郑重", "同意", THEN, "郑")),),
)  # fmt: skip
PLAIN = Bubble("annotation:6", "吴敏", THEN, "【提示】看看", Place(0, 4, 0, 7))


def out(*bubbles: Bubble, data: bytes | None = None) -> HandedOut:
    return handed_out(data or draft(*TEXT), bubbles, {"ReviewFile": "k"})


def news(file: HandedOut, back: bytes, data: bytes | None = None) -> list[Found]:
    handed = read(file.data)
    return list(returned(read(data or draft(*TEXT)), handed, read(back), file.comments).found)


def worked_on(file: HandedOut, *notes: Note) -> bytes:
    """The file after a lawyer has written these notes into it."""
    return annotate(file.data, notes).data


def told(found: Sequence[Found]) -> list[tuple[News, Fate]]:
    return [(one.news, one.fate) for one in found]


@pytest.mark.parametrize("bubbles", [(), (PLAIN,), (OURS, PLAIN)])
def test_a_file_that_nobody_touched_brings_nothing(bubbles: tuple[Bubble, ...]) -> None:
    file = out(*bubbles)

    assert news(file, file.data) == []


def test_a_new_comment_stands_at_its_words() -> None:
    file = out(OURS)
    back = worked_on(file, Note("n", "韩律师", "【提示】请明确", quote="由市政府", date=LATER))

    (one,) = news(file, back)
    assert (one.news, one.fate, one.author) == (News.NEW, Fate.PLACED, "韩律师")
    assert (one.place, one.quote, one.clause) == (Place(0, 7, 0, 11), "由市政府", "第一条")
    assert one.text == "【提示】请明确"


def test_a_comment_on_our_proposal_stands_at_the_old_words() -> None:
    file = out(OURS)
    back = worked_on(file, Note("n", "韩律师", "还是高", quote="百分之三十", date=LATER))

    (one,) = news(file, back)
    assert (one.place, one.quote) == (Place(1, 14, 1, 19), "百分之五十")


def test_a_comment_after_our_proposal_is_not_shifted() -> None:
    longer = Bubble("annotation:5", "吴敏", THEN, "x", Place(1, 4, 1, 8), "本合同签订并生效")
    file = out(longer)
    back = worked_on(file, Note("n", "韩律师", "几日", quote="十日", date=LATER))

    (one,) = news(file, back)
    assert (one.place, one.quote) == (Place(1, 9, 1, 11), "十日")


def test_a_tracked_change_is_a_proposal_in_readable_words() -> None:
    file = out(PLAIN)
    note = Note("n", "韩律师", replacement="三十日", quote="十日", date=LATER)

    (one,) = news(file, worked_on(file, note))
    assert (one.news, one.fate) == (News.PROPOSAL, Fate.PLACED)
    assert one.quote == "第二条 合同签订后十日内支付百分之五十"
    assert one.proposal == "第二条 合同签订后三十日内支付百分之五十"


def test_a_comment_and_its_change_travel_together() -> None:
    file = out()
    note = Note("n", "韩律师", "太短", replacement="三十日", quote="十日", date=LATER)

    (one,) = news(file, worked_on(file, note))
    assert (one.news, one.quote, one.proposal, one.text) == (News.NEW, "十日", "三十日", "太短")


def test_an_insertion_takes_words_to_hold_on_to() -> None:
    file = out()
    note = Note(
        "n",
        "韩律师",
        replacement="争议双方协商，协商不成的提交仲裁",
        quote="争议提交仲裁",
        date=LATER,
    )

    (one,) = news(file, worked_on(file, note))
    assert one.proposal is not None
    assert TEXT[2].replace(one.quote, one.proposal) == (
        "第三条 争议双方协商，协商不成的提交仲裁，或者起诉。"
    )


def test_an_answer_and_a_settled_thread() -> None:
    file = out(OURS)
    ids = {ours: id for id, ours in file.comments.items()}
    note = Note("n", "韩律师", "可以", parent=ids["annotation:5"], date=LATER, resolved=True)
    found = news(file, worked_on(file, note))

    assert sorted(told(found)) == [(News.REPLY, Fate.PLACED), (News.RESOLVED, Fate.PLACED)]
    assert {one.ours for one in found} == {"annotation:5"}
    assert {one.text for one in found if one.news is News.REPLY} == {"可以"}


def test_an_answer_to_a_comment_of_the_same_file() -> None:
    file = out()
    replies = (Reply("何律师", "我也这样看", LATER, "何"),)
    note = Note("n", "韩律师", "请明确", quote="由市政府", date=LATER, replies=replies)

    new, answer = news(file, worked_on(file, note))
    assert (answer.news, answer.ours) == (News.REPLY, "")
    assert answer.under == new.durable


def test_what_was_deleted_is_listed() -> None:
    file = out(OURS, PLAIN)
    fewer = handed_out(draft(*TEXT), [PLAIN], {})

    found = news(file, fewer.data)
    assert sorted(told(found)) == [
        (News.DELETED, Fate.LISTED),
        (News.DELETED, Fate.LISTED),
        (News.SETTLED, Fate.LISTED),
    ]
    assert {one.ours for one in found if one.news is News.DELETED} == {"annotation:5", "reply:7"}


def test_a_changed_text_is_told() -> None:
    file = out(PLAIN)
    other = handed_out(
        draft(*TEXT), [Bubble("a", "吴敏", THEN, "【提示】看清楚", Place(0, 4, 0, 7))], {}
    )

    (one,) = news(file, other.data)
    assert (one.news, one.ours, one.text) == (News.CHANGED, "annotation:6", "【提示】看清楚")


@pytest.mark.parametrize(("settle", "how"), [(accept, "接受"), (reject, "拒绝")])
def test_our_proposal_settled_in_word_is_listed(settle: object, how: str) -> None:
    file = out(OURS)
    assert callable(settle)

    (one,) = news(file, settle(file.data))
    assert (one.news, one.fate, one.text) == (News.SETTLED, Fate.LISTED, how)


def test_an_edit_without_a_trace_is_found() -> None:
    file = out(PLAIN)
    changed = (TEXT[0], TEXT[1].replace("十日", "三十日"), TEXT[2])
    back = handed_out(draft(*changed), [PLAIN], {}).data

    (one,) = news(file, back)
    assert (one.news, one.fate) == (News.UNTRACKED, Fate.OPTIONAL)
    assert (one.quote, one.proposal) == (TEXT[1][:-1], changed[1][:-1])


def test_paragraphs_that_came_and_went_without_a_trace() -> None:
    file = out()
    changed = (TEXT[0], "第二条 另外增加了完全不同的一条规定内容。", TEXT[1])

    found = news(file, draft(*changed))
    assert sorted(told(found)) == [
        (News.UNTRACKED, Fate.LISTED),
        (News.UNTRACKED, Fate.OPTIONAL),
    ]


def test_a_comment_on_words_that_the_draft_does_not_have() -> None:
    file = out()
    changed = draft(*TEXT, "第四条 全新的一条，与前文毫无关系。")
    back = annotate(changed, [Note("n", "韩律师", "好", quote="毫无关系", date=LATER)]).data

    found = news(file, back)
    assert (News.NEW, Fate.UNSURE) in told(found)


def test_changes_that_the_draft_carried_are_none_of_the_lawyers() -> None:
    data = docx(p(inside=r("第一条 ") + deleted("甲方") + ins("乙方") + r("付款。")) + p(TEXT[1]))
    file = out(data=data)
    back = worked_on(file, Note("n", "韩律师", "谁", quote="乙方", date=LATER))

    (one,) = news(file, back, data)
    assert (one.place, one.quote) == (Place(0, 4, 0, 6), "乙方")


def test_a_file_that_we_never_handed_out() -> None:
    note = Note("n", "韩律师", "请明确", replacement="定价并公布", quote="定价", date=LATER)
    back = annotate(draft(*TEXT), [note]).data
    plain = read(draft(*TEXT))

    (one,) = returned(plain, plain, read(back), {}).found
    assert (one.news, one.quote, one.proposal) == (News.NEW, "定价", "定价并公布")


def test_a_file_that_has_nothing_to_do_with_it() -> None:
    plain = read(draft(*TEXT))
    other = read(draft("关于召开会议的通知", "定于下周三召开会议，请准时参加。"))

    assert returned(plain, plain, other, {}).likeness < 0.3


def test_saving_again_does_not_change_who_wrote_what() -> None:
    file = out()
    note = Note("n", "韩律师", "请明确", quote="由市政府", date=LATER)
    once = worked_on(file, note)
    twice = annotate(once, [Note("m", "韩律师", "又一条", quote="仲裁", date=LATER)]).data

    first, second = news(file, once), news(file, twice)
    assert first[0].durable == second[0].durable
    assert len(second) == 2


@pytest.mark.parametrize(
    ("text", "start", "end", "wide"),
    [
        ("seller warrants for 30 days", 4, 21, "seller warrants for 30"),
        ("期限为120日", 4, 5, "120"),
        ("期限为三个月", 3, 4, "三"),
        ("fee 5%", 0, 0, ""),
    ],
)
def test_no_word_or_number_is_cut(text: str, start: int, end: int, wide: str) -> None:
    first, last = whole_words(text, start, end)

    assert text[first:last] == wide


def test_a_new_paragraph_is_told_behind_the_one_before_it() -> None:
    file = out()
    note = Note("n", "韩律师", None, "另行约定。\n", place=Place(2, 0, 2, 0), date=LATER)
    back = worked_on(file, note)

    (one,) = news(file, back)
    assert one.news is News.PROPOSAL
    assert one.place is not None
    assert one.place.paragraph == 1
    assert one.proposal is not None
    assert one.proposal.endswith("\n另行约定。")


@pytest.mark.parametrize(
    ("place", "wording"),
    [
        (Place(1, 14, 1, 20), "百分之三十。\n另行约定。"),
        (Place(1, 20, 1, 20), "\n另行约定。"),
        (Place(2, 0, 2, 3), "另行约定。\n第三条"),
    ],
)
def test_our_own_new_paragraph_that_comes_back_untouched_is_no_news(
    place: Place, wording: str
) -> None:
    file = out(Bubble("annotation:8", "吴敏", THEN, "【必须修改】补一款", place, wording))

    assert news(file, file.data) == []
