"""Passages that a submission has from another of the run or from the archive, and submissions that are another whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from summarylint.checks.base import Check
from summarylint.copied import Background, Copy, Holder, copies, holder_of
from summarylint.model import Elsewhere, Hit, Span, Submission

_SAME_PASSAGE = 0.6
"""Share of the shorter of two passages that must lie in the other for both to be one that several have."""
_NEARLY_ALL = 0.8
"""What an archived passage must have of the longest one, to be named as the source instead of it."""
_LARGE_SHARE, _LONG = 0.3, 100
_SMALL_SHARE, _SHORT, _SENTENCE = 0.1, 36, 65
"""A passage is an error by its share of the submission or by its units; below both of the second, a doubt."""
_OPENING, _CLOSING = "“‘（(《【「『", "”’）)》】」』"


_Identity = tuple[str, bool, int]


class Copies(Check):
    """Compare every submission of a run with every other, and with the archive.

    Which of two submissions is the source can't be known from the texts: the one that comes later in the run is said
    to have it from the other, or with `both` each from the other. What is archived was there before.
    """

    kinds = ("copied-passage", "near-identical")
    words = frozenset({"count", "similarity", "title", "where", "more", "changed"})
    scope = "batch"

    both: bool = False
    near_identical: int = 90
    shortest: int = 30
    rare: int = 24
    few: int = 4
    long: int = 120
    set_phrases: tuple[str, ...] = ()

    def find_in(self, submissions: Sequence[Submission], background: Background) -> Iterator[tuple[int, Hit]]:
        """Hits, each with the number of the submission that it is in."""
        from summarylint.reuse.passages import Evidence

        evidence = Evidence(self.shortest, self.rare, self.few, self.long)
        for number, found in copies(submissions, background, evidence, self.set_phrases, both=self.both):
            submission = submissions[number]
            whole, same = self._near_identical(submission, found)
            if whole is not None:
                yield number, whole
            often = Counter(_identity(one.holder) for one in found)
            for group in _grouped([one for one in found if _identity(one.holder) not in same]):
                yield number, _copied(submission, group, lone=max(often[_identity(one.holder)] for one in group) == 1)

    def _near_identical(self, submission: Submission, found: Sequence[Copy]) -> tuple[Hit | None, set[_Identity]]:
        """That a submission is another, whole; and those that it is."""
        body = len(holder_of(submission).body)
        same: list[tuple[float, Holder]] = []
        for holder, equal in _by_holder(found):
            mine = _covered([(one.start, one.end) for one in equal])
            others = _covered([(one.other_start, one.other_end) for one in equal])
            share = min(mine / body, others / len(holder.body))
            similarity = share * sum(one.equal for one in equal) / sum(one.length for one in equal)
            if 100 * similarity >= self.near_identical:
                same.append((similarity, holder))
        if not same:
            return None, set()
        # Of alike ones an archived one, else the first.
        similarity, other = max(reversed(same), key=lambda one: (one[0], one[1].record is not None))
        first = submission.title_span if submission.title_span.end else _first_line(submission)
        return Hit(
            "near-identical",
            first,
            {"similarity": round(100 * similarity), **_named(other, other.start), "more": _more(len(same) - 1)},
            {"similarity": round(similarity, 3), "source": _source(other), "others": len(same) - 1},
            elsewhere=(Elsewhere(other.document, _opening(other), _place(other)),),
            about="whole",
        ), {_identity(holder) for _, holder in same}


def _by_holder(found: Sequence[Copy]) -> Iterator[tuple[Holder, list[Copy]]]:
    groups: dict[_Identity, list[Copy]] = {}
    for one in found:
        groups.setdefault(_identity(one.holder), []).append(one)
    yield from ((group[0].holder, group) for group in groups.values())


def _identity(holder: Holder) -> _Identity:
    return holder.document.name, holder.record is not None, holder.number


def _copied(submission: Submission, group: Sequence[Copy], *, lone: bool) -> Hit:
    """The hit for a passage, which several others may have: the archive's is named, else the longest.

    `lone` says that none of them has another passage of the submission.
    """
    longest = max(one.equal for one in group)
    archived = [one for one in group if one.holder.record and one.equal >= _NEARLY_ALL * longest]
    best = max(archived or group, key=lambda one: one.equal)
    other = best.holder
    mine = holder_of(submission)
    span = _with_marks(mine, best.start, best.end)
    place = _with_marks(other, best.other_start, best.other_end)
    others = len({_identity(one.holder) for one in group}) - 1
    changed = _changed(best, mine.document.prose[span.start : span.end], other.document.prose[place.start : place.end])
    length = span.end - span.start
    return Hit(
        "copied-passage",
        span,
        {
            "count": length,
            "similarity": round(100 * best.similarity),
            **_named(other, place.start),
            "more": _PRESCRIBED if best.prescribed else _more(others),
            "changed": changed["words"],
        },
        {
            "characters": length,
            "similarity": round(best.similarity, 3),
            "source": _source(other),
            "others": others,
            "changed": changed["kinds"],
        },
        elsewhere=(Elsewhere(other.document, place, _place(other)),),
        severity="info"
        if best.prescribed
        else _severity(best.length, length / len(mine.body), sentence=lone and not changed["kinds"]),
    )


_PRESCRIBED = {
    "zh": "；多篇一字不差，可能是统一提法",
    "en": "; several have it word for word, so it may have been prescribed",
}


def _severity(units: int, share: float, *, sentence: bool) -> str | None:
    """`share` is that of the passage in its submission; `sentence` says that it is all they share, and to the letter."""
    if units >= _LONG or share >= _LARGE_SHARE:
        return None
    if units < _SENTENCE and sentence:
        # It may be a quotation that both have from a third.
        return "info"
    return "warning" if units >= _SHORT or share >= _SMALL_SHARE else "info"


def _with_marks(holder: Holder, start: int, end: int) -> Span:
    """The span of a passage with the quotation marks and brackets that stand right around it."""
    text = holder.document.prose
    while end < holder.end and text[end] in _CLOSING:
        end += 1
    while start > holder.start and text[start - 1] in _OPENING:
        start -= 1
    return Span(start, end)


def _grouped(found: Sequence[Copy]) -> Iterator[list[Copy]]:
    """Passages that are mostly the same stretch of a submission, together; the longest of them first."""
    groups: list[list[Copy]] = []
    for one in sorted(found, key=lambda one: one.start - one.end):
        for group in groups:
            longest = group[0]
            shared = min(one.end, longest.end) - max(one.start, longest.start)
            if shared >= _SAME_PASSAGE * (one.end - one.start):
                group.append(one)
                break
        else:
            groups.append([one])
    yield from groups


def _covered(spans: list[tuple[int, int]]) -> int:
    """How many code points lie in at least one of the spans."""
    covered, reached = 0, 0
    for start, end in sorted(spans):
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered


def _first_line(submission: Submission) -> Span:
    block = submission.blocks[0]
    return Span(block.start, block.end)


def _opening(holder: Holder) -> Span:
    """The first line of a holder's text."""
    starts = holder.document.line_starts
    line = holder.document.line_at(holder.start)
    end = starts[line] - 1 if line < len(starts) else len(holder.document.prose)
    return Span(holder.start, max(holder.start, end))


