"""Which edition of each type an office goes by."""

from __future__ import annotations

from dataclasses import dataclass

from portal.bylaws.library import digest_of, kind_by, recall
from portal.bylaws.models import Bylaw
from portal.errors import NotFound
from portal.kinds import Kind, shipped
from portal.people.models import Organ


@dataclass(frozen=True)
class Edition:
    """A type as an office goes by it; `bylaw` is None for the text that came with the program."""

    kind: Kind
    digest: str
    bylaw: Bylaw | None = None

    @property
    def number(self) -> int:
        """The office's own count of its editions; 0 is the shipped text."""
        return self.bylaw.edition if self.bylaw else 0


async def in_force(office_id: int) -> dict[str, Edition]:
    """By key, the editions by which this office takes new matters, the shipped ones first."""
    found = {
        key: Edition(kind_by(digest_of(text), key), digest_of(text))
        for key, text in shipped().items()
    }
    own = await Bylaw.filter(office_id=office_id).order_by("edition")
    await recall(row.digest for row in own)
    for row in own:
        found[row.kind] = Edition(kind_by(row.digest, row.kind), row.digest, row)
    return found


async def edition_of(office_id: int, key: str) -> Edition:
    """The edition of one type by which this office takes new matters; raises NotFound."""
    found = (await in_force(office_id)).get(key)
    if found is None:
        raise NotFound("没有这种事项类型")
    return found


async def editions_of(office: Organ, key: str) -> list[Bylaw]:
    """Every edition of a type that an office made, the newest first."""
    rows = Bylaw.filter(office_id=office.id, kind=key).order_by("-edition")
    return await rows.select_related("enacted_by")


async def text_of(edition: Edition) -> str:
    """The text of an edition, as it is edited."""
    if edition.bylaw is None:
        return shipped()[edition.kind.key]
    return (await Bylaw.get(id=edition.bylaw.id)).text
