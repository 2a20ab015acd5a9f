"""The nouns of summarylint, as frozen values; every stage of the street passes these on and changes none.

Offsets are code points of `Document.text` from 0, half-open; lines and columns count from 1.
They are named tuples and not dataclasses because a run's start-up pays for every class it defines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any, NamedTuple

SEVERITIES = ("error", "warning", "info")
"""Gravest first."""

FAMILIES = ("placeholder", "masked", "residue", "section", "total", "duplicate", "document")
"""The families of the shipped rules, in the order reports list them."""

LANGUAGES = ("zh", "en")

SPEAKS_FOR_ITSELF = 8
"""Code points of an excerpt that is one of its kind; a shorter one, xx, is known with what stands beside it."""
CONTEXT_CODEPOINTS = 20
"""Of a line, shown on each side of an excerpt."""

HIDDEN = "\ufffc"
"""Stands in `Document.prose` for each character that is not prose (code, front matter, markup)."""


class Span(NamedTuple):
    """Half-open range of code points in `Document.text`."""

    start: int
    end: int


class Position(NamedTuple):
    """One place in a document: line and column from 1, offset from 0, all in code points."""

    line: int
    column: int
    offset: int


class Source(NamedTuple):
    """A file to check."""

    path: str
    """What to open; `-` is standard input."""
    name: str
    """What reports call it: relative to the current folder where it is inside, with forward slashes."""
    size_bytes: int = 0
    """As it was found; 0 where nobody looked."""


class Block(NamedTuple):
    """A paragraph, heading, item or other piece of a document; blocks never overlap and stand in order."""

    kind: str
    """heading, paragraph, item, quote, table, code or matter."""
    start: int
    end: int
    level: int = 0
    """Of a heading: 1 is the highest; 0 where the form does not tell (a bare short line)."""
    form: str = ""
    """How a heading shows itself: chinese (一、), bracketed (（一）), arabic (1.), ordinal (第一章), run-in, hash, bare."""


def without_matter_behind(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without the footnotes, headers and footers behind them, which follow the signature."""
    end = len(blocks)
    while end and blocks[end - 1].kind == "matter":
        end -= 1
    return blocks[:end]


class Tracked(NamedTuple):
    """Changes of a Word file that nobody has accepted or rejected, in stretches of text."""

    insertions: int = 0
    deletions: int = 0


class Document(NamedTuple):
    """What a reader made of one source."""

    name: str
    format: str
    text: str
    """As decoded, a byte order mark left out, line ends as they stand in the file."""
    prose: str
    """The same length as `text`: every line end is a line feed, what is not prose is HIDDEN, underlined blanks are ____."""
    line_starts: tuple[int, ...]
    blocks: tuple[Block, ...]
    encoding: str | None = None
    fields: Mapping[str, str] = {}
    """Front matter, where there is any."""
    problem: str | None = None
    """Why part of the file could not be decoded, where that is so."""
    places: tuple[tuple[int, Mapping[str, str]], ...] = ()
    """Where stretches of the text stand in a file that has no lines of its own (paragraph 12, page 3): the first
    offset of each, in order, and its place in every language."""
    origin: Any = None
    """Whatever the reader needs to find a stretch of the text in its file again; never shown, never sent elsewhere."""
    asked: tuple[str, ...] = ()
    """What the forms that were handed out to the author ask for, in their words."""
    pictures: tuple[int, ...] = ()
    """Offsets, in order, where something stands that says something without words: a picture, a block of code."""
    tracked: Tracked = Tracked()
    """The text is what it would be if all of these were accepted."""

    def line_at(self, offset: int) -> int:
        """The line that `offset` stands on, from 1."""
        return bisect_right(self.line_starts, offset)

    def place_at(self, offset: int) -> Mapping[str, str]:
        """What people call the place: paragraph 12, page 3, or the line in a file that has lines of its own."""
        number = bisect_right(self.places, offset, key=lambda place: place[0])
        if number:
            return self.places[number - 1][1]
        line = self.line_at(offset)
        return {"zh": f"第{line}行", "en": f"line {line}"}


_LINE_FEED = re.compile("\n")


def line_starts(prose: str) -> tuple[int, ...]:
    """Where each line starts; only line feeds part lines, so U+2028, VT and FF don't."""
    return (0, *(match.end() for match in _LINE_FEED.finditer(prose)))


