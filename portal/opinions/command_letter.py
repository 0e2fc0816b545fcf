"""`python -m portal letter`: write a sample letter, or hold a Word file against the standard.

letter --example TYPE -o FILE.docx [--outcome KEY]   a sample letter of a type
letter check FILE.docx [--json]                      every measure against GB/T 9704—2012

Exit codes of `check`: 0 the file was measured, whether or not it fits (the answer says which:
"fits" in the JSON, ✗ in the text), 1 it cannot be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from portal.errors import NotFound, PortalError
from portal.formats import Measure, measure
from portal.formats.checking import kind as format_of
from portal.kinds.shelf import kinds
from portal.opinions.letters import letter
from portal.opinions.samples import sample
from portal.word.errors import Unreadable
from portal.word.limits import SECONDS, within_limits


def guarded(said: list[str]) -> int:
    """Run in a process of its own, within limits of time and memory: files come from anywhere."""
    return within_limits(lambda: main(said), SECONDS)


def main(said: list[str]) -> int:
    """Run the command; whatever goes wrong is one line on stderr."""
    try:
        if said[:1] == ["check"]:
            return _check(_parser(_check_arguments).parse_args(said))
        return _example(_parser(_example_arguments).parse_args(said))
    except Unreadable as error:
        return _complain(str(error))
    except OSError as error:
        return _complain(f"{error.filename}: {error.strerror}")
    except PortalError as error:
        return _complain(str(error))
    except SystemExit as stop:
        return int(stop.code or 0)


def _parser(grammar: Callable[[argparse.ArgumentParser], None]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m portal letter", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    grammar(parser)
    return parser


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("command", choices=["check"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true")


def _example_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--example", metavar="TYPE", required=True, choices=sorted(kinds()))
    parser.add_argument("--outcome", metavar="KEY", help="key of an outcome; else one with items")
    parser.add_argument("-o", "--output", type=Path, required=True)


def _example(asked: argparse.Namespace) -> int:
    kind = kinds()[asked.example]
    if asked.outcome is not None:
        outcome = kind.outcome(asked.outcome)
    elif kind.outcomes:
        outcome = kind.outcomes[min(1, len(kind.outcomes) - 1)]
    else:
        raise NotFound(f"{kind.key} has no outcomes")
    asked.output.write_bytes(letter(*sample(kind, outcome)))
    return 0


def _check(asked: argparse.Namespace) -> int:
    data = asked.file.read_bytes()
    found = measure(data)
    if asked.json:
        said = json.dumps(answer(found, format_of(data)), ensure_ascii=False, indent=1)
    else:
        said = "\n".join(_row(one) for one in found)
    sys.stdout.buffer.write(said.encode() + b"\n")
    sys.stdout.flush()
    return 0


def answer(found: tuple[Measure, ...], kind: str) -> dict[str, object]:
    """The answer in JSON: the format, whether all fits, and every measure."""
    return {
        "standard": "GB/T 9704-2012",
        "format": kind,
        "fits": all(one.ok for one in found),
        "measures": [asdict(one) for one in found],
    }


def _row(one: Measure) -> str:
    sign = "✓" if one.ok else "✗"
    return f"{sign} {one.name}（{one.place}）：应为 {one.expected}；实为 {one.found}"


def _complain(why: str) -> int:
    print(" ".join(why.split()), file=sys.stderr)
    return 1
