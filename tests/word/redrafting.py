"""Next drafts of real files, made by editing their XML as a department would edit the text."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Collection
from copy import deepcopy

from lxml import etree

from portal.word.package import Package
from tests.word.generating import CLAUSES, PHRASES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
P, T, ROW, TABLE, CELL, RUN = (f"{W}{name}" for name in ("p", "t", "tr", "tbl", "tc", "r"))
APART = (f"{W}txbxContent", f"{W}del", f"{W}ins", f"{W}sdt", f"{W}fldSimple")
FIELD = tuple(
    f"{W}{name}"
    for name in ("fldChar", "drawing", "pict", "object", "footnoteReference", "endnoteReference")
)
SECTION = f"{W}pPr/{W}sectPr"

Change = Callable[[etree._Element, random.Random], None]


def redrafted(
    data: bytes, count: int, rng: random.Random, without: Collection[Change] = ()
) -> bytes:
    """The file after `count` edits of all kinds but those named in `without`."""
    weights = [0 if change in without else w for change, w in zip(CHANGES, WEIGHTS, strict=True)]
    package = Package(data)
    root = package.tree(package.main)
    body = root.find(f"{W}body")
    assert body is not None
    for _ in range(count):
        rng.choices(CHANGES, weights=weights)[0](body, rng)
    return package.rewritten({package.main: package.written(root)})


def words(body: etree._Element, rng: random.Random) -> None:
    """Puts a phrase in, takes letters out, or both, within one run."""
    texts = [t for t in body.iter(T) if len(t.text or "") > 3 and is_plain(t)]
    if texts:
        chosen = rng.choice(texts)
        text = chosen.text or ""
        at = rng.randrange(len(text))
        cut = rng.choice((0, 0, 1, 2, 4))
        phrase = rng.choice(PHRASES) if cut == 0 or rng.random() < 0.6 else ""
        chosen.text = text[:at] + phrase + text[at + cut :]
        chosen.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def add_clause(body: etree._Element, rng: random.Random) -> None:
    paragraphs = clauses(body)
    if paragraphs:
        model = rng.choice(paragraphs)
        copy = etree.Element(P)
        if (properties := model.find(f"{W}pPr")) is not None:
            copy.append(deepcopy(properties))
        run = etree.SubElement(copy, RUN)
        etree.SubElement(run, T).text = rng.choice(CLAUSES)
        model.addnext(copy)


def cut_clause(body: etree._Element, rng: random.Random) -> None:
    paragraphs = clauses(body)
    if len(paragraphs) > 3:
        drop(rng.choice(paragraphs[:-1]))


def move_clause(body: etree._Element, rng: random.Random) -> None:
    paragraphs = clauses(body)
    if len(paragraphs) > 3:
        chosen, target = rng.sample(paragraphs[:-1], 2)
        if chosen.getparent() is target.getparent() is body:
            target.addnext(chosen)


def split_clause(body: etree._Element, rng: random.Random) -> None:
    paragraphs = [p for p in clauses(body) if len(list(p.iterchildren(RUN))) > 1]
    if paragraphs:
        chosen = rng.choice(paragraphs)
        runs = list(chosen.iterchildren(RUN))
        second = etree.Element(P)
        if (properties := chosen.find(f"{W}pPr")) is not None:
            second.append(deepcopy(properties))
        second.extend(runs[rng.randrange(1, len(runs)) :])
        chosen.addnext(second)


def merge_clauses(body: etree._Element, rng: random.Random) -> None:
    pairs = [p for p in clauses(body) if is_clause(p.getnext())]
    if pairs:
        chosen = rng.choice(pairs)
        following = chosen.getnext()
        assert following is not None
        chosen.extend([e for e in following if e.tag != f"{W}pPr"])
        drop(following)


def add_row(body: etree._Element, rng: random.Random) -> None:
    rows = plain_rows(body)
    if rows:
        model = rng.choice(rows)
        copy = deepcopy(model)
        for text in copy.iter(T):
            text.text = rng.choice(PHRASES)
        model.addnext(copy)


def cut_row(body: etree._Element, rng: random.Random) -> None:
    rows = [row for row in plain_rows(body) if len(list(row.itersiblings(ROW))) > 1]
    if rows:
        drop(rng.choice(rows))


def renumber(body: etree._Element, rng: random.Random) -> None:
    """Counts the typed numbers of clauses on by one, from some clause to the last."""
    numbered = [t for t in body.iter(T) if NUMBER.match(t.text or "") and is_plain(t)]
    for text in numbered[rng.randrange(len(numbered)) :] if numbered else ():
        text.text = NUMBER.sub(counted_on, text.text or "", count=1)


NUMBER = re.compile(r"(第?[（(]?)(\d+|[一二三四五六七八九])(?=[章条款、.)）])")
DIGITS = "一二三四五六七八九十"


def counted_on(found: re.Match[str]) -> str:
    sign, number = found.groups()
    return sign + (str(int(number) + 1) if number.isascii() else DIGITS[DIGITS.index(number) + 1])


CHANGES: tuple[Change, ...] = (
    words, add_clause, cut_clause, move_clause, split_clause, merge_clauses, add_row, cut_row,
    renumber,
)  # fmt: skip
WEIGHTS = (12, 3, 3, 1, 2, 1, 2, 1, 1)


def clauses(body: etree._Element) -> list[etree._Element]:
    """Paragraphs of the body itself that hold nothing but text."""
    return [p for p in body.iterchildren(P) if is_clause(p)]


def is_clause(paragraph: etree._Element | None) -> bool:
    if paragraph is None or paragraph.tag != P or paragraph.find(SECTION) is not None:
        return False
    return next(paragraph.iter(*FIELD, *APART, f"{W}instrText"), None) is None


def is_plain(text: etree._Element) -> bool:
    return next(text.iterancestors(*APART), None) is None


def plain_rows(body: etree._Element) -> list[etree._Element]:
    """Rows without vertical merges, nested tables or things that are no text."""
    foreign = (f"{W}vMerge", TABLE, *FIELD, *APART)
    return [row for row in body.iter(ROW) if next(row.iter(*foreign), None) is None]


def drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
