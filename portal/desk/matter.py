"""All that a person is shown of one matter: people, papers, clocks, what was issued."""

from __future__ import annotations

from dataclasses import dataclass

from portal.clock import today
from portal.consultation.procedures import Line, checklist_of
from portal.deadlines.ledger import Account, accounts_of
from portal.desk.told import Side
from portal.intake.registration_package import Package, package_of
from portal.matters.access import IN_OFFICE
from portal.matters.models import Matter, Part, Party
from portal.matters.turn import turn_of
from portal.people.models import Person, Post
from portal.permits import OUTSIDE, Permit, Relation, Standing, may
from portal.signing.lives import Life, lives_of
from portal.signing.models import Clearance, IssuedOpinion

SHOWN = (
    Relation.SUBMITTER, Relation.REVIEWER, Relation.LAWYER, Relation.ADVISER, Relation.INVITED,
    Relation.CHECKER, Relation.SIGNER,
)  # fmt: skip
ROLES = {relation: role for role, relation in IN_OFFICE.items()}
MANY = 6


@dataclass(frozen=True)
class Involved:
    """Somebody's part in the matter."""

    relation: Relation
    name: str
    home: str


@dataclass(frozen=True)
class Sight:
    """What the matter's page shows to one reader."""

    parties: list[Party]
    package: Package
    people: list[Involved]
    accounts: list[Account]
    turn_of: list[str]  # who acts next, by name; empty where that is not told
    issued: list[IssuedOpinion]
    clearances: list[Clearance]
    lives: list[Life]  # of the issued opinion's items
    procedures: list[Line]


async def sight_of(matter: Matter, standing: Standing, side: Side) -> Sight:
    """What a reader of this standing is shown of `matter`."""
    issued = IssuedOpinion.filter(opinion__matter_id=matter.id).order_by("id")
    given = Clearance.filter(matter_id=matter.id).order_by("id").select_related("draft")
    told = await issued if may(Permit.READ_OPINION, standing) else []
    return Sight(
        parties=await Party.filter(matter_id=matter.id).order_by("id"),
        package=await package_of(matter, today()),
        people=await _people(matter, standing, side),
        accounts=await accounts_of(matter),
        turn_of=await _turn_of(matter, side),
        issued=told,
        clearances=await given if may(Permit.READ_OPINION, standing) else [],
        lives=await lives_of(matter, standing) if told else [],
        procedures=await checklist_of(matter),
    )


async def _people(matter: Matter, standing: Standing, side: Side) -> list[Involved]:
    parts = Part.filter(matter_id=matter.id, until=None, relation__in=SHOWN).order_by("id")
    found = await parts.select_related("person", "person__organ", "person__firm")
    told = [part for part in found if is_named(part.relation, side, standing)]
    return [Involved(part.relation, part.person.name, _home(part.person)) for part in told]


def is_named(relation: Relation, side: Side, standing: Standing) -> bool:
    """Whether a reader is told who has this part.

    Before the opinion is issued the department does not learn who reviews and who advises;
    advisers learn of the office's people, not of one another.
    """
    if relation is Relation.SUBMITTER or side in (Side.OFFICE, Side.AUDIT):
        return True
    inside = relation not in (*OUTSIDE, Relation.INVITED)
    if side is Side.DEPARTMENT:
        return inside and may(Permit.READ_OPINION, standing)
    return inside


def _home(person: Person) -> str:
    home = person.firm or person.organ
    return home.name if home else ""


async def _turn_of(matter: Matter, side: Side) -> list[str]:
    """Those whose turn it is, by name; the office is one to the department."""
    turn = turn_of(matter)
    if turn is None:
        return []
    if turn.who in ROLES and side is not Side.OFFICE:
        return [matter.office.name]
    if turn.who is Relation.REVIEWER and side is Side.DEPARTMENT:
        return [matter.office.name]
    return await _holders(matter, turn.who)


async def _holders(matter: Matter, relation: Relation) -> list[str]:
    parts = Part.filter(matter_id=matter.id, relation=relation, until=None).order_by("id")
    names = [part.person.name for part in await parts.select_related("person")]
    if relation in ROLES:
        posts = Post.filter(organ_id=matter.office_id, role=ROLES[relation], person__active=True)
        names += [post.person.name for post in await posts.order_by("id").select_related("person")]
    return list(dict.fromkeys(names))[:MANY]
