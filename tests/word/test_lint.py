"""The rules of `lint` catch planted bugs and find nothing in a sound file."""

import pytest

from portal.word import Note, Place, Reply, annotate
from tests.word.lint import faults
from tests.word.tiny import docx, p, pack, table, unpack

NOTE = Note(
    *("1", "李", "评", "丁"),
    place=Place(0, 0, 0, 2),
    date="2026-01-02T03:04:05Z",
    replies=(Reply("王", "答"),),
)
SOUND = annotate(docx(p("甲乙丙") + table(("格",))), [NOTE]).data
BODY, TEXTS, THREADS = "word/document.xml", "word/comments.xml", "word/commentsExtended.xml"


def test_a_sound_file_has_no_faults():
    assert faults(SOUND) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        (BODY, "delText", "t", "text in a deletion is not delText"),
        (BODY, "<w:r><w:t", "<w:r><w:delText", "delText outside a deletion"),
        (
            BODY,
            "</w:ins>",
            '<w:ins w:id="99" w:author="x"><w:r/></w:ins></w:ins>',
            "change in a change of its kind",
        ),
        (BODY, 'w:author="李"', 'w:author=""', "change without author"),
        (BODY, '<w:commentRangeStart w:id="1"/>', "", "comment range without its other end"),
        (BODY, '<w:commentReference w:id="1"/>', "", "comment without exactly one reference"),
        (BODY, 'w:id="1"/>', 'w:id="7"/>', "commentReference of no comment"),
        (BODY, "<w:tc><w:p>", "<w:tc><w:q>", "cell without a paragraph at its end"),
        (BODY, '<w:del w:id="3"', '<w:del w:id="4"', "number given twice"),
        (BODY, '<w:del w:id="3"', '<w:del w:id="2147483648"', "number missing or too large"),
        (
            BODY,
            "<w:body>",
            '<w:body><w:moveToRangeStart w:id="5" w:name="m"/>',
            "move range without its other end",
        ),
        (TEXTS, 'paraId="', 'paraId="F', "paraId out of range"),
        (TEXTS, 'w:id="2"', 'w:id="1"', "comment number given twice"),
        (THREADS, 'paraId="', 'paraId="1', "thread row that is not a comment's last paragraph"),
        (THREADS, 'paraIdParent="', 'paraIdParent="1', "reply to no comment"),
        ("[Content_Types].xml", "/word/people.xml", "/word/other.xml", None),
    ],
)
def test_planted_bugs_are_caught(part, old, new, fault):
    parts = unpack(SOUND)
    planted = parts[part].replace(old.encode(), new.encode())
    planted = planted.replace(b"<w:tc><w:q>", b"<w:tc><w:q/><w:p>").replace(
        b"<w:q/><w:p>", b"<w:q>"
    )
    if "w:q" in new:
        planted = planted.replace(b"</w:p></w:tc>", b"</w:q></w:tc>")
    if "delText" in new:
        planted = planted.replace(b"</w:t>", b"</w:delText>")
    parts[part] = planted.replace(b'"FF', b'"F').replace(b'paraId="F', b'paraId="F', 1)

    if fault is not None:
        assert fault in faults(pack(parts))
