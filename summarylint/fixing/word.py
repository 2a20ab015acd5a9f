"""Edits in a Word file: the text of its runs is replaced in the XML as it stands, and no byte beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape

from summarylint.annotate.zipped import patched
from summarylint.errors import Said
from summarylint.fixing.formats import UnfixableError
from summarylint.model import HIDDEN, Document, Edit
from summarylint.readers.word.names import (
    ALTERNATIVES,
    BODY,
    CELL,
    MATH_TEXT,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    SECTION,
    SPACE,
    STRICT,
    TABLE,
    TEXT,
    W,
)
from summarylint.readers.word.package import Package, parsed

if TYPE_CHECKING:
    from lxml import etree

    from summarylint.readers.word.origin import Origin, Segment

_BLANKS = " \t\r\n"
_LINE_END = "\ufdd0"
"""Stands in new text where a paragraph is to be parted; a noncharacter, so no text has one of its own."""
_UNWRITABLE = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]|\ufdd0")
_NAME = rb"[^\s<>/=\"']+"
_START_TAG = re.compile(rb"<(" + _NAME + rb")(?:\s+" + _NAME + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*(/?)>")
_SPACE = re.compile(rb"\sxml:space\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_OWN_NAMES = re.compile(rb"\s+[\w.-]+:(?:paraId|textId)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
"""By which other parts know a paragraph; no two may have the same."""
_DECLARED = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
_PARTED = frozenset([RUN, *(W + name for name in "ins hyperlink smartTag".split())])
"""What may stand around a text where its paragraph is parted; each half gets its own."""
_WITHOUT_CONTENT = frozenset([RUN, TEXT, *(W + name for name in "ins proofErr lastRenderedPageBreak".split())])
"""All that a paragraph may hold, besides properties, to be taken out with its text."""
_NOT_REPEATED = frozenset([SECTION, *(W + name for name in "pageBreakBefore pPrChange".split())])
_MARKS = tuple(W + name for name in "del moveFrom vanish".split())
_FIELD_MARK, _FIELD_KIND = W + "fldChar", W + "fldCharType"

_IN_NO_RUN = Said(
    "touches what stands in no run of text (an automatic number, the border of a cell, the end of a paragraph); "
    "mend it in Word",
    "涉及自动编号、单元格边界或段落末尾，不在正文文字中；请在Word中修改",
)
_FIELD = Said("touches a number of a page or a sign that Word makes; mend it in Word", "涉及页码或符号；请在Word中修改")
_FORMULA = Said("touches a formula; mend it in Word", "涉及公式；请在Word中修改")
_TWICE = Said(
    "stands in a text box that is stored twice, for old and new programs; mend it in Word",
    "位于文本框内，文件为新旧版本各存了一份；请在Word中修改",
)
_UNPARTED = Said(
    "its paragraph can't be parted there (a list, a table, a field or the end of a section); mend it in Word",
    "该段落不能在此处拆分（列表、表格、域或分节处）；请在Word中修改",
)
_UNSPEAKABLE = Said(
    "its new text holds what a Word file can't; mend the rule", "新文字中有Word文件不能保存的字符；请修改规则"
)
_STRICT = Said(
    "a Word file of the strict kind, which is not changed; save it as an ordinary .docx in Word",
    "Strict Open XML格式的Word文件，不能修改；请在Word中另存为普通.docx",
)
_ENCODING = Said(
    "the text inside is not in UTF-8, as in no usual Word file; save it anew in Word or WPS",
    "内部文字不是UTF-8编码，与正常Word文件不同；请用Word或WPS重新保存",
)


class _Patch(NamedTuple):
    """Bytes of a part, and what comes in their place."""

    start: int
    end: int
    new: bytes


class _Refusal(Exception):  # noqa: N818 (never leaves this module)
    """One edit can't be made."""


