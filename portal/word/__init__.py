"""Word documents as values: bytes and values in, bytes and values out.

The library knows no web, no database, no settings and no clock; see its README.
"""

from portal.word.annotating import annotate
from portal.word.cleaning import Cleaned, clean
from portal.word.document import (
    Block,
    Cell,
    Change,
    Comment,
    Document,
    Layout,
    Look,
    Mark,
    Paragraph,
    Place,
    Row,
    Span,
    Story,
    Table,
    Typeface,
)
from portal.word.errors import Encrypted, Hostile, Unreadable
from portal.word.importing import Answer, News, news
from portal.word.notes import Annotated, Note, Reason, Reply
from portal.word.properties import set_properties
from portal.word.reading import read
from portal.word.returning import Rewording

__all__ = (
    "Annotated",
    "Answer",
    "Block",
    "Cell",
    "Change",
    "Cleaned",
    "Comment",
    "Document",
    "Encrypted",
    "Hostile",
    "Layout",
    "Look",
    "Mark",
    "News",
    "Note",
    "Paragraph",
    "Place",
    "Reason",
    "Reply",
    "Rewording",
    "Row",
    "Span",
    "Story",
    "Table",
    "Typeface",
    "Unreadable",
    "annotate",
    "clean",
    "news",
    "read",
    "set_properties",
)
