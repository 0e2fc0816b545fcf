from __future__ import annotations

import pytest

from portal.web.downloads import attachment
from portal.web.rendering import asset
from portal.workflow import State
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("path", ["/", "/sign-in", "/nothing", "/matters", "/static/css/app.css"])
async def test_every_answer_is_guarded(cast, browser, path):
    await browser.as_(cast.wu)
    headers = (await browser.get(path)).headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"


async def test_pages_are_not_kept_by_shared_computers(cast, browser):
    await browser.as_(cast.wu)

    assert (await browser.get("/")).headers["cache-control"] == "no-store"


async def test_static_files_are_kept_only_under_an_address_that_changes_with_them(browser):
    marked = await browser.get("/" + asset("css/app.css").lstrip("/"))
    plain = await browser.get("/static/js/autosave.js")  # as workbench.js asks for it
    again = await browser.get(
        "/static/js/autosave.js", headers={"if-none-match": plain.headers["etag"]}
    )

    assert "immutable" in marked.headers["cache-control"]
    assert plain.headers["cache-control"] == "no-cache"
    assert again.status_code == 304


async def test_a_refusal_is_a_page_that_says_what_to_do(cast, browser):
    matter = await matter_at(State.UNDER_REVIEW, cast)
    await browser.as_(cast.lin)
    answer = await browser.get(f"/matters/{matter.number}/opinion")

    assert answer.status_code == 403
    assert "承办人" in answer.text
    assert f'<a class="btn" href="/matters/{matter.number}">' in answer.text
    assert '<a class="btn sec" href="/">' in answer.text


@pytest.mark.parametrize(
    "path", ["/matters/%00", "/matters?q=%00", "/people/99999999999999", "/matters?organ=9e9"]
)
async def test_odd_addresses_are_no_faults_of_ours(cast, browser, path):
    await browser.as_(cast.an)

    assert (await browser.get(path)).status_code in (200, 404)


async def test_a_script_is_told_that_nobody_is_signed_in(browser):
    answer = await browser.get("/", headers={"x-requested-with": "portal"})

    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("name", "plain"),
    [("意见书.docx", "file.docx"), ("a\r\nb.pdf", "file.pdf"), ("无后缀", "file")],
)
def test_a_download_keeps_its_name_and_runs_nothing(name, plain):
    headers = attachment(b"", name).headers

    said = headers["content-disposition"]
    assert said.startswith(f"attachment; filename=\"{plain}\"; filename*=UTF-8''")
    assert "\r" not in said
    assert "\n" not in said
    assert headers["content-security-policy"].startswith("sandbox")


@pytest.mark.parametrize("path", ["/static/nothing.js", "/static/", "/static/%2e%2e/settings.py"])
async def test_a_static_file_that_is_not_there_is_not_there(browser, path):
    answer = await browser.get(path)

    assert answer.status_code in (404, 405)
    assert answer.headers["content-type"].startswith("text/plain")
