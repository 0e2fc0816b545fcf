"""Reading what was typed, field by field, so that nothing of it is lost when something is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from portal.errors import Invalid

E = TypeVar("E", bound=StrEnum)

# signs that no reader sees and that turn or hide the text around them
UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
LONGEST = 20_000
DIGITS = 9  # more does not fit a column


class Answers:
    """What was posted. A reader that finds a fault notes it; `settle` raises all at once."""

    def __init__(self, form: Mapping[str, object] | FormData) -> None:
        self.form = form
        self.errors: dict[str, str] = {}

    def text(self, name: str, *, missing: str = "", most: int = LONGEST) -> str:
        """The text of a field without blanks around it; `missing` is said when it is empty."""
        value = UNSEEN.sub("", str(self.form.get(name) or "")).strip().replace("\r\n", "\n")
        if not value and missing:
            self.errors[name] = missing
        if len(value) > most:
            self.errors[name] = "内容过长，请精简后再提交"
        return value

    def choice(self, name: str, of: type[E], *, missing: str = "请选择一项") -> E | None:
        """One of a closed set; None and a noted fault when nothing valid was chosen."""
        try:
            return of(str(self.form.get(name) or ""))
        except ValueError:
            self.errors[name] = missing
            return None

    def day(self, name: str, *, missing: str = "") -> date | None:
        """A day as 2026-11-22; None when the field is empty or wrong."""
        value = self.text(name, missing=missing)
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.errors[name] = "日期无法识别，请按 2026-11-22 的样式填写"
            return None

    def money(self, name: str) -> Decimal | None:
        """An amount in yuan; commas are allowed."""
        value = self.text(name).replace(",", "").replace("，", "")
        if not value:
            return None
        try:
            amount = Decimal(value).quantize(Decimal("0.01"))
        except InvalidOperation:
            self.errors[name] = "金额无法识别，请填写以元为单位的数字，例如 1250000.00"
            return None
        if not amount.is_finite() or not 0 <= amount < 10**14:
            self.errors[name] = "金额超出范围，请核对"
            return None
        return amount

    def whole(self, name: str) -> int | None:
        """A whole number; None when the field is empty or wrong."""
        value = self.text(name)
        if not value:
            return None
        if not value.isdecimal() or len(value) > DIGITS:
            self.errors[name] = "请填写数字"
            return None
        return int(value)

    def tick(self, name: str) -> bool:
        return bool(self.form.get(name))

    def every(self, name: str) -> list[str]:
        """All values of a field that may be chosen more than once."""
        if isinstance(self.form, FormData):
            return [str(one) for one in self.form.getlist(name)]
        value = self.form.get(name)
        return [] if value is None else [str(value)]

    def files(self, name: str) -> list[UploadFile]:
        """The files chosen in a field; an empty choice is no file."""
        if not isinstance(self.form, FormData):
            return []
        chosen = [one for one in self.form.getlist(name) if isinstance(one, UploadFile)]
        return [one for one in chosen if one.filename]

    def fault(self, name: str, text: str) -> None:
        self.errors[name] = text

    def settle(self) -> None:
        """Raise Invalid with every fault that was noted."""
        if self.errors:
            raise Invalid(self.errors)

    def again(self, name: str, default: object = "") -> str:
        """What to show in the field when the form comes back."""
        value = self.form.get(name, default)
        return "" if value is None or isinstance(value, UploadFile) else str(value)


async def answers(request: Request, *, max_files: int = 200) -> Answers:
    """What the request posted."""
    return Answers(await request.form(max_files=max_files, max_fields=3000))
