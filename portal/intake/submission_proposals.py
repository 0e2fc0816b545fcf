"""What a form is filled with before anybody types: read off the files, and only proposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.documents.examining import Examined
from portal.documents.recognition import Recognised
from portal.intake.submission import DRAFT
from portal.intake.submission_slots import likely_slots
from portal.kinds import Kind
from portal.matters.party_names import key_of

OTHER = "other"  # the type of what is none of the others
TYPED = "typed"  # among the answers: somebody has typed, so that nothing is overwritten


@dataclass(frozen=True)
class Kept:
    """A file in a basket; `slot` is where it was put by hand when it came, if it was."""

    key: str
    examined: Examined
    slot: str = ""


def likely_kind(files: Sequence[Kept]) -> str:
    """The key of the type that the longest recognised file has."""
    known = [f.examined for f in files if f.examined.recognised.kind]
    longest = max(known, key=lambda one: one.characters, default=None)
    return longest.recognised.kind if longest else OTHER


def proposed(
    answers: Mapping[str, str], files: Sequence[Kept], kind: Kind, ours: frozenset[str]
) -> dict[str, str]:
    """The answers, with slots for all files, and with the draft's facts where nothing is typed.

    `ours` are names of the department as they are compared.
    """
    placed = assigned(answers, files, kind)
    draft = next((f for f in files if placed.get(f"slot-{f.key}") == DRAFT), None)
    facts = _facts(draft.examined.recognised, ours) if draft else {}
    if TYPED in answers:
        facts = {name: said for name, said in facts.items() if not placed.get(name)}
        if any(placed.get(f"party-{n}-name") for n in range(20)):
            facts = {name: said for name, said in facts.items() if not name.startswith("party-")}
    return {**placed, **facts}


def assigned(answers: Mapping[str, str], files: Sequence[Kept], kind: Kind) -> dict[str, str]:
    """The answers with a slot for every file; guesses give way to what was said by hand."""
    said = {name: a for name, a in answers.items() if TYPED in answers or name[:5] != "slot-"}
    by_hand = {f"slot-{f.key}": f.slot for f in files if f.slot and f"slot-{f.key}" not in said}
    said |= by_hand
    free = [f for f in files if f"slot-{f.key}" not in said]
    taken = {said[f"slot-{f.key}"] for f in files if f not in free}
    return said | {f"slot-{f.key}": slot for f, slot in likely_slots(free, kind, taken)}


def _facts(found: Recognised, ours: frozenset[str]) -> dict[str, str]:
    facts = {"title": found.title, "amount": f"{found.amount or ''}"}
    facts["amount-words"] = f"{found.amount_words or ''}"
    for place, party in enumerate(found.parties):
        facts[f"party-{place}-name"] = party.name
        facts[f"party-{place}-side"] = party.side
        facts[f"party-{place}-uscc"] = party.uscc
        facts[f"party-{place}-ours"] = "1" if key_of(party.name) in ours else ""
    return {name: said for name, said in facts.items() if said}
