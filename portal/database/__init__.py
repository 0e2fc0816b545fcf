"""The one database: how it is opened, and the only door to a transaction."""

from portal.database.transactions import at_the_end, transaction

__all__ = ["at_the_end", "transaction"]
