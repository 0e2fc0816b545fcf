"""Answering comments that are in a file already, and settling their threads."""

from __future__ import annotations

from lxml import etree

from portal.word import names
from portal.word.comment_parts import CommentParts, Speech
from portal.word.marking import Marks, follow
from portal.word.notes import Note, Reason
from portal.word.package import Package
from portal.word.threads import remarks


class Threads:
    """The threads of a file, with the marks that they have in its body."""

    def __init__(
        self, package: Package, root: etree._Element, parts: CommentParts, style: str
    ) -> None:
        self._parts = parts
        self._style = style
        self._marks = _marks(root)
        self._roots: dict[str, str] = {}
        self._last: dict[str, str] = {}
        for remark in remarks(package):
            self._roots[remark.id] = remark.parent or remark.id
            if remark.id in self._marks:
                self._last[self._roots[remark.id]] = remark.id

    def answer(self, note: Note) -> str | Reason:
        """Write a note into the thread of its parent, behind all that was said there.

        Returns the id of the new comment, "" where the note only settles the thread.
        """
        root = self._roots.get(note.parent or "")
        if root is None or root not in self._last:
            return Reason.NO_SUCH_COMMENT
        if note.resolved:
            self._parts.resolve(root)
        if note.text is None:
            return ""
        return self.say(Speech(note.author, note.text, note.date, note.initials), root)

    def say(self, speech: Speech, root: str) -> str:
        """Write an answer behind all that was said in a thread; returns the id it gets."""
        number = self._parts.add(speech, parent=root)
        self._marks[number] = follow(self._marks[self._last[root]], number, self._style)
        self._last[root] = number
        return number


def _marks(root: etree._Element) -> dict[str, Marks]:
    found: dict[tuple[str, str], etree._Element] = {}
    for element in root.iter(names.RANGE_START, names.RANGE_END, names.REFERENCE):
        found.setdefault((str(element.tag), element.get(names.ID, "")), element)
    marks: dict[str, Marks] = {}
    for (tag, number), element in found.items():
        run = element.getparent()
        if tag == names.REFERENCE and run is not None:
            start = found.get((names.RANGE_START, number))
            marks[number] = start, found.get((names.RANGE_END, number)), run
    return marks
