"""What is shown before a changed edition is saved: each parameter, by table and row."""

import pytest

from portal.bylaws.differences import Difference, differences

CASES = [
    ('name = "甲"', 'name = "乙"', ("", "", "name"), "甲", "乙"),
    ("[clock.review]\ndays = 5", "[clock.review]\ndays = 7", ("clock", "review", "days"), "5", "7"),
    ("[validity]\nyears = 5", "[validity]\nyears = 3", ("validity", "", "years"), "5", "3"),
    ("[discussion]\nrounds = 2", "", ("discussion", "", "rounds"), "2", ""),
]


@pytest.mark.parametrize(("before", "after", "where", "old", "new"), CASES)
def test_a_changed_parameter_is_named_with_both_values(before, after, where, old, new):
    assert differences(before, after) == [Difference(where, old, new)]
