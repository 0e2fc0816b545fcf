"""Views that were asked for: the letters, what came back, and what was done with each view."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.matters.models import Matter
from portal.names import Named
from portal.opinions.models import Adoption
from portal.people.models import Organ, Person


class Side(Named):
    """Whose consultation it is: the other side's is not handled, and the office's not seen."""

    OFFICE = "office", "审查机构"
    DEPARTMENT = "department", "送审单位"


class Stance(Named):
    """What an organ answers as a whole."""

    NONE = "none", "无意见"
    VIEWS = "views", "有修改意见"


class Consultation(Model):
    """One text put to many organs by letters that say the same; what they see is all in here."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="consultations"
    )
    side = fields.CharEnumField(Side, max_length=20, description="who asks")
    organ: fields.ForeignKeyRelation[Organ] = fields.ForeignKeyField(
        "portal.Organ", related_name=False
    )
    title = fields.CharField(max_length=200)
    words = fields.TextField(default="")  # what the letter asks
    contact = fields.CharField(max_length=120, default="")
    name = fields.CharField(max_length=200)  # of the file
    sha256 = fields.CharField(max_length=64)  # the text put to them
    asked_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    asked_at = fields.DatetimeField()
    days = fields.IntField()  # working days to answer
    due = fields.DateField()
    provisional = fields.BooleanField(default=False)
    source = fields.CharField(max_length=300, default="")  # the rule that grants them
    silence = fields.BooleanField(default=False)  # no reply by then means no objection
    stops = fields.BooleanField(default=False)  # the review clock stands still for it
    closed_at = fields.DatetimeField(null=True)

    matter_id: int
    organ_id: int
    asked_by_id: int
    letters: fields.ReverseRelation[Letter]

    class Meta:
        table = "consultation"
        table_description = "consultations"
        indexes = (("matter_id", "closed_at"), ("closed_at", "due"))


class Letter(Model):
    """The letter to one organ, and its answer."""

    id = fields.IntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "portal.Consultation", related_name="letters"
    )
    organ: fields.ForeignKeyRelation[Organ] = fields.ForeignKeyField(
        "portal.Organ", related_name="letters"
    )
    urged_at = fields.DatetimeField(null=True)  # reminded by hand, the last time
    stance = fields.CharEnumField(Stance, max_length=20, description="answer", null=True)
    contact = fields.CharField(max_length=120, default="")
    replied_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False, null=True
    )
    replied_at = fields.DatetimeField(null=True)

    consultation_id: int
    organ_id: int
    views: fields.ReverseRelation[View]

    class Meta:
        table = "letter"
        table_description = "letters of consultations"
        unique_together = (("consultation", "organ"),)
        indexes = (("organ_id", "replied_at"),)


class View(Model):
    """One view of an organ, and whether whoever asked adopts it."""

    id = fields.IntField(primary_key=True)
    letter: fields.ForeignKeyRelation[Letter] = fields.ForeignKeyField(
        "portal.Letter", related_name="views"
    )
    position = fields.IntField()
    clause = fields.CharField(max_length=100, default="")
    text = fields.TextField()
    adoption = fields.CharEnumField(Adoption, max_length=20, description="adoption", null=True)
    reason = fields.CharField(max_length=1000, default="")  # why not, or not wholly
    settled_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False, null=True
    )
    settled_at = fields.DatetimeField(null=True)

    letter_id: int

    class Meta:
        table = "consultation_view"
        table_description = "views of organs"
        indexes = (("letter_id",),)


class Evidence(Model):
    """What was said of a procedure of the matter's type; the last word on each stands."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="evidence"
    )
    procedure = fields.CharField(max_length=40)  # key in the type
    applies = fields.BooleanField()
    note = fields.TextField()  # how it was carried out, or why it does not apply
    by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    at = fields.DatetimeField()

    matter_id: int

    class Meta:
        table = "evidence"
        table_description = "procedures carried out, or not applicable"
        indexes = (("matter_id",),)


class PublicText(Model):
    """A text put up for everybody's comments; what the public sees is all in here."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="public_texts"
    )
    side = fields.CharEnumField(Side, max_length=20, description="who asks")
    organ: fields.ForeignKeyRelation[Organ] = fields.ForeignKeyField(
        "portal.Organ", related_name=False
    )
    code = fields.CharField(max_length=20, unique=True)  # the public address
    title = fields.CharField(max_length=200)
    words = fields.TextField(default="")  # what it is about, and how else to comment
    name = fields.CharField(max_length=200)  # of the file
    sha256 = fields.CharField(max_length=64)
    body = fields.TextField()  # the file as HTML of our own engine, made when it was put up
    opened = fields.DateField()
    days = fields.IntField()  # in the clock's unit
    until = fields.DateField()  # the last day on which comments are taken
    short_reason = fields.CharField(max_length=500, default="")  # why fewer than the rule wants
    source = fields.CharField(max_length=300, default="")
    asked_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    asked_at = fields.DatetimeField()
    procedure = fields.CharField(max_length=40, default="")  # of the type, which it carries out
    closed_at = fields.DatetimeField(null=True)  # taken down before its time, or put together

    matter_id: int
    organ_id: int
    asked_by_id: int
    comments: fields.ReverseRelation[Comment]

    class Meta:
        table = "public_text"
        table_description = "texts put up for public comment"
        indexes = (("matter_id",), ("closed_at", "until"))


