"""Other systems that may ask whether a text was cleared."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0011_consultation')]

    initial = False

    operations = [
        ops.CreateModel(
            name='System',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('name', fields.CharField(max_length=80)),
                ('organ', fields.ForeignKeyField('portal.Organ', source_field='organ_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('token', fields.CharField(unique=True, max_length=64)),
                ('made_by', fields.ForeignKeyField('portal.Person', source_field='made_by_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('asked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('revoked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'system', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'other systems that may ask'},
            bases=['Model'],
        ),
    ]
