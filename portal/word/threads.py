"""The comments of a file as its comment parts hold them: texts, authors, threads, done or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from portal.word import names
from portal.word.leaves import LineWalk
from portal.word.names import W14, w
from portal.word.package import Package

PARAGRAPH_ID = f"{{{W14}}}paraId"
COMMENT = w("comment")


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment without its place; `key` is the paraId of its last paragraph."""

    id: str
    author: str
    initials: str
    date: str
    text: str
    key: str
    durable: str = ""
    parent: str | None = None
    resolved: bool = False


def remarks(package: Package) -> list[Remark]:
    """All comments of a file in the order of its comments part."""
    part = package.related(package.main, "comments")
    if part is None:
        return []
    found = [_remark(element) for element in package.tree(part).iter(COMMENT)]
    extended = _rows(package, "commentsExtended")
    durables = {
        row.get("paraId", ""): row.get("durableId", "") for row in _rows(package, "commentsIds")
    }
    by_key = {remark.key: remark.id for remark in found if remark.key}
    threads = {row.get("paraId", ""): row for row in extended}
    return [_threaded(remark, threads.get(remark.key, {}), by_key, durables) for remark in found]


def moments(package: Package) -> dict[str, str]:
    """The universal times of the comments of a file by id, of those whose time is known."""
    durables = {
        row.get("paraId", ""): row.get("durableId") for row in _rows(package, "commentsIds")
    }
    times = {
        row.get("durableId"): row.get("dateUtc") for row in _rows(package, "commentsExtensible")
    }
    found = {remark.id: times.get(durables.get(remark.key)) for remark in remarks(package)}
    return {comment: moment for comment, moment in found.items() if moment}


def _remark(element: etree._Element) -> Remark:
    paragraphs = list(element.iter(names.P))
    walk = LineWalk()
    return Remark(
        id=element.get(names.ID, ""),
        author=element.get(names.AUTHOR, ""),
        initials=element.get(names.INITIALS, ""),
        date=element.get(names.DATE, ""),
        text="\n".join(walk.line(paragraph).text for paragraph in paragraphs),
        key=paragraphs[-1].get(PARAGRAPH_ID, "").upper() if paragraphs else "",
    )


def _threaded(
    remark: Remark,
    row: Mapping[str, str],
    by_key: Mapping[str, str],
    durables: Mapping[str, str],
) -> Remark:
    return Remark(
        remark.id,
        remark.author,
        remark.initials,
        remark.date,
        remark.text,
        remark.key,
        durable=durables.get(remark.key) or remark.key,
        parent=by_key.get(row.get("paraIdParent", "")),
        resolved=row.get("done") in ("1", "true"),
    )


def _rows(package: Package, kind: str) -> list[dict[str, str]]:
    """The rows of one of the parts beside the comments; keys are names without namespaces,
    as the drafts of these parts had other namespaces."""
    part = package.related(package.main, kind)
    if part is None:
        return []
    return [_plain(row) for row in package.tree(part).iterchildren(etree.Element)]


def _plain(row: etree._Element) -> dict[str, str]:
    plain = {etree.QName(str(name)).localname: str(value) for name, value in row.items()}
    return {name: value.upper() if "Id" in name else value for name, value in plain.items()}
