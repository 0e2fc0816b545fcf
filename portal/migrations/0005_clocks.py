"""Periods say what they are counted in."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.kinds.kind import Unit
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0004_what_has_ended')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Deadline',
            name='unit',
            field=fields.CharEnumField(default=Unit.WORKDAYS, description='what days are counted in', enum_type=Unit, max_length=20),
        ),
    ]
