"""The look at papers itself: what the portal writes passes, and every meddling is found."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import pytest

from portal.demo.street_lighting import STREET_LIGHTING
from portal.word import Note, Place, annotate, read
from tests.journeys.papers import unchanged_parts

pytestmark = pytest.mark.pure

OFFICE, CLERK = "云川市司法局", "经办人"
BODY, COMMENTS = "word/document.xml", "word/comments.xml"
MEDDLING = {
    "a word": (BODY, "甲方", "乙方"),
    "a look": (BODY, "<w:b/>", "<w:i/>"),
    "a style": ("word/styles.xml", 'w:val="公文标题"', 'w:val="公文副题"'),
    "somebody's comment": (COMMENTS, "经办人说明", "经办人没有说明"),
    "somebody's change": (BODY, f'w:author="{CLERK}"', 'w:author="别人"'),
    "a page": ("word/settings.xml", "<w:settings", '<w:settings w:x="1"'),
    "a blank at an edge": (BODY, ' xml:space="preserve"', ""),
}


@cache
def ours() -> tuple[bytes, bytes]:
    """A draft that a clerk has commented on and changed, and the same with our comments."""
    plain = STREET_LIGHTING.build()
    long = [one.index for one in read(plain).paragraphs if len(one.text) > 20]
    before = _noted(plain, CLERK, "经办人说明", long[0], long[3])
    return before, _noted(before, OFFICE, "必须修改", *long[1:6])


def test_comments_and_changes_of_ours_are_no_meddling():
    before, after = ours()
    assert unchanged_parts(before, after, {OFFICE}) == []


def test_changes_of_others_are_not_taken_for_ours():
    before, after = ours()
    assert unchanged_parts(before, after, {"别人"})


@pytest.mark.parametrize("what", MEDDLING)
def test_meddling_is_found(what: str):
    before, after = ours()
    part, old, new = MEDDLING[what]
    meddled = _with(after, part, old, new)
    assert unchanged_parts(before, meddled, {OFFICE}), what


def test_a_part_that_is_gone_or_new_is_found():
    before, after = ours()
    assert unchanged_parts(before, _without(after, "word/numbering.xml"), {OFFICE})
    assert unchanged_parts(_without(before, "word/numbering.xml"), after, {OFFICE})


def _noted(data: bytes, author: str, text: str, *paragraphs: int) -> bytes:
    """Comments with other wording on some words of these paragraphs; one overlaps another."""
    notes = [
        Note(
            id=str(index), place=Place(index, 4, index, 12), author=author, initials=author[:1],
            date="2026-11-20T10:00:00Z", text=text, replacement=" 改 写 ",
        )
        for index in paragraphs
    ]  # fmt: skip
    done = annotate(data, notes)
    assert done.unplaced == {}
    return done.data


def _with(data: bytes, part: str, old: str, new: str) -> bytes:
    found = _parts(data)
    assert old.encode() in found[part], f"{old} is not in {part}"
    return _packed(found | {part: found[part].replace(old.encode(), new.encode(), 1)})


def _without(data: bytes, part: str) -> bytes:
    return _packed({name: plain for name, plain in _parts(data).items() if name != part})


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, plain in parts.items():
            archive.writestr(name, plain)
    return target.getvalue()
