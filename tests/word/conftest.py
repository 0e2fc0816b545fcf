"""Proofs over real files run over the sample by default, over the whole corpus when asked for."""

from __future__ import annotations

import pytest

from tests.word import corpus


@pytest.fixture(params=["sample", pytest.param("whole", marks=pytest.mark.long)])
def files(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Which files `corpus` means in this test."""
    if request.param == "sample":
        monkeypatch.setenv("CORPUS", corpus.SAMPLE)
    return str(request.param)
