"""Which matters wait for a person: the law of permits and turns, as a filter for lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tortoise.expressions import Q, Subquery

from portal.matters.access import IN_DEPARTMENT, IN_OFFICE
from portal.matters.models import Part
from portal.matters.turn import TURNS, Turn, turn_at
from portal.people.models import Person, Post
from portal.permits import OUTSIDE, Relation, Standing, may, rule_for
from portal.workflow import State

ON_OPINION = (State.CHECKING, State.SIGNING, State.DISCUSSING, State.OBJECTED)
APART = (Relation.REVIEWER, Relation.CHECKER, Relation.SIGNER, *OUTSIDE)


def waits_for(standing: Standing) -> bool:
    """Whether somebody of this standing is the one to act next; the head of a unit only may."""
    turn = turn_at(standing.state, standing.step.task if standing.step else None)
    if turn is None or not may(turn.permit, standing):
        return False
    return bool(callers(turn, standing) & standing.relations)


def callers(turn: Turn, standing: Standing) -> frozenset[Relation]:
    """To whose list the matter goes: all who may act, but the head only in his own matters."""
    return rule_for(turn.permit, standing).to - {Relation.HEAD}


def mine(person: Person, posts: Sequence[Post]) -> Q:
    """The matters that wait for `person`, who holds `posts`: `waits_for` as a filter."""
    barred = _parts(person, frozenset({Relation.BARRED}))
    called = Q(*_branches(person, posts), join_type=Q.OR)
    return Q(ended=False) & called & ~Q(id__in=barred)


def _branches(person: Person, posts: Sequence[Post]) -> Iterator[Q]:
    """One condition for each set of callers, however many states call them."""
    calls: dict[Call, list[State]] = {}
    for state, turn in TURNS.items():
        if state not in ON_OPINION:
            law = rule_for(turn.permit, Standing(frozenset(), state))
            call = Call(callers(turn, Standing(frozenset(), state)), law.never)
            calls.setdefault(call, []).append(state)
    for call, states in calls.items():
        yield Q(state__in=states) & _answering(person, posts, call)
    yield from _on_opinions(person, posts)


@dataclass(frozen=True)
class Call:
    """Who is called, and who of them is not."""

    to: frozenset[Relation]
    never: frozenset[Relation]


def _answering(person: Person, posts: Sequence[Post], call: Call) -> Q:
    """Matters in which `person` is called: by role in the organs they concern, or by part."""
    held = Q(id__in=_parts(person, call.to))
    if offices := [post.organ_id for post in posts if IN_OFFICE.get(post.role) in call.to]:
        held |= Q(office_id__in=offices)
    if organs := [post.organ_id for post in posts if IN_DEPARTMENT.get(post.role) in call.to]:
        held |= Q(organ_id__in=organs)
    if call.never:
        held &= ~Q(id__in=_parts(person, call.never))
    return held


def _on_opinions(person: Person, posts: Sequence[Post]) -> Iterator[Q]:
    """Opinions to check or sign: each matter's own columns say who may, and who of them not."""
    free = Q(state__in=ON_OPINION)
    for relation in APART:
        free &= ~Q(apart__contains=relation.value, id__in=_parts(person, frozenset({relation})))
    for relation in sorted({IN_OFFICE[post.role] for post in posts if post.role in IN_OFFICE}):
        offices = [post.organ_id for post in posts if IN_OFFICE.get(post.role) is relation]
        yield free & Q(called__contains=relation.value, office_id__in=offices)


def _parts(person: Person, relations: frozenset[Relation]) -> Subquery:
    held = Part.filter(person_id=person.id, relation__in=sorted(relations), until=None, ended=False)
    return Subquery(held.values("matter_id"))
