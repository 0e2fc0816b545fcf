"""Chinese is the source; English comes from the catalogues in locale/en, one a room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("zh", "en")

_language: ContextVar[str] = ContextVar("language", default="zh")


def language() -> str:
    """The language of the page being made: "zh" or "en"."""
    return _language.get()


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Speak `chosen` inside; an unknown language means Chinese."""
    token = _language.set(chosen if chosen in LANGUAGES else "zh")
    try:
        yield
    finally:
        _language.reset(token)


def translate(text: str, **facts: object) -> str:
    """`text` in the language of the page, its {places} filled with `facts`."""
    found = catalogue().get(text, text) if language() == "en" else text
    if not facts:
        return found
    return found.format(**{name: _in_words(value) for name, value in facts.items()})


@cache
def catalogue() -> dict[str, str]:
    """All English texts by their Chinese message id, from every room's file."""
    found: dict[str, str] = {}
    for path in sorted((LOCALE / "en").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id and message.string and not message.fuzzy:
                    found[str(message.id)] = str(message.string)
    return found


def _in_words(value: object) -> object:
    if isinstance(value, tuple):
        return translate("、").join(str(_in_words(one)) for one in value)
    zh = getattr(value, "zh", None)
    if zh is not None:
        return translate(str(zh))
    return translate(value) if isinstance(value, str) else value
