"""What a file brings that comes back from a lawyer's Word."""

from dataclasses import replace

import pytest

from portal.word import Document, News, Note, Place, Reply, annotate, news, read
from portal.word.importing import Answer
from portal.word.returning import Rewording
from tests.word.tiny import draft, pack, unpack

LINES = (
    "第一条 停车费由市政府定价。",
    "第二条 停车费由经营者公示。",
    "第三条 本办法自公布之日起施行。",
)
DRAFT = draft(*LINES)
DATE = "2026-01-02T03:04:05Z"
OURS = [
    Note("a", "甲", "依据何在", place=Place(0, 4, 0, 7), date=DATE),
    Note("b", "甲", "建议删去", "", place=Place(1, 4, 1, 7), date=DATE),
    Note(
        "c", "乙", "日期", place=Place(2, 7, 2, 12), date=DATE, replies=(Reply("甲", "同意", DATE),)
    ),
]
HANDED_OUT = annotate(DRAFT, OURS)
A, B, C = (HANDED_OUT.comments[note.id] for note in OURS)


def returned(*notes: Note, **swapped: str) -> tuple[Document, Document]:
    """The file as handed out, and as it came back with these notes and swapped words."""
    data = annotate(HANDED_OUT.data, notes).data
    parts = unpack(data)
    for old, new in swapped.items():
        for name in ("word/document.xml", "word/comments.xml", "word/commentsExtended.xml"):
            parts[name] = parts[name].replace(old.encode(), new.encode())
    return read(HANDED_OUT.data), read(pack(parts))


def test_nothing_is_no_news():
    found = news(*returned())

    assert replace(found, known=()) == News()
    assert [(old.text, new.text) for old, new in found.known] == [
        (comment.text, comment.text) for comment in read(HANDED_OUT.data).comments
    ]


def test_new_comments_answers_and_settled_threads():
    theirs = [
        Note("1", "律师", "见条例第五条", parent=A, resolved=True),
        Note("2", "律师", "新意见", place=Place(2, 4, 2, 7)),
    ]
    found = news(*returned(*theirs))

    (answer,) = found.answers
    assert (answer.to.text, answer.reply.text) == ("依据何在", "见条例第五条")
    assert [(c.text, c.quote) for c in found.comments] == [("新意见", "本办法")]
    assert [c.text for c in found.resolved] == ["依据何在"]
    assert (found.changed, found.deleted, found.proposals, found.untracked) == ((), (), (), ())


def test_changed_and_reopened_comments():
    settled = annotate(HANDED_OUT.data, [Note("1", "甲", parent=A, resolved=True)]).data
    before, after = read(settled), returned(依据何在="依据已明")[1]
    found = news(before, after)

    assert [(old.text, new.text) for old, new in found.changed] == [("依据何在", "依据已明")]
    assert [c.text for c in found.reopened] == ["依据已明"]


def test_deleted_comments():
    handed, back = returned()
    fewer = Document(back.paragraphs, comments=back.comments[1:], changes=back.changes)

    assert [c.text for c in news(handed, fewer).deleted] == ["依据何在"]


def test_tracked_changes_are_proposals_in_the_words_that_were_handed_out():
    theirs = [
        Note("1", "律师", None, "市人民政府", place=Place(0, 8, 0, 11)),
        Note("2", "律师", None, "2026年3月1日", place=Place(2, 8, 2, 12)),
        Note("3", "律师", None, "。\n第四条 新条。", place=Place(2, 15, 2, 16)),
    ]
    found = news(*returned(*theirs))

    assert [(r.place, r.old, r.new, r.author) for r in found.proposals] == [
        (Place(0, 9, 0, 9), "", "人民", "律师"),
        (Place(2, 8, 2, 11), "公布之", "2026年3月1", "律师"),
        (Place(2, 16, 2, 16), "", "\n第四条 新条。", "律师"),
    ]
    assert found.untracked == ()


def test_what_was_changed_without_tracking_is_found():
    found = news(*returned(由经营者公示="由管理者公示"))

    assert found.untracked == (Rewording(Place(1, 5, 1, 7), "经营", "管理"),)
    assert found.proposals == ()


def test_with_the_draft_places_are_those_of_the_draft():
    theirs = [Note("1", "律师", "评", "管理者", place=Place(1, 5, 1, 8))]
    handed, back = returned(*theirs)
    found = news(handed, back, original=read(DRAFT))

    assert [(r.place, r.old, r.new) for r in found.proposals] == [
        (Place(1, 8, 1, 10), "经营", "管理")
    ]
    assert [c.place for c in found.comments] == [Place(1, 8, 1, 11)]
    assert found.untracked == ()


@pytest.mark.parametrize("lost", ["durable", "dates", "authors"])
def test_comments_are_known_though_other_programs_rewrite_them(lost):
    handed, back = returned(Note("1", "律师", "新答", parent=A))
    changes = {
        "durable": lambda c: {"durable": "", "id": f"9{c.id}", "parent": None},
        "dates": lambda c: {"durable": "", "date": ""},
        "authors": lambda c: {"durable": "", "author": "作者", "date": ""},
    }
    rewritten = tuple(replace(comment, **changes[lost](comment)) for comment in back.comments)
    found = news(handed, Document(back.paragraphs, comments=rewritten, changes=back.changes))

    assert (found.comments, found.deleted, found.changed) == ((), (), ())
    (answer,) = found.answers
    assert isinstance(answer, Answer)
    assert (answer.to.text, answer.reply.text) == ("依据何在", "新答")


@pytest.mark.parametrize("text", ["", "\n", "\n依据何在\n"])
def test_words_that_a_program_lost_were_not_taken_back_by_anybody(text):
    handed, back = returned()
    lost = tuple(replace(c, text=text, durable="") if c.id == A else c for c in back.comments)
    found = news(handed, Document(back.paragraphs, comments=lost, changes=back.changes))

    assert replace(found, known=()) == News()


def test_a_comment_that_a_program_doubled_is_no_news():
    handed, back = returned()
    bare = [replace(c, durable="", parent=None) for c in back.comments]
    twice = tuple(replace(c, id=f"9{n}") for n, c in enumerate([*bare, bare[-1]]))
    found = news(handed, Document(back.paragraphs, comments=twice, changes=back.changes))

    assert replace(found, known=()) == News()
