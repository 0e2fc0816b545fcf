"""Agendas of several shapes, split into their items."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument

from portal.intake.agendas import Item, split, split_lines
from portal.word.reading import read

ROAD = "审议《云川市道路养护委托合同》"
PARK = "审议《云川市机动车停放服务收费管理办法（草案）》"
NUMBERED = [
    "云川市人民政府第12次常务会议议程",
    "时间：2026年11月30日上午9:00",
    "地点：市政府第一会议室",
    f"一、{ROAD}（汇报单位：市交通运输局）",
    "本合同金额1.5亿元，服务期三年。",
    f"二、{PARK}；",
    "汇报单位：市发展改革委，列席单位：市财政局",
    "（一）起草背景",
    "（二）主要内容",
    "三、学习《行政执法监督条例》（由高远局长负责汇报）",
    "出席人员：全体市政府领导",
    "一位不属于议题的人",
]
SECTIONS = [
    "关于召开局长办公会议的通知",
    "一、会议时间：2026年11月30日",
    "二、会议地点：三楼会议室",
    "三、会议议题",
    "（一）关于审议道路养护合同的请示（汇报人：高远）",
    "（二）关于购置执法车辆的请示",
    "1.车辆用途",
    "2.资金来源",
    "四、参会人员",
    "（一）局领导",
    "（二）各科室负责人",
]
GROUPS = [
    "市政府常务会议议题安排",
    "一、审议议题（2项）",
    "1.道路养护合同",
    "2.停车收费办法",
    "二、听取汇报议题",
    "1．安全生产情况（市应急管理局汇报）",
]


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        (
            NUMBERED,
            [
                Item(ROAD, "本合同金额1.5亿元，服务期三年。", "市交通运输局"),
                Item(PARK, "（一）起草背景\n（二）主要内容", "市发展改革委"),
                Item("学习《行政执法监督条例》", "", "高远局长"),
            ],
        ),
        (
            SECTIONS,
            [
                Item("关于审议道路养护合同的请示", "", "高远"),
                Item("关于购置执法车辆的请示", "1.车辆用途\n2.资金来源"),
            ],
        ),
        (
            GROUPS,
            [
                Item("道路养护合同"),
                Item("停车收费办法"),
                Item("安全生产情况", "", "市应急管理局"),
            ],
        ),
        (
            ["议题一：道路养护合同", "汇报部门：交通局", "议题二：停车收费办法", "附件：材料"],
            [Item("道路养护合同", "", "交通局"), Item("停车收费办法")],
        ),
        (
            ["第一项 道路养护合同", "第二项 停车收费办法", "散会"],
            [Item("道路养护合同"), Item("停车收费办法")],
        ),
        (["1、甲事项", "2、乙事项", "（1）细节"], [Item("甲事项"), Item("乙事项", "（1）细节")]),
        (["（一）甲事项", "（二）乙事项"], [Item("甲事项"), Item("乙事项")]),
        (["会议议程", "①甲事项", "②乙事项", "抄送：各部门"], [Item("甲事项"), Item("乙事项")]),
        (
            ["一、甲事项", "2026年的安排", "3.5亿元的来源"],
            [Item("甲事项", "2026年的安排\n3.5亿元的来源")],
        ),
        (["一、主持人：市长", "二、甲事项"], [Item("甲事项")]),
        (["请各位准时参加", "没有编号"], []),
        ([], []),
    ],
)
def test_lines_are_split_into_items(lines: list[str], items: list[Item]) -> None:
    assert list(split_lines(lines)) == items


def test_a_table_has_an_item_in_each_row() -> None:
    made = docx.Document()
    made.add_paragraph("常务会议议题表")
    fill(made, [
        ["序号", "议题名称", "汇报单位", "时间"],
        ["1", "道路养护合同", "市交通运输局", "10分钟"],
        ["2", "停车收费办法\n征求意见情况", "市发展改革委", "10分钟"],
        ["", "", "", ""],
    ])  # fmt: skip

    assert split(read(saved(made))) == (
        Item("道路养护合同", "", "市交通运输局"),
        Item("停车收费办法", "征求意见情况", "市发展改革委"),
    )


def test_a_table_of_people_is_no_agenda() -> None:
    made = docx.Document()
    made.add_paragraph("一、道路养护合同")
    fill(made, [["姓名", "职务"], ["高远", "局长"]])

    assert split(read(saved(made))) == (Item("道路养护合同"),)


def test_automatic_numbers_count_as_numbers() -> None:
    made = docx.Document()
    made.add_paragraph("议程")
    for words in ("道路养护合同（汇报单位：市交通运输局）", "停车收费办法"):
        made.add_paragraph(words, style="List Number")

    assert split(read(saved(made))) == (
        Item("道路养护合同", "", "市交通运输局"),
        Item("停车收费办法"),
    )


def fill(made: WordDocument, rows: list[list[str]]) -> None:
    table = made.add_table(len(rows), len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words


def saved(made: WordDocument) -> bytes:
    data = BytesIO()
    made.save(data)
    return data.getvalue()
