"""Which comment of a returned file is which comment of the file that was handed out.

Programs give comments new ids when they save: so identity is looked for in what they keep,
from the surest sign to the weakest, each comment once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from portal.reviews.grounding import MINUTE
from portal.word.document import Comment

Sign = Callable[[Comment], Hashable]


def _durable(comment: Comment) -> Hashable:
    return (comment.durable, comment.author) if comment.durable else None


def _said_then(comment: Comment) -> Hashable:
    return comment.author, comment.date[:MINUTE], comment.text


def _said(comment: Comment) -> Hashable:
    return comment.author, comment.text


def _numbered(comment: Comment) -> Hashable:
    return comment.id, comment.author, comment.date[:MINUTE]


def _written_then(comment: Comment) -> Hashable:
    return comment.author, comment.date[:MINUTE], comment.quote


SURE: tuple[Sign, ...] = (_durable, _said_then, _said, _numbered)
ALONE: tuple[Sign, ...] = (_written_then,)  # only where no second comment has the sign


def paired(handed: Sequence[Comment], returned: Sequence[Comment]) -> dict[str, Comment]:
    """For comments of the returned file, by their ids, the comment that they were."""
    found: dict[str, Comment] = {}
    for sign in SURE:
        _match(sign, handed, returned, found, only_alone=False)
    for sign in ALONE:
        _match(sign, handed, returned, found, only_alone=True)
    return found


def _match(
    sign: Sign,
    handed: Sequence[Comment],
    returned: Sequence[Comment],
    found: dict[str, Comment],
    *,
    only_alone: bool,
) -> None:
    taken = {comment.id for comment in found.values()}
    olds = _by_sign(sign, [one for one in handed if one.id not in taken])
    news = _by_sign(sign, [one for one in returned if one.id not in found])
    for name, comments in news.items():
        before = olds.get(name, [])
        if only_alone and (len(comments), len(before)) != (1, 1):
            continue
        found |= {now.id: was for now, was in zip(comments, before, strict=False)}


def _by_sign(sign: Sign, comments: Sequence[Comment]) -> dict[Hashable, list[Comment]]:
    groups: dict[Hashable, list[Comment]] = {}
    for comment in comments:
        name = sign(comment)
        if name is not None:
            groups.setdefault(name, []).append(comment)
    return groups
