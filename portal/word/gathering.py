"""The comments of all copies in the comment parts of the original, each of them once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator

from portal.word.answering import Threads
from portal.word.comment_parts import CommentParts, Speech
from portal.word.comment_styles import comment_styles
from portal.word.document import Comment, Place
from portal.word.ids import Ids
from portal.word.importing import Answer
from portal.word.merged import Homeless
from portal.word.package import Package
from portal.word.passages import Passage
from portal.word.relations import Ties
from portal.word.sources import Original, Source

INSTEAD, CUT = "另一改法：{}", "另一意见：删去"


class Voices:
    """Who says what; where it belongs is told by the marks in the copies.

    `numbers` has for each copy the numbers that its new comments get, `replies` those of the
    answers to them, `places` where they stand in the original, `mentions` the comments that stand
    for passages that are not written.
    """

    def __init__(self, original: Original, ids: Ids) -> None:
        package = original.package
        self._package = package
        self._ties = Ties(package)
        self._styles = comment_styles(package)
        self.style = self._styles.mark
        self._parts = CommentParts(package, self._ties, ids, self._styles)
        self._threads = Threads(package, original.root, self._parts, self.style)
        self.numbers: defaultdict[int, dict[str, str]] = defaultdict(dict)
        self.replies: defaultdict[str, list[str]] = defaultdict(list)
        self.places: dict[str, Place] = {}
        self.mentions: list[tuple[Passage, str]] = []
        self._heard: dict[Hashable, str] = {}
        self._heads: dict[str, str] = {}
        self._said = False

    def hear(self, source: Source) -> list[Homeless]:
        """Take in what is new in a copy; returns the comments that have no place in the body."""
        self._heads = {}
        homeless = list(self._comments(source))
        for answer in source.news.answers:
            if not self._answer(answer, source):
                reply = answer.reply
                homeless.append(Homeless(source.copy.name, reply.author, "comment", reply.text))
        for old, new in source.news.known:
            if new in source.news.resolved:
                self._said = True
                self._parts.resolve(old.id)
        return homeless

    def mention(self, passage: Passage, place: Place, said: tuple[str, str, str]) -> None:
        """Say in a comment what a passage wants that is not written: by whom, when, what."""
        author, date, text = said
        number = self._parts.add(Speech(author, INSTEAD.format(text) if text else CUT, date))
        self.mentions.append((passage, number))
        self.places[number] = place
        self._said = True

    def written(self) -> Package:
        """The original with all comments in its parts; their marks are not set yet."""
        if not self._said:
            return self._package
        parts = self._parts.parts() | self._ties.parts()
        if self._styles.part:
            parts[self._styles.part] = self._styles.plain
        return Package(self._package.rewritten(parts))

    def _comments(self, source: Source) -> Iterator[Homeless]:
        for comment in source.news.comments:
            if comment.place is None:
                yield Homeless(source.copy.name, comment.author, "comment", comment.text)
                continue
            key = comment.author, comment.text, comment.place
            if key not in self._heard:
                speech = spoken(comment, source)
                number = self._parts.add(speech, resolved=comment.resolved)
                self._heard[key] = self.numbers[source.number][comment.id] = number
                self.places[number] = comment.place
                self._said = True
            self._heads[comment.id] = self._heard[key]

    def _answer(self, answer: Answer, source: Source) -> bool:
        to, reply = answer.to, answer.reply
        is_known = any(to is old for old, _ in source.news.known)
        root = (to.parent or to.id) if is_known else self._head(to)
        key = is_known, root, reply.author, reply.text
        if root is None or key in self._heard:
            return root is not None
        speech = spoken(reply, source)
        if is_known:
            number = self._threads.say(speech, root)
        else:
            number = self._parts.add(speech, parent=root)
            self.replies[root].append(number)
        self._heard[key] = number
        self._said = True
        return True

    def _head(self, comment: Comment) -> str | None:
        """The number of the new comment whose thread a comment stands in."""
        return self._heads.get(comment.id) or self._heads.get(comment.parent or "")


def spoken(comment: Comment, source: Source) -> Speech:
    """What is said in a comment of a copy."""
    moment = source.moments.get(comment.id, "")
    return Speech(comment.author, comment.text, comment.date, comment.initials, moment)
