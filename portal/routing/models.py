"""Who is asked to review, what he answered, and which firms act for whom."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.matters.models import Matter
from portal.names import Named
from portal.people.models import Firm, Person


class Duty(Named):
    REVIEWER = "reviewer", "承办人"
    LAWYER = "lawyer", "公职律师"
    ADVISER = "adviser", "法律顾问"


class Answer(Named):
    OFFERED = "offered", "等待答复"
    ACCEPTED = "accepted", "已接受"
    DECLINED = "declined", "已谢绝"
    RECUSED = "recused", "已回避"
    WITHDRAWN = "withdrawn", "已撤回"
    COMPLETED = "completed", "已完成"
    SILENT = "silent", "逾期未答复"


class Assignment(Model):
    """One person asked to work on one matter, and how it ended."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="assignments"
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="assignments"
    )
    duty = fields.CharEnumField(Duty, max_length=20, description="duty")
    answer = fields.CharEnumField(Answer, max_length=20, description="answer")
    asked_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    asked_at = fields.DatetimeField()
    step = fields.CharField(max_length=40, default="")  # of the matter's type, when he was asked
    due = fields.DateField(null=True)  # before the matter's own deadline
    question = fields.TextField(default="")  # what he is asked to look at
    why = fields.JSONField[list[str]](default=list)  # the reasons that were shown
    override = fields.CharField(max_length=300, default="")  # reason to choose against a warning
    answered_at = fields.DatetimeField(null=True)
    declaration = fields.CharField(max_length=500, default="")  # of no conflict, as worded
    reason = fields.CharField(max_length=500, default="")  # why declined, recused, withdrawn
    other_day = fields.DateField(null=True)  # until when whoever declined could have done it

    matter_id: int
    person_id: int

    class Meta:
        table = "assignment"
        table_description = "assignments and engagements"
        indexes = (("person_id", "answer"), ("matter_id", "answer"))


class DaySeed(Model):
    """The seed by which equals are drawn on one day; kept from everybody until then."""

    id = fields.IntField(primary_key=True)
    day = fields.DateField(unique=True)
    seed = fields.CharField(max_length=64)
    committed_at = fields.DatetimeField()

    class Meta:
        table = "day_seed"
        table_description = "seeds of the draws"


class Mandate(Model):
    """A firm (or one person) acts, or acted, for somebody: a conflict where he is a party."""

    id = fields.IntField(primary_key=True)
    firm: fields.ForeignKeyNullableRelation[Firm] = fields.ForeignKeyField(
        "portal.Firm", related_name="mandates", null=True
    )
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="mandates", null=True
    )
    name = fields.CharField(max_length=200)
    key = fields.CharField(max_length=200)  # the name as it is compared
    uscc = fields.CharField(max_length=18, default="")
    since = fields.DateField(null=True)
    until = fields.DateField(null=True)
    evidence = fields.CharField(max_length=300, default="")

    firm_id: int | None
    person_id: int | None

    class Meta:
        table = "mandate"
        table_description = "for whom firms and persons act"
        indexes = (("firm_id",), ("person_id",), ("key",), ("uscc",))
