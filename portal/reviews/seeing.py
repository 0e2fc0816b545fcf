"""Who sees which remark on a draft: the whole law of independent advice on one page.

Advisers and government lawyers write without knowing of each other. What they write is theirs
alone until they submit; then the office reads it, their colleagues never do. The department
reads the opinion once it is issued, and no remark before or after.
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.permits import DEPARTMENT_SIDE, Relation

REVIEWING = frozenset(
    {Relation.REVIEWER, Relation.APPROVER, Relation.CHECKER, Relation.SIGNER}
)  # they answer for the opinion, whatever else they are
ATTENDING = frozenset({Relation.REGISTRAR, Relation.DISPATCHER})


@dataclass(frozen=True)
class Reader:
    """Who reads: the person's id, and all that he is to the matter."""

    person: int
    relations: frozenset[Relation]


@dataclass(frozen=True)
class Written:
    """What the law asks of a remark or an advice: whose it is, and whether it was handed in."""

    author: int
    submitted: bool


def sees(reader: Reader, written: Written) -> bool:
    """Whether `reader` may know of `written`; its thread is seen by whoever sees it."""
    if not reader.relations or Relation.BARRED in reader.relations:
        return False
    if written.author == reader.person:
        return True
    return written.submitted and reads_all_submitted(reader.relations)


def reads_all_submitted(relations: frozenset[Relation]) -> bool:
    """Whether these relations read what others submitted; the department's side never does."""
    if relations & REVIEWING:
        return True
    return bool(relations & ATTENDING) and not relations & frozenset(DEPARTMENT_SIDE)


def counts_at_once(relations: frozenset[Relation]) -> bool:
    """Whether a remark counts as submitted when it is made: the reviewer has nobody to wait for."""
    return Relation.REVIEWER in relations
