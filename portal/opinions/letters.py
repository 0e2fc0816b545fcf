"""The opinion as a letter: the office's Word template, filled with what was approved.

The letter is Chinese whatever the language of the page. The fields are those of
review_templates/letters/FIELDS.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.clock import day_of
from portal.documents.models import Format, Material
from portal.formats.levels import about
from portal.formats.titles import broken
from portal.matters.models import Matter
from portal.opinions import templates
from portal.opinions.comparing import bare
from portal.opinions.contents import Content, Point
from portal.opinions.models import ItemClass, Opinion
from portal.opinions.templates import filled
from portal.word.template_pictures import Picture

TEMPLATE = "opinion.docx"
QR_WIDTH = 22.0  # mm
TITLE = "关于《{title}》的{letter}"
VERSION = "第{version}稿"
REPLACED = "修改为“{proposal}”。"
DELETED = "删去上述文字。"
INSTEAD = "本意见书出具后，原{number}意见书不再使用。"
INDENT = "\n　　"  # a further line within a paragraph begins as a paragraph does
STOPS = "。；！？：，、"
DAY = "{year}年{month}月{day}日"


@dataclass(frozen=True)
class Stamp:
    """What the letter bears only once it is signed, or a word that says so before."""

    number: str
    signed_on: date
    code: str
    address: str  # where anybody can verify it
    qr: bytes | None = None  # PNG


@dataclass(frozen=True)
class Frame:
    """What the letter says of the matter around the opinion itself."""

    office: str
    addressee: str
    contact: str
    submitted_on: date
    receipt: str
    materials: tuple[str, ...]
    letter: str
    reply_days: int
    is_word: bool
    replaces: str = ""  # the number of the opinion that this one takes the place of


async def frame_of(matter: Matter, opinion: Opinion) -> Frame:
    """The frame of the letter for `matter`; the department may call the opinion's author."""
    author = opinion.author
    return Frame(
        office=matter.office.name,
        addressee=matter.organ.name,
        contact=f"{author.name}，{author.phone}" if author.phone else author.name,
        submitted_on=day_of(matter.submitted_at),
        receipt=matter.receipt,
        materials=await _materials(matter),
        letter=matter.type.letter,
        reply_days=matter.type.clocks["feedback"].days,
        is_word=opinion.draft.format is Format.WORD,
        replaces=opinion.replaces,
    )


def pending(today: date, address: str) -> Stamp:
    """The stamp of a letter that is not signed yet."""
    return Stamp("（签发后编号）", today, "（签发后生成）", address)


def letter(said: Content, frame: Frame, stamp: Stamp) -> bytes:
    """The letter as a Word file; raises Unacceptable with the place of every wrong mark."""
    return filled(template_for(said), values(said, frame, stamp))


def template_for(said: Content) -> str:
    """The most telling template that the office keeps: for type and outcome, for the type, for all.

    An office that wants another letter for one type puts opinion.TYPE.docx or
    opinion.TYPE.OUTCOME.docx beside the others.
    """
    own = (f"opinion.{said.kind}.{said.conclusion}.docx", f"opinion.{said.kind}.docx")
    return next((name for name in own if (templates.LETTERS / name).is_file()), TEMPLATE)


def values(said: Content, frame: Frame, stamp: Stamp) -> dict[str, object]:
    """What the fields of the template say."""
    return {
        "office_name": frame.office,
        "signed_on": written_day(stamp.signed_on),
        "contact": frame.contact,
        "code": stamp.code,
        "verify_url": stamp.address,
        "qr": Picture(stamp.qr, QR_WIDTH) if stamp.qr else None,
        "number": stamp.number,
        "title": "\n".join(broken(TITLE.format(title=inner(said.title), letter=frame.letter))),
        "matter_title": inner(said.title),
        "addressee": frame.addressee,
        "submitted_on": written_day(frame.submitted_on),
        "receipt_number": frame.receipt or "—",
        "draft_version": VERSION.format(version=said.draft_version),
        "draft_fingerprint": said.fingerprint,
        "materials": list(frame.materials),
        "bases": list(said.bases),
        "review_modes": said.modes,
        "has_items": "" if said.is_faultless else said.outcome,
        "items": [item(point) for point in said.points],
        "groups": groups(said.points),
        "conclusion": f"{said.outcome or '（尚未选择结论）'}。",
        "conclusion_note": said.note,
        "other_notes": other_notes(said, frame),
        "reply_days": frame.reply_days,
        "attachments": attachments(said, frame),
    }


def groups(points: Sequence[Point]) -> list[dict[str, object]]:
    """The items by class, each class under a heading of its own: （一）关于程序."""
    present = [one for one in ItemClass if any(point.klass is one for point in points)]
    return [
        {
            "heading": about(at, klass.zh),
            "items": [item(point) for point in points if point.klass is klass],
        }
        for at, klass in enumerate(present, 1)
    ]


def item(point: Point) -> dict[str, object]:
    return {
        "seq": point.seq,
        "severity": point.severity.zh,
        "klass": point.klass.zh,
        "place": point.clause,
        "quote": point.quote,
        "problem": point.problem,
        "basis": indented(point.basis),
        "suggestion": indented(suggestion(point)),
    }


def suggestion(point: Point) -> str:
    """The suggestion, and the proposed wording unless the suggestion says it already."""
    said = point.suggestion.strip()
    if point.proposal is None or (point.proposal and bare(point.proposal) in bare(said)):
        return said
    wording = REPLACED.format(proposal=point.proposal) if point.proposal else DELETED
    stop = "" if not said or said[-1] in STOPS else "。"
    return f"{said}{stop}{wording}"


def indented(text: str) -> str:
    """Text of several lines as it stands behind a word of the template, in one paragraph."""
    return INDENT.join(line.strip() for line in text.splitlines() if line.strip())


def other_notes(said: Content, frame: Frame) -> str:
    """What the reviewer wrote besides, after the word that an older opinion no longer holds."""
    instead = INSTEAD.format(number=frame.replaces) if frame.replaces else ""
    return INDENT.join(one for one in (instead, said.other) if one)


def attachments(said: Content, frame: Frame) -> list[str]:
    annotated = ["逐条批注稿"] if frame.is_word and said.points else []
    return [*annotated, "采纳情况反馈表"] if said.points else []


def inner(title: str) -> str:
    """A title as it stands inside book-title marks: without its own, inner ones bent."""
    whole = title.startswith("《") and title.find("》") == len(title) - 1
    bare = title[1:-1] if whole else title
    return bare.replace("《", "〈").replace("》", "〉")


def written_day(day: date) -> str:
    """2026年8月5日, as letters have it (GB/T 9704—2012 7.3.5.4)."""
    return DAY.format(year=day.year, month=day.month, day=day.day)


async def _materials(matter: Matter) -> tuple[str, ...]:
    found = await Material.filter(matter_id=matter.id).order_by("id")
    return tuple(dict.fromkeys(_material(matter, one) for one in found if one.sha256))


def _material(matter: Matter, one: Material) -> str:
    slot = matter.type.slot(one.slot)
    return slot.name if slot else one.name
