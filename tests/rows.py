"""One row a route: at which state it is tried, who gets through, who is told why not.

`let_in` and `refused` name the cast (tests/cast.py) with blanks between; everybody else is a
stranger there and gets 404, and the public the sign-in page. Wu reviews, Han advises, He is
invited and has not answered.
"""

from __future__ import annotations

from portal.workflow import State
from tests.cast import ROLES

EVERYBODY = " ".join(ROLES)
OFFICE = "zhou wu zheng sun"
DEPARTMENT = "lin gao"


class Row:
    """What is expected at one route."""

    def __init__(
        self,
        let_in: str,
        refused: str = "",
        *,
        state: State = State.UNDER_REVIEW,
        data: dict[str, str] | None = None,
        is_open: bool = False,
        **values: object,
    ) -> None:
        self.let_in = let_in.split()
        self.refused = refused.split()
        self.state = state
        self.data = data or {}
        self.is_open = is_open
        self.values = values

    def expects(self, who: str) -> int | None:
        """The status for somebody who does not get through; None for who does."""
        if who in self.let_in:
            return None
        if who == "public":
            return None if self.is_open else 303
        return 403 if who in self.refused else 404


ROWS: dict[str, Row] = {}
