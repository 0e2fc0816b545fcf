"""What stands in a Word comment, and what is read out of one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.reviews.models import Severity
from portal.reviews.wording import Said, from_word, in_word

pytestmark = pytest.mark.pure

WORDS = st.text("预付比例过高，应当修改。ab\n", min_size=1).map(str.strip).filter(bool)


@settings(deadline=None)
@given(st.sampled_from(Severity), WORDS, WORDS | st.just(""))
def test_what_goes_out_comes_back(severity: Severity, text: str, basis: str) -> None:
    assert from_word(in_word(severity, text, basis)) == Said(severity, text, basis)


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("比例过高", Said(Severity.SHOULD, "比例过高")),
        ("【提示】注意期限", Said(Severity.HINT, "注意期限")),
        ("必须修改：或裁或审无效", Said(Severity.MUST, "或裁或审无效")),
        ("建议: 改为三十日", Said(Severity.SHOULD, "改为三十日")),
        ("建议改为三十日", Said(Severity.SHOULD, "建议改为三十日")),
        ("提示过高", Said(Severity.SHOULD, "提示过高")),
        ("过高\n法律依据：民法典第六条", Said(Severity.SHOULD, "过高", "民法典第六条")),
        ("（必须修改）过高\n依据:甲\n乙", Said(Severity.MUST, "过高", "甲\n乙")),
        ("", Said(Severity.SHOULD, "")),
    ],
)
def test_what_lawyers_write(comment: str, said: Said) -> None:
    assert from_word(comment) == said
