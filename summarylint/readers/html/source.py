"""HTML source to what a parser is given: each text marked with where it stands, and nothing that takes it for ever.

A parser tells nothing of offsets, so each text between tags is given a number in noncharacters before it is parsed; a text
that comes out of the tree with its number, and as it stands in the source, is proved to be that one, wherever the parser
moved it (HTML standard, 13.2.6.1, foster parenting). What is not proved has no place, rather than a wrong one.
"""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from summarylint.model import Span

MARK = re.compile("\ufdef([\ufdd0-\ufddf]+)\ufdee")
_TAKEN = re.compile(r"[\ufdd0-\ufdef]|&#(?:0*6[45]\d{3}|x0*fd[de])", re.IGNORECASE)
_DIGITS = str.maketrans("0123456789abcdef", "".join(map(chr, range(0xFDD0, 0xFDE0))))
_NUMBERS = {value: key for key, value in _DIGITS.items()}

_NAME = re.compile(r"</?([a-zA-Z][^\t\n\f\r />]*)")
_TAG_END = re.compile(r""">|=[ \t\n\f\r]*(?:"[^"]*"|'[^']*')""")
_VISIBLE = re.compile(r"(?!&(?:#0*(?:32|10|9|1[23])|#x0*(?:20|[9acd])|Tab|NewLine);)[^ \t\n\f\r]", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,12};?|#[xX][0-9a-fA-F]{1,12};?|[a-zA-Z][a-zA-Z0-9]{0,31};?)|\r\n?")

_UNSEEN = frozenset("script style noscript iframe noembed noframes".split())
_LITERAL = frozenset("title textarea xmp".split())
_SPANS = frozenset("a b big em font i nobr s small strike strong tt u".split())
"""Elements that a parser opens again in every paragraph until they are closed: with 400 left open, a page of 1 MB would
become one of 400."""
_UNCOUNTED = frozenset(
    "area base br col embed hr img input link meta param source track wbr "
    "li td th tr tbody thead tfoot dt dd option optgroup rt rp colgroup html head body".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup html legend li listing main menu nav ol option p plaintext pre search section "
    "summary table tbody td textarea tfoot th thead tr ul xmp x-cut button text".split()
)
_ENCLOSING = frozenset("table object applet marquee template svg math".split())
_DEEPEST = 400
"""Elements one inside another; browsers stop at 512, and a parser's time grows with the square of the depth."""
_NEAR = 30


class Run(NamedTuple):
    """A text between tags: `source[start:end]`, from its first visible character."""

    start: int
    end: int
    is_literal: bool
    """Whether `&` stands for itself."""


class Piece(NamedTuple):
    """A stretch of a text, and where it stands in the source; -1 where that is not known."""

    text: str
    start: int
    end: int


class Origin(NamedTuple):
    """Where the stretches of a document's text stand in the decoded source (a byte order mark left out).

    The four columns have a row for each stretch. Where it is as long as in the source, characters stand one for one;
    else (`&lt;`, white space) it is one character that cannot be parted.
    """

    starts: array[int]
    ends: array[int]
    source_starts: array[int]
    source_ends: array[int]

    def spans(self, text: str, start: int, end: int) -> list[Span] | None:
        """The stretches of the source that `text[start:end]` of the document is made of; tags stand between them.

        None where one of its characters, other than a blank, is not exactly mapped: a list's automatic number, a
        table's bars, an entity cut in two, and what a parser read otherwise than the source says.
        """
        found: list[Span] = []
        at = start
        row = max(bisect_right(self.starts, start) - 1, 0)
        while at < end:
            while row < len(self.starts) and self.ends[row] <= at:
                row += 1
            first = min(self.starts[row], end) if row < len(self.starts) else end
            if first > at:
                if text[at:first].strip():
                    return None
                at = first
                continue
            stop = min(self.ends[row], end)
            if self.ends[row] - self.starts[row] == self.source_ends[row] - self.source_starts[row]:
                shift = self.source_starts[row] - self.starts[row]
                span = Span(at + shift, stop + shift)
            elif at == self.starts[row] and stop == self.ends[row]:
                span = Span(self.source_starts[row], self.source_ends[row])
            else:
                return None
            if found and found[-1].end == span.start:
                span = Span(found.pop().start, span.end)
            found.append(span)
            at = stop
        return found


