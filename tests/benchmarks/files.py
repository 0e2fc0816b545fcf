"""Files on their way in and out: a submission of 2 MB, and an opinion on a long draft."""

from __future__ import annotations

import io
import itertools
import random
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import anyio
import docx
import httpx

from portal.database.opening import close_database, migrate, open_database
from portal.demo import government
from portal.demo.street_lighting import STREET_LIGHTING
from portal.people.passwords import hashed
from tests.benchmarks import issue
from tests.benchmarks.empty import standing
from tests.benchmarks.tables import Row, by_turns, p50, p95
from tests.journeys.conftest import serving

TITLE = "Files in and out, in milliseconds and as a multiple of what cannot be avoided"
RUNS = 40
WIDE = 815  # points of a picture without pattern, three bytes each: 2 MB
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


def run() -> list[Row]:
    rows: list[Row] = [("what", "step", "p50 ms", "p95 ms", "× floor")]
    return rows + list(_submissions()) + list(issue.rows())


def _submissions() -> Iterator[Row]:
    file = _heavy()
    what = f"submit, {len(file) / 2**20:.1f} MB"
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/portal.sqlite3"
        anyio.run(_people, url)
        with serving(url, Path(folder)) as address, standing() as floor:
            client, plain = _signed_in(address), httpx.Client(base_url=floor)
            taken, post = _post(plain, file, {}), _post(client, file, _headers(client))
            empty, found = by_turns(taken, post, RUNS)
    yield (what, "empty Starlette page taking the same form", p50(empty), p95(empty), 1.0)
    yield (what, "POST /submissions", p50(found), p95(found), p50(found) / p50(empty))


def _post(client: httpx.Client, file: bytes, headers: dict[str, str]) -> Callable[[], object]:
    """Post the file; every time as another one, so that nothing is known of it already."""
    serial = itertools.count()

    def post() -> None:
        files = {"files": ("合同.docx", _another(file, next(serial)), KIND)}
        answer = client.post("/submissions", files=files, headers=headers, timeout=60)
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.status_code}: {answer.text[:200]}")

    return post


def _heavy() -> bytes:
    """A contract with a picture that nothing can compress."""
    made, target = docx.Document(io.BytesIO(STREET_LIGHTING.build())), io.BytesIO()
    made.add_picture(io.BytesIO(_noise(WIDE)))
    made.save(target)
    return target.getvalue()


def _noise(wide: int) -> bytes:
    """A square PNG of random points."""
    dice = random.Random(7)
    lines = b"".join(b"\0" + dice.randbytes(3 * wide) for _ in range(wide))
    head = struct.pack(">2L5B", wide, wide, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def _another(file: bytes, serial: int) -> bytes:
    """The same file with a number at its end."""
    target = io.BytesIO(file)
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = str(serial).encode()
    return target.getvalue()


def _signed_in(address: str) -> httpx.Client:
    client = httpx.Client(base_url=address, headers={"origin": address})
    client.post("/sign-in", data={"login": "linxiao", "password": government.PASSWORD})
    return client


def _headers(client: httpx.Client) -> dict[str, str]:
    """What the page's own script sends along."""
    found = TOKEN.search(client.get("/submissions/new").text)
    if found is None:
        raise RuntimeError("the page has no token")
    return {"x-csrf": found.group(1), "x-requested-with": "upload"}


async def _people(url: str) -> None:
    await migrate(url)
    await open_database(url)
    await government.found(await hashed(government.PASSWORD))
    await close_database()
