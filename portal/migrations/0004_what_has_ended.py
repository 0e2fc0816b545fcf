"""Lists look among open matters only: what has ended is said in the rows themselves."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields
from tortoise.indexes import Index

OVER = "state in ('refused', 'cleared', 'decided', 'closed', 'withdrawn') and step = ''"

WHAT_HAS_ENDED = (
    f"update matter set ended = true where {OVER}",
    f"update part set ended = true where matter_id in (select id from matter where {OVER})",
)


class Migration(migrations.Migration):
    dependencies = [("portal", "0003_steps_of_matters_under_way")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Matter",
            name="ended",
            field=fields.BooleanField(default=False),
        ),
        ops.AddIndex(
            model_name="Matter",
            index=Index(fields=["office_id", "ended"]),
        ),
        ops.AddIndex(
            model_name="Matter",
            index=Index(fields=["organ_id", "ended"]),
        ),
        ops.AddField(
            model_name="Part",
            name="ended",
            field=fields.BooleanField(default=False),
        ),
        ops.AddIndex(
            model_name="Part",
            index=Index(fields=["person_id", "ended"]),
        ),
        ops.RemoveIndex(model_name="Part", name=None, fields=["matter_id", "until"]),
        ops.AddIndex(
            model_name="Part",
            index=Index(fields=["matter_id", "person_id", "until"]),
        ),
        ops.RunSQL(list(WHAT_HAS_ENDED)),
    ]
