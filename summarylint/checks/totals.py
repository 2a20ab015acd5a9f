"""Numbers that contradict each other: every relation that a submission states and does not keep."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping

from summarylint.checks.base import Check
from summarylint.model import LANGUAGES, Hit, Span, Submission
from summarylint.relations.types import Relation

_MODULES = (
    "tables",
    "dates",
    "claims",
    "abbreviations",
    "enumerations",
    "series",
    "parts",
    "english_parts",
    "balances",
    "rates",
    "changes",
    "comparisons",
    "shares",
    "averages",
    "impossible",
    "restated",
)
"""Of `summarylint.relations`; each yields the relations of one kind."""


_LABEL = 4
"""Characters at the end of a label that tell it: 全镇在建项目 and 在建项目 are one."""


class Totals(Check):
    """Read the relations of a submission and report those that do not hold."""

    kinds = (
        "listed-count",
        "series-gap",
        "submission-count",
        "table-total",
        "impossible-date",
        "date-order",
        "learned-sum",
        "parts-sum",
        "part-exceeds-whole",
        "ratio",
        "growth",
        "share-sum",
        "average",
        "impossible-share",
        "impossible-value",
        "restated",
    )
    words = frozenset({"arithmetic", "hint", "others"})

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for each relation that does not hold."""
        for relation in relations(submission):
            if relation.holds is False:
                yield _hit(relation)
            elif relation.data.get("labels"):
                yield _for_others(relation)


def relations(submission: Submission) -> Iterator[Relation]:
    """All that a submission says about its numbers, understood and judged."""
    if submission.number is None or submission.of == 1:
        from summarylint.relations import compilation

        yield from compilation.relations(submission)
    if submission.number is None:
        return
    from summarylint.relations.reading import Reading

    reading = Reading(submission)
    for name in _MODULES:
        yield from importlib.import_module(f"summarylint.relations.{name}").relations(reading)


def _hit(relation: Relation) -> Hit:
    return Hit(
        relation.rule,
        Span(relation.start, relation.end),
        {"arithmetic": _joined(relation.arithmetic, relation.fault), "hint": _joined(relation.hint)},
        {"stated": relation.stated, "computed": relation.computed, "evidence": relation.evidence, **relation.data},
        related=tuple((Span(place.start, place.end), place.message) for place in relation.places),
        severity=relation.severity,
    )


def _for_others(relation: Relation) -> Hit:
    """Parts and a total as evidence for those of other submissions, or judged by them."""
    labels = tuple(
        "".join(character for character in label if character.isalpha())[-_LABEL:] for label in relation.data["labels"]
    )
    hit = _hit(relation._replace(severity=None))
    known = labels if all(labels) and len(set(labels)) == len(labels) else ()
    return hit._replace(
        kind="learned-sum" if known else "", words={**hit.words, "others": "\N{INVISIBLE SEPARATOR}"}, labels=known
    )


def _joined(*texts: Mapping[str, str] | None) -> dict[str, str]:
    return {lang: "".join(text[lang] for text in texts if text) for lang in LANGUAGES}
