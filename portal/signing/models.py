"""What was issued, and what was cleared: numbers, hashes and codes that never change."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.documents.models import Draft
from portal.matters.models import Matter
from portal.names import Named
from portal.opinions.models import Opinion
from portal.people.models import Organ, Person


class IssuedOpinion(Model):
    """An opinion with its number: the letter and the annotated file, bound by their hashes."""

    id = fields.IntField(primary_key=True)
    opinion: fields.OneToOneRelation[Opinion] = fields.OneToOneField(
        "portal.Opinion", related_name="issue"
    )
    office: fields.ForeignKeyRelation[Organ] = fields.ForeignKeyField(
        "portal.Organ", related_name=False
    )
    number = fields.CharField(max_length=60, unique=True)  # 云司审〔2026〕12号
    year = fields.IntField()
    serial = fields.IntField()
    code = fields.CharField(max_length=20, unique=True)  # printed on the letter
    letter = fields.CharField(max_length=64)
    annotated = fields.CharField(max_length=64, default="")  # "" where the draft is a PDF
    signed_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    at = fields.DatetimeField()
    replaces: fields.OneToOneNullableRelation[IssuedOpinion] = fields.OneToOneField(
        "portal.IssuedOpinion", related_name="successor", null=True
    )  # an older one, which is no longer to be used

    opinion_id: int
    replaces_id: int | None
    office_id: int
    signed_by_id: int

    class Meta:
        table = "issued_opinion"
        table_description = "opinions issued"
        unique_together = (("office", "year", "serial"),)


class Receipt(Model):
    """The proof that an opinion was issued, made once its entry was sealed and witnessed."""

    id = fields.IntField(primary_key=True)
    issued: fields.OneToOneRelation[IssuedOpinion] = fields.OneToOneField(
        "portal.IssuedOpinion", related_name="receipt"
    )
    text = fields.TextField()  # JSON, as it is handed out
    at = fields.DatetimeField()

    issued_id: int

    class Meta:
        table = "receipt"
        table_description = "proofs of issued opinions"


class Finding(Named):
    """What a rehearing of an objection comes to."""

    UPHELD = "upheld", "维持原审查意见"
    CHANGED = "changed", "异议成立，重新审查"


class OpinionObjection(Model):
    """A department's objection to an issued opinion, and what the office answered; one each."""

    id = fields.IntField(primary_key=True)
    issued: fields.OneToOneRelation[IssuedOpinion] = fields.OneToOneField(
        "portal.IssuedOpinion", related_name="objection"
    )
    grounds = fields.TextField()
    items = fields.JSONField[list[int]]()  # numbers in the letter; none: the opinion as a whole
    raised_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    raised_at = fields.DatetimeField()
    finding = fields.CharEnumField(Finding, max_length=10, description="finding", null=True)
    answer = fields.TextField(default="")
    answered_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False, null=True
    )
    answered_at = fields.DatetimeField(null=True)

    issued_id: int

    class Meta:
        table = "opinion_objection"
        table_description = "objections to issued opinions"


class Clearance(Model):
    """The word that a text may go on, bound to the hash of that text."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="clearances"
    )
    draft: fields.ForeignKeyRelation[Draft] = fields.ForeignKeyField(
        "portal.Draft", related_name="clearances"
    )
    text_hash = fields.CharField(max_length=64)
    code = fields.CharField(max_length=20, unique=True)
    given_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    at = fields.DatetimeField()
    voided_at = fields.DatetimeField(null=True)
    void_reason = fields.CharField(max_length=300, default="")

    matter_id: int
    draft_id: int

    class Meta:
        table = "clearance"
        table_description = "clearances"
        indexes = (
            ("matter_id",),
            ("text_hash",),
        )
