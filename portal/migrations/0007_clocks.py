"""Periods say what they are counted in, may be lengthened, and follow calendars that are entered."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from portal.kinds.kind import Unit
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0006_replies_given_back')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Almanac',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('year', fields.IntField()),
                ('days', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('digest', fields.CharField(max_length=64)),
                ('source', fields.CharField(max_length=300)),
                ('enacted_by', fields.ForeignKeyField('portal.Person', source_field='enacted_by_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('enacted_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'almanac', 'app': 'portal', 'indexes': [Index(fields=['year']), Index(fields=['digest'])], 'pk_attr': 'id', 'table_description': 'years of the calendar of working days'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Extension',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('deadline', fields.ForeignKeyField('portal.Deadline', source_field='deadline_id', db_constraint=True, to_field='id', related_name='extensions', on_delete=OnDelete.CASCADE)),
                ('days', fields.IntField()),
                ('reason', fields.CharField(max_length=300)),
                ('asked_by', fields.ForeignKeyField('portal.Person', source_field='asked_by_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('decided_by', fields.ForeignKeyField('portal.Person', source_field='decided_by_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('decided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('granted', fields.BooleanField(default=False)),
                ('note', fields.CharField(default='', max_length=300)),
            ],
            options={'table': 'extension', 'app': 'portal', 'indexes': [Index(fields=['deadline_id', 'decided_at']), Index(fields=['decided_at'])], 'pk_attr': 'id', 'table_description': 'extensions of deadlines'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Deadline',
            name='extended',
            field=fields.IntField(default=0),
        ),
        ops.AddField(
            model_name='Deadline',
            name='unit',
            field=fields.CharEnumField(default=Unit.WORKDAYS, description='what days are counted in', enum_type=Unit, max_length=20),
        ),
        ops.AddField(
            model_name='Pause',
            name='note',
            field=fields.CharField(default='', max_length=300),
        ),
    ]
