"""The commands that compare: `word compare`, `word anchor` and `word html`.

Each has a function that declares its arguments and one that runs it and returns the exit code.
"""

from __future__ import annotations

import argparse
import base64
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

from portal.word.aligning import align
from portal.word.anchors import Carried, carry
from portal.word.comparing import ChangeKind, Comparison, compare
from portal.word.document import Document, Place
from portal.word.html import render
from portal.word.package import Package
from portal.word.reading import read
from portal.word.wording import Op

STYLE = Path(__file__).resolve().parents[2] / "static" / "css" / "paper.css"
IMAGES = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "bmp": "bmp", "webp": "webp"}
PLACE = ("paragraph", "start", "end_paragraph", "end")
SIGNS = {
    ChangeKind.CHANGED: "~",
    ChangeKind.INSERTED: "+",
    ChangeKind.DELETED: "-",
    ChangeKind.MOVED: ">",
}


def compare_arguments(parser: argparse.ArgumentParser) -> None:
    """OLD NEW -o OUT [--author A] [--date D] [--loose] [--json]"""
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    parser.add_argument("--author", default="portal", help="who the tracked changes are by")
    parser.add_argument("--date", default="", help="their time, ISO 8601; none if not given")
    parser.add_argument(
        "--loose", action="store_true", help="take width, quotes and spaces for equal"
    )
    parser.add_argument("--json", action="store_true", help="the summary as JSON")


def run_compare(asked: argparse.Namespace) -> int:
    """Writes the file with tracked changes; prints what changed."""
    old, new = asked.old.read_bytes(), asked.new.read_bytes()
    result = compare(old, new, author=asked.author, date=asked.date, loose=asked.loose)
    asked.output.write_bytes(result.data)
    if asked.json:
        say_json(summary(result))
    else:
        say("\n".join(lines(result)))
    return 0


def summary(result: Comparison) -> dict[str, Any]:
    changes = [asdict(change) for change in result.changes]
    return {"counts": result.counts, "changes": changes, "not_compared": result.not_compared}


def lines(result: Comparison) -> list[str]:
    """The summary for reading: counts, a line a change, what was not compared."""
    counts = ", ".join(f"{count} {name}" for name, count in result.counts.items())
    found = [counts or "no changes"]
    for change in result.changes:
        text = "".join(
            piece.text if piece.op is Op.KEEP else f"[{piece.op}{piece.text}]"
            for piece in change.pieces
        )
        label = change.new_number or change.old_number or change.clause
        found.append(f"{SIGNS[change.kind]} {label} {text}".replace("\n", " ⏎ "))
    found += [f"not compared: {', '.join(result.not_compared)}"] if result.not_compared else []
    return found


def anchor_arguments(parser: argparse.ArgumentParser) -> None:
    """OLD NEW ANCHORS.json"""
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("anchors", type=Path)


def run_anchor(asked: argparse.Namespace) -> int:
    """Prints where each anchor of the old file stands in the new one."""
    old, new = read(asked.old.read_bytes()), read(asked.new.read_bytes())
    given = anchors_in(asked.anchors)
    places = [place_of(anchor, old) for anchor in given]
    alignment = align(old, new)
    rows = [
        {"id": anchor.get("id"), **row(carry(alignment, place))}
        for anchor, place in zip(given, places, strict=True)
    ]
    say_json({"anchors": rows})
    return 0


def anchors_in(path: Path) -> list[Mapping[str, Any]]:
    """The anchors in a JSON file; raises ValueError where it holds something else."""
    try:
        given = json.loads(path.read_bytes())["anchors"]
        return [{"end_paragraph": anchor["paragraph"], **anchor} for anchor in given]
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path}: no list of anchors ({error})") from error


def place_of(anchor: Mapping[str, Any], document: Document) -> Place:
    """The place that an anchor names; raises ValueError where the document has no such place."""
    try:
        place = Place(*(int(anchor[name]) for name in PLACE))
    except (KeyError, TypeError) as error:
        raise ValueError(f"anchor {anchor.get('id')}: {error} is missing or no number") from error
    count = len(document.paragraphs)
    if not 0 <= place.paragraph <= place.end_paragraph < count or not is_inside(place, document):
        raise ValueError(f"anchor {anchor.get('id')}: no such place in the old file")
    return place


def is_inside(place: Place, document: Document) -> bool:
    first = len(document.paragraphs[place.paragraph].text)
    last = len(document.paragraphs[place.end_paragraph].text)
    ordered = place.paragraph < place.end_paragraph or place.start <= place.end
    return ordered and 0 <= place.start <= first and 0 <= place.end <= last


def row(carried: Carried) -> dict[str, Any]:
    nowhere = dict.fromkeys(PLACE)
    where = asdict(carried.place) if carried.place else nowhere
    return {"state": carried.state, **where, "old": carried.old, "new": carried.new}


def html_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE -o OUT.html"""
    parser.add_argument("file", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")


def run_html(asked: argparse.Namespace) -> int:
    """Writes the file as one HTML page with its pictures inside."""
    data = asked.file.read_bytes()
    package = Package(data)
    body = render(read(data), picture=lambda part: embedded(package, part))
    style = STYLE.read_text(encoding="utf-8") if STYLE.exists() else ""
    page = (
        f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(asked.file.name)}</title>\n<style>\n{style}</style>\n</head>\n"
        f'<body>\n<main class="paper">\n{body}\n</main>\n</body>\n</html>\n'
    )
    asked.output.write_text(page, encoding="utf-8")
    return 0


def embedded(package: Package, part: str) -> str | None:
    """A picture as a data address; None for formats that browsers do not show."""
    kind = IMAGES.get(part.rpartition(".")[2].casefold())
    if kind is None or part not in package:
        return None
    return f"data:image/{kind};base64,{base64.b64encode(package.part(part)).decode()}"


def say(text: str) -> None:
    """Prints in UTF-8, whatever the terminal speaks."""
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.flush()


def say_json(value: object) -> None:
    say(json.dumps(value, ensure_ascii=False, indent=1))
