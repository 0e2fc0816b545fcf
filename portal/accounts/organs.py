"""Organs and law firms: who there is, who stands under whom, which office reviews whose matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tortoise.queryset import QuerySet

from portal.acts import Act
from portal.credit_codes import uscc_holds
from portal.database import transaction
from portal.errors import Invalid, NotFound
from portal.journal.writing import record
from portal.people.models import Firm, Level, Organ, OrganKind, Person, Post
from portal.people.roles import IN_OFFICE


@dataclass(frozen=True)
class Register:
    """What is entered of an organ; `office` reviews its matters."""

    name: str
    short: str
    kind: OrganKind
    level: Level
    parent: int | None = None
    office: int | None = None

    def columns(self) -> dict[str, object]:
        """The same as the table has it."""
        return {
            "name": self.name, "short": self.short, "kind": self.kind, "level": self.level,
            "parent_id": self.parent, "office_id": self.office,
        }  # fmt: skip


@dataclass(frozen=True)
class Line:
    """An organ in the list, so many steps below the highest one."""

    organ: Organ
    depth: int
    office: str


async def tree() -> list[Line]:
    """All organs, each right below the one that it stands under."""
    organs = await Organ.all().order_by("id")
    names = {one.id: one.name for one in organs}
    return [
        Line(one, depth, names.get(one.office_id or 0, ""))
        for one, depth in _below(None, organs, 0)
    ]


def _below(parent: int | None, organs: Sequence[Organ], depth: int) -> Iterator[tuple[Organ, int]]:
    for one in organs:
        if one.parent_id == parent:
            yield one, depth
            yield from _below(one.id, organs, depth + 1)


async def organ_of(organ_id: int) -> Organ:
    """The organ of this id; raises NotFound."""
    found = await Organ.get_or_none(id=organ_id)
    if found is None:
        raise NotFound("没有这个单位")
    return found


@transaction
async def add_organ(said: Register, *, by: Person) -> Organ:
    """A new organ; raises Invalid where it does not fit with the others."""
    await _check(said, None)
    made = Organ(**said.columns())
    await made.save()
    await record(Act.ORGAN_ADDED, "people", by=by, organ=made.name)
    return made


@transaction
async def change_organ(organ: Organ, said: Register, *, by: Person) -> None:
    """Correct what is entered of `organ`; matters under way stay with the office they are at.

    Raises Invalid where it does not fit with the others.
    """
    await _check(said, organ)
    columns = said.columns()
    changed = [name for name, value in columns.items() if getattr(organ, name) != value]
    if changed:
        await Organ.filter(id=organ.id).update(**columns)
        fields = ", ".join(name.removesuffix("_id") for name in changed)
        await record(Act.ORGAN_CHANGED, "people", by=by, organ=said.name, fields=fields)


async def _check(said: Register, organ: Organ | None) -> None:
    faults = {}
    if await _others(organ).filter(name=said.name).exists():
        faults["name"] = "已有同名单位"
    if said.kind is OrganKind.LEGAL_OFFICE and not said.short:
        faults["short"] = "法制机构须填写机关代字，用于受理号和意见书编号"
    offices = _others(organ).filter(kind=OrganKind.LEGAL_OFFICE)
    if said.office is not None and not await offices.filter(id=said.office).exists():
        faults["office"] = "请选择另一个法制机构"
    if said.parent is not None and not await _may_stand_under(said.parent, organ):
        faults["parent"] = "上级单位不能是本单位或者其下级"
    if organ and said.kind is not organ.kind and await _is_at_work(organ):
        faults["kind"] = "本单位有人担任法制机构的角色，或者正为其他单位审查，不能改变类别"
    if faults:
        raise Invalid(faults)


def _others(organ: Organ | None) -> QuerySet[Organ]:
    return Organ.exclude(id=organ.id) if organ else Organ.all()


async def _may_stand_under(parent: int, organ: Organ | None) -> bool:
    return await Organ.exists(id=parent) and (organ is None or parent not in await _family(organ))


async def _family(organ: Organ) -> set[int]:
    """The ids of `organ` and of all that stand under it."""
    return {organ.id} | {one.id for one, _ in _below(organ.id, await Organ.all(), 0)}


async def _is_at_work(organ: Organ) -> bool:
    """Whether `organ` does what only a legal office does."""
    held = Post.filter(organ_id=organ.id, role__in=sorted(IN_OFFICE))
    return await held.exists() or await Organ.filter(office_id=organ.id).exists()


async def firm_of(firm_id: int) -> Firm:
    """The law firm of this id; raises NotFound."""
    found = await Firm.get_or_none(id=firm_id)
    if found is None:
        raise NotFound("没有这家律师事务所")
    return found


@transaction
async def save_firm(firm: Firm | None, name: str, uscc: str, active: bool, *, by: Person) -> Firm:
    """Enter a law firm, or correct it; raises Invalid."""
    faults = {}
    if await (Firm.exclude(id=firm.id) if firm else Firm.all()).filter(name=name).exists():
        faults["name"] = "已有同名律师事务所"
    if uscc and not uscc_holds(uscc):
        faults["uscc"] = "统一社会信用代码的校验位不对，请核对"
    if faults:
        raise Invalid(faults)
    act, saved = (Act.FIRM_CHANGED, firm) if firm else (Act.FIRM_ADDED, Firm())
    saved.name, saved.uscc, saved.active = name, uscc, active
    await saved.save()
    await record(act, "people", by=by, firm=name, active=active)
    return saved
