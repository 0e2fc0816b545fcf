"""How runs and paragraphs look, as class names: few, quantised, and said once.

What all the text of a paragraph shares is said on the paragraph; a span says only what differs.
Sizes are percentages of the size that most of the document is set in, so that a page reads well
whether the file is set in 五号 or in 三号.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from portal.word.document import Layout, Look, Mark, Paragraph, Span, Typeface

FACES = {
    Typeface.SONG: "f-song",
    Typeface.HEI: "f-hei",
    Typeface.KAI: "f-kai",
    Typeface.FANGSONG: "f-fs",
    Typeface.TITLE: "f-title",
    Typeface.LATIN: "f-latin",
}
FLAGS = (("bold", "b"), ("italic", "i"), ("underline", "u"), ("strike", "s"), ("hidden", "hid"))
VERTICAL = {"superscript": "sup", "subscript": "sub"}
T = TypeVar("T")
NOTHING = Look()
USUAL = 12.0  # points, where a document does not say


def usual_size(paragraphs: Iterable[Paragraph]) -> float:
    """The size in points that most characters of the document are set in."""
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        for span in paragraph.spans:
            sizes[span.look.size or USUAL] += len(span.text)
    return sizes.most_common(1)[0][0] if sizes else USUAL


def shared_look(spans: Sequence[Span]) -> Look:
    """What all the text of a paragraph has in common."""
    if len(spans) == 1:
        return NOTHING if not spans[0].text or spans[0].text.isspace() else spans[0].look
    looks = {span.look for span in spans if span.text and not span.text.isspace()}
    if len(looks) == 1:
        return looks.pop()
    return Look(
        bold=bool(looks) and all(look.bold for look in looks),
        typeface=only({look.typeface for look in looks}),
        size=only({look.size for look in looks}),
    )


def only(values: set[T | None]) -> T | None:
    return values.pop() if len(values) == 1 else None


def paragraph_classes(paragraph: Paragraph, common: Look, usual: float) -> str:
    """The classes of a paragraph, separated by spaces."""
    return classes(paragraph.layout, paragraph.mark, common, usual)


@lru_cache(maxsize=1_000)
def classes(layout: Layout, mark: Mark, common: Look, usual: float) -> str:
    names = [f"h h-{layout.heading}"] if layout.heading else []
    names += [f"al-{layout.align}"] if layout.align in ("center", "right", "justify") else []
    names += indents(layout, common.size or usual)
    names += ["pb"] if layout.page_break_before else []
    names += [f"pm-{mark}"] if mark is not Mark.PLAIN else []
    return " ".join(names + look_names(common, NOTHING, usual))


def indents(layout: Layout, size: float) -> list[str]:
    """Left and first-line indents in whole characters of the paragraph's own size."""
    left = within(layout.left / size, 20)
    first = layout.first_line_chars or layout.first_line / size
    names = [f"ind-{left}"] if left > 0 else []
    if first > 0 and within(first, 12):
        names.append(f"fl-{within(first, 12)}")
    elif first < 0 and left > 0 and within(-first, 12):
        names.append(f"hg-{min(within(-first, 12), left)}")
    return names


def within(characters: float, most: int) -> int:
    return max(0, min(most, round(characters)))


def look_classes(span: Span, common: Look, usual: float) -> str:
    """The classes of a span beyond what its paragraph says already."""
    names = look_names(span.look, common, usual) if span.look != common else []
    return " ".join([*names, "link"] if span.link else names)


def look_names(look: Look, common: Look, usual: float) -> list[str]:
    names = [name for flag, name in FLAGS if getattr(look, flag) and not getattr(common, flag)]
    if look.typeface and look.typeface != common.typeface:
        names.append(FACES[look.typeface])
    if look.vertical and look.vertical != common.vertical:
        names.append(VERTICAL[look.vertical])
    if look.size and look.size != common.size and (percent := step(look.size / usual)) != 100:
        names.append(f"sz-{percent}")
    if look.color and look.color != common.color and (family := color_family(look.color)):
        names.append(family)
    return names


def step(ratio: float) -> int:
    """A size in percent, to the next ten, between 50 and 300."""
    return max(50, min(300, round(ratio * 10) * 10))


def color_family(color: str) -> str:
    """Which of the few colours of the page stands for six hexadecimal digits; "" for black."""
    try:
        red, green, blue = (int(color[i : i + 2], 16) for i in (0, 2, 4))
    except ValueError:
        return ""
    low, high = min(red, green, blue), max(red, green, blue)
    if high - low < 60:
        return "c-gray" if 90 < high < 200 else ""
    return {red: "c-red", green: "c-green", blue: "c-blue"}[high]
