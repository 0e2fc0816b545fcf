"""The rules of `lint` catch planted bugs and find nothing in a sound file."""

import pytest

from portal.word import Note, Place, Reply, annotate
from tests.word.lint import faults, new_faults
from tests.word.tiny import docx, p, pack, r, table, unpack

NOTE = Note(
    *("1", "李", "评", "丁"),
    place=Place(0, 0, 0, 2),
    date="2026-01-02T03:04:05Z",
    replies=(Reply("王", "答"), Reply("李", "再答")),
)
KEPT = 'xml:space="preserve"'
MARKED = '<w:bookmarkStart w:id="0" w:name="b"/>{}<w:bookmarkEnd w:id="0"/>'
FIELD = "".join(
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)
LINK = f'<w:hyperlink w:anchor="b">{r("链接")}</w:hyperlink>'
SOUND = annotate(
    docx(
        p("甲乙丙") + table(("格",)) + p(inside=MARKED.format(r(" 末 ")) + FIELD + LINK),
        {"word/header1.xml": p("页眉")},
    ),
    [NOTE],
).data
BODY, TEXTS, TYPES = "word/document.xml", "word/comments.xml", "[Content_Types].xml"
THREADS, IDS = "word/commentsExtended.xml", "word/commentsIds.xml"
TIMES, TIES = "word/commentsExtensible.xml", "word/_rels/document.xml.rels"
MOVE = '<w:moveToRangeStart w:id="80" w:name="m"/>{}'
MOVED = MOVE.format('<w:moveToRangeEnd w:id="80"/>')


