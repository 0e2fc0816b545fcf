"""LibreOffice at arm's length."""

import asyncio
import os
import re
import stat
import time

import pytest

import settings
from portal.errors import Unacceptable
from portal.gateways import converter
from portal.word.reading import read
from tests.scenes import CLAUSES, word

pytestmark = pytest.mark.anyio


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A stand-in for the converter, written as a shell script."""

    def write(script: str) -> None:
        path = tmp_path / "soffice"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(settings, "SOFFICE", str(path))

    return write


async def test_rtf_becomes_docx_and_docx_becomes_pdf():
    made, printed = await asyncio.gather(
        converter.convert(rb"{\rtf1\uc1 \u21512?\u21516?\par}", "rtf", "docx"),
        converter.convert(word(*CLAUSES), "docx", "pdf"),
    )

    assert read(made).text.strip() == "合同"
    assert printed.startswith(b"%PDF-")


async def test_what_is_no_such_file_is_refused():
    with pytest.raises(Unacceptable, match="文件无法转换"):
        await converter.convert(os.urandom(5000), "doc", "docx")


async def test_one_that_hangs_is_killed_with_all_its_children(program, monkeypatch, tmp_path):
    mark = tmp_path / "alive"
    program(f"(sleep 3; touch {mark}) & sleep 60")
    monkeypatch.setattr(converter, "SECONDS", 1)
    begun = time.monotonic()

    with pytest.raises(Unacceptable, match="文件转换超时"):
        await converter.convert(b"{\\rtf1}", "rtf", "docx")

    assert time.monotonic() - begun < 3
    await asyncio.sleep(3)
    assert not mark.exists()


async def test_it_gets_no_network_no_secrets_and_a_hardened_profile(program, monkeypatch, tmp_path):
    told = tmp_path / "told"
    program(
        f"env > {told}; cat /proc/net/dev >> {told}; "
        f"cat profile/user/registrymodifications.xcu >> {told}"
    )
    monkeypatch.setenv("SECRET_OF_THE_PORTAL", "yes")

    with pytest.raises(Unacceptable):
        await converter.convert(b"{\\rtf1}", "rtf", "docx")

    said = told.read_text()
    nets = {line.split(":")[0].strip() for line in said.splitlines() if re.match(r" *\w+: ", line)}
    assert nets == {"lo"} or "unshare" not in converter._shell()
    assert "SECRET_OF_THE_PORTAL" not in said
    assert '"MacroSecurityLevel" oor:op="fuse"><value>3<' in said
    assert "DisableActiveContent" in said
    assert "BlockUntrustedRefererLinks" in said


async def test_nothing_stays_behind(program, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "t"))
    (tmp_path / "t").mkdir()
    program("exit 1")

    with pytest.raises(Unacceptable):
        await converter.convert(b"{\\rtf1}", "rtf", "docx")

    assert not list((tmp_path / "t").iterdir())


async def test_without_a_converter_the_sentence_says_what_to_do(monkeypatch):
    monkeypatch.setattr(settings, "SOFFICE", "no-such-program")

    assert converter.installed() is None
    with pytest.raises(Unacceptable, match="没有安装文件转换程序"):
        await converter.convert(b"x", "doc", "pdf")
