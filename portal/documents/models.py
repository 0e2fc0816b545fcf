"""Files by their hash, the drafts of a matter, and its other material."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.matters.models import Matter
from portal.names import Named
from portal.people.models import Person


class StoredFile(Model):
    """Bytes that are kept under their SHA-256 and never overwritten."""

    sha256 = fields.CharField(max_length=64, primary_key=True)
    size = fields.BigIntField()
    kept = fields.DatetimeField()

    class Meta:
        table = "stored_file"
        table_description = "files kept"


class Format(Named):
    """How deep the portal can work on a draft."""

    WORD = "word", "Word 文档"
    PDF = "pdf", "PDF"


class Draft(Model):
    """One version of the text under review.

    `sha256` are the bytes that the portal works on; `original` are those that were uploaded,
    which differ when the file was converted (.doc, .wps, .rtf, .odt).
    """

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="drafts"
    )
    version = fields.IntField()
    name = fields.CharField(max_length=200)  # as uploaded
    format = fields.CharEnumField(Format, max_length=10, description="format")
    sha256 = fields.CharField(max_length=64)
    original = fields.CharField(max_length=64)
    text_hash = fields.CharField(max_length=64)  # of the words alone: what clearance binds to
    paragraphs = fields.IntField()
    characters = fields.IntField()
    warnings = fields.JSONField[list[str]](default=list)
    uploaded_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    uploaded_at = fields.DatetimeField()

    matter_id: int
    uploaded_by_id: int

    class Meta:
        table = "draft"
        table_description = "versions of drafts"
        unique_together = (("matter", "version"),)


class Material(Model):
    """One entry of a matter's checklist: a file, or the promise of one, or why there is none."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="materials"
    )
    slot = fields.CharField(max_length=40, default="")  # key in the type's checklist; "" is extra
    name = fields.CharField(max_length=200)
    sha256 = fields.CharField(max_length=64, default="")
    promised = fields.DateField(null=True)
    reason = fields.CharField(max_length=300, default="")  # why it is not there
    uploaded_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    uploaded_at = fields.DatetimeField()

    matter_id: int

    class Meta:
        table = "material"
        table_description = "materials of matters"
        indexes = (("matter_id",),)
