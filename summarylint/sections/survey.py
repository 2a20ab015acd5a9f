"""Where each section of a type stands in a submission: under a heading, at a paragraph's opening, in prose, or nowhere."""

from __future__ import annotations

import re
from itertools import chain
from typing import NamedTuple

from summarylint.languages import language_of
from summarylint.model import DocumentType, Section, Submission
from summarylint.patterns import Alternatives, alternatives
from summarylint.sections.outline import Label, Outline
from summarylint.sections.shapes import has_lead, has_parts, has_signature
from summarylint.sections.substance import has_substance, holds_a_place

_SHAPES = {"lead": has_lead, "parts": has_parts, "signature": has_signature}
_CLOSING_BLOCKS = 3
_SENTENCE_ENDS = "\n。.；;！？!?"
_LONG_HEADING = 24
_BESIDE_HEADING, _BESIDE_OPENING = 8, 6
"""Code points that may stand beside the words which name a section."""
_CLAUSE_ENDS = _SENTENCE_ENDS + "，,、"


_DOTTED = re.compile(r"[：:][ 　]?[.…·_＿—－-]{2,200}\s{0,9}")
"""A line to write on behind the name of a section."""


class Found(NamedTuple):
    """What became of one section."""

    section: Section
    where: str
    """heading, opening, prose, shape, or empty string where it is missing."""
    headings: tuple[Label, ...] = ()
    """Headings that name it."""
    empty: tuple[Label, ...] = ()
    """Those headings under which nothing of substance stands."""


class Survey(NamedTuple):
    """All sections of a type, in its order, and the outline they were looked for in."""

    outline: Outline
    findings: tuple[Found, ...]
    language: str


class _Region(NamedTuple):
    start: int
    end: int
    sections: frozenset[str]


def survey(submission: Submission, document_type: DocumentType) -> Survey:
    """Look for each section of `document_type`.

    Raises TimeoutError where an expression of a stranger's type takes too long.
    """
    outline = Outline(submission)
    language = language_of(submission.text)
    return _Surveying(outline, document_type, language).result()


