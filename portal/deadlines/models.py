"""Periods that run on a matter, and the stretches in which they do not run."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.kinds import Length, Unit
from portal.matters.models import Matter
from portal.names import Named


class Period(Named):
    """Which period runs; its length stands in the matter's type under `value`."""

    INTAKE = "intake", "受理时限"
    REVIEW = "review", "审查时限"
    SUPPLEMENT = "supplement", "补正时限"
    FEEDBACK = "feedback", "反馈时限"


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
    source = fields.CharField(max_length=300, default="")  # the rule that grants them
    due = fields.DateField(null=True)  # as reckoned; empty while paused
    provisional = fields.BooleanField(default=False)
    closed = fields.DateField(null=True)

    matter_id: int
    pauses: fields.ReverseRelation[Pause]

    @property
    def length(self) -> Length:
        return Length(self.days, self.unit)

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
    until = fields.DateField(null=True)  # the first day that counts again; empty while it lasts

    class Meta:
        table = "pause"
        table_description = "pauses of deadlines"
        indexes = (("deadline_id",),)
