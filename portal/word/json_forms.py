"""Documents and notes as JSON: the stable form in which outside programs speak with us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from portal.word.document import Change, Comment, Document, Paragraph, Place
from portal.word.merged import Merged
from portal.word.notes import Annotated, Note, Reply, Whole

Json = dict[str, Any]
NO_PLACE: Json = dict.fromkeys(("paragraph", "start", "end_paragraph", "end"))


def document_json(document: Document) -> Json:
    """What `word extract` prints."""
    return {
        "paragraphs": [_paragraph(paragraph) for paragraph in document.paragraphs],
        "comments": [_comment(comment) for comment in document.comments],
        "changes": [_change(change) for change in document.changes],
        "warnings": list(document.warnings),
    }


def annotated_json(annotated: Annotated) -> Json:
    """What `word annotate` prints."""
    placed = [{"id": note, **place_json(place)} for note, place in annotated.placed.items()]
    unplaced = [{"id": note, "reason": str(why)} for note, why in annotated.unplaced.items()]
    return {"placed": placed, "unplaced": unplaced, "warnings": list(annotated.warnings)}


def merged_json(merged: Merged) -> Json:
    """What `word merge` prints; all places are those of the original."""
    conflicts = [
        {
            **place_json(conflict.place),
            "old": conflict.old,
            "wordings": [asdict(wording) for wording in conflict.wordings],
        }
        for conflict in merged.conflicts
    ]
    untracked = [
        {
            **{"copy": change.copy, "author": change.author},
            **place_json(change.place),
            **{"old": change.old, "new": change.new},
        }
        for change in merged.untracked
    ]
    unplaced = [asdict(lost) for lost in merged.unplaced]
    return {"conflicts": conflicts, "untracked": untracked, "unplaced": unplaced}


def place_json(place: Place | None) -> Json:
    """A place in four fields, each null where there is none."""
    if place is None:
        return NO_PLACE
    return {
        "paragraph": place.paragraph,
        "start": place.start,
        "end_paragraph": place.end_paragraph,
        "end": place.end,
    }


def place_from(row: Mapping[str, Any]) -> Place | None:
    """The place that a row gives, None where it gives none; raises `ValueError`.

    Without "end_paragraph" it ends in the paragraph where it starts.
    """
    if row.get("paragraph") is None:
        return None
    paragraph = _whole(row, "paragraph")
    start = _whole(row, "start", 0)
    return Place(paragraph, start, _whole(row, "end_paragraph", paragraph), _whole(row, "end"))


def notes_from(said: Any) -> list[Note]:
    """The notes in a JSON value; raises `ValueError` that says what is wrong."""
    rows = said.get("notes") if isinstance(said, dict) else None
    if not isinstance(rows, list):
        raise ValueError('"notes" must be a list')
    return [_note(row, place) for place, row in enumerate(rows)]


def _note(row: Any, place: int) -> Note:
    if not isinstance(row, dict):
        raise ValueError(f"note {place} is no object")
    occurrence = row.get("occurrence")
    return Note(
        id=str(row.get("id", place)),
        place=place_from(row),
        occurrence=None if occurrence is None else _whole(row, "occurrence"),
        text=_optional(row, "text"),
        replacement=_optional(row, "replacement"),
        parent=_optional(row, "parent"),
        whole=_whole_of(row),
        resolved=bool(row.get("resolved", False)),
        replies=tuple(_reply(reply) for reply in row.get("replies") or ()),
        **{name: _text(row, name) for name in ("quote", "prefix", "suffix")},
        **{name: _text(row, name) for name in ("author", "initials", "date")},
    )


def _reply(row: Any) -> Reply:
    if not isinstance(row, dict):
        raise ValueError("a reply is no object")
    return Reply(
        *(_text(row, "author"), _text(row, "text")),
        *(_text(row, "date"), _text(row, "initials")),
    )


def _whole_of(row: Mapping[str, Any]) -> Whole | None:
    value = _optional(row, "whole")
    if value is not None and value not in set(Whole):
        raise ValueError(f'"whole" must be one of {", ".join(Whole)}')
    return None if value is None else Whole(value)


def _text(row: Mapping[str, Any], name: str) -> str:
    return _optional(row, name) or ""


def _optional(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and name == "parent":
        return str(value)
    raise ValueError(f'"{name}" must be a text')


def _whole(row: Mapping[str, Any], name: str, otherwise: int | None = None) -> int:
    value = row.get(name)
    value = otherwise if value is None else value
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f'"{name}" must be a whole number')
    return value


def _paragraph(paragraph: Paragraph) -> Json:
    return {
        "index": paragraph.index,
        "number": paragraph.number,
        "text": paragraph.text,
        "style": paragraph.style,
        "in_table": paragraph.in_table,
    }


def _comment(comment: Comment) -> Json:
    return {
        "id": comment.id,
        "author": comment.author,
        "initials": comment.initials,
        "date": comment.date,
        "text": comment.text,
        **place_json(comment.place),
        "quote": comment.quote,
        "resolved": comment.resolved,
        "parent": comment.parent,
    }


def _change(change: Change) -> Json:
    return {
        "kind": str(change.kind),
        "author": change.author,
        "date": change.date,
        "paragraph": change.paragraph,
        "start": change.start,
        "end": change.end,
        "text": change.text,
    }
