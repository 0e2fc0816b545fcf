"""The screens of a submission, and the basket that each of them is about."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.checks import Report
from portal.clock import today
from portal.deadlines.calendar import official
from portal.documents.cautions import cautions
from portal.documents.examining import ACCEPTED
from portal.documents.prechecks import precheck
from portal.documents.sorts import ACCEPTED as ENDINGS
from portal.errors import Invalid, Unacceptable
from portal.intake import submission_basket as baskets
from portal.intake.models import Basket
from portal.intake.submission import Expected, Submission, expected
from portal.intake.submission_basket import MOST_FILES
from portal.intake.submission_office import SENDERS, kinds_for, organs
from portal.intake.submission_reading import (
    checklist,
    read,
    rows_of,
    slot_of,
    variant_of,
    words_that_differ,
)
from portal.intake.submitting import office_of
from portal.kinds import Kind
from portal.people.models import Person
from portal.people.sessions import holding
from portal.web.limits import most_bytes
from portal.web.rendering import render

LIMITS = {
    "accepted": ACCEPTED,
    "endings": ",".join(ENDINGS),
    "most_bytes": most_bytes(),
    "most_files": MOST_FILES,
}


async def sender(request: Request) -> Person:
    return await holding(request, *SENDERS)


async def own_basket(request: Request) -> tuple[Person, Basket]:
    person = await sender(request)
    return person, await baskets.basket_of(person, request.path_params["key"])


def address(basket: Basket) -> str:
    return f"/submissions/{basket.key}"


def to_confirmation(basket: Basket) -> Response | None:
    """To the confirmation, when the basket has become a matter."""
    return RedirectResponse(f"{address(basket)}/done", 303) if basket.matter_id else None


async def new_screen(
    request: Request, person: Person, *, faults: dict[str, str] | None = None, kind: str = ""
) -> Response:
    await organs(person)
    return render(
        request, "intake/submit_new.html", status=422 if faults else 200,
        kinds=(await kinds_for(person, {})).values(), kind=kind, errors=faults or {}, limits=LIMITS,
        baskets=await baskets.open_baskets(person),
    )  # fmt: skip


async def edit_screen(
    request: Request, person: Person, basket: Basket, faults: dict[str, str]
) -> Response:
    known, files = await kinds_for(person, basket.answers), baskets.files_of(basket)
    kind = baskets.kind_among(known, basket)
    return render(
        request, "intake/submit_edit.html", status=422 if faults else 200,
        basket=basket, kind=kind, kinds=known.values(), organs=await organs(person),
        said=basket.answers, differing=words_that_differ(basket.answers),
        rows=rows_of(basket.answers), errors=faults, limits=LIMITS,
        files=[
            (f, slot_of(basket.answers, f, kind), cautions(f.examined.warnings)) for f in files
        ],
        checklist=checklist(basket.answers, files, kind), expected=expectation(kind),
        contact=f"{person.name} {person.phone}".strip(),
        variant=variant_of(basket.answers, kind),
    )  # fmt: skip


async def check_screen(
    request: Request, person: Person, basket: Basket, faults: dict[str, str]
) -> Response:
    kind, files = await baskets.kind_in(basket), baskets.files_of(basket)
    try:
        submission = read(basket.answers, files, kind, await organs(person))
    except Invalid as error:
        return await edit_screen(request, person, basket, error.errors)
    return render(
        request, "intake/submit_check.html", status=422 if faults else 200,
        basket=basket, submission=submission, office=await office_of(submission.organ),
        checklist=checklist(basket.answers, files, kind), expected=expectation(kind),
        promises={one.slot: one for one in submission.promises},
        extra=[one for slot, one in submission.materials if not slot], errors=faults,
        report=await _report(submission),
    )  # fmt: skip


async def _report(submission: Submission) -> Report | None:
    """What the machine finds in the draft, which the department may still correct."""
    try:
        return await precheck(submission.draft.sha256, submission.kind.key, today())
    except Unacceptable:
        return None


def expectation(kind: Kind) -> Expected:
    return expected(kind, today(), official())
