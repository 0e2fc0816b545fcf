"""The side process: what it gives back, and what becomes of work that runs wild."""

import asyncio
import os
import pickle
import subprocess
import sys
import time

import pytest

from portal.documents import workshop
from portal.documents.inspection import read_any
from portal.documents.sorts import Sort, sort_of
from portal.errors import Unacceptable
from portal.storage import storage
from tests.documents import odd_files as odd
from tests.scenes import CLAUSES, word

pytestmark = pytest.mark.anyio


async def test_a_value_comes_back_whole():
    assert await workshop.run(read_any, odd.DOCX) == read_any(odd.DOCX)


async def test_many_at_once():
    found = await asyncio.gather(*[workshop.run(sort_of, odd.DOCX) for _ in range(12)])

    assert found == [Sort.DOCX] * 12


async def test_a_piece_of_work_costs_no_interpreter():
    begun = time.perf_counter()
    await asyncio.to_thread(subprocess.run, [sys.executable, "-c", "import portal.documents.sorts"])
    start = time.perf_counter() - begun
    await workshop.run(sort_of, odd.DOCX)

    begun = time.perf_counter()
    for _ in range(10):
        await workshop.run(sort_of, odd.DOCX)

    assert (time.perf_counter() - begun) / 10 < start / 2


@pytest.mark.parametrize(
    ("work", "argument"),
    [
        (time.sleep, 30),  # waits
        (eval, "[0 for _ in iter(int, 1)]"),  # never ends
        (bytearray, 3 * 2**30),  # wants too much
        (eval, "__import__('os').abort()"),  # crashes
        (eval, "__import__('os')._exit(0)"),  # ends without an answer
    ],
)
async def test_work_that_runs_wild_is_ended(work, argument):
    with pytest.raises(Unacceptable, match="用时过长或占用内存过多"):
        await workshop.run(work, argument, seconds=1)


@pytest.mark.parametrize(
    "argument",
    ["1 / 0", "(lambda f: f(f))(lambda f: f(f))", "open('/tmp/x-portal', 'w').write('x' * 9999)"],
)
async def test_a_fault_of_the_library_is_no_fault_of_the_portal(argument):
    with pytest.raises(Unacceptable, match="文件无法处理"):
        await workshop.run(eval, argument)


@pytest.mark.parametrize(
    "argument", ["__import__('pathlib').Path('/')", "__import__('os').system", "print"]
)
async def test_only_our_own_values_are_taken_from_it(argument):
    with pytest.raises(Unacceptable):
        await workshop.run(eval, argument)


async def test_it_knows_no_secrets_and_no_sockets():
    os.environ["DATABASE_URL_SECRET"] = "postgres://secret"
    known = await workshop.run(eval, "dict(__import__('os').environ)")
    held = await workshop.run(
        eval,
        "[p for n in __import__('os').listdir('/proc/self/fd')"
        " for p in [__import__('os').readlink('/proc/self/fd/' + n) if"
        " __import__('os').path.lexists('/proc/self/fd/' + n) else ''] if p.startswith('socket')]",
    )

    assert "DATABASE_URL_SECRET" not in known
    assert len(held) == 1  # the line on which it answers


async def test_a_bench_that_died_is_set_up_again():
    await workshop.run(sort_of, odd.DOCX)
    workshop._bench.process.kill()
    workshop._bench.process.wait()

    assert await workshop.run(sort_of, odd.DOCX) == Sort.DOCX


def test_an_answer_that_calls_a_function_is_not_unpickled():
    class Evil:
        def __reduce__(self):
            return os.system, ("true",)

    with pytest.raises(Unacceptable):
        workshop._result(pickle.dumps(("done", Evil())), sort_of)


async def test_a_stored_document_is_read_once(files, monkeypatch):
    sha256 = await storage().keep(word(*CLAUSES, "只读一次"))
    first = await workshop.document_of(sha256)
    monkeypatch.setattr(workshop, "run", None)

    assert await workshop.document_of(sha256) is first
    assert first.paragraphs[-1].text == "只读一次"
