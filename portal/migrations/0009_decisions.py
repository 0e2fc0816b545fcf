"""Decisions on matters, and the obligations that follow from them."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.documents.models import Format
from portal.kinds.kind import Unit
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0008_notices')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Decision',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('matter', fields.OneToOneField('portal.Matter', source_field='matter_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('decided_on', fields.DateField()),
                ('decided_by', fields.CharField(max_length=120)),
                ('document_number', fields.CharField(default='', max_length=60)),
                ('published_on', fields.DateField(null=True)),
                ('published_in', fields.CharField(default='', max_length=200)),
                ('effective_on', fields.DateField(null=True)),
                ('expires_on', fields.DateField(null=True)),
                ('final_name', fields.CharField(default='', max_length=200)),
                ('final_format', fields.CharEnumField(null=True, description='format', enum_type=Format, max_length=10)),
                ('final', fields.CharField(default='', max_length=64)),
                ('final_original', fields.CharField(default='', max_length=64)),
                ('final_text_hash', fields.CharField(default='', max_length=64)),
                ('differs', fields.BooleanField(null=True)),
                ('recorded_by', fields.ForeignKeyField('portal.Person', source_field='recorded_by_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('recorded_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'decision', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'decisions on matters'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Obligation',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('matter', fields.ForeignKeyField('portal.Matter', source_field='matter_id', db_constraint=True, to_field='id', related_name='obligations', on_delete=OnDelete.CASCADE)),
                ('organ', fields.ForeignKeyField('portal.Organ', source_field='organ_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('key', fields.CharField(default='', max_length=40)),
                ('name', fields.CharField(max_length=120)),
                ('todo', fields.CharField(default='', max_length=300)),
                ('source', fields.CharField(default='', max_length=300)),
                ('required', fields.BooleanField(default=True)),
                ('opened', fields.DateField(null=True)),
                ('count', fields.IntField(null=True)),
                ('unit', fields.CharEnumField(null=True, description='unit', enum_type=Unit, max_length=10)),
                ('ahead', fields.BooleanField(default=False)),
                ('due', fields.DateField(null=True)),
                ('open', fields.BooleanField(default=True)),
                ('done_on', fields.DateField(null=True)),
                ('evidence', fields.CharField(default='', max_length=300)),
                ('file', fields.CharField(default='', max_length=64)),
                ('file_name', fields.CharField(default='', max_length=200)),
                ('settled_by', fields.ForeignKeyField('portal.Person', source_field='settled_by_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('settled_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'obligation', 'app': 'portal', 'indexes': [Index(fields=['organ_id', 'open', 'due']), Index(fields=['open', 'due']), Index(fields=['matter_id'])], 'pk_attr': 'id', 'table_description': 'what follows from decisions'},
            bases=['Model'],
        ),
    ]
