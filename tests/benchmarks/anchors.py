"""Carrying places into the next draft: how many arrive where they belong."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from portal.word import Document, Unreadable, read
from portal.word.revisions import accept, reject
from tests.benchmarks.tables import Row
from tests.word import corpus
from tests.word.anchoring import Tally, known, tally_real
from tests.word.redrafting import redrafted

TITLE = "Places carried into the next draft, with known truth"
NOTES = """\
Real files of the corpus. In the first rows every letter has a sign of its own while the file is
edited, so that it is known where each one went; the same with files that hold tracked changes,
whose two drafts are all rejected and all accepted. In the last row the drafts are two real files,
and a place counts whose surroundings (40 letters on either side) stand once in each.

`right`: at least half of the letters that live on lie in the place, and it is not much wider; or
the words are gone and the engine says so, or stays in what became of their paragraph. `wrong`:
somewhere else, and not asked as a suggestion. `lost`: nowhere, or only suggested elsewhere.
"""
EACH = 12  # places of a file
SHARES = (0.02, 0.1, 0.3)  # of the paragraphs are edited
Drafts = Iterator[Callable[[Tally], None]]


def run() -> list[Row]:
    head: Row = ("drafts", "pairs", "places", "right", "wrong", "lost", "% right", "% wrong")
    kinds = {f"{share:.0%} edited": edited(share) for share in SHARES}
    kinds |= {"tracked in real files": tracked(), "two real files": real()}
    rows, whole = [head], Tally()
    pairs = 0
    for name, drafts in kinds.items():
        tally, count = tallied(drafts)
        rows.append(row(name, count, tally))
        for verdict in ("right", "wrong", "lost"):
            setattr(whole, verdict, getattr(whole, verdict) + getattr(tally, verdict))
        pairs += count
    return [*rows, row("all", pairs, whole)]


def tallied(drafts: Drafts) -> tuple[Tally, int]:
    """What was counted over all drafts, and how many of them had places."""
    tally, count = Tally(), 0
    for follow in drafts:
        before = tally.total
        follow(tally)
        count += tally.total > before
    return tally, count


def row(name: str, pairs: int, tally: Tally) -> Row:
    shares = (100 * tally.right / tally.total, 100 * tally.wrong / tally.total)
    return (name, pairs, tally.total, tally.right, tally.wrong, tally.lost, *shares)


def edited(share: float) -> Drafts:
    """All files of the corpus, edited by a machine."""
    for name, data, document in readable():
        count = max(1, round(share * len(document.paragraphs)))
        rng = random.Random(f"{name}{share}")

        def follow(
            tally: Tally, data: bytes = data, count: int = count, rng: random.Random = rng
        ) -> None:
            drafts = known(data, lambda coded: coded, lambda coded: redrafted(coded, count, rng))
            drafts.tally(EACH, rng, tally)

        yield follow


def tracked() -> Drafts:
    """All files of the corpus that hold tracked changes."""
    for name, data, document in readable():
        if document.changes:

            def follow(tally: Tally, data: bytes = data, name: str = name) -> None:
                known(data, reject, accept).tally(EACH, random.Random(name), tally)

            yield follow


def real() -> Drafts:
    """All pairs of drafts in the corpus."""
    for old_name, new_name, _ in corpus.all_pairs():
        old, new = (read((corpus.folder() / name).read_bytes()) for name in (old_name, new_name))
        count = max(EACH, len(old.paragraphs))

        def follow(
            tally: Tally, old: Document = old, new: Document = new, count: int = count
        ) -> None:
            tally_real(old, new, count, random.Random(count), tally)

        yield follow


def readable() -> Iterator[tuple[str, bytes, Document]]:
    for entry in corpus.word_files():
        try:
            yield entry.name, entry.data, read(entry.data)
        except Unreadable:
            continue
