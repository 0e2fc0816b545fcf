"""The people of the demo: a city, a county, a township, two law firms. All names are invented."""

from __future__ import annotations

from dataclasses import dataclass

from portal.clock import now
from portal.database import transaction
from portal.people.models import Firm, Level, Organ, OrganKind, Person, Post, Role

PASSWORD = "Yunchuan-2026"  # noqa: S105 of the demo, printed at every start

CITY = "云川市人民政府"
CITY_OFFICE = "云川市司法局"
COUNTY = "清河县人民政府"
COUNTY_OFFICE = "清河县司法局"
TOWNSHIP = "清河县柳溪镇人民政府"

# name, abbreviation, level, kind, parent, the office that reviews its matters
ORGANS = (
    (CITY, "云", Level.CITY, OrganKind.GOVERNMENT, None, None),
    (CITY_OFFICE, "云司", Level.CITY, OrganKind.LEGAL_OFFICE, CITY, None),
    ("云川市人民政府办公室", "云办", Level.CITY, OrganKind.DEPARTMENT, CITY, CITY_OFFICE),
    ("云川市财政局", "云财", Level.CITY, OrganKind.DEPARTMENT, CITY, CITY_OFFICE),
    ("云川市自然资源和规划局", "云资", Level.CITY, OrganKind.DEPARTMENT, CITY, CITY_OFFICE),
    ("云川市住房和城乡建设局", "云建", Level.CITY, OrganKind.DEPARTMENT, CITY, CITY_OFFICE),
    ("云川市交通运输局", "云交", Level.CITY, OrganKind.DEPARTMENT, CITY, CITY_OFFICE),
    ("云川市教育局", "云教", Level.CITY, OrganKind.DEPARTMENT, CITY, CITY_OFFICE),
    ("云川市卫生健康委员会", "云卫", Level.CITY, OrganKind.DEPARTMENT, CITY, CITY_OFFICE),
    ("云川市市场监督管理局", "云市监", Level.CITY, OrganKind.DEPARTMENT, CITY, CITY_OFFICE),
    (COUNTY, "清", Level.COUNTY, OrganKind.GOVERNMENT, CITY, None),
    (COUNTY_OFFICE, "清司", Level.COUNTY, OrganKind.LEGAL_OFFICE, COUNTY, None),
    (TOWNSHIP, "柳", Level.TOWNSHIP, OrganKind.GOVERNMENT, COUNTY, COUNTY_OFFICE),
)
FIRMS = ("云川北斗律师事务所", "云川南山律师事务所")


@dataclass(frozen=True)
class Character:
    """Somebody of the demo: how he signs in, where he belongs, what he does there."""

    login: str
    name: str
    home: str  # organ, or firm for advisers
    title: str
    roles: tuple[Role, ...]
    fields: tuple[str, ...] = ()
    appointed_by: str = CITY_OFFICE  # advisers only

    @property
    def is_outside(self) -> bool:
        return self.home in FIRMS


def clerk(login: str, name: str, home: str) -> Character:
    return Character(login, name, home, "经办人", (Role.SUBMITTER,))


PEOPLE = (
    Character("linxiao", "林晓", "云川市交通运输局", "经办人", (Role.SUBMITTER,)),
    Character("gaoyuan", "高远", "云川市交通运输局", "局长", (Role.HEAD,)),
    clerk("chenjing", "陈静", "云川市人民政府办公室"),
    clerk("qianhui", "钱慧", "云川市财政局"),
    clerk("tianye", "田野", "云川市自然资源和规划局"),
    clerk("shijian", "石健", "云川市住房和城乡建设局"),
    clerk("wenjing", "文静", "云川市教育局"),
    clerk("kanglin", "康琳", "云川市卫生健康委员会"),
    clerk("shiping", "史平", "云川市市场监督管理局"),
    Character("zhouzheng", "周正", CITY_OFFICE, "综合科科员", (Role.REGISTRAR,)),
    Character("fangming", "方明", CITY_OFFICE, "副局长", (Role.DISPATCHER,)),
    Character(
        "wumin", "吴敏", CITY_OFFICE, "审查科科员", (Role.REVIEWER,), ("合同", "工程", "投资")
    ),
    Character(
        "jiangbo", "江波", CITY_OFFICE, "审查科科员", (Role.REVIEWER,), ("规范性文件", "行政处罚")
    ),
    Character("zhengzhong", "郑重", CITY_OFFICE, "审查科科长", (Role.APPROVER,)),
    Character("sunming", "孙明", CITY_OFFICE, "局长", (Role.SIGNER,)),
    Character("luolin", "罗琳", CITY_OFFICE, "公职律师", (Role.LAWYER,), ("行政诉讼", "合同")),
    Character("pengfei", "彭飞", CITY_OFFICE, "公职律师", (Role.LAWYER,), ("土地", "规范性文件")),
    Character("mashen", "马慎", CITY_OFFICE, "审计员", (Role.AUDITOR,)),
    Character("admin", "安宁", CITY_OFFICE, "系统管理员", (Role.ADMINISTRATOR,)),
    Character("hanlu", "韩路", FIRMS[0], "律师", (Role.ADVISER,), ("合同", "工程")),
    Character("heqing", "何清", FIRMS[0], "律师", (Role.ADVISER,), ("金融", "投资")),
    Character("baiyu", "白榆", FIRMS[0], "律师", (Role.ADVISER,), ("行政诉讼", "行政处罚")),
    Character("xujin", "徐进", FIRMS[1], "律师", (Role.ADVISER,), ("土地", "规划")),
    Character("zhulan", "朱岚", FIRMS[1], "律师", (Role.ADVISER,), ("知识产权", "涉外", "合同")),
    Character("songyan", "宋岩", FIRMS[1], "律师", (Role.ADVISER,), ("劳动", "规范性文件")),
    Character("liuxi", "刘希", TOWNSHIP, "党政办干事", (Role.SUBMITTER, Role.HEAD)),
    Character(
        "xiahe", "夏禾", COUNTY_OFFICE, "审查股股长",
        (Role.REGISTRAR, Role.DISPATCHER, Role.REVIEWER),
    ),
    Character("tongxin", "童欣", COUNTY_OFFICE, "副局长", (Role.APPROVER,)),
    Character("gucheng", "顾诚", COUNTY_OFFICE, "局长", (Role.SIGNER,)),
)  # fmt: skip


@transaction
async def found(stored_password: str) -> None:
    """Write everybody and everything they belong to; all share one password."""
    organs: dict[str, Organ] = {}
    for name, short, level, kind, parent, office in ORGANS:
        organs[name] = await Organ.create(
            name=name, short=short, level=level, kind=kind,
            parent=organs.get(parent or ""), office=organs.get(office or ""),
        )  # fmt: skip
    firms = {name: await Firm.create(name=name) for name in FIRMS}
    for number, one in enumerate(PEOPLE, 1):
        await _person(one, number, organs, firms, stored_password)


async def _person(
    one: Character, number: int, organs: dict[str, Organ], firms: dict[str, Firm], stored: str
) -> None:
    person = await Person.create(
        login=one.login, name=one.name, title=one.title, password=stored, must_change=False,
        organ=organs.get(one.home), firm=firms.get(one.home), specialities=list(one.fields),
        licence=f"1530120{number:010}" if one.is_outside or Role.LAWYER in one.roles else "",
        capacity=6 if one.is_outside else 25, created=now(),
    )  # fmt: skip
    office = organs[one.appointed_by if one.is_outside else one.home]
    for role in one.roles:
        await Post.create(person=person, organ=office, role=role)
