"""How text looks: the properties of runs and paragraphs through the chain of styles.

Properties are kept as the file writes them, in plain mappings that are laid over each other;
they become a `Look` or a `Layout` at the end, once for each combination that occurs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from portal.word.document import Layout, Look, Typeface
from portal.word.names import P_PR, R_PR, VAL, A, w

Properties = Mapping[str, str]
ON = ("1", "true", "on", "")
TYPEFACES = (
    (Typeface.FANGSONG, ("仿宋", "fangsong", "仿_gb")),
    (Typeface.KAI, ("楷", "kaiti", "kai_gb", "stkaiti", "biaukai")),
    (Typeface.TITLE, ("小标宋", "大标宋", "xiaobiaosong", "dabiaosong")),
    (Typeface.HEI, ("黑", "等线", "hei", "dengxian", "gothic", "苹方", "圆")),
    (Typeface.SONG, ("宋", "simsun", "song", "明體", "明朝", "mincho", "mingliu")),
)
LATIN = ("times", "arial", "calibri", "cambria", "courier", "verdana", "helvetica", "tahoma")
ALIGNMENTS = {
    "left": "left",
    "start": "left",
    "right": "right",
    "end": "right",
    "center": "center",
    "both": "justify",
    "distribute": "justify",
}
INDENTS = {
    w("left"): "left",
    w("start"): "left",
    w("firstLine"): "first",
    w("hanging"): "hanging",
    w("firstLineChars"): "first_chars",
    w("hangingChars"): "hanging_chars",
}
EAST_ASIA, EAST_ASIA_THEME = w("eastAsia"), w("eastAsiaTheme")


def _value(element: etree._Element, name: str, found: dict[str, str]) -> None:
    found[name] = element.get(VAL, "")


def _fonts(element: etree._Element, name: str, found: dict[str, str]) -> None:
    theme, font = element.get(EAST_ASIA_THEME), element.get(EAST_ASIA)
    if theme or font:
        found[name] = f"@{theme}" if theme else str(font)


def _indents(element: etree._Element, name: str, found: dict[str, str]) -> None:
    for attribute, value in element.items():
        if str(attribute) in INDENTS:
            found[INDENTS[str(attribute)]] = str(value)


def _numbering(element: etree._Element, name: str, found: dict[str, str]) -> None:
    for child in element:
        if child.tag == NUMBER_ID:
            found["number"] = child.get(VAL, "")
        elif child.tag == NUMBER_LEVEL:
            found["level"] = child.get(VAL, "")


NUMBER_ID, NUMBER_LEVEL = w("numId"), w("ilvl")
Reader = Callable[[etree._Element, str, dict[str, str]], None]
RUN_READERS: dict[str, tuple[Reader, str]] = {
    w("rStyle"): (_value, "style"),
    w("rFonts"): (_fonts, "font"),
    w("b"): (_value, "bold"),
    w("i"): (_value, "italic"),
    w("u"): (_value, "underline"),
    w("strike"): (_value, "strike"),
    w("dstrike"): (_value, "strike"),
    w("vertAlign"): (_value, "vertical"),
    w("sz"): (_value, "size"),
    w("color"): (_value, "color"),
    w("vanish"): (_value, "hidden"),
    w("rPrChange"): (_value, "changed"),
}
PARAGRAPH_READERS: dict[str, tuple[Reader, str]] = {
    w("pStyle"): (_value, "style"),
    w("jc"): (_value, "align"),
    w("outlineLvl"): (_value, "outline"),
    w("pageBreakBefore"): (_value, "page_break"),
    w("ind"): (_indents, ""),
    w("numPr"): (_numbering, ""),
    w("pPrChange"): (_value, "changed"),
}


def run_properties(element: etree._Element | None) -> dict[str, str]:
    """What an rPr says, as far as it is read."""
    return _properties(element, RUN_READERS)


def paragraph_properties(element: etree._Element | None) -> dict[str, str]:
    """What a pPr says, as far as it is read."""
    return _properties(element, PARAGRAPH_READERS)


class Styles:
    """The styles of a file; every question is answered from a cache."""

    def __init__(
        self, root: etree._Element | None = None, theme: etree._Element | None = None
    ) -> None:
        self._styles = {} if root is None else _by_id(root)
        self._default = next((i for i, s in self._styles.items() if _is_default(s)), "")
        self._fonts = {} if theme is None else _theme_fonts(theme)
        self._base_run: dict[str, str] = {}
        self._base_paragraph: dict[str, str] = {}
        if root is not None:
            self._base_run = run_properties(
                root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{R_PR}")
            )
            self._base_paragraph = paragraph_properties(
                root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{P_PR}")
            )
        self._names: dict[str, str] = {}
        self._runs: dict[str, dict[str, str]] = {}
        self._paragraphs: dict[str, dict[str, str]] = {}
        self._looks: dict[tuple[str, tuple[tuple[str, str], ...]], Look] = {}
        self._alike: dict[Look, Look] = {}

    def name(self, style: str) -> str:
        """What a person sees as the style's name; of the default style where none is given."""
        if style not in self._names:
            element = self._styles.get(style or self._default)
            named = None if element is None else element.find(w("name"))
            self._names[style] = style if named is None else named.get(VAL, style)
        return self._names[style]

    def look(self, style: str, direct: Properties) -> Look:
        """The look of a run with these own properties in a paragraph of that style.

        What looks the same is the same object, in whatever order the file says it.
        """
        key = (style, tuple(direct.items()))
        look = self._looks.get(key)
        if look is None:
            own = self._chain(direct.get("style", ""), R_PR, RUN_READERS)
            merged = {**self._of_paragraph_style(style), **own, **direct}
            look = _look(merged, self._fonts)
            look = self._looks[key] = self._alike.setdefault(look, look)
        return look

    def paragraph(self, style: str) -> dict[str, str]:
        """The properties that paragraphs of a style have from it and those it is based on."""
        if style not in self._paragraphs:
            own = self._chain(style or self._default, P_PR, PARAGRAPH_READERS)
            self._paragraphs[style] = {**self._base_paragraph, **own}
        return self._paragraphs[style]

    def ancestry(self, style: str) -> list[str]:
        """A style's id and those it is based on, nearest first."""
        found: list[str] = []
        style = style or self._default
        while style in self._styles and style not in found:
            found.append(style)
            based = self._styles[style].find(w("basedOn"))
            style = "" if based is None else based.get(VAL, "")
        return found

    def own(self, style: str) -> dict[str, str]:
        """What one style says of paragraphs itself, without those it is based on."""
        element = self._styles.get(style)
        return {} if element is None else paragraph_properties(element.find(P_PR))

    def _of_paragraph_style(self, style: str) -> dict[str, str]:
        if style not in self._runs:
            own = self._chain(style or self._default, R_PR, RUN_READERS)
            self._runs[style] = {**self._base_run, **own}
        return self._runs[style]

    def _chain(
        self, style: str, part: str, readers: Mapping[str, tuple[Reader, str]]
    ) -> dict[str, str]:
        merged: dict[str, str] = {}
        for ancestor in reversed(self.ancestry(style) if style else []):
            merged |= _properties(self._styles[ancestor].find(part), readers)
        return merged


