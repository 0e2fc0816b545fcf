"""Every page of the demo as people see it: light and dark, desk and phone, Chinese and English.

axe-core finds nothing, nothing scrolls sideways, nothing is asked from outside.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from portal.clock import now
from portal.database.opening import close_database, migrate, open_database
from portal.demo import command
from portal.jobs.models import Job
from portal.notices.models import Mailing
from portal.people.models import Person
from tests.journeys.conftest import DESKTOP, PHONE, House, apart, serving, sign_in
from tests.journeys.looking import axe, look, watch

pytestmark = pytest.mark.journey

LOOKS = {
    "desk-light": {"viewport": DESKTOP, "color_scheme": "light"},
    "desk-dark": {"viewport": DESKTOP, "color_scheme": "dark"},
    "phone-light": {"viewport": PHONE, "color_scheme": "light"},
    "phone-dark": {"viewport": PHONE, "color_scheme": "dark"},
}
ENGLISH = ("desk-dark", "phone-dark")
# who looks, at what; {state} stands for a matter in that state which he may see
PAGES = {
    None: ("/sign-in", "/verify", "/nowhere", "/public", "/public/{text}",
           "/public/advisers"),
    "linxiao": ("/", "/submissions/new", "/matters", "/matters/{issued}", "/account",
                "/matters/{issued}/adoptions", "/matters/{issued}/timeline",
                "/notices", "/notices/rules", "/account/notices",
                "/matters/{passed}/result", "/matters/{issued}/precheck", "/rules", "/letters",
                "/matters/{consulted}", "/matters/{consulted}/consultations",
                "/matters/{consulted}/procedures", "/matters/{consulted}/public-texts/1",
                "/matters/{consulted}/inquiries/1", "/matters/{consulted}/inquiries/new",
                "/matters/{consulted}/public-texts/new"),
    "shijian": ("/matters/{supplementing}/supplements", "/matters/{supplementing}/materials/new",
                "/matters/{cleared}/clearance", "/matters/{submitted}/withdrawal"),
    "wenjing": ("/matters/{returned}/resubmission",),
    "zhouzheng": ("/", "/matters/{submitted}/registration", "/matters/{registered}/correction"),
    "fangming": ("/", "/matters/{registered}/assignments", "/advisers", "/advisers/{adviser}",
                 "/appointments", "/appointments/1", "/statistics/advisers",
                 "/statistics/advisers/matters", "/supervision"),
    "wumin": ("/", "/matters/{under_review}", "/matters/{under_review}/review",
              "/matters/{under_review}/opinion", "/matters/{answered}/adoptions",
              "/matters/{answered}/drafts/2/comparison",
              "/matters/{under_review}/drafts/1/annotations/new",
              "/matters/{under_review}/drafts/1/imports/new", "/matters/{consulted}/clocks",
              "/matters/{consulted}/consultations/1", "/matters/{under_review}/precheck"),
    "songyan": ("/", "/engagements", "/matters/{offered}/engagement"),
    "hanlu": ("/", "/matters/{advising}/review"),
    "zhengzhong": ("/", "/matters/{checking}/opinion"),
    "sunming": ("/", "/matters/{signing}/opinion"),
    "chenjing": ("/letters", "/letters/1", "/meetings", "/meetings/new", "/meetings/1",
                 "/meetings/1/items/4/handling",
                 "/meetings/1/items/1/slip/page"),
    "mashen": ("/", "/journal", "/journal/check"),
    "admin": ("/", "/people", "/people/new", "/people/{adviser}",
              "/organs", "/organs/3", "/firms/1", "/mail", "/notices", "/systems", "/calendar",
              "/rules/2/normative", "/rules/2/normative/editing"),
}  # fmt: skip
WANTED = {
    "issued": ("issued", "linxiao"),
    "supplementing": ("supplementing", "shijian"),
    "cleared": ("cleared", "shijian"),
    "passed": ("cleared", "linxiao"),
    "submitted": ("submitted", "shijian"),
    "returned": ("returned", "wenjing"),
    "registered": ("registered", None),
    "under_review": ("under_review", "wumin"),
    "answered": ("answered", "wumin"),
    "offered": ("under_review", "songyan"),
    "advising": ("under_review", "hanlu"),
    "checking": ("checking", None),
    "signing": ("signing", None),
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The house as bin/run fills it."""
    data = tmp_path_factory.mktemp("demo")
    url = f"sqlite:///{data / 'portal.sqlite3'}"
    apart(_fill, url, data)
    with serving(url, data) as address:
        yield House(url, address, data)


