"""Material that was promised: a text goes on without it for a reason, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portal.acts import Act
from portal.clock import now
from portal.documents.models import Material
from portal.documents.receiving import promise_material
from portal.intake.registration_package import Entry, Found, Package
from portal.journal import models as journal
from portal.kinds import Slot, Source
from portal.signing.clearances import owing_fault
from portal.workflow import State
from tests.signing.stage import YES, answered, confirm, state_of

SAID = (YES[0], YES[1], ("yes", "采信。"))
APPROVAL = Slot("approval", "批准手续", True, True, Source(""))
AWAITED = replace(APPROVAL, before_clearance=True)


@pytest.mark.parametrize(
    ("slot", "found", "reason", "fault"),
    [
        (AWAITED, Found.PROMISED, "不影响", "按办理规则须补齐后才能通过：{names}"),
        (AWAITED, Found.MISSING, "不影响", "按办理规则须补齐后才能通过：{names}"),
        (AWAITED, Found.PRESENT, "", ""),
        (APPROVAL, Found.LATE, "", "还没有补交：{names}。先行通过的，请写明理由"),
        (APPROVAL, Found.LATE, "不影响", ""),
        (APPROVAL, Found.EXPLAINED, "", ""),
    ],
)
def test_what_the_rules_await_no_reason_replaces(slot, found, reason, fault):
    assert owing_fault(Package((Entry(slot, found),), (), ()).owed, reason) == fault


@pytest.mark.anyio
async def test_promised_material_is_gone_without_for_a_reason(browser, cast):
    matter, _ = await answered(browser, cast)
    await promise_material(matter, "approval", "批复", date(2099, 1, 1), "在办", by=cast.lin)

    wrong = await confirm(browser, cast, matter, *SAID)
    assert (wrong.status_code, await state_of(matter)) == (422, State.ANSWERED)
    assert "还没有补交：批准手续或立项依据" in wrong.text
    await confirm(browser, cast, matter, *SAID, without="不影响结论。")

    assert await state_of(matter) is State.CLEARED
    entry = await journal.Entry.get(act=Act.CLEARANCE_GIVEN.value)
    assert entry.facts["reason"] == "不影响结论。"


@pytest.mark.anyio
async def test_what_has_come_is_not_asked_for(browser, cast):
    matter, _ = await answered(browser, cast)
    await promise_material(matter, "approval", "批复", date(2099, 1, 1), "在办", by=cast.lin)
    await Material.create(
        matter=matter, slot="approval", name="批复.pdf", sha256="0" * 64, uploaded_by=cast.lin,
        uploaded_at=now(),
    )  # fmt: skip
    await browser.as_(cast.wu)

    assert 'id="owed"' not in (await browser.get(f"/matters/{matter.number}/adoptions")).text
    await confirm(browser, cast, matter, *SAID)
    assert await state_of(matter) is State.CLEARED
