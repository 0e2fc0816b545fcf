"""Words to comment on in a file that nobody here knows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.word import Document, Mark, Paragraph, read

LEAST, MOST = 12, 24  # characters of a quote
CALM = re.compile(rf"[\w，。、；：,.;:()（） -]{{{LEAST},{MOST}}}")


@dataclass(frozen=True)
class Quote:
    """Words that the text has once, and others to put in their place."""

    words: str
    instead: str


def quotes(data: bytes, count: int) -> list[Quote]:
    """`count` quotes from paragraphs spread over the text; raises ValueError where it has fewer.

    None of them touches a field, a link, a picture or a change of others.
    """
    document = read(data)
    shown = _everything(document)
    found = [one for p in document.paragraphs for one in _calm(p) if shown.count(one) == 1]
    if len(found) < count:
        raise ValueError(f"only {len(found)} of {count} quotes in the text")
    chosen = [found[place * len(found) // count] for place in range(count)]
    return [Quote(words, _reworded(words)) for words in chosen]


def _everything(document: Document) -> str:
    """All that a page may show: other stories, struck out words and numbers too."""
    beside = [p for story in document.stories for p in story.paragraphs]
    spans = [s for p in (*document.paragraphs, *beside) for s in p.spans]
    return "".join(span.text or span.shown for span in spans)


def _calm(paragraph: Paragraph) -> list[str]:
    """Quotable words of a paragraph that nothing disturbs."""
    for span in paragraph.spans:
        if span.mark is not Mark.PLAIN or span.in_field or span.link or span.atom:
            return []
        if span.look.hidden:
            return []
    found = [one.group().strip() for one in CALM.finditer(paragraph.text)]
    return [words for words in found if len(words) >= LEAST and "  " not in words]


def _reworded(words: str) -> str:
    """The same words, three in the middle replaced and some added."""
    middle = len(words) // 2
    return f"{words[: middle - 1]}【改写】{words[middle + 2 :]}"
