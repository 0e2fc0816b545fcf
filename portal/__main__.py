"""The command line: `python -m portal COMMAND`.

Exit codes: 0 done, 1 refused with one clear line on stderr, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass

from tortoise.exceptions import BaseORMException

import portal.accounts.command
import portal.checks.command
import portal.deadlines.command
import portal.demo.command
import portal.journal.command
import portal.opinions.command_letter
import portal.proofs.witness
import portal.routing.command
import portal.signing.command
import portal.signing.command_dossiers
import portal.upkeep.backups
import portal.upkeep.doctor
import portal.upkeep.serving
import portal.word.command
from portal.errors import PortalError


@dataclass(frozen=True)
class Command:
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def nothing(_: argparse.ArgumentParser) -> None:
    """A command without arguments."""


upkeep = portal.upkeep
COMMANDS = {
    "start": Command(
        "set up, seed a demo on first start, and serve (what bin/run calls)",
        upkeep.serving.arguments, upkeep.serving.start,
    ),
    "serve": Command("serve the portal", upkeep.serving.arguments, upkeep.serving.serve),
    "worker": Command("do the work behind the scenes", nothing, upkeep.serving.work),
    "migrate": Command("bring the database up to date", nothing, upkeep.serving.migrate),
    "demo": Command(
        "fill an empty portal with a demo government",
        nothing, portal.demo.command.run,
    ),
    "user": Command(
        "add a person or set a password",
        portal.accounts.command.arguments, portal.accounts.command.run,
    ),
    "doctor": Command("say what is missing", nothing, upkeep.doctor.run),
    "backup": Command(
        "write database and files into one file",
        upkeep.backups.arguments, upkeep.backups.backup,
    ),
    "restore": Command(
        "bring a backup back, verified, into an empty portal",
        upkeep.backups.arguments, upkeep.backups.restore,
    ),
    "journal": Command(
        "verify the journal's chains",
        portal.journal.command.arguments, portal.journal.command.run,
    ),
    "routing": Command(
        "draw the choices of a matter again",
        portal.routing.command.arguments, portal.routing.command.run,
    ),
    "verify": Command(
        "whether a letter, an annotated file, a receipt or a dossier is unchanged",
        portal.signing.command.arguments, portal.signing.command.run,
    ),
    "dossier": Command(
        "write the dossiers of one matter or of a year's opinions into a folder",
        portal.signing.command_dossiers.arguments, portal.signing.command_dossiers.run,
    ),
    "witness": Command(
        "cosign another office's record; stands alone as well (portal/proofs/witness.py)",
        portal.proofs.witness.arguments, portal.proofs.witness.run,
    ),
    "deadline": Command(
        "the last day of a period",
        portal.deadlines.command.arguments, portal.deadlines.command.run,
    ),
}  # fmt: skip


def main(said: list[str]) -> int:
    if said[:1] == ["check"]:
        return portal.checks.command.guarded(said[1:])
    if said[:1] == ["word"]:
        return portal.word.command.guarded(said[1:])
    if said[:1] == ["letter"]:
        return portal.opinions.command_letter.guarded(said[1:])
    asked = _parser().parse_args(said)
    try:
        return COMMANDS[asked.command].run(asked)
    except PortalError as error:
        print(error, file=sys.stderr)
    except BaseORMException as error:
        print(f"the database answers: {error}; see `python -m portal doctor`", file=sys.stderr)
    except (OSError, ValueError) as error:
        print(f"{asked.command}: {error}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m portal", description=__doc__)
    rows = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        command.arguments(rows.add_parser(name, help=command.help))
    rows.add_parser("check", help="pre-check one file: citations, sums, dates, clauses …")
    rows.add_parser("word", help="work on Word files: extract, annotate, compare, anchor …")
    rows.add_parser("letter", help="write a sample letter; measure a file against GB/T 9704")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
