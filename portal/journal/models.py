"""The journal's rows: entries, and the head of each chain."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.people.models import Person


class Chain(Model):
    """The end of one subject's chain; writing an entry locks this row."""

    id = fields.IntField(primary_key=True)
    subject = fields.CharField(max_length=60, unique=True)
    length = fields.IntField(default=0)
    digest = fields.CharField(max_length=64, default="")

    class Meta:
        table = "journal_chain"
        table_description = "ends of the journal's chains"


class Entry(Model):
    """One act, written once and never changed."""

    id = fields.BigIntField(primary_key=True)
    subject = fields.CharField(max_length=60)  # a matter's number, "meeting:3", "people"
    seq = fields.IntField()
    act = fields.CharField(max_length=60)
    by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False, null=True
    )
    at = fields.DatetimeField()
    facts = fields.JSONField[dict[str, str]](default=dict)
    previous = fields.CharField(max_length=64)
    digest = fields.CharField(max_length=64)

    by_id: int | None

    class Meta:
        table = "journal_entry"
        table_description = "the journal"
        unique_together = (("subject", "seq"),)
        indexes = (("by_id",), ("at",))