class Comment(Model):
    """What somebody of the public wrote about a text; no address of his is kept."""

    id = fields.IntField(primary_key=True)
    text: fields.ForeignKeyRelation[PublicText] = fields.ForeignKeyField(
        "portal.PublicText", related_name="comments"
    )
    words = fields.TextField()
    digest = fields.CharField(max_length=64)  # of the words: the same is taken once
    name = fields.CharField(max_length=60, default="")
    contact = fields.CharField(max_length=120, default="")
    at = fields.DatetimeField()
    adoption = fields.CharEnumField(Adoption, max_length=20, description="adoption", null=True)
    reason = fields.CharField(max_length=1000, default="")

    text_id: int

    class Meta:
        table = "comment"
        table_description = "comments of the public"
        unique_together = (("text", "digest"),)


class Mode(Named):
    """How else views are asked for than by letter to organs or of the public."""

    TALK = "talk", "座谈会"
    EXPERTS = "experts", "论证会"
    HEARING = "hearing", "听证会"
    PHONE = "phone", "电话"
    POST = "post", "信函"
    VISIT = "visit", "现场调查"


class ExpertStance(Named):
    """Where an expert stands; whoever dissents is heard as well (国务院令第713号第二十条)."""

    AGREES = "agrees", "同意"
    PARTLY = "partly", "有修改意见"
    DISSENTS = "dissents", "不同意"


class Inquiry(Model):
    """A meeting, a call or a visit at which views were asked for, with its minutes."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="inquiries"
    )
    side = fields.CharEnumField(Side, max_length=20, description="who asks")
    mode = fields.CharEnumField(Mode, max_length=20, description="how")
    title = fields.CharField(max_length=200)
    held = fields.DateField()
    place = fields.CharField(max_length=200, default="")
    people = fields.TextField(default="")  # who took part
    papers_on = fields.DateField(null=True)  # when those taking part had the papers
    minutes = fields.TextField()
    procedure = fields.CharField(max_length=40, default="")  # of the type, which it carries out
    noted_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    noted_at = fields.DatetimeField()

    matter_id: int
    papers: fields.ReverseRelation[Paper]
    views: fields.ReverseRelation[ExpertView]

    class Meta:
        table = "inquiry"
        table_description = "meetings and calls at which views were asked for"
        indexes = (("matter_id",),)


class Paper(Model):
    """A file of an inquiry: signed minutes, a list of those present, photographs."""

    id = fields.IntField(primary_key=True)
    inquiry: fields.ForeignKeyRelation[Inquiry] = fields.ForeignKeyField(
        "portal.Inquiry", related_name="papers"
    )
    name = fields.CharField(max_length=200)
    sha256 = fields.CharField(max_length=64)

    class Meta:
        table = "inquiry_paper"
        table_description = "files of inquiries"
        indexes = (("inquiry_id",),)


class ExpertView(Model):
    """What one expert said, also against the rest, and whether it is adopted."""

    id = fields.IntField(primary_key=True)
    inquiry: fields.ForeignKeyRelation[Inquiry] = fields.ForeignKeyField(
        "portal.Inquiry", related_name="views"
    )
    name = fields.CharField(max_length=60)
    unit = fields.CharField(max_length=120, default="")  # where from, and in which field
    stance = fields.CharEnumField(ExpertStance, max_length=20, description="stance")
    text = fields.TextField()
    signed = fields.BooleanField(default=False)  # a written opinion with his signature is filed
    adoption = fields.CharEnumField(Adoption, max_length=20, description="adoption", null=True)
    reason = fields.CharField(max_length=1000, default="")

    inquiry_id: int

    class Meta:
        table = "expert_view"
        table_description = "views of experts"
        indexes = (("inquiry_id",),)
