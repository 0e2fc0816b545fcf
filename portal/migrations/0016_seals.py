"""The tree over the journal, signed roots, signatures of witnesses, and receipts."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0015_day_seeds')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Checkpoint',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('size', fields.BigIntField(unique=True)),
                ('root', fields.CharField(max_length=64)),
                ('peaks', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('text', fields.TextField(unique=False)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'journal_checkpoint', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'signed roots of the journal'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Cosignature',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('checkpoint', fields.ForeignKeyField('portal.Checkpoint', source_field='checkpoint_id', db_constraint=True, to_field='id', related_name='cosignatures', on_delete=OnDelete.CASCADE)),
                ('witness', fields.CharField(max_length=500)),
                ('line', fields.CharField(max_length=500)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'journal_cosignature', 'app': 'portal', 'unique_together': (('checkpoint', 'witness'),), 'pk_attr': 'id', 'table_description': 'signatures of witnesses'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Leaf',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('position', fields.BigIntField(unique=True)),
                ('subject', fields.CharField(max_length=60)),
                ('seq', fields.IntField()),
                ('digest', fields.CharField(max_length=64)),
            ],
            options={'table': 'journal_leaf', 'app': 'portal', 'unique_together': (('subject', 'seq'),), 'pk_attr': 'id', 'table_description': 'places of entries in the tree'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Receipt',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('issued', fields.OneToOneField('portal.IssuedOpinion', source_field='issued_id', db_constraint=True, to_field='id', related_name='receipt', on_delete=OnDelete.CASCADE)),
                ('text', fields.TextField(unique=False)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'receipt', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'proofs of issued opinions'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Chain',
            name='sealed',
            field=fields.IntField(default=0),
        ),
    ]
