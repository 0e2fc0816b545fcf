"""Word documents as values: bytes and values in, bytes and values out.

The library knows no web, no database, no settings and no clock; see its README.
"""

from portal.word.aligning import Alignment, align
from portal.word.anchors import Anchor, Carried, CarryState, carry, find, remember
from portal.word.annotating import annotate
from portal.word.cleaning import Cleaned, clean
from portal.word.comparing import (
    ChangeKind,
    ClauseChange,
    Comparison,
    Snippet,
    changes,
    compare,
)
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
from portal.word.html import Highlight, render
from portal.word.importing import Answer, News, news
from portal.word.merged import Conflict, Copy, Merged
from portal.word.merging import merge
from portal.word.notes import Annotated, Note, Reason, Reply, Whole
from portal.word.properties import set_properties
from portal.word.reading import read
from portal.word.returning import Rewording
from portal.word.revisions import accept, reject

__all__ = (
    "Alignment",
    "Anchor",
    "Annotated",
    "Answer",
    "Block",
    "Carried",
    "CarryState",
    "Cell",
    "Change",
    "ChangeKind",
    "ClauseChange",
    "Cleaned",
    "Comment",
    "Comparison",
    "Conflict",
    "Copy",
    "Document",
    "Encrypted",
    "Highlight",
    "Hostile",
    "Layout",
    "Look",
    "Mark",
    "Merged",
    "News",
    "Note",
    "Paragraph",
    "Place",
    "Reason",
    "Reply",
    "Rewording",
    "Row",
    "Snippet",
    "Span",
    "Story",
    "Table",
    "Typeface",
    "Unreadable",
    "Whole",
    "accept",
    "align",
    "annotate",
    "carry",
    "changes",
    "clean",
    "compare",
    "find",
    "merge",
    "news",
    "read",
    "reject",
    "remember",
    "render",
    "set_properties",
)
