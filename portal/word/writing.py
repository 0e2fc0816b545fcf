"""Text as the nodes of a run."""

from __future__ import annotations

import re

from lxml import etree

from portal.word import names
from portal.word.names import w

SIGNS = {"\t": w("tab"), "\n": w("br")}
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def fill(run: etree._Element, text: str) -> etree._Element:
    """Write text into a run; tabs and line breaks become nodes of their own.

    Characters that XML cannot hold are left out.
    """
    for piece in re.split(r"([\t\n])", FORBIDDEN.sub("", text)):
        if piece in SIGNS:
            etree.SubElement(run, SIGNS[piece])
        elif piece:
            node = etree.SubElement(run, names.T)
            node.text = piece
            node.set(names.SPACE, "preserve")
    return run


def plain(value: str) -> str:
    """A value without the characters that XML cannot hold."""
    return FORBIDDEN.sub("", value)
