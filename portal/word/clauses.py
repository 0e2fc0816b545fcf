"""The list of changes between two drafts, clause by clause, as a lawyer would tell them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.word.aligning import Alignment, Pair
from portal.word.document import Document, Paragraph
from portal.word.matching import NUMBER, Line
from portal.word.wording import Edit, Op, laid


class ChangeKind(StrEnum):
    """What happened to a paragraph."""

    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"  # it may have been edited on the way: the pieces tell


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of text that was kept, cut or added."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One changed paragraph; of a split or merged one the first paragraph is named.

    Numbers are the automatic ones, else those typed at the beginning of the text. `clause` is
    the number of the article that the paragraph belongs to, "" before the first; `story` is
    "header", "footer", "footnote", "endnote" or "textbox" where the paragraph is none of the body.
    """

    kind: ChangeKind
    old: int | None
    new: int | None
    old_number: str | None
    new_number: str | None
    clause: str
    pieces: tuple[Snippet, ...]
    story: str = ""


def changes(alignment: Alignment, *, exact: bool = False) -> tuple[ClauseChange, ...]:
    """What differs, in the order of the new draft, deletions where they stood.

    New numbers alone are no change. Differences in width, quotes and spaces are one only when
    `exact`.
    """
    found = [*edited(alignment, exact), *added(alignment), *removed(alignment)]
    return tuple(change for _, change in sorted(found, key=lambda entry: entry[0]))


Ranked = tuple[tuple[int, int, int], ClauseChange]


def edited(alignment: Alignment, exact: bool) -> Iterator[Ranked]:
    clauses = articles(alignment.new)
    for pair in alignment.pairs:
        if pair.moved or differs(alignment, pair, exact):
            one, other = first(alignment.old, pair.old), first(alignment.new, pair.new)
            kind = ChangeKind.MOVED if pair.moved else ChangeKind.CHANGED
            yield (
                (other.index, 1, 0),
                ClauseChange(
                    kind,
                    one.index,
                    other.index,
                    number(one),
                    number(other),
                    clauses[other.index],
                    snippets(*texts(alignment, pair), pair.edits),
                ),
            )


def added(alignment: Alignment) -> Iterator[Ranked]:
    clauses = articles(alignment.new)
    for i in alignment.inserted:
        paragraph = alignment.new.paragraphs[i]
        if paragraph.text.strip():
            pieces = (Snippet(Op.ADD, paragraph.text),)
            own = number(paragraph)
            yield (
                (i, 1, 0),
                ClauseChange(ChangeKind.INSERTED, None, i, None, own, clauses[i], pieces),
            )


def removed(alignment: Alignment) -> Iterator[Ranked]:
    clauses = articles(alignment.old)
    behind = -1
    for paragraph in alignment.old.paragraphs:
        i, pair = paragraph.index, alignment.of_old.get(paragraph.index)
        if pair:
            behind = behind if pair.moved else pair.new[-1]
        elif paragraph.text.strip():
            pieces = (Snippet(Op.CUT, paragraph.text),)
            own = number(paragraph)
            yield (
                (behind, 2, i),
                ClauseChange(ChangeKind.DELETED, i, None, own, None, clauses[i], pieces),
            )


def differs(alignment: Alignment, pair: Pair, exact: bool) -> bool:
    if pair.is_same:
        return False
    olds = [alignment.old.paragraphs[i].text for i in pair.old]
    news = [alignment.new.paragraphs[j].text for j in pair.new]
    return is_reworded(olds, news, exact=exact)


def is_reworded(olds: Sequence[str], news: Sequence[str], *, exact: bool) -> bool:
    """Whether more than numbers changed, and more than width, quotes and spaces if not `exact`."""
    if len(olds) != len(news):
        return True
    if exact:
        return [unnumbered(text) for text in olds] != [unnumbered(text) for text in news]
    return [Line(text).bare for text in olds] != [Line(text).bare for text in news]


def unnumbered(text: str) -> str:
    own = NUMBER.match(text)
    return text[own.end() :] if own else text


def first(document: Document, part: range) -> Paragraph:
    return document.paragraphs[part[0]]


def number(paragraph: Paragraph) -> str | None:
    """The number that a reader sees before the paragraph, if any."""
    own = NUMBER.match(paragraph.text.lstrip())
    return paragraph.number or (own.group().strip() if own else None)


def articles(document: Document) -> list[str]:
    """For each paragraph the number of the article (第N条) it stands in."""
    result: list[str] = []
    current = ""
    for paragraph in document.paragraphs:
        own = number(paragraph)
        current = own if own and is_article(own) else current
        result.append(current)
    return result


def texts(alignment: Alignment, pair: Pair) -> tuple[str, str]:
    before = "\n".join(alignment.old.paragraphs[i].text for i in pair.old)
    after = "\n".join(alignment.new.paragraphs[j].text for j in pair.new)
    return before, after


def is_article(own: str | None) -> bool:
    """Whether a number is that of an article: 第N条."""
    return bool(own) and str(own).startswith("第") and str(own).endswith("条")


def snippets(before: str, after: str, way: Sequence[Edit]) -> tuple[Snippet, ...]:
    """The way in pieces: kept ones from the old text, cut and added ones."""
    return tuple(
        Snippet(op, after[new : new + length] if op is Op.ADD else before[old : old + length])
        for op, old, new, length in laid(way)
    )
