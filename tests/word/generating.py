"""Next drafts made by a machine, with the truth about every character.

A line is a list of (letter, origin): the origin of a letter of the old draft is (paragraph,
offset), that of a new one is None. So after any number of edits it is known where each letter
of the old draft went.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from portal.word.document import Document, Paragraph, Place

Origin = tuple[int, int] | None
Letters = list[tuple[str, Origin]]

PHRASES = (
    "应当", "书面通知", "十个工作日内", "依法", "并承担违约责任", "经双方协商一致", "有关规定",
    "主管部门", "不得", "及时", "支付百分之三十", "2026年12月31日前", "，逾期视为放弃", "等",
)  # fmt: skip
CLAUSES = (
    "本条所称材料，是指能够证明其身份和资质的文件。",
    "一方违约的，应当赔偿对方因此受到的损失。",
    "未尽事宜，由双方另行签订补充协议。",
    "有下列情形之一的，不予受理：",
)


@dataclass
class Draft:
    """A document that is being edited."""

    lines: list[Letters]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Draft:
        return cls(
            [[(letter, (i, at)) for at, letter in enumerate(t)] for i, t in enumerate(texts)]
        )

    @property
    def texts(self) -> list[str]:
        return ["".join(letter for letter, _ in line) for line in self.lines]

    @property
    def document(self) -> Document:
        return Document(tuple(Paragraph(i, text) for i, text in enumerate(self.texts)))

    def origins(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Where each surviving letter of the old draft stands now."""
        return {
            origin: (i, at)
            for i, line in enumerate(self.lines)
            for at, (_, origin) in enumerate(line)
            if origin is not None
        }


def written(text: str) -> Letters:
    return [(letter, None) for letter in text]


def edited(draft: Draft, share: float, rng: random.Random) -> Draft:
    """A next draft in which about `share` of the paragraphs were touched."""
    for _ in range(max(1, round(len(draft.lines) * share))):
        kind = rng.choices(EDITS, weights=[weight for _, weight in WEIGHTED])[0]
        kind(draft, rng)
    return draft


def replace_words(draft: Draft, rng: random.Random) -> None:
    line = draft.lines[rng.randrange(len(draft.lines))]
    if len(line) > 6:
        at = rng.randrange(len(line) - 4)
        line[at : at + rng.randint(1, 4)] = written(rng.choice(PHRASES))


def add_words(draft: Draft, rng: random.Random) -> None:
    line = draft.lines[rng.randrange(len(draft.lines))]
    if line:
        at = rng.randrange(len(line) + 1)
        line[at:at] = written(rng.choice(PHRASES))


def cut_words(draft: Draft, rng: random.Random) -> None:
    line = draft.lines[rng.randrange(len(draft.lines))]
    if len(line) > 6:
        at = rng.randrange(len(line) - 4)
        del line[at : at + rng.randint(1, 8)]


def add_clause(draft: Draft, rng: random.Random) -> None:
    """A new paragraph: of stock phrases, or a look-alike of one that is there."""
    texts = [text for text in draft.texts if len(text) > 8]
    text = rng.choice(CLAUSES) if rng.random() < 0.6 or not texts else rng.choice(texts)
    draft.lines.insert(rng.randrange(len(draft.lines) + 1), written(text))


def cut_clause(draft: Draft, rng: random.Random) -> None:
    if len(draft.lines) > 2:
        del draft.lines[rng.randrange(len(draft.lines))]


def move_clause(draft: Draft, rng: random.Random) -> None:
    line = draft.lines.pop(rng.randrange(len(draft.lines)))
    draft.lines.insert(rng.randrange(len(draft.lines) + 1), line)


def split_clause(draft: Draft, rng: random.Random) -> None:
    at = rng.randrange(len(draft.lines))
    line = draft.lines[at]
    if len(line) > 16:
        middle = rng.randint(6, len(line) - 6)
        draft.lines[at : at + 1] = [line[:middle], line[middle:]]


def merge_clauses(draft: Draft, rng: random.Random) -> None:
    if len(draft.lines) > 2:
        at = rng.randrange(len(draft.lines) - 1)
        draft.lines[at : at + 2] = [draft.lines[at] + draft.lines[at + 1]]


WEIGHTED = (
    (replace_words, 10), (add_words, 6), (cut_words, 6), (add_clause, 3),
    (cut_clause, 3), (move_clause, 1), (split_clause, 1), (merge_clauses, 1),
)  # fmt: skip
EDITS = [kind for kind, _ in WEIGHTED]


def places(document: Document, count: int, rng: random.Random) -> list[Place]:
    """Places as reviewers choose them: 2 to 30 letters in one paragraph, now and then across."""
    able = [p.index for p in document.paragraphs if len(p.text) >= 2]
    found: list[Place] = []
    for _ in range(count if able else 0):
        i = rng.choice(able)
        text = document.paragraphs[i].text
        start = rng.randrange(len(text) - 1)
        end = min(len(text), start + rng.randint(2, 30))
        across = rng.random() < 0.08 and i + 1 in able
        last = rng.randint(1, len(document.paragraphs[i + 1].text)) if across else end
        found.append(Place(i, start, i + 1 if across else i, last))
    return found
