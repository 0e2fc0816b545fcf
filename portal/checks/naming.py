"""Names that a text gives itself: whether they are used, and always the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.checks.hits import Case, Hit
from portal.checks.rules import Rule

GIVEN = re.compile(
    r"[（(][^（）()]{0,16}?(?:以下|下文)?(?:统称|简称)(?:为|：|:)?"
    r"[“\"]?([^“”\"《》（）()，。；]{2,16})[”\"]?[）)]"
)
ROLES = "甲方|乙方|丙方|发包人|承包人|采购人|供应商|出租人|承租人|委托人|受托人"
PARTY = re.compile(
    rf"^({ROLES})(?:（[^（）]{{0,14}}）|\([^()]{{0,14}}\))?[:：]\s?"
    r"([\u4e00-\u9fff（）]{4,40}(?:公司|局|委员会|政府|中心|学校|大学|医院|研究院|事务所|厂|社|站|所))"
    r"(?:（[^）]{0,8}）)?$"
)
USUAL = frozenset(ROLES.split("|")) | {"双方", "各方", "本合同", "本协议", "本办法", "合同", "协议"}


def unused_name(rule: Rule, case: Case) -> Iterator[Hit]:
    """Short names that are given and never come again."""
    texts = [line.read.text for line in case.paper.lines]
    for at, line in enumerate(case.paper.lines):
        for match in GIVEN.finditer(texts[at]):
            name = match[1].strip()
            if name in USUAL or "、" in name or "或" in name:
                continue
            rest = [texts[at][match.end() :], *texts[at + 1 :]]
            if not any(name in text for text in rest):
                yield Hit(line, match.start(1), match.end(1), {"words": name})


def party_names(rule: Rule, case: Case) -> Iterator[Hit]:
    """Parties that bear another name at the end than at the head."""
    first: dict[str, str] = {}
    for line in case.paper.body:
        match = PARTY.match(line.read.text)
        if match is None:
            continue
        before = first.setdefault(match[1], match[2])
        if before != match[2]:
            said = {"role": match[1], "first": before, "words": match[2]}
            yield Hit(line, match.start(2), match.end(2), said)
