"""Which comment of a returned file is which of those handed out.

Other programs give comments new numbers and lose what ties them together, so a comment is known
by its lasting id, then by author, time and text, then by less.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from portal.word.document import Comment, Place

Key = Callable[[Comment], Hashable | None]
SECONDS = len("2026-01-02T03:04:05")


def recognised(
    old: Sequence[Comment],
    new: Sequence[Comment],
    overlap: Callable[[Comment, Comment], bool],
) -> dict[int, int]:
    """Positions in `new` of the comments in `old`, by position; `overlap` compares places."""
    pairs: dict[int, int] = {}
    for key in (_durable, _whole, _signed, _said):
        _pair(old, new, key, pairs)
    for alike in (_says_the_same, _was_emptied):
        taken = set(pairs.values())
        for one, comment in enumerate(old):
            for other, returned in enumerate(new):
                same = alike(comment, returned) and overlap(comment, returned)
                if one not in pairs and other not in taken and same:
                    pairs[one] = other
                    taken.add(other)
    return pairs


def is_reworded(old: Comment, new: Comment) -> bool:
    """Whether somebody wrote other words.

    Programs drop empty lines, and lose the words of comments in fields: nobody leaves a comment
    without a word.
    """
    return bool(new.text.strip()) and old.text.strip() != new.text.strip()


def doubled(comment: Comment, known: Iterable[Comment]) -> bool:
    """Whether a comment is a known one once more, as programs leave behind that copy text."""
    key = _whole(comment)
    return bool(comment.date) and any(
        _whole(one) == key and one.place == comment.place for one in known
    )


def same_place(one: Place | None, other: Place | None) -> bool:
    """Whether two places share a character or touch."""
    if one is None or other is None:
        return one is other
    begins_before = (one.paragraph, one.start) <= (other.end_paragraph, other.end)
    return begins_before and (other.paragraph, other.start) <= (one.end_paragraph, one.end)


def _pair(old: Sequence[Comment], new: Sequence[Comment], key: Key, pairs: dict[int, int]) -> None:
    """Pair what has the same key, if both sides have as many: by place first, then in order."""
    taken = set(pairs.values())
    ours, theirs = defaultdict(list), defaultdict(list)
    for place, comment in enumerate(old):
        if place not in pairs and key(comment) is not None:
            ours[key(comment)].append(place)
    for place, comment in enumerate(new):
        if place not in taken and key(comment) is not None:
            theirs[key(comment)].append(place)
    for known, places in ours.items():
        if len(places) == len(theirs[known]):
            pairs.update(_matched(old, new, places, theirs[known]))


def _matched(
    old: Sequence[Comment], new: Sequence[Comment], ours: list[int], theirs: list[int]
) -> Iterator[tuple[int, int]]:
    left: list[int] = []
    for one in ours:
        here = [other for other in theirs if new[other].place == old[one].place]
        if here:
            theirs.remove(here[0])
            yield one, here[0]
        else:
            left.append(one)
    yield from zip(left, theirs, strict=True)


def _says_the_same(old: Comment, new: Comment) -> bool:
    return old.text == new.text


def _was_emptied(old: Comment, new: Comment) -> bool:
    return _signed(old) == _signed(new) is not None and not new.text.strip()


def _durable(comment: Comment) -> Hashable | None:
    return comment.durable or None


def _whole(comment: Comment) -> Hashable | None:
    return comment.author, comment.date[:SECONDS], comment.text


def _signed(comment: Comment) -> Hashable | None:
    """Author and time alone: the text was edited."""
    return (comment.author, comment.date[:SECONDS]) if comment.date else None


def _said(comment: Comment) -> Hashable | None:
    """Author and text alone: the time was lost."""
    return (comment.author, comment.text) if comment.text else None
