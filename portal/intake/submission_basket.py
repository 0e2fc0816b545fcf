"""The basket of a submission: files that were found good, and what was typed so far."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.documents.examining import Examined
from portal.documents.models import Format
from portal.documents.parties import RecognisedParty
from portal.documents.receiving import know
from portal.documents.recognition import Recognised
from portal.documents.sorts import Sort
from portal.errors import NotFound
from portal.intake.models import Basket
from portal.intake.submission import DRAFT
from portal.intake.submission_office import kinds_for
from portal.intake.submission_proposals import OTHER, TYPED, Kept, assigned, likely_kind, proposed
from portal.journal.writing import record
from portal.kinds import Kind
from portal.matters.party_names import key_of
from portal.people.models import Person, Post

MOST_FILES = 20
OPEN_FOR = timedelta(days=30)  # how long an unsent basket is shown
CHOSEN = "kind"  # among the answers: the type was chosen by hand


@transaction
async def begin(person: Person, kind: str) -> Basket:
    """An empty basket; `kind` may be "" and is then proposed from the files."""
    chosen = {CHOSEN: kind} if kind in await kinds_for(person, {}) else {}
    basket = await Basket.create(
        key=secrets.token_urlsafe(12), person=person, kind=kind if chosen else "",
        answers=chosen, begun=now(),
    )  # fmt: skip
    await record(Act.BASKET_FILLED, f"basket:{basket.key}", by=person)
    return basket


async def basket_of(person: Person, key: str) -> Basket:
    """The person's own basket of this address; raises NotFound."""
    basket = await Basket.get_or_none(key=key, person_id=person.id)
    if basket is None:
        raise NotFound("没有这份送审")
    return basket


async def open_baskets(person: Person) -> list[Basket]:
    """What the person began lately and has not sent."""
    fresh = Basket.filter(person_id=person.id, matter_id=None, begun__gt=now() - OPEN_FOR)
    return await fresh.order_by("-id").limit(5)


@transaction
async def add(basket: Basket, taken: Sequence[Examined], *, slot: str = "") -> Basket:
    """Put files in, into `slot` where that was said; what is empty gets what they tell.

    A file that is in already stays as it is.
    """
    if not taken:
        return basket
    fresh = await Basket.select_for_update().get(id=basket.id)
    there = {row["original"] for row in fresh.files}
    for examined in taken:
        if examined.original not in there:
            await know(examined)
            fresh.files = [*fresh.files, _row(examined, slot)]
            there.add(examined.original)
    files = files_of(fresh)
    if CHOSEN not in fresh.answers:
        fresh.kind = likely_kind(files)
    kind, ours = await kind_in(fresh), await _own_names(fresh)
    fresh.answers = proposed(fresh.answers, files, kind, ours)
    await fresh.save(update_fields=["files", "answers", "kind"])
    return fresh


@transaction
async def remove(basket: Basket, key: str) -> None:
    """Take a file out of the basket."""
    fresh = await Basket.select_for_update().get(id=basket.id)
    fresh.files = [row for row in fresh.files if row["key"] != key]
    await fresh.save(update_fields=["files"])


@transaction
async def save(basket: Basket, typed: Mapping[str, str]) -> Basket:
    """Keep what was typed, right or wrong; a type that does not exist is not taken."""
    fresh = await Basket.select_for_update().get(id=basket.id)
    before = fresh.kind
    said = {**fresh.answers, **typed, TYPED: "1"}
    known = await kinds_for(await fresh.person, said)
    if typed.get("kind") in known:
        fresh.kind = typed["kind"]
    if fresh.kind != before:
        said = _without_slots(said)
    fresh.answers = assigned(said, files_of(fresh), kind_among(known, fresh))
    await fresh.save(update_fields=["answers", "kind"])
    return fresh


@transaction
async def drop(basket: Basket) -> None:
    """Forget a basket that was not sent."""
    await Basket.filter(id=basket.id, matter_id=None).delete()


async def kind_in(basket: Basket) -> Kind:
    """The type of the submission; before the first file, what is none of the others."""
    return kind_among(await kinds_for(await basket.person, basket.answers), basket)


def kind_among(known: Mapping[str, Kind], basket: Basket) -> Kind:
    return known.get(basket.kind) or known[OTHER]


def files_of(basket: Basket) -> list[Kept]:
    """The files, in the order in which they came."""
    return [_kept(row) for row in basket.files]


def _without_slots(answers: Mapping[str, str]) -> dict[str, str]:
    """Another type has another checklist: only the draft stays what it was."""
    return {
        name: said
        for name, said in answers.items()
        if not name.startswith("slot-") or said == DRAFT
    }


async def _own_names(basket: Basket) -> frozenset[str]:
    posts = await Post.filter(person_id=basket.person_id).select_related("organ")
    return frozenset(key_of(post.organ.name) for post in posts)


def _row(examined: Examined, slot: str) -> dict[str, str]:
    found = examined.recognised
    return {
        "key": secrets.token_hex(4), "slot": slot,
        "name": examined.name, "sort": examined.sort.value,
        "sha256": examined.sha256, "original": examined.original,
        "size": str(examined.size), "original_size": str(examined.original_size),
        "format": examined.format.value if examined.format else "",
        "text_hash": examined.text_hash, "paragraphs": str(examined.paragraphs),
        "characters": str(examined.characters),
        "warnings": json.dumps(examined.warnings, ensure_ascii=False),
        "title": found.title, "kind": found.kind, "amount": str(found.amount or ""),
        "amount_words": str(found.amount_words or ""),
        "parties": json.dumps(
            [[p.side, p.name, p.uscc] for p in found.parties], ensure_ascii=False
        ),
    }  # fmt: skip


def _kept(row: dict[str, str]) -> Kept:
    examined = Examined(
        name=row["name"], sort=Sort(row["sort"]), sha256=row["sha256"], original=row["original"],
        size=int(row["size"]), original_size=int(row["original_size"]),
        format=Format(row["format"]) if row["format"] else None,
        text_hash=row["text_hash"], paragraphs=int(row["paragraphs"]),
        characters=int(row["characters"]), warnings=tuple(json.loads(row["warnings"])),
        recognised=Recognised(
            title=row["title"], kind=row["kind"],
            parties=tuple(RecognisedParty(*one) for one in json.loads(row["parties"])),
            amount=Decimal(row["amount"]) if row["amount"] else None,
            amount_words=Decimal(row["amount_words"]) if row["amount_words"] else None,
        ),
    )  # fmt: skip
    return Kept(row["key"], examined, row["slot"])
