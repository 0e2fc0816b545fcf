"""The order in which the file format wants properties to stand.

Other programs write them in any order, which Word forgives; a copy that we write should not
repeat the fault.
"""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from portal.word import names
from portal.word.names import w

LOOK = (
    "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline "
    "shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz "
    "szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish "
    "oMath"
)
PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
    "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
    "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
    "rPr sectPr"
)
RANKS = {
    tag: {w(name): rank for rank, name in enumerate(order.split())}
    for tag, order in ((names.R_PR, LOOK), (names.P_PR, PARAGRAPH))
}
CHANGES = (w("rPrChange"), w("pPrChange"))


def put_in_order(properties: etree._Element) -> None:
    """Sort the children of an rPr or pPr where they do not stand as they should.

    What the format does not know comes behind the rest, tracked changes of the look last. Of
    what is said twice, the last word holds.
    """
    wanted = _order(str(properties.tag), tuple([str(one.tag) for one in properties]))
    if wanted is not None:
        children = list(properties)
        properties[:] = [children[at] for at in wanted]


@lru_cache(maxsize=1024)
def _order(parent: str, tags: tuple[str, ...]) -> tuple[int, ...] | None:
    """Which children stand where, None where they stand as they should; the same few orders
    come back all through a file."""
    ranks = RANKS[parent]
    unknown, last = len(ranks), len(ranks) + 1
    ordered = sorted(
        range(len(tags)),
        key=lambda at: last if tags[at] in CHANGES else ranks.get(tags[at], unknown),
    )
    wanted = tuple({tags[at]: at for at in ordered}.values())
    return None if wanted == tuple(range(len(tags))) else wanted
