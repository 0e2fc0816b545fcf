"""What nobody needs goes, and nothing that anything names."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from tortoise import Tortoise
from tortoise.fields import CharField

from portal.clock import now
from portal.documents.models import Draft, Material, StoredFile
from portal.errors import NotFound
from portal.intake.models import Basket
from portal.jobs.models import Job
from portal.upkeep.sweeping import BASKETS, FILES, NAMED, sweep, sweep_files
from portal.workflow import State
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio

HASHES_OF_NO_FILE = {
    "text_hash", "final_text_hash", "content_hash", "digest", "bylaw", "previous", "token", "csrf",
    "feed", "root", "seed",
}  # fmt: skip


def age(files, sha256: str, days: timedelta) -> None:
    long_ago = (now() - days).timestamp()
    os.utime(files.path(sha256), (long_ago, long_ago))


async def test_a_file_that_nothing_names_goes_after_its_time(database, files):
    old, young = await files.keep(b"old"), await files.keep(b"young")
    age(files, old, FILES + timedelta(hours=1))
    age(files, young, FILES - timedelta(hours=1))

    await sweep_files()

    assert await files.fetch(young) == b"young"
    with pytest.raises(NotFound):
        await files.fetch(old)


@pytest.mark.parametrize("names", ["row", "draft", "material"])
async def test_a_named_file_stays_however_old(names, cast, files):
    matter = await matter_at(State.SUBMITTED, cast)
    sha256 = await files.keep(b"material")
    if names == "row":
        await StoredFile.create(sha256=sha256, size=8, kept=now())
    elif names == "draft":
        sha256 = (await Draft.get(matter_id=matter.id)).sha256
        await StoredFile.all().delete()
    else:
        await Material.create(
            matter=matter, name="x", sha256=sha256, uploaded_by=cast.lin, uploaded_at=now()
        )
    age(files, sha256, FILES * 10)

    await sweep_files()

    assert await files.fetch(sha256)


async def test_what_is_kept_anew_is_young_again(database, files):
    sha256 = await files.keep(b"again")
    age(files, sha256, FILES * 2)
    await files.keep(b"again")
    await sweep_files()
    assert await files.fetch(sha256) == b"again"


async def test_every_column_that_may_name_a_file_is_asked(database):
    columns = [
        f"{model.__name__}.{name}"
        for model in Tortoise.apps["portal"].values()
        for name, field in model._meta.fields_map.items()
        if isinstance(field, CharField) and field.max_length == 64 and name not in HASHES_OF_NO_FILE
    ]
    assert len(columns) == len(NAMED), columns


async def test_a_submission_nobody_finished_goes_and_a_fresh_one_stays(cast, files):
    for key, days in (("old", BASKETS + timedelta(days=1)), ("new", timedelta(days=1))):
        await Basket.create(key=key, person=cast.lin, begun=now() - days)
    await sweep(Job())
    assert [one.key for one in await Basket.all()] == ["new"]
