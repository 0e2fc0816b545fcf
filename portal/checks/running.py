"""Every rule over one paper: findings in the order of the text, and what was not checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from portal.checks import (
    citing,
    dates,
    editions,
    figures,
    limits,
    naming,
    packages,
    phrases,
    privacy,
    reckoning,
    spells,
    structure,
    titles,
)
from portal.checks.hits import Case, Hit, Kind
from portal.checks.laws import Laws, shipped_laws
from portal.checks.rules import Rule, rulebook
from portal.checks.values import Certainty, Facts, Finding, Paper

KINDS: dict[str, Kind] = {
    "phrase": phrases.phrase,
    "missing": phrases.missing,
    "together": phrases.together,
    "repealed": citing.repealed,
    "unknown law": citing.unknown,
    "beyond": citing.beyond,
    "coming": editions.coming,
    "short name": editions.short_name,
    "sum pair": figures.pair,
    "plain numerals": figures.plain_numerals,
    "impossible day": dates.impossible,
    "weekday": dates.wrong_weekday,
    "backwards": dates.backwards,
    "term": dates.other_term,
    "credit code": limits.credit_code,
    "share": limits.share,
    "pay days": limits.pay_days,
    "term years": limits.term_years,
    "parts of whole": reckoning.parts_of_whole,
    "ratio": reckoning.ratio,
    "tax": reckoning.tax,
    "unused name": naming.unused_name,
    "party names": naming.party_names,
    "title": titles.title,
    "retroactive": titles.retroactive,
    "short days": spells.short_days,
    "case days": spells.case_days,
    "soon": titles.soon,
    "unbacked": packages.unbacked,
    "head pair": packages.head_pair,
    "contradiction": packages.contradiction,
    "order": structure.order,
    "reference": structure.reference,
    "attachment": structure.attachment,
    "unpaired": structure.unpaired,
    "open changes": structure.open_changes,
    "identity": privacy.identity,
}
MOST = 50  # findings of one rule; more say nothing new


@dataclass(frozen=True)
class Report:
    """What was found, by the table of laws of which day, and what could not be looked at."""

    findings: tuple[Finding, ...]
    laws_as_of: str
    not_checked: tuple[str, ...]


def check(
    paper: Paper, facts: Facts, rules: Iterable[Rule] | None = None, laws: Laws | None = None
) -> Report:
    """Every rule of the paper's kind; findings without a place come last."""
    case = Case(paper, facts, laws or shipped_laws())
    found: list[tuple[tuple[int, int, int], Finding]] = []
    places = {id(line): at for at, line in enumerate(paper.lines)}
    for rule in rulebook() if rules is None else rules:
        if rule.on and facts.subject in rule.subjects:
            for count, hit in enumerate(KINDS[rule.kind](rule, case)):
                if count == MOST:
                    break
                at = places[id(hit.line)] if hit.line else len(paper.lines)
                found.append(((at, hit.start, -hit.end), finding(rule, hit)))
    found.sort(key=lambda one: (one[0], one[1].rule))
    return Report(
        tuple(one for _, one in found), case.laws.as_of.isoformat(), tuple(_not_checked(paper))
    )


def finding(rule: Rule, hit: Hit) -> Finding:
    """The hit in the rule's words."""
    said = {"words": "", "better": ""} | dict(hit.said)
    start, end = hit.line.place(hit.start, hit.end) if hit.line else (None, None)
    placed = hit.line is not None and hit.line.index is not None
    certain = hit.certainty or rule.certainty
    message = rule.message.format(**said)
    return Finding(
        rule=rule.id, severity=rule.severity, certainty=certain,
        quote=hit.line.quote(hit.start, hit.end) if hit.line else "",
        paragraph=hit.line.index if hit.line else None,
        start=start if placed else None, end=end if placed else None,
        basis=rule.basis,
        message=message if certain is Certainty.ESTABLISHED else f"疑似：{message}",
        suggestion=rule.suggestion.format(**said), story=hit.line.story if hit.line else "",
    )  # fmt: skip


def _not_checked(paper: Paper) -> Iterable[str]:
    if not any(line.text.strip() for line in paper.lines):
        yield "文件中没有可以读出的文字（可能是扫描件）"
