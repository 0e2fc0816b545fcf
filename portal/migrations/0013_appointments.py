"""Appointments of advisers, degrees of absence, offers that stay silent, notices of no matter."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from portal.advisers.models import Grade, Ground, Mode, Service, Sort, Stage
from portal.people.models import Degree
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0012_other_systems')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Appointment',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('office', fields.ForeignKeyField('portal.Organ', source_field='office_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('sort', fields.CharEnumField(description='sort', enum_type=Sort, max_length=20)),
                ('stage', fields.CharEnumField(description='stage', enum_type=Stage, max_length=20)),
                ('name', fields.CharField(max_length=120)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('firm', fields.ForeignKeyField('portal.Firm', source_field='firm_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('whole_firm', fields.BooleanField(default=False)),
                ('chief', fields.BooleanField(default=False)),
                ('licence', fields.CharField(default='', max_length=40)),
                ('practising_since', fields.DateField(null=True)),
                ('specialities', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('region', fields.CharField(default='', max_length=60)),
                ('languages', fields.CharField(default='', max_length=60)),
                ('recommended_by', fields.CharField(default='', max_length=120)),
                ('announced_from', fields.DateField(null=True)),
                ('announced_until', fields.DateField(null=True)),
                ('since', fields.DateField(null=True)),
                ('until', fields.DateField(null=True)),
                ('fee', fields.DecimalField(null=True, max_digits=16, decimal_places=2)),
                ('ground', fields.CharEnumField(null=True, description='ground', enum_type=Ground, max_length=20)),
                ('removed_on', fields.DateField(null=True)),
            ],
            options={'table': 'appointment', 'app': 'portal', 'indexes': [Index(fields=['office_id', 'stage']), Index(fields=['person_id']), Index(fields=['firm_id'])], 'pk_attr': 'id', 'table_description': 'appointments of advisers'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Assessment',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('appointment', fields.ForeignKeyField('portal.Appointment', source_field='appointment_id', db_constraint=True, to_field='id', related_name='assessments', on_delete=OnDelete.CASCADE)),
                ('year', fields.IntField()),
                ('grade', fields.CharEnumField(description='grade', enum_type=Grade, max_length=20)),
                ('text', fields.CharField(max_length=1000)),
                ('by', fields.ForeignKeyField('portal.Person', source_field='by_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('appeal', fields.CharField(default='', max_length=1000)),
                ('appealed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('decision', fields.CharField(default='', max_length=1000)),
                ('decided_grade', fields.CharEnumField(null=True, description='grade after the appeal', enum_type=Grade, max_length=20)),
                ('decided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'adviser_assessment', 'app': 'portal', 'unique_together': (('appointment', 'year'),), 'pk_attr': 'id', 'table_description': 'yearly assessments of advisers'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Budget',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('office', fields.ForeignKeyField('portal.Organ', source_field='office_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('year', fields.IntField()),
                ('amount', fields.DecimalField(max_digits=16, decimal_places=2)),
            ],
            options={'table': 'adviser_budget', 'app': 'portal', 'unique_together': (('office', 'year'),), 'pk_attr': 'id', 'table_description': 'budgets for advisers'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Objection',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('appointment', fields.ForeignKeyField('portal.Appointment', source_field='appointment_id', db_constraint=True, to_field='id', related_name='objections', on_delete=OnDelete.CASCADE)),
                ('name', fields.CharField(max_length=60)),
                ('text', fields.CharField(max_length=1000)),
                ('noted_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('answer', fields.CharField(default='', max_length=1000)),
                ('sustained', fields.BooleanField(default=False)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'appointment_objection', 'app': 'portal', 'indexes': [Index(fields=['appointment_id'])], 'pk_attr': 'id', 'table_description': 'objections to appointments'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Passage',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('appointment', fields.ForeignKeyField('portal.Appointment', source_field='appointment_id', db_constraint=True, to_field='id', related_name='passages', on_delete=OnDelete.CASCADE)),
                ('words', fields.CharField(max_length=120)),
                ('note', fields.CharField(default='', max_length=500)),
                ('by', fields.ForeignKeyField('portal.Person', source_field='by_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'appointment_passage', 'app': 'portal', 'indexes': [Index(fields=['appointment_id'])], 'pk_attr': 'id', 'table_description': 'steps of appointments'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Payment',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('appointment', fields.ForeignKeyField('portal.Appointment', source_field='appointment_id', db_constraint=True, to_field='id', related_name='payments', on_delete=OnDelete.CASCADE)),
                ('day', fields.DateField()),
                ('amount', fields.DecimalField(max_digits=16, decimal_places=2)),
                ('purpose', fields.CharField(max_length=200)),
                ('voucher', fields.CharField(default='', max_length=60)),
            ],
            options={'table': 'adviser_payment', 'app': 'portal', 'indexes': [Index(fields=['appointment_id']), Index(fields=['day'])], 'pk_attr': 'id', 'table_description': 'payments to advisers'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Work',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('appointment', fields.ForeignKeyField('portal.Appointment', source_field='appointment_id', db_constraint=True, to_field='id', related_name='works', on_delete=OnDelete.CASCADE)),
                ('day', fields.DateField()),
                ('service', fields.CharEnumField(description='kind of service', enum_type=Service, max_length=20)),
                ('mode', fields.CharEnumField(description='how it was given', enum_type=Mode, max_length=20)),
                ('hours', fields.DecimalField(max_digits=6, decimal_places=2)),
                ('text', fields.CharField(max_length=500)),
                ('noted_by', fields.ForeignKeyField('portal.Person', source_field='noted_by_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
            ],
            options={'table': 'adviser_work', 'app': 'portal', 'indexes': [Index(fields=['appointment_id', 'day'])], 'pk_attr': 'id', 'table_description': 'work log of advisers'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Absence',
            name='degree',
            field=fields.CharEnumField(default=Degree.AWAY, description='how far absent', enum_type=Degree, max_length=20),
        ),
        ops.AddField(
            model_name='Assignment',
            name='other_day',
            field=fields.DateField(null=True),
        ),
        ops.AlterField(
            model_name='Notice',
            name='matter',
            field=fields.ForeignKeyField('portal.Matter', source_field='matter_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE),
        ),
    ]
