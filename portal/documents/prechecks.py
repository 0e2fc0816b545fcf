"""The pre-check of a kept file, once for each file, kind and day."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from datetime import date

from portal.checks import Facts, Report, Subject, check, paper_of
from portal.documents.workshop import document_of

# the kind of document that a type of matter is about; what is not named here is read as a decision
SUBJECTS = {
    "contract": Subject.CONTRACT, "normative": Subject.NORMATIVE, "rule": Subject.NORMATIVE,
    "competition": Subject.NORMATIVE, "agenda": Subject.AGENDA, "minutes": Subject.MINUTES,
    "enforcement": Subject.ENFORCEMENT,
}  # fmt: skip
KEPT = 64  # reports at hand

_reports: OrderedDict[tuple[str, Subject, date], Report] = OrderedDict()


async def precheck(sha256: str, kind: str, day: date) -> Report:
    """What can be established of the file without judgement, as of `day`, the document's date.

    `kind` is the key of the matter's type. Raises Unacceptable for an unreadable file.
    """
    subject = SUBJECTS.get(kind, Subject.DECISION)
    key = (sha256, subject, day)
    if key not in _reports:
        paper = paper_of(await document_of(sha256))
        _reports[key] = await asyncio.to_thread(check, paper, Facts(subject, day))
        while len(_reports) > KEPT:
            _reports.popitem(last=False)
    _reports.move_to_end(key)
    return _reports[key]
