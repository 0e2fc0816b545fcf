"""Reading and annotating over the whole corpus: nothing crashes, every range is exact."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from portal.word import (
    Document,
    Note,
    Place,
    Reason,
    Reply,
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
from tests.word import corpus
from tests.word.lint import new_faults
from tests.word.tiny import unpack

pytestmark = pytest.mark.long

RANGES = 20
DATE = "2026-01-02T03:04:05Z"
WRITTEN = ("comment", "people", "styles", "[Content_Types]", ".rels", "word/document")
REFUSALS = {"encrypted", "damaged", "macros", "doctype", "not-docx", "empty", "bomb", "too-deep"}


def readable() -> Iterator[tuple[str, bytes, Document]]:
    for entry in corpus.word_files():
        try:
            yield entry.name, entry.data, read(entry.data)
        except Unreadable:
            continue


def test_every_file_is_read_or_refused_with_a_reason():
    codes: Counter[str] = Counter()
    for entry in corpus.entries():
        try:
            read(entry.data)
            codes["read"] += 1
        except Unreadable as refusal:
            codes[refusal.code] += 1

    assert codes["read"] > 790
    assert set(codes) - {"read"} <= REFUSALS


def test_both_views_of_a_body_count_the_same_paragraphs():
    for name, data, document in readable():
        package = Package(data)
        counted = body_paragraphs(body_of(package.tree(package.main)))

        assert len(counted) == len(document.paragraphs), name
        for paragraph in document.paragraphs:
            shown = "".join(s.text for s in paragraph.spans if s.mark.is_current)
            assert shown == paragraph.text, name


def test_comments_read_back_exactly_where_they_were_put():
    placed = 0
    for name, data, document in readable():
        notes = [_note(n, document, random.Random(f"{name}{n}")) for n in range(RANGES)]
        if document.paragraphs:
            placed += _annotated(name, data, document, notes)

    assert placed > 15_000


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
    kept = [comment for comment in after.comments if comment.author not in ("李", "王")]
    assert [(c.id, c.text, c.place, c.parent) for c in kept] == [
        (c.id, c.text, c.place, c.parent) for c in before.comments
    ], name
    _others_untouched(name, data, written.data)
    return len(notes)


def _others_untouched(name: str, before: bytes, after: bytes) -> None:
    parts = {n.replace("\\", "/").lstrip("/"): plain for n, plain in unpack(before).items()}
    written = unpack(after)
    for part, plain in parts.items():
        if not part.endswith("/") and written[part] != plain:
            assert any(word in part for word in WRITTEN), (name, part)


def _note(number: int, document: Document, chance: random.Random) -> Note:
    return Note(
        str(number),
        "李",
        f"意见{number}\n第二行",
        place=_place(document, chance) if document.paragraphs else None,
        date=DATE,
        resolved=number % 3 == 0,
        replies=(Reply("王", "答", DATE),),
    )


def _place(document: Document, chance: random.Random) -> Place:
    first = chance.choice(document.paragraphs)
    further = chance.randint(0, 3) if chance.random() < 0.2 else 0
    last = document.paragraphs[min(first.index + further, len(document.paragraphs) - 1)]
    start, end = chance.randint(0, len(first.text)), chance.randint(0, len(last.text))
    if first is last:
        start, end = min(start, end), max(start, end)
    return Place(first.index, start, last.index, end)


def test_proposals_are_true_both_ways():
    count = 0
    for name, data, document in readable():
        if not document.paragraphs or document.changes:
            continue
        for number in range(2):
            chance = random.Random(f"{name}{number}")
            place = _place(document, chance)
            new = _reworded(document.quote(place), chance)
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

    assert count > 1_000


def ends(rest: str, new: str) -> tuple[str, ...]:
    """What may follow: a clause that is deleted as a whole takes its end along if it can."""
    return (rest, rest.removeprefix("\n")) if not new else (rest,)


def _reworded(old: str, chance: random.Random) -> str:
    middle = len(old) // 2
    return chance.choice(
        [
            "",
            f"{old}并公布",
            f"应当{old[1:]}",
            f"{old[:middle]}，且3.5%{old[middle + 1 :]}",
            f"{old}\n新增一条。",
            f"新增一条。\n{old}",
            old.replace("\n", ""),
        ]
    )


def test_cleaning_takes_out_what_it_says_and_nothing_else():
    for name, data, document in readable():
        cleaned = clean(data)
        after = read(cleaned.data)

        assert after.comments == (), name
        assert clean(cleaned.data).report == {}, name
        if "hidden" not in cleaned.report:
            assert after.paragraphs == document.paragraphs, name


def test_properties_can_be_set_in_every_file():
    for name, data, document in readable():
        marked = read(set_properties(data, {"matter": "2026-7"}))

        assert marked.properties == {**document.properties, "matter": "2026-7"}, name
        assert marked.paragraphs == document.paragraphs, name