@pytest.mark.parametrize(
    "kind",
    [
        "desk-light",
        pytest.param("phone-dark", marks=pytest.mark.long),
        pytest.param("desk-dark", marks=pytest.mark.long),
        pytest.param("phone-light", marks=pytest.mark.long),
    ],
)
@pytest.mark.parametrize("login", PAGES, ids=str)
def test_every_page_is_fit_to_be_seen(login, kind, demo: House, chromium: Browser):
    places = _places(demo)
    context = chromium.new_context(base_url=demo.address, locale="zh-CN", **LOOKS[kind])
    page = context.new_page()
    watch(page, demo.address)
    if kind in ENGLISH:
        _speak_english(page)
    if login:
        sign_in(page, login)
    for path in PAGES[login]:
        page.goto(path.format(**places))
        name = path.strip("/").replace("/", "-").replace("{", "").replace("}", "") or "todo"
        look(page, f"{kind}-{login or 'public'}-{name}")
    context.close()


def test_axe_would_find_something(chromium: Browser):
    """The check is checked: a picture without words and a field without a label are found."""
    page = chromium.new_page()
    page.set_content("<html lang=zh><title>x</title><main><img src=x.png><input></main>")
    found = " ".join(axe(page))
    assert "image-alt" in found
    assert "label" in found


def _speak_english(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_role("button", name="English").click()
    page.get_by_role("heading", name="Sign in").wait_for()


async def _fill(url: str, data: Path) -> None:
    command.settings.DATABASE_URL, command.settings.DATA = url, data
    await migrate(url)
    await command.seed_once()
    await open_database(url)
    await _let_mails_get_stuck()
    await close_database()


async def _let_mails_get_stuck() -> None:
    """One was refused, the other one waits for the server."""
    person, moment = await Person.get(login="linxiao"), now()
    for name, failed in (("refused", moment), ("waiting", None)):
        mailing = await Mailing.create(
            key=name, person=person, token=name, made_at=moment, handed_at=moment
        )
        await Job.create(
            kind="mail", key=f"mail:{name}", facts={"mailing": str(mailing.id)},
            run_at=moment + timedelta(days=1), attempts=1, failed=failed,
            fault="550 5.1.1 <linxiao@jt.yunchuan.example>: Recipient address rejected",
        )  # fmt: skip


def _places(demo: House) -> dict[str, object]:
    """The matters that the addresses speak of, from the demo's own database."""
    with sqlite3.connect(demo.data / "portal.sqlite3") as db:
        found: dict[str, object] = {
            name: _matter(db, state, login) for name, (state, login) in WANTED.items()
        }
        found["text"], found["consulted"] = db.execute(
            "select code, number from public_text join matter on matter.id = matter_id"
        ).fetchone()
        found["adviser"] = db.execute("select id from person where login = 'hanlu'").fetchone()[0]
    return found


def _matter(db: sqlite3.Connection, state: str, login: str | None) -> str:
    asked = """
        select number from matter where state = ? and (? is null or exists (
            select 1 from part join person on person.id = part.person_id
            where part.matter_id = matter.id and part.until is null and person.login = ?))
        and office_id = (select id from organ where name = '云川市司法局')
    """
    row = db.execute(asked, (state, login, login)).fetchone()
    assert row, (state, login)
    return str(row[0])
