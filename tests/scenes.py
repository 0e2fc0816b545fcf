"""Matters as tests need them: at a state, with a draft, with people in it."""

from __future__ import annotations

import base64
import hashlib
import itertools
from datetime import date
from functools import lru_cache
from io import BytesIO

import docx

from portal.clock import now
from portal.documents.models import Draft, Format, StoredFile
from portal.kinds import kind_of
from portal.matters.models import Matter, Part, Party
from portal.matters.progress import standing_at
from portal.people.models import Person
from portal.permits import Relation
from portal.storage import storage
from portal.workflow import State, standpoint_at
from tests.cast import Cast

_count = itertools.count(1)
DOT = (  # a PNG
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
CLAUSES = (
    "道路养护委托合同",
    "甲方（委托方）：云川市交通运输局",
    "乙方（受托方）：云川路桥养护有限公司",
    "第一条 养护范围为本市市管道路。",
    "第二条 合同签订后十日内支付百分之五十。",
    "第三条 发生争议的，提交仲裁，或者向人民法院提起诉讼。",
)


@lru_cache(maxsize=256)  # most tests ask for the same few
def word(*paragraphs: str) -> bytes:
    """A .docx of these paragraphs."""
    made, data = docx.Document(), BytesIO()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.save(data)
    return data.getvalue()


def with_picture(*paragraphs: str) -> bytes:
    """A .docx of these paragraphs and a picture of one dot below them."""
    made, data = docx.Document(BytesIO(word(*paragraphs))), BytesIO()
    made.add_picture(BytesIO(base64.b64decode(DOT)))
    made.save(data)
    return data.getvalue()


async def matter_at(
    state: State,
    cast: Cast,
    *,
    kind: str = "contract",
    title: str = "道路养护委托合同",
    data: bytes | None = None,
    people: tuple[tuple[Person, Relation], ...] | None = None,
) -> Matter:
    """A matter of Lin's department at `state`, with draft 1; Wu reviews unless `people` is said."""
    serial = next(_count)
    matter = await Matter.create(
        number=f"2026-{serial:04}", title=title, kind=kind, **stands(state, kind),
        organ=cast.transport, office=cast.office, submitted_by=cast.lin,
        submitted_at=now(), moved_at=now(),
        receipt="" if state is State.SUBMITTED else f"云司收〔2026〕{serial}号",
    )  # fmt: skip
    await Party.create(matter=matter, name="云川路桥养护有限公司", key="云川路桥养护", side="乙方")
    await with_draft(matter, data or word(*CLAUSES), by=cast.lin)
    given = people if people is not None else ((cast.wu, Relation.REVIEWER),)
    for person, relation in ((cast.lin, Relation.SUBMITTER), *given):
        await Part.create(
            matter=matter, person=person, relation=relation, since=now(), ended=matter.ended
        )
    return matter


def stands(state: State, kind: str) -> dict[str, object]:
    """What a matter's row says at `state`, at the first step of its type that is in it."""
    return standing_at(standpoint_at(state, kind_of(kind).track), kind_of(kind))


async def with_draft(matter: Matter, data: bytes, *, by: Person) -> Draft:
    """The next draft of `matter`, kept as if it had been uploaded."""
    sha = await storage().keep(data)
    await StoredFile.get_or_create(sha256=sha, defaults={"size": len(data), "kept": now()})
    texts = _texts(data)
    version = await Draft.filter(matter_id=matter.id).count() + 1
    return await Draft.create(
        matter=matter, version=version, name="合同.docx", format=Format.WORD, sha256=sha,
        original=sha, text_hash=hashlib.sha256("\n".join(texts).encode()).hexdigest(),
        paragraphs=len(texts), characters=sum(map(len, texts)), uploaded_by=by, uploaded_at=now(),
    )  # fmt: skip


@lru_cache(maxsize=64)
def _texts(data: bytes) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs)


TODAY = date(2026, 11, 23)
