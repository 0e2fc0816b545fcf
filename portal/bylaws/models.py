"""The editions of the types of matter: what an office goes by, since when, and who said so."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.people.models import Organ, Person


class Bylaw(Model):
    """One edition of one type; `office` is empty for the text that came with the program.

    A row is never changed: matters name it by its digest and keep it for good.
    """

    id = fields.IntField(primary_key=True)
    kind = fields.CharField(max_length=40)
    office: fields.ForeignKeyNullableRelation[Organ] = fields.ForeignKeyField(
        "portal.Organ", related_name="bylaws", null=True
    )
    edition = fields.IntField()  # counts from 1 in each office and kind
    text = fields.TextField()  # TOML, comments and all
    digest = fields.CharField(max_length=64)  # SHA-256 of the text
    enacted_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False, null=True
    )
    enacted_at = fields.DatetimeField()
    reason = fields.CharField(max_length=300, default="")

    office_id: int | None
    enacted_by_id: int | None

    class Meta:
        table = "bylaw"
        table_description = "editions of the types of matter"
        unique_together = (("office", "kind", "edition"),)
        indexes = (("digest",), ("office_id", "kind"))
