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
    REPLY = "reply", "新回复"
    RESOLVED = "resolved", "标记已解决"
    REOPENED = "reopened", "重新打开"
    CHANGED = "changed", "批注文字有修改"
    DELETED = "deleted", "批注被删除"
    SETTLED = "settled", "修订被接受或拒绝"
    UNTRACKED = "untracked", "未留痕改动"


class Fate(Named):
    """What will be done with a row, or why nothing is."""

    PLACED = "placed", "已定位"
    OPTIONAL = "optional", "正文没有修订痕迹，勾选后作为修改建议导入"
    UNSURE = "unsure", "无法定位，不导入；请在网页上补录"
    LISTED = "listed", "仅列出，平台上的内容不变"
    NOT_YOURS = "not_yours", "不是您的批注，平台上的内容不变"
    TWICE = "twice", "此前已经导入，不重复导入"


TAKEN = frozenset({Fate.PLACED, Fate.OPTIONAL})


@dataclass(frozen=True)
class Found:
    """One row.

    `ours` is the remark or reply that it concerns ("annotation:5"), `under` the `durable` of the
    comment in the same file that a reply answers; each "" for none. `durable` is the identity of
    what was written, the same however often the file is saved and returned.
    """

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
    under: str = ""
    durable: str = ""
    resolved: bool = False

    @property
    def can_be_taken(self) -> bool:
        return self.fate in TAKEN

    @property
    def is_ticked(self) -> bool:
        """Whether it is taken in unless the reader says otherwise."""
        return self.fate is Fate.PLACED

    @property
    def number(self) -> int:
        """The number of the remark or reply that it concerns; 0 for none."""
        return int(self.ours.partition(":")[2] or 0)

    @property
    def order(self) -> tuple[int, int]:
        """By place, what has none at the end."""
        return (self.place.paragraph, self.place.start) if self.place else (10**9, 0)


TEXTS = ("author", "date", "text", "clause", "quote", "ours", "under", "durable")


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
        resolved=bool(row.get("resolved")),
        **{name: str(row.get(name) or "") for name in TEXTS},
    )
