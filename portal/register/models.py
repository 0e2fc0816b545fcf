"""The decision on a matter, and the obligations that follow from it."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.documents.models import Format
from portal.kinds import Length, Unit
from portal.matters.models import Matter
from portal.people.models import Organ, Person


class Decision(Model):
    """What was decided, signed or published, and the text as it was."""

    id = fields.IntField(primary_key=True)
    matter: fields.OneToOneRelation[Matter] = fields.OneToOneField(
        "portal.Matter", related_name=False
    )
    decided_on = fields.DateField()  # by the meeting or whoever approves; a contract: signed
    decided_by = fields.CharField(max_length=120)
    document_number = fields.CharField(max_length=60, default="")  # 云政发〔2026〕12号
    published_on = fields.DateField(null=True)
    published_in = fields.CharField(max_length=200, default="")
    effective_on = fields.DateField(null=True)
    expires_on = fields.DateField(null=True)
    final_name = fields.CharField(max_length=200, default="")
    final_format = fields.CharEnumField(Format, max_length=10, null=True, description="format")
    final = fields.CharField(max_length=64, default="")  # sha256 of the bytes to work on
    final_original = fields.CharField(max_length=64, default="")  # of those that came
    final_text_hash = fields.CharField(max_length=64, default="")
    differs = fields.BooleanField(null=True)  # from the cleared text; None: not known
    recorded_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    recorded_at = fields.DatetimeField()

    matter_id: int

    class Meta:
        table = "decision"
        table_description = "decisions on matters"


class Obligation(Model):
    """Something that the department has to do after the decision, with its last day.

    Where the day from which it is counted is not known yet, it has no last day. What was done or
    does not apply is settled.
    """

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="obligations"
    )
    organ: fields.ForeignKeyRelation[Organ] = fields.ForeignKeyField(
        "portal.Organ", related_name=False
    )
    key = fields.CharField(max_length=40, default="")  # of the type's sequel; "" is added by hand
    name = fields.CharField(max_length=120)
    todo = fields.CharField(max_length=300, default="")
    source = fields.CharField(max_length=300, default="")
    required = fields.BooleanField(default=True)
    opened = fields.DateField(null=True)  # from which it is counted, or may be done where ahead
    count = fields.IntField(null=True)
    unit = fields.CharEnumField(Unit, max_length=10, null=True, description="unit")
    ahead = fields.BooleanField(default=False)
    due = fields.DateField(null=True)
    open = fields.BooleanField(default=True)
    done_on = fields.DateField(null=True)
    evidence = fields.CharField(max_length=300, default="")  # number, place; or why not
    file = fields.CharField(max_length=64, default="")
    file_name = fields.CharField(max_length=200, default="")
    settled_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False, null=True
    )
    settled_at = fields.DatetimeField(null=True)

    matter_id: int
    organ_id: int

    @property
    def length(self) -> Length | None:
        """How long it takes from the day on which it opened; None for what was added by hand."""
        return Length(self.count, self.unit) if self.count and self.unit else None

    class Meta:
        table = "obligation"
        table_description = "what follows from decisions"
        indexes = (("organ_id", "open", "due"), ("open", "due"), ("matter_id",))
