"""A document held against GB/T 9704—2012: `measure(data)` gives every measure as a value."""

from portal.formats.checking import measure
from portal.formats.measure import Measure

__all__ = ["Measure", "measure"]
