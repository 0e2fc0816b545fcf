"""Title, type, parties and sum, as a clerk would read them off the first page."""

from decimal import Decimal

import pytest

from portal.demo.library import LIBRARY
from portal.documents.amounts import Amount, amount_in, capitals
from portal.documents.inspection import inspect
from portal.documents.parties import RecognisedParty, parties_in
from portal.documents.titles import kind_of_title, title_of
from portal.word.document import Layout, Look, Paragraph, Span


def line(text: str, *, size: float = 16.0, align: str = "", bold: bool = False) -> Paragraph:
    look = Look(size=size, bold=bold)
    return Paragraph(0, text, spans=(Span(text, look=look),), layout=Layout(align=align))


def centred(text: str, size: float = 22.0) -> Paragraph:
    return line(text, size=size, align="center")


BODY = line("根据《中华人民共和国民法典》的规定，双方订立本合同。")


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ([centred("道路养护委托合同"), BODY], "道路养护委托合同"),
        ([centred("城 市 道 路 养 护 合 同"), BODY], "城市道路养护合同"),
        ([centred("FRAMEWORK"), centred("AGREEMENT"), BODY], "FRAMEWORK AGREEMENT"),
        ([centred("关于加强停车管理的"), centred("若干规定"), BODY], "关于加强停车管理的若干规定"),
        (
            [
                line("000012"), line("特急"), centred("云川市人民政府文件", 60),
                centred("云政〔2026〕12号", 16), centred("云川市人民政府"),
                centred("关于印发停车管理办法的通知"), BODY,
            ],
            "云川市人民政府关于印发停车管理办法的通知",
        ),
        ([centred("云川市停车管理办法"), centred("（送审稿）", 16), BODY], "云川市停车管理办法"),
        ([centred("云川市停车管理办法（征求意见稿）"), BODY], "云川市停车管理办法"),
        ([centred("云川市停车管理办法（试行）"), BODY], "云川市停车管理办法（试行）"),
        ([line("合同编号：2026-01"), centred("采购合同"), line("甲方：云川市财政局")], "采购合同"),
        ([line("《城市绿道建设协议书》"), BODY], "城市绿道建设协议书"),
        ([line("云川市停车管理办法"), line("第一条 为了规范停车管理。")], "云川市停车管理办法"),
        ([line("附件1"), line("设备采购合同"), BODY], "设备采购合同"),
        ([Paragraph(0, "设备采购合同", layout=Layout(align="center")), BODY], "设备采购合同"),
        ([centred("2026年第12次常务会议纪要"), BODY], "2026年第12次常务会议纪要"),
        ([centred("行政处罚决定书"), centred("云交罚〔2026〕3号", 16), BODY], "行政处罚决定书"),
        ([], ""),
        ([line("第一条 为了规范停车管理，制定本办法。")], ""),
    ],
)  # fmt: skip
def test_titles(lines, title):
    assert title_of(lines) == title


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("道路养护委托合同", "contract"),
        ("战略合作框架协议", "contract"),
        ("道路养护合同补充协议（二）", "contract"),
        ("云川市停车管理办法", "normative"),
        ("云川市停车管理办法（试行）", "normative"),
        ("云川市人民政府关于印发停车管理办法的通知", "normative"),
        ("云川市城市更新专项规划", "decision"),
        ("城区停车收费改革方案", "decision"),
        ("市政府第12次常务会议议程", "agenda"),
        ("2026年第12次常务会议纪要", "minutes"),
        ("行政处罚决定书", "enforcement"),
        ("房屋征收决定", "enforcement"),
        ("关于停车收费的情况说明", ""),
    ],
)
def test_types(title, kind):
    assert kind_of_title(title) == kind


@pytest.mark.parametrize(
    ("lines", "amount"),
    [
        (["合同总价为人民币1,250,000.00元（大写：壹佰贰拾伍万元整）。"], Amount(Decimal(1250000))),
        (["合同总价（大写）壹佰贰拾伍万元整（¥1250000）。"], Amount(Decimal(1250000))),
        (["合同金额：8650万元"], Amount(Decimal(86500000))),
        (["项目总投资1.2亿元"], Amount(Decimal(120000000))),
        (["合同价款：人民币叁拾贰万元整"], Amount(Decimal(320000))),
        (["合同价款为30万元（大写：叁拾伍万元整）"], Amount(Decimal(300000), Decimal(350000))),
        (["违约金为每日100元"], None),
        (["合同金额另行商定。注册资本500万元"], None),
        (["合同总价为        元"], None),
        ([], None),
    ],
)
def test_sums(lines, amount):
    assert amount_in(lines) == amount


@pytest.mark.parametrize(
    ("words", "yuan"),
    [
        ("壹元整", "1"),
        ("拾万元整", "100000"),
        ("壹佰零伍万零叁拾元整", "1050030"),
        ("贰仟零壹拾元伍角叁分", "2010.53"),
        ("壹亿零伍佰万元整", "105000000"),
        ("壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元", "1234567890"),
        ("壹万亿元整", "1000000000000"),
    ],
)
def test_capitals(words, yuan):
    assert capitals(words) == Decimal(yuan)


@pytest.mark.parametrize(
    ("lines", "parties"),
    [
        (
            ["甲方（委托方）：云川市交通运输局", "乙方（受托方）：云川路桥公司（以下简称乙方）"],
            [("甲方", "云川市交通运输局", ""), ("乙方", "云川路桥公司", "")],
        ),
        (
            ["甲方：云川市住建局      乙方：云川建设集团"],
            [("甲方", "云川市住建局", ""), ("乙方", "云川建设集团", "")],
        ),
        (["发包人：\t", "云川市水利局", "承包人：____________"], [("发包人", "云川市水利局", "")]),
        (["甲 方", "甲方", "云川市财政局", "乙方", "云川银行"],
         [("甲方", "云川市财政局", ""), ("乙方", "云川银行", "")]),
        (
            ["甲方：云川市财政局", "统一社会信用代码：11330000MB1234567X", "乙方：云川银行",
             "法定代表人：张三", "统一社会信用代码：9133 0000 MA27 U0GT 85"],
            [("甲方", "云川市财政局", "11330000MB1234567X"),
             ("乙方", "云川银行", "91330000MA27U0GT85")],
        ),
        (["甲方：（盖章）", "乙方：（盖章）"], []),
        (["第一条 甲方应当按时付款。", "第二条 乙方：负责交付。", "乙方：应当按期交付。"], []),
    ],
)  # fmt: skip
def test_parties(lines, parties):
    assert parties_in(lines) == tuple(RecognisedParty(*one) for one in parties)


def test_nine_tenths_of_what_the_demo_papers_say_is_recognised():
    right = asked = 0
    for paper in LIBRARY:
        found = inspect(paper.build()).recognised
        assert found.kind == paper.kind.value
        sums = [(paper.amount, found.amount)] if paper.amount and paper.kind == "contract" else []
        for told, read in [(paper.title, found.title), *sums]:
            asked += 1
            right += told == read

    assert right / asked >= 0.9
