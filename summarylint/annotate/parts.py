"""The parts of a Word file that comments need: the part that holds them, its relationship, and its content type."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from summarylint.errors import Said, UnreadableError
from summarylint.readers.word.names import CONTENT_TYPES, MAIN, OF_DOCUMENT, RELATIONSHIPS, STRICT, W
from summarylint.readers.word.package import Package, parsed

_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_OURS = "rIdSummarylint"
"""By this name of its relationship a part is known to be added by us, and goes when our comments go."""
_STRICT = Said(
    "a Word file of the strict kind, which gets no comments; save it as an ordinary .docx in Word",
    "Strict Open XML格式的Word文件，无法加批注；请在Word中另存为普通.docx",
)

_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml\s(?:[^?>]*?\sencoding=[\"'](?P<encoding>[^\"']*))?[^?>]*\?>\s*")


class Comments(NamedTuple):
    """The part with the comments."""

    name: str
    root: etree._Element
    is_new: bool
    is_ours: bool


def written(root: etree._Element, before: bytes = b"") -> bytes:
    """A part as it goes into the zip, with the XML declaration that it had before."""
    declared = _DECLARATION.match(before)
    encoding = declared["encoding"] if declared else None
    if declared is None or (encoding and encoding.upper() != b"UTF-8"):
        return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return declared[0] + etree.tostring(root.getroottree(), encoding="UTF-8")


def comments_of(package: Package) -> Comments:
    """The file's comments, or an empty part for them that is not yet in it."""
    if STRICT.encode() in package.read(package.main):
        raise UnreadableError(_STRICT)
    for one in package.relationships(package.main):
        if one.kind == "comments" and not one.is_outside and one.target in package.members:
            return Comments(one.target, package.parse(one.target), is_new=False, is_ours=one.id == _OURS)
    folder = posixpath.dirname(package.main)
    name = posixpath.join(folder, "comments.xml")
    number = 1
    while name.lower() in (member.lower() for member in package.members):
        number += 1
        name = posixpath.join(folder, f"comments{number}.xml")
    return Comments(name, etree.Element(W + "comments", nsmap={"w": MAIN}), is_new=True, is_ours=True)


def announced(package: Package, name: str) -> dict[str, bytes | None]:
    """Relationships and content types that name a new part of comments."""
    relationships_name, relationships = _relationships(package)
    etree.SubElement(
        relationships,
        f"{{{RELATIONSHIPS}}}Relationship",
        {"Id": _OURS, "Type": f"{OF_DOCUMENT}/comments", "Target": "/" + name},
    )
    types = _content_types(package)
    etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", {"PartName": "/" + name, "ContentType": _TYPE})
    return _as_before(package, {relationships_name: relationships, _TYPES: types})


def withdrawn(package: Package, name: str) -> dict[str, bytes | None]:
    """The same without it."""
    relationships_name, relationships = _relationships(package)
    for one in relationships.findall("{*}Relationship"):
        if one.get("Id") == _OURS:
            relationships.remove(one)
    types = _content_types(package)
    for one in types.findall("{*}Override"):
        if one.get("PartName") == "/" + name:
            types.remove(one)
    # A part of relationships that holds none was added with ours.
    gone = {name: None} if len(relationships) else {name: None, relationships_name: None}
    return {**_as_before(package, {relationships_name: relationships, _TYPES: types}), **gone}


def _as_before(package: Package, roots: Mapping[str, etree._Element]) -> dict[str, bytes | None]:
    return {name: written(root, package.read(name) if name in package.members else b"") for name, root in roots.items()}


def _relationships(package: Package) -> tuple[str, etree._Element]:
    folder, base = posixpath.split(package.main)
    name = posixpath.join(folder, "_rels", base + ".rels")
    if name in package.members:
        return name, parsed(package.read(name))
    return name, etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})


def _content_types(package: Package) -> etree._Element:
    if _TYPES in package.members:
        return parsed(package.read(_TYPES))
    root = etree.Element(f"{{{CONTENT_TYPES}}}Types", nsmap={None: CONTENT_TYPES})
    for extension, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(root, f"{{{CONTENT_TYPES}}}Default", {"Extension": extension, "ContentType": kind})
    return root
