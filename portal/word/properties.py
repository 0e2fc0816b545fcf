"""The properties that a house writes into its files: `docProps/custom.xml`."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from portal.word.package import Package
from portal.word.relations import Ties

CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
PART = "docProps/custom.xml"
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
EMPTY = f'<Properties xmlns="{CUSTOM}" xmlns:vt="{TYPES}"/>'


def properties(package: Package) -> dict[str, str]:
    """All custom properties of a file by name, as text."""
    part = package.related("", "custom-properties")
    if part is None:
        return {}
    return {
        element.get("name", ""): "".join(str(text) for text in element.itertext())
        for element in package.tree(part).iterchildren(f"{{{CUSTOM}}}property")
    }


def set_properties(data: bytes, values: Mapping[str, str]) -> bytes:
    """The same file with these custom properties set; an empty value takes a property away."""
    package = Package(data)
    part = package.related("", "custom-properties")
    root = etree.fromstring(EMPTY) if part is None else package.tree(part)
    for name, value in values.items():
        _set(root, name, value)
    ties = Ties(package)
    part = part or ties.add("", PART, KIND, CONTENT_TYPE)
    return package.rewritten({part: package.written(root), **ties.parts()})


def _set(root: etree._Element, name: str, value: str) -> None:
    for element in root.findall(f"{{{CUSTOM}}}property"):
        if element.get("name") == name:
            root.remove(element)
    if value:
        taken = [int(element.get("pid", "1")) for element in root]
        row = etree.SubElement(root, f"{{{CUSTOM}}}property")
        row.attrib.update({"fmtid": FORMAT, "pid": str(max([1, *taken]) + 1), "name": name})
        etree.SubElement(row, f"{{{TYPES}}}lpwstr").text = value
