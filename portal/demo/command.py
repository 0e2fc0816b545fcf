"""`python -m portal demo`: an empty portal becomes one that is worth opening."""

from __future__ import annotations

import argparse
import asyncio

import portal.notices.asked
import portal.notices.telling  # noqa: F401 - follows the journal
import settings
from portal.database.opening import close_database, open_database
from portal.demo import government, story
from portal.people.models import Person
from portal.people.passwords import hashed
from portal.storage import Folder, open_storage

SHOWN = (
    ("linxiao", "交通运输局经办人：送审、补正、反馈 (clerk)"),
    ("zhouzheng", "司法局收件员：受理 (registrar)"),
    ("fangming", "司法局副局长：分办、委派顾问 (dispatcher)"),
    ("wumin", "司法局审查人员：审查、汇总意见 (reviewer)"),
    ("hanlu", "北斗律师事务所律师：法律顾问 (adviser)"),
    ("zhulan", "南山律师事务所律师：法律顾问 (adviser)"),
    ("luolin", "公职律师 (government lawyer)"),
    ("zhengzhong", "司法局审查科长：复核 (approver)"),
    ("sunming", "司法局局长：签发 (signer)"),
    ("chenjing", "市政府办公室：会议议程 (meetings)"),
    ("liuxi", "柳溪镇：送审 (township)"),
    ("xiahe", "清河县司法局：受理、分办、审查 (county)"),
    ("mashen", "审计员 (auditor)"),
    ("admin", "系统管理员 (administrator)"),
)


def run(_: argparse.Namespace) -> int:
    """Seed the demo; says so and changes nothing where there are people already."""
    print(asyncio.run(seed_once()))
    return 0


async def seed_once() -> str:
    """Fill an empty portal; what to tell whoever started it."""
    await open_database(settings.DATABASE_URL)
    open_storage(Folder(settings.DATA / "files"))
    try:
        if not await Person.all().exists():
            await government.found(await hashed(government.PASSWORD))
            await story.tell()
        if await Person.filter(login="linxiao").exists():
            return accounts()
        return "The portal has its own people; no demo was added."
    finally:
        await close_database()


def accounts() -> str:
    """The demo's accounts and the one password they share."""
    rows = "\n".join(f"  {login:<11} {what}" for login, what in SHOWN)
    return f"Demo accounts (password of all: {government.PASSWORD})\n{rows}"
