"""What comes in: submissions being prepared, supplements asked for, meeting agendas."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.matters.models import Matter
from portal.names import Named
from portal.people.models import Organ, Person


class Basket(Model):
    """A submission that is being prepared; it keeps what was typed until it is sent or dropped."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=40, unique=True)  # its address
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="baskets"
    )
    kind = fields.CharField(max_length=20, default="")
    answers = fields.JSONField[dict[str, str]](default=dict)
    files = fields.JSONField[list[dict[str, str]]](default=list)
    begun = fields.DatetimeField()
    matter: fields.ForeignKeyNullableRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name=False, null=True
    )  # what became of it: sending twice makes one matter

    person_id: int
    matter_id: int | None

    class Meta:
        table = "basket"
        table_description = "submissions being prepared"
        indexes = (("person_id",),)


class Supplement(Model):
    """A request for more material: item by item, with a day, while the clock stands still."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="supplements"
    )
    asked_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    asked_at = fields.DatetimeField()
    note = fields.TextField(default="")
    answered_at = fields.DatetimeField(null=True)

    matter_id: int
    items: fields.ReverseRelation[SupplementItem]

    class Meta:
        table = "supplement"
        table_description = "requests for supplements"
        indexes = (("matter_id",),)


class SupplementItem(Model):
    """One thing that is missing, and what came."""

    id = fields.IntField(primary_key=True)
    supplement: fields.ForeignKeyRelation[Supplement] = fields.ForeignKeyField(
        "portal.Supplement", related_name="items"
    )
    slot = fields.CharField(max_length=40, default="")
    text = fields.CharField(max_length=300)
    answer = fields.CharField(max_length=500, default="")
    sha256 = fields.CharField(max_length=64, default="")
    file_name = fields.CharField(max_length=200, default="")

    supplement_id: int

    class Meta:
        table = "supplement_item"
        table_description = "items of supplements"
        indexes = (("supplement_id",),)


class Meeting(Model):
    """A meeting whose agenda may hold nothing that was not reviewed."""

    id = fields.IntField(primary_key=True)
    title = fields.CharField(max_length=200)
    day = fields.DateField()
    organ: fields.ForeignKeyRelation[Organ] = fields.ForeignKeyField(
        "portal.Organ", related_name="meetings"
    )
    agenda = fields.CharField(max_length=64)  # the file
    agenda_name = fields.CharField(max_length=200)
    opened_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    opened_at = fields.DatetimeField()

    organ_id: int
    items: fields.ReverseRelation[AgendaItem]

    class Meta:
        table = "meeting"
        table_description = "meetings"
        indexes = (("organ_id",),)


class Handling(Named):
    """What is done with an item of an agenda."""

    OPEN = "open", "待确定"
    REVIEW = "review", "送合法性审查"
    LINKED = "linked", "关联已有事项"
    EXEMPT = "exempt", "无需审查"


class AgendaItem(Model):
    """One item of a meeting's agenda."""

    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "portal.Meeting", related_name="items"
    )
    position = fields.IntField()
    title = fields.CharField(max_length=300)
    text = fields.TextField(default="")
    department = fields.CharField(max_length=120, default="")
    handling = fields.CharEnumField(
        Handling, max_length=20, description="handling", default=Handling.OPEN
    )
    reason = fields.CharField(max_length=300, default="")  # why it is exempt
    matter: fields.ForeignKeyNullableRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="agenda_items", null=True
    )

    meeting_id: int
    matter_id: int | None

    class Meta:
        table = "agenda_item"
        table_description = "items of agendas"
        indexes = (
            ("meeting_id",),
            ("matter_id",),
        )
