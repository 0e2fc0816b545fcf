"""What we write into real files spoils nothing, says whoever else can judge it."""

from __future__ import annotations

import pytest

from tests.word import fidelity

pytestmark = pytest.mark.usefixtures("files")
FOREVER_SHUT = 2  # files of the corpus that LibreOffice does not open as they are


def test_the_validator_finds_no_error_that_was_not_there(files: str):
    step = {"sample": 3, "whole": 1}[files]  # half a second each

    assert fidelity.new_errors(fidelity.every()[::step]) == {}


def test_libreoffice_opens_what_it_opened_before():
    spoilt, never = fidelity.not_opened(fidelity.every())

    assert spoilt == []
    assert len(never) <= FOREVER_SHUT
