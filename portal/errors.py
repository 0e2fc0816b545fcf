"""
Everything that may go wrong on purpose.

PortalError
  NotFound        nothing here, or nothing you may know of
  SignedOut       nobody is at the door
  Refused         you may not do this, and the reason why
  WrongMoment     the matter is not in a state that allows this
  Stale           somebody else moved it first
  Invalid         what was typed cannot be taken as it is, field by field
  Unacceptable    a file cannot be taken, and what to do about it

Texts are Chinese message ids; `facts` fill their {places} after translation.
"""

from __future__ import annotations

from collections.abc import Mapping


class PortalError(Exception):
    """Base of every error that a page is expected to explain to its reader."""

    def __init__(self, text: str = "", **facts: object) -> None:
        plain = {name: _plain(value) for name, value in facts.items()}
        super().__init__(text.format(**plain) if plain else text)
        self.text = text
        self.facts = facts


class NotFound(PortalError):
    """Nothing here, or nothing this person may know of."""


class SignedOut(PortalError):
    """Nobody is signed in; `back` is where the person wanted to go."""

    def __init__(self, back: str = "/") -> None:
        super().__init__("请先登录")
        self.back = back


class Refused(PortalError):
    """This person may not do this."""


class WrongMoment(PortalError):
    """The matter does not allow this from where it stands."""


class Stale(PortalError):
    """Somebody else moved it first; look again and decide again."""


class Invalid(PortalError):
    """What was typed cannot be taken; `errors` has one text a field, "" for the whole form."""

    def __init__(self, errors: Mapping[str, str], **facts: object) -> None:
        super().__init__("；".join(errors.values()), **facts)
        self.errors = dict(errors)


class Unacceptable(PortalError):
    """A file cannot be taken."""


def _plain(value: object) -> object:
    """A fact as it stands in a log: several are put one after the other."""
    if isinstance(value, tuple):
        return "、".join(str(getattr(one, "zh", one)) for one in value)
    return value
