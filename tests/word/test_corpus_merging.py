"""Merging over real files: what three people want arrives in one file, whatever the file is."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

from portal.word import Copy, Document, Note, Place, Unreadable, annotate, merge, read
from portal.word.revisions import accept, reject
from tests.word import corpus, oracle, sampling
from tests.word.lint import new_faults

PEOPLE = ("甲", "乙", "丙")
CELLS = ("RP034-Deleted-Cells.docx", "RP035-Inserted-Cells.docx")  # cells come and go: listed


def tracked() -> list[corpus.Entry]:
    """Files in which somebody tracked changes."""
    folders = ("accept-reject", "tracked", "docx-rs", "folio")
    return [entry for entry in corpus.word_files() if entry.category in folders]


def test_what_somebody_tracked_arrives_in_the_untracked_file(files: str):
    count = 0
    for entry in tracked():
        data = entry.data
        if not changed(data):
            continue
        original = reject(data)
        result = merge(original, [Copy("x", data)])

        assert new_faults(data, result.data) == [], entry.name
        assert read(reject(result.data)).text == read(original).text, entry.name
        assert letters(accept(result.data)) == letters(accept(data)), entry.name
        count += 1
        if entry.name.endswith(CELLS):
            assert {lost.what for lost in result.unplaced} >= {"cell"}, entry.name
            continue
        assert read(accept(result.data)).text == read(accept(data)).text, entry.name
        assert Counter(hands(result.data)) == Counter(hands(data)), entry.name
        assert {lost.what for lost in result.unplaced} <= {"cell", "format"}, entry.name

    assert count > {"sample": 3, "whole": 40}[files]


def changed(data: bytes) -> bool:
    try:
        return bool(read(data).changes)
    except Unreadable:
        return False


def letters(data: bytes) -> str:
    return "".join(oracle.text(data, oracle.View.ACCEPTED))


def hands(data: bytes) -> Iterator[tuple[bool, str, str, str]]:
    """Each letter that was written in or struck out, with who did it and when."""
    for paragraph in read(data).paragraphs:
        for span in paragraph.spans:
            for letter in span.text if span.author else ():
                yield span.mark.is_current, span.author, span.date, letter


def test_three_people_in_every_file(files: str):
    counts = [
        three_people(name, data, document)
        for name, data, document in sampling.readable()
        if document.paragraphs
    ]

    assert sum(counts) > {"sample": 100, "whole": 3_000}[files]


def three_people(name: str, data: bytes, document: Document) -> int:
    """Merges what three people want in a file, each in paragraphs of their own."""
    chance = random.Random(name)
    able = [q for q in document.paragraphs if len(q.text) > 6]
    chosen = chance.sample(able, min(30, len(able)))
    copies, wanted = [], {}
    for number, author in enumerate(PEOPLE):
        notes = [note(author, q.index, q.text, chance) for q in chosen[number::3]]
        annotated = annotate(data, notes)
        copies.append(Copy(author, annotated.data))
        wanted |= {
            n.place.paragraph: n for n in notes if n.place and n.id not in annotated.unplaced
        }
    result = merge(data, copies)
    after = read(result.data)

    assert new_faults(data, result.data) == [], name
    assert lines(reject(result.data)) == lines(reject(data)), name
    assert (result.conflicts, result.untracked, result.unplaced) == ((), (), ()), name
    said = [c for c in after.comments if c.author in PEOPLE]
    assert len(said) == len(chosen), name
    for old, new in zip(document.paragraphs, after.paragraphs, strict=True):
        own = wanted.get(old.index)
        assert new.text == (old.text if own is None else reworded(own, old.text)), name
    return len(wanted)


def lines(data: bytes) -> list[str]:
    """The paragraphs with text: a comment may keep one that is rejected from vanishing."""
    return [paragraph.text for paragraph in read(data).paragraphs if paragraph.text]


def note(author: str, paragraph: int, text: str, chance: random.Random) -> Note:
    start = chance.randrange(len(text) - 3)
    place = Place(paragraph, start, paragraph, start + chance.randint(0, 3))
    return Note(f"{author}{paragraph}", author, "评", chance.choice(("", "新的", "A 3.5 B")), place)


def reworded(note: Note, text: str) -> str:
    assert note.place is not None
    return text[: note.place.start] + (note.replacement or "") + text[note.place.end :]
