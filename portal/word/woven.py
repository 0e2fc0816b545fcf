"""What was woven, passage by passage: the ground for the list of changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.word.strands import Strand
from portal.word.wording import Edit, Op


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs that became others; without new ones they were struck, without old ones written.

    `way` leads from the old text to the new one.
    """

    olds: Sequence[Strand]
    news: Sequence[Strand]
    way: tuple[Edit, ...]
    moved: bool = False


def struck(strand: Strand) -> Passage:
    return Passage([strand], [], (Edit(Op.CUT, len(strand.text)),))


def written(strand: Strand) -> Passage:
    return Passage([], [strand], (Edit(Op.ADD, len(strand.text)),))
