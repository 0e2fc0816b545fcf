from datetime import timedelta

import pytest

from portal.clock import now, stopped_at
from portal.jobs.models import Job
from portal.jobs.queue import LEASE, MOST_ATTEMPTS, claim, enqueue, finish, put_back

pytestmark = pytest.mark.anyio


async def test_the_same_work_is_asked_for_once(database):
    await enqueue("sweep", "2026-11-22")
    await enqueue("sweep", "2026-11-22")
    assert await Job.all().count() == 1


async def test_work_is_claimed_by_one_and_done_once(database):
    await enqueue("sweep", "a", folder="x")
    mine = await claim("one")
    assert mine is not None
    assert mine.facts == {"folder": "x"}
    assert await claim("two") is None
    await finish(mine)
    with stopped_at(now() + 2 * LEASE):
        assert await claim("two") is None


async def test_the_work_of_a_dead_worker_is_done_by_another(database):
    await enqueue("sweep", "a")
    dead = await claim("dead")
    with stopped_at(now() + LEASE + timedelta(seconds=1)):
        heir = await claim("heir")
        assert heir is not None
        await finish(dead)  # it lives after all, but the lease has passed on
        assert (await Job.get()).done is None
        await finish(heir)
        assert (await Job.get()).done is not None


async def test_what_fails_again_and_again_is_left_to_a_human(database):
    await enqueue("sweep", "a")
    moment = now()
    for _ in range(MOST_ATTEMPTS):
        moment += timedelta(days=2)
        with stopped_at(moment):
            job = await claim("one")
            assert job is not None
            await put_back(job, OSError("no room"))
    job = await Job.get()
    assert (job.attempts, job.fault, job.failed) == (MOST_ATTEMPTS, "no room", moment)
    with stopped_at(moment + timedelta(days=30)):
        assert await claim("one") is None
