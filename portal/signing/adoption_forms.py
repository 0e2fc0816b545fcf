"""The forms of reply and confirmation: fields named after their items."""

from __future__ import annotations

from collections.abc import Sequence

from portal.opinions.confirmations import Verdict
from portal.opinions.models import Adoption, Item
from portal.opinions.replies import Said
from portal.web.forms import Answers

LONGEST = 2000
VERDICTS = {"yes": True, "no": False}


def said_in(form: Answers, items: Sequence[Item]) -> dict[int, Said]:
    """What was filled in for each item; nothing of it need be complete yet."""
    known = {one.value: one for one in Adoption}
    found = {
        item.id: Said(
            known.get(form.text(f"adoption-{item.id}")),
            form.text(f"reason-{item.id}", most=LONGEST),
        )
        for item in items
    }
    form.settle()
    return found


def verdicts_in(form: Answers, items: Sequence[Item]) -> dict[int, Verdict]:
    """What the office said of each answer."""
    found = {
        item.id: Verdict(
            VERDICTS.get(form.text(f"confirmed-{item.id}")),
            form.text(f"note-{item.id}", most=500),
        )
        for item in items
    }
    form.settle()
    return found
