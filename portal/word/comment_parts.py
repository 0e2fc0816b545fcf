"""The parts that hold comments beside the body: texts, threads, lasting ids, times, people."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from portal.word import comment_text, names
from portal.word.comment_styles import CommentStyles
from portal.word.comment_text import SPACES
from portal.word.ids import Ids
from portal.word.names import MC, OFFICE_2011, OFFICE_2016, OFFICE_2018, W14, WORDML, R, W
from portal.word.package import Package
from portal.word.relations import Ties
from portal.word.threads import PARAGRAPH_ID
from portal.word.writing import plain

IGNORABLE = f"{{{MC}}}Ignorable"


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the parts: what ties it to the body and what its root is."""

    relation: str
    prefix: str
    root: str


KINDS = {
    "comments": Kind(f"{R}/comments", "w", "comments"),
    "commentsExtended": Kind(f"{OFFICE_2011}/commentsExtended", "w15", "commentsEx"),
    "commentsIds": Kind(f"{OFFICE_2016}/commentsIds", "w16cid", "commentsIds"),
    "commentsExtensible": Kind(f"{OFFICE_2018}/commentsExtensible", "w16cex", "commentsExtensible"),
    "people": Kind(f"{OFFICE_2011}/people", "w15", "people"),
}


@dataclass(frozen=True, slots=True)
class Speech:
    """What somebody says in a comment; `moment` is the universal time, where that is known
    better than from `date`."""

    author: str
    text: str
    date: str = ""
    initials: str = ""
    moment: str | None = None


class CommentParts:
    """The comment parts of a file while comments are added to them."""

    def __init__(self, package: Package, ties: Ties, ids: Ids, styles: CommentStyles) -> None:
        self._package = package
        self._ties = ties
        self._ids = ids
        self._styles = styles
        self._roots: dict[str, etree._Element] = {}
        self._rows: dict[str, list[str]] = {}  # what was written and is not in the roots yet
        self._met: set[str] = set()
        self._names: dict[str, str] = {}
        self._keys: dict[str, str] = {}

    def add(self, speech: Speech, parent: str | None = None, *, resolved: bool = False) -> str:
        """Add a comment, with `parent` an answer to that one; returns its id."""
        number = self._ids.number()
        key = self._ids.key(f"{number} {speech.author} {speech.date} {speech.text}")
        above = None if parent is None else self._key(parent)
        self._write("comments", self._comment(number, key, speech))
        self._keys[number] = key
        self._thread(key, above, resolved=resolved)
        self._lasting(key, utc(speech.date) if speech.moment is None else speech.moment)
        self._introduce(plain(speech.author))
        return number

    def resolve(self, comment: str) -> None:
        """Mark the thread of a comment as settled."""
        key = self._key(comment)
        row = self._row("commentsExtended", "paraId", key)
        if row is not None:
            row.set(_own(row, "done"), "1")

    def parts(self) -> dict[str, bytes]:
        """All parts that were touched."""
        return {self._names[kind]: self._package.written(self._root(kind)) for kind in self._roots}

    def _comment(self, number: str, key: str, speech: Speech) -> str:
        values = {"id": number, "author": plain(speech.author)}
        if date := local(speech.date):
            values["date"] = date
        values["initials"] = plain(speech.initials) or plain(speech.author)[:1]
        *before, last = speech.text.split("\n")
        keyed = [(line, self._ids.key(f"{key} {place}")) for place, line in enumerate(before)]
        lines = [
            comment_text.line(line, own, self._styles, first=place == 0)
            for place, (line, own) in enumerate([*keyed, (last, key)])
        ]
        return comment_text.comment(values, lines)

    def _thread(self, key: str, above: str | None, *, resolved: bool = False) -> None:
        parent = {} if above is None else {"paraIdParent": above}
        done = "1" if resolved else "0"
        self._append("commentsExtended", "commentEx", {"paraId": key, **parent, "done": done})

    def _lasting(self, key: str, utc: str) -> None:
        durable = self._ids.key(f"durable {key}")
        self._append("commentsIds", "commentId", {"paraId": key, "durableId": durable})
        moment = {"dateUtc": utc} if utc else {}
        self._append("commentsExtensible", "commentExtensible", {"durableId": durable, **moment})

    def _introduce(self, author: str) -> None:
        if author in self._met:
            return
        self._met.add(author)
        if self._row("people", "author", author) is None:
            root = self._root("people")
            presence = {"providerId": "None", "userId": author}
            inside = comment_text.row(_space(root)[1:-1], "presenceInfo", presence)
            self._append("people", "person", {"author": author}, inside)

    def _key(self, comment: str) -> str:
        """The thread key of a comment in the file; one that has none gets one."""
        if comment in self._keys:
            return self._keys[comment]
        element = next(e for e in self._root("comments") if e.get(names.ID) == comment)
        paragraphs = list(element.iter(names.P))
        last = paragraphs[-1] if paragraphs else etree.SubElement(element, names.P)
        if last.get(PARAGRAPH_ID) is None:
            last.set(PARAGRAPH_ID, self._ids.key(f"key {comment}"))
        key = self._keys[comment] = last.get(PARAGRAPH_ID, "")
        if self._row("commentsExtended", "paraId", key) is None:
            self._thread(key, None)
        return key

    def _row(self, kind: str, name: str, value: str) -> etree._Element | None:
        root, wanted = self._root(kind), value.casefold()
        own = _own(root, name)
        return next((row for row in root if row.get(own, "").casefold() == wanted), None)

    def _append(self, kind: str, tag: str, values: Mapping[str, str], inside: str = "") -> None:
        space = _space(self._touched(kind))[1:-1]
        self._write(kind, comment_text.row(space, tag, values, inside))

    def _write(self, kind: str, row: str) -> None:
        self._touched(kind)
        self._rows.setdefault(kind, []).append(row)

    def _root(self, kind: str) -> etree._Element:
        """The root of a part with all that was written into it."""
        root = self._touched(kind)
        if rows := self._rows.pop(kind, None):
            root.extend(comment_text.elements(rows))
        return root

    def _touched(self, kind: str) -> etree._Element:
        if kind not in self._roots:
            part = self._package.related(self._package.main, kind)
            if part is None:
                part, self._roots[kind] = self._new(kind)
            else:
                self._roots[kind] = _roomy(self._package.tree(part))
            self._names[kind] = part
        return self._roots[kind]

    def _new(self, kind: str) -> tuple[str, etree._Element]:
        made = KINDS[kind]
        folder = posixpath.dirname(self._package.main)
        part = self._ties.add(
            self._package.main,
            posixpath.join(folder, f"{kind}.xml"),
            made.relation,
            f"{WORDML}.{kind}+xml",
        )
        root = etree.Element(f"{{{SPACES[made.prefix]}}}{made.root}", nsmap=SPACES)
        root.set(IGNORABLE, "w14 w15 w16cid w16cex")
        return part, root


