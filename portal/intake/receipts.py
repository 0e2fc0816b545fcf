"""Receipt numbers, as the office writes them: 云司收〔2026〕12号."""

from __future__ import annotations

from portal.clock import today
from portal.database import transaction
from portal.matters.numbers import next_number
from portal.people.models import Organ


@transaction
async def next_receipt(office: Organ) -> str:
    """The next receipt number of this office, from 1 each year; call it inside the act."""
    year = today().year
    serial = await next_number(f"receipt:{office.id}:{year}")
    return f"{office.short}收〔{year}〕{serial}号"
