"""What was kept under an older key is found under the new one after the migration."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from tortoise import connections

from portal.people.models import Firm
from portal.routing.models import Mandate

pytestmark = pytest.mark.anyio
MIGRATION = import_module("portal.migrations.0014_names_compared_anew")


async def test_mandates_are_kept_under_each_new_key_once(database: None) -> None:
    firm = await Firm.create(name="北斗律师事务所")
    name = "新路桥有限公司（前身为滨江旅游公司）"
    kept = {"firm_id": firm.id, "evidence": "代理词"}
    await Mandate.create(name=name, key="新路桥有限公司前身为滨江旅游公司", **kept)
    await Mandate.create(name="云川粮油有限公司", key="云川粮油", **kept)

    editor = SimpleNamespace(client=connections.get("default"))
    await MIGRATION.rekey(None, editor)
    await MIGRATION.rekey(None, editor)

    found = await Mandate.all().order_by("key").values_list("key", "name", "evidence", "firm_id")
    assert found == [
        ("云川粮油", "云川粮油有限公司", "代理词", firm.id),
        ("新路桥", name, "代理词", firm.id),
        ("滨江旅游", name, "代理词", firm.id),
    ]


def test_a_key_with_an_odd_sign_is_no_end_of_the_upgrade():
    assert MIGRATION.quoted("买买提·吐尔逊") == "'买买提·吐尔逊'"
    assert MIGRATION.quoted("o'neill") == "'o''neill'"
