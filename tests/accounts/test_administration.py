from __future__ import annotations

from datetime import date

import pytest

from portal.acts import Act
from portal.journal.models import Entry
from portal.people.models import Absence, OrganKind, Person, Post, Role
from portal.people.passwords import matches
from portal.people.roles import Wish, why_not
from tests.queries import counted
from tests.tables import everything

pytestmark = pytest.mark.anyio
OFFICE, DEPARTMENT = OrganKind.LEGAL_OFFICE, OrganKind.DEPARTMENT
NEW = {"login": "new.clerk", "name": "新人", "capacity": "8"}


def wish(role, organ=OFFICE, *, outside=False, held=(), himself=False):
    return Wish(role, organ, outside=outside, held=held, himself=himself)


@pytest.mark.parametrize(
    ("wanted", "may"),
    [
        (wish(Role.REVIEWER), True),
        (wish(Role.REVIEWER, DEPARTMENT), False),
        (wish(Role.REVIEWER, outside=True), False),
        (wish(Role.SUBMITTER, DEPARTMENT), True),
        (wish(Role.SUBMITTER, OFFICE), True),
        (wish(Role.ADVISER, outside=True), True),
        (wish(Role.ADVISER), False),
        (wish(Role.ADVISER, DEPARTMENT, outside=True), False),
        (wish(Role.LAWYER), True),
        (wish(Role.AUDITOR), True),
        (wish(Role.AUDITOR, held=[Role.REVIEWER]), False),
        (wish(Role.REVIEWER, held=[Role.AUDITOR]), False),
        (wish(Role.REVIEWER, held=[Role.ADMINISTRATOR]), False),
        (wish(Role.ADMINISTRATOR, held=[Role.SIGNER]), False),
        (wish(Role.ADMINISTRATOR, held=[Role.AUDITOR]), False),
        (wish(Role.ADMINISTRATOR, held=[Role.ADMINISTRATOR]), True),
        (wish(Role.SIGNER, held=[Role.REVIEWER, Role.APPROVER]), True),
        (wish(Role.ADMINISTRATOR, himself=True), False),
        (wish(Role.REVIEWER, himself=True), False),
    ],
)
def test_which_roles_go_together(wanted, may):
    assert (why_not(wanted) == "") is may


@pytest.mark.parametrize("who", ["lin", "gao", "zhou", "wu", "zheng", "sun", "han", "ma"])
async def test_only_administrators_see_people(cast, browser, who):
    await browser.as_(getattr(cast, who))

    for path in ("/people", "/people/new", f"/people/{cast.lin.id}"):
        assert (await browser.get(path)).status_code == 403


async def test_nobody_else_appoints(cast, browser):
    await browser.as_(cast.zhou)
    before = await everything()
    one = f"/people/{cast.zhou.id}"
    for path in ("/people", one, f"{one}/roles", f"{one}/password", f"{one}/deactivation"):
        answer = await browser.post(path, {"role": "administrator", "organ": str(cast.office.id)})
        assert answer.status_code == 403

    assert await everything() == before


async def test_a_new_person_gets_a_password_that_is_told_once(cast, browser):
    await browser.as_(cast.an)
    answer = await browser.post("/people", {**NEW, "home": f"organ:{cast.transport.id}"})

    made = await Person.get(login="new.clerk")
    told = answer.text.split('class="secret">')[1].split("<")[0]
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert await matches(made.password, told)
    assert made.must_change
    assert made.organ_id == cast.transport.id
    assert told not in (await browser.get(f"/people/{made.id}")).text
    assert told not in str(await Entry.all().values())
    assert (await Entry.get(act=Act.PERSON_ADDED.value)).by_id == cast.an.id


async def test_a_lawyer_belongs_to_a_firm(cast, browser):
    await browser.as_(cast.an)
    await browser.post("/people", {**NEW, "home": f"firm:{cast.first_firm.id}"})

    assert (await Person.get(login="new.clerk")).firm_id == cast.first_firm.id


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"login": "lin"}, "login"),
        ({"login": "no blanks"}, "login"),
        ({"login": "中文"}, "login"),
        ({"name": ""}, "name"),
        ({"home": "organ:99999"}, "home"),
        ({"capacity": "many"}, "capacity"),
    ],
)
async def test_what_is_wrong_is_said_and_kept(cast, browser, wrong, field):
    await browser.as_(cast.an)
    typed = {**NEW, "home": f"organ:{cast.transport.id}", "title": "科员", **wrong}
    answer = await browser.post("/people", typed)

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert 'value="科员"' in answer.text
    assert await Person.all().count() == 13


async def test_all_that_is_wrong_is_said_at_once(cast, browser):
    await browser.as_(cast.an)
    answer = await browser.post("/people", {"login": "?", "name": "", "home": "", "capacity": "x"})

    assert all(f'href="#{field}"' in answer.text for field in ("login", "name", "home", "capacity"))