def fixed(document: Document, content: bytes, edits: Sequence[Edit]) -> bytes:
    """The file with `edits` made; only the parts that they touch are written anew, and of those only the text.

    Raises UnfixableError, whose further arguments are the edits that can't be made where it is for some only.
    """
    package = Package(content)
    origin: Origin = document.origin
    parts: dict[str, _Part] = {}
    refused: dict[Said, list[Edit]] = {}
    # Right to left: what is replaced moves nothing that stands before it.
    for edit in sorted(edits, reverse=True):
        try:
            segments = _segments(document, origin, edit)
            name = segments[0].part
            if name not in parts:
                parts[name] = _Part(package.read(name))
            parts[name].edit(document, edit, segments)
        except _Refusal as refusal:
            refused.setdefault(refusal.args[0], []).append(edit)
    for why, some in refused.items():
        raise UnfixableError(why, *some)
    return patched(package, {name: part.written() for name, part in parts.items()})


def _segments(document: Document, origin: Origin, edit: Edit) -> list[Segment]:
    """The segments that an edit replaces some of, all of its span in them; for an insertion the one beside it."""
    start, end = edit.span
    if _UNWRITABLE.search(edit.text):
        raise _Refusal(_UNSPEAKABLE)
    if start == end:
        beside = [*origin.between(max(start - 1, 0), start), *origin.between(start, start + 1)]
        segments = [one for one in beside if one.kind == "text"][:1]
        if any(one.kind == "number" and one.start < start < one.end for one in beside):
            segments = []
    else:
        segments = list(origin.between(start, end))
        held = sum(min(one.end, end) - max(one.start, start) for one in segments)
        if held < end - start or any(one.kind == "number" for one in segments):
            segments = []
    if not segments or len({one.part for one in segments}) > 1:
        raise _Refusal(_IN_NO_RUN)
    if HIDDEN in document.prose[start:end]:
        raise _Refusal(_FIELD)
    return segments


