"""Which list of the new file is which of the old one; unknown lists are brought along.

A list is known from paragraphs that both files share, else by being numbered in the same way.
"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy

from lxml import etree

from portal.word.names import VAL, w
from portal.word.package import Package
from portal.word.revisions import drop

NUM, NUMBER_ID = w("num"), w("numId")
ABSTRACT, ABSTRACT_ID = w("abstractNum"), w("abstractNumId")
LOOKS = tuple(w(name) for name in ("start", "numFmt", "lvlText", "isLgl"))
FOREIGN = (w("numStyleLink"), w("styleLink"), w("pStyle"), w("lvlPicBulletId"))


class Lists:
    """The lists of two files; `known` gives the old number for a new one."""

    def __init__(self, old: Package, new: Package) -> None:
        self._package = old
        self._part = old.related(old.main, "numbering")
        self._old = Numbers(old.tree(self._part) if self._part else None)
        source = new.related(new.main, "numbering")
        self._new = Numbers(new.tree(source) if source else None)
        self._votes: dict[str, Counter[str]] = {}
        self._brought: dict[str, str] = {}

    def learn(self, old: str | None, new: str | None) -> None:
        """One paragraph is in list `old` of the old file and in list `new` of the new one."""
        if old and new:
            self._votes.setdefault(new, Counter())[old] += 1

    def known(self, new: str) -> str | None:
        """The list of the old file that is, or becomes, the list `new`; None if none can be."""
        if new in self._votes:
            return self._votes[new].most_common(1)[0][0]
        if self._new.look(new) is None:
            return None
        if new not in self._brought:
            self._brought[new] = self._same(new) or self._bring(new)
        return self._brought[new] or None

    def parts(self) -> dict[str, bytes]:
        """The numbering part, if lists were added to it."""
        if not self._part or self._old.root is None or not self._old.is_changed:
            return {}
        return {self._part: self._package.written(self._old.root)}

    def _same(self, new: str) -> str:
        return new if self._old.look(new) == self._new.look(new) else ""

    def _bring(self, new: str) -> str:
        if self._old.root is None:
            return ""
        return self._old.add(*self._new.definition(new))


class Numbers:
    """A numbering part."""

    def __init__(self, root: etree._Element | None) -> None:
        self.root = root
        self.is_changed = False
        rows = [] if root is None else list(root.iterchildren(NUM, ABSTRACT))
        self._nums = {row.get(NUMBER_ID, ""): row for row in rows if row.tag == NUM}
        self._abstracts = {row.get(ABSTRACT_ID, ""): row for row in rows if row.tag == ABSTRACT}

    def look(self, number: str) -> tuple[tuple[str, str], ...] | None:
        """How a list counts, to tell whether two are alike; None for a list that is not there."""
        if number not in self._nums or self._abstract(number) not in self._abstracts:
            return None
        num, abstract = self.definition(number)
        found = [*abstract.iter(*LOOKS), *num.iter(*LOOKS)]
        return tuple((str(e.tag), e.get(VAL, "")) for e in found)

    def definition(self, number: str) -> tuple[etree._Element, etree._Element]:
        """What defines a list: the list itself and what it is made after."""
        return self._nums[number], self._abstracts[self._abstract(number)]

    def add(self, num: etree._Element, abstract: etree._Element) -> str:
        """Takes over the list of another file; returns its new number."""
        assert self.root is not None  # noqa: S101
        number, template = free(self._nums), free(self._abstracts)
        num, abstract = deepcopy(num), deepcopy(abstract)
        for foreign in list(abstract.iter(*FOREIGN)):
            drop(foreign)
        num.set(NUMBER_ID, number)
        abstract.set(ABSTRACT_ID, template)
        for tie in num.iterchildren(ABSTRACT_ID):
            tie.set(VAL, template)
        first = next(self.root.iterchildren(NUM), None)
        self.root.append(abstract) if first is None else first.addprevious(abstract)
        last = list(self.root.iterchildren(NUM, ABSTRACT))[-1]
        last.addnext(num)
        self._nums[number], self._abstracts[template] = num, abstract
        self.is_changed = True
        return number

    def _abstract(self, number: str) -> str:
        tie = self._nums[number].find(ABSTRACT_ID)
        return "" if tie is None else tie.get(VAL, "")


def free(taken: dict[str, etree._Element]) -> str:
    return str(max((int(key) for key in taken if key.isdecimal()), default=0) + 1)
