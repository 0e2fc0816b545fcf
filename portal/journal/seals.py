"""Whether the tree over the journal is the one that was signed, and that the witnesses saw."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterable
from itertools import zip_longest

from tortoise import Tortoise

from portal.gateways.record_key import is_ours
from portal.gateways.witnesses import witnesses
from portal.journal.breaks import Break
from portal.journal.checkpoints import checkpoint_body
from portal.journal.cosigning import moment_of
from portal.journal.models import Chain, Checkpoint, Cosignature, Leaf
from portal.proofs.legalverify import read_checkpoint, read_key, signed_by
from portal.proofs.trees import Frontier

PAGE = 20_000
POINT = "checkpoint"
LeafRow = tuple[int, str, int, str]

# sealed places whose entry is gone or says something else
STRANGE = """
    select leaf.subject, leaf.seq from journal_leaf leaf
    left join journal_entry entry
    on entry.subject = leaf.subject and entry.seq = leaf.seq and entry.digest = leaf.digest
    where entry.id is null order by leaf.position
"""


async def tree_breaks() -> list[Break]:
    """Everything that does not hold between entries, places, signed roots and cosignatures."""
    found = await _strange()
    points = {point.size: point for point in await Checkpoint.all().order_by("size")}
    frontier, counts, previous, newest = Frontier(), Counter[str](), "", 0
    shift = 0  # how many places were skipped
    async for position, subject, seq, digest in leaves():
        if position != frontier.size + shift:
            found.append(Break(subject, seq, f"places before {position} of the tree are missing"))
            shift = position - frontier.size
        counts[subject] += 1
        if seq != counts[subject]:
            found.append(Break(subject, seq, "stands at a wrong place of the tree"))
        frontier.add(bytes.fromhex(digest))
        if point := points.pop(frontier.size, None):
            found += _point_breaks(point, frontier, previous)
            previous = point.text
            newest = frontier.size
    found += [Break(POINT, size, "there are not so many entries") for size in points]
    if newest != frontier.size:
        found.append(Break(POINT, frontier.size, "the newest signed root is missing"))
    return found + await _ends(counts) + await _cosignature_breaks()


async def leaves() -> AsyncIterator[LeafRow]:
    """Place, subject, number and digest of every sealed entry, in the tree's order."""
    last = -1
    while page := await _page(last):
        for row in page:
            yield row
        last = page[-1][0]


async def compared(known: Iterable[str]) -> list[Break]:
    """The tree against a witness's leaves.txt (digest, number, subject a line); every difference.

    Entries that the witness has not seen yet are none.
    """
    ours = [(subject, seq, digest) async for _, subject, seq, digest in leaves()]
    found = []
    for mine, line in zip_longest(ours, known):
        if line is None:
            break
        digest, seq, subject = line.rstrip("\n").split(" ", 2)
        if mine != (subject, int(seq), digest):
            found.append(Break(subject, int(seq), "is not what the witness saw"))
    return found


async def _page(last: int) -> list[LeafRow]:
    rows = Leaf.filter(position__gt=last).order_by("position").limit(PAGE)
    return list(await rows.values_list("position", "subject", "seq", "digest"))


async def _strange() -> list[Break]:
    rows = await Tortoise.get_connection("default").execute_query_dict(STRANGE)
    return [Break(one["subject"], one["seq"], "is not what was sealed") for one in rows]


def _point_breaks(point: Checkpoint, frontier: Frontier, previous: str) -> list[Break]:
    peaks = [one.hex() for one in frontier.peaks]
    if point.root != frontier.root().hex() or point.peaks != peaks:
        return [Break(POINT, point.size, "the entries have another root")]
    origin = point.text.partition("\n")[0]
    body = checkpoint_body(origin, point.size, frontier.root(), point.at, previous)
    said, _, line = point.text.partition("\n\n")
    if f"{said}\n" != body or not is_ours(origin, body, line.rstrip("\n")):
        return [Break(POINT, point.size, "the signed text is another one")]
    return []


async def _ends(counts: Counter[str]) -> list[Break]:
    """Chains whose sealed part is not what stands in the tree."""
    sealed = dict(await Chain.all().values_list("subject", "sealed"))
    wrong = [one for one in sorted({*sealed, *counts}) if sealed.get(one, 0) != counts[one]]
    return [Break(one, counts[one] + 1, "sealed part and tree differ") for one in wrong]


async def _cosignature_breaks() -> list[Break]:
    known, found = {str(one.key) for one in witnesses()}, []
    async for one in Cosignature.all().select_related("checkpoint").order_by("id"):
        body = read_checkpoint(one.checkpoint.text).body
        if one.witness not in known:
            found.append(Break(POINT, one.checkpoint.size, "cosigned by an unknown witness"))
        elif not signed_by(read_key(one.witness), body, [one.line]):
            found.append(Break(POINT, one.checkpoint.size, "the witness signed another one"))
        elif one.at != moment_of(one.line):
            found.append(Break(POINT, one.checkpoint.size, "the cosignature has another time"))
    return found
