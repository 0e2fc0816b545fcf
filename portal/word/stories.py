"""Text beside the body: headers, footers, footnotes, endnotes and text boxes."""

from __future__ import annotations

from collections.abc import Iterator

from portal.word import names
from portal.word.bodies import Body
from portal.word.document import Story
from portal.word.names import w
from portal.word.package import Package, Relation
from portal.word.surroundings import Setting, beside

NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def stories(package: Package, main: Setting, body: Body) -> Iterator[Story]:
    """All stories of a file but its body, text boxes first; equal headers are one."""
    yield from _boxes(main, body)
    seen: set[tuple[str, bytes]] = set()
    for relation in package.relations(package.main):
        if relation.target not in package or relation.external:
            continue
        if relation.kind in NOTES:
            yield from _notes(package, relation, main, body)
        elif relation.kind in ("header", "footer"):
            key = relation.kind, package.part(relation.target)
            if key not in seen:
                yield from _margin(package, relation, main)
            seen.add(key)


def _margin(package: Package, relation: Relation, main: Setting) -> Iterator[Story]:
    own = beside(package, main, relation.target)
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


def _notes(package: Package, relation: Relation, main: Setting, body: Body) -> Iterator[Story]:
    kind, own = NOTES[relation.kind], beside(package, main, relation.target)
    hosts = {number: host for tag, number, host in body.notes if tag == w(f"{kind}Reference")}
    for note in package.tree(relation.target).iterchildren(w(kind)):
        if note.get(w("type")) not in SEPARATORS:
            story = Body(own)
            story.blocks(note)
            yield Story(kind, tuple(story.paragraphs), hosts.get(note.get(names.ID, "")))
