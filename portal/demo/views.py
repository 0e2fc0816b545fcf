"""Views that the demo's office asks of other organs on a text, and what some of them answer."""

from __future__ import annotations

from datetime import timedelta

from portal.clock import today
from portal.consultation import asking, evidencing, inquiring, publishing, replying
from portal.consultation.asking import Asking
from portal.consultation.commenting import comment
from portal.consultation.inquiring import Heard, Noted
from portal.consultation.models import ExpertStance, Letter, Mode, Side, Stance, View
from portal.consultation.public_copies import public_copy
from portal.consultation.publishing import Notice
from portal.consultation.reach import organs_to_ask
from portal.consultation.replying import Said, Settled
from portal.demo.walk import Walk
from portal.opinions.models import Adoption
from portal.opinions.queries import latest_draft
from portal.people.models import Level

ANSWERS = {
    "qianhui": (
        Said("关于补贴", "定额补贴的期限、资金来源和结算方式请写明，并与年度预算衔接。"),
        Said("", "建议补充票价调整后的财政负担测算。"),
    ),
    "shiping": (),
    "wenjing": (Said("关于学生优惠", "建议保留学生刷卡优惠的现行幅度。"),),
}


async def consult(walk: Walk, reviewer: str) -> None:
    """The reviewer asks every organ of the city; three answer, one view is settled."""
    matter, by = walk.matter, walk.people[reviewer]
    with walk.later(hours=2):
        organs = await organs_to_ask(matter)
        asked = await asking.ask(
            matter,
            Asking(
                side=Side.OFFICE, title=f"关于征求《{matter.title}》意见的函",
                words="请结合本单位职责，就送审稿的主要内容研提意见；有修改意见的，请写明条款和理由。",
                contact=f"{by.name} 0000-6688130", text=await latest_draft(matter), days=5,
                organs=[one.id for one in organs if one.level is Level.CITY],
                silence=True, stops=True,
            ),
            by=by,
        )  # fmt: skip
    for login, views in ANSWERS.items():
        with walk.later(hours=3):
            clerk = walk.people[login]
            letter = await Letter.get(
                consultation_id=asked.id, organ_id=clerk.organ_id
            ).select_related("organ")
            stance = Stance.VIEWS if views else Stance.NONE
            await replying.reply(letter, stance, views, f"{clerk.name} 0000-6688200", by=clerk)
    first = await View.filter(letter__consultation_id=asked.id).order_by("id").first()
    if first:
        with walk.later(hours=1):
            await replying.settle(matter, asked, {first.id: Settled(Adoption.ADOPTED)}, by=by)


COMMENTS = (
    ("市民", "12路调整后绕行医院，请保留医院西门站。"),
    ("", "学生月票的次数不够，建议增加到120次。"),
    ("某小区业主委员会", "末班车时间请延长到22点30分。"),
)


async def put_up(walk: Walk, clerk: str) -> None:
    """The department puts the text up for thirty days; some of the public comment."""
    matter, by = walk.matter, walk.people[clerk]
    draft = await latest_draft(matter)
    notice = Notice(
        Side.DEPARTMENT, f"关于公开征求《{matter.title}》意见的公告",
        "现将全文公布，征求社会各界意见。也可以来信：云川市人民路1号市交通运输局，邮编000000。",
        draft.name, await public_copy(draft.sha256), 30, procedure="participation",
    )  # fmt: skip
    with walk.later(hours=1):
        text = await publishing.put_up(matter, notice, by=by)
    for name, words in COMMENTS:
        with walk.later(hours=2):
            await comment(text, words, name, "")


EXPERTS = (
    ("顾问甲", "市政交通规划", ExpertStance.AGREES, "线网优化与客流数据相符，建议分两期实施。"),
    ("顾问乙", "公共财政", ExpertStance.PARTLY, "补贴应当与服务质量考核挂钩。"),
    ("顾问丙", "城市交通经济", ExpertStance.DISSENTS, "票价一次上调幅度过大，低收入群体未作测算。"),
)
NO_COMPETITION = "本方案不涉及市场准入和对经营者的差别待遇，经自查不属于公平竞争审查范围。"


async def argue(walk: Walk, clerk: str) -> None:
    """The department notes its experts' meeting, at which one of three dissented."""
    matter, by = walk.matter, walk.people[clerk]
    with walk.later(hours=1):
        meeting = Noted(
            Side.DEPARTMENT, Mode.EXPERTS, "公共汽车线网优化和票价调整方案专家论证会",
            today() - timedelta(days=30), "与会专家听取了方案说明，逐项发表意见。",
            "市交通运输局二楼会议室", "交通、财政、价格方面的专家三人", procedure="experts",
        )  # fmt: skip
        inquiry = await inquiring.note(matter, meeting, by=by)
        for name, unit, stance, text in EXPERTS:
            heard = Heard(name, unit, stance, text, signed=True)
            await inquiring.hear(matter, inquiry, heard, by=by)
        await evidencing.state(matter, "competition", NO_COMPETITION, applies=False, by=by)
