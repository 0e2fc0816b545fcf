"""The dossier (卷宗): all about one matter in one zip, which opens and proves itself alone."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import portal.proofs
from portal.clock import day_of, now
from portal.documents.models import Draft, Material
from portal.errors import NotFound
from portal.gateways.record_key import public_key, sign
from portal.intake.models import SupplementItem
from portal.journal.models import Entry, Leaf
from portal.journal.proving import anchored, plain, proved
from portal.matters.models import Matter
from portal.opinions.letters import written_day
from portal.signing import dossier_papers as papers
from portal.signing.dossier_checks import check
from portal.signing.dossier_papers import Finding, Line
from portal.signing.dossier_records import records
from portal.signing.models import IssuedOpinion
from portal.signing.receipts import entry_of, receipt_of, strayed
from portal.storage import storage

PROGRAM = Path(portal.proofs.__file__).parent / "legalverify.py"
READ_ME = """本卷宗可以脱离本平台核验：
1. 用任何解压软件打开；先看 1-卷内目录.docx。
2. 安装 Python 3.11 或以上版本后运行：python legalverify.py 卷宗.zip --key 公钥
   公钥见审查机构公布的文本（网站“核验”页）。程序只读、不联网，只用标准库，可以逐行审阅。
3. 结论为 VALID 即全部一致；NOT VALID 时逐项指出被改动、缺少或者多出的内容。
"""


@dataclass(frozen=True)
class Piece:
    """One file of a dossier."""

    path: str
    title: str
    data: bytes


async def dossier(matter: Matter) -> bytes:
    """The zip; raises Stale until the issuing is sealed and witnessed, NotFound before issuing."""
    issued = await _issued(matter)
    journal = await _journal(matter)
    found, lost = await _files(matter)
    found += await _letters(issued, lost)
    found += [Piece(path, title, data) for path, title, data in await records(matter)]
    found.append(Piece("journal.json", "办理记录及其证明", _json(journal)))
    findings = await _checked(matter, issued, found, lost)
    return await asyncio.to_thread(_bound, matter, issued, found, findings, journal)


async def _issued(matter: Matter) -> list[IssuedOpinion]:
    found = IssuedOpinion.filter(opinion__matter_id=matter.id).order_by("id")
    issued = await found.select_related("opinion", "opinion__matter", "office", "replaces")
    if not issued:
        raise NotFound("意见书尚未出具")
    return issued


async def _journal(matter: Matter) -> dict[str, Any]:
    """The matter's entries as far as they are sealed and witnessed, each with its proof."""
    point = await anchored()
    sealed = Leaf.filter(subject=matter.number, position__lt=point.size if point else 0)
    entries = Entry.filter(subject=matter.number, seq__lte=await sealed.count())
    told = await entries.order_by("seq")
    proof = await proved(told)
    return {**proof, "entries": [plain(one) for one in told], "length": len(told)}


async def _files(matter: Matter) -> tuple[list[Piece], list[str]]:
    """All that was uploaded, and the names of what the storage no longer has."""
    wanted = []
    for draft in await Draft.filter(matter_id=matter.id).order_by("version"):
        name = f"drafts/{draft.version}-{draft.name}"
        wanted.append((name, f"送审稿第{draft.version}稿", draft.original))
        if draft.sha256 != draft.original:
            wanted.append((f"{name}.docx", f"送审稿第{draft.version}稿（转换）", draft.sha256))
    for one in await Material.filter(matter_id=matter.id).exclude(sha256="").order_by("id"):
        wanted.append((f"materials/{one.id}-{one.name}", one.name, one.sha256))
    items = SupplementItem.filter(supplement__matter_id=matter.id).exclude(sha256="")
    for item in await items.order_by("id"):
        wanted.append((f"supplements/{item.id}-{item.file_name}", item.text, item.sha256))
    return await _fetched(wanted)


