"""Which matters wait for a person: the law of permits and turns, as a filter for lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tortoise.expressions import Q, Subquery

from portal.kinds import kinds
from portal.matters.access import IN_DEPARTMENT, IN_OFFICE
from portal.matters.models import Part
from portal.matters.turn import TURNS, Turn
from portal.people.models import Person, Post
from portal.permits import Permit, Relation, Standing, may, rule_for
from portal.workflow import State


def waits_for(standing: Standing) -> bool:
    """Whether somebody of this standing is the one to act next; the head of a unit only may."""
    turn = TURNS.get(standing.state)
    if turn is None or not may(turn.permit, standing):
        return False
    return bool(callers(turn, standing) & standing.relations)


def callers(turn: Turn, standing: Standing) -> frozenset[Relation]:
    """To whose list the matter goes: all who may act, but the head only in his own matters."""
    return rule_for(turn.permit, standing).to - {Relation.HEAD}


def mine(person: Person, posts: Sequence[Post]) -> Q:
    """The matters that wait for `person`, who holds `posts`: `waits_for` as a filter."""
    barred = _parts(person, frozenset({Relation.BARRED}))
    return Q(*_branches(person, posts), join_type=Q.OR) & ~Q(id__in=barred)


def _branches(person: Person, posts: Sequence[Post]) -> Iterator[Q]:
    """One condition for each set of callers, however many states call them."""
    calls: dict[Call, list[State]] = {}
    for state, turn in TURNS.items():
        signs = turn.permit is Permit.SIGN
        for third in (True, False) if signs else (True,):
            standing = Standing(frozenset(), state, third_signs=third)
            never = rule_for(turn.permit, standing).never
            call = Call(callers(turn, standing), never, third if signs else None)
            calls.setdefault(call, []).append(state)
    for call, states in calls.items():
        yield Q(state__in=states) & _answering(person, posts, call)


@dataclass(frozen=True)
class Call:
    """Who is called; `third`, where it depends on the type, whether a third person signs."""

    to: frozenset[Relation]
    never: frozenset[Relation]
    third: bool | None


def _answering(person: Person, posts: Sequence[Post], call: Call) -> Q:
    """Matters in which `person` is called: by role in the organs they concern, or by part."""
    held = Q(id__in=_parts(person, call.to))
    if offices := [post.organ_id for post in posts if IN_OFFICE.get(post.role) in call.to]:
        held |= Q(office_id__in=offices)
    if organs := [post.organ_id for post in posts if IN_DEPARTMENT.get(post.role) in call.to]:
        held |= Q(organ_id__in=organs)
    if call.never:
        held &= ~Q(id__in=_parts(person, call.never))
    if call.third is not None:
        held &= Q(kind__in=[one.key for one in kinds().values() if one.third_signs is call.third])
    return held


def _parts(person: Person, relations: frozenset[Relation]) -> Subquery:
    held = Part.filter(person_id=person.id, relation__in=sorted(relations), until=None)
    return Subquery(held.values("matter_id"))
