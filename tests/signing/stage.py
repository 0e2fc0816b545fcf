"""What the tests of signing begin with: opinions that are ready to be signed, or issued."""

from __future__ import annotations

from portal.matters.models import Matter
from portal.reviews.models import Severity
from portal.signing.models import IssuedOpinion
from tests.cast import Cast
from tests.client import Browser
from tests.opinions.stage import (
    COURT,
    OWN,
    PAY,
    checked,
    content_hash,
    contract,
    remark,
    submitted,
    take,
)

LESS = "支付百分之三十"


async def signable(
    browser: Browser, cast: Cast, *, conclusion: str = "revise", empty: bool = False
) -> Matter:
    """Two remarks on the text and one of the office's own, checked by Zheng; or none at all."""
    matter = await contract(cast)
    if not empty:
        pay = await remark(matter, cast.wu, PAY, proposal=LESS)
        court = await remark(matter, cast.wu, COURT, severity=Severity.SHOULD, text="或裁或审。")
        await browser.as_(cast.wu)
        await take(browser, matter, pay)
        await take(browser, matter, court)
        await browser.post(f"/matters/{matter.number}/opinion/items", {**OWN, "severity": "hint"})
    await submitted(browser, cast, matter, conclusion=conclusion)
    await checked(browser, cast, matter)
    return await Matter.get(id=matter.id).select_related("office", "organ")


async def issued(browser: Browser, cast: Cast, **how: object) -> tuple[Matter, IssuedOpinion]:
    """The same, signed by Sun."""
    matter = await signable(browser, cast, **how)  # type: ignore[arg-type]
    answer = await signed(browser, cast, matter)
    assert answer.status_code == 303, answer.text
    matter = await Matter.get(id=matter.id).select_related("office", "organ")
    return matter, await IssuedOpinion.get(opinion__matter_id=matter.id)


async def signed(browser: Browser, cast: Cast, matter: Matter):
    await browser.as_(cast.sun)
    return await browser.post(
        f"/matters/{matter.number}/opinion/signature",
        {"word": "pass", "content": await content_hash(matter)},
    )
