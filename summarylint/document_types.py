"""What each submission is: as the user says, as its front matter, title or text says, or as its form suggests."""

from __future__ import annotations

import re
from collections.abc import Mapping

from summarylint.languages import language_of
from summarylint.model import DocumentType, Submission, Typed
from summarylint.names import type_named
from summarylint.patterns import alternatives
from summarylint.sections import Outline, has_lead, has_parts

_AFTERTHOUGHT = re.compile(
    r"(?:[和与及暨、]|以及|\s*(?:and|&)\s+)[^和与及暨、《》]{0,24}?(?:计划|打算|安排|思路|要点|设想|plans?|outlook)\s*[）)]?$",
    re.IGNORECASE,
)
"""A summary that also plans is a summary."""
_IN_BRACKETS = re.compile(r"[（(][^（()）]{0,30}[）)]\s*$")
_OPENING_CODEPOINTS = 700
_LONGEST_MASTHEAD = 40
_OF_NAVIGATION = frozenset("|｜>›»")
_IN_TITLE = {"zh": "标题中有“{words}”", "en": "the title says '{words}'"}
_ABOVE_TITLE = {"zh": "标题上方有“{words}”", "en": "above the title stands '{words}'"}


def with_types(
    submissions: list[Submission], given: str | None, origin: str, types: Mapping[str, DocumentType]
) -> list[Submission]:
    """Each submission with its type and why; `given` is what the user says that all of them are, and `origin` where.

    Raises TimeoutError where an expression of a stranger's type takes too long.
    """
    meant = type_named(types, given) if given is not None else None
    if meant is not None:
        typed = Typed(meant, "given", {"zh": f"由{origin}指定", "en": f"given in {origin}"})
        return [part._replace(typed=typed) if part.number else part for part in submissions]
    return [part._replace(typed=_typed(part, types)) if part.number else part for part in submissions]


def _typed(part: Submission, types: Mapping[str, DocumentType]) -> Typed | None:
    return (
        _by_matter(part, types)
        or _by_title(part.title, types, _IN_TITLE)
        or _by_masthead(part, types)
        or _by_phrase(part, types)
        or _by_form(part, types)
    )


def _by_matter(part: Submission, types: Mapping[str, DocumentType]) -> Typed | None:
    """Front matter of other programs says `type: post`; only names that we know count."""
    written = part.document.fields.get("type", "").strip("\"' ")
    found = type_named(types, written) if written else None
    return Typed(found, "given", {"zh": "文首信息中写明", "en": "given in the front matter"}) if found else None


def _by_masthead(part: Submission, types: Mapping[str, DocumentType]) -> Typed | None:
    """What stands above the title of a text in a bulletin: 白石镇工作简报, 第3期."""
    for line in part.document.prose[part.start : part.title_span.start].split("\n"):
        name = "".join(line.split())
        if len(name) <= _LONGEST_MASTHEAD and not _OF_NAVIGATION & {*name}:
            typed = _by_title(name, types, _ABOVE_TITLE)
            if typed:
                return typed
    return None


def _by_title(whole: str, types: Mapping[str, DocumentType], reason: Mapping[str, str]) -> Typed | None:
    """The expression that ends last tells what the title's head word is; of those the longest."""
    title = _IN_BRACKETS.sub("", whole)
    title = _AFTERTHOUGHT.sub("", title) or title
    best: tuple[int, int, bool] | None = None
    found: tuple[DocumentType, str] | None = None
    for document_type in types.values():
        for expressions, sure in ((document_type.titles, True), (document_type.likely_titles, False)):
            if not expressions:
                continue
            for match in alternatives(expressions, ignore_case=True, trusted=document_type.trusted).finditer(title):
                rank = (match.end(), match.end() - match.start(), sure)
                if best is None or rank > best:
                    best, found = rank, (document_type, match[0])
    if best is None or found is None:
        return None
    document_type, words = found
    said = {lang: text.format(words=words) for lang, text in reason.items()}
    return Typed(document_type, "named" if best[2] else "guessed", said)


def _by_phrase(part: Submission, types: Mapping[str, DocumentType]) -> Typed | None:
    """What the opening says of the text itself: 现将…汇报如下."""
    end = min(part.end, part.start + _OPENING_CODEPOINTS)
    for document_type in types.values():
        if document_type.phrases:
            searcher = alternatives(document_type.phrases, ignore_case=True, trusted=document_type.trusted)
            match = searcher.search(part.document.prose, part.start, end)
            if match:
                words = " ".join(match[0].split())
                return Typed(document_type, "named", {"zh": f"文中有“{words}”", "en": f"the text says '{words}'"})
    return None


def _by_form(part: Submission, types: Mapping[str, DocumentType]) -> Typed | None:
    """A Chinese text of a lead and several parts; parts alone may be anything."""
    for document_type in types.values():
        if document_type.form == "parts" and language_of(part.text) == "zh":
            outline = Outline(part)
            if has_parts(outline, strict=True) and has_lead(outline):
                reason = {"zh": "按形式推断：有导语和几个部分", "en": "by its form: a lead and several parts"}
                return Typed(document_type, "guessed", reason)
    return None