class _Part:
    """One part of the file: its elements by number, where each stands in its bytes, and their new texts."""

    def __init__(self, source: bytes) -> None:
        if source.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in source[:4] or _DECLARED.match(source):
            raise UnfixableError(_ENCODING)
        if STRICT.encode() in source:
            raise UnfixableError(_STRICT)
        self._source = source
        root = parsed(source)
        self._paragraphs = list(root.iter(PARAGRAPH))
        self._numbers = {element: number for number, element in enumerate(root.iter())}
        self._places = _places(source)
        self._texts: dict[etree._Element, str] = {}
        """New texts of elements, blanks that nobody sees at their ends left out."""
        self._unseen: dict[etree._Element, int] = {}
        self._gone: set[etree._Element] = set()
        """Tabs, breaks and signs that are taken out."""
        self._emptied: set[etree._Element] = set()
        """Paragraphs that may be taken out, as an edit took all their text."""

    def edit(self, document: Document, edit: Edit, segments: Sequence[Segment]) -> None:
        """Make one edit; raises _Refusal where it can't be made."""
        found = [(one, *self._element(one)) for one in segments]
        for _, _, element in found:
            if element.tag == MATH_TEXT:
                raise _Refusal(_FORMULA)
            if any(one.tag == ALTERNATIVES and len(one) > 1 for one in element.iterancestors()):
                raise _Refusal(_TWICE)
        new = edit.text.replace("\r\n", "\n").replace("\n", _LINE_END)
        if _LINE_END in new:
            self._refuse_to_part(document, edit, *found[0])
        start, end = edit.span
        if new and all(segment.kind != "text" for segment, _, _ in found):
            raise _Refusal(_IN_NO_RUN)
        for segment, _, element in found:
            if segment.kind != "text":
                self._gone.add(element)
                continue
            before = self._text(element)
            shift = segment.offset - segment.start - self._unseen[element]
            first = min(max(start, segment.start), segment.end) + shift
            last = min(max(end, segment.start), segment.end) + shift
            self._texts[element] = before[:first] + new + before[last:]
            new = ""
        if not edit.text and (paragraph := self._whole(document, edit, found)) is not None:
            self._emptied.add(paragraph)

    def written(self) -> bytes:
        """The bytes of the part, with all edits made."""
        patches = [_Patch(*self._extent(element), b"") for element in self._gone]
        patches += [_Patch(*self._extent(element), self._with_text(element)) for element in self._texts]
        removed = [self._extent(one) for one in self._removed()]
        parts, at = [], 0
        for start, end, new in sorted([*patches, *(_Patch(*one, b"") for one in removed)]):
            # What stands in a paragraph that goes, goes with it.
            if start >= at:
                parts += [self._source[at:start], new]
                at = end
        return b"".join([*parts, self._source[at:]])

    def _element(self, segment: Segment) -> tuple[etree._Element, etree._Element]:
        paragraph = self._paragraphs[segment.paragraph]
        for number, element in enumerate(paragraph.iter()):
            if number == segment.node:
                return paragraph, element
        raise _Refusal(_IN_NO_RUN)

    def _text(self, element: etree._Element) -> str:
        """The text of an element as it is by now."""
        if element not in self._texts:
            text = element.text or ""
            kept = text if element.get(SPACE) == "preserve" else text.strip(_BLANKS)
            self._unseen[element] = 0 if element.get(SPACE) == "preserve" else len(text) - len(text.lstrip(_BLANKS))
            self._texts[element] = kept
        return self._texts[element]

    def _whole(
        self, document: Document, edit: Edit, found: Sequence[tuple[Segment, etree._Element, etree._Element]]
    ) -> etree._Element | None:
        """The paragraph whose text an edit takes whole, if no other stands in its line."""
        text, origin = document.text, document.origin
        start = text.rfind("\n", 0, edit.span.start) + 1
        end = text.find("\n", edit.span.end)
        end = len(text) if end < 0 else end
        segment, paragraph, _ = found[0]
        for one in origin.between(start, end):
            if (one.part, one.paragraph) != (segment.part, segment.paragraph):
                return None
            # The numbers behind it would change.
            if one.kind == "number" and any(map(str.isalnum, text[one.start : one.end])):
                return None
        return paragraph

    def _removed(self) -> set[etree._Element]:
        """The paragraphs that are taken out; from the last, as each must leave one behind it."""
        removed: set[etree._Element] = set()
        for paragraph in sorted(self._emptied, key=self._numbers.__getitem__, reverse=True):
            if self._can_go(paragraph, removed):
                removed.add(paragraph)
        return removed

    def _can_go(self, paragraph: etree._Element, removed: set[etree._Element]) -> bool:
        """Whether a paragraph holds nothing any more, and what is around it does without."""
        inside = iter(paragraph.iter())
        next(inside)
        spared: set[etree._Element] = set()
        for element in inside:
            parent = element.getparent()
            if parent in spared or element.tag in (PARAGRAPH_PROPERTIES, RUN_PROPERTIES):
                spared.add(element)
                if element.tag == SECTION:
                    return False
            elif element not in self._gone and (
                element.tag not in _WITHOUT_CONTENT or self._texts.get(element, element.text or "").strip()
            ):
                return False
        parent, before, behind = paragraph.getparent(), paragraph.getprevious(), paragraph.getnext()
        while behind is not None and behind in removed:
            behind = behind.getnext()
        if parent is None or parent.tag not in (BODY, CELL) or behind is None:
            return False
        if behind.tag == TABLE:
            # Two tables without a paragraph between them are one.
            return parent.tag == BODY and (before is None or before.tag == PARAGRAPH)
        return bool(behind.tag == PARAGRAPH)

    def _refuse_to_part(
        self, document: Document, edit: Edit, segment: Segment, paragraph: etree._Element, element: etree._Element
    ) -> None:
        """Raises _Refusal unless the paragraph of `element` can be parted in it, with both halves as it was."""
        start, end = edit.span
        text = document.text
        line = document.origin.between(text.rfind("\n", 0, start) + 1, max(end, start + 1))
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        mark = properties.find(RUN_PROPERTIES) if properties is not None else None
        depth = 0
        for one in paragraph.iter():
            if one is element:
                break
            if one.tag == _FIELD_MARK:
                depth += {"begin": 1, "end": -1}.get(one.get(_FIELD_KIND, ""), 0)
        if (
            segment.kind != "text"
            or depth
            or any(one.kind == "number" for one in line)
            or any(block.kind == "table" and block.start <= start < block.end for block in document.blocks)
            or (properties is not None and properties.find(SECTION) is not None)
            or (mark is not None and any(mark.find(name) is not None for name in _MARKS))
            or not all(one.tag in _PARTED for one in _between(element, paragraph))
        ):
            raise _Refusal(_UNPARTED)

    def _extent(self, element: etree._Element) -> tuple[int, int]:
        return self._places[self._numbers[element]]

    def _tags(self, element: etree._Element) -> tuple[bytes, bytes]:
        """The start tag as it stands, and the end tag."""
        match = _START_TAG.match(self._source, self._extent(element)[0])
        assert match is not None, "what expat took for a tag is one"
        tag = match[0][:-2].rstrip() + b">" if match[2] else match[0]
        return tag, b"</" + match[1] + b">"

    def _with_text(self, element: etree._Element) -> bytes:
        """A text element with its new text; where that has line ends, its paragraph is parted."""
        tag, end_tag = self._tags(element)
        pieces = self._texts[element].split(_LINE_END)
        parting = self._parting(element) if len(pieces) > 1 else (b"", b"")
        if element.get(SPACE) != "preserve" and any(one != one.strip(_BLANKS) for one in pieces):
            tag = _SPACE.sub(b"", tag)[:-1] + b' xml:space="preserve">'
        between = end_tag + parting[0] + parting[1] + tag
        return tag + between.join(escape(one).encode() for one in pieces) + end_tag

    def _parting(self, element: etree._Element) -> tuple[bytes, bytes]:
        """What ends the paragraph behind a text, and what begins the next, properties repeated."""
        ending = beginning = b""
        paragraph = next(element.iterancestors(PARAGRAPH))
        for one in (*_between(element, paragraph), paragraph):
            tag, end_tag = self._tags(one)
            if one is paragraph:
                tag = _OWN_NAMES.sub(b"", tag)
            properties = one[0] if one[0].tag in (PARAGRAPH_PROPERTIES, RUN_PROPERTIES) else None
            copied = self._copied(properties) if properties is not None else b""
            ending += end_tag
            beginning = tag + copied + beginning
        return ending, beginning

    def _copied(self, properties: etree._Element) -> bytes:
        """Properties as they stand, without those that only one of two paragraphs can have."""
        start, end = self._extent(properties)
        parts = []
        for one in properties:
            if one.tag in _NOT_REPEATED:
                first, last = self._extent(one)
                parts.append(self._source[start:first])
                start = last
        return b"".join([*parts, self._source[start:end]])


def _between(element: etree._Element, paragraph: etree._Element) -> Iterator[etree._Element]:
    """What stands around an element in a paragraph, from inside out."""
    for one in element.iterancestors():
        if one is paragraph:
            return
        yield one


def _places(source: bytes) -> list[tuple[int, int]]:
    """Where each element of a part starts and ends in its bytes, in the order of their start tags."""
    parser = expat.ParserCreate()
    places: list[tuple[int, int]] = []
    open_elements: list[int] = []

    def started(_name: str, _attributes: object) -> None:
        open_elements.append(len(places))
        places.append((parser.CurrentByteIndex, -1))

    def ended(_name: str) -> None:
        number = open_elements.pop()
        start = places[number][0]
        match = _START_TAG.match(source, start)
        is_empty = match is not None and match[2]
        end = match.end() if match is not None and is_empty else source.index(b">", parser.CurrentByteIndex) + 1
        places[number] = (start, end)

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.Parse(source, True)  # noqa: FBT003 (its parameter has no name)
    return places
