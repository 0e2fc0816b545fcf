"""An office changes its rules in the browser: new matters go by them, old ones keep theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.bylaws.differences import differences
from portal.bylaws.editing import edited, sheet_of
from portal.bylaws.enacting import bind, enact
from portal.bylaws.models import Bylaw
from portal.bylaws.queries import edition_of, in_force, text_of
from portal.errors import Invalid, Stale
from portal.journal.models import Entry
from portal.kinds import Faulty, kind_of, read, shipped
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.web.forms import Answers
from portal.workflow import State
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
FOUR = (Path(__file__).parent.parent / "kinds" / "four_reviews.toml").read_text(encoding="utf-8")
CONTRACT = shipped()["contract"]
LONGER = CONTRACT.replace("[clock.review]\ndays = 5", "[clock.review]\ndays = 9")


async def seen(cast, key: str = "contract") -> str:
    return (await edition_of(cast.office.id, key)).digest


async def test_a_new_edition_is_in_force_for_its_office_alone(cast):
    await enact(cast.office, LONGER, await seen(cast), "本市办法第九条", by=cast.an)

    assert (await edition_of(cast.office.id, "contract")).kind.clocks["review"].days == 9
    assert (await edition_of(cast.finance.id, "contract")).kind == kind_of("contract")
    assert [row.act for row in await Entry.filter(subject="bylaws")] == ["bylaw:enacted"]


async def test_an_old_matter_keeps_the_rules_under_which_it_came(cast):
    matter = await matter_at(State.SUBMITTED, cast)
    edition = await bind(cast.office, "contract")
    await Matter.filter(id=matter.id).update(bylaw=edition.digest)

    await enact(cast.office, LONGER, await seen(cast), "本市办法第九条", by=cast.an)

    again = await enter(cast.zhou, matter.number)
    assert again.type.clocks["review"].days == kind_of("contract").clocks["review"].days
    assert (await Bylaw.get(digest=edition.digest)).text == CONTRACT


async def test_of_two_administrators_the_second_is_told(cast):
    stale = await seen(cast)
    await enact(cast.office, LONGER, stale, "本市办法", by=cast.an)

    with pytest.raises(Stale):
        await enact(cast.office, CONTRACT + "\n", stale, "本市办法", by=cast.an)

    assert await Bylaw.filter(office_id=cast.office.id).count() == 1


@pytest.mark.parametrize(
    ("text", "reason", "fault"),
    [(LONGER, "", Invalid), (CONTRACT, "没有变化", Invalid), ("key = ", "写错了", Faulty)],
)
async def test_what_is_not_put_in_force(cast, text, reason, fault):
    with pytest.raises(fault):
        await enact(cast.office, text, await seen(cast), reason, by=cast.an)

    assert not await Bylaw.exists()
    assert not await Entry.filter(subject="bylaws").exists()


async def test_a_type_of_its_own_is_one_file_more(cast):
    await enact(cast.office, FOUR, "", "四审两议", by=cast.an)

    assert "four_reviews" in await in_force(cast.office.id)
    assert "four_reviews" not in await in_force(cast.finance.id)


def test_the_form_of_an_edition_is_the_edition():
    for text in (*shipped().values(), FOUR):
        sheet = sheet_of(text)
        form = dict(sheet.fields)
        for name, row in sheet.clocks.items():
            form |= {f"clock-{name}-{column}": said for column, said in row.items()}
        for table, rows in sheet.tables.items():
            for number, row in enumerate(rows):
                form |= {f"{table}-{number}-{column}": said for column, said in row.items() if said}

        assert read(edited(text, Answers(form))) == read(text)


async def test_differences_name_table_row_and_parameter(cast):
    edition = await edition_of(cast.office.id, "contract")
    text = await text_of(edition)

    found = differences(text, LONGER.replace('name = "复核"', 'name = "科室复核"'))

    assert [(one.where, one.before, one.after) for one in found] == [
        (("step", "check", "name"), "复核", "科室复核"),
        (("clock", "review", "days"), "5", "9"),
    ]
