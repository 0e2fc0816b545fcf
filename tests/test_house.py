"""The house stands as it is drawn: floors, pure modules, short files, one door to everything."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tortoise.fields.relational import ForeignKeyFieldInstance
from tortoise.models import Model

from portal.database.config import MODELS

HOUSE = Path(__file__).parent.parent
PORTAL = HOUSE / "portal"

# from the ground up; rooms of one floor do not know one another
FLOORS = (
    ("credit_codes", "errors", "names"),
    ("clock", "proofs", "word"),
    ("workflow", "checks", "formats"),
    ("acts", "permits"),
    ("kinds",),
    ("i18n", "storage", "database"),
    ("web", "gateways", "jobs"),
    ("people",),
    ("journal",),
    ("accounts", "bylaws"),
    ("matters",),
    ("documents",),
    ("deadlines",),
    ("advisers", "intake"),
    ("routing",),
    ("reviews",),
    ("opinions",),
    ("consultation", "signing"),
    ("register",),
    ("desk", "notices", "search", "stats", "api"),
    ("demo", "upkeep"),
    ("explaining", "routes", "worker", "app", "__main__"),
)
HEIGHT = {room: height for height, floor in enumerate(FLOORS) for room in floor}
PURE = {
    "credit_codes",
    "errors",
    "names",
    "clock",
    "proofs",
    "word",
    "checks",
    "formats",
    "workflow",
    "acts",
    "permits",
    "kinds",
}
LIBRARIES = {
    "proofs": {"legalverify"},  # the file beside the witness, where it stands alone
    "formats": {"lxml"},
    "word": {"lxml", "docx", "fast_diff_match_patch", "pypdfium2"},
}
DOORS = {"routes", "app", "worker", "__main__", "explaining", "demo", "upkeep"}
READ_SETTINGS = DOORS | {"i18n", "storage", "database", "web", "gateways", "jobs"}
STANDARD = set(__import__("sys").stdlib_module_names)


@cache
def sources() -> tuple[Path, ...]:
    found = (path for path in PORTAL.rglob("*.py") if "migrations" not in path.parts)
    return tuple(sorted(found))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return str(path.relative_to(HOUSE))


def room_of(path: Path) -> str:
    """The room (package) or the module on the ground of the house."""
    return path.relative_to(PORTAL).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The full names of all modules that `path` imports, anywhere in it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name_of(path)}: relative import"
            if node.module == "portal":
                yield from (f"portal.{alias.name}" for alias in node.names)
            else:
                yield node.module or ""


def rooms_used(path: Path) -> set[str]:
    names = (module.split(".") for module in imports(path))
    return {parts[1] for parts in names if parts[0] == "portal" and len(parts) > 1}


def test_every_room_has_its_floor():
    rooms = {room_of(path) for path in sources()} - {"__init__"}

    assert rooms - set(HEIGHT) == set()


def test_each_room_leans_on_lower_ones_only():
    wrong = [
        f"{name_of(path)} imports portal.{used}"
        for path in sources()
        if (room := room_of(path)) != "__init__" and not is_command(path)
        for used in sorted(rooms_used(path) - {room})
        if HEIGHT[used] >= HEIGHT[room] and not {room, used} <= DOORS
    ]

    assert wrong == []


def is_command(path: Path) -> bool:
    """A door on the command line may stand in any room."""
    return path.stem.startswith("command")


def test_foreign_keys_point_down():
    wrong = []
    for model in models():
        for field in model._meta.fields_map.values():
            if isinstance(field, ForeignKeyFieldInstance):
                own, other = room_of_model(model), room_of_model(field.related_model)
                if own != other and HEIGHT[other] >= HEIGHT[own]:
                    wrong.append(f"{model.__name__}.{field.model_field_name} points to {other}")

    assert wrong == []


def models() -> list[type[Model]]:
    from importlib import import_module

    from tortoise import Tortoise

    Tortoise.init_models(MODELS, "portal")
    found = []
    for module in MODELS:
        for one in vars(import_module(module)).values():
            if isinstance(one, type) and issubclass(one, Model) and one.__module__ == module:
                found.append(one)
    assert len(found) > 25
    return found


def room_of_model(model: type[Model]) -> str:
    return model.__module__.split(".")[1]


def test_the_law_knows_nothing_but_itself():
    wrong = []
    for path in sources():
        room = room_of(path)
        if room in PURE and not is_command(path):
            allowed = STANDARD | LIBRARIES.get(room, set())
            for module in imports(path):
                first, *rest = module.split(".")
                if first == "portal" and rest and rest[0] in PURE:
                    continue
                if first not in allowed:
                    wrong.append(f"{name_of(path)} imports {module}")

    assert wrong == []


def test_nobody_reaches_into_anothers_pages():
    wrong = [
        f"{name_of(path)} imports {module}"
        for path in sources()
        for module in imports(path)
        if module.startswith("portal.") and module.endswith("pages")
        if module.split(".")[1] != room_of(path) and room_of(path) not in DOORS
    ]

    assert wrong == []


def test_settings_are_read_at_the_doors_and_in_the_cellar():
    wrong = [
        name_of(path)
        for path in sources()
        if "settings" in set(imports(path))
        and room_of(path) not in READ_SETTINGS
        and not is_command(path)
    ]

    assert wrong == []


def uses(path: Path, *names: str) -> list[str]:
    """Lines of `path` in which one of these names (bare, or the end of a dotted one) is used."""
    found = []
    for node in ast.walk(tree(path)):
        name = getattr(node, "id", None) or getattr(node, "attr", None)
        imported = [
            alias.name for alias in getattr(node, "names", []) if isinstance(alias, ast.alias)
        ]
        if name in names or set(imported) & set(names):
            found.append(f"{name_of(path)}:{node.lineno}")
    return found


def test_there_is_one_door_to_a_transaction():
    found = [
        line
        for path in sources()
        if room_of(path) != "database"
        for line in uses(path, "in_transaction", "atomic")
    ]

    assert found == []


def test_one_module_asks_for_the_time():
    found = []
    for path in sources():
        if path in {PORTAL / "clock.py", PORTAL / "proofs/witness.py"}:  # it runs without us
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                asked = ast.unparse(node.func)
                if asked in TIME or asked.removeprefix("datetime.") in TIME:
                    found.append(f"{name_of(path)}:{node.lineno}")

    assert found == []


TIME = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time",
        "dt.datetime.now", "dt.date.today"}  # fmt: skip


def test_files_are_short():
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in sources()}
    long = sorted((length, name) for name, length in lengths.items() if length > 300)

    assert len(long) <= 0.05 * len(lengths), long


def test_functions_are_short():
    lengths = {
        f"{name_of(path)}:{node.lineno} {node.name}": length_of(node)
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    long = sorted((length, name) for name, length in lengths.items() if length > 25)

    assert len(lengths) > 500
    assert len(long) <= 0.05 * len(lengths), long


def length_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the signature to the end, the docstring not counted."""
    whole = (node.end_lineno or node.lineno) - node.lineno + 1
    if not ast.get_docstring(node):
        return whole
    said = node.body[0]
    return whole - ((said.end_lineno or said.lineno) - said.lineno + 1)


def test_no_drawers_for_everything():
    drawers = {"utils", "util", "common", "helpers", "helper", "services", "service", "managers",
               "manager", "misc"}  # fmt: skip
    found = [name_of(path) for path in sources() if {path.stem, path.parent.name} & drawers]

    assert found == []


def test_every_module_says_which_question_it_answers():
    silent = [
        name_of(path)
        for path in sources()
        if path.stat().st_size and not ast.get_docstring(tree(path))
    ]

    assert silent == []
