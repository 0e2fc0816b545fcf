"""What comments and proposals leave of real files: all that is not as it was, by three judges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from tests.benchmarks.tables import Row
from tests.word import corpus, fidelity, sampling

TITLE = "Comments at 20 places and 10 proposals in every Word file of the corpus"
HEAD = (
    "files of", "files", "annotated", "comments and answers", "proposals", "refused", "changed",
    "new validator errors", "LibreOffice: PDF before", "PDF after",
)  # fmt: skip
Findings = tuple[dict[str, int], list[str], list[str]]  # new errors, spoilt for LibreOffice, never


def run() -> list[Row]:
    files, groups = _files(), {}
    for one in files:
        groups.setdefault(_source(one.name), []).append(one)
    rows = [_row(source, some) for source, some in sorted(groups.items())]
    return [HEAD, *rows, _row("all", files)]


def notes() -> str:
    """What stands below the table: reasons, and files that are not judged or not written to."""
    reasons = Counter(reason for one in _files() for reason in one.refused.elements())
    listed = {
        "Refused as": [f"{reason} {count}" for reason, count in reasons.most_common()],
        "Read, but without a paragraph": _without_paragraphs(),
        "Not as they were": [f"{one.name}: {one.faults[0]}" for one in _files() if one.faults],
        "New validator errors": sorted(_findings()[0]),
        "Not judged, because the validator stops counting": fidelity.not_judged(_files()),
        "Opened by LibreOffice before, but not after": _findings()[1],
        "Never opened by LibreOffice": _findings()[2],
    }
    lines = (f"- {title}: {'; '.join(some) or 'none'}." for title, some in listed.items())
    return "\n".join(lines) + "\n\n"


@cache
def _files() -> Sequence[fidelity.Kept]:
    return fidelity.every()


@cache
def _findings() -> Findings:
    errors = fidelity.new_errors(_files())
    spoilt, never = fidelity.not_opened(_files())
    return {name: found.total() for name, found in errors.items()}, spoilt, never


def _row(source: str, some: Sequence[fidelity.Kept]) -> Row:
    errors, spoilt, never = _findings()
    names = {one.name for one in some}
    shut, gone = len(names & set(never)), len(names & set(spoilt))
    return (
        source,
        sum(source in ("all", _source(entry.name)) for entry in corpus.word_files()),
        len(some),
        sum(one.comments for one in some),
        sum(one.proposals for one in some),
        sum(one.refused.total() for one in some),
        sum(bool(one.faults) for one in some),
        sum(errors.get(name, 0) for name in names),
        len(some) - shut,
        len(some) - shut - gone,
    )


def _source(name: str) -> str:
    return name.partition("/")[0].replace("__", "/")


def _without_paragraphs() -> list[str]:
    written = {one.name for one in _files()}
    return [name for name, _, _ in sampling.readable() if name not in written]
