from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0001_initial')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Bylaw',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('kind', fields.CharField(max_length=40)),
                ('office', fields.ForeignKeyField('portal.Organ', source_field='office_id', null=True, db_constraint=True, to_field='id', related_name='bylaws', on_delete=OnDelete.CASCADE)),
                ('edition', fields.IntField()),
                ('text', fields.TextField(unique=False)),
                ('digest', fields.CharField(max_length=64)),
                ('enacted_by', fields.ForeignKeyField('portal.Person', source_field='enacted_by_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('enacted_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('reason', fields.CharField(default='', max_length=300)),
            ],
            options={'table': 'bylaw', 'app': 'portal', 'unique_together': (('office', 'kind', 'edition'),), 'indexes': [Index(fields=['digest']), Index(fields=['office_id', 'kind'])], 'pk_attr': 'id', 'table_description': 'editions of the types of matter'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Assignment',
            name='step',
            field=fields.CharField(default='', max_length=40),
        ),
        ops.AlterField(
            model_name='Matter',
            name='kind',
            field=fields.CharField(max_length=40),
        ),
        ops.AddField(
            model_name='Matter',
            name='apart',
            field=fields.CharField(default='', max_length=80),
        ),
        ops.AddField(
            model_name='Matter',
            name='bylaw',
            field=fields.CharField(default='', max_length=64),
        ),
        ops.AddField(
            model_name='Matter',
            name='called',
            field=fields.CharField(default='', max_length=80),
        ),
        ops.AddField(
            model_name='Matter',
            name='step',
            field=fields.CharField(default='', max_length=40),
        ),
    ]
