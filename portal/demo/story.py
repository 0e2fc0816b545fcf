"""What has happened in the demo so far: matters in all states, some late, some paused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from portal.demo.aftermath import decides, objects
from portal.demo.agenda import convene
from portal.demo.appointments import appoint
from portal.demo.drafts import DemoDraft
from portal.demo.library import LIBRARY
from portal.demo.views import argue, consult, put_up
from portal.demo.walk import Walk
from portal.people.models import Person

ADVICE = (
    "经审查，送审稿总体可行。付款节奏、违约责任和争议解决条款需要修改，具体见逐条批注；"
    "建议修改后再提交。"
)


@dataclass(frozen=True)
class Desk:
    """Who does what in one legal office."""

    registrar: str
    dispatcher: str
    reviewer: str
    approver: str
    signer: str
    advisers: tuple[str, ...] = ()
    busy: tuple[str, ...] = ()  # who are asked too, and decline


WU = Desk("zhouzheng", "fangming", "wumin", "zhengzhong", "sunming", ("hanlu", "zhulan"))
JIANG = Desk("zhouzheng", "fangming", "jiangbo", "zhengzhong", "sunming", ("songyan", "luolin"))
COUNTY = Desk("xiahe", "xiahe", "xiahe", "tongxin", "gucheng")

Stations = Callable[[Walk, Desk, str], Awaitable[None]]


async def submitted(walk: Walk, desk: Desk, clerk: str) -> None:
    await walk.submit(clerk)


async def supplementing(walk: Walk, desk: Desk, clerk: str) -> None:
    await walk.submit(clerk, lacking=True)
    await walk.ask(desk.registrar, "批准手续或立项依据", "本单位法制机构审核意见")


async def returned(walk: Walk, desk: Desk, clerk: str) -> None:
    await walk.submit(clerk)
    await walk.send_back(desk.registrar, "送审稿与起草说明的附件不是同一版本，请核对后重新送审。")


async def refused(walk: Walk, desk: Desk, clerk: str) -> None:
    await walk.submit(clerk)
    await walk.refuse(desk.registrar, "本件属于内部工作安排，不属于合法性审查范围。")


async def withdrawn(walk: Walk, desk: Desk, clerk: str) -> None:
    await registered(walk, desk, clerk)
    await walk.withdraw(clerk, "相对人要求重新商谈主要条款。")


async def registered(walk: Walk, desk: Desk, clerk: str) -> None:
    await walk.submit(clerk)
    await walk.register(desk.registrar)


async def supplied(walk: Walk, desk: Desk, clerk: str) -> None:
    """Registered after a supplement."""
    await supplementing(walk, desk, clerk)
    await walk.supply(clerk)
    await walk.register(desk.registrar)


async def offered(walk: Walk, desk: Desk, clerk: str) -> None:
    """Under review; the advisers have not answered yet."""
    await registered(walk, desk, clerk)
    await walk.assign(desk.dispatcher, desk.reviewer, *desk.advisers, *desk.busy)
    for adviser in desk.busy:
        await walk.decline(adviser, "近期承办专项工作，期限内无法完成")


async def reviewing(walk: Walk, desk: Desk, clerk: str) -> None:
    """The first adviser has accepted and is at work, the reviewer too."""
    await offered(walk, desk, clerk)
    if desk.advisers:
        await walk.accept(desk.advisers[0])
        await walk.remark(desk.advisers[0], slice(2, 4), submitted=False)
    await walk.remark(desk.reviewer, slice(0, 2), submitted=True)


async def paused(walk: Walk, desk: Desk, clerk: str) -> None:
    await reviewing(walk, desk, clerk)
    await walk.ask(desk.reviewer, "财政部门关于资金来源的说明")


async def advised(walk: Walk, desk: Desk, clerk: str) -> None:
    """All remarks are there; the reviewer has to consolidate."""
    await offered(walk, desk, clerk)
    for number, adviser in enumerate(desk.advisers):
        await walk.accept(adviser)
        await walk.remark(adviser, slice(2 + number, 3 + number), submitted=False)
        await walk.advise(adviser, ADVICE)
    await walk.remark(desk.reviewer, slice(0, 2), submitted=True)


async def consulted(walk: Walk, desk: Desk, clerk: str) -> None:
    await advised(walk, desk, clerk)
    await argue(walk, clerk)
    await put_up(walk, clerk)
    await consult(walk, desk.reviewer)


async def checking(walk: Walk, desk: Desk, clerk: str) -> None:
    await advised(walk, desk, clerk)
    await walk.consolidate(desk.reviewer)
    await walk.conclude(desk.reviewer)


async def signing(walk: Walk, desk: Desk, clerk: str) -> None:
    await checking(walk, desk, clerk)
    await walk.check(desk.approver)


async def issued(walk: Walk, desk: Desk, clerk: str) -> None:
    await signing(walk, desk, clerk)
    await walk.sign(desk.signer)


async def answered(walk: Walk, desk: Desk, clerk: str) -> None:
    await issued(walk, desk, clerk)
    await walk.answer(clerk)


async def contested(walk: Walk, desk: Desk, clerk: str) -> None:
    await issued(walk, desk, clerk)
    await walk.answer(clerk, contesting=True)
    await walk.contest(desk.reviewer)


async def cleared(walk: Walk, desk: Desk, clerk: str) -> None:
    await answered(walk, desk, clerk)
    await walk.clear(desk.reviewer)


async def closed(walk: Walk, desk: Desk, clerk: str) -> None:
    """The opinion says no; the department takes note."""
    await advised(walk, desk, clerk)
    await walk.consolidate(desk.reviewer, unlawful=True)
    await walk.conclude(desk.reviewer)
    await walk.check(desk.approver)
    await walk.sign(desk.signer)
    await walk.answer(clerk)
    await walk.close(desk.reviewer)


async def insisted(walk: Walk, desk: Desk, clerk: str) -> None:
    """Both sides insist on an item: it is to be discussed."""
    await contested(walk, desk, clerk)
    await walk.answer(clerk, contesting=True, anew=False)
    await walk.contest(desk.reviewer)


async def objected(walk: Walk, desk: Desk, clerk: str) -> None:
    await issued(walk, desk, clerk)
    await objects(walk, clerk)


async def decided(walk: Walk, desk: Desk, clerk: str) -> None:
    await cleared(walk, desk, clerk)
    await decides(walk, clerk)


@dataclass(frozen=True)
class Tale:
    """One matter: which document, how far it has come, and how many working days ago it began."""

    draft: str
    stations: Stations
    begun: int
    clerk: str
    desk: Desk = WU
    suffix: str = ""


TALES = (
    # cleared or ended
    Tale("street-lighting", cleared, 34, "shijian", replace(WU, busy=("pengfei",))),
    Tale("school-lease", cleared, 31, "wenjing", suffix="（西校区）"),
    Tale(
        "parking-concession",
        cleared,
        28,
        "linxiao",
        replace(WU, busy=("luolin",)),
        suffix="（一期）",
    ),
    Tale("trader-credit", cleared, 40, "shiping", JIANG),
    Tale("rural-road", cleared, 26, "liuxi", COUNTY),
    Tale("minutes", cleared, 15, "chenjing", JIANG),
    Tale("financing-letter", closed, 24, "qianhui", WU),
    Tale("land-committee", refused, 18, "tianye"),
    Tale("hospital-equipment", withdrawn, 16, "kanglin", suffix="（二批）"),
    Tale("school-lease", decided, 30, "wenjing", JIANG, suffix="（东校区）"),
    # at the department
    Tale("school-lease", contested, 17, "wenjing"),
    Tale("parking-rules", issued, 12, "shijian", JIANG),
    Tale("bus-fares", issued, 11, "linxiao", WU),
    Tale("hospital-equipment", issued, 9, "kanglin"),
    Tale("school-meals", returned, 6, "wenjing"),
    Tale("old-town", supplementing, 3, "shijian"),
    Tale("food-penalty", paused, 7, "shiping", JIANG),
    # at the checker and the signer
    Tale("investment", checking, 6, "chenjing"),
    Tale("temporary-buildings", signing, 9, "tianye", JIANG),
    Tale("street-lighting", signing, 5, "shijian", suffix="（二标段）"),
    # objected to, or both sides insist
    Tale("parking-concession", objected, 7, "linxiao", suffix="（二期）"),
    Tale("rural-road", insisted, 19, "linxiao", suffix="（三期）"),
    # back at the office
    Tale("parking-concession", answered, 10, "linxiao"),
    Tale("rural-road", answered, 13, "linxiao", suffix="（补充协议）"),
    # under review, some of them late
    Tale("parking-rules", advised, 22, "linxiao", JIANG, suffix="（交通部门征求意见稿）"),
    Tale("bus-fares", consulted, 8, "linxiao", suffix="（听证修订稿）"),
    Tale("investment", reviewing, 4, "qianhui", suffix="之补充协议"),
    Tale("food-penalty", reviewing, 3, "shiping", JIANG, suffix="（复核稿）"),
    Tale("trader-credit", offered, 2, "shiping", JIANG, suffix="实施细则"),
    Tale("rural-road", offered, 3, "liuxi", COUNTY, suffix="（二期）"),
    # just in
    Tale("hospital-equipment", supplied, 5, "kanglin", suffix="（维保）"),
    Tale("school-meals", registered, 1, "wenjing", suffix="修订草案"),
    Tale("executive-meeting", submitted, 1, "chenjing"),
    Tale("old-town", submitted, 0, "shijian", suffix="（征求意见后修改稿）"),
    Tale("street-lighting", submitted, 4, "liuxi", COUNTY, suffix="（柳溪镇）"),
)


async def tell() -> None:
    """Let the demo's matters travel as far as each of them has come."""
    people = {person.login: person for person in await Person.all()}
    await appoint(people)
    library = {draft.key: draft for draft in LIBRARY}
    for tale in sorted(TALES, key=lambda tale: -tale.begun):
        draft: DemoDraft = library[tale.draft]
        walk = Walk(draft, draft.title + tale.suffix, people, tale.begun)
        await tale.stations(walk, tale.desk, tale.clerk)
    await convene(people["chenjing"])
