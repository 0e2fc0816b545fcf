"""A Word template as a package: its stories to fill, everything else byte for byte as it was."""

from __future__ import annotations

import posixpath

from lxml import etree

from portal.word.names import CONTENT_TYPES, RELATIONS
from portal.word.package import TYPES, Package, relations_name
from portal.word.template_tree import Element

_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_KINDS = {"header": "header", "footer": "footer", "footnotes": "footnote", "endnotes": "endnote"}


class Parts:
    """The parts of a template; `stories` maps part names to (kind, root), the body first."""

    def __init__(self, template: bytes) -> None:
        self._package = Package(template)
        self._added: dict[str, bytes] = {}
        self._changed: dict[str, Element] = {}
        self.stories: dict[str, tuple[str, Element]] = {
            name: (kind, self._package.tree(name)) for name, kind in self._kinds().items()
        }

    def picture(self, story: str, content: bytes, extension: str, media_type: str) -> str:
        """Put a picture into the package; the id by which `story` refers to it."""
        name = self._free_name(extension)
        self._added[name] = content
        self._declare(extension, media_type)
        return self._relate(story, name)

    def packed(self) -> bytes:
        """The file, its stories written anew; parts stand in the order in which they came."""
        roots = {name: root for name, (_, root) in self.stories.items()} | self._changed
        written = {name: self._package.written(root) for name, root in roots.items()}
        return self._package.rewritten(written | self._added)

    def _kinds(self) -> dict[str, str]:
        main = self._package.main
        around = {
            relation.target: _KINDS[relation.kind]
            for relation in self._package.relations(main)
            if relation.kind in _KINDS and relation.target in self._package
        }
        return {main: "body"} | around

    def _free_name(self, extension: str) -> str:
        number = 1
        while (name := f"word/media/filled{number}.{extension}") in self._package or (
            name in self._added
        ):
            number += 1
        return name

    def _declare(self, extension: str, media_type: str) -> None:
        types = self._open(TYPES)
        if extension not in {entry.get("Extension", "").lower() for entry in types}:
            default = f"{{{CONTENT_TYPES}}}Default"
            types.insert(0, types.makeelement(default, Extension=extension, ContentType=media_type))

    def _relate(self, story: str, name: str) -> str:
        relations = self._open(relations_name(story))
        key = f"filled{len(relations) + 1}"
        target = posixpath.relpath(name, posixpath.dirname(story))
        tag = f"{{{RELATIONS}}}Relationship"
        etree.SubElement(relations, tag, Id=key, Type=_IMAGE, Target=target)
        return key

    def _open(self, name: str) -> Element:
        """The root of a part that is about to change; an empty list of ties where none is."""
        if name not in self._changed:
            self._changed[name] = (
                self._package.tree(name)
                if name in self._package
                else etree.fromstring(f'<Relationships xmlns="{RELATIONS}"/>')
            )
        return self._changed[name]
