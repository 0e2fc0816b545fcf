"""What the forms of a review say, read into values."""

from __future__ import annotations

from portal.reviews.advice import Wording
from portal.reviews.models import Severity
from portal.reviews.spots import Spot, spot, spot_in
from portal.reviews.wording import Said
from portal.web.forms import Answers
from portal.word.document import Document, Place

LONGEST = 5000  # characters of a remark
POINTS = ("paragraph", "start", "end_paragraph", "end")
EMPTY = "请填写批注内容，或者提出修改文字"


def said_in(form: Answers) -> Said:
    """The remark; notes a fault where it says nothing."""
    severity = form.choice("severity", Severity, missing="请选择严重程度")
    text = form.text("text", most=LONGEST)
    proposal = form.text("proposal", most=LONGEST) if form.tick("proposes") else None
    if not text and proposal is None:
        form.fault("text", EMPTY)
    basis = form.text("basis", most=LONGEST)
    return Said(severity or Severity.SHOULD, text, basis, proposal)


def typed_in(form: Answers) -> Said:
    """The remark as far as it has been typed; nothing of it is a fault yet."""
    known = set(Severity)
    said = str(form.form.get("severity") or "")
    proposal = str(form.form.get("proposal") or "") if form.tick("proposes") else None
    return Said(
        Severity(said) if said in known else Severity.SHOULD,
        str(form.form.get("text") or "")[:LONGEST],
        str(form.form.get("basis") or "")[:LONGEST],
        proposal if proposal is None else proposal[:LONGEST],
    )


def spot_said(form: Answers, document: Document) -> Spot:
    """Where the remark is to stand: the offsets of a selection, or a paragraph and a quote.

    Raises Invalid where the document does not have these words there.
    """
    quote = str(form.form.get("quote") or "")
    points = [form.text(name) for name in POINTS]
    if points[0] and not any(points[1:]):
        return spot_in(document, _whole(points[0]), quote)
    return spot(document, Place(*(_whole(point) for point in points)), quote)


def wording_in(form: Answers) -> Wording:
    """The conclusion and text of an advice."""
    return Wording(form.text("conclusion", most=60), form.text("text"))


def version_in(form: Answers) -> int:
    """The version that was on the page; 0 for none."""
    return max(0, _whole(form.text("version")))


def _whole(said: str) -> int:
    """A whole number; -1 for anything else."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else -1
