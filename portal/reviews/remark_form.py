"""The plain form of a remark, for reading and filling in without any script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.deadlines.heading import Head, head_of
from portal.documents.models import Draft
from portal.documents.workshop import document_of
from portal.reviews.addresses import bench_of
from portal.reviews.models import Annotation, Placement
from portal.reviews.outline import name_of, outline
from portal.reviews.seats import Seat
from portal.reviews.sketches import sketch_of
from portal.web.forms import Answers
from portal.word.clauses import number
from portal.word.document import Document, Paragraph

LONGEST = 40  # characters of a paragraph in the list


@dataclass(frozen=True)
class RemarkForm:
    """What the form shows. `now` is the remark as it is saved, where it was changed elsewhere."""

    head: Head
    draft: Draft
    form: Answers
    paragraphs: Sequence[tuple[str, str]]  # index and first words; empty when the place is known
    clause: str
    annotation: Annotation | None = None
    now: Annotation | None = None
    was_resumed: bool = False
    back: str = ""

    @property
    def address(self) -> str:
        """Where the form is sent."""
        matter = self.head.matter.number
        if self.annotation:
            return f"/matters/{matter}/annotations/{self.annotation.id}"
        return f"{self.drafts}"

    @property
    def drafts(self) -> str:
        """Where remarks of this draft are made and sketched."""
        return f"/matters/{self.head.matter.number}/drafts/{self.draft.version}/annotations"


async def for_new(seat: Seat, draft: Draft, form: Answers, *, resumed: bool = False) -> RemarkForm:
    """The form for a new remark, at the place that `form` names, or with a list to choose from."""
    document = await document_of(draft.sha256)
    placed = bool(form.again("end")) and "quote" not in form.errors
    said = form.again("paragraph")
    at = int(said) if placed and said.isdecimal() and len(said) < 10 else -1
    return RemarkForm(
        head=await head_of(seat.person, seat.matter),
        draft=draft,
        form=form,
        paragraphs=[] if placed else listed(document),
        clause=name_of(outline(document), at) if placed else "",
        was_resumed=resumed,
        back=await bench_of(draft),
    )


async def resumed(seat: Seat, draft: Draft) -> RemarkForm:
    """The form with what the person was typing, empty when he was not."""
    found = await sketch_of(draft, by=seat.person)
    form = Answers(_as_typed(*found) if found else {})
    return await for_new(seat, draft, form, resumed=found is not None)


async def for_change(
    seat: Seat, annotation: Annotation, form: Answers | None = None, *, stale: bool = False
) -> RemarkForm:
    """The form for changing a remark; with `form` as it was typed, else as it is saved."""
    draft = annotation.draft
    place = await Placement.get_or_none(annotation_id=annotation.id, draft_id=draft.id)
    sketch = None if form else await sketch_of(draft, by=seat.person, of=annotation)
    saved = await Annotation.get(id=annotation.id)
    typed = form or Answers(_as_typed(sketch[0] if sketch else saved, place))
    typed.form = {**typed.form, "quote": place.quote if place else "", "version": saved.version}
    return RemarkForm(
        head=await head_of(seat.person, seat.matter),
        draft=draft,
        form=typed,
        paragraphs=[],
        clause=place.clause if place else "",
        annotation=annotation,
        now=saved if stale else None,
        was_resumed=sketch is not None,
        back=await bench_of(draft, annotation.id),
    )


def listed(document: Document) -> list[tuple[str, str]]:
    """Every paragraph with words in it, by its index and how it begins."""
    return [(str(one.index), _begins(one)) for one in document.paragraphs if one.text.strip()]


def _begins(paragraph: Paragraph) -> str:
    own = number(paragraph) or ""
    text = " ".join(paragraph.text.split())
    words = text if text.startswith(own) else f"{own} {text}"
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _as_typed(said: Annotation, place: Placement | None) -> dict[str, object]:
    """A remark as the form would have posted it."""
    typed: dict[str, object] = {
        "severity": said.severity.value, "text": said.text, "basis": said.basis,
        "proposal": said.proposal or "", "version": said.version,
    }  # fmt: skip
    if said.proposal is not None:
        typed["proposes"] = "1"
    if place and place.end is not None:
        typed |= {
            "paragraph": place.paragraph, "start": place.start,
            "end_paragraph": place.end_paragraph, "end": place.end, "quote": place.quote,
        }  # fmt: skip
    return typed
