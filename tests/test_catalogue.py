"""Chinese and English are complete: whatever can be read on a page is in the catalogue."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

HOUSE = Path(__file__).parent.parent
PORTAL = HOUSE / "portal"
TEMPLATES = PORTAL / "templates"
OWNED = [HOUSE / "review_templates" / name for name in ("types", "ladders", "notices")]
HAN = re.compile(r"[㐀-鿿豈-﫿]")

# rooms without words for pages: the engine speaks in codes, the demo writes Chinese documents
SILENT = ("word", "checks", "formats", "demo", "migrations")

# Chinese in these modules is matter of the documents they read or write, not words on a page
DOCUMENTS = {
    "portal/advisers/letters.py",
    "portal/advisers/rosters.py",  # the heads of the file
    "portal/bylaws/editing.py",  # the head of the file it writes
    "portal/deadlines/lines.py",  # days off and worked, as notices write them
    "portal/documents/amounts.py",
    "portal/documents/parties.py",
    "portal/documents/secrecy.py",
    "portal/documents/titles.py",
    "portal/opinions/command_letter.py",
    "portal/opinions/samples.py",  # what a sample letter says
    "portal/signing/command_dossiers.py",  # the name of the file
    "portal/signing/dossier_checks.py",  # the dossier is Chinese
    "portal/signing/dossier_papers.py",
    "portal/signing/dossier_records.py",
    "portal/signing/dossiers.py",
    "portal/signing/numbering.py",  # a number reads the same in every language
    "portal/upkeep/doctor.py",  # names of fonts
    "portal/intake/agenda_papers.py",
    "portal/intake/agenda_signs.py",
    "portal/intake/receipts.py",
    "portal/matters/party_names.py",
    "portal/reviews/outline.py",
    "portal/reviews/wordfile.py",
    "portal/reviews/wording.py",
}


@cache
def english() -> dict[str, str]:
    found = {}
    for path in sorted((PORTAL / "locale" / "en").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id and message.string:
                    found[str(message.id)] = str(message.string)
    return found


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Every string of `path` with Han signs that is neither a docstring nor a pattern."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    patterns = {
        id(one)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.")
        for one in ast.walk(node)
    }
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):  # noqa: SIM102
            if id(node) not in docstrings | patterns and HAN.search(node.value):
                yield node.lineno, node.value


@cache
def in_code() -> dict[str, str]:
    """Chinese texts of the code, with the place of one of their uses."""
    found = {}
    for path in sorted(PORTAL.rglob("*.py")):
        place = str(path.relative_to(HOUSE))
        if path.relative_to(PORTAL).parts[0] in SILENT or place in DOCUMENTS:
            continue
        for line, text in literals(path):
            found.setdefault(text, f"{place}:{line}")
    return found


CALLS = re.compile(r"""\b_\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
STRINGS = re.compile(r""""([^"]*)"|'([^']*)'""")


@cache
def in_templates() -> dict[str, str]:
    """Chinese texts inside the tags of templates, with the place of one of their uses."""
    found = {}
    for path in sorted(TEMPLATES.rglob("*.html")):
        source = path.read_text(encoding="utf-8")
        for tag in re.finditer(r"\{\{.*?\}\}|\{%.*?%\}", source, re.S):
            called = {said[1] or said[2] for said in CALLS.finditer(tag[0])}
            for said in STRINGS.finditer(tag[0]):
                text = said[1] or said[2] or ""
                if HAN.search(text) or text in called:
                    line = source[: tag.start()].count("\n") + 1
                    found.setdefault(text, f"{path.relative_to(HOUSE)}:{line}")
    return found


@cache
def in_types() -> dict[str, str]:
    """The words of the types of matter, ladders and notices, which the office owns."""
    found = {}
    for path in sorted(one for folder in OWNED for one in folder.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for text in texts(table):
            if HAN.search(text):
                found.setdefault(text, str(path.relative_to(HOUSE)))
    return found


MATCHED = "words"  # held against titles, never shown


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if not (key == MATCHED and isinstance(one, list)):
                yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


def places(text: str) -> set[str]:
    """The {places} of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("found", [in_code, in_templates, in_types])
def test_nothing_is_missing_in_english(found):
    missing = [f"{place} {text}" for text, place in found().items() if text not in english()]

    assert len(found()) > 50
    assert missing == []


def test_english_holds_no_chinese():
    """But for the official name of a document, which stands in brackets behind the English."""
    wrong = {
        text: said
        for text, said in english().items()
        if HAN.search(said.replace(f"({text})", "").replace("(法制审核意见书)", ""))
    }

    assert wrong == {}


def test_the_places_are_the_same():
    wrong = {
        text: said
        for text, said in english().items()
        if places_or_none(text) is not None and places_or_none(text) != places_or_none(said)
    }

    assert wrong == {}


def places_or_none(text: str) -> set[str] | None:
    """None where the text is not one to be filled."""
    try:
        return places(text)
    except ValueError:
        return None


def test_no_text_is_told_in_two_ways():
    said: dict[str, set[str]] = {}
    for path in sorted((PORTAL / "locale" / "en").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    said.setdefault(str(message.id), set()).add(str(message.string))

    assert {text: ways for text, ways in said.items() if len(ways) > 1} == {}


def test_no_text_is_left_over():
    used = {*in_templates(), *in_types(), *all_strings()}

    assert [text for text in english() if text not in used] == []


def all_strings() -> Iterator[str]:
    """Every string of the code, whatever it is for."""
    for path in PORTAL.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_templates_say_nothing_past_the_catalogue():
    wrong = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        plain = TAGS.sub(lambda tag: "\n" * tag[0].count("\n"), path.read_text(encoding="utf-8"))
        for number, line in enumerate(plain.splitlines(), 1):
            if HAN.search(line.replace(">中文<", "><")):
                wrong.append(f"{path.relative_to(HOUSE)}:{number} {line.strip()[:60]}")

    assert wrong == []


TAGS = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", re.S)


def test_scripts_say_nothing_past_the_catalogue():
    wrong = []
    for path in sorted((HOUSE / "static" / "js").rglob("*.js")):
        code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(), flags=re.S)
        if HAN.search(code):
            wrong.append(str(path.relative_to(HOUSE)))

    assert wrong == []
