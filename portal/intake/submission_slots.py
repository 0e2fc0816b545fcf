"""Which entry of a type's checklist an uploaded file most likely is, by its name and title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from portal.documents.examining import Examined
from portal.documents.titles import kind_of_title
from portal.intake.submission import DRAFT
from portal.kinds import Kind, Slot

ALIKE = 4  # signs in common that make a name speak of a slot
MEANINGLESS = re.compile(r"本单位|材料|文本|情况|[（(].*[)）]|[、或和及的]")


class File(Protocol):
    @property
    def examined(self) -> Examined: ...


F = TypeVar("F", bound=File)


def likely_slots(files: Sequence[F], kind: Kind, taken: set[str]) -> Iterator[tuple[F, str]]:
    """Each file with the key of its slot, "" for none; the first that can be is the draft."""
    slots = {id(file): _slot_named(file.examined, kind) for file in files}
    if DRAFT not in taken:
        draft = _draft(files, kind, slots)
        if draft is not None:
            slots[id(draft)] = DRAFT
    for file in files:
        yield file, slots[id(file)]


def _draft(files: Sequence[F], kind: Kind, slots: dict[int, str]) -> F | None:
    """The file that has text and no other slot; one whose title fits the type comes first."""
    free = [file for file in files if file.examined.format and not slots[id(file)]]
    fitting = [f for f in free if kind_of_title(f.examined.recognised.title) == kind.key]
    return next(iter([*fitting, *free]), None)


def _slot_named(examined: Examined, kind: Kind) -> str:
    """The slot whose name has most in common with the file's."""
    said = f"{examined.name.rpartition('.')[0]} {examined.recognised.title}"
    scored = [(_common(_core(slot), said), slot.key) for slot in kind.slots if slot.key != DRAFT]
    best = max(scored, default=(0, ""))
    return best[1] if best[0] >= ALIKE else ""


def _core(slot: Slot) -> str:
    return MEANINGLESS.sub(" ", slot.name)


def _common(name: str, said: str) -> int:
    """The length of the longest run of signs, blanks excepted, that both have."""
    pieces = [name[a:b] for a in range(len(name)) for b in range(a + 1, len(name) + 1)]
    return max((len(one) for one in pieces if " " not in one and one in said), default=0)