class Segments:
    """Collects the rows of an Origin, in the order of the text."""

    def __init__(self) -> None:
        self.origin = Origin(array("q"), array("q"), array("q"), array("q"))

    def add(self, start: int, piece: Piece) -> None:
        """Note that `piece` stands at `start` of the text."""
        starts, ends, source_starts, source_ends = self.origin
        is_exact = len(piece.text) == piece.end - piece.start
        goes_on = bool(ends) and ends[-1] == start and source_ends[-1] == piece.start
        if is_exact and goes_on and ends[-1] - starts[-1] == source_ends[-1] - source_starts[-1]:
            ends[-1] += len(piece.text)
            source_ends[-1] = piece.end
            return
        starts.append(start)
        ends.append(start + len(piece.text))
        source_starts.append(piece.start)
        source_ends.append(piece.end)


def prepared(source: str, comment: re.Pattern[str] | None = None) -> tuple[str, list[Run]]:
    """The source as a parser is to have it, and the texts that are marked in it, by number.

    Scripts and other raw text that nobody sees are gone, and comments but those that `comment` matches; elements that a
    parser repeats are `span`, `code` is `x-code`, and those nested too deep are cut. No text is marked where the source
    has such noncharacters itself.
    """
    return _Preparation(source, comment).made()


class _Preparation:
    def __init__(self, source: str, comment: re.Pattern[str] | None) -> None:
        self.source = source
        self.comment = comment
        self.is_marking = _TAKEN.search(source) is None
        self.parts: list[str] = []
        self.runs: list[Run] = []
        self.open: list[str] = []

    def made(self) -> tuple[str, list[Run]]:
        source = self.source
        text = at = 0
        while (less := source.find("<", at)) >= 0:
            follows = source[less + 1 : less + 2]
            if not (follows.isascii() and follows.isalpha()) and follows not in ("/", "!", "?"):
                # A bare < is text; at the very end too.
                at = less + 1
                continue
            self.text(text, less)
            text = at = self.markup(less, follows)
        self.text(text, len(source))
        return "".join(self.parts), self.runs

    def text(self, start: int, end: int, *, is_literal: bool = False) -> None:
        if start >= end:
            return
        visible = _VISIBLE.search(self.source, start, end) if self.is_marking else None
        if visible is None:
            self.parts.append(self.source[start:end])
            return
        first = visible.start()
        mark = f"{len(self.runs):x}".translate(_DIGITS)
        self.parts.append(f"{self.source[start:first]}\ufdef{mark}\ufdee{self.source[first:end]}")
        self.runs.append(Run(first, end, is_literal))

    def markup(self, start: int, follows: str) -> int:
        """Take the tag or comment at `start`; the offset behind it."""
        source = self.source
        if source.startswith("<!--", start):
            return self.remark(start)
        name = _NAME.match(source, start)
        if name is None:
            # <!doctype html>, <?xml …?>, <![CDATA[…]]>: to a parser of HTML all end at the next >.
            end = source.find(">", start) + 1 or len(source)
            self.parts.append(source[start:end])
            return end
        end = self.tag_end(name.end())
        if end < 0:
            return len(source)
        word = name[1].lower()
        if follows == "/":
            self.closing(word, start, end)
            return end
        return self.opening(word, name.end(), start, end)

    def remark(self, start: int) -> int:
        if self.source.startswith(("<!-->", "<!--->"), start):
            return self.source.index(">", start) + 1
        end = self.source.find("-->", start + 4)
        if end < 0:
            return len(self.source)
        if self.comment and self.comment.fullmatch(self.source, start, end + 3):
            self.parts.append(self.source[start : end + 3])
        return end + 3

    def tag_end(self, at: int) -> int:
        while match := _TAG_END.search(self.source, at):
            if match[0] == ">":
                return match.end()
            at = match.end()
        return -1

    def opening(self, word: str, name_end: int, start: int, end: int) -> int:
        source = self.source
        if word in _UNSEEN:
            is_empty = source[end - 2] == "/" and ("svg" in self.open or "math" in self.open)
            return end if is_empty else self.behind(word, end)[1]
        kept = self.opened(word)
        if not kept:
            self.parts.append("<x-cut></x-cut>" if word in BLOCKS else "")
        elif word in _SPANS or word == "code":
            self.parts.append(f"<{_renamed(word)}{source[name_end:end]}")
        else:
            self.parts.append(source[start:end])
        if word in _LITERAL and kept and "svg" not in self.open:
            stop, behind = self.behind(word, end)
            self.text(end, stop, is_literal=word == "xmp")
            self.closed(word)
            self.parts.append(f"</{word}>")
            return behind
        return end

    def closing(self, word: str, start: int, end: int) -> None:
        if not self.closed(word):
            self.parts.append("<x-cut></x-cut>" if word in BLOCKS else "")
        elif word in _SPANS or word == "code":
            self.parts.append(f"</{_renamed(word)}>")
        else:
            self.parts.append(self.source[start:end])

    def behind(self, word: str, at: int) -> tuple[int, int]:
        """Where the raw text of an element ends, and where its end tag does."""
        match = re.compile(rf"</{word}(?=[\t\n\f\r />])", re.IGNORECASE).search(self.source, at)
        if match is None:
            return len(self.source), len(self.source)
        end = self.source.find(">", match.end()) + 1
        return match.start(), end or len(self.source)

    def opened(self, word: str) -> bool:
        """Count an element; whether it is not too deep."""
        if word in _UNCOUNTED:
            return True
        if word in BLOCKS:
            # A paragraph ends where the next block starts.
            for back in range(1, min(8, len(self.open)) + 1):
                if self.open[-back] in _ENCLOSING:
                    break
                if self.open[-back] == "p":
                    del self.open[-back:]
                    break
        self.open.append(word)
        return len(self.open) <= _DEEPEST

    def closed(self, word: str) -> bool:
        """Uncount an element, and those left open in it; whether its start was kept."""
        if word in _UNCOUNTED:
            return True
        for back in range(1, min(_NEAR, len(self.open)) + 1):
            other = self.open[-back]
            if other == word:
                del self.open[-back:]
                return len(self.open) < _DEEPEST
            if other in _ENCLOSING or (other in BLOCKS and word not in BLOCKS):
                break
        return True


