"""Views that the demo's office asks of other organs on a text, and what some of them answer."""

from __future__ import annotations

from portal.consultation import asking, publishing, replying
from portal.consultation.asking import Asking
from portal.consultation.commenting import comment
from portal.consultation.models import Letter, Side, Stance, View
from portal.consultation.publishing import Notice
from portal.consultation.reach import organs_to_ask
from portal.consultation.replying import Said, Settled
from portal.demo.walk import Walk
from portal.documents.workshop import document_of
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
    document = await document_of(draft.sha256)
    notice = Notice(
        Side.DEPARTMENT, f"关于公开征求《{matter.title}》意见的公告",
        "现将全文公布，征求社会各界意见。也可以来信：云川市人民路1号市交通运输局，邮编000000。",
        draft.name, draft.sha256, 0,
        "\n".join(one.text for one in document.paragraphs if one.text.strip()), 30,
    )  # fmt: skip
    with walk.later(hours=1):
        text = await publishing.put_up(matter, notice, by=by)
    for name, words in COMMENTS:
        with walk.later(hours=2):
            await comment(text, words, name, "")
