"""What a check reads and what it says: immutable values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from portal.checks.normal import Normal, normal
from portal.names import Named
from portal.word.document import Document, Paragraph


class Subject(Named):
    """The kind of document that is checked."""

    CONTRACT = "contract", "合同"
    NORMATIVE = "normative", "规范性文件"
    DECISION = "decision", "重大决策"
    AGENDA = "agenda", "会议议题"
    MINUTES = "minutes", "会议纪要"
    ENFORCEMENT = "enforcement", "执法决定"
    OPINION = "opinion", "审查意见书"


class Severity(Named):
    """How grave a finding is, as domain rules grade it."""

    P0 = "P0", "明确违反"
    P1 = "P1", "须答复"
    P2 = "P2", "应修改"
    P3 = "P3", "提示"


class Certainty(Named):
    """Whether a finding is certain, or a person has to look."""

    ESTABLISHED = "established", "确定"
    SUSPECTED = "suspected", "疑似"


@dataclass(frozen=True)
class Line:
    """A paragraph: of the body (`index`, as the Word engine counts), or of a story beside it."""

    index: int | None
    number: str  # the automatic number, which is read as text
    text: str
    story: str = ""  # "", "header", "footer", "footnote", "endnote", "textbox"
    in_table: bool = False

    @cached_property
    def read(self) -> Normal:
        """Number and text as a reader sees them, in one spelling."""
        return normal(self.number + self.text)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in `text` for offsets in `read`; what lies in the number is at 0."""
        ahead = len(self.number)
        begin, stop = self.read.origin(start), self.read.origin_end(end)
        return max(0, begin - ahead), max(0, stop - ahead)

    def quote(self, start: int, end: int) -> str:
        """The words of the file between two offsets in `read`."""
        whole = self.number + self.text
        return whole[self.read.origin(start) : self.read.origin_end(end)]


@dataclass(frozen=True)
class Paper:
    """A document as checks read it."""

    lines: tuple[Line, ...]
    open_changes: int = 0
    comments: int = 0

    @property
    def body(self) -> Iterator[Line]:
        return (line for line in self.lines if not line.story)


@dataclass(frozen=True)
class Facts:
    """What is known besides the text; a finding is judged by `day`, the document's date."""

    subject: Subject
    day: date
    parties: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """One thing found: where, by which rule, on what basis, and what to do."""

    rule: str
    severity: Severity
    certainty: Certainty
    quote: str
    paragraph: int | None  # of the body; None where it stands beside it or has no place
    start: int | None
    end: int | None
    basis: str
    message: str
    suggestion: str
    story: str = ""


def paper_of(document: Document) -> Paper:
    """The paper of a document: body, tables, notes, headers, text boxes."""
    lines = [
        Line(one.index, one.number or "", one.text, in_table=one.in_table)
        for one in document.paragraphs
    ]
    for story in document.stories:
        lines += [_beside(one, story.kind) for one in story.paragraphs]
    return Paper(tuple(lines), len(document.changes), len(document.comments))


def _beside(paragraph: Paragraph, story: str) -> Line:
    return Line(None, paragraph.number or "", paragraph.text, story)
