"""Everything that the database holds, for tests that say "nothing changed"."""

from __future__ import annotations

from tortoise import Tortoise


async def everything(*but: str) -> dict[str, list[dict[str, object]]]:
    """All rows of all tables except `but`, by name of the table."""
    models = Tortoise.apps["portal"].values()
    return {
        model._meta.db_table: [
            dict(row) for row in await model.all().order_by(model._meta.pk_attr).values()
        ]
        for model in models
        if model._meta.db_table not in but
    }
