"""What can be read off a document before anybody types it: proposals for a form, no findings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from portal.documents.amounts import amount_in
from portal.documents.parties import RecognisedParty, parties_in
from portal.documents.titles import kind_of_title, title_of
from portal.word.document import Document

FIRST = 400  # paragraphs that are looked at
LONGEST = 400  # signs of each


@dataclass(frozen=True)
class Recognised:
    """Proposals; what was not found is empty. `amount_words` is set where capitals disagree."""

    title: str = ""
    kind: str = ""  # key of a type of matter
    parties: tuple[RecognisedParty, ...] = ()
    amount: Decimal | None = None  # yuan
    amount_words: Decimal | None = None


def recognise(document: Document) -> Recognised:
    """Title, type, for a contract its parties and sum, for a penalty the person concerned."""
    lines = [p.text[:LONGEST] for p in document.paragraphs[:FIRST] if p.text.strip()]
    title = title_of(document.paragraphs[:FIRST])
    parties = parties_in(lines)
    kind = kind_of_title(title) or ("contract" if len(parties) > 1 else "")
    if kind == "enforcement":
        return Recognised(title, kind, parties)
    if kind != "contract":
        return Recognised(title, kind)
    amount = amount_in(lines)
    return Recognised(
        title, kind, parties,
        amount.yuan if amount else None, amount.words if amount else None,
    )  # fmt: skip
