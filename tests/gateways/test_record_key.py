"""The key under the record: made once, kept with the name that stands under every checkpoint."""

from __future__ import annotations

import pytest

import settings
from portal.gateways.record_key import is_ours, public_key, sign

BODY = "office\n3\nroot\n"


@pytest.fixture(autouse=True)
def key(record_key, monkeypatch):
    monkeypatch.setattr(settings, "RECORD_NAME", "")
    monkeypatch.setattr(settings, "PUBLIC_URL", "http://127.0.0.1:8123")
    return record_key


def test_the_name_stays_when_the_portal_is_reached_elsewhere(monkeypatch):
    """A command without the server's settings, or a move to another port, is the same office."""
    first, line = public_key(), sign(BODY)
    monkeypatch.setattr(settings, "PUBLIC_URL", "https://law.example")

    assert public_key() == first
    assert first.name == "127.0.0.1:8123"
    assert is_ours(first.name, BODY, line.strip())


def test_a_name_that_is_set_goes_before_the_one_that_is_kept(monkeypatch):
    public_key()
    monkeypatch.setattr(settings, "RECORD_NAME", "law.example")

    assert public_key().name == "law.example"


def test_nobody_else_reads_the_file(key):
    public_key()

    assert key.stat().st_mode & 0o777 == 0o600
