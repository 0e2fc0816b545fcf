"""The law of independent advice, as a table."""

from __future__ import annotations

import pytest

from portal.permits import Relation
from portal.reviews.seeing import Reader, Written, counts_at_once, sees

pytestmark = pytest.mark.pure

R = Relation
ME, OTHER = 1, 2


@pytest.mark.parametrize(
    ("relations", "own_draft", "others_draft", "others_submitted"),
    [
        ({R.REVIEWER}, True, False, True),
        ({R.APPROVER}, True, False, True),
        ({R.CHECKER}, True, False, True),
        ({R.SIGNER}, True, False, True),
        ({R.REGISTRAR}, True, False, True),
        ({R.DISPATCHER}, True, False, True),
        ({R.ADVISER}, True, False, False),
        ({R.LAWYER}, True, False, False),
        ({R.SUBMITTER}, True, False, False),
        ({R.DEPARTMENT}, True, False, False),
        ({R.HEAD}, True, False, False),
        ({R.AUDITOR}, True, False, False),
        ({R.INVITED}, True, False, False),
        ({R.DISPATCHER, R.DEPARTMENT}, True, False, False),
        ({R.REVIEWER, R.DEPARTMENT}, True, False, True),
        ({R.REVIEWER, R.BARRED}, False, False, False),
        (set(), False, False, False),
    ],
)
def test_who_sees_what(
    relations: set[Relation], own_draft: bool, others_draft: bool, others_submitted: bool
) -> None:
    reader = Reader(ME, frozenset(relations))

    assert sees(reader, Written(ME, submitted=False)) == own_draft
    assert sees(reader, Written(OTHER, submitted=False)) == others_draft
    assert sees(reader, Written(OTHER, submitted=True)) == others_submitted


@pytest.mark.parametrize(("relation"), list(Relation))
def test_only_the_reviewer_has_nobody_to_wait_for(relation: Relation) -> None:
    assert counts_at_once(frozenset({relation})) == (relation is R.REVIEWER)
