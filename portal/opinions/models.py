"""The opinion: its items, who approved it, what the department answers, and what is disputed."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.documents.models import Draft
from portal.matters.models import Matter
from portal.names import Named
from portal.people.models import Person
from portal.reviews.models import Annotation, Severity


class ItemClass(Named):
    """Which part of the letter an item belongs to."""

    AUTHORITY = "authority", "主体与权限"
    PROCEDURE = "procedure", "程序"
    CONTENT = "content", "内容"
    WORDING = "wording", "文字与格式"


class OpinionState(Named):
    DRAFTED = "drafted", "起草中"
    CHECKING = "checking", "复核中"
    APPROVED = "approved", "待签发"
    ISSUED = "issued", "已出具"


class Opinion(Model):
    """The office's opinion on one draft of a matter."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="opinions"
    )
    draft: fields.ForeignKeyRelation[Draft] = fields.ForeignKeyField(
        "portal.Draft", related_name="opinions"
    )
    state = fields.CharEnumField(OpinionState, max_length=20, description="state")
    author: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="opinions"
    )
    conclusion = fields.CharField(max_length=60, default="")  # key of an outcome of the type
    conclusion_note = fields.TextField(default="")
    bases = fields.TextField(default="")  # a line a law
    modes = fields.CharField(max_length=200, default="书面审查")  # how it was reviewed
    other = fields.TextField(default="")
    without_advice = fields.TextField(default="")  # why no adviser was heard where one must be
    content_hash = fields.CharField(max_length=64, default="")  # what was approved
    replaces = fields.CharField(max_length=60, default="")  # the number of the one before it
    returned = fields.TextField(default="")  # why the last reply was given back as a whole
    begun_at = fields.DatetimeField()
    version = fields.IntField(default=1)

    matter_id: int
    draft_id: int
    author_id: int
    items: fields.ReverseRelation[Item]
    approvals: fields.ReverseRelation[Approval]

    class Meta:
        table = "opinion"
        table_description = "opinions"
        unique_together = (("matter", "draft", "replaces"),)


class Choice(Named):
    """What the reviewer does with a remark."""

    TAKEN = "taken", "采入"
    REWORDED = "reworded", "改写后采入"
    LEFT_OUT = "left_out", "不采"


class Adoption(Named):
    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    NOT_ADOPTED = "not_adopted", "未采纳"


class TextChange(Named):
    """What really happened to the passage in the next draft."""

    AS_PROPOSED = "as_proposed", "已按建议修改"
    CHANGED = "changed", "已修改（与建议不同）"
    UNCHANGED = "unchanged", "未修改"
    DELETED = "deleted", "原文已删除"
    UNKNOWN = "unknown", "无法自动比对，请人工核对"


class Item(Model):
    """One point of the opinion, or a remark that was left out with its reason.

    What stands here is copied from the annotation when it is taken in: what is issued must not
    change with what it came from.
    """

    id = fields.IntField(primary_key=True)
    opinion: fields.ForeignKeyRelation[Opinion] = fields.ForeignKeyField(
        "portal.Opinion", related_name="items"
    )
    annotation: fields.ForeignKeyNullableRelation[Annotation] = fields.ForeignKeyField(
        "portal.Annotation", related_name="items", null=True
    )
    choice = fields.CharEnumField(Choice, max_length=20, description="choice")
    reason = fields.CharField(max_length=500, default="")  # why it is left out
    position = fields.IntField()  # its number in the letter; 0 while left out
    klass = fields.CharEnumField(ItemClass, max_length=20, description="class")
    severity = fields.CharEnumField(Severity, max_length=10, description="severity")
    clause = fields.CharField(max_length=120, default="")
    quote = fields.TextField(default="")
    problem = fields.TextField()
    basis = fields.TextField(default="")
    suggestion = fields.TextField(default="")
    proposal = fields.TextField(null=True)  # wording, as a tracked change in the annotated file
    paragraph = fields.IntField(null=True)
    start = fields.IntField(null=True)
    end_paragraph = fields.IntField(null=True)
    end = fields.IntField(null=True)

    opinion_id: int
    annotation_id: int | None
    answers: fields.ReverseRelation[ItemAnswer]

    class Meta:
        table = "item"
        table_description = "items of opinions"
        unique_together = (("opinion", "annotation"),)


class ApprovalStep(Named):
    CHECK = "check", "复核"
    DISCUSS = "discuss", "集体讨论"
    SIGN = "sign", "签发"


class Approval(Model):
    """A second or third person's word on an opinion, bound to the content that was approved."""

    id = fields.IntField(primary_key=True)
    opinion: fields.ForeignKeyRelation[Opinion] = fields.ForeignKeyField(
        "portal.Opinion", related_name="approvals"
    )
    step = fields.CharEnumField(ApprovalStep, max_length=10, description="step")
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    passed = fields.BooleanField()
    note = fields.TextField(default="")
    content_hash = fields.CharField(max_length=64)
    at = fields.DatetimeField()

    class Meta:
        table = "approval"
        table_description = "approvals of opinions"
        indexes = (("opinion_id",),)


class ItemAnswer(Model):
    """What the department did about one item, and what the next draft's text says of it."""

    id = fields.IntField(primary_key=True)
    item: fields.ForeignKeyRelation[Item] = fields.ForeignKeyField(
        "portal.Item", related_name="answers"
    )
    draft: fields.ForeignKeyNullableRelation[Draft] = fields.ForeignKeyField(
        "portal.Draft", related_name="answers", null=True
    )
    adoption = fields.CharEnumField(
        Adoption, max_length=20, description="adopted or not", null=True
    )  # None: not chosen yet, while the department writes its reply
    reason = fields.TextField(default="")
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    at = fields.DatetimeField()
    change = fields.CharEnumField(
        TextChange, max_length=20, description="what happened to the text",
        default=TextChange.UNKNOWN,
    )  # fmt: skip
    new_text = fields.TextField(default="")
    confirmed = fields.BooleanField(null=True)  # None: the office has not looked yet
    confirm_note = fields.CharField(max_length=500, default="")

    item_id: int
    draft_id: int | None

    class Meta:
        table = "item_answer"
        table_description = "adoption replies, item by item"
        indexes = (("item_id",),)


class Settlement(Named):
    """What a collective discussion concludes of an item on which both sides insist."""

    HELD = "held", "维持审查意见"
    YIELDED = "yielded", "采纳送审单位意见"


class Discussion(Model):
    """A collective discussion of contested items, as it is on record."""

    id = fields.IntField(primary_key=True)
    opinion: fields.ForeignKeyRelation[Opinion] = fields.ForeignKeyField(
        "portal.Opinion", related_name="discussions"
    )
    day = fields.DateField()
    participants = fields.TextField()
    recorded_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    at = fields.DatetimeField()

    opinion_id: int
    rulings: fields.ReverseRelation[Ruling]

    class Meta:
        table = "discussion"
        table_description = "collective discussions of contested items"
        indexes = (("opinion_id",),)


class Ruling(Model):
    """What a discussion concluded of one item; it stands, whatever is answered afterwards."""

    id = fields.IntField(primary_key=True)
    discussion: fields.ForeignKeyRelation[Discussion] = fields.ForeignKeyField(
        "portal.Discussion", related_name="rulings"
    )
    item: fields.OneToOneRelation[Item] = fields.OneToOneField("portal.Item", related_name="ruling")
    settlement = fields.CharEnumField(Settlement, max_length=10, description="conclusion")
    conclusion = fields.TextField()

    item_id: int

    class Meta:
        table = "ruling"
        table_description = "conclusions on contested items"
