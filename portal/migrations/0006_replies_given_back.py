"""Why a reply was given back as a whole."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0005_kinds_within_types')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Opinion',
            name='returned',
            field=fields.TextField(default='', unique=False),
        ),
    ]
