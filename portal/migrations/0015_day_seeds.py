"""The seeds of the draws, a day each."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0014_names_compared_anew')]

    initial = False

    operations = [
        ops.CreateModel(
            name='DaySeed',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('day', fields.DateField(unique=True)),
                ('seed', fields.CharField(max_length=64)),
                ('committed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'day_seed', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'seeds of the draws'},
            bases=['Model'],
        ),
    ]
