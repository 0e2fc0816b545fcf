"""What Word refuses or silently repairs and no schema tells: our own rules for a written file.

Real files break rules already, so a test asks for what is new: `new_faults(before, after)`.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.word import lint_text
from tests.word.tiny import W, unpack

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
PARA_ID = f"{{{W14}}}paraId"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


RUN_CHANGES = tuple(w(name) for name in ("ins", "del", "moveFrom", "moveTo"))
CHANGES = (
    *RUN_CHANGES,
    *(w(f"{name}Change") for name in ("rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr", "tblGrid")),
    *(w("cellIns"), w("cellDel"), w("cellMerge")),
)
COMMENT_PARTS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
MOVES = ("moveFromRange", "moveToRange")


def new_faults(before: bytes, after: bytes) -> list[str]:
    """The faults that `after` has and `before` has not, or not as often."""
    return sorted((Counter(faults(after)) - Counter(faults(before))).elements())


def faults(data: bytes) -> list[str]:
    """All faults of a file by the name of the broken rule."""
    parts = unpack(data)
    main = next(n for n in parts if n.endswith(("document.xml", "document2.xml")) and "/" in n)
    root = _root(parts[main])
    found = [*_texts(root), *_nesting(root), *_order(root), *_cells(root), *_ids(root)]
    found += [*_moves(root), *_content_types(parts), *_ties(parts, main), *lint_text.faults(root)]
    comments = _tied(parts, main, "comments")
    found += _comments(root, None if comments is None else _root(comments))
    found += _marks(root)
    found += _elsewhere(parts)
    if comments is not None:
        found += _threads(_root(comments), _tied(parts, main, "commentsExtended"))
        found += _lasting(parts, main, _root(comments))
    return found


def _texts(root: etree._Element) -> Iterator[str]:
    for node in root.iter(w("t"), w("instrText")):
        if any(a.tag == w("del") for a in _changes_above(node)):
            yield "text in a deletion is not delText"
    for node in root.iter(w("delText"), w("delInstrText")):
        if not any(a.tag in (w("del"), w("moveFrom")) for a in _changes_above(node)):
            yield "delText outside a deletion"


def _nesting(root: etree._Element) -> Iterator[str]:
    for change in root.iter(*RUN_CHANGES):
        if change.getparent().tag == w("pPr"):
            yield "change directly in pPr"
        if any(a.tag == change.tag for a in _changes_above(change)) and len(change):
            yield "change in a change of its kind"
        if not change.get(w("author")):
            yield "change without author"


def _changes_above(node: etree._Element) -> Iterator[etree._Element]:
    """The changes around a node up to its paragraph."""
    for ancestor in node.iterancestors():
        if ancestor.tag == w("p"):
            return
        if ancestor.tag in RUN_CHANGES:
            yield ancestor


def _order(root: etree._Element) -> Iterator[str]:
    for tag, first in (("r", "rPr"), ("p", "pPr")):
        for properties in root.iter(w(first)):
            parent = properties.getparent()
            if parent.tag == w(tag) and parent[0] is not properties:
                yield f"{first} is not the first in {tag}"
    for mark in root.iter(w("commentRangeStart"), w("commentRangeEnd")):
        if mark.getparent().tag in (w("r"), w("pPr"), w("rPr"), w("ruby"), w("sdt")):
            yield "comment mark where none may stand"


def _cells(root: etree._Element) -> Iterator[str]:
    for cell in root.iter(w("tc")):
        blocks = [b for b in cell if b.tag in (w("p"), w("tbl"), w("sdt"), w("customXml"))]
        if not blocks or blocks[-1].tag == w("tbl"):
            yield "cell without a paragraph at its end"


def _ids(root: etree._Element) -> Iterator[str]:
    changes = Counter(change.get(w("id")) for change in root.iter(*CHANGES))
    bookmarks = Counter(start.get(w("id")) for start in root.iter(w("bookmarkStart")))
    for number, times in (changes + bookmarks).items():
        if times > 1:
            yield from ["number given twice"] * (times - 1)
        if number is None or not number.lstrip("-").isdigit() or int(number) >= 2**31:
            yield "number missing or too large"
    keys = Counter(p.get(PARA_ID) for p in root.iter(w("p")) if p.get(PARA_ID))
    yield from ["paraId given twice"] * sum(times - 1 for times in keys.values())


def _moves(root: etree._Element) -> Iterator[str]:
    names = {}
    for kind in MOVES:
        starts = [e.get(w("id")) for e in root.iter(w(f"{kind}Start"))]
        ends = [e.get(w("id")) for e in root.iter(w(f"{kind}End"))]
        yield from ["move range without its other end"] * len(set(starts) ^ set(ends))
        names[kind] = {e.get(w("name")) for e in root.iter(w(f"{kind}Start"))}
    yield from ["move without its other side"] * len(names[MOVES[0]] ^ names[MOVES[1]])


def _content_types(parts: dict[str, bytes]) -> Iterator[str]:
    types = etree.fromstring(parts["[Content_Types].xml"])
    named = [t.get("PartName").lstrip("/") for t in types.iter(f"{TYPES}Override")]
    default = {t.get("Extension").lower() for t in types.iter(f"{TYPES}Default")}
    yield from ["content type given twice"] * (len(named) - len(set(named)))
    for name in parts:
        known = {n.lower() for n in named}
        missing = name.lower() not in known and name.rpartition(".")[2].lower() not in default
        if missing and name != "[Content_Types].xml" and not name.endswith("/"):
            yield "part without content type"


def _comments(root: etree._Element, comments: etree._Element | None) -> Iterator[str]:
    elements = [] if comments is None else list(comments.iter(w("comment")))
    ids = Counter(comment.get(w("id")) for comment in elements)
    yield from ["comment number given twice"] * sum(times - 1 for times in ids.values())
    counts = {
        kind: Counter(e.get(w("id")) for e in root.iter(w(kind)))
        for kind in ("commentRangeStart", "commentRangeEnd", "commentReference")
    }
    for number in ids:
        if counts["commentReference"][number] != 1:
            yield "comment without exactly one reference"
        if counts["commentRangeStart"][number] != counts["commentRangeEnd"][number]:
            yield "comment range without its other end"
    for kind, numbers in counts.items():
        yield from [f"{kind} of no comment"] * len(set(numbers) - set(ids))


def _marks(root: etree._Element) -> Iterator[str]:
    """Whether each range begins once, ends once, and in that order; its reference comes last."""
    kinds = ("commentRangeStart", "commentRangeEnd", "commentReference")
    places: dict[str | None, list[str]] = {}
    for mark in root.iter(*map(w, kinds)):
        places.setdefault(mark.get(w("id")), []).append(etree.QName(mark).localname)
    for order in places.values():
        if any(order.count(kind) > 1 for kind in kinds[:2]):
            yield "comment range given twice"
        if order != sorted(order, key=kinds.index):
            yield "comment marks out of order"


def _elsewhere(parts: dict[str, bytes]) -> Iterator[str]:
    for name, part in parts.items():
        file = name.rpartition("/")[2]
        if file.startswith(("header", "footer")) and b"commentReference" in part:
            yield "comment in a header or footer"


def _ties(parts: dict[str, bytes], main: str) -> Iterator[str]:
    """Parts that are tied twice, to nothing, or are stored and tied by nothing."""
    folder, _, name = main.rpartition("/")
    rows = etree.fromstring(parts.get(f"{folder}/_rels/{name}.rels", b"<none/>"))
    yield from ["relationship number given twice"] * (len(rows) - len({r.get("Id") for r in rows}))
    own = [
        row for row in rows if row.get("Type", "").endswith(tuple(f"/{k}" for k in COMMENT_PARTS))
    ]
    kinds = Counter(row.get("Type") for row in own)
    yield from ["part tied twice"] * sum(times - 1 for times in kinds.values())
    targets = {posixpath.normpath(posixpath.join("/", folder, r.get("Target")))[1:] for r in own}
    yield from ["tied to a part that is not there"] * len(targets - {n.lstrip("/") for n in parts})
    types = etree.fromstring(parts["[Content_Types].xml"])
    named = {t.get("PartName").lstrip("/").lower() for t in types.iter(f"{TYPES}Override")}
    yield from ["comment part without content type"] * len(
        {target.lower() for target in targets} - named
    )


def _lasting(parts: dict[str, bytes], main: str, comments: etree._Element) -> Iterator[str]:
    """Whether the lasting ids are those of comments, within bounds and given once."""
    ids = _rows(_tied(parts, main, "commentsIds"))
    keys = {p.get(PARA_ID, "").upper() for p in comments.iter(w("p"))}
    yield from ["lasting id of no comment"] * sum(row.get("paraId") not in keys for row in ids)
    numbers = [row.get("durableId", "") for row in ids]
    yield from ["lasting id given twice"] * (len(numbers) - len(set(numbers)))
    yield from ["lasting id out of range"] * sum(not _is_lasting(number) for number in numbers)
    dated = {row.get("durableId") for row in _rows(_tied(parts, main, "commentsExtensible"))}
    yield from ["time of no comment"] * len(dated - set(numbers))


def _is_lasting(number: str) -> bool:
    return bool(number) and 0 < int(number, 16) < 0x7FFFFFFF


def _threads(comments: etree._Element, extended: bytes | None) -> Iterator[str]:
    elements = list(comments.iter(w("comment")))
    keys = [p.get(PARA_ID) for c in elements for p in c.iter(w("p")) if p.get(PARA_ID)]
    for key in keys:
        if not 0 < int(key, 16) < 0x80000000:
            yield "paraId out of range"
    yield from ["paraId of a comment given twice"] * (len(keys) - len(set(keys)))
    last = {list(c.iter(w("p")))[-1].get(PARA_ID, "").upper() for c in elements if len(c)}
    rows = _rows(extended)
    parents = {row["paraId"]: row.get("paraIdParent") for row in rows}
    for key, parent in parents.items():
        if key not in last:
            yield "thread row that is not a comment's last paragraph"
        if parent is not None and parent not in parents:
            yield "reply to no comment"
        if parent is not None and parents.get(parent) is not None:
            yield "reply to a reply"


def _rows(part: bytes | None) -> list[dict[str, str]]:
    if part is None:
        return []
    return [
        {etree.QName(k).localname: v.upper() for k, v in row.attrib.items()}
        for row in etree.fromstring(part)
    ]


def _tied(parts: dict[str, bytes], main: str, kind: str) -> bytes | None:
    """The part that the main one is tied to by a relationship of that kind."""
    folder, _, name = main.rpartition("/")
    tied = parts.get(f"{folder}/_rels/{name}.rels", b"<none/>")
    for row in etree.fromstring(tied):
        if row.get("Type").endswith(f"/{kind}"):
            return parts.get(posixpath.normpath(posixpath.join("/", folder, row.get("Target")))[1:])
    return None


def _root(part: bytes) -> etree._Element:
    return etree.fromstring(part.replace(STRICT, W.encode()))
