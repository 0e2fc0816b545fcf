"""The types of matter, as the files in review_templates/types/ and the offices' own editions say.

Which materials, steps, clocks, words and outcomes a type has is the office's to decide: nothing
of it stands in code.
"""

from portal.kinds.kind import (
    Clock,
    Effect,
    Kind,
    Length,
    Outcome,
    Procedure,
    Sequel,
    Slot,
    Source,
    Start,
    Step,
    Unit,
)
from portal.kinds.reading import Faulty, read
from portal.kinds.shelf import kind_of, kinds, shipped

__all__ = (
    "Clock",
    "Effect",
    "Faulty",
    "Kind",
    "Length",
    "Outcome",
    "Procedure",
    "Sequel",
    "Slot",
    "Source",
    "Start",
    "Step",
    "Unit",
    "kind_of",
    "kinds",
    "read",
    "shipped",
)
