"""A copy that is merged: what it changes, tracked or not, and what is said in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from functools import cached_property

from lxml import etree

from portal.word import names
from portal.word.document import Document
from portal.word.importing import News, news
from portal.word.leaves import MARKS
from portal.word.marked import Hand, Piece, Sign, Stream, sign, signs
from portal.word.merged import Copy, Homeless
from portal.word.names import w
from portal.word.package import Package
from portal.word.passages import Passage, Reading, Shift
from portal.word.reading import body_of, read
from portal.word.redlining import redline
from portal.word.revisions import Verdict, settle
from portal.word.threads import moments

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
TERMS = "http://purl.org/dc/terms/"
STAYS = {
    **dict.fromkeys((w("cellIns"), w("cellDel"), w("cellMerge")), "cell"),
    **{w(f"{name}Change"): "format" for name in ("tblPr", "tblPrEx", "trPr", "tcPr", "sectPr")},
    w("numberingChange"): "format",
}
HELD = "held-"


class Original:
    """The file that was handed out."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.package = Package(data)
        self.root = self.package.tree(self.package.main)
        self.document = read(data)
        self.known = signs(self.root)
        self.others = {sign(change) for change in self.root.iter(*STAYS)}


class Layer:
    """Changes of a copy of one sort, with the package that their pieces are taken from."""

    def __init__(
        self, package: Package, root: etree._Element, known: Collection[Sign], text: str
    ) -> None:
        self.package = package
        self.root = root
        self.stream = Stream(body_of(root), known)
        self.shift = Shift(text, self.stream.text)

    def read(self, copy: int, *, tracked: bool = True) -> None:
        """Take the changes apart."""
        self.reading = Reading(copy, self.stream, self.shift, tracked=tracked)


class Source:
    """One copy, laid beside the original; `text` is the text of the original."""

    def __init__(self, number: int, copy: Copy, original: Original, text: str) -> None:
        self.number, self.copy = number, copy
        self._original = original
        self.package = Package(copy.data)
        self.document = read(copy.data)
        self.news: News = news(original.document, self.document)
        root = self.package.tree(self.package.main)
        tracked = Layer(self.package, root, original.known, text)
        tracked.read(number)
        self.layers = [tracked]
        if not tracked.shift.is_same:
            self.layers.append(self._untracked(text))

    @cached_property
    def moments(self) -> dict[str, str]:
        """The universal times of its comments."""
        return moments(self.package)

    @cached_property
    def hand(self) -> Hand:
        """Who changed what was changed without tracking."""
        author, date = last_saved(self.package)
        return Hand(
            self.copy.author or self._only_author() or author or self.copy.name,
            self.copy.date or date,
        )

    def author_of(self, passage: Passage) -> str:
        """Whom a passage is by, for people."""
        return "、".join(passage.authors) or self.hand.author

    def homeless_kind(self, what: str) -> Homeless:
        """Say that something of a kind could not come along."""
        return Homeless(self.copy.name, self.hand.author, what)

    def homeless(self) -> Iterator[Homeless]:
        """What the copy has beside words and comments in the body, which stays behind."""
        for old, new in self.news.changed:
            yield Homeless(self.copy.name, old.author, "changed-comment", new.text)
        for comment in self.news.deleted:
            yield Homeless(self.copy.name, comment.author, "deleted-comment", comment.text)
        for comment in self.news.reopened:
            yield Homeless(self.copy.name, comment.author, "reopened-comment", comment.text)
        for kind, text in self._stories():
            yield Homeless(self.copy.name, self.hand.author, kind, text)
        for change in self.layers[0].root.iter(*STAYS):
            if sign(change) not in self._original.others:
                yield Homeless(self.copy.name, change.get(names.AUTHOR, ""), STAYS[change.tag])

    def _stories(self) -> Iterator[tuple[str, str]]:
        """Headers, notes and text boxes that read otherwise than in the original."""
        before, after = stories(self._original.document), stories(self.document)
        for kind, text in sorted(after - before):
            if before.keys() and any(kind == other for other, _ in before):
                yield kind, text

    def _untracked(self, text: str) -> Layer:
        """What was changed without tracking, as if it had been tracked."""
        base = self.package.tree(self.package.main)
        without_news(base, self._original.known)
        data = self.package.rewritten({self.package.main: self.package.written(base)})
        lined = redline(
            self._original.data, data, author=self.hand.author, date=self.hand.date
        ).data
        package = Package(lined)
        layer = Layer(package, package.tree(package.main), (), text)
        layer.read(self.number, tracked=False)
        drop_fields(layer.reading)
        return layer

    def _only_author(self) -> str:
        pieces = [p for p in self.layers[0].stream.pieces if isinstance(p, Piece)]
        hands = {hand.author for p in pieces for hand in (p.written, p.struck) if hand}
        said = [*self.news.comments, *(answer.reply for answer in self.news.answers)]
        authors = hands | {comment.author for comment in said}
        return authors.pop() if len(authors) == 1 else ""


def drop_fields(reading: Reading) -> None:
    """Forget what stands in results of fields alone: Word writes those anew by itself."""
    for passage in list(reading.passages):
        pieces = [
            piece
            for written in reading.spots
            if written.passage is passage
            for piece in written.items
            if isinstance(piece, Piece)
        ]
        if pieces and all(piece.leaf is not None and piece.leaf.in_field for piece in pieces):
            reading.passages.remove(passage)


def stories(document: Document) -> Counter[tuple[str, str]]:
    """The texts beside the body by kind."""
    return Counter(
        (story.kind, "\n".join(paragraph.text for paragraph in story.paragraphs))
        for story in document.stories
    )


def without_news(root: etree._Element, known: Collection[Sign]) -> None:
    """The text that a copy was made from: its own changes undone, those of the original done."""
    fresh = [change for change in root.iter(*MARKS) if sign(change) not in known]
    tags = [change.tag for change in fresh]
    for change in fresh:
        change.tag = HELD + str(etree.QName(change).localname)
    settle(root, Verdict.ACCEPT)
    for change, tag in zip(fresh, tags, strict=True):
        change.tag = tag
    settle(root, Verdict.REJECT)


def last_saved(package: Package) -> tuple[str, str]:
    """Who saved a file last, and when; "" where it does not say."""
    part = package.related("", "core-properties")
    root = None if part is None else package.tree(part)
    found = [
        None if root is None else root.find(tag)
        for tag in (
            f"{{{CORE}}}lastModifiedBy",
            f"{{{TERMS}}}modified",
        )
    ]
    author, date = ("" if element is None else element.text or "" for element in found)
    return author.strip(), date.strip()
