"""The styles of comments: those of the file, or Word's own added to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from portal.word.names import VAL, W, w
from portal.word.package import Package, strict

MARK, TEXT = "annotation reference", "annotation text"
BODIES = {
    MARK: '<w:style w:type="character" w:styleId="{id}"><w:name w:val="annotation reference"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    '<w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>',
    TEXT: '<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="annotation text"/>{based}'
    '<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:pPr><w:jc w:val="left"/></w:pPr></w:style>',
}
IDS = {MARK: "CommentReference", TEXT: "CommentText"}


@dataclass(frozen=True, slots=True)
class CommentStyles:
    """The ids of the styles that comments use ("" for none), and the styles part if changed."""

    mark: str = ""
    text: str = ""
    part: str = ""
    plain: bytes = b""


def comment_styles(package: Package) -> CommentStyles:
    """The styles of comments in a file; where they are missing they are added to its styles.

    All that stands in the styles part already stays byte for byte.
    """
    part = package.related(package.main, "styles")
    if part is None:
        return CommentStyles()
    styles = list(package.tree(part).iterchildren(w("style")))
    ids = {_name(style): style.get(w("styleId"), "") for style in styles}
    missing = [name for name in (MARK, TEXT) if name not in ids]
    if not missing:
        return CommentStyles(ids[MARK], ids[TEXT])
    plain = package.part(part)
    at = plain.rfind(b"</")
    if at < 0 or not plain.rstrip().endswith(b"styles>"):
        return CommentStyles(ids.get(MARK, ""), ids.get(TEXT, ""))
    ids |= {name: _free(IDS[name], set(ids.values())) for name in missing}
    added = "".join(_made(name, ids[name], styles) for name in missing).encode()
    added = strict(added) if package.strict else added
    return CommentStyles(ids[MARK], ids[TEXT], part, plain[:at] + added + plain[at:])


def _made(name: str, own: str, styles: list[etree._Element]) -> str:
    based = next(_defaults(styles), "")
    body = BODIES[name].format(
        id=own, based=f'<w:basedOn w:val="{based}"/>' if based.isalnum() else ""
    )
    return body.replace("<w:style ", f'<w:style xmlns:w="{W}" ', 1)


def _defaults(styles: list[etree._Element]) -> Iterator[str]:
    for style in styles:
        if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
            yield style.get(w("styleId"), "")


def _name(style: etree._Element) -> str:
    named = style.find(w("name"))
    return "" if named is None else named.get(VAL, "").casefold()


def _free(wanted: str, taken: set[str]) -> str:
    free, number = wanted, 1
    while free in taken:
        number += 1
        free = f"{wanted}{number}"
    return free
