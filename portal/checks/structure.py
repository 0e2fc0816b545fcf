"""Articles, references to them, attachments, brackets: whether a text agrees with itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.checks.hits import Case, Hit
from portal.checks.numerals import COUNT, whole
from portal.checks.rules import Rule
from portal.checks.values import Line, Paper

HEAD = re.compile(rf"^第({COUNT})条(?!之|[第款、和至规约的])")
OWN = re.compile(rf"(?:本合同|本协议|本办法|本规定|本细则|本条例|本意见|本通知)的?第({COUNT})条")
ATTACHED = re.compile(
    r"(?:见|详见|参见|按|依)(?:本合同|本协议|本办法)?附件([0-9一二三四五六七八九十]{1,3})(?![0-9])"
)
ATTACHMENT = re.compile(r"^附件[:：]?([0-9一二三四五六七八九十]{0,3})")
LISTED = re.compile(r"^(?:附件[:：])?([0-9]{1,2})[.、．]")
PAIRS = {"（": "）", "《": "》", "〈": "〉", "【": "】", "“": "”", "〔": "〕"}


def heads(paper: Paper) -> list[tuple[int, Line]]:
    """The articles of the text: number and the line that begins with it."""
    found = []
    for line in paper.body:
        match = HEAD.match(line.read.text)
        number = whole(match[1]) if match else None
        if number is not None and not line.in_table:
            found.append((number, line))
    return found


def order(rule: Rule, case: Case) -> Iterator[Hit]:
    """Articles that bear a number twice, or skip one.

    A text that begins anew at 1 (an annex, a second contract) counts anew.
    """
    before = 0
    for number, line in heads(case.paper):
        match = HEAD.match(line.read.text)
        if before and number not in (before + 1, 1) and match:
            said = {"number": number, "before": before}
            yield Hit(line, *match.span(), said)
        before = number


def reference(rule: Rule, case: Case) -> Iterator[Hit]:
    """References to articles of the text itself that it does not have."""
    known = {number for number, _ in heads(case.paper)}
    if len(known) < 3:  # a text whose articles were not recognised refers to nothing wrong
        return
    last = max(known)
    for line in case.paper.lines:
        for match in OWN.finditer(line.read.text):
            number = whole(match[1])
            if number is not None and number not in known:
                yield Hit(line, *match.span(), {"number": number, "last": last})


def attachment(rule: Rule, case: Case) -> Iterator[Hit]:
    """Attachments that are referred to by number and stand nowhere in the file."""
    texts = [line.read.text for line in case.paper.lines]
    known = {whole(one[1]) for text in texts if (one := ATTACHMENT.match(text)) and one[1]}
    if not known:
        return  # the attachments are files of their own, whose names say nothing of their numbers
    listing = False
    for text in texts:
        listing = bool(ATTACHMENT.match(text)) or (listing and bool(LISTED.match(text)))
        if listing and (one := LISTED.match(text.removeprefix("附件").lstrip("：:"))):
            known.add(whole(one[1]))
    for line in case.paper.body:
        for match in ATTACHED.finditer(line.read.text):
            number = whole(match[1])
            if number not in known:
                yield Hit(line, *match.span(), {"number": match[1]})


def unpaired(rule: Rule, case: Case) -> Iterator[Hit]:
    """Brackets and quotes without their other half in the same paragraph or the next one.

    `pairs` names the opening signs that are looked at.
    """
    lines = [line for line in case.paper.body if line.read.text]
    for opening in rule.parameters["pairs"]:
        alone = [_alone(line.read.text, opening, PAIRS[opening]) for line in lines]
        for at, line in enumerate(lines):
            opened, closed = alone[at]
            before = alone[at - 1][0] if at else None
            behind = alone[at + 1][1] if at + 1 < len(lines) else None
            if opened is not None and behind is None:
                yield Hit(line, opened, opened + 1, {"words": opening})
            if closed is not None and before is None:
                yield Hit(line, closed, closed + 1, {"words": PAIRS[opening]})


def _alone(text: str, opening: str, closing: str) -> tuple[int | None, int | None]:
    """The last opening sign that is not closed, and the first closing one that was not opened.

    A closing bracket behind a number ("1）") needs none.
    """
    opened: list[int] = []
    closed: int | None = None
    for at, sign in enumerate(text):
        if sign == opening:
            opened.append(at)
        elif sign == closing:
            if opened:
                opened.pop()
            elif closed is None and not (sign == "）" and _is_counting(text, at)):
                closed = at
    return (opened[-1] if opened else None), closed


def _is_counting(text: str, at: int) -> bool:
    return at > 0 and (
        text[at - 1].isdecimal() or text[at - 1] in "一二三四五六七八九十abcdefgABCDEFG①②③④⑤⑥"
    )


def open_changes(rule: Rule, case: Case) -> Iterator[Hit]:
    """Tracked changes or comments that are still in the file."""
    if case.paper.open_changes or case.paper.comments:
        yield Hit(said={"changes": case.paper.open_changes, "comments": case.paper.comments})