def _named(other: Holder, start: int) -> dict[str, Any]:
    """How messages name who has a passage: the title, and where it is."""
    document = other.document
    where = {"zh": f"{document.name}:{document.line_at(start)}", "en": f"{document.name}:{document.line_at(start)}"}
    if document.places:
        place = document.place_at(start)
        where = {"zh": f"{document.name} {place['zh']}", "en": f"{document.name}, {place['en']}"}
    if other.record is not None:
        date = other.record.date
        where = {
            "zh": f"档案库{where['zh']}{f'，{date}' if date else ''}",
            "en": f"archive, {where['en']}{f', {date}' if date else ''}",
        }
    return {"title": other.title, "where": where}


def _source(other: Holder) -> dict[str, Any]:
    """What programs are told of who has it."""
    told = {"path": other.document.name, "submission": other.number, "title": other.title, "unit": other.unit}
    if other.record is None:
        return told
    return {**told, "archived": True, "label": other.record.label, "date": other.record.date or None}


def _place(other: Holder) -> dict[str, str]:
    if other.record is None:
        return {"zh": "另一处", "en": "the other place"}
    return {"zh": "档案库中的原文", "en": "the source, in the archive"}


def _more(count: int) -> dict[str, str]:
    if count < 1:
        return {"zh": "", "en": ""}
    return {
        "zh": f"，另有{count}篇也有",
        "en": f"; {count} more {'submission has' if count == 1 else 'submissions have'} it",
    }


def _changed(copy: Copy, mine: str, other: str) -> dict[str, Any]:
    """What was changed in a passage: numbers, blanks for words, other words, or the order of its sentences."""
    from summarylint.reuse.changes import kinds_of_change

    kinds = ["order"] if copy.moved else kinds_of_change(mine, other)
    zh = "、".join(_CHANGES[kind]["zh"] for kind in kinds)
    en = ", ".join(_CHANGES[kind]["en"] for kind in kinds)
    return {
        "kinds": kinds,
        "words": {
            "zh": f"，改了{zh}" if kinds else "，一字未改",
            "en": f", changed: {en}" if kinds else ", nothing changed",
        },
    }


_CHANGES = {
    "numbers": {"zh": "数字", "en": "numbers"},
    "blanks": {"zh": "空缺", "en": "blanks"},
    "names": {"zh": "名称", "en": "names"},
    "punctuation": {"zh": "标点", "en": "punctuation"},
    "words": {"zh": "词句", "en": "words"},
    "order": {"zh": "句子次序", "en": "the order of sentences"},
}
