"""What a person can mend, with the exit code it leads to."""

from __future__ import annotations

OK, FINDINGS, FAILED, INTERRUPTED = 0, 1, 2, 130
"""Exit codes of the command line; FAILED beats FINDINGS."""


class SummarylintError(Exception):
    """Something the person running the tool can mend; its text says what was wrong, where, and what to do."""

    exit_code = FAILED


class ConfigError(SummarylintError):
    """A config file, or an option that plays the part of one, is wrong."""


class RuleError(SummarylintError):
    """A rule file is wrong; the text starts with `file:line:`."""


class UnreadableError(SummarylintError):
    """A document can't be read at all; the text goes into the report's `errors`."""


def did_you_mean(word: str, known: list[str]) -> str:
    """`; did you mean 'known'?` for the nearest known word, or nothing where none is near."""
    from rapidfuzz import fuzz, process

    best = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=60)
    return f"; did you mean '{best[0]}'?" if best else ""
