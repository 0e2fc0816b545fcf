"""Reading and annotating over the whole corpus: nothing crashes, every range is exact."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from portal.word import (
    Document,
    Note,
    Reason,
    Unreadable,
    annotate,
    clean,
    read,
    set_properties,
)
from portal.word.leaves import body_paragraphs
from portal.word.package import Package
from portal.word.reading import body_of
from portal.word.revisions import accept, reject
from tests.journeys.papers import unchanged_parts
from tests.word import corpus, fidelity, sampling
from tests.word.lint import new_faults

pytestmark = pytest.mark.usefixtures("files")

RANGES = 20
REFUSALS = {"encrypted", "damaged", "macros", "doctype", "not-docx", "empty", "bomb", "too-deep"}


def test_every_file_is_read_or_refused_with_a_reason(files: str):
    codes: Counter[str] = Counter()
    for entry in corpus.entries():
        try:
            read(entry.data)
            codes["read"] += 1
        except Unreadable as refusal:
            codes[refusal.code] += 1

    assert codes["read"] > {"sample": 20, "whole": 790}[files]
    assert set(codes) - {"read"} <= REFUSALS
    assert {"encrypted", "doctype"} <= set(codes)


def test_both_views_of_a_body_count_the_same_paragraphs():
    for name, data, document in sampling.readable():
        package = Package(data)
        counted = body_paragraphs(body_of(package.tree(package.main)))

        assert len(counted) == len(document.paragraphs), name
        for paragraph in document.paragraphs:
            shown = "".join(s.text for s in paragraph.spans if s.mark.is_current)
            assert shown == paragraph.text, name


def test_comments_read_back_exactly_where_they_were_put(files: str):
    placed = 0
    for name, data, document in sampling.readable():
        if document.paragraphs:
            notes = sampling.remarks(name, document, RANGES)
            placed += _annotated(name, data, document, notes)

    assert placed > {"sample": 450, "whole": 15_000}[files]


def _annotated(name: str, data: bytes, before: Document, notes: list[Note]) -> int:
    written = annotate(data, notes)
    after = read(written.data)
    found = {comment.id: comment for comment in after.comments}
    assert written.unplaced == {}, name
    assert after.paragraphs == before.paragraphs, name
    assert after.changes == before.changes, name
    assert after.stories == before.stories, name
    assert new_faults(data, written.data) == [], name
    for note in notes:
        comment = found[written.comments[note.id]]
        assert comment.place == written.placed[note.id], name
        assert comment.place == note.place or written.warnings, name
        assert (comment.text, comment.resolved) == (note.text, note.resolved), name
        answers = [c for c in after.comments if c.parent == comment.id]
        assert [(c.text, c.place) for c in answers] == [("答", comment.place)], name
    kept = [comment for comment in after.comments if comment.author not in fidelity.AUTHORS]
    assert [(c.id, c.text, c.place, c.parent) for c in kept] == [
        (c.id, c.text, c.place, c.parent) for c in before.comments
    ], name
    assert unchanged_parts(data, written.data, fidelity.AUTHORS) == [], name
    return len(notes)


def test_all_else_is_untouched_by_comments_and_proposals_together(files: str):
    total: Counter[str] = Counter()
    for name, data, document in sampling.readable():
        if document.paragraphs:
            kept = fidelity.kept(name, data, document)
            assert kept.faults == (), name
            total += Counter(comments=kept.comments, proposals=kept.proposals)

    assert total["comments"] > {"sample": 500, "whole": 18_000}[files]
    assert total["proposals"] > {"sample": 120, "whole": 5_000}[files]


def test_proposals_are_true_both_ways(files: str):
    count = 0
    for name, data, document in sampling.readable():
        if not document.paragraphs or document.changes:
            continue
        for number in range(2):
            chance = random.Random(f"{name}{number}")
            place = sampling.place(document, chance)
            new = sampling.reworded(document.quote(place), chance)
            written = annotate(data, [Note("1", "李", None, new, place=place)])
            if written.unplaced:
                assert written.unplaced == {"1": Reason.STRUCTURE}, name
                continue
            start = sum(len(q.text) + 1 for q in document.paragraphs[: place.paragraph])
            start += place.start
            rest = document.text[start + len(document.quote(place)) :]
            accepted = read(accept(written.data)).text
            assert accepted in (document.text[:start] + new + end for end in ends(rest, new)), name
            assert read(reject(written.data)).text == document.text, name
            assert new_faults(data, written.data) == [], name
            count += 1

    assert count > {"sample": 20, "whole": 1_000}[files]


def ends(rest: str, new: str) -> tuple[str, ...]:
    """What may follow: a clause that is deleted as a whole takes its end along if it can."""
    return (rest, rest.removeprefix("\n")) if not new else (rest,)


def test_cleaning_takes_out_what_it_says_and_nothing_else():
    for name, data, document in sampling.readable():
        cleaned = clean(data)
        after = read(cleaned.data)

        assert after.comments == (), name
        assert clean(cleaned.data).report == {}, name
        if "hidden" not in cleaned.report:
            assert after.paragraphs == document.paragraphs, name


def test_properties_can_be_set_in_every_file():
    for name, data, document in sampling.readable():
        marked = read(set_properties(data, {"matter": "2026-7"}))

        assert marked.properties == {**document.properties, "matter": "2026-7"}, name
        assert marked.paragraphs == document.paragraphs, name
