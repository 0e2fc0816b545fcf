"""What the parameters of a type's file are called on pages."""

from __future__ import annotations

from portal.bylaws.differences import Difference
from portal.i18n import translate as _
from portal.kinds import Start, Unit
from portal.permits import Relation
from portal.workflow import Task

TABLES = {
    "material": "材料",
    "step": "步骤",
    "procedure": "法定程序",
    "outcome": "结论",
    "clock": "时限",
    "variant": "类别",
    "sequel": "办结之后要做的事",
    "validity": "有效期",
    "discussion": "争议意见集体讨论",
    "objection": "异议复审",
    "undo": "撤销刚才的操作",
    "": "基本",
}
CLOCKS = {
    "intake": "受理时限", "review": "审查时限", "supplement": "补正时限", "feedback": "反馈时限",
    "confirmation": "核对时限", "discussion": "集体讨论时限",
    "objection": "提出异议的期限", "rehearing": "异议复审时限",
    "consultation": "征求意见期限", "comment": "公开征求意见期限",
    "papers": "听证材料提前送达",
}  # fmt: skip
PARAMETERS = {
    "key": "代码", "name": "名称", "verb": "审查名称", "letter": "文书名称",
    "clearance": "通过用语", "version": "版本", "advisers": "听取顾问意见", "bases": "依据",
    "required": "必备", "promise": "可承诺后补",
    "before_clearance": "通过前须补齐", "source": "来源", "dated": "来源日期",
    "days": "长度", "unit": "计时单位", "least": "最短", "most": "最长",
    "extension": "最多可延长", "extension_source": "延长的来源",
    "stops_review": "可中止审查计时",
    "task": "做什么",
    "who": "谁办理", "apart": "办过哪些步骤的人不得办理", "effect": "对上会的影响",
    "todo": "要做什么", "from": "从哪一日起算", "ahead": "提前", "gives": "办理之日即为",
    "years": "最长年数", "trial": "暂行、试行的最长年数",
    "rounds": "退回几次后讨论", "minutes": "多少分钟内可以撤销",
    "order": "先后和项目", "material": "对应的送审材料", "at": "何时履行", "words": "标题中的字词",
}  # fmt: skip
EFFECTS = {"clear": "可以直接通过", "revise": "按意见处理后通过", "block": "不得通过"}
AT = {"review": "送审之前", "decision": "作出决策时"}
VALUES: dict[str, dict[str, str]] = {
    "task": {one.value: one.zh for one in Task},
    "who": {one.value: one.zh for one in Relation},
    "effect": EFFECTS,
    "at": AT,
    "unit": {one.value: one.zh for one in Unit},
    "from": {one.value: one.zh for one in Start},
    "gives": {one.value: one.zh for one in Start},
}
ADVISERS = {"mandatory": "必须听取", "optional": "按需听取"}


def clock_name(key: str) -> str:
    """What a clock is called; one of the office's own goes by its key."""
    return _(CLOCKS[key]) if key in CLOCKS else key


def value_of(one: Difference, said: str) -> str:
    """A value of a difference in the reader's language; keys of rows stay as they are."""
    parameter = one.where[-1]
    if parameter in VALUES:
        return _("、").join(_(VALUES[parameter].get(word, word)) for word in said.split("、"))
    return _(said)


def place_of(one: Difference) -> str:
    """Where a difference is, in the reader's language: table, row, parameter."""
    table, row, parameter = one.where
    named = clock_name(row) if table == "clock" else row
    words = [_(TABLES.get(table, table)), named, _(PARAMETERS.get(parameter, parameter))]
    return " · ".join(word for word in words if word)
