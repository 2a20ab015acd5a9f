"""Passages that a submission has from another of the same batch, and submissions that are another whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from summarylint.checks.base import Check
from summarylint.model import Elsewhere, Hit, Span, Submission

if TYPE_CHECKING:
    from summarylint.reuse.passages import Passage

_UNITS, _SPARSITY = 7, 3
_SAME_PASSAGE = 0.6
"""Share of the shorter of two passages that must lie in the other for both to be one that several have."""
_LARGE_SHARE, _LONG = 0.3, 120
_SMALL_SHARE, _SHORT = 0.1, 60
"""A passage is an error by its share of the submission or by its characters; below both of the second, a doubt."""
_OPENING, _CLOSING = "“‘（(《【「『", "”’）)》】」』"


class Copies(Check):
    """Compare every submission of a run with every other.

    Which of two is the source can't be known from the texts: the one that comes later in the run is said to have
    it from the other, or with `both` each from the other.
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

    def find_in(self, submissions: Sequence[Submission]) -> Iterator[tuple[int, Hit]]:
        """Hits, each with the number of the submission that it is in."""
        from summarylint.reuse.index import Index
        from summarylint.reuse.normalise import normalise
        from summarylint.reuse.passages import Evidence, passages

        index = Index([normalise(_body(one)) for one in submissions], _UNITS, _SPARSITY)
        evidence = Evidence(self.shortest, self.rare, self.few, self.long)
        for number, submission in enumerate(submissions):
            found = [one for one in passages(index, number, evidence) if self.both or one.text < number]
            whole, rest = self._near_identical(submissions, number, found)
            if whole is not None:
                yield number, whole
            for group in _grouped([one for one in found if one.text not in rest]):
                yield number, _copied(submission, submissions, group)

    def _near_identical(
        self, submissions: Sequence[Submission], number: int, found: Sequence[Passage]
    ) -> tuple[Hit | None, set[int]]:
        """That a submission is another, whole; and the numbers of those that it is."""
        submission = submissions[number]
        same: list[tuple[float, int]] = []
        for text in {one.text for one in found}:
            equal = [one for one in found if one.text == text]
            mine = _covered([(one.start, one.end) for one in equal])
            others = _covered([(one.other_start, one.other_end) for one in equal])
            share = min(mine / len(_body(submission)), others / len(_body(submissions[text])))
            similarity = share * sum(one.equal for one in equal) / sum(one.length for one in equal)
            if 100 * similarity >= self.near_identical:
                same.append((similarity, text))
        if not same:
            return None, set()
        similarity, text = max(same, key=lambda one: (one[0], -one[1]))
        other = submissions[text]
        first = submission.title_span if submission.title_span.end else _first_line(submission)
        return Hit(
            "near-identical",
            first,
            {"similarity": round(100 * similarity), **_named(other), "more": _more(len(same) - 1)},
            {"similarity": round(similarity, 3), "source": _source(other), "others": len(same) - 1},
            elsewhere=(Elsewhere(other.document, _first_line(other), _PLACE),),
            about="whole",
        ), {text for _, text in same}


_PLACE = {"zh": "另一处", "en": "the other place"}


def _copied(submission: Submission, submissions: Sequence[Submission], group: Sequence[Passage]) -> Hit:
    """The hit for a passage, which several others may have: the longest is named, of alike ones the first."""
    best = max(group, key=lambda one: (one.equal, -one.text))
    other = submissions[best.text]
    span = _with_marks(submission, best.start, best.end)
    place = _with_marks(other, best.other_start, best.other_end)
    texts = {one.text for one in group}
    changed = _changed(submission.document.prose[span.start : span.end], other.document.prose[place.start : place.end])
    length = span.end - span.start
    return Hit(
        "copied-passage",
        span,
        {
            "count": length,
            "similarity": round(100 * best.similarity),
            **_named(other),
            "more": _more(len(texts) - 1),
            "changed": changed["words"],
        },
        {
            "characters": length,
            "similarity": round(best.similarity, 3),
            "source": _source(other),
            "others": len(texts) - 1,
            "changed": changed["kinds"],
        },
        elsewhere=(Elsewhere(other.document, place, _PLACE),),
        severity=_severity(length, length / len(_body(submission))),
    )


def _severity(length: int, share: float) -> str | None:
    if length >= _LONG or share >= _LARGE_SHARE:
        return None
    return "warning" if length >= _SHORT or share >= _SMALL_SHARE else "info"


def _with_marks(submission: Submission, start: int, end: int) -> Span:
    """The span of a passage with the quotation marks and brackets that stand right around it."""
    text, first = _body(submission), _body_start(submission)
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    while start and text[start - 1] in _OPENING:
        start -= 1
    return Span(first + start, first + end)


def _body_start(submission: Submission) -> int:
    """Where the text behind the title starts: titles are alike without being copied."""
    return max(submission.start, submission.title_span.end)


def _body(submission: Submission) -> str:
    return submission.document.prose[_body_start(submission) : submission.end]


def _grouped(found: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Passages that are mostly the same stretch of a submission, together; the longest of them first."""
    groups: list[list[Passage]] = []
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


def _named(other: Submission) -> dict[str, Any]:
    """How messages name another submission: its title, and where it is."""
    line = bisect_right(other.document.line_starts, other.start)
    return {"title": other.title, "where": f"{other.document.name}:{line}"}


def _source(other: Submission) -> dict[str, Any]:
    return {"path": other.document.name, "submission": other.number, "title": other.title, "unit": other.unit}


def _more(count: int) -> dict[str, str]:
    if count < 1:
        return {"zh": "", "en": ""}
    return {
        "zh": f"，另有{count}篇也有",
        "en": f"; {count} more {'submission has' if count == 1 else 'submissions have'} it",
    }


def _changed(mine: str, other: str) -> dict[str, Any]:
    """What was changed in a passage: numbers, blanks for words, or other words."""
    from summarylint.reuse.changes import kinds_of_change

    kinds = kinds_of_change(mine, other)
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
}
