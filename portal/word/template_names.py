"""The names that a template may use, and what stands behind each of them.

A name is written as a path: `title` is text, `items[]` a list, `items[].place` text of each
of its records, `materials[]` a list of texts when no path goes further, `contact.phone` text
of a record. `items[].*` says that anything may follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from difflib import get_close_matches
from enum import Enum, auto

from portal.word.template_pictures import Picture

Value = object


class Kind(Enum):
    TEXT = auto()
    LIST = auto()
    RECORD = auto()
    ANY = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Names:
    """The paths that exist, seen from inside the loops that are open."""

    paths: frozenset[str]
    variables: Mapping[str, str] = field(default_factory=dict)

    def kind(self, path: str) -> Kind:
        full = self._full(path)
        if full + "[]" in self.paths:
            return Kind.LIST
        if any(known.startswith(full + ".") for known in self.paths if not known.endswith(".*")):
            return Kind.RECORD
        if self._open(full):
            return Kind.ANY
        return Kind.TEXT if full in self.paths else Kind.NOTHING

    def within(self, variable: str, source: str) -> Names:
        """The names inside a loop over `source`; of what is no list anything is believed."""
        entry = self._full(source) + "[]"
        believed = () if self.kind(source) is Kind.LIST else (entry + ".*",)
        return Names(self.paths.union(believed), {**self.variables, variable: entry})

    def nearest(self, path: str) -> str:
        """The name in reach that resembles `path` most, or nothing."""
        return next(iter(get_close_matches(path, sorted(self._reach()), n=1, cutoff=0.6)), "")

    def _full(self, path: str) -> str:
        head, dot, tail = path.partition(".")
        return self.variables.get(head, head) + dot + tail

    def _open(self, full: str) -> bool:
        parts = full.split(".")
        return any(".".join(parts[:n]) + ".*" in self.paths for n in range(1, len(parts) + 1))

    def _reach(self) -> Iterator[str]:
        top = (path for path in self.paths if "[]." not in path and not path.endswith(".*"))
        yield from (path.removesuffix("[]") for path in top)
        for variable, full in self.variables.items():
            yield variable
            yield from (
                variable + path.removeprefix(full)
                for path in self.paths
                if path.startswith(full + ".") and not path.endswith(("[]", "*"))
            )


def names_of(values: Mapping[str, Value]) -> frozenset[str]:
    """The paths of a set of values; of None and of an empty list anything is believed."""
    return frozenset(path for name, value in values.items() for path in _paths(name, value))


def find(values: Mapping[str, Value], path: str) -> Value:
    """What stands behind a dotted name; None where nothing does."""
    value: Value = values
    for name in path.split("."):
        value = _record(value).get(name)
    return value


def entries(value: Value) -> Sequence[Value]:
    """The entries of a list; none where the value is no list."""
    return value if isinstance(value, Sequence) and not isinstance(value, str | bytes) else ()


def _paths(path: str, value: Value) -> Iterator[str]:
    if not isinstance(value, Sequence) or isinstance(value, str | bytes):
        yield path
        yield from [path + ".*"] if value is None else ()
        for name, part in _record(value).items():
            yield from _paths(f"{path}.{name}", part)
        return
    yield path + "[]"
    yield from () if value else [path + "[].*"]
    for entry in value:
        yield from _paths(path + "[]", entry)


def _record(value: Value) -> Mapping[str, Value]:
    """The fields of a mapping or dataclass, the only records that there are."""
    if isinstance(value, Mapping):
        return value
    if is_dataclass(value) and not isinstance(value, type | Picture):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    return {}