class _Surveying:
    def __init__(self, outline: Outline, document_type: DocumentType, language: str) -> None:
        self.outline = outline
        self.type = document_type
        self.language = language
        self.named: dict[str, list[Label]] = {}
        anything = self._alternatives(
            tuple(chain(*(self._written(section.headings) for section in document_type.sections)))
        )
        # Most labels open a paragraph and name no section at all.
        labels = [label for label in outline.labels if anything and anything.search(label.text)]
        for section in document_type.sections:
            expressions = self._expressions(section.headings)
            if expressions:
                unless = self._expressions(section.headings_unless)
                self.named[section.id] = [
                    label
                    for label in labels
                    if _names(label, expressions) and not (unless and unless.search(label.text))
                ]
        owners: dict[int, set[str]] = {}
        for section_id, labels in self.named.items():
            for label in labels:
                owners.setdefault(label.block, set()).add(section_id)
        self.owners = {block: frozenset(sections) for block, sections in owners.items()}
        self.ends = outline.ends(self.owners)
        self.regions = [
            _Region(outline.blocks[block].start, self.ends[block], self.owners[block]) for block in sorted(self.owners)
        ]

    def result(self) -> Survey:
        found = tuple(self._look_for(section) for section in self.type.sections)
        return Survey(self.outline, found, self.language)

    def _written(self, by_language: object) -> tuple[str, ...]:
        return by_language.get(self.language, ()) if isinstance(by_language, dict) else ()

    def _expressions(self, by_language: object) -> Alternatives | None:
        return self._alternatives(self._written(by_language))

    def _alternatives(self, written: tuple[str, ...]) -> Alternatives | None:
        if not written:
            return None
        return alternatives(written, ignore_case=self.language == "en", trusted=self.type.trusted)

    def _look_for(self, section: Section) -> Found:
        labels = self.named.get(section.id, [])
        headings = tuple(label for label in labels if label.is_heading)
        empty = tuple(label for label in labels if self._is_empty(label, section))
        if section.shape and not empty and _SHAPES[section.shape](self.outline):
            return Found(section, "shape")
        if any(label not in empty for label in headings):
            return Found(section, "heading", headings, empty)
        if any(self._is_filled(label, section) for label in labels if not label.is_heading):
            return Found(section, "opening", headings, empty)
        if empty:
            return Found(section, "heading", headings, empty)
        return Found(section, "prose" if self._is_told(section) else "")

    def _is_empty(self, label: Label, section: Section) -> bool:
        """Whether nothing stands under a heading, or nothing but a placeholder behind the words of an opening."""
        if label.is_heading:
            return not self._is_filled(label, section) and not self._says_all(label)
        body = self.outline.prose[label.end : self.ends[label.block]]
        return holds_a_place(body) or _DOTTED.fullmatch(body) is not None

    def _says_all(self, label: Label) -> bool:
        """Whether a numbered line is a sentence, 三、排练时间改为十九点，音响由…保管。, and no heading that wants a text."""
        block = self.outline.blocks[label.block]
        text = self.outline.text(block)
        return text[-1] in "。；;" and ("，" in text or len(text) > _LONG_HEADING)

    def _is_filled(self, label: Label, section: Section) -> bool:
        if self.outline.shows(label.end, self.ends[label.block]):
            return True
        body = self.outline.prose[label.end : self.ends[label.block]]
        return has_substance(body, section.least, nothing_counts=section.nothing_counts)

    def _is_told(self, section: Section) -> bool:
        blocks = self.outline.blocks[self.outline.first : self.outline.last]
        if not blocks:
            return False
        cues = self._expressions(section.cues)
        if cues and self._sentences(cues, section, blocks[0].start, blocks[-1].end) >= section.needed:
            return True
        closing = self._expressions(section.closing)
        if closing is None:
            return False
        last = [block for block in blocks if block.kind != "heading" and block.end - block.start >= 12][
            -_CLOSING_BLOCKS:
        ]
        return any(self._sentences(closing, section, block.start, block.end) > 0 for block in last)

    def _sentences(self, cues: Alternatives, section: Section, start: int, end: int) -> int:
        """How many clauses tell the section, up to those that it needs."""
        prose, told, clause_end = self.outline.prose, 0, -1
        unless = self._expressions(section.unless)
        for match in cues.finditer(prose, start, end):
            at = match.start()
            if at < clause_end or self._is_elsewhere(at, section) or self._is_quoted(at):
                continue
            if unless is not None:
                sentence_start = max(start, *(prose.rfind(mark, start, at) for mark in _SENTENCE_ENDS))
                if unless.search(prose, sentence_start, _next(prose, _SENTENCE_ENDS, match.end(), end)):
                    continue
            told += 1
            if told >= section.needed:
                break
            clause_end = _next(prose, _CLAUSE_ENDS, match.end(), end)
        return told

    def _is_elsewhere(self, at: int, section: Section) -> bool:
        """Whether `at` stands under the heading of a section that does not count for this one."""
        innermost = None
        for region in self.regions:
            if region.start <= at < region.end:
                innermost = region
        return innermost is not None and innermost.sections.issubset(section.apart_from)

    def _is_quoted(self, at: int) -> bool:
        """Whether `at` stands inside quotation marks, or in a quotation block."""
        line_start = self.outline.prose.rfind("\n", 0, at) + 1
        if self.outline.prose.startswith(">", line_start):
            return True
        opened = self.outline.prose.rfind("“", line_start, at)
        return opened >= 0 and self.outline.prose.find("”", opened, at) < 0


def _next(prose: str, marks: str, start: int, end: int) -> int:
    """Where the first of `marks` stands in `prose[start:end]`; `end` where none does."""
    for mark in marks:
        found = prose.find(mark, start, end)
        end = found if found >= 0 else end
    return end


def _names(label: Label, expressions: Alternatives) -> bool:
    """Whether a label names a section: a heading with some of its words, the opening of a paragraph with most.

    In a long heading they stand at its start or end; 每周听取一次进度 in the midst of one is no section.
    """
    match = expressions.search(label.text)
    if match is None:
        return False
    if label.is_heading and (len(label.text) <= _LONG_HEADING or label.text.isascii()):
        return True
    beside = _BESIDE_HEADING if label.is_heading else _BESIDE_OPENING
    before, behind = match.start() <= beside, len(label.text) - match.end() <= beside
    return (before or behind) if label.is_heading else (before and behind)
