"""What a returned Word file brings, as rows that a person checks before anything is taken in.

Rows are kept as JSON with the import; `Found` is one of them as a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from portal.names import Named
from portal.word.document import Place


class News(Named):
    """What became of a comment, or of the text."""

    NEW = "new", "新批注"
    PROPOSAL = "proposal", "修订"
    REPLY = "reply", "回复"
    RESOLVED = "resolved", "标记已解决"
    REOPENED = "reopened", "重新打开"
    CHANGED = "changed", "修改批注文字"
    DELETED = "deleted", "在 Word 中被删除"
    UNTRACKED = "untracked", "未留痕改动"
    KNOWN = "known", "已导入过"


class Fate(Named):
    """What will be done with a row, or why nothing is."""

    PLACED = "placed", "已定位"
    UNSURE = "unsure", "无法定位，不导入；请在网页上补录"
    OPTIONAL = "optional", "没有修订痕迹，勾选后作为修改建议导入"
    LISTED = "listed", "仅列出，不改动平台上的批注"
    NOT_YOURS = "not_yours", "他人的批注，不改动"
    TWICE = "twice", "此前已经导入，不重复导入"


TAKEN = frozenset({Fate.PLACED, Fate.OPTIONAL})


@dataclass(frozen=True)
class Found:
    """One row. `ours` is the remark or reply it concerns ("annotation:5"), "" for none."""

    news: News
    fate: Fate
    author: str = ""
    date: str = ""
    text: str = ""
    place: Place | None = None
    clause: str = ""
    quote: str = ""
    proposal: str | None = None
    ours: str = ""
    durable: str = ""

    @property
    def can_be_taken(self) -> bool:
        return self.fate in TAKEN

    @property
    def is_ticked(self) -> bool:
        """Whether it is taken in unless the reader says otherwise."""
        return self.fate is Fate.PLACED


def as_row(found: Found) -> dict[str, object]:
    """The row as it is stored."""
    return {**asdict(found), "news": found.news.value, "fate": found.fate.value}


def from_row(row: Mapping[str, object]) -> Found:
    """The value of a stored row."""
    place, proposal = row.get("place"), row.get("proposal")
    return Found(
        news=News(str(row["news"])),
        fate=Fate(str(row["fate"])),
        place=Place(**place) if isinstance(place, dict) else None,
        proposal=None if proposal is None else str(proposal),
        **{
            name: str(row.get(name) or "")
            for name in ("author", "date", "text", "clause", "quote", "ours", "durable")
        },
    )
