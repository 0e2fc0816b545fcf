"""Automatic numbers as Word shows them: 第一条, （一）, 1.1, ①.

A number is no part of the text; it comes from counters that run through a story. Lists that
share a definition share their counters, except where a list starts a level anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from portal.word.counting import counted
from portal.word.names import ALTERNATE, CHOICE, FALLBACK, P_PR, VAL, w
from portal.word.styles import Properties, Styles, paragraph_properties

LEVELS = 9
BULLETS = {
    "\uf0b7": "•",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf0a7": "▪",
    "\uf075": "◆",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf0a8": "□",
    "\uf06f": "□",
    "\uf0b2": "□",
    "\uf0e0": "→",
    "\uf0d2": "➢",
}
KEPT_IN_LEGAL = ("none", "decimalZero", "padded2", "padded3", "padded4", "padded5")
PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, what it writes, where it puts the paragraph."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""
    properties: Properties = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listing:
    """A numbering instance: the definition it counts with and the levels it changes."""

    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


NO_LEVEL = Level()


class Numbering:
    """The lists of a file."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, etree._Element] = {}
        self._numbers: dict[str, etree._Element] = {}
        self._listings: dict[str, Listing] = {}
        self._styled: dict[str, tuple[str, int]] = {}
        if root is not None:
            self._definitions = {
                element.get(w("abstractNumId"), ""): element
                for element in root.iterchildren(w("abstractNum"))
            }
            self._numbers = {e.get(w("numId"), ""): e for e in root.iterchildren(w("num"))}

    def place(self, style: str, direct: Properties) -> tuple[str, int] | None:
        """The list and level that a paragraph belongs to; None for none."""
        number = direct.get("number")
        if number is not None:
            level = _whole(direct.get("level"), 0)
        else:
            number, level = self._from_style(style)
            if "level" in direct:
                level = _whole(direct["level"], level)
        return (number, level) if number in self._numbers and 0 <= level < LEVELS else None

    def level(self, number: str, level: int) -> Level:
        """What a list says of one of its levels."""
        return self.listing(number).levels.get(level, NO_LEVEL)

    def listing(self, number: str) -> Listing:
        """A list by its id; read when it is first asked for."""
        if number not in self._listings:
            self._listings[number] = self._read(self._numbers[number])
        return self._listings[number]

    def _from_style(self, style: str) -> tuple[str, int]:
        if style not in self._styled:
            self._styled[style] = self._looked_up(self._styles.ancestry(style))
        return self._styled[style]

    def _looked_up(self, ancestry: list[str]) -> tuple[str, int]:
        for ancestor in ancestry:
            own = self._styles.own(ancestor)
            if "number" in own:
                level = self._linked_level(own["number"], ancestry)
                return own["number"], _whole(own.get("level"), 0) if level is None else level
        return "", 0

    def _linked_level(self, number: str, ancestry: list[str]) -> int | None:
        levels = self.listing(number).levels if number in self._numbers else {}
        linked = {level.style: place for place, level in levels.items() if level.style}
        return next((linked[style] for style in ancestry if style in linked), None)

    def _read(self, element: etree._Element) -> Listing:
        definition = _attribute(element, "abstractNumId")
        definition = self._followed(definition)
        levels = _levels(self._definitions.get(definition))
        starts = {}
        for override in element.iterchildren(w("lvlOverride")):
            place = _whole(override.get(w("ilvl")), 0)
            levels.update(_levels(override))
            start = override.find(w("startOverride"))
            if start is not None:
                starts[place] = _whole(start.get(VAL), 1)
        return Listing(definition, levels, starts)

    def _followed(self, definition: str) -> str:
        """The definition itself, or the one behind its `numStyleLink`."""
        for _ in range(LEVELS):
            element = self._definitions.get(definition)
            linked = "" if element is None else _attribute(element, "numStyleLink")
            if not linked:
                break
            definition = self._by_style_link(linked) or definition
        return definition

    def _by_style_link(self, style: str) -> str:
        for name, element in self._definitions.items():
            if _attribute(element, "styleLink") == style:
                return name
        return ""


