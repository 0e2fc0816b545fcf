"""The documents of the demo: they open, are numbered by Word, and hold what is said of them."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from itertools import pairwise

import pytest
from docx import Document
from lxml import etree

from portal.demo.drafts import Build, DemoDraft, DraftKind, Side, Weight, revised
from portal.demo.library import LIBRARY
from tests.word.tiny import W

BUILDS = [(draft, draft.build) for draft in LIBRARY] + [
    (draft, draft.next_build) for draft in LIBRARY if draft.next_build
]
DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def paragraphs(file: bytes) -> list[str]:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml"))
    return [
        "".join(text.text or "" for text in p.iter(f"{{{W}}}t")) for p in root.iter(f"{{{W}}}p")
    ]


@cache
def built(build: Build) -> bytes:
    return build()


def first_draft(draft: DemoDraft) -> list[str]:
    return paragraphs(built(draft.build))


def occurrences(quote: str, draft: DemoDraft) -> int:
    return sum(text.count(quote) for text in first_draft(draft))


REMARKS = [
    pytest.param(draft, remark, id=f"{draft.key}: {remark.quote[:12]}")
    for draft in LIBRARY
    for remark in draft.remarks
]


@pytest.mark.parametrize(("draft", "build"), BUILDS)
def test_a_document_opens_and_is_long_enough(draft, build):
    document = Document(io.BytesIO(built(build)))

    assert document.core_properties.title == draft.title
    assert len("".join(paragraphs(built(build)))) > 700


def test_the_same_build_gives_the_same_text():
    draft = LIBRARY[0]

    assert paragraphs(draft.build()) == first_draft(draft)


@pytest.mark.parametrize(("draft", "remark"), REMARKS)
def test_a_remark_stands_at_words_that_occur_once(draft, remark):
    assert occurrences(remark.quote, draft) == 1
    assert remark.text
    assert remark.proposal != remark.quote


@pytest.mark.parametrize("draft", LIBRARY, ids=lambda draft: draft.key)
def test_remarks_on_one_draft_do_not_overlap(draft):
    for text in first_draft(draft):
        spans = sorted(
            (text.index(r.quote), text.index(r.quote) + len(r.quote))
            for r in draft.remarks
            if r.quote in text
        )
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@pytest.mark.parametrize("draft", [d for d in LIBRARY if d.next_build], ids=lambda d: d.key)
def test_the_next_draft_answers_some_remarks_and_leaves_others(draft):
    after = "\n".join(paragraphs(built(draft.next_build)))

    left = [remark for remark in draft.remarks if remark.quote in after]
    taken = [r for r in draft.remarks if r.proposal and r.proposal in after]
    assert taken
    assert len(left) < len(draft.remarks)


def test_the_library_shows_every_kind_and_is_keyed_once():
    assert {draft.kind for draft in LIBRARY} == set(DraftKind)
    assert len({draft.key for draft in LIBRARY}) == len(LIBRARY) >= 14
    assert {r.severity for draft in LIBRARY for r in draft.remarks} == set(Weight)
    assert sum(draft.next_build is not None for draft in LIBRARY) >= 5


def test_contracts_name_their_parties_and_amounts():
    for draft in (draft for draft in LIBRARY if draft.kind is DraftKind.CONTRACT):
        text = "\n".join(first_draft(draft))
        assert {party.side for party in draft.parties} >= {Side.GOVERNMENT, Side.COUNTERPARTY}
        assert [
            p.name for p in draft.parties if p.side is Side.COUNTERPARTY and p.name not in text
        ] == []


@pytest.mark.parametrize("draft", [d for d in LIBRARY if d.parties], ids=lambda d: d.key)
def test_codes_of_parties_are_well_formed(draft):
    for party in draft.parties:
        assert re.fullmatch(f"[{DIGITS}]{{18}}", party.uscc)
        total = sum(DIGITS.index(c) * 3**n % 31 for n, c in enumerate(party.uscc[:17]))
        assert DIGITS[-total % 31] == party.uscc[17]


def test_articles_are_numbered_by_word_and_not_by_hand():
    for draft in LIBRARY:
        if draft.kind in (DraftKind.CONTRACT, DraftKind.NORMATIVE):
            assert not [p for p in first_draft(draft) if re.match(r"第[一二三四五]+条", p)]
            numbering = zipfile.ZipFile(io.BytesIO(built(draft.build))).read("word/numbering.xml")
            assert "第%1条" in numbering.decode()
            assert b"chineseCounting" in numbering


def test_a_change_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="0 times"):
        revised("甲乙", (("丙", "丁"),))
    with pytest.raises(ValueError, match="2 times"):
        revised("甲甲", (("甲", "丁"),))
