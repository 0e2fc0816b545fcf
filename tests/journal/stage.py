"""A sealed journal with a witness who has seen it, and what a thief of the key can do to it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.acts import Act
from portal.journal.checkpoints import seal
from portal.journal.digests import digest
from portal.journal.models import Chain, Checkpoint, Cosignature, Entry, Leaf
from portal.journal.writing import record
from portal.proofs.witness import Witness, server

FIRST, SECOND = "2026-0001", "2026-0002"


async def write(cast, times: int = 5) -> None:
    """So many entries each of two matters, and one of the house."""
    for number in range(times):
        for subject in (FIRST, SECOND):
            await record(Act.DRAFT_RECEIVED, subject, by=cast.lin, version=number, name="合同.docx")
    await record(Act.SIGNED_IN, "people", by=None)


@contextmanager
def listening(witness: Witness) -> Iterator[str]:
    """The witness behind HTTP; yields its address."""
    door = server(witness, 0)
    thread = threading.Thread(target=door.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{door.server_address[1]}/"
    finally:
        door.shutdown()
        thread.join()
        door.server_close()


def custodian(folder: Path, office: str) -> Witness:
    witness = Witness(folder)
    witness.new("archive")
    witness.trust(office)
    return witness


async def rebuild() -> None:
    """Everything anew over what the entries now say: chains, places, and roots with our key."""
    for chain in await Chain.all():
        previous, length = "", 0
        for entry in await Entry.filter(subject=chain.subject).order_by("seq"):
            length += 1
            said = digest(
                previous, entry.subject, length, entry.act, entry.by_id, entry.at, entry.facts
            )
            await Entry.filter(id=entry.id).update(seq=length, previous=previous, digest=said)
            previous = said
        await Chain.filter(id=chain.id).update(length=length, digest=previous, sealed=0)
    await Cosignature.all().delete()
    await Checkpoint.all().delete()
    await Leaf.all().delete()
    await seal()


def run_alone(folder: Path, *said: str) -> subprocess.CompletedProcess[str]:
    """A program in `folder` as a court runs it: the interpreter, and no packages at all."""
    command = [sys.executable, "-I", "-S", *said]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)
