"""What is written into the files of the corpus: by chance, but always the same.

The same name gives the same places and words, so that a fault can be met again.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from portal.word import Document, Note, Place, Reply, Unreadable, read
from tests.word import corpus

OURS, THEIRS = "李", "王"  # who comments, who answers
DATE = "2026-01-02T03:04:05Z"


def readable() -> Iterator[tuple[str, bytes, Document]]:
    """The Word files of the corpus that the engine reads, by name."""
    for entry in corpus.word_files():
        try:
            yield entry.name, entry.data, read(entry.data)
        except Unreadable:
            continue


def remarks(name: str, document: Document, count: int) -> list[Note]:
    """Comments with answers at `count` places of a file."""
    return [remark(n, document, random.Random(f"{name}{n}")) for n in range(count)]


def remark(number: int, document: Document, chance: random.Random) -> Note:
    return Note(
        str(number),
        OURS,
        f"意见{number}\n第二行",
        place=place(document, chance) if document.paragraphs else None,
        date=DATE,
        resolved=number % 3 == 0,
        replies=(Reply(THEIRS, "答", DATE),),
    )


def wordings(name: str, document: Document, count: int) -> list[Note]:
    """Proposals, every other one with a comment, at `count` places of a file."""
    found = []
    for number in range(count if document.paragraphs else 0):
        chance = random.Random(f"{name} wording {number}")
        where = place(document, chance)
        new = reworded(document.quote(where), chance)
        said = "建议修改" if number % 2 else None
        found.append(Note(f"w{number}", OURS, said, new, place=where, date=DATE))
    return found


def place(document: Document, chance: random.Random) -> Place:
    """A stretch of a text: mostly in one paragraph, now and then over some."""
    first = chance.choice(document.paragraphs)
    further = chance.randint(0, 3) if chance.random() < 0.2 else 0
    last = document.paragraphs[min(first.index + further, len(document.paragraphs) - 1)]
    start, end = chance.randint(0, len(first.text)), chance.randint(0, len(last.text))
    if first is last:
        start, end = min(start, end), max(start, end)
    return Place(first.index, start, last.index, end)


def reworded(old: str, chance: random.Random) -> str:
    """Other words for some: nothing, more, fewer, other ones, a paragraph more or fewer."""
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
