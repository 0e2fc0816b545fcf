"""Every choice made in a matter once more, from the journal alone."""

from __future__ import annotations

from dataclasses import dataclass

from portal.acts import Act
from portal.journal.models import Entry
from portal.routing.draws import digest_of, placed, read
from portal.routing.seeds import committed

CHOICES = (Act.REVIEWER_ASSIGNED, Act.ADVISER_OFFERED)


@dataclass(frozen=True)
class Replay:
    """One choice: what comes first again, who was chosen, and what does not fit together."""

    seq: int
    chosen: str
    first: str = ""
    reason: str = ""  # why somebody who was barred was chosen all the same
    drawn: bool = False  # with a seed that had been committed before
    fault: str = ""
    old: bool = False  # written before choices were kept


async def replays(number: str) -> list[Replay]:
    """All choices in the matter of this number, in their order."""
    acts = [act.value for act in CHOICES]
    return [
        await _replay(entry)
        for entry in await Entry.filter(subject=number, act__in=acts).order_by("seq")
    ]


async def _replay(entry: Entry) -> Replay:
    facts = entry.facts
    seq, chosen, reason = entry.seq, facts.get("person", ""), facts.get("override", "")
    if "choice" not in facts:
        return Replay(seq, chosen, old=True)
    contest = read(facts["choice"])
    order = placed(contest)
    first = order[0] if order else None
    fault = ""
    if str(first.id if first else "") != facts.get("suggested"):
        fault = "another person comes first than was suggested"
    elif any(str(one.id) == facts["whom"] and one.forbidden for one in order):
        fault = "somebody was chosen who must never be"
    elif contest.seed and await committed(contest.day) != digest_of(contest.seed):
        fault = "the seed is not the one whose digest was written down"
    name = first.name if first else ""
    return Replay(seq, chosen, name, reason, bool(contest.seed), fault)