class Section(NamedTuple):
    """A part that a type of document has; expressions are by language, as a text is in one."""

    id: str
    name: Mapping[str, str]
    required: bool
    shape: str = ""
    """How it is found where its place tells it as well as words: lead, parts or signature."""
    headings: Mapping[str, tuple[str, ...]] = {}
    """Expressions of which one stands in its heading, or opens its paragraph."""
    headings_unless: Mapping[str, tuple[str, ...]] = {}
    """Expressions that make a heading with its words speak of something else."""
    cues: Mapping[str, tuple[str, ...]] = {}
    """Expressions that tell it in prose."""
    closing: Mapping[str, tuple[str, ...]] = {}
    """Expressions that tell it in the last paragraphs only."""
    unless: Mapping[str, tuple[str, ...]] = {}
    """Expressions that make a sentence with a cue tell something else."""
    needed: int = 1
    """Clauses with a cue that make it present."""
    apart_from: tuple[str, ...] = ()
    """Sections under whose headings its cues do not count."""
    least: int = 4
    """Code points of substance that it must have."""
    nothing_counts: bool = False
    """Whether 无, or None, is an answer."""


class TypeExample(NamedTuple):
    """A test that a document type carries: a text, and which of its sections are missing or empty."""

    name: str
    text: str
    line: int
    """Where in the type's file it starts."""
    title: str = ""
    missing: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    """Sections and their texts, for an example that is also tried without each, and with each empty."""
    detected: bool = True
    """Whether the type is to be told from title, text or form."""


class DocumentType(NamedTuple):
    """What a document may be, how that shows, and which sections it then has."""

    id: str
    name: Mapping[str, str]
    titles: tuple[str, ...]
    """Expressions of which one stands in a title; the one that ends last tells the type."""
    likely_titles: tuple[str, ...]
    """The same, where other documents carry such titles too."""
    phrases: tuple[str, ...]
    """Expressions that tell it in the text."""
    form: str
    """`parts`: a text of a lead and several parts that nothing else names is guessed to be this; else empty."""
    governed: bool
    """Whether a standard asks for the sections, and not practice alone."""
    sections: tuple[Section, ...]
    """In the order in which they usually stand."""
    source: str
    examples: tuple[TypeExample, ...]
    path: str
    """The type's file, for messages; relative to the folder that holds the pack."""
    trusted: bool
    """Shipped with summarylint: its expressions are tested to be linear and need no time limit."""


class Typed(NamedTuple):
    """The type of a submission, and why it is taken to be that."""

    type: DocumentType
    certainty: str
    """given by the user, told by the title or the text (named), or guessed."""
    reason: Mapping[str, str]


class Submission(NamedTuple):
    """One author's text, or a stretch of a document that belongs to no submission (`number` is None)."""

    document: Document
    number: int | None
    """From 1; None for a stretch."""
    title: str
    title_span: Span
    start: int
    end: int
    blocks: tuple[Block, ...]
    unit: str | None = None
    """Who wrote it, as it stands there."""
    typed: Typed | None = None
    """None where nothing tells what it is."""
    of: int = 1
    """How many submissions its document holds."""

    @property
    def text(self) -> str:
        """The prose of this submission; offsets into it become spans by `span_of`."""
        if self.start == 0 and self.end == len(self.document.prose):
            return self.document.prose
        return self.document.prose[self.start : self.end]

    def span_of(self, start: int, end: int) -> Span:
        """The span in the document of `self.text[start:end]`."""
        return Span(self.start + start, self.start + end)


class Edit(NamedTuple):
    """Replace the text of `span` by `text`."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A remedy; `safe` where applying it unread can do no harm."""

    edits: tuple[Edit, ...]
    safe: bool


class Elsewhere(NamedTuple):
    """A place in another document, and what to say of it in every language."""

    document: Document
    span: Span
    message: Mapping[str, str]


class Hit(NamedTuple):
    """All that a check may say about one place."""

    kind: str
    """Which of the rules that share the check this is for; empty for a check that serves one rule."""
    span: Span
    words: Mapping[str, Any] = {}
    """Fill the `{names}` of the rule's message; a value may be a mapping from language to words."""
    data: Mapping[str, Any] = {}
    """What programs are told about the finding."""
    fix: Fix | None = None
    related: tuple[tuple[Span, Mapping[str, str]], ...] = ()
    """Other places in the same document, each with what to say of it in every language."""
    elsewhere: tuple[Elsewhere, ...] = ()
    severity: str | None = None
    """Lower than the rule's where the evidence is weak; never higher."""
    about: str = ""
    """What of its place it is about, where one place may lack several things; such hits do not compete."""
    labels: tuple[str, ...] = ()
    """Of parts and a total that count only together with those of other submissions; empty for every other hit."""


