"""Opinions that take the place of older ones, and objections to them."""

from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from portal.signing.models import Finding
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.migrations.constraints import UniqueConstraint

WAS_ISSUED = (
    "update matter set was_issued = true where id in (select opinion.matter_id from opinion"
    " join issued_opinion on issued_opinion.opinion_id = opinion.id)"
)


class Migration(migrations.Migration):
    dependencies = [('portal', '0017_room_for_successors')]

    initial = False

    operations = [
        ops.CreateModel(
            name='OpinionObjection',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('issued', fields.OneToOneField('portal.IssuedOpinion', source_field='issued_id', db_constraint=True, to_field='id', related_name='objection', on_delete=OnDelete.CASCADE)),
                ('grounds', fields.TextField(unique=False)),
                ('items', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('raised_by', fields.ForeignKeyField('portal.Person', source_field='raised_by_id', db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('raised_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('finding', fields.CharEnumField(null=True, description='finding', enum_type=Finding, max_length=10)),
                ('answer', fields.TextField(default='', unique=False)),
                ('answered_by', fields.ForeignKeyField('portal.Person', source_field='answered_by_id', null=True, db_constraint=True, to_field='id', related_name=False, on_delete=OnDelete.CASCADE)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'opinion_objection', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'objections to issued opinions'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='IssuedOpinion',
            name='replaces',
            field=fields.OneToOneField('portal.IssuedOpinion', source_field='replaces_id', null=True, db_constraint=True, to_field='id', related_name='successor', on_delete=OnDelete.CASCADE),
        ),
        ops.AddField(
            model_name='Matter',
            name='was_issued',
            field=fields.BooleanField(default=False),
        ),
        ops.RunSQL([WAS_ISSUED]),
        ops.AddField(
            model_name='Opinion',
            name='replaces',
            field=fields.CharField(default='', max_length=60),
        ),
        ops.AddConstraint(
            model_name='Opinion',
            constraint=UniqueConstraint(fields=('matter', 'draft', 'replaces'), name=None),
        ),
    ]
