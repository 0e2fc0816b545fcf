"""Why a file cannot be taken, in words for the person who uploaded it, and what to do now."""

from __future__ import annotations

from portal.errors import Unacceptable

TOO_HEAVY = "文件结构异常庞大，可能是压缩炸弹，已拒绝；请打开原件，另存为 .docx 后再上传"
WORDS = {
    "empty": "文件是空的（0 字节）；请检查原件后重新上传",
    "encrypted": "文件设有打开密码；请在 Word 或 WPS 中取消密码后再上传",
    "damaged": "文件已损坏或没有传完整；请先在本机打开确认，另存一份后再上传",
    "not-docx": "文件里没有 Word 文档；请用 Word 或 WPS 打开原件，另存为 .docx 后再上传",
    "not-pdf": "文件不是完整的 PDF；请重新导出 PDF 后再上传",
    "macros": "文件带有宏，已拒绝；请在 Word 或 WPS 中另存为不带宏的 .docx 后再上传",
    "doctype": "文件含有外部实体声明，可能有害，已拒绝；请另存为 .docx 后再上传",
    "duplicate-parts": "文件内部有重名部件，可能被改造过，已拒绝；请另存为 .docx 后再上传",
    "bomb": TOO_HEAVY,
    "too-many-parts": TOO_HEAVY,
    "too-many-elements": TOO_HEAVY,
    "too-many-pages": TOO_HEAVY,
    "too-deep": TOO_HEAVY,
    "too-long": TOO_HEAVY,
    "too-much": "处理这个文件用时过长或占用内存过多，已停止；请拆分文件，或另存为 .docx 后再上传",
    "fault": "文件无法处理；请用 Word 或 WPS 另存为 .docx 后再上传，仍不行请联系管理员",
}  # fmt: skip


def refusal(code: str, detail: str = "") -> Unacceptable:
    """The error for a code of portal.word.errors; an unknown code means a damaged file."""
    return Unacceptable(WORDS.get(code, WORDS["damaged"]))
