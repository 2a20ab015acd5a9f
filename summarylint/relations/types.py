"""A relation: a statement that several numbers, or a number and a list, make together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Place(NamedTuple):
    """Another place that a relation speaks of."""

    start: int
    end: int
    message: Mapping[str, str]
    """What stands there, in zh and en."""


class Relation(NamedTuple):
    """A statement that was understood; offsets are code points of the document.

    `holds` is None where it can't be judged: a number was not filled in, or is only vaguely printed.
    """

    rule: str
    """Slug of the rule of family `total` that it falls under."""
    start: int
    end: int
    """Half-open; all that must be read to see it."""
    holds: bool | None
    arithmetic: Mapping[str, str]
    """What was reckoned, in zh and en: 4个 + 5个 = 9个."""
    evidence: str = ""
    """The words or the form by which it was known: 其余, 合计, brackets, 一是."""
    stated: str = ""
    computed: str = ""
    """As printed, and as reckoned in the same unit."""
    fault: Mapping[str, str] | None = None
    """What the message adds to the arithmetic where it does not hold: ，不是10个."""
    places: tuple[Place, ...] = ()
    """Total, parts, title or heading: every other place that it is about."""
    hint: Mapping[str, str] | None = None
    """The single digit or swap that would make it hold, in zh and en."""
    severity: str | None = None
    """Lower than the rule's where the evidence is weak."""
    data: Mapping[str, Any] = {}
    """More for programs."""


def against(stated: str) -> dict[str, str]:
    """The fault of a reckoning that does not come to what is printed."""
    return {"zh": f"，不是{stated}", "en": f", not {stated}"}
