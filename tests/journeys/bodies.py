"""Whether two bodies are the same once comments and the changes of some authors are taken out.

Cutting a run in two is no change: neighbours that look the same are put together in both.
Numbers of changes are not compared, since the halves of a change of others need their own; nor
are the marks of the spell checker, which it sets anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import zip_longest

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MARKS = (f"{W}commentRangeStart", f"{W}commentRangeEnd")
PARAGRAPH, PROPERTIES, ROW = f"{W}p", f"{W}pPr", f"{W}trPr"
REFERENCE, RUN, LOOK = f"{W}commentReference", f"{W}r", f"{W}rPr"
WRITTEN, STRUCK = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
CHANGES = (*WRITTEN, *STRUCK)
PLAIN = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}
TEXTS = (f"{W}t", f"{W}delText")
PROOF, BLANKS = f"{W}proofErr", " \t\r\n"
ID, AUTHOR = f"{W}id", f"{W}author"
SHOWN = 160  # characters of a difference that are told


def same_body(before: bytes, after: bytes, authors: Collection[str]) -> Iterator[str]:
    """What differs, by the text around it; `authors` have made the changes in `after`."""
    old, new = parsed(before), parsed(after)
    known = {e.get(ID) for e in old.iter(REFERENCE, *MARKS)}
    _take_out_comments(new, known)
    _reject(new, authors)
    if old.nsmap != new.nsmap:
        yield "the namespaces of the root differ"
    if _loose_blanks(new) > _loose_blanks(old):
        yield "a blank at the edge of a text is not kept"
    _normalise(old)
    _normalise(new)
    if canonical(old) != canonical(new):
        yield from _differing(old, new)


def parsed(part: bytes) -> etree._Element:
    """The root of a part; blanks between elements say nothing."""
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False)
    return etree.fromstring(part.replace(STRICT, W.strip("{}").encode()), parser)


def canonical(element: etree._Element) -> bytes:
    """Canonical XML of an element without what stands behind it."""
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


def _take_out_comments(root: etree._Element, known: Collection[str | None]) -> None:
    for mark in [e for e in root.iter(*MARKS, REFERENCE) if e.get(ID) not in known]:
        run = mark.getparent()
        if mark.tag == REFERENCE and all(e.tag in (LOOK, REFERENCE) for e in run):
            mark = run
        _drop(mark)


def _reject(root: etree._Element, authors: Collection[str]) -> None:
    for mark in [e for e in root.iter(*CHANGES) if e.get(AUTHOR) in authors and _is_end(e)]:
        _reject_end(mark)
    for change in [e for e in root.iter(*CHANGES) if e.get(AUTHOR) in authors]:
        if change.tag in WRITTEN:
            _drop(change)
        else:
            for node in change.iter(*PLAIN):
                node.tag = PLAIN[node.tag]
            parent, at = change.getparent(), change.getparent().index(change)
            parent[at : at + 1] = list(change)


def _is_end(change: etree._Element) -> bool:
    """Whether a change is that of a paragraph's end."""
    look = change.getparent()
    return look is not None and look.tag == LOOK and look.getparent().tag == PROPERTIES


def _reject_end(mark: etree._Element) -> None:
    """Take back a paragraph's end that was added or struck out, and what was made to hold it."""
    look = mark.getparent()
    properties = look.getparent()
    paragraph = properties.getparent()
    _drop(mark)
    for holder in (look, properties):
        if not len(holder) and not holder.attrib:
            _drop(holder)
    if mark.tag in WRITTEN:
        _run_on(paragraph)


def _run_on(paragraph: etree._Element) -> None:
    """Let a paragraph go on into the next one, whose properties hold for both."""
    following = paragraph.getnext()
    while following.tag != PARAGRAPH:
        following = following.getnext()
    own, properties = paragraph.find(PROPERTIES), following.find(PROPERTIES)
    if own is not None:
        _drop(own)
    if paragraph.attrib:
        paragraph[:0] = [] if properties is None else [properties]
        paragraph.extend(list(following))
        _drop(following)
    else:
        at = 0 if properties is None else 1
        following[at:at] = list(paragraph)
        _drop(paragraph)


def _loose_blanks(root: etree._Element) -> int:
    """How many texts begin or end with a blank that no `xml:space` keeps."""
    texts = [one.text or "" for one in root.iter(*TEXTS) if one.get(SPACE) != "preserve"]
    return sum(text != text.strip(BLANKS) for text in texts)


def _normalise(root: etree._Element) -> None:
    """Put neighbours together that were one, and forget what is not compared."""
    etree.strip_elements(root, PROOF, with_tail=False)
    for element in root.iter(etree.Element):
        if element.get(AUTHOR) is not None:
            element.attrib.pop(ID, None)
        if element.tag in TEXTS:
            element.attrib.pop(SPACE, None)
        elif not (element.text or "").strip():
            element.text = None
    for tag in (LOOK, PROPERTIES, ROW):
        for empty in [e for e in root.iter(tag) if not len(e) and not e.attrib]:
            _drop(empty)
    for change in list(root.iter(*CHANGES)):
        _free_edges(change)
    for tags in (CHANGES, (RUN,), TEXTS):
        for host in list(root.iter(etree.Element)):
            _join(host, tags)


def _free_edges(change: etree._Element) -> None:
    """Put what is no text, such as a bookmark, outside a change that it begins or ends in."""
    while len(change) and next(change[-1].iter(RUN), None) is None:
        change.addnext(change[-1])
    while len(change) and next(change[0].iter(RUN), None) is None:
        change.addprevious(change[0])


def _join(host: etree._Element, tags: Collection[str]) -> None:
    last = None
    for child in list(host):
        if last is not None and child.tag in tags and _looks(last) == _looks(child):
            last.text = f"{last.text or ''}{child.text or ''}"
            last.extend([one for one in child if one.tag != LOOK])
            _drop(child)
        else:
            last = child


def _looks(element: etree._Element) -> tuple[str, list[tuple[str, str]], list[bytes]]:
    """What two neighbours have in common where they may be one; the order says nothing."""
    look = element.find(LOOK) if element.tag == RUN else None
    return (
        element.tag,
        sorted(element.items()),
        sorted(map(canonical, [] if look is None else look)),
    )


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _differing(old: etree._Element, new: etree._Element) -> Iterator[str]:
    """The paragraphs that differ; where none does, what stands around them."""
    pairs = zip_longest(old.iter(f"{W}p"), new.iter(f"{W}p"))
    found = [pair for pair in pairs if None in pair or canonical(pair[0]) != canonical(pair[1])]
    for pair in found[:3] or [(old, new)]:
        texts = ["nothing" if one is None else canonical(one).decode() for one in pair]
        at = next((i for i, (a, b) in enumerate(zip(*texts, strict=False)) if a != b), 0)
        was, now = (text[max(0, at - SHOWN) : at + SHOWN] for text in texts)
        yield f"…{was}… became …{now}…"
