"""In which order tables are written, so that what is pointed at is there first."""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import TopologicalSorter
from typing import Any

from tortoise.models import Model


def in_order(models: list[type[Model]]) -> list[type[Model]]:
    """`models` with every model after those that its foreign keys point at."""
    by_name = {model.__name__: model for model in models}
    graph = {name: targets(model) - {name} for name, model in by_name.items()}
    return [by_name[name] for name in TopologicalSorter(graph).static_order()]


def rows_in_order(model: type[Model], rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """`rows` with every row after those of the same table that it points at."""
    keys = [f"{key}_id" for key in model._meta.fk_fields if _points_home(model, key)]
    if not keys:
        return list(rows)
    by_id = {row["id"]: row for row in rows}
    graph = {one: {row[key] for key in keys} - {None, one} for one, row in by_id.items()}
    return [by_id[one] for one in TopologicalSorter(graph).static_order()]


def targets(model: type[Model]) -> set[str]:
    """The names of the models that `model` points at."""
    keys = model._meta.fk_fields | model._meta.o2o_fields
    return {model._meta.fields_map[key].related_model.__name__ for key in keys}  # type: ignore[attr-defined]


def _points_home(model: type[Model], key: str) -> bool:
    return model._meta.fields_map[key].related_model is model  # type: ignore[attr-defined]
