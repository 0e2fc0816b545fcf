"""The people of every test, by the names that the tests use.

Yunchuan city: its justice bureau (Wu reviews, Zhou registers and assigns, Zheng checks, Sun
signs), its transport department (Lin submits, Gao heads it), its finance department (Qian: a
stranger). Two law firms: Han and He of the first, Xu of the second. Ma audits, An administers,
Luo is a government lawyer.
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.clock import now
from portal.people.models import Firm, Level, Organ, OrganKind, Person, Post, Role


@dataclass
class Cast:
    city: Organ
    office: Organ
    transport: Organ
    finance: Organ
    first_firm: Firm
    second_firm: Firm
    lin: Person
    gao: Person
    qian: Person
    zhou: Person
    wu: Person
    zheng: Person
    sun: Person
    luo: Person
    han: Person
    he: Person
    xu: Person
    ma: Person
    an: Person


ROLES = {
    "lin": [Role.SUBMITTER],
    "gao": [Role.HEAD],
    "qian": [Role.SUBMITTER],
    "zhou": [Role.REGISTRAR, Role.DISPATCHER],
    "wu": [Role.REVIEWER],
    "zheng": [Role.APPROVER],
    "sun": [Role.SIGNER],
    "luo": [Role.LAWYER],
    "han": [Role.ADVISER],
    "he": [Role.ADVISER],
    "xu": [Role.ADVISER],
    "ma": [Role.AUDITOR],
    "an": [Role.ADMINISTRATOR],
}
NAMES = {
    "lin": "林晓", "gao": "高远", "qian": "钱多", "zhou": "周正", "wu": "吴敏", "zheng": "郑重",
    "sun": "孙明", "luo": "罗律", "han": "韩非", "he": "何清", "xu": "徐进", "ma": "马审",
    "an": "安管",
}  # fmt: skip


async def assemble() -> Cast:
    """Everybody, in a fresh database."""
    city = await Organ.create(
        name="云川市人民政府", short="云", kind=OrganKind.GOVERNMENT, level=Level.CITY
    )
    office = await Organ.create(
        name="云川市司法局",
        short="云司",
        kind=OrganKind.LEGAL_OFFICE,
        level=Level.CITY,
        parent=city,
    )
    transport, finance = [
        await Organ.create(
            name=name, short=short, kind=OrganKind.DEPARTMENT, level=Level.CITY,
            parent=city, office=office,
        )
        for name, short in (("云川市交通运输局", "云交"), ("云川市财政局", "云财"))
    ]  # fmt: skip
    firms = [await Firm.create(name=name) for name in ("北斗律师事务所", "南山律师事务所")]
    homes = {
        "lin": transport, "gao": transport, "qian": finance,
        "zhou": office, "wu": office, "zheng": office, "sun": office,
        "luo": office, "ma": office, "an": office,
        "han": office, "he": office, "xu": office,
    }  # fmt: skip
    outside = {"han": firms[0], "he": firms[0], "xu": firms[1]}
    people = {login: await _person(login, homes[login], outside.get(login)) for login in ROLES}
    return Cast(city, office, transport, finance, *firms, **people)


async def _person(login: str, home: Organ, firm: Firm | None) -> Person:
    person = await Person.create(
        login=login, name=NAMES[login], password="!", must_change=False, created=now(),
        organ=None if firm else home, firm=firm,
    )  # fmt: skip
    for role in ROLES[login]:
        await Post.create(person=person, organ=home, role=role)
    return person
