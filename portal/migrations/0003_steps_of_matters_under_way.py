"""Matters that were under way before types had steps stand at the step that their state says."""

from tortoise import migrations
from tortoise.migrations import operations as ops

TWO = "('agenda', 'minutes', 'other')"  # types whose checker might sign


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_bylaws")]

    initial = False

    operations = [
        ops.RunSQL(
            [
                "update matter set step = 'review' where step = ''"
                " and state in ('under_review', 'review_paused')",
                "update matter set step = 'check', called = 'approver',"
                " apart = 'adviser lawyer reviewer' where step = '' and state = 'checking'",
                "update matter set called = 'approver signer', apart = 'adviser lawyer reviewer'"
                f" where step = '' and state = 'signing' and kind in {TWO}",
                "update matter set called = 'signer', apart = 'adviser checker lawyer reviewer'"
                f" where step = '' and state = 'signing' and kind not in {TWO}",
                "update matter set step = 'sign' where step = '' and state = 'signing'",
            ]
        ),
    ]
