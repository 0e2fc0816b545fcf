"""What a dossier says in records: every table's rows of one matter, with names for persons."""

from __future__ import annotations

import json
from typing import Any

from tortoise.queryset import QuerySet

from portal.deadlines.models import Deadline, Extension, Pause
from portal.documents.models import Draft, Material
from portal.intake.models import Supplement, SupplementItem
from portal.matters.models import Matter, Part, Party
from portal.opinions.models import Approval, Item, ItemAnswer, Opinion
from portal.people.models import Person
from portal.reviews.models import Advice, Annotation, AnnotationReply, Placement
from portal.routing.models import Assignment
from portal.signing.models import Clearance, IssuedOpinion

Rows = list[dict[str, Any]]


def _asked(matter: Matter) -> dict[str, tuple[str, dict[str, QuerySet[Any]]]]:
    """File, title, and its tables."""
    one = matter.id
    return {
        "records/matter.json": ("事项登记", {
            "matter": Matter.filter(id=one), "party": Party.filter(matter_id=one),
            "part": Part.filter(matter_id=one),
        }),
        "records/drafts.json": ("送审稿和材料清单", {
            "draft": Draft.filter(matter_id=one), "material": Material.filter(matter_id=one),
            "supplement": Supplement.filter(matter_id=one),
            "supplement_item": SupplementItem.filter(supplement__matter_id=one),
        }),
        "records/clock.json": ("期限台账", {
            "deadline": Deadline.filter(matter_id=one),
            "pause": Pause.filter(deadline__matter_id=one),
            "extension": Extension.filter(deadline__matter_id=one),
        }),
        "records/assignments.json": ("分办记录和利益冲突声明", {
            "assignment": Assignment.filter(matter_id=one),
        }),
        "records/comments.json": ("批注和顾问意见", {
            "annotation": Annotation.filter(matter_id=one),
            "placement": Placement.filter(annotation__matter_id=one),
            "reply": AnnotationReply.filter(annotation__matter_id=one),
            "advice": Advice.filter(assignment__matter_id=one),
        }),
        "records/opinion.json": ("意见书、复核签发和采纳情况", {
            "opinion": Opinion.filter(matter_id=one), "item": Item.filter(opinion__matter_id=one),
            "approval": Approval.filter(opinion__matter_id=one),
            "answer": ItemAnswer.filter(item__opinion__matter_id=one),
            "issued": IssuedOpinion.filter(opinion__matter_id=one),
            "clearance": Clearance.filter(matter_id=one),
        }),
    }  # fmt: skip


async def records(matter: Matter) -> list[tuple[str, str, bytes]]:
    """Path, Chinese title and JSON of every record of `matter`."""
    found = []
    ids: set[int] = set()
    for path, (title, tables) in _asked(matter).items():
        rows = {name: await _rows(query, ids) for name, query in tables.items()}
        found.append((path, title, _json(rows)))
    people = await Person.filter(id__in=ids).order_by("id").values_list("id", "name")
    found.append(("records/people.json", "人员姓名", _json(dict(people))))
    return found


async def _rows(query: QuerySet[Any], ids: set[int]) -> Rows:
    """The rows in their order; the ids of persons that stand in them are added to `ids`."""
    keys = [
        field.source_field
        for field in query.model._meta.fields_map.values()
        if getattr(field, "related_model", None) is Person and getattr(field, "source_field", None)
    ]
    rows = list(await query.order_by("id").values(*sorted(query.model._meta.db_fields)))
    ids |= {row[key] for row in rows for key in keys if row.get(key) is not None}
    return rows


def _json(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False, indent=1, default=str).encode()