async def _letters(issued: list[IssuedOpinion], lost: list[str]) -> list[Piece]:
    found = []
    for one in issued:
        wanted = [(f"opinion/{one.number}.docx", f"{one.number} 审查意见书", one.letter)]
        if one.annotated:
            wanted.append((f"opinion/{one.number}-批注稿.docx", "逐条批注稿", one.annotated))
        pieces, gone = await _fetched(wanted)
        lost += gone
        text = (await receipt_of(one)).encode()
        found += [*pieces, Piece(f"opinion/{one.number}-存证回执.json", "存证回执", text)]
    return found


async def _fetched(wanted: list[tuple[str, str, str]]) -> tuple[list[Piece], list[str]]:
    found, lost = [], []
    for path, title, sha256 in wanted:
        try:
            data = await storage().fetch(sha256)
        except NotFound:
            lost.append(path)
        else:
            found.append(Piece(_safe(path), title, data))
    return found, lost


def _safe(path: str) -> str:
    """The name of an upload stays in its folder and is one that every system can write."""
    folder, _, name = path.partition("/")
    plain_name = "".join("_" if sign in '\\/:*?"<>|' or ord(sign) < 32 else sign for sign in name)
    return str(PurePosixPath(folder) / plain_name)


async def _checked(
    matter: Matter, issued: list[IssuedOpinion], found: list[Piece], lost: list[str]
) -> list[Finding]:
    wrong = []
    for one in issued:
        entry = await entry_of(one)
        wrong += strayed(one, entry) if entry else [f"{one.number} 没有签发记录"]
    promised = Material.filter(matter_id=matter.id, sha256="", promised__isnull=False)
    files = {piece.path: piece.data for piece in found}
    return await asyncio.to_thread(check, files, lost, wrong, await promised.count())


def _bound(
    matter: Matter, issued: list[IssuedOpinion], found: list[Piece], findings: list[Finding],
    journal: dict[str, Any],
) -> bytes:  # fmt: skip
    """Cover, catalogue, notes and the signed list around it, all in one zip."""
    made = now()
    lines = [Line(one.title, one.path, len(one.data)) for one in found]
    last = issued[-1]
    facts = [
        ("审查机构", last.office.name), ("事项编号", matter.number), ("事项名称", matter.title),
        ("送审单位", matter.organ.name), ("文号", "、".join(one.number for one in issued)),
        ("出具日期", written_day(day_of(last.at))), ("件数", str(len(found))),
        ("制卷日期", written_day(day_of(made))),
    ]  # fmt: skip
    said = f"办理记录共{journal['length']}条，均有存证证明。制卷：{written_day(day_of(made))}。"
    whole = [
        Piece("0-卷宗封面.docx", "卷宗封面", papers.cover(facts)),
        Piece("1-卷内目录.docx", "卷内目录", papers.catalogue(lines)),
        *found,
        Piece("9-备考表.docx", "备考表", papers.notes(findings, said)),
        Piece("四性检测.json", "四性检测结果", _json([vars(one) for one in findings])),
        Piece("如何核验.txt", "如何核验", READ_ME.encode()),
        Piece("legalverify.py", "核验程序", PROGRAM.read_bytes()),
    ]
    return _zipped(whole, _manifest(matter, whole, journal))


def _manifest(matter: Matter, whole: list[Piece], journal: dict[str, Any]) -> bytes:
    told = {value for entry in journal["entries"] for value in entry["facts"].values()}
    files = []
    for one in whole:
        sha256 = hashlib.sha256(one.data).hexdigest()
        files.append({
            "path": one.path, "title": one.title, "bytes": len(one.data), "sha256": sha256,
            "in_journal": sha256 in told,
        })  # fmt: skip
    said = {"origin": public_key().name, "matter": matter.number, "made": now(), "files": files}
    return _json(said)


def _zipped(whole: list[Piece], manifest: bytes) -> bytes:
    signed = sign(f"{public_key().name}\n{hashlib.sha256(manifest).hexdigest()}\n").encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in whole:
            archive.writestr(one.path, one.data)
        archive.writestr("manifest.json", manifest)
        archive.writestr("manifest.sig", signed)
    return buffer.getvalue()


def _json(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False, indent=1, default=str).encode()
