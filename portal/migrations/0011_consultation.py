"""Consultations: letters and their answers, public comments, meetings with experts, procedures."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.consultation.models import ExpertStance, Mode, Side, Stance
from portal.opinions.models import Adoption
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0010_discussions')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Consultation',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('matter', fields.ForeignKeyField('portal.Matter', source_field='matter_id', db_constraint=True, to_field='id', related_name='consultations', on_delete=OnDelete.CASCADE)),
                ('side', fields.CharEnumField(description='who asks', enum_type=Side, max_length=20)),
                ('organ', fields.ForeignKeyField('portal.Organ', source_field='organ_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('title', fields.CharField(max_length=200)),
                ('words', fields.TextField(default='', unique=False)),
                ('contact', fields.CharField(default='', max_length=120)),
                ('name', fields.CharField(max_length=200)),
                ('sha256', fields.CharField(max_length=64)),
                ('asked_by', fields.ForeignKeyField('portal.Person', source_field='asked_by_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('days', fields.IntField()),
                ('due', fields.DateField()),
                ('provisional', fields.BooleanField(default=False)),
                ('source', fields.CharField(default='', max_length=300)),
                ('silence', fields.BooleanField(default=False)),
                ('stops', fields.BooleanField(default=False)),
                ('closed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'consultation', 'app': 'portal', 'indexes': [Index(fields=['matter_id', 'closed_at']), Index(fields=['closed_at', 'due'])], 'pk_attr': 'id', 'table_description': 'consultations'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Evidence',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('matter', fields.ForeignKeyField('portal.Matter', source_field='matter_id', db_constraint=True, to_field='id', related_name='evidence', on_delete=OnDelete.CASCADE)),
                ('procedure', fields.CharField(max_length=40)),
                ('applies', fields.BooleanField()),
                ('note', fields.TextField(unique=False)),
                ('by', fields.ForeignKeyField('portal.Person', source_field='by_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'evidence', 'app': 'portal', 'indexes': [Index(fields=['matter_id'])], 'pk_attr': 'id', 'table_description': 'procedures carried out, or not applicable'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Inquiry',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('matter', fields.ForeignKeyField('portal.Matter', source_field='matter_id', db_constraint=True, to_field='id', related_name='inquiries', on_delete=OnDelete.CASCADE)),
                ('side', fields.CharEnumField(description='who asks', enum_type=Side, max_length=20)),
                ('mode', fields.CharEnumField(description='how', enum_type=Mode, max_length=20)),
                ('title', fields.CharField(max_length=200)),
                ('held', fields.DateField()),
                ('place', fields.CharField(default='', max_length=200)),
                ('people', fields.TextField(default='', unique=False)),
                ('papers_on', fields.DateField(null=True)),
                ('minutes', fields.TextField(unique=False)),
                ('procedure', fields.CharField(default='', max_length=40)),
                ('noted_by', fields.ForeignKeyField('portal.Person', source_field='noted_by_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('noted_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'inquiry', 'app': 'portal', 'indexes': [Index(fields=['matter_id'])], 'pk_attr': 'id', 'table_description': 'meetings and calls at which views were asked for'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ExpertView',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('inquiry', fields.ForeignKeyField('portal.Inquiry', source_field='inquiry_id', db_constraint=True, to_field='id', related_name='views', on_delete=OnDelete.CASCADE)),
                ('name', fields.CharField(max_length=60)),
                ('unit', fields.CharField(default='', max_length=120)),
                ('stance', fields.CharEnumField(description='stance', enum_type=ExpertStance, max_length=20)),
                ('text', fields.TextField(unique=False)),
                ('signed', fields.BooleanField(default=False)),
                ('adoption', fields.CharEnumField(null=True, description='adoption', enum_type=Adoption, max_length=20)),
                ('reason', fields.CharField(default='', max_length=1000)),
            ],
            options={'table': 'expert_view', 'app': 'portal', 'indexes': [Index(fields=['inquiry_id'])], 'pk_attr': 'id', 'table_description': 'views of experts'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Letter',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('consultation', fields.ForeignKeyField('portal.Consultation', source_field='consultation_id', db_constraint=True, to_field='id', related_name='letters', on_delete=OnDelete.CASCADE)),
                ('organ', fields.ForeignKeyField('portal.Organ', source_field='organ_id', db_constraint=True, to_field='id', related_name='letters', on_delete=OnDelete.CASCADE)),
                ('urged_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('stance', fields.CharEnumField(null=True, description='answer', enum_type=Stance, max_length=20)),
                ('contact', fields.CharField(default='', max_length=120)),
                ('replied_by', fields.ForeignKeyField('portal.Person', source_field='replied_by_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('replied_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'letter', 'app': 'portal', 'unique_together': (('consultation', 'organ'),), 'indexes': [Index(fields=['organ_id', 'replied_at'])], 'pk_attr': 'id', 'table_description': 'letters of consultations'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Paper',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('inquiry', fields.ForeignKeyField('portal.Inquiry', source_field='inquiry_id', db_constraint=True, to_field='id', related_name='papers', on_delete=OnDelete.CASCADE)),
                ('name', fields.CharField(max_length=200)),
                ('sha256', fields.CharField(max_length=64)),
            ],
            options={'table': 'inquiry_paper', 'app': 'portal', 'indexes': [Index(fields=['inquiry_id'])], 'pk_attr': 'id', 'table_description': 'files of inquiries'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PublicText',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('matter', fields.ForeignKeyField('portal.Matter', source_field='matter_id', db_constraint=True, to_field='id', related_name='public_texts', on_delete=OnDelete.CASCADE)),
                ('side', fields.CharEnumField(description='who asks', enum_type=Side, max_length=20)),
                ('organ', fields.ForeignKeyField('portal.Organ', source_field='organ_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('code', fields.CharField(unique=True, max_length=20)),
                ('title', fields.CharField(max_length=200)),
                ('words', fields.TextField(default='', unique=False)),
                ('name', fields.CharField(max_length=200)),
                ('sha256', fields.CharField(max_length=64)),
                ('body', fields.TextField(unique=False)),
                ('opened', fields.DateField()),
                ('days', fields.IntField()),
                ('until', fields.DateField()),
                ('short_reason', fields.CharField(default='', max_length=500)),
                ('source', fields.CharField(default='', max_length=300)),
                ('asked_by', fields.ForeignKeyField('portal.Person', source_field='asked_by_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('procedure', fields.CharField(default='', max_length=40)),
                ('closed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'public_text', 'app': 'portal', 'indexes': [Index(fields=['matter_id']), Index(fields=['closed_at', 'until'])], 'pk_attr': 'id', 'table_description': 'texts put up for public comment'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Comment',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('text', fields.ForeignKeyField('portal.PublicText', source_field='text_id', db_constraint=True, to_field='id', related_name='comments', on_delete=OnDelete.CASCADE)),
                ('words', fields.TextField(unique=False)),
                ('digest', fields.CharField(max_length=64)),
                ('name', fields.CharField(default='', max_length=60)),
                ('contact', fields.CharField(default='', max_length=120)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('adoption', fields.CharEnumField(null=True, description='adoption', enum_type=Adoption, max_length=20)),
                ('reason', fields.CharField(default='', max_length=1000)),
            ],
            options={'table': 'comment', 'app': 'portal', 'unique_together': (('text', 'digest'),), 'pk_attr': 'id', 'table_description': 'comments of the public'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='View',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('letter', fields.ForeignKeyField('portal.Letter', source_field='letter_id', db_constraint=True, to_field='id', related_name='views', on_delete=OnDelete.CASCADE)),
                ('position', fields.IntField()),
                ('clause', fields.CharField(default='', max_length=100)),
                ('text', fields.TextField(unique=False)),
                ('adoption', fields.CharEnumField(null=True, description='adoption', enum_type=Adoption, max_length=20)),
                ('reason', fields.CharField(default='', max_length=1000)),
                ('settled_by', fields.ForeignKeyField('portal.Person', source_field='settled_by_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('settled_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'consultation_view', 'app': 'portal', 'indexes': [Index(fields=['letter_id'])], 'pk_attr': 'id', 'table_description': 'views of organs'},
            bases=['Model'],
        ),
    ]
