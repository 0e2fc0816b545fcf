"""A draft as the Word file that is handed out: remarks as comments, proposals as changes.

Pure; run where files are opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from portal.word.annotating import annotate
from portal.word.document import Comment, Document, Place
from portal.word.notes import Note, Reason, Reply
from portal.word.properties import set_properties
from portal.word.reading import read

KEY = "ReviewFile"  # names of the custom properties that our files carry
MATTER = "ReviewMatter"
VERSION = "ReviewVersion"
INSTEAD = "建议改为："
DELETE = "建议删除"
GONE = "原文已不存在："


@dataclass(frozen=True)
class Bubble:
    """A remark with its thread as it goes into the file.

    `replies` go by their ids; `lost` are the words that it stood at, where this version does not
    have them any more.
    """

    id: str
    author: str
    date: str
    text: str
    place: Place | None
    proposal: str | None = None
    resolved: bool = False
    replies: tuple[tuple[str, Reply], ...] = ()
    lost: str = ""


@dataclass(frozen=True)
class HandedOut:
    """The file, and whose comment is which: the id in the file to the id of bubble or reply."""

    data: bytes
    comments: dict[str, str]


def handed_out(data: bytes, bubbles: Sequence[Bubble], marks: Mapping[str, str]) -> HandedOut:
    """The draft with the bubbles in it, `marks` as custom properties; raises `Unreadable`."""
    document = read(data)
    notes = [_note(bubble, document) for bubble in bubbles]
    written = annotate(data, notes)
    if clashing := {id for id, why in written.unplaced.items() if why is not Reason.NOTHING}:
        notes = [_in_words(note) if note.id in clashing else note for note in notes]
        written = annotate(data, notes)
    answered = any(bubble.replies for bubble in bubbles)
    comments = read(written.data).comments if answered else ()
    named = dict(_names(comments, written.comments, bubbles))
    return HandedOut(set_properties(written.data, marks), named)


def _note(bubble: Bubble, document: Document) -> Note:
    place = bubble.place if bubble.place and _is_inside(bubble.place, document) else None
    note = Note(
        id=bubble.id,
        author=bubble.author,
        initials=bubble.author[:1],
        date=bubble.date,
        text=bubble.text,
        replacement=bubble.proposal,
        place=place,
        resolved=bubble.resolved,
        replies=tuple(reply for _, reply in bubble.replies),
    )
    if place is None:
        lost = f"（{GONE}“{bubble.lost}”）\n{bubble.text}"
        first = Place(0, 0, 0, len(document.paragraphs[0].text)) if document.paragraphs else None
        return _in_words(replace(note, place=first, text=lost))
    return _in_words(note) if bubble.resolved else note


def _in_words(note: Note) -> Note:
    """The note with its proposal said in the comment, where no tracked change can carry it."""
    if note.replacement is None:
        return note
    instead = f"{INSTEAD}{note.replacement}" if note.replacement else DELETE
    return replace(note, text=f"{note.text}\n{instead}", replacement=None)


def _is_inside(place: Place, document: Document) -> bool:
    if place.end_paragraph >= len(document.paragraphs):
        return False
    first, last = document.paragraphs[place.paragraph], document.paragraphs[place.end_paragraph]
    return place.start <= len(first.text) and place.end <= len(last.text)


def _names(
    comments: Sequence[Comment], roots: Mapping[str, str], bubbles: Sequence[Bubble]
) -> Iterator[tuple[str, str]]:
    """Which comment of the file is which bubble, which answer which reply."""
    for bubble in bubbles:
        root = roots.get(bubble.id)
        if root is not None:
            yield root, bubble.id
            answers = [comment.id for comment in comments if comment.parent == root]
            yield from zip(answers, [id for id, _ in bubble.replies], strict=False)