def _renamed(word: str) -> str:
    return "x-" + word if word in ("code", "u") else "span"


def placed(text: str, source: str, runs: list[Run]) -> list[Piece]:
    """The stretches of one text of the tree, marks taken out, each with its place in the source where that is proved."""
    found: list[Piece] = []
    at = 0
    number = -1
    for match in MARK.finditer(text) if "\ufdef" in text else ():
        if match.start() > at:
            found += _proved(text[at : match.start()], source, runs, number)
        number = int(match[1].translate(_NUMBERS), 16)
        at = match.end()
    if at < len(text):
        found += _proved(text[at:] if at else text, source, runs, number)
    return found


def _proved(text: str, source: str, runs: list[Run], number: int) -> list[Piece]:
    if not 0 <= number < len(runs):
        return [Piece(text, -1, -1)]
    start, end, is_literal = runs[number]
    written = source[start:end]
    if text == written and ("&" not in written or is_literal):
        return [Piece(text, start, end)]
    pieces = list(_decoded(written, runs[number]))
    decoded = "".join(piece.text for piece in pieces)
    rest = text[len(decoded) :]
    if not text.startswith(decoded) or rest.strip(" \t\n\f\r"):
        return [Piece(text, -1, -1)]
    return [*pieces, Piece(rest, -1, -1)] if rest else pieces


def _decoded(written: str, run: Run) -> Iterator[Piece]:
    at = 0
    for match in _REFERENCE.finditer(written):
        reference = match[0]
        if reference[0] == "&" and run.is_literal:
            continue
        character = "\n" if reference[0] == "\r" else html.unescape(reference)
        if character == reference:
            continue
        if match.start() > at:
            yield Piece(written[at : match.start()], run.start + at, run.start + match.start())
        yield Piece(character, run.start + match.start(), run.start + match.end())
        at = match.end()
    if at < len(written):
        yield Piece(written[at:], run.start + at, run.end)
