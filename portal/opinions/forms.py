"""What the forms of an opinion say, read into values."""

from __future__ import annotations

from portal.opinions.drafting import Wording, Words
from portal.opinions.models import Choice, ItemClass
from portal.reviews.models import Severity
from portal.web.forms import Answers

USUAL_MODE = "书面审查"
LONGEST = 5000  # characters of one field of an item


def words_in(form: Answers) -> Words:
    """The opinion's own words; what is missing is noticed only when it is handed on."""
    said = Words(
        conclusion=form.text("conclusion", most=60),
        conclusion_note=form.text("conclusion_note"),
        bases=form.text("bases"),
        modes=form.text("modes", most=200) or USUAL_MODE,
        other=form.text("other"),
        without_advice=form.text("without_advice", most=LONGEST),
    )
    form.settle()
    return said


def wording_in(form: Answers) -> Wording:
    """An item as it was worded; raises Invalid where it names no problem."""
    klass = form.choice("klass", ItemClass)
    severity = form.choice("severity", Severity)
    problem = form.text("problem", missing="请写明存在的问题", most=LONGEST)
    said = Wording(
        klass or ItemClass.CONTENT,
        severity or Severity.SHOULD,
        problem,
        form.text("basis", most=LONGEST),
        form.text("suggestion", most=LONGEST),
        form.text("proposal", most=LONGEST) if form.tick("proposes") else None,
        form.text("clause", most=120),
    )
    form.settle()
    return said


def choice_in(form: Answers) -> Choice:
    """What is done with a remark; raises Invalid where nothing was chosen."""
    chosen = form.choice("choice", Choice, missing="请选择采入、改写或者不采")
    form.settle()
    return chosen or Choice.TAKEN


def reason_in(form: Answers) -> str:
    """Why a remark is left out; raises Invalid where no reason is given."""
    reason = form.text("reason", missing="请写明不采的理由", most=500)
    form.settle()
    return reason


def version_in(form: Answers) -> int:
    """The version that was on the page; -1 for anything that is none."""
    said = form.text("version")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else -1
