"""Work to be done behind the scenes: rows written in the act's own transaction."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model


class Job(Model):
    """One piece of work; doing it twice changes nothing."""

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharField(max_length=60)
    key = fields.CharField(max_length=160, unique=True)  # what makes it the same work
    facts = fields.JSONField[dict[str, str]](default=dict)
    run_at = fields.DatetimeField()
    owner = fields.CharField(max_length=60, default="")
    lease_until = fields.DatetimeField(null=True)
    attempts = fields.IntField(default=0)
    done = fields.DatetimeField(null=True)
    failed = fields.DatetimeField(null=True)  # given up; a human must look
    fault = fields.CharField(max_length=500, default="")

    class Meta:
        table = "job"
        table_description = "work to be done"
        indexes = (("done", "run_at"),)
