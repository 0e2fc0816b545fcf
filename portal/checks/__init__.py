"""The pre-check: a document and facts in, findings out. See its README.

The library knows no web, no database and no clock; its rules are data in review_templates/rules.
"""

from portal.checks.laws import Laws, shipped_laws
from portal.checks.rules import Rule, RuleFault, rulebook
from portal.checks.running import Report, check
from portal.checks.values import Certainty, Facts, Finding, Paper, Severity, Subject, paper_of

__all__ = (
    "Certainty",
    "Facts",
    "Finding",
    "Laws",
    "Paper",
    "Report",
    "Rule",
    "RuleFault",
    "Severity",
    "Subject",
    "check",
    "paper_of",
    "rulebook",
    "shipped_laws",
)
