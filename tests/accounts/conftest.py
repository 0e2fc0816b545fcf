from __future__ import annotations

import pytest

from portal.people.models import Person
from portal.people.passwords import HASHER
from tests.cast import Cast

PASSWORD = "Right-Pass-2026"
STORED = HASHER.hash(PASSWORD)


@pytest.fixture
async def lin(cast: Cast) -> Person:
    """Lin, who signs in with PASSWORD."""
    await Person.filter(id=cast.lin.id).update(password=STORED)
    return cast.lin
