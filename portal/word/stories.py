"""Text beside the body: headers, footers, footnotes, endnotes and text boxes."""

from __future__ import annotations

from collections.abc import Iterator

from portal.word import names
from portal.word.bodies import Body
from portal.word.document import Story
from portal.word.names import w
from portal.word.package import Package
from portal.word.surroundings import Setting, beside

NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def stories(package: Package, main: Setting, body: Body) -> Iterator[Story]:
    """All stories of a file but its body: boxes first, then notes, then headers and footers."""
    yield from _boxes(main, body)
    for relation in package.relations(package.main):
        if relation.target in package and not relation.external:
            own = beside(package, main, relation.target)
            if relation.kind in NOTES:
                yield from _notes(package, relation.target, NOTES[relation.kind], own, body)
            elif relation.kind in ("header", "footer"):
                story = Body(own)
                story.blocks(package.tree(relation.target))
                yield Story(relation.kind, tuple(story.paragraphs))
                yield from _boxes(own, story, hosted=False)


def _boxes(setting: Setting, body: Body, *, hosted: bool = True) -> Iterator[Story]:
    for box, host in body.boxes:
        story = Body(setting)
        story.blocks(box)
        yield Story("textbox", tuple(story.paragraphs), host if hosted else None)
        yield from _boxes(setting, story, hosted=False)


def _notes(package: Package, part: str, kind: str, setting: Setting, body: Body) -> Iterator[Story]:
    hosts = {number: host for tag, number, host in body.notes if tag == w(f"{kind}Reference")}
    for note in package.tree(part).iterchildren(w(kind)):
        if note.get(w("type")) not in SEPARATORS:
            story = Body(setting)
            story.blocks(note)
            yield Story(kind, tuple(story.paragraphs), hosts.get(note.get(names.ID, "")))
