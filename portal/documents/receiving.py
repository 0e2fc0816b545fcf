"""Receiving what was examined: the next version of a draft, and material."""

from __future__ import annotations

from datetime import date

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.documents.examining import Examined
from portal.documents.models import Draft, Material, StoredFile
from portal.errors import Unacceptable
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.people.models import Person


@transaction
async def receive_draft(matter: Matter, examined: Examined, *, by: Person) -> Draft:
    """`examined` as the next version of the matter's draft."""
    if examined.format is None:
        raise Unacceptable("送审稿须是 Word、WPS 或 PDF 文件；图片和表格请作为其他材料上传")
    await Matter.select_for_update().get(id=matter.id)  # one version after the other
    last = await Draft.filter(matter_id=matter.id).order_by("-version").first()
    await know(examined)
    draft = await Draft.create(
        matter=matter, version=last.version + 1 if last else 1, name=examined.name,
        format=examined.format, sha256=examined.sha256, original=examined.original,
        text_hash=examined.text_hash, paragraphs=examined.paragraphs,
        characters=examined.characters, warnings=list(examined.warnings),
        uploaded_by=by, uploaded_at=now(),
    )  # fmt: skip
    await record(
        Act.DRAFT_RECEIVED, matter.number, by=by,
        version=draft.version, name=draft.name, sha256=draft.original,
    )  # fmt: skip
    return draft


@transaction
async def receive_material(
    matter: Matter, examined: Examined, *, by: Person, slot: str = ""
) -> Material:
    """`examined` as material for `slot` of the type's checklist; "" is material besides."""
    await know(examined)
    material = await Material.create(
        matter=matter, slot=slot, name=examined.name, sha256=examined.original,
        uploaded_by=by, uploaded_at=now(),
    )  # fmt: skip
    await record(
        Act.MATERIAL_RECEIVED, matter.number, by=by,
        slot=slot, name=material.name, sha256=material.sha256,
    )  # fmt: skip
    return material


@transaction
async def promise_material(
    matter: Matter, slot: str, name: str, day: date, reason: str, *, by: Person
) -> Material:
    """Note that the material for `slot` is to come by `day`, and why it is not there yet."""
    return await Material.create(
        matter=matter, slot=slot, name=name, promised=day, reason=reason,
        uploaded_by=by, uploaded_at=now(),
    )  # fmt: skip


async def know(examined: Examined) -> None:
    """The rows of the files kept, so that nothing sweeps them."""
    for sha256, size in (
        (examined.sha256, examined.size),
        (examined.original, examined.original_size),
    ):
        await StoredFile.get_or_create(sha256=sha256, defaults={"size": size, "kept": now()})
