"""What the tests of opinions begin with: remarks made, advice handed in, an opinion written."""

from __future__ import annotations

from portal.clock import now
from portal.documents.models import Draft
from portal.matters.models import Matter, Part
from portal.opinions.queries import begun_opinion, opinion_of
from portal.people.models import Person
from portal.permits import Relation
from portal.reviews.models import (
    Advice,
    Annotation,
    Origin,
    Placement,
    PlaceState,
    Severity,
)
from portal.routing.models import Answer, Assignment, Duty
from portal.workflow import State
from tests.cast import Cast
from tests.client import Browser
from tests.scenes import CLAUSES, matter_at

PAY, COURT = "支付百分之五十", "提交仲裁，或者向人民法院提起诉讼"
WORDS = {
    "conclusion": "revise",
    "conclusion_note": "修改后可以签订。",
    "bases": "《中华人民共和国民法典》",
    "modes": "书面审查",
    "other": "",
    "without_advice": "",
}
OWN = {
    "severity": "must",
    "klass": "procedure",
    "problem": "未附资金来源证明。",
    "basis": "《政府投资条例》第十一条",
    "suggestion": "补充资金来源证明。",
}


async def remark(
    matter: Matter,
    author: Person,
    quote: str = PAY,
    *,
    severity: Severity = Severity.MUST,
    text: str = "预付比例偏高。",
    proposal: str | None = None,
    submitted: bool = True,
) -> Annotation:
    """A remark on `quote` in the matter's newest draft."""
    draft = await Draft.filter(matter_id=matter.id).order_by("-version").first()
    made = await Annotation.create(
        matter=matter, draft=draft, author=author, severity=severity, text=text,
        basis="《保障中小企业款项支付条例》第十条", proposal=proposal, origin=Origin.BROWSER,
        submitted=submitted, made_at=now(), changed_at=now(), version=1,
    )  # fmt: skip
    index = next(i for i, clause in enumerate(CLAUSES) if quote in clause)
    start = CLAUSES[index].index(quote)
    await Placement.create(
        annotation=made, draft=draft, state=PlaceState.PLACED, paragraph=index, start=start,
        end_paragraph=index, end=start + len(quote), clause=CLAUSES[index].split()[0], quote=quote,
    )  # fmt: skip
    return made


async def adviser(
    matter: Matter, person: Person, *, text: str = "", conclusion: str = "revise"
) -> Assignment:
    """`person` engaged as adviser; with a `text` his advice is handed in."""
    await Part.create(matter=matter, person=person, relation=Relation.ADVISER, since=now())
    asked = await Assignment.create(
        matter=matter, person=person, duty=Duty.ADVISER,
        answer=Answer.COMPLETED if text else Answer.ACCEPTED, asked_by=person, asked_at=now(),
    )  # fmt: skip
    if text:
        await Advice.create(
            assignment=asked, conclusion=conclusion, text=text, saved_at=now(),
            submitted_at=now(), version=1,
        )  # fmt: skip
    return asked


async def contract(cast: Cast, state: State = State.UNDER_REVIEW, kind: str = "contract") -> Matter:
    """A matter that Wu reviews; Zheng and Sun hold their roles in the office."""
    return await matter_at(state, cast, kind=kind)


async def take(browser: Browser, matter: Matter, annotation: Annotation, **more: str) -> None:
    answer = await browser.post(
        f"/matters/{matter.number}/opinion/items",
        {"remark": str(annotation.id), "choice": "taken", **more},
    )
    assert answer.status_code == 303, answer.text


async def submitted(browser: Browser, cast: Cast, matter: Matter, **words: str) -> None:
    """Wu hands the opinion on with these words."""
    kept = await opinion_of(matter)
    await browser.as_(cast.wu)
    answer = await browser.post(
        f"/matters/{matter.number}/opinion/submission",
        {**WORDS, "version": str(kept.version if kept else 0), **words},
    )
    assert answer.status_code == 303, answer.text


async def checked(browser: Browser, cast: Cast, matter: Matter) -> None:
    """Zheng passes the opinion that he has read."""
    await browser.as_(cast.zheng)
    answer = await browser.post(
        f"/matters/{matter.number}/opinion/approvals",
        {"word": "pass", "content": await content_hash(matter), "note": "同意"},
    )
    assert answer.status_code == 303, answer.text


async def content_hash(matter: Matter) -> str:
    return (await begun_opinion(matter)).content_hash
