"""From the ground of a returned file to the draft: the same text, or one that was changed."""

from __future__ import annotations

from dataclasses import dataclass

from portal.word.aligning import Alignment, align
from portal.word.anchors import Carried, CarryState, carry
from portal.word.document import Document, Paragraph, Place
from portal.word.wording import Op

SURE = frozenset({CarryState.PLACED, CarryState.MOVED, CarryState.CHANGED})


@dataclass(frozen=True)
class WayBack:
    """How places lead from the ground to the draft; `alignment` is None where both are equal.

    `alignment` leads from the draft to the ground, `home` from the ground to the draft.
    """

    ground: Document
    draft: Document
    alignment: Alignment | None = None
    home: Alignment | None = None

    def place(self, place: Place) -> Place | None:
        """Where a place of the ground is in the draft; None where that is not certain."""
        if self.home is None:
            return place
        found: Carried = carry(self.home, place)
        return found.place if found.state in SURE else None

    @property
    def likeness(self) -> float:
        """The share of the draft's characters that the ground has, from 0 to 1."""
        if self.alignment is None:
            return 1.0
        pairs = self.alignment.pairs
        kept = sum(one.length for pair in pairs for one in pair.edits if one.op is Op.KEEP)
        return kept / max(1, len(self.draft.text))


def way_back(ground: Document, draft: Document) -> WayBack:
    """The way from the ground of a file to the draft."""
    if [one.text for one in ground.paragraphs] == [one.text for one in draft.paragraphs]:
        return WayBack(ground, draft)
    plain = Document(tuple(Paragraph(one.index, one.text) for one in draft.paragraphs))
    return WayBack(ground, draft, align(plain, ground), align(ground, plain))
