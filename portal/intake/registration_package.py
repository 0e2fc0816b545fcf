"""What lies in a submission: every entry of its type's checklist, and what is there for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from portal.documents.models import Draft, Material
from portal.kinds import Slot
from portal.matters.models import Matter
from portal.names import Named

DRAFT = "draft"  # key of the slot that the draft itself fills


class Found(Named):
    """What is there for an entry of the checklist."""

    PRESENT = "present", "已有"
    PROMISED = "promised", "承诺补交"
    LATE = "late", "承诺已过期"
    EXPLAINED = "explained", "未提供，有说明"
    MISSING = "missing", "缺少"
    OPTIONAL = "optional", "未提供（非必需）"


LIGHTS = {
    Found.PRESENT: "ok",
    Found.PROMISED: "info",
    Found.LATE: "bad",
    Found.EXPLAINED: "warn",
    Found.MISSING: "bad",
    Found.OPTIONAL: "info",
}


@dataclass(frozen=True)
class Entry:
    """One line of the checklist as it stands today."""

    slot: Slot
    found: Found
    materials: tuple[Material, ...] = ()
    promised: date | None = None
    reason: str = ""

    @property
    def light(self) -> str:
        return LIGHTS[self.found]

    @property
    def is_open(self) -> bool:
        """Whether it may be asked for: nothing of it is there."""
        return self.found is not Found.PRESENT


@dataclass(frozen=True)
class Package:
    """A submission as it lies before the registrar."""

    entries: tuple[Entry, ...]
    extra: tuple[Material, ...]  # material that no entry of the checklist asks for
    drafts: tuple[Draft, ...]  # newest first

    @property
    def lacking(self) -> tuple[Entry, ...]:
        """What the type demands and is neither there nor promised."""
        return tuple(one for one in self.entries if one.found in (Found.MISSING, Found.LATE))

    @property
    def owed(self) -> tuple[Entry, ...]:
        """What was promised and has not come, or must be there before a text is cleared."""
        return tuple(
            one
            for one in self.entries
            if one.found in (Found.PROMISED, Found.LATE)
            or (one.slot.before_clearance and one.is_open)
        )

    @property
    def open(self) -> tuple[Entry, ...]:
        return tuple(one for one in self.entries if one.is_open)


async def package_of(matter: Matter, today: date) -> Package:
    """Everything that was handed in for `matter`."""
    drafts = await Draft.filter(matter_id=matter.id).order_by("-version")
    materials = await Material.filter(matter_id=matter.id).order_by("id")
    keys = {slot.key for slot in matter.type.slots}
    return Package(
        entries=check_off(matter.type.slots, materials, today, has_draft=bool(drafts)),
        extra=tuple(one for one in materials if one.slot not in keys and one.sha256),
        drafts=tuple(drafts),
    )


def check_off(
    slots: Sequence[Slot], materials: Iterable[Material], today: date, *, has_draft: bool
) -> tuple[Entry, ...]:
    """Each entry of the checklist with what is there for it on `today`."""
    kept = list(materials)
    return tuple(
        _entry(slot, [one for one in kept if one.slot == slot.key], today, has_draft)
        for slot in slots
    )


def _entry(slot: Slot, mine: list[Material], today: date, has_draft: bool) -> Entry:
    files = tuple(one for one in mine if one.sha256)
    if files or (slot.key == DRAFT and has_draft):
        return Entry(slot, Found.PRESENT, files)
    if not mine:
        return Entry(slot, Found.MISSING if slot.required else Found.OPTIONAL)
    last = mine[-1]
    if last.promised is None:
        return Entry(slot, Found.EXPLAINED, reason=last.reason)
    found = Found.PROMISED if last.promised >= today else Found.LATE
    return Entry(slot, found, promised=last.promised, reason=last.reason)