class Suppression(NamedTuple):
    """Why a finding does not count."""

    by: str
    """comment, side file or baseline."""
    reason: str | None
    line: int | None
    """Where the comment stands; of a side file the number of the entry."""


class Related(NamedTuple):
    """Another place that belongs to a finding."""

    path: str
    start: Position
    end: Position
    message: str
    place: str = ""
    """Where it is in a file that has no lines of its own."""


class Finding(NamedTuple):
    """One place where a rule fired, complete."""

    rule: str
    family: str
    severity: str
    message: str
    path: str
    submission: int | None
    start: Position
    end: Position
    place: str
    excerpt: str
    context: str
    fix: Fix | None
    fix_title: str | None
    related: tuple[Related, ...]
    data: Mapping[str, Any]
    fingerprint: str
    suppressed: Suppression | None = None
    status: str | None = None
    """Beside an earlier report: `open` where it had this too, else `new`; None where there is none."""


class Mended(NamedTuple):
    """A finding of an earlier report that is there no more."""

    rule: str
    severity: str
    path: str
    message: str
    fingerprint: str
    start: Position
    """Where it stood then."""
    place: str
    """The same in a file that has no lines of its own, else empty."""
    excerpt: str
    context: str


class Explained(NamedTuple):
    """A statement about numbers that was understood, and what came of it."""

    rule: str
    path: str
    submission: int | None
    start: Position
    end: Position
    excerpt: str
    arithmetic: str
    evidence: str
    """By which words or form it was known."""
    stated: str
    computed: str
    holds: bool | None
    """None where it can't be judged: a number is blank, or vague."""


class Failure(NamedTuple):
    """Something that could not be checked."""

    path: str
    stage: str
    """discover, read, decode, given, check or archive."""
    message: str


class Row(NamedTuple):
    """What the report says of one submission as a whole."""

    path: str
    number: int
    title: str | None
    unit: str | None
    type: str | None
    type_reason: str | None
    lang: str | None
    encoding: str | None
    start: Position | None
    end: Position | None
    verdict: str
    findings: int


class Report(NamedTuple):
    """All that one run found; findings and rows stand in the order of the sources."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]
    files: int
    characters: int
    skipped: Mapping[str, int]
    """Files in checked folders that are no documents, by suffix."""
    relations: tuple[Explained, ...] | None = None
    """What was reckoned, where that was asked for."""
    pending: tuple[Any, ...] = ()
    """Parts and totals of all submissions, for whoever learns from them."""
    documents: Mapping[str, Document] = {}
    """The documents by path, where a format wants more of them than their findings."""
    mended: tuple[Mended, ...] | None = None
    """What an earlier report had and this one has not; None where there is no earlier one."""

    def counted(self) -> list[Finding]:
        """The findings that are not suppressed."""
        return [finding for finding in self.findings if finding.suppressed is None]

    def fails(self, fail_on: str) -> bool:
        """Whether a finding is at least as grave as `fail_on` (a severity, or `never`)."""
        if fail_on == "never":
            return False
        grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        return any(finding.severity in grave for finding in self.counted())


class Example(NamedTuple):
    """A test that a rule carries: a text with `[[…]]` exactly where findings must be."""

    name: str
    text: str
    line: int
    """Where in the rule file it starts."""
    fixed: str | None = None
    title: str | None = None
    type: str | None = None
    others: tuple[str, ...] = ()
    """Further submissions, for a rule that needs several."""
    tracked: tuple[int, int] = (0, 0)
    """Insertions and deletions that the Word file of the text is to have."""


class Option(NamedTuple):
    """A setting of a rule's check, and what it means to a user."""

    value: Any
    meaning: Mapping[str, str] = {}


class Rule(NamedTuple):
    """One rule file."""

    id: str
    title: Mapping[str, str]
    severity: str
    message: Mapping[str, str]
    why: Mapping[str, str]
    check: str
    kind: str
    scope: str
    on: bool
    options: Mapping[str, Option]
    examples: tuple[Example, ...]
    source: str
    since: str
    tags: tuple[str, ...]
    outranks: tuple[str, ...]
    """Families whose findings give way where this rule fires."""
    path: str
    """The rule file, for messages; relative to the folder that holds the pack."""
    trusted: bool
    """Shipped with summarylint: its patterns are tested to be linear and need no time limit."""

    @property
    def family(self) -> str:
        """The first part of the id."""
        return self.id.partition("/")[0]
