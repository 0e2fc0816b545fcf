"""Other systems that may ask whether a text was cleared."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.people.models import Organ, Person


class System(Model):
    """Another program, such as office automation; its token was shown once and is kept as a hash.

    It hears of the matters of its organ and of the organs below that one.
    """

    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=80)
    organ: fields.ForeignKeyRelation[Organ] = fields.ForeignKeyField(
        "portal.Organ", related_name=False
    )
    token = fields.CharField(max_length=64, unique=True)  # SHA-256
    made_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    made_at = fields.DatetimeField()
    asked_at = fields.DatetimeField(null=True)  # empty: it never did
    revoked_at = fields.DatetimeField(null=True)

    organ_id: int

    class Meta:
        table = "system"
        table_description = "other systems that may ask"

    @property
    def subject(self) -> str:
        """Under which its acts stand in the journal."""
        return f"system:{self.id}"