class Counter:
    """Counts the numbered paragraphs of one story, in order."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def number(self, number: str, level: int) -> str | None:
        """The number of the next paragraph in that list and level; None where it shows none."""
        of = self._numbering.listing(number)
        counts = self._counts.setdefault(of.definition, {})
        self._step(number, of, counts, level)
        here = of.levels.get(level, NO_LEVEL)
        if here.form == "bullet":
            return "".join(BULLETS.get(sign, sign) for sign in here.pattern) or None
        shown = PLACEHOLDER.sub(
            lambda match: _part(of, counts, here, int(match[1]) - 1), here.pattern
        )
        return shown.strip() or None

    def skip(self, number: str, level: int) -> None:
        """Count the next paragraph in that list and level; nobody asks what it shows."""
        of = self._numbering.listing(number)
        self._step(number, of, self._counts.setdefault(of.definition, {}), level)

    def _step(self, number: str, of: Listing, counts: dict[int, int], level: int) -> None:
        """Count one paragraph; upper levels that were skipped count as begun."""
        for upper in range(level):
            counts.setdefault(upper, _start(of, upper))
        if self._starts_anew(number, of, level) or level not in counts:
            counts[level] = _start(of, level)
        else:
            counts[level] += 1
        for lower in [place for place in counts if place > level]:
            if _restarts(of.levels.get(lower, NO_LEVEL).restart, level):
                del counts[lower]

    def _starts_anew(self, number: str, of: Listing, level: int) -> bool:
        if level not in of.starts or (number, level) in self._started:
            return False
        self._started.add((number, level))
        return True


def _part(of: Listing, counts: Mapping[int, int], here: Level, place: int) -> str:
    level = of.levels.get(place, NO_LEVEL)
    plain = not here.legal or level.form in KEPT_IN_LEGAL
    form = level.form if plain else "decimal"
    return counted(counts.get(place, _start(of, place)), form)


def _start(of: Listing, level: int) -> int:
    return of.starts.get(level, of.levels.get(level, NO_LEVEL).start)


def _restarts(after: int | None, level: int) -> bool:
    """Whether a paragraph of `level` makes a lower level begin again."""
    return after is None or level < after


def _levels(element: etree._Element | None) -> dict[int, Level]:
    if element is None:
        return {}
    return {
        _whole(level.get(w("ilvl")), 0): _level(level) for level in element.iterchildren(w("lvl"))
    }


def _level(element: etree._Element) -> Level:
    legal, restart = element.find(w("isLgl")), element.find(w("lvlRestart"))
    picture = element.find(w("lvlPicBulletId"))
    return Level(
        start=_whole(_attribute(element, "start"), 0),
        form="bullet" if picture is not None else _form(element),
        pattern="•" if picture is not None else _attribute(element, "lvlText"),
        legal=legal is not None and legal.get(VAL) not in ("0", "false", "off"),
        restart=None if restart is None else _whole(restart.get(VAL), 0),
        style=_attribute(element, "pStyle"),
        properties=paragraph_properties(element.find(P_PR)),
    )


def _form(element: etree._Element) -> str:
    plain = _attribute(element, "numFmt")
    chosen = element.find(f"{ALTERNATE}/{CHOICE}/{w('numFmt')}")
    if plain or chosen is None:
        return plain or "decimal"
    example = chosen.get(w("format"), "").partition(",")[0]
    if example.isdecimal() and example.startswith("0"):
        return f"padded{len(example)}"
    return _attribute(element.find(f"{ALTERNATE}/{FALLBACK}"), "numFmt") or "decimal"


def _attribute(element: etree._Element | None, name: str) -> str:
    child = None if element is None else element.find(w(name))
    return "" if child is None else child.get(VAL, "")


def _whole(value: str | None, otherwise: int) -> int:
    try:
        return int(value) if value else otherwise
    except ValueError:
        return otherwise
