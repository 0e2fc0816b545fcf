"""The four-property check of a dossier before it is filed: 真实性 完整性 可用性 安全性.

DA/T 70-2018 names the properties; these are the questions that the portal can answer itself.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterable, Mapping

from portal.signing.dossier_papers import Finding

OFFICE_FILES = (".docx", ".xlsx", ".pptx")
ACTIVE = ("vbaProject.bin", "activeX", "oleObject")
WANTED = {
    "drafts/": "送审稿",
    "opinion/": "审查意见书",
    "records/clock.json": "期限台账",
    "records/assignments.json": "分办记录",
    "records/comments.json": "批注和顾问意见",
    "records/opinion.json": "复核、签发和采纳情况",
    "journal.json": "办理记录及证明",
}


def check(
    files: Mapping[str, bytes], lost: Collection[str], strayed: Collection[str], promised: int
) -> list[Finding]:
    """The findings on `files` (path to bytes).

    `lost` are files that the storage no longer has, `strayed` the columns of issued opinions that
    are not what the journal says, `promised` the materials that were promised and never came.
    """
    missing = [name for path, name in WANTED.items() if not any(f.startswith(path) for f in files)]
    broken = [path for path, data in files.items() if not _opens(path, data)]
    active = [path for path, data in files.items() if _is_active(path, data)]
    unsafe = [path for path in files if path.startswith("/") or ".." in path.split("/")]
    return [
        _finding("真实性", "签发登记与链式办理记录一致", strayed),
        _finding("真实性", "库存文件的 SHA-256 与登记一致", lost),
        _finding("完整性", "应归档内容齐全", missing),
        _finding("完整性", "承诺后补的材料已经补齐", [f"尚缺{promised}件"] if promised else []),
        _finding("可用性", "文件未加密、未损坏，可以打开", broken),
        _finding("安全性", "不含宏和其他可执行内容", active),
        _finding("安全性", "文件名不越出卷宗目录", unsafe),
    ]


def _finding(property_: str, asked: str, wrong: Iterable[str]) -> Finding:
    found = list(wrong)
    return Finding(property_, asked, not found, "、".join(found) or "—")


def _opens(path: str, data: bytes) -> bool:
    ending = path.lower()
    if ending.endswith(".pdf"):
        return data.startswith(b"%PDF-") and b"/Encrypt" not in data
    if not ending.endswith(OFFICE_FILES):
        return bool(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False


def _is_active(path: str, data: bytes) -> bool:
    if not path.lower().endswith(OFFICE_FILES) or not _opens(path, data):
        return False
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(mark in name for name in archive.namelist() for mark in ACTIVE)
