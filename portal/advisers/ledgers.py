"""Money and work of advisers: the year's budget, what was paid, what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.acts import Act
from portal.advisers.appointments import SUBJECT
from portal.advisers.models import Appointment, Budget, Mode, Payment, Service, Work
from portal.clock import today
from portal.database import transaction
from portal.errors import Invalid
from portal.journal.writing import record
from portal.people.models import Organ, Person


@dataclass(frozen=True)
class Account:
    """A year's money, in yuan; `budget` is None where none was set."""

    year: int
    budget: Decimal | None
    paid: Decimal

    @property
    def left(self) -> Decimal | None:
        return None if self.budget is None else self.budget - self.paid


@transaction
async def set_budget(office: Organ, year: int, amount: Decimal, *, by: Person) -> None:
    """What `office` may spend in `year`; a later word replaces an earlier one."""
    await Budget.update_or_create(defaults={"amount": amount}, office=office, year=year)
    await record(Act.BUDGET_SET, SUBJECT, by=by, office=office.name, year=year, amount=amount)


@transaction
async def pay(
    one: Appointment, day: date, amount: Decimal, purpose: str, voucher: str, *, by: Person
) -> Payment:
    """Note a payment; raises Invalid where the year's budget, where set, would not bear it."""
    account = await account_of(one.office_id, day.year)
    if account.left is not None and amount > account.left:
        raise Invalid({"amount": "超出当年预算余额"})
    made = await Payment.create(
        appointment=one, day=day, amount=amount, purpose=purpose, voucher=voucher
    )
    await record(
        Act.ADVISER_PAID, SUBJECT, by=by, appointment=one.id, name=one.name, amount=amount, day=day
    )
    return made


@transaction
async def log(
    one: Appointment, day: date, service: Service, mode: Mode, hours: Decimal, text: str,
    *, by: Person,
) -> Work:  # fmt: skip
    """Write down work; raises Invalid for a day that has not come, or more hours than a day has."""
    if day > today():
        raise Invalid({"work_day": "日期不能晚于今天"})
    if not 0 < hours <= 24:
        raise Invalid({"hours": "请填写0至24之间的小时数"})
    made = await Work.create(
        appointment=one, day=day, service=service, mode=mode, hours=hours, text=text, noted_by=by
    )
    await record(
        Act.WORK_LOGGED, SUBJECT, by=by, appointment=one.id, name=one.name, service=service.value
    )
    return made


async def account_of(office_id: int, year: int) -> Account:
    """The office's budget of the year and what was paid in it."""
    budget = await Budget.get_or_none(office_id=office_id, year=year)
    paid = await Payment.filter(
        appointment__office_id=office_id,
        day__gte=date(year, 1, 1),
        day__lte=date(year, 12, 31),
    ).values_list("amount", flat=True)
    total = sum((Decimal(str(one)) for one in paid), Decimal(0))
    return Account(year, budget.amount if budget else None, total)
