"""`python -m portal word …`: the engine for outside programs.

Exit codes: 0 done, 1 a file cannot be read, 2 wrong usage, 3 something found no place (what
could be written is written all the same).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.word import command_compare as comparison
from portal.word.annotating import annotate
from portal.word.cleaning import clean
from portal.word.errors import Unreadable
from portal.word.json_forms import annotated_json, document_json, merged_json, notes_from
from portal.word.limits import SECONDS, within_limits
from portal.word.merged import Copy
from portal.word.merging import merge
from portal.word.reading import read

DONE, UNREADABLE, USAGE, UNPLACED = range(4)


class WrongUsage(Exception):
    """The command was given something that it cannot make sense of."""


@dataclass(frozen=True)
class Command:
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def extract_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)


def extract(asked: argparse.Namespace) -> int:
    show(document_json(read(asked.file.read_bytes())))
    return DONE


def annotate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("notes", type=Path, help='JSON: {"notes": [...]}')
    parser.add_argument("-o", "--output", type=Path, required=True)


def annotate_file(asked: argparse.Namespace) -> int:
    annotated = annotate(asked.file.read_bytes(), notes_from(load(asked.notes)))
    asked.output.write_bytes(annotated.data)
    show(annotated_json(annotated))
    return UNPLACED if annotated.unplaced else DONE


def clean_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)


def clean_file(asked: argparse.Namespace) -> int:
    cleaned = clean(asked.file.read_bytes())
    asked.output.write_bytes(cleaned.data)
    show({"removed": dict(cleaned.report)})
    return DONE


def merge_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("original", type=Path)
    parser.add_argument("copies", type=Path, nargs="+", metavar="copy")
    parser.add_argument("-o", "--output", type=Path, required=True)


def merge_files(asked: argparse.Namespace) -> int:
    copies = [Copy(path.name, path.read_bytes()) for path in asked.copies]
    merged = merge(asked.original.read_bytes(), copies)
    asked.output.write_bytes(merged.data)
    show(merged_json(merged))
    return UNPLACED if merged.unplaced else DONE


COMMANDS = {
    "extract": Command("print what a file holds, as JSON", extract_arguments, extract),
    "annotate": Command("write notes into a file", annotate_arguments, annotate_file),
    "clean": Command("take out what must not leave the house", clean_arguments, clean_file),
    "compare": Command(
        "write one file that shows the way from OLD to NEW as tracked changes",
        comparison.compare_arguments, comparison.run_compare,
    ),
    "anchor": Command(
        "say where places of OLD stand in NEW",
        comparison.anchor_arguments, comparison.run_anchor,
    ),
    "merge": Command("join marked copies of one file", merge_arguments, merge_files),
    "html": Command("write a file as a page", comparison.html_arguments, comparison.run_html),
}  # fmt: skip


def guarded(said: list[str]) -> int:
    """Run one command in a process of its own, within limits of time and memory."""
    files = sum(Path(word).is_file() for word in said)
    return within_limits(lambda: main(said), SECONDS * max(1, files))


def main(said: list[str]) -> int:
    """Run one command; whatever goes wrong is one line on stderr."""
    try:
        asked = _parser().parse_args(said)
        return COMMANDS[asked.command].run(asked)
    except Unreadable as error:
        return _complain(str(error), UNREADABLE)
    except OSError as error:
        return _complain(f"{error.filename}: {error.strerror}", UNREADABLE)
    except (WrongUsage, ValueError) as error:
        return _complain(str(error), USAGE)
    except SystemExit as stop:
        return int(stop.code or 0)


def load(path: Path) -> Any:
    """The JSON value in a file."""
    try:
        return json.loads(path.read_bytes())
    except ValueError as error:
        raise WrongUsage(f"{path} is no JSON: {error}") from error


def show(value: object) -> None:
    """Print a value as JSON in UTF-8, whatever the terminal speaks."""
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n")
    sys.stdout.flush()


def _complain(why: str, code: int) -> int:
    print(" ".join(why.split()), file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m portal word", description=__doc__)
    rows = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        command.arguments(rows.add_parser(name, help=command.help))
    return parser
