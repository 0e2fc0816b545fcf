"""What a reader of a draft should know about its file, in words."""

from __future__ import annotations

from collections.abc import Iterable

from portal.i18n import translate as _

WORDS = {
    "damaged": "文件结构有缺损，平台已尽量读取，请核对内容是否完整",
    "signed": "文件带有电子签名；加批注或修改后，签名将失效",
    "not-read": "文件中有平台读不出的嵌入内容，请核对",
    "external": "文件引用了外部图片或对象，平台没有读取",
    "no-text": "这份 PDF 没有文字层（可能是扫描件），不能逐字批注；请尽量上传 Word 文件",
}


def cautions(warnings: Iterable[str]) -> list[str]:
    """The sentences for "code: detail" warnings of portal.word, each once; others are technical."""
    codes = dict.fromkeys(warning.partition(":")[0] for warning in warnings)
    known = dict.fromkeys("external" if one.startswith("external") else one for one in codes)
    return [_(WORDS[code]) for code in known if code in WORDS]
