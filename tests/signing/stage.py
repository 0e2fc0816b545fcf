"""What the tests of signing begin with: opinions that are ready to be signed, or issued."""

from __future__ import annotations

from portal.deadlines.models import Deadline, Period
from portal.matters.models import Matter
from portal.opinions.models import Item
from portal.reviews.models import Severity
from portal.signing.models import IssuedOpinion
from portal.web.downloads import WORD
from portal.workflow import State
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
from tests.scenes import CLAUSES, word

LESS = "支付百分之三十"
MENDED = [clause.replace(PAY, LESS) for clause in CLAUSES]


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


async def items() -> list[Item]:
    """The items in the order of the letter: the gap (a hint), payment (must), courts (should)."""
    return await Item.all().order_by("position")


async def reply(browser, cast, matter, *said, word_: str = "hand_in", file=None, **more):
    """Lin answers each item in turn with (adoption, reason)."""
    data = {"word": word_, **more}
    for item, (adoption, reason) in zip(await items(), said, strict=True):
        data |= {f"adoption-{item.id}": adoption, f"reason-{item.id}": reason}
    files = {"draft": ("合同第二稿.docx", file, WORD)} if file else None
    await browser.as_(cast.lin)
    return await browser.post(f"/matters/{matter.number}/adoptions", data, files=files)


async def confirm(browser, cast, matter, *said, word_: str = "clear", **more):
    """Wu says of each item in turn (yes or no, note)."""
    data = {"word": word_, **more}
    for item, (confirmed, note) in zip(await items(), said, strict=True):
        data |= {f"confirmed-{item.id}": confirmed, f"note-{item.id}": note}
    await browser.as_(cast.wu)
    return await browser.post(f"/matters/{matter.number}/adoptions/confirmation", data)


async def running() -> list[Period]:
    return [one.period for one in await Deadline.filter(closed=None)]


async def state_of(matter: Matter) -> State:
    return (await Matter.get(id=matter.id)).state


ANSWERS = (("adopted", ""), ("adopted", ""), ("not_adopted", "惯例如此。"))
YES = (("yes", ""), ("yes", ""), ("yes", ""))


async def answered(browser, cast, mended=MENDED, said=ANSWERS, **how):
    matter, one = await issued(browser, cast, **how)
    given = await reply(browser, cast, matter, *said, file=word(*mended))
    assert given.status_code == 303, given.text
    return matter, one
