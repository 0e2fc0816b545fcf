"""A sample letter of every type and outcome: what an office looks at before it edits a template."""

from __future__ import annotations

import hashlib
from datetime import date

from portal.kinds import Effect
from portal.kinds.kind import Kind, Outcome
from portal.opinions.contents import Content, Point
from portal.opinions.letters import Frame, Stamp
from portal.opinions.models import ItemClass
from portal.reviews.models import Severity

FINGERPRINT = hashlib.sha256("示例".encode()).hexdigest()
SIGNED_ON = date(2026, 8, 5)
SUBMITTED_ON = date(2026, 7, 20)
TITLES = {
    "contract": "中心城区停车设施特许经营合同",
    "normative": "云州市机动车停车收费管理办法",
    "decision": "云州市老城区有机更新实施方案",
    "agenda": "关于调整城市公共汽车票价的请示",
    "minutes": "云州市人民政府第五十二次常务会议纪要",
    "enforcement": "对云州市某食品有限公司的行政处罚决定",
    "competition": "云州市个体工商户信用贷款贴息办法",
    "rule": "云州市城市绿化管理规定",
    "other": "关于临时建筑处理有关问题的函",
}
PROCEDURE = Point(
    1, ItemClass.PROCEDURE, Severity.MUST, "", "",
    "送审材料中没有公平竞争审查的书面结论，应当在提请审议前补充。",
    "《公平竞争审查条例》（国务院令第783号，2024年8月1日起施行）第三条", "请补充公平竞争审查表。",
    None, None,
)  # fmt: skip
CONTENT = Point(
    2, ItemClass.CONTENT, Severity.MUST, "第六条第二款", "自收到发票之日起九十日内支付",
    "付款期限超过机关从中小企业采购货物、工程、服务的法定期限。",
    "《保障中小企业款项支付条例》（国务院令第802号，2025年6月1日起施行）第九条", "请缩短付款期限。",
    "自交付之日起三十日内支付", None,
)  # fmt: skip
WORDING = Point(
    3, ItemClass.WORDING, Severity.HINT, "第十二条", "相关部门",
    "“相关部门”所指不明，建议写明部门名称。", "", "请写明承担职责的部门。", None, None,
)  # fmt: skip


def sample(kind: Kind, outcome: Outcome) -> tuple[Content, Frame, Stamp]:
    """What a letter of this type with this outcome could say; nothing in it is a real matter."""
    return _content(kind, outcome), _frame(kind), stamp()


def stamp() -> Stamp:
    return Stamp(
        "云司审〔2026〕12号", SIGNED_ON, "7QK4-M2XP-9D", "https://law.example.gov.cn/verify"
    )


def _content(kind: Kind, outcome: Outcome) -> Content:
    points = () if outcome.effect is Effect.CLEAR else (PROCEDURE, CONTENT, WORDING)
    found = tuple(point.basis for point in points if point.basis)
    return Content(
        matter="2026-1", title=TITLES.get(kind.key, kind.name), kind=kind.key, draft_version=2,
        draft="0" * 64, fingerprint=FINGERPRINT,
        conclusion=outcome.key, outcome=outcome.name, effect=outcome.effect.value, note="",
        bases=tuple(dict.fromkeys([*kind.bases, *found])), modes="书面审查、听取法律顾问意见",
        other="", without_advice="", points=points, left_out=(),
    )  # fmt: skip


def _frame(kind: Kind) -> Frame:
    return Frame(
        office="云州市司法局", addressee="云州市交通运输局", contact="林岚，0999-8123456",
        submitted_on=SUBMITTED_ON, receipt="云法收〔2026〕7号",
        materials=tuple(one.name for one in kind.slots if one.required), letter=kind.letter,
        reply_days=kind.clocks["feedback"].days, is_word=True,
    )  # fmt: skip
