"""LibreOffice, at arm's length: one conversion, one throw-away profile, no network, no macros."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

import settings
from portal.errors import Unacceptable

SECONDS = 60
MAX_RESULT = 200 * 1024 * 1024  # bytes that it may write
AT_ONCE = 2
PASSED_ON = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH")
READ_AS = {"doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8"}
WRITE_AS = {"docx": "docx:MS Word 2007 XML", "pdf": "pdf:writer_pdf_Export"}
BEGINS = {"docx": b"PK\3\4", "pdf": b"%PDF-"}
ITEM = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
)
HARDENED = {
    "DisableActiveContent": "true",
    "BlockUntrustedRefererLinks": "true",
    "DisableMacrosExecution": "true",
    "MacroSecurityLevel": "3",
}


async def convert(data: bytes, ending: str, to: str) -> bytes:
    """A file of this `ending` ("doc", "rtf", "odt", "docx") as `to` ("docx" or "pdf").

    Raises Unacceptable when no converter is installed, and when nothing that opens came out
    within a minute.
    """
    program = installed()
    if program is None:
        raise Unacceptable(
            "服务器没有安装文件转换程序，不能接收这种格式；请在 Word 或 WPS 中另存为 .docx 后再上传"
        )
    async with _turn(), _folder() as folder:
        source, target = folder / f"source.{ending}", folder / "out" / f"source.{to}"
        await asyncio.to_thread(_prepare, folder, source, data)
        await _finish(_command(program, folder, source, to), folder)
        made = await asyncio.to_thread(_result, target)
    if not made.startswith(BEGINS[to]):
        raise Unacceptable(
            "文件无法转换，可能已损坏或设有密码；请在 Word 或 WPS 中打开，另存为 .docx 后再上传"
        )
    return made


def installed() -> str | None:
    """Where the converter is; None when there is none on this machine."""
    return shutil.which(settings.SOFFICE)


def _command(program: str, folder: Path, source: Path, to: str) -> list[str]:
    """The whole command; the filter is named so that the content cannot choose another one."""
    read_as = READ_AS.get(source.suffix.lstrip("."))
    return [
        *_shell(),
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless", "--invisible", "--nologo", "--nodefault", "--norestore", "--nolockcheck",
        *([f"--infilter={read_as}"] if read_as else []),
        "--convert-to", WRITE_AS[to],
        "--outdir", str(folder / "out"),
        str(source),
    ]  # fmt: skip


@cache
def _shell() -> tuple[str, ...]:
    """What stands before the command: no network and limits, as far as this machine can."""
    limits = ("prlimit", f"--cpu={SECONDS}", f"--fsize={MAX_RESULT}", "--core=0")
    alone = ("unshare", "-n") if os.geteuid() == 0 else ("unshare", "-rn")
    return (*(limits if _works(limits) else ()), *(alone if _works(alone) else ()))


def _works(command: tuple[str, ...]) -> bool:
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        tried = subprocess.run([*command, "true"], capture_output=True, timeout=10)  # noqa: S603
        return tried.returncode == 0
    return False


async def _finish(command: list[str], folder: Path) -> None:
    """Run the command to its end; after a minute it and all that it started are killed."""
    env = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        *command, cwd=folder, start_new_session=True,
        env={**env, "HOME": str(folder), "TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await asyncio.wait_for(process.wait(), SECONDS)
    except TimeoutError:
        raise Unacceptable("文件转换超时；请在 Word 或 WPS 中另存为 .docx 后再上传") from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


def _prepare(folder: Path, source: Path, data: bytes) -> None:
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    items = "".join(ITEM.format(name=name, value=value) for name, value in HARDENED.items())
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n' + items + "</oor:items>\n",
        encoding="utf-8",
    )
    source.write_bytes(data)


def _result(target: Path) -> bytes:
    return target.read_bytes() if target.is_file() else b""


@contextlib.asynccontextmanager
async def _folder() -> AsyncIterator[Path]:
    folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="convert-"))
    try:
        yield folder
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


def _turn() -> asyncio.Semaphore:
    """The turnstile of this event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _turns:
        _turns[loop] = asyncio.Semaphore(AT_ONCE)
    return _turns[loop]
