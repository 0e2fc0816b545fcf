"""Why a file is refused: each refusal has a code that the portal words for people.

Unreadable
  Encrypted    the file has a password
  Hostile      the file breaks a limit or carries what never belongs in a draft
"""

from __future__ import annotations


class Unreadable(Exception):
    """The bytes are no Word document that can be worked with; `code` says which way."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class Encrypted(Unreadable):
    """The file is protected by a password."""

    def __init__(self) -> None:
        super().__init__("encrypted", "the file has a password; remove it and try again")


class Hostile(Unreadable):
    """The file breaks a limit of size, depth or count, or carries macros and the like."""
