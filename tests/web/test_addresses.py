from __future__ import annotations

import pytest

from portal.web.addresses import inside


@pytest.mark.parametrize(
    "said",
    ["/", "/matters/2026-0001", "/matters?state=open&page=2", "/a//b", "/matters#x", "/%E8%B7%AF"],
)
def test_our_own_addresses_are_followed(said):
    assert inside(said) == said


@pytest.mark.parametrize(
    "said",
    [
        "", "matters", "https://elsewhere.example", "//elsewhere.example", "///elsewhere.example",
        "/\\elsewhere.example", "\\\\elsewhere.example", "/\t/elsewhere.example", "/\n/x.example",
        "/\x7f/x", " /matters", "javascript:alert(1)", "/\r\nset-cookie: sid=1",
    ],
)  # fmt: skip
def test_all_others_are_not(said):
    assert inside(said) == "/"
