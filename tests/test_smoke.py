import pytest
from portal.journal.writing import record
from portal.acts import Act
from portal.journal.verifying import verify
pytestmark = pytest.mark.anyio
async def test_sign_in_page(browser):
    r = await browser.get("/sign-in"); assert r.status_code == 200, r.text
    r = await browser.get("/nothing"); assert r.status_code == 404, r.text
    assert "没有" in r.text
    r = await browser.post("/sign-in", {"login":"lin","password":"x"}); print(r.text); assert r.status_code in (422,)
    print(await verify())
