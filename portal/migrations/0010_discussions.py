"""Collective discussions of items on which both sides insist, and what they concluded."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.opinions.models import Settlement
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0009_decisions')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Discussion',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('opinion', fields.ForeignKeyField('portal.Opinion', source_field='opinion_id', db_constraint=True, to_field='id', related_name='discussions', on_delete=OnDelete.CASCADE)),
                ('day', fields.DateField()),
                ('participants', fields.TextField(unique=False)),
                ('recorded_by', fields.ForeignKeyField('portal.Person', source_field='recorded_by_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'discussion', 'app': 'portal', 'indexes': [Index(fields=['opinion_id'])], 'pk_attr': 'id', 'table_description': 'collective discussions of contested items'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Ruling',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('discussion', fields.ForeignKeyField('portal.Discussion', source_field='discussion_id', db_constraint=True, to_field='id', related_name='rulings', on_delete=OnDelete.CASCADE)),
                ('item', fields.OneToOneField('portal.Item', source_field='item_id', db_constraint=True, to_field='id', related_name='ruling', on_delete=OnDelete.CASCADE)),
                ('settlement', fields.CharEnumField(description='conclusion', enum_type=Settlement, max_length=10)),
                ('conclusion', fields.TextField(unique=False)),
            ],
            options={'table': 'ruling', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'conclusions on contested items'},
            bases=['Model'],
        ),
    ]
