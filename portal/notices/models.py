"""What people are told: notices, the mails that carry them, and how each wants to be told."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.journal.models import Entry
from portal.matters.models import Matter
from portal.names import Named
from portal.people.models import Person
from portal.permits import Permit

LETTERS = "/letters/"  # below it are letters to organs that know nothing of the matter


class Mode(Named):
    """How somebody is told by mail; the portal keeps every notice whatever he chooses."""

    DIGEST = "digest", "每个工作日定时汇总成一封邮件"
    AT_ONCE = "at_once", "每条通知立即发送邮件"
    NONE = "none", "不发送邮件，只在平台内查看"


class Preference(Model):
    """What a person chose; whoever chose nothing gets digests and has no calendar feed."""

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False, unique=True
    )
    mode = fields.CharEnumField(Mode, max_length=10, description="mails", default=Mode.DIGEST)
    feed = fields.CharField(max_length=64, default="")  # hash of the calendar's secret address
    feed_since = fields.DatetimeField(null=True)

    person_id: int

    class Meta:
        table = "notice_preference"
        table_description = "how people want to be told"
        indexes = (("feed",),)


class Mailing(Model):
    """One mail to one person, made when it is asked for, worded when it goes out.

    Handed over and not accepted means that the server gave no answer: the mail is sent again under
    the same Message-ID. A mail whose notices all came to nothing meanwhile is dropped.
    """

    id = fields.IntField(primary_key=True)
    key = fields.CharField(max_length=100, unique=True)  # what makes it the same mail
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    token = fields.CharField(max_length=40)  # the local part of its Message-ID
    made_at = fields.DatetimeField()
    attempt = fields.IntField(default=0)  # whose turn it is: an older attempt may not hand over
    handed_at = fields.DatetimeField(null=True)
    accepted_at = fields.DatetimeField(null=True)
    dropped_at = fields.DatetimeField(null=True)
    answer = fields.CharField(max_length=200, default="")  # what the server said

    person_id: int
    notices: fields.ReverseRelation[Notice]

    class Meta:
        table = "mailing"
        table_description = "mails"
        indexes = (("person_id",),)


class Notice(Model):
    """One message to one person about a matter: what happened or is wanted, and where.

    What is told of an adviser's appointment belongs to no matter.
    """

    id = fields.BigIntField(primary_key=True)
    key = fields.CharField(max_length=120, unique=True)  # telling the same twice writes it once
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name=False
    )
    matter: fields.ForeignKeyNullableRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name=False, null=True
    )
    entry: fields.ForeignKeyNullableRelation[Entry] = fields.ForeignKeyField(
        "portal.Entry", related_name=False, null=True
    )  # empty: a reminder, which nobody's act has caused
    words = fields.CharField(max_length=120)  # Chinese message id
    facts = fields.JSONField[dict[str, str]](default=dict)
    permit = fields.CharEnumField(
        Permit, max_length=20, description="what the reader may do", null=True
    )  # empty: his part in the matter has ended
    address = fields.CharField(max_length=80)  # the page of the work
    mail = fields.CharField(max_length=120, default="")  # the words in a mail; empty: none
    mailing: fields.ForeignKeyNullableRelation[Mailing] = fields.ForeignKeyField(
        "portal.Mailing", related_name="notices", null=True
    )
    at = fields.DatetimeField()
    read_at = fields.DatetimeField(null=True)
    over_at = fields.DatetimeField(null=True)  # somebody else did it, or it can be done no more

    person_id: int
    matter_id: int | None
    entry_id: int | None
    mailing_id: int | None

    @property
    def number(self) -> str:
        """The matter's number (fetched); "" where there is none, or none that the reader knows."""
        if self.matter is None or self.address.startswith(LETTERS):
            return ""
        return self.matter.number

    @property
    def topic(self) -> str:
        """What a notice without a number is about; a Chinese message id."""
        return "征求意见函" if self.address.startswith(LETTERS) else "顾问聘任"

    class Meta:
        table = "notice"
        table_description = "notices"
        indexes = (("person_id", "read_at", "over_at"), ("matter_id", "read_at"), ("mailing_id",))
