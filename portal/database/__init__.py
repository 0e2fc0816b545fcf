"""The one database: how it is opened, and the only door to a transaction."""

from portal.database.transactions import transaction

__all__ = ["transaction"]
