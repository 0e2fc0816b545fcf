"""Persons, the organs and firms they belong to, what they may be asked to do, their sessions."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.names import Named


class Level(Named):
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"


class OrganKind(Named):
    GOVERNMENT = "government", "政府"
    LEGAL_OFFICE = "legal_office", "法制机构"
    DEPARTMENT = "department", "部门"


class Role(Named):
    """What a person is appointed to do in an organ; rights in a matter follow from it."""

    SUBMITTER = "submitter", "送审经办人"
    HEAD = "head", "送审单位负责人"
    REGISTRAR = "registrar", "收件员"
    DISPATCHER = "dispatcher", "分办人"
    REVIEWER = "reviewer", "审查人员"
    LAWYER = "lawyer", "公职律师"
    ADVISER = "adviser", "法律顾问"
    APPROVER = "approver", "复核人"
    SIGNER = "signer", "签发人"
    AUDITOR = "auditor", "审计员"
    ADMINISTRATOR = "administrator", "系统管理员"


class Organ(Model):
    """A government, department, township or legal office; `office` reviews its matters."""

    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=120, unique=True)
    short = fields.CharField(max_length=20, default="")  # 机关代字, e.g. 云司
    kind = fields.CharEnumField(OrganKind, max_length=20, description="kind of organ")
    level = fields.CharEnumField(Level, max_length=20, description="level of government")
    parent: fields.ForeignKeyNullableRelation[Organ] = fields.ForeignKeyField(
        "portal.Organ", related_name="children", null=True
    )
    office: fields.ForeignKeyNullableRelation[Organ] = fields.ForeignKeyField(
        "portal.Organ", related_name="clients", null=True
    )

    parent_id: int | None
    office_id: int | None

    class Meta:
        table = "organ"
        table_description = "organs"


class Firm(Model):
    """A law firm whose lawyers advise governments."""

    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=120, unique=True)
    uscc = fields.CharField(max_length=18, default="")  # 统一社会信用代码
    active = fields.BooleanField(default=True)

    class Meta:
        table = "firm"
        table_description = "law firms"


class Person(Model):
    """Somebody who can sign in: of an organ, or of a firm."""

    id = fields.IntField(primary_key=True)
    login = fields.CharField(max_length=60, unique=True)
    name = fields.CharField(max_length=60)
    title = fields.CharField(max_length=60, default="")
    organ: fields.ForeignKeyNullableRelation[Organ] = fields.ForeignKeyField(
        "portal.Organ", related_name="people", null=True
    )
    firm: fields.ForeignKeyNullableRelation[Firm] = fields.ForeignKeyField(
        "portal.Firm", related_name="lawyers", null=True
    )
    licence = fields.CharField(max_length=40, default="")  # 执业证号
    specialities = fields.JSONField[list[str]](default=list)
    capacity = fields.IntField(default=8)  # matters at once before he counts as fully loaded
    phone = fields.CharField(max_length=40, default="")
    mail = fields.CharField(max_length=120, default="")  # number and link are sent there, no more
    password = fields.CharField(max_length=200)  # argon2id
    must_change = fields.BooleanField(default=True)  # the password is an initial one
    active = fields.BooleanField(default=True)
    language = fields.CharField(max_length=5, default="zh")
    created = fields.DatetimeField()

    organ_id: int | None
    firm_id: int | None
    posts: fields.ReverseRelation[Post]

    @property
    def is_outside(self) -> bool:
        """Whether the person belongs to a firm and not to an organ."""
        return self.firm_id is not None

    class Meta:
        table = "person"
        table_description = "people"


class Post(Model):
    """A role that a person holds in an organ; an adviser's is in the office that appointed him."""

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="posts"
    )
    organ: fields.ForeignKeyRelation[Organ] = fields.ForeignKeyField(
        "portal.Organ", related_name="posts"
    )
    role = fields.CharEnumField(Role, max_length=20, description="role")

    person_id: int
    organ_id: int

    class Meta:
        table = "post"
        table_description = "roles held"
        unique_together = (("person", "organ", "role"),)
        indexes = (("organ_id", "role"),)


class Degree(Named):
    """How far somebody is absent; new matters are offered to neither."""

    AWAY = "away", "完全离岗，在办事项须交接"
    CAN_FINISH = "can_finish", "不接新件，可办完在办事项"


class Absence(Model):
    """Days on which a person takes no new matters, both ends included."""

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="absences"
    )
    since = fields.DateField()
    until = fields.DateField()
    degree = fields.CharEnumField(
        Degree, max_length=20, description="how far absent", default=Degree.AWAY
    )
    note = fields.CharField(max_length=200, default="")

    person_id: int

    class Meta:
        table = "absence"
        table_description = "absences"
        indexes = (("person_id",),)


class Session(Model):
    """Somebody signed in at one browser; the cookie holds the token, this row its hash."""

    id = fields.IntField(primary_key=True)
    token = fields.CharField(max_length=64, unique=True)
    csrf = fields.CharField(max_length=64)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="sessions"
    )
    begun = fields.DatetimeField()
    seen = fields.DatetimeField()
    address = fields.CharField(max_length=60, default="")
    agent = fields.CharField(max_length=200, default="")
    ended = fields.DatetimeField(null=True)

    person_id: int

    class Meta:
        table = "session"
        table_description = "sessions"
        indexes = (("person_id",),)


class Throttle(Model):
    """How often something was tried from one place; for what has no account yet."""

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=120, unique=True)
    count = fields.IntField(default=0)
    since = fields.DatetimeField()

    class Meta:
        table = "throttle"
        table_description = "attempts counted"
