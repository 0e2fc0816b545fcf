"""A matter, its parties, and who has a part in it."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.bylaws.library import kind_by
from portal.kinds import Kind
from portal.people.models import Organ, Person
from portal.permits import Relation
from portal.workflow import Standpoint, State


class Counter(Model):
    """The last number given out in a series; taken inside the act that uses it, so no gaps."""

    id = fields.IntField(primary_key=True)
    series = fields.CharField(max_length=80, unique=True)
    reached = fields.IntField(default=0)

    class Meta:
        table = "counter"
        table_description = "numbers given out"


class Matter(Model):
    """One thing put before a legal office, from submission to clearance."""

    id = fields.IntField(primary_key=True)
    number = fields.CharField(max_length=20, unique=True)  # 2026-0001: the address
    title = fields.CharField(max_length=300)
    kind = fields.CharField(max_length=40)  # key of its type
    variant = fields.CharField(max_length=40, default="")  # kind within the type, by key
    bylaw = fields.CharField(max_length=64, default="")  # digest of the edition it goes by
    state = fields.CharEnumField(State, max_length=20, description="where it stands")
    step = fields.CharField(max_length=40, default="")  # of its type, while it walks through those
    ended = fields.BooleanField(default=False)  # lists look among the open ones only
    was_issued = fields.BooleanField(default=False)  # and may be reviewed anew
    called = fields.CharField(max_length=80, default="")  # who may take a step on the opinion
    apart = fields.CharField(max_length=80, default="")  # and what he must not have been
    organ: fields.ForeignKeyRelation[Organ] = fields.ForeignKeyField(
        "portal.Organ", related_name="matters"
    )
    office: fields.ForeignKeyRelation[Organ] = fields.ForeignKeyField(
        "portal.Organ", related_name="reviews"
    )
    submitted_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="submitted"
    )
    receipt = fields.CharField(max_length=60, default="")  # 受理号
    amount = fields.DecimalField(max_digits=18, decimal_places=2, null=True)  # yuan
    urgent_reason = fields.CharField(max_length=300, default="")  # empty: not urgent
    meeting_day = fields.DateField(null=True)
    note = fields.TextField(default="")  # what the department wants looked at
    contact = fields.CharField(max_length=120, default="")
    submitted_at = fields.DatetimeField()
    moved_at = fields.DatetimeField()  # when the state last changed

    organ_id: int
    office_id: int
    submitted_by_id: int
    parties: fields.ReverseRelation[Party]
    parts: fields.ReverseRelation[Part]

    @property
    def type(self) -> Kind:
        """The type in the edition by which the matter was submitted."""
        return kind_by(self.bylaw, self.kind)

    @property
    def variant_name(self) -> str:
        """What kind within its type it is; "" where that was not said."""
        found = self.type.variant(self.variant)
        return found.name if found else ""

    @property
    def at(self) -> Standpoint:
        return Standpoint(self.state, self.step)

    class Meta:
        table = "matter"
        table_description = "matters"
        indexes = (
            ("office_id", "state"), ("organ_id", "state"), ("state", "moved_at"),
            ("office_id", "ended"), ("organ_id", "ended"),
        )  # fmt: skip


class Party(Model):
    """Who is on the other side of a contract, or whom a decision touches."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="parties"
    )
    name = fields.CharField(max_length=200)
    key = fields.CharField(max_length=200)  # the name as it is compared
    uscc = fields.CharField(max_length=18, default="")
    side = fields.CharField(max_length=60, default="")  # 甲方, 乙方 …
    ours = fields.BooleanField(default=False)  # the government's own side

    matter_id: int

    class Meta:
        table = "party"
        table_description = "parties of matters"
        indexes = (("matter_id",), ("key",), ("uscc",))


class Part(Model):
    """A person's part in a matter, from when until when."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="parts"
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="parts"
    )
    relation = fields.CharEnumField(Relation, max_length=20, description="part")
    since = fields.DatetimeField()
    until = fields.DatetimeField(null=True)
    ended = fields.BooleanField(default=False)  # the matter has

    matter_id: int
    person_id: int

    class Meta:
        table = "part"
        table_description = "who has a part in a matter"
        indexes = (
            ("person_id", "until"),
            ("matter_id", "person_id", "until"),
            ("person_id", "ended"),
        )
