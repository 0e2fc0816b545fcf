"""The rows of a returned file become remarks, answers and settled threads of its uploader."""

from __future__ import annotations

from collections.abc import Sequence

from portal.documents.models import Draft
from portal.reviews import remarks
from portal.reviews.models import Annotation, Origin
from portal.reviews.news import Found, News
from portal.reviews.remarks import Source
from portal.reviews.seats import Seat
from portal.reviews.spots import Spot
from portal.reviews.wording import Said, from_word

REMARKS = (News.NEW, News.PROPOSAL, News.UNTRACKED)


class TakingIn:
    """One import while it is taken in; call it inside the act's transaction."""

    def __init__(self, seat: Seat, draft: Draft) -> None:
        self.seat = seat
        self.draft = draft
        self.made: dict[str, Annotation] = {}  # by the identity of what they were in the file

    async def take(self, found: Sequence[Found]) -> None:
        """New remarks first, so that answers find what they answer."""
        for one in found:
            if one.news in REMARKS:
                await self._remark(one)
        for one in found:
            if one.news not in REMARKS:
                await self._on_ours(one)

    async def _remark(self, found: Found) -> None:
        if found.place is None:
            return
        said = from_word(found.text, found.proposal)
        spot = Spot(found.place, found.quote, found.clause)
        made = await remarks.annotate(
            self.draft, said, spot,
            by=self.seat.person, submitted=self.seat.is_reviewer, source=self._source(found),
        )  # fmt: skip
        self.made[found.durable] = made
        if found.resolved:
            await remarks.resolve(made, by=self.seat.person, is_reviewer=self.seat.is_reviewer)

    async def _on_ours(self, found: Found) -> None:
        ours = await self._concerned(found)
        by, is_reviewer = self.seat.person, self.seat.is_reviewer
        if ours is None:
            return
        if found.news is News.REPLY:
            await remarks.reply(ours, found.text, by=by, durable=found.durable)
        elif found.news is News.RESOLVED:
            await remarks.resolve(ours, by=by, is_reviewer=is_reviewer)
        elif found.news is News.REOPENED:
            await remarks.reopen(ours, by=by, is_reviewer=is_reviewer)
        elif found.news is News.CHANGED:
            said = from_word(found.text)
            whole = Said(said.severity, said.text, said.basis, ours.proposal)
            await remarks.revise(ours, whole, ours.version, by=by, is_reviewer=is_reviewer)

    async def _concerned(self, found: Found) -> Annotation | None:
        """The remark that a row is about: ours, one made just now, or one of an earlier import."""
        if found.ours:
            return await Annotation.get_or_none(id=found.number)
        if found.under in self.made:
            return self.made[found.under]
        earlier = Annotation.filter(
            matter_id=self.seat.matter.id, author_id=self.seat.person.id, durable=found.under
        )
        return await earlier.first() if found.under else None

    def _source(self, found: Found) -> Source:
        signed = found.author if found.author != self.seat.person.name else ""
        return Source(Origin.WORD, found.durable, signed)