def layout(properties: Properties) -> Layout:
    """Where a paragraph with these properties stands."""
    hanging, chars = properties.get("hanging"), properties.get("hanging_chars")
    outline = _number(properties.get("outline"), 9)
    return Layout(
        align=ALIGNMENTS.get(properties.get("align", ""), ""),
        left=_number(properties.get("left")) / 20,
        first_line=-_number(hanging) / 20 if hanging else _number(properties.get("first")) / 20,
        first_line_chars=-_number(chars) / 100
        if _number(chars)
        else _number(properties.get("first_chars")) / 100,
        heading=int(outline) + 1 if 0 <= outline < 9 else 0,
        page_break_before=_is_on(properties.get("page_break")),
    )


def typeface(font: str) -> Typeface | None:
    """The class of Chinese type a font belongs to, by its name; None when it tells nothing."""
    name = font.casefold()
    for face, words in TYPEFACES:
        if any(word in name for word in words):
            return face
    return Typeface.LATIN if name.startswith(LATIN) else None


def _properties(
    element: etree._Element | None, readers: Mapping[str, tuple[Reader, str]]
) -> dict[str, str]:
    found: dict[str, str] = {}
    if element is not None:
        for child in element:
            reader = readers.get(child.tag)
            if reader is None:
                continue
            read, name = reader
            if read is _value:
                found[name] = child.get(VAL, "")
            else:
                read(child, name, found)
    return found


def _look(properties: Properties, fonts: Mapping[str, str]) -> Look:
    font = properties.get("font", "")
    vertical = properties.get("vertical", "")
    color = properties.get("color", "")
    return Look(
        bold=_is_on(properties.get("bold")),
        italic=_is_on(properties.get("italic")),
        underline=properties.get("underline", "none") not in ("none", ""),
        strike=_is_on(properties.get("strike")),
        vertical=vertical if vertical in ("superscript", "subscript") else "",
        typeface=typeface(fonts.get(font, font)),
        size=_number(properties.get("size")) / 2 or None,
        color=color.upper() if len(color) == 6 and color.isalnum() else None,
        hidden=_is_on(properties.get("hidden")),
    )


def _by_id(root: etree._Element) -> dict[str, etree._Element]:
    return {style.get(w("styleId"), ""): style for style in root.iterchildren(w("style"))}


def _is_default(style: etree._Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on")


def _theme_fonts(theme: etree._Element) -> dict[str, str]:
    found = {}
    for kind in ("minor", "major"):
        fonts = theme.find(f".//{{{A}}}{kind}Font")
        if fonts is not None:
            found[f"@{kind}EastAsia"] = _east_asian(fonts)
    return found


def _east_asian(fonts: etree._Element) -> str:
    named = fonts.find(f"{{{A}}}ea")
    if named is not None and named.get("typeface"):
        return str(named.get("typeface"))
    for font in fonts.iterchildren(f"{{{A}}}font"):
        if font.get("script") == "Hans":
            return font.get("typeface", "")
    return ""


def _is_on(value: str | None) -> bool:
    return value is not None and value in ON


def _number(value: str | None, otherwise: float = 0.0) -> float:
    """A measure in its own unit; measures with a unit are given in twentieths of a point."""
    if not value:
        return otherwise
    try:
        return float(value)
    except ValueError:
        return _with_unit(value, otherwise)


def _with_unit(value: str, otherwise: float) -> float:
    twentieths = {"pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "pc": 240.0, "pi": 240.0}
    try:
        return float(value[:-2]) * twentieths[value[-2:]]
    except (ValueError, KeyError):
        return otherwise
