"""The office's own Word templates, and what to say when one of them is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from portal.errors import Unacceptable
from portal.i18n import translate as _
from portal.word.errors import Unreadable
from portal.word.filling import fill
from portal.word.template_marks import Fault, TemplateFault, Wrong

LETTERS = Path(__file__).parent.parent.parent / "review_templates" / "letters"
STORIES = {
    "body": "正文",
    "header": "页眉",
    "footer": "页脚",
    "footnote": "脚注",
    "endnote": "尾注",
}
WRONGS = {
    Wrong.UNKNOWN: "{story}第{paragraph}段：没有名为“{field}”的字段",
    Wrong.NOT_TEXT: "{story}第{paragraph}段：“{field}”是清单，不能当作文字填写",
    Wrong.NOT_LIST: "{story}第{paragraph}段：“{field}”不是清单，不能重复",
    Wrong.UNREADABLE: "{story}第{paragraph}段：“{field}”写法有误",
    Wrong.MISPLACED: "{story}第{paragraph}段：“{field}”须单独成段",
    Wrong.UNCLOSED: "{story}第{paragraph}段：“{field}”没有对应的结束标记",
    Wrong.UNOPENED: "{story}第{paragraph}段：“{field}”没有对应的开始标记",
}


def filled(name: str, values: Mapping[str, object]) -> bytes:
    """The template of that file name with `values` in it.

    Raises Unacceptable with one sentence for every wrong mark: where it stands, what is wrong.
    """
    try:
        return fill((LETTERS / name).read_bytes(), values)
    except TemplateFault as found:
        faults = _("；").join(told(fault) for fault in found.faults)
        raise Unacceptable(
            "文书模板 {name} 有误，请在 Word 中改正后重试。{faults}", name=name, faults=faults
        ) from found
    except (Unreadable, OSError) as broken:
        raise Unacceptable(
            "文书模板 {name} 无法打开，请放回正确的 Word 文件", name=name
        ) from broken


def told(fault: Fault) -> str:
    """One fault in words, with its place and the nearest name that exists."""
    said = _(
        WRONGS[fault.wrong],
        story=STORIES.get(fault.story, fault.story), paragraph=fault.paragraph, field=fault.field,
    )  # fmt: skip
    if not fault.suggestion:
        return said
    return said + _("，是否应为“{name}”", name=fault.suggestion)
