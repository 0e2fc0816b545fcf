"""The pages of a matter that a person may open, in the order of the work."""

from __future__ import annotations

from dataclasses import dataclass

from portal.permits import AFTER_ISSUE, Permit, Standing, may
from portal.workflow import State


@dataclass(frozen=True)
class Tab:
    key: str
    words: str  # Chinese message id
    address: str


PAGES = (
    ("matter", "概况", "", Permit.READ, frozenset(State)),
    ("registration", "受理", "/registration", Permit.RECEIVE, frozenset(State)),
    (
        "supplements", "补正", "/supplements", Permit.READ_DRAFT,
        frozenset({State.SUPPLEMENTING, State.UNDER_REVIEW, State.REVIEW_PAUSED}),
    ),
    ("assignments", "分办", "/assignments", Permit.ENGAGE, frozenset(State)),
    ("engagement", "我的委派", "/engagement", Permit.ADVISE, frozenset(State)),
    (
        "clocks", "时限", "/clocks", Permit.READ_REVIEW,
        frozenset({State.UNDER_REVIEW, State.REVIEW_PAUSED, State.CHECKING, State.SIGNING}),
    ),
    ("consultations", "征求意见", "/consultations", Permit.READ_DRAFT, frozenset(State)),
    ("review", "正文与批注", "/review", Permit.READ_DRAFT, frozenset(State)),
    ("precheck", "机器预检", "/precheck", Permit.READ_DRAFT, frozenset(State)),
    (
        "opinion", "意见书", "/opinion", Permit.READ_REVIEW,
        frozenset(State) - {State.SUBMITTED, State.SUPPLEMENTING, State.RETURNED, State.REFUSED,
                            State.REGISTERED},
    ),
    (
        "adoptions", "采纳情况", "/adoptions", Permit.READ_OPINION,
        frozenset(AFTER_ISSUE),
    ),
    (
        "sequels", "结果与后续", "/result", Permit.READ_OPINION,
        frozenset({State.CLEARED, State.DECIDED}),
    ),
    ("discussion", "集体讨论", "/discussion", Permit.READ_OPINION, frozenset({State.DISCUSSING})),
    ("objection", "异议复审", "/objection", Permit.READ_OPINION, frozenset({State.OBJECTED})),
    ("timeline", "办理记录", "/timeline", Permit.READ_JOURNAL, frozenset(State)),
)  # fmt: skip


def tabs(number: str, standing: Standing, *, was_supplemented: bool = False) -> tuple[Tab, ...]:
    """The tabs that `standing` may open now; what was once asked for can always be looked up."""
    return tuple(
        Tab(key, words, f"/matters/{number}{place}")
        for key, words, place, permit, during in PAGES
        if standing.state in during
        or (key == "supplements" and was_supplemented)
        or (key == "adoptions" and standing.was_issued)
        if may(permit, standing)
    )
