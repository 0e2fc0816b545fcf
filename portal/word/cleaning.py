"""Taking out of a file what must not leave the house: names, traces, old comments, hidden text.

What a reader sees of the text stays. Tracked changes stay too: they are settled in `revisions`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lxml import etree

from portal.word import names
from portal.word.edition import Edition
from portal.word.errors import Hostile
from portal.word.leaves import CHARACTERS
from portal.word.names import w
from portal.word.package import Package
from portal.word.reading import body_of
from portal.word.stripping import keep_people, strip_comments
from portal.word.styles import run_properties
from portal.word.surroundings import Setting, setting

RSID = re.compile(rb' w:rsid\w*="[0-9A-Fa-f]{1,8}"')
TOLD = {  # in the core and extended properties: who, with what, from where
    *("creator", "lastModifiedBy", "description", "keywords", "category", "contentStatus"),
    *("Manager", "Company", "Template", "TotalTime", "HyperlinkBase"),
}
REFERRING = {"attachedTemplate": w("attachedTemplate"), "mailMergeSource": w("mailMerge")}
NOWHERE = "about:blank"
TEXTS = {*CHARACTERS, names.T, names.DEL_TEXT, w("sym")}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The clean file, and how much of what was taken out.

    The keys of the report are "comments", "people", "hidden", "names", "properties",
    "thumbnail", "external" and "rsids"; what did not occur is left out.
    """

    data: bytes
    report: Mapping[str, int]


def clean(data: bytes, keep_comments_of: Collection[str] = ()) -> Cleaned:
    """The file without metadata, revision ids, hidden text, outside links and comments.

    Comments of the authors in `keep_comments_of` stay; hyperlinks stay. Raises `Unreadable`.
    """
    try:
        return _clean(Edition(Package(data)), keep_comments_of)
    except RecursionError:
        raise Hostile("too-deep", "elements are nested too deeply") from None


def _clean(edition: Edition, keep_comments_of: Collection[str]) -> Cleaned:
    body_of(edition.tree(edition.package.main))
    report = {
        "comments": strip_comments(edition, keep_comments_of),
        "people": keep_people(edition, keep_comments_of),
        "hidden": _remove_hidden(edition),
        "names": _forget_names(edition),
        "properties": _drop(edition, "custom-properties"),
        "thumbnail": _drop(edition, "thumbnail"),
        "external": _cut_outside(edition),
        "rsids": _remove_rsids(edition),
    }
    return Cleaned(edition.finished(), {what: count for what, count in report.items() if count})


def without_names(data: bytes) -> bytes:
    """The file with nobody's name in its properties; every other part stays as it is."""
    edition = Edition(Package(data))
    return edition.finished() if _forget_names(edition) else data


def _remove_hidden(edition: Edition) -> int:
    """Take out text that is set to be hidden, by itself or by its style; field codes stay."""
    main, count = setting(edition.package), 0
    for name in edition.texts():
        if b"vanish" in edition.package.part(name) or _hides(edition.package):
            removed = sum(_emptied(run, main) for run in list(edition.tree(name).iter(names.RUN)))
            count += removed
            if removed:
                edition.touch(name)
    return count


def _hides(package: Package) -> bool:
    part = package.related(package.main, "styles")
    return part is not None and b"vanish" in package.part(part)


def _emptied(run: etree._Element, main: Setting) -> int:
    """Empty a hidden run; returns how many characters it had."""
    paragraph = next(run.iterancestors(names.P), None)
    properties = None if paragraph is None else paragraph.find(f"{names.P_PR}/{w('pStyle')}")
    style = "" if properties is None else properties.get(names.VAL, "")
    if not main.styles.look(style, run_properties(run.find(names.R_PR))).hidden:
        return 0
    texts = [node for node in run if node.tag in TEXTS]
    for node in texts:
        run.remove(node)
    return sum(len(node.text or " ") for node in texts)


def _forget_names(edition: Edition) -> int:
    count = 0
    for kind in ("core-properties", "extended-properties"):
        part = edition.package.related("", kind)
        root = None if part is None else edition.tree(part)
        told = (
            []
            if root is None
            else [e for e in root if _local(e) in TOLD and e.text not in (None, "0")]
        )
        for element in told:
            element.text = "0" if _local(element) == "TotalTime" else None
        if part is not None and told:
            edition.touch(part)
        count += len(told)
    return count


def _drop(edition: Edition, kind: str) -> int:
    part = edition.package.related("", kind)
    if part is None:
        return 0
    edition.drop("", part)
    return 1


def _cut_outside(edition: Edition) -> int:
    """Cut the links to outside files; what refers to them leads nowhere afterwards."""
    count = 0
    for name in edition.names():
        if name.endswith(".rels") and b"External" in edition.package.part(name):
            count += _cut(edition, name)
    return count


def _cut(edition: Edition, name: str) -> int:
    source = edition.package.spelt(name.replace("_rels/", "").removesuffix(".rels"))
    outside = {
        relation.id: relation.kind
        for relation in edition.package.relations(source)
        if relation.external and relation.kind != "hyperlink" and relation.target != NOWHERE
    }
    if not outside:
        return 0
    rows = edition.ties.rows(source)
    for row in [row for row in rows if row.get("Id") in outside]:
        referring = REFERRING.get(outside[row.get("Id", "")])
        if referring is not None and _remove_all(edition, source, referring):
            rows.remove(row)
        else:
            row.set("Target", NOWHERE)
    return len(outside)


def _remove_all(edition: Edition, part: str, tag: str) -> bool:
    found = list(edition.tree(part).iter(tag))
    for element in found:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    edition.touch(part)
    return bool(found)


def _remove_rsids(edition: Edition) -> int:
    count = 0
    settings = edition.package.related(edition.package.main, "settings")
    if settings is not None and b"rsid" in edition.package.part(settings):
        _remove_all(edition, settings, w("rsids"))
    for name in edition.names():
        if name.startswith("word/") and name.endswith(".xml"):
            plain, found = RSID.subn(b"", edition.plain(name))
            if found:
                edition.put(name, plain)
                count += found
    return count


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""