async def test_roles_are_granted_and_withdrawn(cast, browser):
    await browser.as_(cast.an)
    one = f"/people/{cast.wu.id}"
    await browser.post(f"{one}/roles", {"role": "approver", "organ": str(cast.office.id)})
    post = await Post.get(person=cast.wu, role=Role.APPROVER)
    await browser.post(f"{one}/roles/{post.id}/withdrawal")

    assert [post.role for post in await Post.filter(person=cast.wu)] == [Role.REVIEWER]
    told = await Entry.filter(subject="people").order_by("seq")
    assert [entry.act for entry in told] == [Act.ROLE_GRANTED.value, Act.ROLE_WITHDRAWN.value]
    assert told[0].facts == {"login": "wu", "role": "approver", "organ": cast.office.name}


async def test_granting_twice_is_granting_once(cast, browser):
    await browser.as_(cast.an)
    for _ in range(2):
        wanted = {"role": "approver", "organ": str(cast.office.id)}
        await browser.post(f"/people/{cast.wu.id}/roles", wanted)

    assert await Post.filter(person=cast.wu, role=Role.APPROVER).count() == 1
    assert await Entry.filter(act=Act.ROLE_GRANTED.value).count() == 1


@pytest.mark.parametrize(
    ("who", "role"),
    [("an", "reviewer"), ("an", "administrator"), ("ma", "signer"), ("han", "head")],
)
async def test_what_must_not_be_granted_is_refused_with_the_reason(cast, browser, who, role):
    await browser.as_(cast.an)
    before = await everything()
    path = f"/people/{getattr(cast, who).id}/roles"
    answer = await browser.post(path, {"role": role, "organ": str(cast.office.id)})

    assert answer.status_code == 403
    assert 'role="alert"' in answer.text
    assert await everything() == before


async def test_an_administrator_stays_one(cast, browser):
    await browser.as_(cast.an)
    post = await Post.get(person=cast.an)
    one = f"/people/{cast.an.id}"
    for path in (f"{one}/roles/{post.id}/withdrawal", f"{one}/deactivation", f"{one}/password"):
        assert (await browser.post(path)).status_code == 403

    assert await Post.exists(id=post.id)
    assert (await Person.get(id=cast.an.id)).active


async def test_a_closed_account_is_opened_again(cast, browser):
    await browser.as_(cast.an)
    await browser.post(f"/people/{cast.wu.id}/deactivation")
    assert not (await Person.get(id=cast.wu.id)).active
    await browser.post(f"/people/{cast.wu.id}/activation")

    assert (await Person.get(id=cast.wu.id)).active


async def test_particulars_are_changed_and_the_journal_names_the_fields(cast, browser):
    await browser.as_(cast.an)
    typed = {"name": "吴敏", "title": "科长", "specialities": "合同、行政处罚", "capacity": "5"}
    await browser.post(f"/people/{cast.wu.id}", typed)

    wu = await Person.get(id=cast.wu.id)
    assert (wu.title, wu.specialities, wu.capacity) == ("科长", ["合同", "行政处罚"], 5)
    entry = await Entry.get(act=Act.PERSON_CHANGED.value)
    assert entry.facts == {"login": "wu", "fields": "title, specialities, capacity"}


async def test_absences_are_noted_and_taken_back(cast, browser):
    await browser.as_(cast.wu)
    away = {"since": "2099-12-01", "until": "2099-12-05", "note": "学习"}
    await browser.post("/account/absences", away)
    absence = await Absence.get()
    assert (absence.person_id, absence.until) == (cast.wu.id, date(2099, 12, 5))

    await browser.as_(cast.lin)
    path = f"/account/absences/{absence.id}/removal"
    assert (await browser.post(path)).status_code == 404
    await browser.as_(cast.an)
    await browser.post(f"/people/{cast.wu.id}/absences/{absence.id}/removal")
    assert not await Absence.exists()


async def test_an_absence_does_not_end_before_it_begins(cast, browser):
    await browser.as_(cast.wu)
    answer = await browser.post("/account/absences", {"since": "2026-12-05", "until": "2026-12-01"})

    assert answer.status_code == 422
    assert 'value="2026-12-05"' in answer.text
    assert not await Absence.exists()


@pytest.mark.parametrize(
    ("words", "found"), [("吴", ["wu"]), ("HAN", ["han"]), ("财政", ["qian"]), ("100%", [])]
)
async def test_finding_people(cast, browser, words, found):
    await browser.as_(cast.an)
    page = await browser.get("/people", params={"q": words})

    shown = [login for login in NAMES if f"<td>{login}</td>" in page.text]
    assert shown == found


NAMES = ["lin", "gao", "qian", "zhou", "wu", "zheng", "sun", "luo", "han", "he", "xu", "ma", "an"]


async def test_a_longer_list_asks_no_more_questions(cast, browser):
    await browser.as_(cast.an)
    with counted() as few:
        await browser.get("/people", params={"q": "吴"})
    with counted() as many:
        await browser.get("/people")

    assert 0 < len(many) == len(few)
