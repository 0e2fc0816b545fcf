"""Why LibreOffice may write another number in front of a paragraph than Word does."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from lxml import etree

from portal.word.counting import counted
from portal.word.leaves import body_paragraphs
from portal.word.names import P_PR, VAL, w
from portal.word.package import Package
from portal.word.reading import body_of

FORMS = ("upperRoman", "lowerRoman", "upperLetter", "lowerLetter")
PARTS = re.compile(r"\d+|[^\W\d]+|\W+")


class Reason(StrEnum):
    """What explains a difference; the value is said below the table."""

    CAPITAL = "a dropped capital is a paragraph of its own; LibreOffice puts it before the next"
    DIGITS = "LibreOffice writes plain digits where Word writes full-width or enclosed ones"
    LEGAL = "LibreOffice does not know `isLgl`: numbers of upper levels in Arabic digits"
    UNDEFINED = "the list does not define the level: LibreOffice counts 1, 2, 3, we show nothing"
    NONE = "not explained"


def in_plain_digits(number: str) -> str:
    """A number with all signs that mean a digit as that digit: 第１条, ⒈, ①."""
    return "".join(str(unicodedata.digit(sign, sign)) for sign in number).replace("..", ".")


def same_in_other_forms(ours: str, theirs: str) -> bool:
    """Whether both say the same numbers, where we say them in digits and they in letters."""
    alike = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), 0)
    one, other = (PARTS.findall(number[alike:]) for number in (ours, theirs))
    return len(one) == len(other) > 0 and all(map(_same, one, other))


def _same(our: str, their: str) -> bool:
    forms = {counted(int(our), form) for form in FORMS} if our.isdecimal() else set()
    return our == their or their in forms


def undefined_level(data: bytes, index: int) -> bool:
    """Whether a paragraph is on a level of a list that the file does not describe."""
    package = Package(data)
    paragraph = body_paragraphs(body_of(package.tree(package.main)))[index]
    number, level = (_said(paragraph, name) for name in ("numId", "ilvl"))
    part = package.related(package.main, "numbering")
    if not number or part is None:
        return False
    of, definitions = f"{w('num')}[@{w('numId')}='{number}']", w("abstractNum")
    found = package.tree(part).find(f"{of}/{w('abstractNumId')}")
    key = "" if found is None else found.get(VAL)
    levels = f"{definitions}[@{w('abstractNumId')}='{key}']/{w('lvl')}"
    return level not in {one.get(w("ilvl")) for one in package.tree(part).iterfind(levels)}


def _said(paragraph: etree._Element, name: str) -> str:
    found = paragraph.find(f"{P_PR}/{w('numPr')}/{w(name)}")
    return "" if found is None else found.get(VAL, "")
