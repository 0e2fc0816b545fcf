"""Appointments of advisers and what hangs on them: steps, objections, money, work, assessments."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.names import Named
from portal.people.models import Firm, Organ, Person


class Sort(Named):
    ADVISER = "adviser", "法律顾问"
    EXPERT = "expert", "专家库专家"
    LAWYER = "lawyer", "公职律师"


class Stage(Named):
    """How far an appointment has come (中办发〔2016〕30号: public, by fixed steps)."""

    RECOMMENDED = "recommended", "已推荐"
    CHECKED = "checked", "已核查"
    SELECTED = "selected", "已遴选"
    ANNOUNCED = "announced", "公示中"
    APPOINTED = "appointed", "已聘任"
    DROPPED = "dropped", "不予聘任"
    REMOVED = "removed", "已解聘"


class Ground(Named):
    """Why somebody is removed before his term ends."""

    SECRETS = "secrets", "泄露国家秘密、工作秘密或者商业秘密"
    CONFLICT = "conflict", "办理与政府有利益冲突的业务"
    TITLE = "title", "利用顾问身份为本人或者他人谋取利益"
    DISCIPLINE = "discipline", "受到刑事处罚、行政处罚或者行业处分"
    LICENCE = "licence", "不再具备执业资格"
    DUTY = "duty", "无正当理由不履行职责或者考核不称职"
    OWN_WISH = "own_wish", "本人申请"


class Service(Named):
    """The twelve kinds of service of an adviser's work log."""

    CONTRACT = "contract", "合同审查"
    NORMATIVE = "normative", "规范性文件审议"
    INQUIRY = "inquiry", "现场调查"
    FILE_REVIEW = "file_review", "案卷评查"
    TEMPLATES = "templates", "文书制作"
    DECISION = "decision", "重大行政决策论证"
    PETITION = "petition", "信访处理"
    INCIDENT = "incident", "情况反映与应对"
    REPORT = "report", "举报查处答复"
    DISCLOSURE = "disclosure", "信息公开"
    RECONSIDERATION = "reconsideration", "行政复议"
    LITIGATION = "litigation", "诉讼代理"


class Mode(Named):
    WRITTEN = "written", "书面"
    MEETING = "meeting", "座谈或者论证会"
    PHONE = "phone", "电话"
    ON_SITE = "on_site", "现场"


class Grade(Named):
    EXCELLENT = "excellent", "优秀"
    GOOD = "good", "称职"
    FAIR = "fair", "基本称职"
    POOR = "poor", "不称职"


class Appointment(Model):
    """One lawyer, firm or expert on the way to, in, or after a term at one office."""

    id = fields.IntField(primary_key=True)
    office: fields.ForeignKeyRelation[Organ] = fields.ForeignKeyField(
        "portal.Organ", related_name=False
    )
    sort = fields.CharEnumField(Sort, max_length=20, description="sort")
    stage = fields.CharEnumField(Stage, max_length=20, description="stage")
    name = fields.CharField(max_length=120)  # of the person, or of the firm
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False, null=True
    )  # his account, once he has one
    firm: fields.ForeignKeyNullableRelation[Firm] = fields.ForeignKeyField(
        "portal.Firm", related_name=False, null=True
    )
    whole_firm = fields.BooleanField(default=False)  # the firm is appointed, with all its lawyers
    chief = fields.BooleanField(default=False)  # 首席法律顾问
    licence = fields.CharField(max_length=40, default="")
    practising_since = fields.DateField(null=True)
    specialities = fields.JSONField[list[str]](default=list)
    region = fields.CharField(max_length=60, default="")
    languages = fields.CharField(max_length=60, default="")
    recommended_by = fields.CharField(max_length=120, default="")
    announced_from = fields.DateField(null=True)
    announced_until = fields.DateField(null=True)
    since = fields.DateField(null=True)
    until = fields.DateField(null=True)
    fee = fields.DecimalField(max_digits=16, decimal_places=2, null=True)  # yuan a year
    ground = fields.CharEnumField(Ground, max_length=20, description="ground", null=True)
    removed_on = fields.DateField(null=True)

    office_id: int
    person_id: int | None
    firm_id: int | None

    class Meta:
        table = "appointment"
        table_description = "appointments of advisers"
        indexes = (("office_id", "stage"), ("person_id",), ("firm_id",))


