"""What reviewers and advisers say about a draft, and where."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.documents.models import Draft
from portal.matters.models import Matter
from portal.names import Named
from portal.people.models import Person
from portal.routing.models import Assignment


class Severity(Named):
    MUST = "must", "必须修改"
    SHOULD = "should", "建议修改"
    HINT = "hint", "提示"


class Origin(Named):
    BROWSER = "browser", "网页"
    WORD = "word", "Word"


class PlaceState(Named):
    """How surely a comment stands at its words in a draft."""

    PLACED = "placed", "原文未变"
    MOVED = "moved", "原文移动"
    CHANGED = "changed", "原文有改动"
    DELETED = "deleted", "原文已删除"
    SPLIT = "split", "原文被拆分"
    UNCERTAIN = "uncertain", "位置待确认"
    ORPHANED = "orphaned", "找不到原文"


class Annotation(Model):
    """A remark on a passage, its proposal included; `placements` say where in each draft."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="annotations"
    )
    draft: fields.ForeignKeyRelation[Draft] = fields.ForeignKeyField(
        "portal.Draft", related_name="annotations"
    )  # the draft it was made on
    author: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="annotations"
    )
    severity = fields.CharEnumField(Severity, max_length=10, description="severity")
    text = fields.TextField()
    basis = fields.TextField(default="")
    proposal = fields.TextField(null=True)  # wording to put in its place; "" deletes it
    origin = fields.CharEnumField(Origin, max_length=10, description="origin")
    durable = fields.CharField(max_length=80, default="")  # its identity in handed-out files
    submitted = fields.BooleanField(default=False)  # others see it only then
    resolved_at = fields.DatetimeField(null=True)
    resolved_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False, null=True
    )
    made_at = fields.DatetimeField()
    changed_at = fields.DatetimeField()
    version = fields.IntField(default=1)  # a stale save is refused

    matter_id: int
    draft_id: int
    author_id: int
    placements: fields.ReverseRelation[Placement]
    replies: fields.ReverseRelation[AnnotationReply]

    class Meta:
        table = "annotation"
        table_description = "annotations"
        indexes = (
            ("matter_id",),
            ("draft_id",),
        )


class Placement(Model):
    """Where an annotation stands in one draft; offsets are null where it has no place there."""

    id = fields.IntField(primary_key=True)
    annotation: fields.ForeignKeyRelation[Annotation] = fields.ForeignKeyField(
        "portal.Annotation", related_name="placements"
    )
    draft: fields.ForeignKeyRelation[Draft] = fields.ForeignKeyField(
        "portal.Draft", related_name="placements"
    )
    state = fields.CharEnumField(PlaceState, max_length=20, description="how sure")
    paragraph = fields.IntField(null=True)
    start = fields.IntField(null=True)
    end_paragraph = fields.IntField(null=True)
    end = fields.IntField(null=True)
    clause = fields.CharField(max_length=120, default="")  # 第二条, as numbered in that draft
    quote = fields.TextField(default="")
    was = fields.TextField(default="")  # the words before, where they changed

    annotation_id: int
    draft_id: int

    class Meta:
        table = "placement"
        table_description = "where annotations stand"
        unique_together = (("annotation", "draft"),)
        indexes = (("draft_id",),)


class AnnotationReply(Model):
    """An answer in the thread of an annotation."""

    id = fields.IntField(primary_key=True)
    annotation: fields.ForeignKeyRelation[Annotation] = fields.ForeignKeyField(
        "portal.Annotation", related_name="replies"
    )
    author: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    text = fields.TextField()
    made_at = fields.DatetimeField()
    durable = fields.CharField(max_length=80, default="")

    annotation_id: int
    author_id: int

    class Meta:
        table = "annotation_reply"
        table_description = "replies to annotations"
        indexes = (("annotation_id",),)


class Advice(Model):
    """An adviser's or government lawyer's written opinion; a draft until it is submitted."""

    id = fields.IntField(primary_key=True)
    assignment: fields.OneToOneRelation[Assignment] = fields.OneToOneField(
        "portal.Assignment", related_name="advice"
    )
    conclusion = fields.CharField(max_length=60, default="")  # key of an outcome
    text = fields.TextField(default="")
    saved_at = fields.DatetimeField()
    submitted_at = fields.DatetimeField(null=True)
    version = fields.IntField(default=1)

    assignment_id: int

    class Meta:
        table = "advice"
        table_description = "advisers' opinions"


class Handout(Model):
    """A Word file as it was handed out, so that what comes back can be compared with it."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=40, unique=True)  # carried inside the file
    draft: fields.ForeignKeyRelation[Draft] = fields.ForeignKeyField(
        "portal.Draft", related_name="handouts"
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    sha256 = fields.CharField(max_length=64)
    contents = fields.JSONField[dict[str, str]](default=dict)  # comment in the file → ours
    at = fields.DatetimeField()

    draft_id: int
    person_id: int

    class Meta:
        table = "handout"
        table_description = "files handed out"
        indexes = (("draft_id",),)


class WordImport(Model):
    """A returned Word file: what it brought, confirmed or not yet."""

    id = fields.IntField(primary_key=True)
    draft: fields.ForeignKeyRelation[Draft] = fields.ForeignKeyField(
        "portal.Draft", related_name="imports"
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    handout: fields.ForeignKeyNullableRelation[Handout] = fields.ForeignKeyField(
        "portal.Handout", related_name=False, null=True
    )
    name = fields.CharField(max_length=200)
    sha256 = fields.CharField(max_length=64)
    findings = fields.JSONField[list[dict[str, object]]](default=list)
    at = fields.DatetimeField()
    confirmed_at = fields.DatetimeField(null=True)

    draft_id: int
    person_id: int

    class Meta:
        table = "word_import"
        table_description = "returned Word files"
        indexes = (("draft_id",),)
