"""Marked copies of one original as one file: nothing is lost, and contradictions are listed."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.word import Conflict, Copy, Merged, Note, Place, Reply, annotate, merge, read
from portal.word.merged import Homeless, Untracked, Wording
from portal.word.revisions import accept, reject
from tests.word.lint import new_faults
from tests.word.test_proposals import shown
from tests.word.tiny import deleted, docx, draft, ins, p, pack, r, table, unpack

LINES = (
    "第一条 停车费由市政府定价。",
    "第二条 停车费由经营者公示，期限三十日。",
    "第三条 本办法自公布之日起施行。",
)
DRAFT = draft(*LINES)
DATE = "2026-01-02T03:04:05Z"


ROW = '<w:trPr><w:{} w:id="77" w:author="甲" w:date="2026-01-02T03:04:05Z"/></w:trPr>'
START = '<w:commentRangeStart w:id="{0}"/>'
STOP = '<w:commentRangeEnd w:id="{0}"/><w:r><w:commentReference w:id="{0}"/></w:r>'


def comment(number: int, inside: str) -> str:
    return f"{START.format(number)}{inside}{STOP.format(number)}"


def said(*numbers: int) -> dict[str, str]:
    """The part with these comments, all by 甲."""
    texts = (f'<w:comment w:id="{n}" w:author="甲">{p(f"评{n}")}</w:comment>' for n in numbers)
    return {"word/comments.xml": "".join(texts)}


def copy(author: str, *notes: Note, of: bytes = DRAFT) -> Copy:
    """The copy in which somebody noted all this."""
    return Copy(f"{author}.docx", annotate(of, notes).data)


def note(author: str, place: tuple[int, int, int], new: str | None = None, **more: object) -> Note:
    paragraph, start, end = place
    where = Place(paragraph, start, paragraph, end)
    return Note(f"{author}{place}", author, replacement=new, place=where, **more)  # type: ignore[arg-type]


def merged(*copies: Copy, of: bytes = DRAFT) -> Merged:
    """Merge, and check what must hold of every merger."""
    result = merge(of, copies)
    assert read(reject(result.data)).text == read(reject(of)).text
    assert new_faults(of, result.data) == []
    return result


def test_all_comments_and_changes_come_together():
    replies = (Reply("甲", "再问"),)
    one = copy(
        "甲",
        note("甲", (0, 4, 7), text="依据何在", date=DATE, replies=replies),
        note("甲", (1, 16, 19), "六十日", date=DATE),
    )
    two = copy(
        "乙", note("乙", (1, 4, 7), text="评", resolved=True), note("乙", (0, 8, 11), "市人民政府")
    )
    three = copy(
        "丙", note("丙", (2, 15, 16), "。\n第四条 新条。"), note("丙", (0, 0, 4), "", text="删")
    )
    result = merged(one, two, three)
    document = read(result.data)

    assert shown(result.data) == [
        "[-第一条 -]停车费由市[+人民+]政府定价。",
        "第二条 停车费由经营者公示，期限[-三-][+六+]十日。",
        "第三条 本办法自公布之日起施行。[+¶+]",
        "[+第四条 新条。+]",
    ]
    assert [(c.author, c.text, c.quote, c.resolved) for c in document.comments] == [
        ("甲", "依据何在", "停车费", False),
        ("甲", "再问", "停车费", False),
        ("乙", "评", "停车费", True),
        ("丙", "删", "", False),
    ]
    assert document.comments[1].parent == document.comments[0].id
    assert document.comments[0].date == DATE
    assert {(c.author, c.date) for c in document.changes} == {("甲", DATE), ("乙", ""), ("丙", "")}
    assert (result.conflicts, result.untracked, result.unplaced) == ((), (), ())


def test_what_contradicts_is_listed_and_stands_in_a_comment():
    one = copy("甲", note("甲", (1, 16, 19), "六十日"))
    two = copy("乙", note("乙", (1, 16, 19), "四十日"))
    three = copy("丙", note("丙", (1, 14, 19), ""))
    result = merged(one, two, three)

    assert shown(result.data)[1] == "第二条 停车费由经营者公示，期限[-三-][+六+]十日。"
    assert result.conflicts == (
        Conflict(
            Place(1, 14, 1, 19),
            "期限三十日",
            (
                Wording("甲.docx", "甲", "期限六十日", True),
                Wording("乙.docx", "乙", "期限四十日", False),
                Wording("丙.docx", "丙", "", False),
            ),
        ),
    )
    assert [(c.author, c.text) for c in read(result.data).comments] == [
        ("乙", "另一改法：期限四十日"),
        ("丙", "另一意见：删去"),
    ]


@pytest.mark.parametrize(
    ("one", "two", "line", "conflicts"),
    [
        ((4, 7, ""), (7, 8, ""), "第一条 [-停车费-][-由-]市政府定价。", 0),
        ((4, 7, ""), (5, 8, ""), "第一条 [-停车费-][-由-]市政府定价。", 1),
        ((4, 4, "甲"), (4, 4, "乙"), "第一条 [+甲+][+乙+]停车费由市政府定价。", 1),
        ((4, 4, "甲"), (4, 4, "甲"), "第一条 [+甲+]停车费由市政府定价。", 0),
        ((4, 7, "甲"), (4, 7, "甲"), "第一条 [-停车费-][+甲+]由市政府定价。", 0),
        ((4, 7, ""), (7, 7, "乙"), "第一条 [-停车费-][+乙+]由市政府定价。", 0),
        ((4, 7, ""), (5, 5, "乙"), "第一条 [-停-][-车费-]由市政府定价。", 1),  # the comment between
        ((4, 7, "甲"), (7, 8, "乙"), "第一条 [-停车费-][+甲+][-由-][+乙+]市政府定价。", 0),
    ],
)
def test_two_copies_at_one_place(one, two, line, conflicts):
    copies = [
        copy(author, note(author, (0, *place), new))
        for author, (*place, new) in (("甲", one), ("乙", two))
    ]
    result = merged(*copies)

    assert shown(result.data)[0] == line
    assert len(result.conflicts) == conflicts


def test_what_was_changed_without_tracking_is_found():
    plain = draft(LINES[0], "第二条 停车费由经营者公示并公布，期限三十日。", "新的一条。", LINES[2])
    result = merged(copy("甲", note("甲", (0, 8, 11), "市人民政府")), Copy("丁", plain, date=DATE))

    assert result.untracked == (
        Untracked("丁", "丁", Place(1, 13, 1, 13), "", "并公布"),
        Untracked("丁", "丁", Place(2, 0, 2, 0), "", "新的一条。\n"),
    )
    assert shown(result.data) == [
        "第一条 停车费由市[+人民+]政府定价。",
        "第二条 停车费由经营者公示[+并公布+]，期限三十日。",
        "[+新的一条。+][+¶+]",
        LINES[2],
    ]
    assert {(c.author, c.date) for c in read(result.data).changes if c.author == "丁"} == {
        ("丁", DATE)
    }


def test_untracked_and_tracked_changes_of_one_copy_come_together():
    changed = unpack(
        copy("甲", note("甲", (1, 16, 19), "六十日"), note("甲", (0, 4, 7), text="评")).data
    )
    changed["word/document.xml"] = changed["word/document.xml"].replace(
        "市政府".encode(), "市人民政府".encode()
    )
    result = merged(Copy("甲", pack(changed)))

    assert shown(result.data)[:2] == [
        "第一条 停车费由市[+人民+]政府定价。",
        "第二条 停车费由经营者公示，期限[-三-][+六+]十日。",
    ]
    assert [c.quote for c in read(result.data).comments] == ["停车费"]
    assert [(u.author, u.new) for u in result.untracked] == [("甲", "人民")]


def test_what_the_original_had_already_comes_once():
    handed_out = annotate(DRAFT, [
        note("法制办", (0, 4, 7), "泊车费", text="规范用语", date=DATE),
    ])  # fmt: skip
    thread = handed_out.comments[next(iter(handed_out.comments))]
    answer = Note("a", "甲", "同意", parent=thread, resolved=True)
    one = copy("甲", note("甲", (1, 0, 3), "第2条"), answer, of=handed_out.data)
    two = copy("乙", note("乙", (1, 0, 3), "第2条"), answer, of=handed_out.data)
    result = merged(one, two, of=handed_out.data)
    document = read(result.data)

    assert [(c.author, c.text, c.parent, c.resolved) for c in document.comments] == [
        ("法制办", "规范用语", None, True),
        ("甲", "同意", thread, False),
    ]
    assert shown(result.data)[:2] == [
        "第一条 [-停-][+泊+]车费由市政府定价。",
        "第[-二-][+2+]条 停车费由经营者公示，期限三十日。",
    ]
    assert (result.conflicts, result.unplaced) == ((), ())


def test_comments_inside_written_words_and_around_struck_ones():
    pieces = (
        r("第一条 "),
        comment(1, deleted("停车费", "甲", 5)),
        ins("泊", "甲", 6),
        comment(2, ins("位", "甲", 7)),
        ins("费", "甲", 8),
        r("由市政府定价。"),
    )
    body = p(inside="".join(pieces)) + p(LINES[1]) + p(LINES[2])
    other = copy("乙", note("乙", (0, 8, 11), "市人民政府"))
    result = merged(Copy("甲", docx(body, said(1, 2))), other)
    one, two = read(result.data).comments

    assert shown(result.data)[0] == "第一条 [-停车费-][+泊+][+位+][+费+]由市[+人民+]政府定价。"
    assert (one.place, two.quote) == (Place(0, 4, 0, 4), "位")
    xml = unpack(result.data)["word/document.xml"].decode()
    start, end = START.format(one.id), STOP.format(one.id)[:20]
    assert xml.index(start) < xml.index("停车费") < xml.index(end)


def test_rows_and_tables_come_with_their_comments():
    def new_row(inside: str) -> str:
        return f"<w:tr>{ROW.format('ins')}<w:tc>{p(inside=inside)}</w:tc><w:tc><w:p/></w:tc></w:tr>"

    def around(grid: str) -> str:
        return p("前") + grid + p("后")

    first, second = table(("甲", "乙")), table(("丙", "丁"))
    grid = table(("甲", "乙"), ("丙", "丁"))
    row = second.split("<w:tblGrid/>")[1]
    added = grid.replace(row, new_row(comment(1, ins("新", "甲", 3))) + row)
    struck = grid.replace(row, row.replace("<w:tr>", f"<w:tr>{ROW.format('del')}"))
    fresh = grid + p() + first.split("<w:tr>")[0] + new_row(ins("表", "甲", 3)) + "</w:tbl>"
    copies = (
        Copy("甲", docx(around(added), said(1))),
        Copy("乙", docx(around(struck))),
        Copy("丙", docx(around(fresh))),
    )
    original = docx(around(grid + p()))
    result = merged(*copies[2:], of=original)
    both = merged(*copies[:2], of=docx(around(grid)))

    assert texts(accept(both.data)) == ["前", "甲", "乙", "新", "", "后"]
    assert texts(reject(both.data)) == ["前", "甲", "乙", "丙", "丁", "后"]
    assert [(c.quote, c.author) for c in read(both.data).comments] == [("新", "甲")]
    assert texts(accept(result.data)) == ["前", "甲", "乙", "丙", "丁", "", "表", "", "后"]
    assert (both.unplaced, result.unplaced) == ((), ())


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in read(data).paragraphs]


def test_what_finds_no_place_is_listed():
    handed_out = annotate(DRAFT, [note("法制办", (0, 4, 7), text="意见")]).data
    header = {"word/header1.xml": p("页眉")}
    original = docx("".join(p(line) for line in LINES), header)
    with_header = docx("".join(p(line) for line in LINES), {"word/header1.xml": p("另一页眉")})
    without = merge(handed_out, [Copy("甲", DRAFT)])

    assert without.unplaced == (Homeless("甲", "法制办", "deleted-comment", "意见"),)
    assert [c.text for c in read(without.data).comments] == ["意见"]
    assert merged(Copy("乙", with_header), of=original).unplaced == (
        Homeless("乙", "乙", "header", "另一页眉"),
    )


def test_an_original_without_a_paragraph_takes_nothing_in():
    result = merge(docx(""), [copy("甲", note("甲", (0, 0, 3), "", text="评"))])

    assert [(lost.what, lost.text) for lost in result.unplaced] == [
        ("comment", "评"),
        ("change", ""),
    ]
    assert read(result.data) == read(docx(""))


def test_untouched_parts_stay_byte_for_byte():
    original = docx(
        "".join(p(line) for line in LINES), {"word/header1.xml": p("页眉"), "a/b": b"\0\1"}
    )
    result = merged(copy("甲", note("甲", (0, 4, 7), "泊车费"), of=original), of=original)
    before, after = unpack(original), unpack(result.data)

    assert {name for name in after if before.get(name) != after[name]} == {"word/document.xml"}
    untouched = before["word/document.xml"].split("第二条".encode())[1].split(b"<w:sectPr>")[0]
    assert untouched in after["word/document.xml"]


@st.composite
def handed_out(draw: st.DrawFn) -> tuple[bytes, list[str]]:
    """A random document, now and then with changes of its own and in a table."""
    texts = draw(
        st.lists(
            st.text("停车费由市政府定价12 ab", min_size=3, max_size=14), min_size=3, max_size=6
        )
    )
    makers = [draw(st.sampled_from([r, ins, around_a_deletion])) for _ in texts]
    lines = [p(inside=make(text)) for make, text in zip(makers, texts, strict=True)]
    if draw(st.booleans()):
        lines[1] = table((lines[1], "格"))
    return docx("".join(lines)), texts


def around_a_deletion(text: str) -> str:
    return r(text[:2]) + deleted("旧") + r(text[2:])


@settings(deadline=None, max_examples=60)
@given(handed_out(), st.randoms(use_true_random=False))
def test_disjoint_edits_of_three_all_arrive_in_any_order(original, chance):
    data, _ = original
    document = read(data)
    edits = disjoint(document.text, chance)
    copies = []
    for author, own in zip("甲乙丙", [edits[n::3] for n in range(3)], strict=True):
        notes = []
        for start, end, new in own:
            where = Place(*point(document.text, start), *point(document.text, end))
            notes.append(Note(str(start), author, "评", new, where))
        copies.append(copy(author, *notes, of=data))
    expected = document.text
    for start, end, new in reversed(edits):
        expected = expected[:start] + new + expected[end:]

    files = [merged(*order, of=data) for order in itertools.permutations(copies)]

    assert {result.conflicts for result in files} == {()}
    assert {result.unplaced for result in files} == {()}
    assert {read(accept(result.data)).text for result in files} == {expected}
    assert {len(read(result.data).comments) for result in files} == {len(edits)}


def disjoint(text: str, chance: random.Random) -> list[tuple[int, int, str]]:
    """Edits within lines, a kept character between any two."""
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(text):
        start = at + chance.randint(1, 4)
        end = start + chance.randint(0, 3)
        if end >= len(text) or "\n" in text[start - 1 : end + 1]:
            at = start
            continue
        new = "".join(chance.choice("新xyz9，") for _ in range(chance.randint(0, 3)))
        if new != text[start:end]:
            found.append((start, end, new))
        at = end
    return found


def point(text: str, at: int) -> tuple[int, int]:
    before = text[:at]
    return before.count("\n"), at - (before.rfind("\n") + 1)
