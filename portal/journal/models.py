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
    sealed = fields.IntField(default=0)  # how many entries stand in the tree

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


class Leaf(Model):
    """An entry's place in the tree over all chains; the order is the one in which it was sealed."""

    id = fields.BigIntField(primary_key=True)
    position = fields.BigIntField(unique=True)  # counted from 0
    subject = fields.CharField(max_length=60)
    seq = fields.IntField()
    digest = fields.CharField(max_length=64)

    class Meta:
        table = "journal_leaf"
        table_description = "places of entries in the tree"
        unique_together = (("subject", "seq"),)


class Checkpoint(Model):
    """The root of the first `size` leaves, signed."""

    id = fields.IntField(primary_key=True)
    size = fields.BigIntField(unique=True)
    root = fields.CharField(max_length=64)
    peaks = fields.JSONField[list[str]](default=list)  # of the tree, so that it can grow
    text = fields.TextField()  # as C2SP tlog-checkpoint has it
    at = fields.DatetimeField()

    cosignatures: fields.ReverseRelation[Cosignature]

    class Meta:
        table = "journal_checkpoint"
        table_description = "signed roots of the journal"


class Cosignature(Model):
    """A witness's signature under a checkpoint: he has seen it, and it changes nothing earlier."""

    id = fields.IntField(primary_key=True)
    checkpoint: fields.ForeignKeyRelation[Checkpoint] = fields.ForeignKeyField(
        "portal.Checkpoint", related_name="cosignatures"
    )
    witness = fields.CharField(max_length=500)  # his public key
    line = fields.CharField(max_length=500)
    at = fields.DatetimeField()

    checkpoint_id: int

    class Meta:
        table = "journal_cosignature"
        table_description = "signatures of witnesses"
        unique_together = (("checkpoint", "witness"),)
