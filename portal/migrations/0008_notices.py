"""Notices, the mails that carry them, how each wants to be told, and addresses for mail."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from portal.notices.models import Mode
from portal.permits import Permit
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0007_clocks')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Mailing',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('key', fields.CharField(unique=True, max_length=100)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('token', fields.CharField(max_length=40)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('attempt', fields.IntField(default=0)),
                ('handed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('accepted_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('dropped_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('answer', fields.CharField(default='', max_length=200)),
            ],
            options={'table': 'mailing', 'app': 'portal', 'indexes': [Index(fields=['person_id'])], 'pk_attr': 'id', 'table_description': 'mails'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Notice',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('key', fields.CharField(unique=True, max_length=120)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('matter', fields.ForeignKeyField('portal.Matter', source_field='matter_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('entry', fields.ForeignKeyField('portal.Entry', source_field='entry_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('words', fields.CharField(max_length=120)),
                ('facts', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('permit', fields.CharEnumField(null=True, description='what the reader may do', enum_type=Permit, max_length=20)),
                ('address', fields.CharField(max_length=80)),
                ('mail', fields.CharField(default='', max_length=120)),
                ('mailing', fields.ForeignKeyField('portal.Mailing', source_field='mailing_id', null=True, db_constraint=True, to_field='id', related_name='notices', on_delete=OnDelete.CASCADE)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('read_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('over_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'notice', 'app': 'portal', 'indexes': [Index(fields=['person_id', 'read_at', 'over_at']), Index(fields=['matter_id', 'read_at']), Index(fields=['mailing_id'])], 'pk_attr': 'id', 'table_description': 'notices'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Preference',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', unique=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('mode', fields.CharEnumField(default=Mode.DIGEST, description='mails', enum_type=Mode, max_length=10)),
                ('feed', fields.CharField(default='', max_length=64)),
                ('feed_since', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'notice_preference', 'app': 'portal', 'indexes': [Index(fields=['feed'])], 'pk_attr': 'id', 'table_description': 'how people want to be told'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Person',
            name='mail',
            field=fields.CharField(default='', max_length=120),
        ),
    ]
