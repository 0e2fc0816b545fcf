"""What a document calls itself, and which type of matter that makes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from portal.word.document import Paragraph

HEAD = 40  # paragraphs in which the title stands
LONGEST = 80
LARGE = 15.5  # points: 三号 and above

KINDS = (
    ("competition", re.compile(r"公平竞争审查(?:表|送审表|申请)?$")),
    ("rule", re.compile(r"规章(?:草案|送审稿|草案送审稿)?[)）]?$")),
    ("minutes", re.compile(r"(?:会议)?纪要$")),
    ("agenda", re.compile(r"(?:议程|议题(?:安排|清单|表)?|议题材料|会议安排)$")),
    (
        "enforcement",
        re.compile(
            r"(?:处罚|强制执行|强制措施|征收|征用|责令[^，]{0,12}|许可|行政处理|行政确认)(?:事先告知|决定)书?$"
        ),
    ),
    (
        "contract",
        re.compile(r"(?:合同|协议|合同书|协议书|备忘录|意向书|合约|责任书|承诺书|合同文本)$"),
    ),
    (
        "decision",
        re.compile(r"(?:规划|方案|计划|决策草案|决策|目录|预案|请示|可行性研究报告)$"),
    ),
    (
        "normative",
        re.compile(r"(?:办法|规定|细则|规则|意见|通知|通告|公告|决定|措施|标准|基准|条例)$"),
    ),
    ("other", re.compile("(?:函|复函|答复意见)$")),
)
STATUS = re.compile(
    r"\s*[(（【\[]\s*(?:送审稿|草案|征求意见稿|讨论稿|审议稿|代拟稿|试行|修订|初稿|定稿|示范文本|"
    r"草案送审稿|修订草案|第[一二三四五六七八九十\d]+稿)[^)）】\]]{0,12}[)）】\]]$"
)
KEPT_STATUS = re.compile(r"试行|修订[)）]")
NO_TITLE = re.compile(
    r"文件$|^.{0,20}[〔\[［(（]\d{4}[〕\]］)）]\s*\d*\s*号|^签发人|编号[:：]|^[^，。]{0,8}[:：]|^附件\d*$|"
    r"^[(（].*[)）]$|^[\d〇一二三四]{4}\s*年[\d\s一二三四五六七八九十]+月[^\u4e00-\u9fff]{0,6}[一二三四五六七八九十]{0,3}日?$|^目\s*录$|^[\d\s\-—_./]+$|[。；]$|"
    r"^(?:绝密|机密|秘密|特急|加急)|^第.{1,4}[章节条]"
)
DOCUMENT_NUMBER = re.compile(r"^.{0,20}[〔\[［]\d{4}[〕\]］]\s*\d*\s*号\s*$")
DOCUMENT_HEAD = re.compile(r"(?:文件|公文处理笺|送审单|审批表|呈批件)$")


def title_of(paragraphs: Sequence[Paragraph]) -> str:
    """The title, "" where none can be told; one over several centred lines is joined."""
    lines = [p for p in paragraphs if p.text.strip()][:HEAD]
    for candidates in (_set_apart(lines), _plain(lines)):
        for title in candidates:
            return _tidy(title)
    return ""


def kind_of_title(title: str) -> str:
    """The key of the type that a title like this has; "" where it could be any."""
    bare = re.sub(r"[(（][^()（）]*[)）]$", "", title)
    for key, words in KINDS:
        if words.search(bare):
            return key
    return ""


def _set_apart(lines: Sequence[Paragraph]) -> Iterator[str]:
    """Runs of lines that look like a title; below the number of a document they come first."""
    number = next((at for at, line in enumerate(lines) if DOCUMENT_NUMBER.search(line.text)), -1)
    yield from _runs(lines[number + 1 :])
    yield from _runs(lines)


def _runs(lines: Sequence[Paragraph]) -> Iterator[str]:
    for place, line in enumerate(lines):
        if _looks_like_title(line) and not _is_none(line.text):
            yield joined(_run(lines[place:]))


def joined(lines: Iterable[str]) -> str:
    """The lines of one title in one; words of Latin letters keep apart."""
    return re.sub(r"(?<=[A-Za-z0-9,.])\n(?=[A-Za-z0-9])", " ", "\n".join(lines)).replace("\n", "")


def _run(lines: Sequence[Paragraph]) -> Iterator[str]:
    """The lines of one title: the same look, one after the other."""
    first = lines[0]
    for line in lines[:4]:
        same = line.layout.align == first.layout.align and abs(_size(line) - _size(first)) < 1
        if line is not first and (not same or _is_none(line.text) or not _looks_like_title(line)):
            return
        yield line.text.strip()
        if line is first and kind_of_title(_tidy(line.text)) and not _large(line):
            return


def _plain(lines: Sequence[Paragraph]) -> Iterator[str]:
    """Lines without a look: the first that ends as titles do, or else the first short one."""
    usable = [line.text.strip() for line in lines[:12] if not _is_none(line.text)]
    for place, text in enumerate(usable[:4]):
        if kind_of_title(_tidy(text)):
            yield "".join([*_begun(usable[:place]), text])
    yield from usable[:1]


def _begun(before: Sequence[str]) -> list[str]:
    """A line before that is the first half of the title: 关于印发…"""
    return [before[-1]] if before and before[-1].startswith("关于") else []


def _looks_like_title(line: Paragraph) -> bool:
    if line.in_table or line.number:
        return False
    named = line.style.casefold() in {"title", "标题"} or line.layout.heading == 1
    return named or (line.layout.align == "center" and _stands_out(line))


def _stands_out(line: Paragraph) -> bool:
    """Large or bold; a line of a PDF says nothing of its looks."""
    return not line.spans or _large(line) or any(span.look.bold for span in line.spans)


def _large(line: Paragraph) -> bool:
    return _size(line) >= LARGE


def _size(line: Paragraph) -> float:
    return max((span.look.size or 0.0 for span in line.spans if span.text.strip()), default=0.0)


def _is_none(text: str) -> bool:
    plain = text.strip()
    return len(plain) > LONGEST or bool(NO_TITLE.search(plain)) or bool(DOCUMENT_HEAD.search(plain))


def _tidy(text: str) -> str:
    """Without blanks between Chinese signs, without 《》 around all of it, without its status."""
    plain = re.sub(r"(?<=[\u4e00-\u9fff（）《》])\s+(?=[\u4e00-\u9fff（）《》])", "", text.strip())
    status = STATUS.search(plain)
    if status and not KEPT_STATUS.search(status[0]):
        plain = plain[: status.start()]
    plain = re.sub(r"\s+", " ", plain)
    whole = re.fullmatch(r"《([^《》]+)》", plain)
    return whole[1] if whole else plain
