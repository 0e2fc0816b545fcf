"""Opening packages that cannot be trusted, and writing new ones that differ only where meant."""

import io
import struct
import zipfile

import pytest

from portal.word import package, zipping
from portal.word.errors import Encrypted, Hostile, Unreadable
from portal.word.package import Package
from portal.word.properties import properties, set_properties
from portal.word.reading import read
from tests.word.tiny import docx, draft, p, pack, table, unpack

LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


def changed(name: str, old: str, new: str) -> bytes:
    parts = unpack(draft("第一条"))
    parts[name] = parts[name].replace(old.encode(), new.encode())
    return pack(parts)


def with_part(name: str, value: bytes) -> bytes:
    return pack({**unpack(draft("第一条")), name: value})


def twice() -> bytes:
    target = io.BytesIO(draft("第一条"))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(target, "a") as archive:
        archive.writestr("word/document.xml", "<other/>")
    return target.getvalue()


def nested(depth: int) -> bytes:
    return docx("<w:sdt><w:sdtContent>" * depth + p("深") + "</w:sdtContent></w:sdt>" * depth)


def lying_about_size() -> bytes:
    data = bytearray(with_part("word/media/a.xml", b"x" * 5_000))
    at = data.rindex(b"PK\1\2", 0, data.rindex(b"PK\5\6"))
    struct.pack_into("<L", data, at + 24, 10)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"hello", "not-docx"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "not-docx"),
        (pack({"mimetype": "application/vnd.oasis.opendocument.text"}), "not-docx"),
        (draft("第一条")[:700], "damaged"),
        (with_part("word/vbaProject.bin", b"macro"), "macros"),
        (changed("[Content_Types].xml", "document.main", "x.macroEnabled.main"), "macros"),
        (changed("word/document.xml", "<w:document", f"{LAUGHS}<w:document"), "doctype"),
        (with_part("customXml/item1.xml", LAUGHS.encode("utf-16")), "doctype"),
        (with_part("word/media/bomb.xml", b"0" * 3_000_000), "bomb"),
        (pack({f"part{n}.bin": b"" for n in range(5_001)}), "too-many-parts"),
        (nested(1_500), "too-deep"),
        (lying_about_size(), "damaged"),
        (changed("word/document.xml", "<w:body>", ""), "damaged"),
        (changed("word/document.xml", "w:body", "w:other"), "damaged"),
    ],
)
def test_bad_files_are_refused_with_a_reason(data, code):
    with pytest.raises(Unreadable) as refused:
        read(data)

    assert refused.value.code == code


def test_a_file_with_a_password_says_so():
    data = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(Encrypted):
        read(data)


def test_two_parts_of_one_name_are_refused():
    with pytest.raises(Hostile) as refused:
        read(twice())

    assert refused.value.code == "duplicate-parts"


@pytest.mark.parametrize(
    ("limit", "of", "code"),
    [
        ("MAX_TOTAL", zipping, "bomb"),
        ("MAX_XML", package, "bomb"),
        ("MAX_ELEMENTS", package, "too-many-elements"),
    ],
)
def test_sizes_and_counts_have_limits(monkeypatch, limit, of, code):
    data = draft(*(f"第{n}条" for n in range(500)))
    assert len(read(data).paragraphs) == 500
    monkeypatch.setattr(of, limit, 900)

    with pytest.raises(Hostile) as refused:
        read(data)

    assert refused.value.code == code


def test_an_outside_picture_is_told_and_not_fetched():
    rels = "word/_rels/document.xml.rels"
    outside = (
        '<Relationship Id="x" Type="http://a/image" Target="http://example.com/a.png" '
        'TargetMode="External"/></Relationships>'
    )
    parts = unpack(docx(p("第一条"), {"word/styles.xml": ""}))
    parts[rels] = parts[rels].replace(b"</Relationships>", outside.encode())

    (warning,) = read(pack(parts)).warnings

    assert warning.startswith("external-image")


def test_a_rewritten_package_keeps_all_other_parts_and_drops_folders():
    picture = bytes(range(256)) * 40
    parts = {**unpack(draft("第一条")), "word/media/": b"", "word/media/图.png": picture}

    rewritten = Package(pack(parts)).rewritten(
        {"word/document.xml": b"<x/>", "word/new.xml": b"<y/>"}
    )

    written = unpack(rewritten)
    del parts["word/media/"]
    assert written == {**parts, "word/document.xml": b"<x/>", "word/new.xml": b"<y/>"}
    assert list(written)[:3] == list(parts)[:3]
    assert zipfile.ZipFile(io.BytesIO(rewritten)).testzip() is None


def test_new_parts_follow_in_the_order_they_are_given_in():
    new = {f"word/new{number}.xml": b"<a/>" for number in (3, 1, 4, 2, 5, 9, 6, 8, 7)}

    names = list(unpack(Package(draft("第一条")).rewritten(new)))

    assert names[-len(new) :] == list(new)


def test_the_main_part_may_have_any_name():
    parts = unpack(draft("第一条"))
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"document.xml", b"document2.xml")
    parts["word/document2.xml"] = parts.pop("word/document.xml")

    assert read(pack(parts)).text == "第一条"


def test_strict_files_are_read_with_a_warning():
    parts = unpack(docx(table(("甲", "乙"))))
    for name, plain in parts.items():
        for start in (b"wordprocessingml", b"officeDocument"):
            plain = plain.replace(
                b"http://schemas.openxmlformats.org/" + start + b"/2006/",
                b"http://purl.oclc.org/ooxml/" + start + b"/",
            )
        parts[name] = plain

    document = read(pack(parts))

    assert document.text == "甲\n乙"
    assert document.warnings[0].startswith("strict")


def test_properties_are_set_changed_and_taken_away():
    data = set_properties(draft("第一条"), {"matter": "2026-7", "号": "<&>"})
    assert properties(Package(data)) == {"matter": "2026-7", "号": "<&>"}

    data = set_properties(data, {"matter": "2026-8", "号": ""})
    assert read(data).properties == {"matter": "2026-8"}