def test_a_sound_file_has_no_faults():
    assert faults(SOUND) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        (BODY, f"<w:delText {KEPT}>甲乙</w:delText>", "<w:t>甲乙</w:t>",
         "text in a deletion is not delText"),
        (BODY, f"<w:t {KEPT}>丙</w:t>", "<w:delText>丙</w:delText>", "delText outside a deletion"),
        (BODY, "</w:ins>", '<w:ins w:id="99" w:author="x"><w:r/></w:ins></w:ins>',
         "change in a change of its kind"),
        (BODY, "<w:p>", '<w:p><w:pPr><w:ins w:id="99" w:author="x"/></w:pPr>',
         "change directly in pPr"),
        (BODY, 'w:author="李"', 'w:author=""', "change without author"),
        (BODY, "</w:delText></w:r>", "</w:delText><w:rPr/></w:r>", "rPr is not the first in r"),
        (BODY, "</w:p>", "<w:pPr/></w:p>", "pPr is not the first in p"),
        (BODY, '<w:r><w:commentReference w:id="1"/></w:r>',
         '<w:r><w:commentRangeStart w:id="1"/><w:commentReference w:id="1"/></w:r>',
         "comment mark where none may stand"),
        (BODY, "<w:tc><w:p>", "<w:tc><w:p/><w:tbl><w:tr/></w:tbl></w:tc><w:tc><w:p>",
         "cell without a paragraph at its end"),
        (BODY, "<w:tr>", "<w:tr/><w:tr>", "tr with nothing in it"),
        (BODY, "<w:tbl>", "<w:tbl/><w:tbl>", "tbl with nothing in it"),
        (BODY, "</w:p>", "<w:p/></w:p>", "p in a p"),
        (BODY, "<w:r><w:commentReference", "<w:r><w:r/><w:commentReference", "r in a r"),
        (BODY, "</w:hyperlink>", "<w:hyperlink/></w:hyperlink>", "hyperlink in a hyperlink"),
        (BODY, "<w:sectPr/>", "<w:sectPr/><w:p/>", "something stands behind the last section"),
        (BODY, f"<w:t {KEPT}> 末", "<w:t> 末",
         "blank at the edge of a text is not kept"),
        (BODY, '<w:bookmarkEnd w:id="0"/>', "", "bookmark without its other end"),
        (BODY, '"end"', '"begin"', "field without its end"),
        (BODY, '"begin"', '"end"', "field that ends before it begins"),
        (BODY, '<w:commentRangeStart w:id="1"/>', "", "comment range without its other end"),
        (BODY, '<w:commentRangeEnd w:id="1"/>', "", "comment range without its other end"),
        (BODY, '<w:commentRangeStart w:id="1"/>',
         '<w:commentRangeStart w:id="1"/><w:commentRangeStart w:id="1"/>',
         "comment range given twice"),
        (BODY, '<w:commentRangeStart w:id="1"/>',
         '<w:r><w:commentReference w:id="1"/></w:r><w:commentRangeStart w:id="1"/>',
         "comment marks out of order"),
        (BODY, '<w:commentReference w:id="1"/>', "", "comment without exactly one reference"),
        (BODY, '<w:commentReference w:id="1"/>', '<w:commentReference w:id="9"/>',
         "commentReference of no comment"),
        (BODY, '<w:commentRangeStart w:id="1"/>', '<w:commentRangeStart w:id="9"/>',
         "commentRangeStart of no comment"),
        ("word/header1.xml", "</w:p>", '<w:r><w:commentReference w:id="1"/></w:r></w:p>',
         "comment in a header or footer"),
        (BODY, 'w:id="0" w:name', 'w:id="90" w:name', "bookmark without its other end"),
        (BODY, '<w:ins w:id="', '<w:ins w:id="7147483648', "number missing or too large"),
        (BODY, "<w:ins w:id=", "<w:ins w:no=", "number missing or too large"),
        (BODY, "<w:p>", f"{MOVED}<w:p>", "move without its other side"),
        (BODY, "<w:p>", f"{MOVE.format('')}<w:p>", "move range without its other end"),
        (TEXTS, 'paraId="', 'paraId="F', "paraId out of range"),
        (TEXTS, 'w:id="2"', 'w:id="1"', "comment number given twice"),
        (TEXTS, "</w:p></w:comment>", "</w:p><w:p/></w:comment>",
         "thread row that is not a comment's last paragraph"),
        (THREADS, 'paraId="', 'paraId="1', "thread row that is not a comment's last paragraph"),
        (THREADS, 'paraIdParent="', 'paraIdParent="1', "reply to no comment"),
        (IDS, 'paraId="', 'paraId="1', "lasting id of no comment"),
        (IDS, 'durableId="', 'durableId="F', "lasting id out of range"),
        (TIMES, 'durableId="', 'durableId="1', "time of no comment"),
        (TIES, 'Target="comments.xml"', 'Target="other.xml"', "tied to a part that is not there"),
        (TIES, 'Id="rId2"', 'Id="rId3"', "relationship number given twice"),
        (TIES, "2011/relationships/people", "2016/09/relationships/commentsIds",
         "part tied twice"),
        (TYPES, "/word/people.xml", "/word/other.xml", "comment part without content type"),
        (TYPES, "/word/people.xml", "/word/comments.xml", "content type given twice"),
        (TYPES, 'Extension="rels"', 'Extension="other"', "part without content type"),
    ],
)  # fmt: skip
def test_planted_bugs_are_caught(part: str, old: str, new: str, fault: str):
    parts = unpack(SOUND)
    sound = parts[part].decode()
    assert old in sound
    parts[part] = sound.replace(old, new, 1).encode()

    assert fault in new_faults(SOUND, pack(parts))


def test_numbers_given_twice_are_caught():
    parts = unpack(SOUND)
    body = parts[BODY].decode()
    number = body.partition("<w:del w:id=")[2].split('"')[1]
    parts[BODY] = body.replace("<w:ins w:id=", f'<w:ins w:id="{number}" w:was=', 1).encode()

    assert "number given twice" in faults(pack(parts))


@pytest.mark.parametrize(
    ("part", "attribute", "fault"),
    [
        (BODY, "", "paraId given twice"),
        (TEXTS, "w14:paraId", "paraId of a comment given twice"),
        (IDS, "w16cid:durableId", "lasting id given twice"),
        (THREADS, "w15:paraIdParent", "reply to a reply"),
    ],
)
def test_keys_given_twice_and_second_answers_are_caught(part: str, attribute: str, fault: str):
    parts = unpack(SOUND)
    text = parts[part].decode()
    if attribute:
        keys = [piece.split('"')[1] for piece in text.split(f"{attribute}=")[1:]]
        known = text.split("paraId=")[2].split('"')[1] if "Parent" in attribute else keys[0]
        text = known.join(text.rsplit(keys[-1], 1))
    else:
        text = text.replace("<w:p>", '<w:p w14:paraId="1A2B3C4D">', 2)
    parts[part] = text.encode()

    assert fault in faults(pack(parts))
