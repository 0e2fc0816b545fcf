"""Small documents with one thing wrong: a letter of ours, its XML changed by hand."""

from __future__ import annotations

import io
import zipfile

from portal.kinds.shelf import kinds
from portal.opinions.letters import letter
from portal.opinions.samples import sample


def sound(key: str = "contract") -> bytes:
    """A sample letter with items."""
    kind = kinds()[key]
    return letter(*sample(kind, kind.outcomes[1]))


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The file with every `old` of a part replaced; `old` must be there."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            plain = source.read(name)
            if name == part:
                text = plain.decode()
                assert old in text, old
                plain = text.replace(old, new).encode()
            made.writestr(name, plain)
    return target.getvalue()
