"""Periods that run on a matter, and the stretches in which they do not run."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.kinds import Length, Unit
from portal.matters.models import Matter
from portal.names import Named
from portal.people.models import Person


class Period(Named):
    """Which period runs; its length stands in the matter's type under `value`."""

    INTAKE = "intake", "受理时限"
    REVIEW = "review", "审查时限"
    SUPPLEMENT = "supplement", "补正时限"
    FEEDBACK = "feedback", "反馈时限"
    CONFIRMATION = "confirmation", "核对时限"
    DISCUSSION = "discussion", "集体讨论时限"
    REHEARING = "rehearing", "异议复审时限"


class PauseReason(Named):
    SUPPLEMENT = "supplement", "等待送审单位补正"
    CONSULTATION = "consultation", "征求意见"
    EXPERTS = "experts", "专家论证"
    SUPERIOR = "superior", "请示上级"


class Deadline(Model):
    """The day by which something is to be done, and what it is reckoned from."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="deadlines"
    )
    period = fields.CharEnumField(Period, max_length=20, description="which period")
    opened = fields.DateField()
    days = fields.IntField()  # granted, in its unit
    unit = fields.CharEnumField(
        Unit, max_length=20, default=Unit.WORKDAYS, description="what days are counted in"
    )
    extended = fields.IntField(default=0)  # and added later, in the same unit
    source = fields.CharField(max_length=300, default="")  # the rule that grants them
    due = fields.DateField(null=True)  # as reckoned; empty while paused
    provisional = fields.BooleanField(default=False)
    closed = fields.DateField(null=True)

    matter_id: int
    pauses: fields.ReverseRelation[Pause]
    extensions: fields.ReverseRelation[Extension]

    @property
    def granted(self) -> Length:
        """How long it was to run at first."""
        return Length(self.days, self.unit)

    @property
    def length(self) -> Length:
        """How long it is to run, extensions included."""
        return Length(self.days + self.extended, self.unit)

    class Meta:
        table = "deadline"
        table_description = "deadlines"
        indexes = (("matter_id", "closed"), ("closed", "due"))


class Pause(Model):
    """A stretch of days that a deadline does not count, and to whom it is charged."""

    id = fields.IntField(primary_key=True)
    deadline: fields.ForeignKeyRelation[Deadline] = fields.ForeignKeyField(
        "portal.Deadline", related_name="pauses"
    )
    reason = fields.CharEnumField(PauseReason, max_length=20, description="reason")
    since = fields.DateField()
    note = fields.CharField(max_length=300, default="")  # what exactly is waited for
    until = fields.DateField(null=True)  # the first day that counts again; empty while it lasts

    class Meta:
        table = "pause"
        table_description = "pauses of deadlines"
        indexes = (("deadline_id",),)


class Extension(Model):
    """A request for more time and what became of it; nothing is added before it is granted."""

    id = fields.IntField(primary_key=True)
    deadline: fields.ForeignKeyRelation[Deadline] = fields.ForeignKeyField(
        "portal.Deadline", related_name="extensions"
    )
    days = fields.IntField()  # in the deadline's unit
    reason = fields.CharField(max_length=300)
    asked_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    asked_at = fields.DatetimeField()
    decided_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False, null=True
    )
    decided_at = fields.DatetimeField(null=True)  # empty: it waits
    granted = fields.BooleanField(default=False)
    note = fields.CharField(max_length=300, default="")

    deadline_id: int

    class Meta:
        table = "extension"
        table_description = "extensions of deadlines"
        indexes = (("deadline_id", "decided_at"), ("decided_at",))


class Almanac(Model):
    """The days that one year's notice names, as an administrator entered them; never changed.

    The last row of a year is in force; a year without one goes by the program's own file.
    """

    id = fields.IntField(primary_key=True)
    year = fields.IntField()
    days = fields.JSONField[dict[str, bool]]()  # 2027-02-08: true is off, false is worked
    digest = fields.CharField(max_length=64)  # SHA-256 of the days
    source = fields.CharField(max_length=300)  # the notice
    enacted_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    enacted_at = fields.DatetimeField()

    class Meta:
        table = "almanac"
        table_description = "years of the calendar of working days"
        indexes = (("year",), ("digest",))
