"""The command line that outside programs rely on."""

import io
import json
import os
import signal
import zipfile
from pathlib import Path

import pytest

from portal.word import limits, read
from portal.word.command import main
from tests.word import corpus
from tests.word.tiny import docx, draft, ins, p, pack, r, unpack


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "draft.docx"
    path.write_bytes(draft("第一条 停车费。", "第二条"))
    return path


def annotate(file: Path, *notes: dict[str, object]) -> int:
    said = file.with_suffix(".json")
    said.write_text(json.dumps({"notes": notes}), encoding="utf-8")
    return main(["annotate", str(file), str(said), "-o", str(file.with_name("out.docx"))])


def test_extract_prints_what_a_file_holds(file, capfdbinary):
    file.write_bytes(docx(p(inside=r("甲") + ins("乙", "他"))))

    assert main(["extract", str(file)]) == 0

    assert json.loads(capfdbinary.readouterr().out) == {
        "paragraphs": [
            {"index": 0, "number": None, "text": "甲乙", "style": "", "in_table": False}
        ],
        "comments": [],
        "changes": [
            {
                **{"kind": "insert", "author": "他", "date": "2026-01-02T03:04:05Z"},
                **{"paragraph": 0, "start": 1, "end": 2, "text": "乙"},
            }
        ],
        "warnings": [],
    }


def test_annotate_writes_notes_and_tells_their_places(file, capfdbinary):
    reply = {"author": "王", "text": "答", "date": "2026-01-02T03:04:05Z"}
    note = {"id": "n", "quote": "停车费", "author": "李", "text": "评", "replies": [reply]}
    place = {"id": 2, "paragraph": 1, "start": 0, "end": 3, "author": "李", "replacement": "第三条"}

    assert annotate(file, note, place) == 0

    assert json.loads(capfdbinary.readouterr().out)["placed"] == [
        {"id": "n", "paragraph": 0, "start": 4, "end_paragraph": 0, "end": 7},
        {"id": "2", "paragraph": 1, "start": 0, "end_paragraph": 1, "end": 3},
    ]
    document = read(file.with_name("out.docx").read_bytes())
    assert [c.text for c in document.comments] == ["评", "答"]
    assert document.text == "第一条 停车费。\n第三条"


def test_what_finds_no_place_is_told_and_the_rest_written(file, capfdbinary):
    notes = (
        {"id": "x", "quote": "没有", "text": "评"},
        {"id": "y", "quote": "第二条", "text": "评"},
    )

    assert annotate(file, *notes) == 3

    said = json.loads(capfdbinary.readouterr().out)
    assert said["unplaced"] == [{"id": "x", "reason": "not-found"}]
    assert len(read(file.with_name("out.docx").read_bytes()).comments) == 1


def test_clean_reports_what_it_took_out(file, capfdbinary):
    out = file.with_name("clean.docx")

    assert main(["clean", str(file), "-o", str(out)]) == 0
    assert json.loads(capfdbinary.readouterr().out) == {"removed": {}}
    assert read(out.read_bytes()) == read(file.read_bytes())


def test_merge_joins_copies_and_lists_what_contradicts(file, capfdbinary):
    copies = []
    for author, new in (("甲", "泊车费"), ("乙", "车费")):
        note = {"quote": "停车费", "author": author, "replacement": new, "text": "评"}
        assert annotate(file, note) == 0
        copies.append(file.with_name(f"{author}.docx"))
        copies[-1].write_bytes(file.with_name("out.docx").read_bytes())
    capfdbinary.readouterr()
    out = file.with_name("merged.docx")

    assert main(["merge", str(file), *map(str, copies), "-o", str(out)]) == 0

    said = json.loads(capfdbinary.readouterr().out)
    assert said == {
        "conflicts": [
            {
                **{"paragraph": 0, "start": 4, "end_paragraph": 0, "end": 5, "old": "停"},
                "wordings": [
                    {"copy": "甲.docx", "author": "甲", "text": "泊", "kept": True},
                    {"copy": "乙.docx", "author": "乙", "text": "", "kept": False},
                ],
            }
        ],
        "untracked": [],
        "unplaced": [],
    }
    comments = read(out.read_bytes()).comments
    assert [(c.author, c.text) for c in comments] == [
        ("甲", "评"),
        ("乙", "评"),
        ("乙", "另一改法：车费"),
    ]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ([], 2),
        (["dance"], 2),
        (["extract"], 2),
        (["extract", "missing.docx"], 1),
        (["extract", "."], 1),
        (["extract", __file__], 1),
    ],
)
def test_what_goes_wrong_is_told_on_stderr(said, code, capsys):
    assert main(said) == code

    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert code == 2 or err.count("\n") == 1


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # the command has one thread
@pytest.mark.parametrize(
    ("work", "line"),
    [
        (lambda: bytearray(2 * limits.MEMORY), "too-much: working on it takes more than 768 MB"),
        (lambda: sum(iter(int, 1)), "too-long: working on it takes longer than 1 seconds"),
        (
            lambda: os.kill(os.getpid(), signal.SIGKILL),
            "too-much: working on it ended with SIGKILL",
        ),
    ],
)
def test_what_asks_for_too_much_is_ended_and_told_in_one_line(work, line, capfd):
    assert limits.within_limits(work, 1) == 1

    assert capfd.readouterr().err == f"{line}\n"


def hostile() -> dict[str, bytes]:
    """Files that break limits, each in its way."""
    parts = unpack(draft("第一条"))
    bomb = {**parts, "word/document.xml": b"<w:p/>" * 3_000_000}
    deep = {**parts, "word/document.xml": b"<a>" * 50_000 + b"</a>" * 50_000}
    long = {**parts, "word/document.xml": b"<a>" + b"x" * 200 * 1024 * 1024 + b"</a>"}
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as package:
        for name, plain in {**bomb, "word/document.xml": b"<w:p/>" * 1_600_000}.items():
            package.writestr(name, plain)
    return {
        **{"bomb": pack(bomb), "deep": pack(deep), "long": pack(long)},
        **{"stored": stored.getvalue(), "cut": pack(parts)[:500], "none": b""},
    }


def test_hostile_files_are_refused_with_one_line(tmp_path, capsys):
    for name, data in hostile().items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(data)
        notes = tmp_path / "notes.json"
        notes.write_text('{"notes": []}')
        out = str(tmp_path / "out")
        for command in (
            ["extract", str(path)],
            ["annotate", str(path), str(notes), "-o", out],
            ["clean", str(path), "-o", out],
            ["compare", str(path), str(path), "-o", out],
            ["html", str(path), "-o", out],
            ["merge", str(path), str(path), "-o", out],
        ):
            assert main(command) == 1, (name, command)
            assert capsys.readouterr().err.count("\n") == 1, (name, command)
            assert not Path(out).exists()


@pytest.mark.usefixtures("files")
def test_all_hostile_files_of_the_corpus_are_refused_or_read(capfd):
    for entry in corpus.entries():
        if entry.category == "hostile-opc":
            assert main(["extract", str(corpus.folder() / entry.name)]) in (0, 1), entry.name
            err = capfd.readouterr().err
            assert err.count("\n") <= 1, entry.name


@pytest.mark.parametrize(
    "said",
    [
        "{",
        "[]",
        '{"notes": 1}',
        '{"notes": [1]}',
        '{"notes": [{"text": 1}]}',
        '{"notes": [{"paragraph": "1"}]}',
    ],
)
def test_notes_that_make_no_sense_are_wrong_usage(file, said, capsys):
    notes = file.with_suffix(".json")
    notes.write_text(said)

    assert main(["annotate", str(file), str(notes), "-o", str(file)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
