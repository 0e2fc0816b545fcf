"""Automatic numbers: forms of counting, patterns, restarts, overrides, styles."""

import pytest

from portal.word.counting import counted
from portal.word.reading import read
from tests.word.tiny import docx, p


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("decimal", {1: "1", 10: "10"}),
        ("decimalZero", {1: "01", 10: "10"}),
        ("upperRoman", {4: "IV", 9: "IX", 1994: "MCMXCIV"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 53: "aaa"}),
        (
            "chineseCounting",
            {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 101: "一○一"},
        ),
        (
            "chineseCountingThousand",
            {10: "十", 12: "十二", 100: "一百", 101: "一百零一", 110: "一百一十", 1001: "一千零一"},
        ),
        ("japaneseCounting", {1: "一", 10: "十", 11: "十一", 100: "百", 120: "百二十", 1000: "千"}),
        ("taiwaneseCountingThousand", {15: "十五", 115: "一百一十五", 12000: "一萬二千"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 21: "贰拾壹", 105: "壹佰零伍"}),
        ("ideographLegalTraditional", {3: "參", 10: "壹拾"}),
        ("ideographDigital", {10: "一〇", 12: "一二"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedParen", {1: "⑴"}),
        ("decimalFullWidth", {12: "１２"}),
        ("numberInDash", {3: "- 3 -"}),
        ("none", {3: ""}),
        ("ordinal", {1: "1st", 12: "12th", 22: "22nd"}),
        ("cardinalText", {21: "Twenty-one"}),
        ("ordinalText", {21: "Twenty-first", 20: "Twentieth", 3: "Third"}),
        ("upperLetter", {100_000: "100000"}),
        ("unheardOf", {7: "7"}),
    ],
)
def test_forms_of_counting(form, numbers):
    assert {number: counted(number, form) for number in numbers} == numbers


def level(place: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, definition: int, override: str = "") -> str:
    link = f'<w:abstractNumId w:val="{definition}"/>'
    return f'<w:num w:numId="{number}">{link}{override}</w:num>'


def item(number: int, place: int = 0, style: str = "") -> str:
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    own = f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{styled}{own if number >= 0 else ''}</w:pPr></w:p>"


def numbers(body: str, numbering: str, styles: str = "") -> list[str | None]:
    parts = {"word/numbering.xml": numbering, "word/styles.xml": styles}
    return [paragraph.number for paragraph in read(docx(body, parts)).paragraphs]


LAW = abstract(
    0,
    level(0, "第%1章", "chineseCountingThousand"),
    level(1, "第%2条", "chineseCountingThousand", '<w:lvlRestart w:val="0"/>'),
    level(2, "（%3）", "chineseCounting"),
    level(3, "%4．"),
    level(4, "%5", "decimalEnclosedCircleChinese"),
)


def test_a_law_counts_its_articles_through_the_chapters():
    places = (0, 1, 2, 2, 1, 2, 0, 1, 3, 4, 4)

    assert numbers("".join(item(1, n) for n in places), LAW + num(1, 0)) == [
        *("第一章", "第一条", "（一）", "（二）", "第二条", "（一）"),
        *("第二章", "第三条", "1．", "①", "②"),
    ]


OUTLINE = abstract(
    0,
    level(0, "%1"),
    level(1, "%1.%2"),
    level(2, "%1.%2.%3", "lowerLetter", "<w:isLgl/>"),
    level(3, "%1-%4", "upperLetter"),
)


@pytest.mark.parametrize(
    ("places", "shown"),
    [
        ((0, 1, 1, 2, 0, 1), ["1", "1.1", "1.2", "1.2.1", "2", "2.1"]),
        ((1, 1, 0), ["1.1", "1.2", "2"]),
        ((0, 0, 2, 1), ["1", "2", "2.1.1", "2.2"]),
        ((0, 3, 3, 1, 3), ["1", "1-A", "1-B", "1.2", "1-A"]),
    ],
)
def test_lower_levels_restart_and_show_the_upper_ones(places, shown):
    assert numbers("".join(item(1, n) for n in places), OUTLINE + num(1, 0)) == shown


def test_lists_of_one_definition_count_on_unless_one_starts_anew():
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    lists = OUTLINE + num(1, 0) + num(2, 0) + num(3, 0, anew)

    assert numbers(item(1) + item(2) + item(3) + item(3) + item(1), lists) == [
        *("1", "2", "5", "6", "7"),
    ]


def test_a_list_may_change_a_level_of_its_definition():
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "(%1)", "upperRoman")}</w:lvlOverride>'

    assert numbers(item(2) + item(2), OUTLINE + num(2, 0, other)) == ["(I)", "(II)"]


STYLES = """
<w:style w:type="paragraph" w:styleId="one"><w:name w:val="条"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="two"><w:name w:val="款"/><w:basedOn w:val="one"/>
  <w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="three"><w:name w:val="项"/><w:basedOn w:val="one"/></w:style>
"""


def test_numbers_come_from_styles_and_levels_from_their_links():
    linked = abstract(
        0,
        level(0, "第%1条", "chineseCounting", '<w:pStyle w:val="one"/>'),
        level(1, "（%2）", "chineseCounting", '<w:pStyle w:val="two"/>'),
    )
    body = item(-1, style="one") + item(-1, style="two") + item(-1, style="three")
    body += item(0, style="one")  # number 0 takes the numbering away

    assert numbers(body, linked + num(1, 0), STYLES) == ["第一条", "（一）", "第二条", None]


@pytest.mark.parametrize(
    ("levels", "shown"),
    [
        (level(0, "\uf0b7", "bullet"), "•"),
        (level(0, "o", "bullet"), "o"),
        (level(0, "", "none"), None),
        (level(0, "附件%1：", "decimal", start=3), "附件3："),
        (level(0, "%1", "none"), None),
        (
            '<w:lvl w:ilvl="0"><mc:AlternateContent><mc:Choice Requires="w14">'
            '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
            '</mc:AlternateContent><w:start w:val="1"/><w:lvlText w:val="%1"/></w:lvl>',
            "001",
        ),
    ],
)
def test_bullets_texts_and_custom_forms(levels, shown):
    assert numbers(item(1), abstract(0, levels) + num(1, 0)) == [shown]


def test_plain_paragraphs_and_unknown_lists_have_no_number():
    assert numbers(p("甲") + item(9) + item(1, 20), LAW + num(1, 0)) == [None, None, None]
