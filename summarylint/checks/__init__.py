"""The checks, by the names that rules use for them; each is imported when a rule that runs needs it."""

from __future__ import annotations

import importlib
from typing import Any

CHECKS = {
    "advertising": "summarylint.checks.advertising:Advertising",
    "blanks": "summarylint.checks.blanks:Blanks",
    "broken-word": "summarylint.checks.broken_word:BrokenWord",
    "copies": "summarylint.checks.copies:Copies",
    "empty-document": "summarylint.checks.empty_document:EmptyDocument",
    "heading-level": "summarylint.checks.heading_level:HeadingLevel",
    "heading-merged": "summarylint.checks.heading_merged:HeadingMerged",
    "not-submitted": "summarylint.checks.not_submitted:NotSubmitted",
    "page-chrome": "summarylint.checks.page_chrome:PageChrome",
    "party-word": "summarylint.checks.party_word:PartyWord",
    "pattern": "summarylint.checks.pattern:PatternCheck",
    "repeated-paragraph": "summarylint.checks.repeated_paragraph:RepeatedParagraph",
    "sections": "summarylint.checks.sections:Sections",
    "substitution": "summarylint.checks.substitution:Substitution",
    "totals": "summarylint.checks.totals:Totals",
    "tracked-changes": "summarylint.checks.tracked_changes:TrackedChanges",
    "unbalanced-quotes": "summarylint.checks.unbalanced_quotes:UnbalancedQuotes",
    "unused-suppression": "summarylint.checks.unused_suppression:UnusedSuppression",
}


def names() -> list[str]:
    """The names of all checks, those of installed packages last."""
    return [*CHECKS, *(entry.name for entry in _installed() if entry.name not in CHECKS)]


def find(name: str) -> Any:
    """The class of the check `name`, which must exist."""
    if name in CHECKS:
        module, _, attribute = CHECKS[name].partition(":")
        return getattr(importlib.import_module(module), attribute)
    return next(entry for entry in _installed() if entry.name == name).load()


def _installed() -> list[Any]:
    # Costs 66 ms, so it is asked only where rules are read or a check is none of ours.
    from importlib.metadata import entry_points

    return sorted(entry_points(group="summarylint.checks"), key=lambda entry: entry.name)