def local(date: str) -> str:
    """A moment as Word writes it: the clock on the wall with a Z behind it; "" for none."""
    moment = _moment(date)
    if moment is None:
        return ""
    if moment.utcoffset() or len(date) < len("2026-01-01T00:00"):
        return f"{moment:%Y-%m-%dT%H:%M:%S}Z"
    return date


def utc(date: str) -> str:
    """The same moment in universal time; "" where the zone is not known."""
    moment = _moment(date)
    if moment is None or moment.tzinfo is None:
        return ""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"


def _moment(date: str) -> datetime | None:
    try:
        return datetime.fromisoformat(date)
    except ValueError:
        return None


def _own(element: etree._Element, name: str) -> str:
    """A name in the namespace of an element."""
    return _space(element) + name


def _space(element: etree._Element) -> str:
    """The namespace of an element, in braces: drafts of these parts had other ones."""
    space, brace, _ = str(element.tag).rpartition("}")
    return space + brace


def _roomy(root: etree._Element) -> etree._Element:
    """The root of a comments part with the namespace that thread keys are written in."""
    if W14 in root.nsmap.values() or etree.QName(root).namespace != W:
        return root
    spaces = {prefix: uri for prefix, uri in root.nsmap.items() if prefix != "w14"}
    wider = etree.Element(root.tag, nsmap={**spaces, "w14": W14, "mc": MC})  # type: ignore[dict-item]
    wider.attrib.update(root.attrib)
    wider.set(IGNORABLE, f"{root.get(IGNORABLE, '')} w14".strip())
    wider.text = root.text
    wider.extend(list(root))
    return wider
