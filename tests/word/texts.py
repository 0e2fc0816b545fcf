"""Documents from plain lines, and edits written so that a person can read them."""

from __future__ import annotations

from portal.word.aligning import Alignment, Pair, align
from portal.word.document import Document, Paragraph
from portal.word.wording import Op, laid


def document(*lines: str) -> Document:
    return Document(tuple(Paragraph(i, line) for i, line in enumerate(lines)))


def aligned(old: list[str], new: list[str]) -> Alignment:
    return align(document(*old), document(*new))


def shown(alignment: Alignment, pair: Pair) -> str:
    """The text of a pair with [-cut] and [+added] pieces."""
    before = "\n".join(alignment.old.paragraphs[i].text for i in pair.old)
    after = "\n".join(alignment.new.paragraphs[i].text for i in pair.new)
    return written(before, after, pair)


def written(before: str, after: str, pair: Pair) -> str:
    pieces = {Op.KEEP: "{}", Op.CUT: "[-{}]", Op.ADD: "[+{}]"}
    return "".join(
        pieces[op].format(after[new : new + n] if op is Op.ADD else before[old : old + n])
        for op, old, new, n in laid(pair.edits)
    )
