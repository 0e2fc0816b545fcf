"""Taking a file in from outside: it is looked at before anything of it is kept.

Whatever is wrong is said by raising Unacceptable; then nothing of the file stays here. Call it
before any transaction: it may take seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.documents import workshop
from portal.documents.inspection import Inspection, inspect, sheet_mark
from portal.documents.models import Format
from portal.documents.recognition import Recognised
from portal.documents.secrecy import mark_in_name
from portal.documents.sorts import CONVERTED, ENDINGS, KNOWN_ENDINGS, Sort, ending_of, sort_of
from portal.errors import Unacceptable
from portal.gateways import converter
from portal.storage import storage
from portal.web.limits import most_bytes

if TYPE_CHECKING:
    from starlette.datastructures import UploadFile

LONGEST_NAME = 200
ACCEPTED = "可以接收 .docx、.doc、.wps、.rtf、.odt、.pdf，附件还可以是 .xlsx、.ofd、.jpg、.png"


@dataclass(frozen=True)
class Examined:
    """A file that was found good and is kept by its hash.

    `sha256` are the bytes to work on, `original` those that came; they differ when the file was
    converted. `format` is None for what can be material only (pictures, sheets, OFD).
    """

    name: str
    sort: Sort
    sha256: str
    original: str
    size: int  # bytes
    original_size: int
    format: Format | None
    text: str = ""
    text_hash: str = ""
    paragraphs: int = 0
    characters: int = 0
    warnings: tuple[str, ...] = ()
    recognised: Recognised = field(default_factory=Recognised)


async def examine(name: str, data: bytes) -> Examined:
    """`data`, uploaded as `name`: looked at, converted where need be, and kept.

    Raises Unacceptable with what is wrong and what to do.
    """
    name = tidy_name(name)
    if len(data) > most_bytes():
        raise too_large()
    sort = await _sort(name, data)
    _refuse_mark(mark_in_name(name))
    if sort in CONVERTED:
        working = await converter.convert(data, sort.value, "docx")
        return await _text_file(name, sort, working, data)
    if sort in (Sort.DOCX, Sort.PDF):
        return await _text_file(name, sort, data, data)
    if sort is Sort.XLSX:
        _refuse_mark(await workshop.run(sheet_mark, data))
    sha256 = await storage().keep(data)
    return Examined(name, sort, sha256, sha256, len(data), len(data), None)


async def examine_upload(upload: UploadFile) -> Examined:
    """As `examine`, of a file in a form; one over the limit is not even read."""
    if (upload.size or 0) > most_bytes():
        raise too_large()
    return await examine(upload.filename or "", await upload.read())


async def examine_draft(upload: UploadFile) -> Examined:
    """As `examine_upload`, of a file that must have text: Word, WPS, RTF, ODF or PDF."""
    examined = await examine_upload(upload)
    if examined.format is None:
        raise Unacceptable("送审稿须是 Word、WPS 或 PDF 文件；图片和表格请作为其他材料上传")
    return examined


def too_large() -> Unacceptable:
    """The refusal of a file over the limit."""
    return Unacceptable(
        "文件超过{most} MB；请压缩其中的图片，或拆分后再上传", most=most_bytes() // 2**20
    )


def tidy_name(name: str) -> str:
    """The name without folders and control signs; a long one keeps its ending."""
    plain = "".join(sign for sign in name.replace("\\", "/").split("/")[-1] if sign.isprintable())
    stem, dot, ending = plain.strip().rpartition(".")
    room = LONGEST_NAME - len(ending) - 1
    return f"{stem[:room]}{dot}{ending}" if stem else (plain.strip()[:LONGEST_NAME] or "file")


async def _sort(name: str, data: bytes) -> Sort:
    """What the bytes are; the name must say the same."""
    sort, ending = await workshop.run(sort_of, data), ending_of(name)
    if sort is None and ending in KNOWN_ENDINGS:
        raise Unacceptable(
            "文件名是 .{ending}，内容却无法识别，可能已经损坏；请用 Word 或 WPS 打开，另存后再上传",
            ending=ending,
        )
    if sort is None:
        raise Unacceptable("不能接收这种文件；{accepted}", accepted=ACCEPTED)
    if not ending:
        raise Unacceptable("文件名没有扩展名，内容是{sort}；请补上扩展名后再上传", sort=sort)
    if ending not in ENDINGS[sort]:
        raise Unacceptable(
            "文件名是 .{ending}，内容却是{sort}；请改回正确的扩展名，或另存后再上传",
            ending=ending, sort=sort,
        )  # fmt: skip
    return sort


async def _text_file(name: str, sort: Sort, working: bytes, original: bytes) -> Examined:
    found = await workshop.run(inspect, working)
    _refuse_mark(found.mark)
    sha256 = await storage().keep(working)
    kept = sha256 if original is working else await storage().keep(original)
    return _examined(name, sort, found, sha256, kept, len(working), len(original))


def _examined(
    name: str, sort: Sort, found: Inspection, sha256: str, original: str, size: int, came: int
) -> Examined:
    return Examined(
        name=name, sort=sort, sha256=sha256, original=original, size=size, original_size=came,
        format=Format.PDF if sort is Sort.PDF else Format.WORD,
        text=found.text, text_hash=found.text_hash,
        paragraphs=found.paragraphs, characters=found.characters,
        warnings=found.warnings, recognised=found.recognised,
    )  # fmt: skip


def _refuse_mark(mark: str | None) -> None:
    if mark:
        raise Unacceptable(
            "文件带有国家秘密标志“{mark}”：本平台不得存储、处理国家秘密，文件没有保存；"
            "请按保密规定线下办理，并报告本单位保密工作机构",
            mark=mark,
        )