class Passage(Model):
    """One step of an appointment: who took it, when, on what footing. Never changed."""

    id = fields.IntField(primary_key=True)
    appointment: fields.ForeignKeyRelation[Appointment] = fields.ForeignKeyField(
        "portal.Appointment", related_name="passages"
    )
    words = fields.CharField(max_length=120)  # message id of what was done
    note = fields.CharField(max_length=500, default="")
    by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    at = fields.DatetimeField()

    class Meta:
        table = "appointment_passage"
        table_description = "steps of appointments"
        indexes = (("appointment_id",),)


class Objection(Model):
    """Somebody objects while the name is announced; nobody is appointed before it is answered."""

    id = fields.IntField(primary_key=True)
    appointment: fields.ForeignKeyRelation[Appointment] = fields.ForeignKeyField(
        "portal.Appointment", related_name="objections"
    )
    name = fields.CharField(max_length=60)
    text = fields.CharField(max_length=1000)
    noted_at = fields.DatetimeField()
    answer = fields.CharField(max_length=1000, default="")
    sustained = fields.BooleanField(default=False)
    answered_at = fields.DatetimeField(null=True)

    class Meta:
        table = "appointment_objection"
        table_description = "objections to appointments"
        indexes = (("appointment_id",),)


class Budget(Model):
    """What an office may spend on advisers in a year."""

    id = fields.IntField(primary_key=True)
    office: fields.ForeignKeyRelation[Organ] = fields.ForeignKeyField(
        "portal.Organ", related_name=False
    )
    year = fields.IntField()
    amount = fields.DecimalField(max_digits=16, decimal_places=2)

    class Meta:
        table = "adviser_budget"
        table_description = "budgets for advisers"
        unique_together = (("office", "year"),)


class Payment(Model):
    """What was paid under an appointment."""

    id = fields.IntField(primary_key=True)
    appointment: fields.ForeignKeyRelation[Appointment] = fields.ForeignKeyField(
        "portal.Appointment", related_name="payments"
    )
    day = fields.DateField()
    amount = fields.DecimalField(max_digits=16, decimal_places=2)
    purpose = fields.CharField(max_length=200)
    voucher = fields.CharField(max_length=60, default="")

    class Meta:
        table = "adviser_payment"
        table_description = "payments to advisers"
        indexes = (("appointment_id",), ("day",))


class Work(Model):
    """One entry of the work log (工作台账)."""

    id = fields.IntField(primary_key=True)
    appointment: fields.ForeignKeyRelation[Appointment] = fields.ForeignKeyField(
        "portal.Appointment", related_name="works"
    )
    day = fields.DateField()
    service = fields.CharEnumField(Service, max_length=20, description="kind of service")
    mode = fields.CharEnumField(Mode, max_length=20, description="how it was given")
    hours = fields.DecimalField(max_digits=6, decimal_places=2)
    text = fields.CharField(max_length=500)
    noted_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )

    class Meta:
        table = "adviser_work"
        table_description = "work log of advisers"
        indexes = (("appointment_id", "day"),)


class Assessment(Model):
    """The grade of one year, and where it was appealed against, what came of it."""

    id = fields.IntField(primary_key=True)
    appointment: fields.ForeignKeyRelation[Appointment] = fields.ForeignKeyField(
        "portal.Appointment", related_name="assessments"
    )
    year = fields.IntField()
    grade = fields.CharEnumField(Grade, max_length=20, description="grade")
    text = fields.CharField(max_length=1000)
    by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    at = fields.DatetimeField()
    appeal = fields.CharField(max_length=1000, default="")
    appealed_at = fields.DatetimeField(null=True)
    decision = fields.CharField(max_length=1000, default="")
    decided_grade = fields.CharEnumField(
        Grade, max_length=20, description="grade after the appeal", null=True
    )
    decided_at = fields.DatetimeField(null=True)

    by_id: int

    class Meta:
        table = "adviser_assessment"
        table_description = "yearly assessments of advisers"
        unique_together = (("appointment", "year"),)
