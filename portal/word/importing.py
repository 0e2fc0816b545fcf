"""What is new in a file that came back: comments, answers, settled threads, proposed wording.

All places are those of the text that was handed out, or of the draft if that is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from portal.word.document import Comment, Document
from portal.word.recognising import doubled, is_reworded, recognised, same_place
from portal.word.returning import Returned, Rewording

Pair = tuple[Comment, Comment]  # as handed out, as it came back


@dataclass(frozen=True, slots=True)
class Answer:
    """A new reply; `to` is the comment of the handed-out file whose thread it is in, or a new
    comment of the returned one."""

    to: Comment
    reply: Comment


@dataclass(frozen=True, slots=True)
class News:
    """What a returned file brings.

    `known` are the comments that were there before, as they were and as they are now. `proposals`
    were tracked; `untracked` was changed without tracking, so nobody knows by whom.
    """

    comments: tuple[Comment, ...] = ()
    answers: tuple[Answer, ...] = ()
    changed: tuple[Pair, ...] = ()
    resolved: tuple[Comment, ...] = ()
    reopened: tuple[Comment, ...] = ()
    deleted: tuple[Comment, ...] = ()
    proposals: tuple[Rewording, ...] = ()
    untracked: tuple[Rewording, ...] = ()
    known: tuple[Pair, ...] = ()


def news(handed_out: Document, returned: Document, original: Document | None = None) -> News:
    """What happened to a file between the day it was handed out and the day it came back.

    With `original`, the draft before we annotated it, places are those of the draft's text, and
    what we proposed in the handed-out file is no news and no part of that text.
    """
    laid = Returned(handed_out, returned, original)
    theirs = [_moved(comment, laid) for comment in returned.comments]
    ours = list(handed_out.comments)
    if original is not None:
        before = Returned(handed_out, handed_out, original)
        ours = [_moved(comment, before) for comment in ours]
    pairs = recognised(ours, theirs, lambda one, other: same_place(one.place, other.place))
    known = [(ours[one], theirs[other]) for one, other in sorted(pairs.items())]
    left = [c for place, c in enumerate(theirs) if place not in set(pairs.values())]
    fresh = [c for c in left if not doubled(c, (new for _, new in known))]
    answers = list(_answers(known, fresh))
    replies = {answer.reply.id for answer in answers}
    threads = [(old, new) for old, new in known if old.parent is None]
    return News(
        comments=tuple(comment for comment in fresh if comment.id not in replies),
        answers=tuple(answers),
        changed=tuple((old, new) for old, new in known if is_reworded(old, new)),
        resolved=tuple(new for old, new in threads if new.resolved and not old.resolved),
        reopened=tuple(new for old, new in threads if old.resolved and not new.resolved),
        deleted=tuple(c for place, c in enumerate(ours) if place not in pairs),
        proposals=tuple(laid.proposals()),
        untracked=tuple(laid.untracked()),
        known=tuple(known),
    )


def _moved(comment: Comment, laid: Returned) -> Comment:
    """A returned comment with its place in the handed-out text."""
    place = None if comment.place is None else laid.place(comment.place)
    return replace(comment, place=place)


def _answers(known: Sequence[Pair], fresh: Sequence[Comment]) -> Iterator[Answer]:
    olds = {new.id: old for old, new in known}
    everybody = {**{comment.id: comment for comment in fresh}, **olds}
    unthreaded = _lost_threads(known)
    for comment in fresh:
        if comment.parent in everybody:
            yield Answer(everybody[comment.parent or ""], comment)
        elif comment.parent is None and unthreaded:
            thread = _thread_at(comment, known)
            if thread is not None:
                yield Answer(thread, comment)


def _lost_threads(known: Sequence[Pair]) -> bool:
    """Whether the program that wrote the returned file forgot what answers what."""
    return any(old.parent is not None and new.parent is None for old, new in known)


def _thread_at(comment: Comment, known: Sequence[Pair]) -> Comment | None:
    """The one thread that stands at exactly the place of a comment."""
    found = [old for old, new in known if old.parent is None and new.place == comment.place]
    return found[0] if len(found) == 1 and comment.place is not None else None
