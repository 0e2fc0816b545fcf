"""What really happened to a passage in the next draft: the text is asked, not the reply."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from portal.opinions.models import TextChange
from portal.word.aligning import Alignment, align
from portal.word.anchors import Carried, CarryState, carry
from portal.word.document import Document, Place


@dataclass(frozen=True)
class Fate:
    """What happened to the words, and the words that stand there now."""

    change: TextChange
    new_text: str = ""


def fates(
    old: Document, new: Document, wanted: Sequence[tuple[Place | None, str | None]]
) -> tuple[Fate, ...]:
    """The fate of each place of the old draft, given with the wording proposed for it."""
    alignment = align(old, new)
    return tuple(fate(alignment, place, proposal) for place, proposal in wanted)


def fate(alignment: Alignment, place: Place | None, proposal: str | None) -> Fate:
    """The fate of the words at `place` of the old draft; unknown for an item without a place."""
    if place is None:
        return Fate(TextChange.UNKNOWN)
    carried = carry(alignment, place)
    if carried.place is None:
        return _of_lost(alignment, carried, proposal)
    if carried.state is CarryState.UNCERTAIN:
        return Fate(TextChange.UNKNOWN, carried.new)
    if proposal is not None and _is_as_proposed(alignment.new, carried, carried.place, proposal):
        return Fate(TextChange.AS_PROPOSED, proposal)
    if carried.state is CarryState.DELETED:
        return Fate(TextChange.DELETED)
    if bare(carried.old) != bare(carried.new):
        return Fate(TextChange.CHANGED, carried.new)
    return _of_kept(alignment, place, carried.place, proposal)


def bare(text: str) -> str:
    """Text without spaces and differences of width, as it is compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _of_lost(alignment: Alignment, carried: Carried, proposal: str | None) -> Fate:
    """The paragraph is gone; what was written in its stead stands behind its neighbour."""
    instead = _inserted_after(alignment, carried.near)
    if proposal is not None and bare(proposal) in bare(instead):
        return Fate(TextChange.AS_PROPOSED, proposal)
    return Fate(TextChange.UNKNOWN, instead) if instead else Fate(TextChange.DELETED)


def _inserted_after(alignment: Alignment, near: int | None) -> str:
    texts, fresh = [], set(alignment.inserted)
    at = 0 if near is None or (near == 0 and 0 in fresh) else near + 1
    while at in fresh:
        texts.append(alignment.new.paragraphs[at].text)
        at += 1
    return "\n".join(text for text in texts if text.strip())


def _of_kept(alignment: Alignment, old: Place, new: Place, proposal: str | None) -> Fate:
    """The very words stand unchanged; without a proposal a change around them may be the answer."""
    before, after = _paragraphs(alignment.old, old), _paragraphs(alignment.new, new)
    if proposal is None and bare(before) != bare(after):
        return Fate(TextChange.UNKNOWN, after)
    return Fate(TextChange.UNCHANGED, alignment.new.quote(new))


def _is_as_proposed(new: Document, carried: Carried, place: Place, proposal: str) -> bool:
    """Whether the proposal stands where the words stood, and covers what became of them."""
    wanted, stretch = bare(proposal), bare(new.quote(place))
    if not wanted:
        return not stretch
    if wanted == bare(carried.old):
        return False
    before, after = _around(new, place, proposal.count("\n"))
    whole, first = before + stretch + after, max(0, len(before) - len(wanted))
    at = whole.find(wanted, first)
    while 0 <= at <= len(before):
        if at + len(wanted) >= len(before) + len(stretch):
            return True
        at = whole.find(wanted, at + 1)
    return False


def _around(document: Document, place: Place, more: int) -> tuple[str, str]:
    """What stands before and behind a place, `more` paragraphs beyond its own on each side."""
    texts = [paragraph.text for paragraph in document.paragraphs]
    first, last = texts[place.paragraph], texts[place.end_paragraph]
    above = texts[max(0, place.paragraph - more) : place.paragraph]
    below = texts[place.end_paragraph + 1 : place.end_paragraph + 1 + more]
    return bare("".join([*above, first[: place.start]])), bare("".join([last[place.end :], *below]))


def _paragraphs(document: Document, place: Place) -> str:
    inside = document.paragraphs[place.paragraph : place.end_paragraph + 1]
    return "\n".join(paragraph.text for paragraph in inside)
