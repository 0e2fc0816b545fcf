"""Kinds within a type, such as concessions among contracts."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0004_what_has_ended')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Matter',
            name='variant',
            field=fields.CharField(default='', max_length=40),
        ),
    ]
