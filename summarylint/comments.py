"""Suppression comments: how they are written, and that they are no prose of the document that they stand in."""

from __future__ import annotations

import re

from summarylint.model import HIDDEN
from summarylint.patterns import Pattern

_NAMES = r"ignore(?:(?P<begins{0}>-begin)?\[(?P<names{0}>[^\]\n]{{1,500}})\]|(?P<ends{0}>-end))[ \t]{{0,20}}"
# Every repetition has a limit: without one, a comment that never closes took minutes.
COMMENT = Pattern(
    r"<!--\s{0,20}summarylint:\s{0,20}" + _NAMES.format(1) + r"(?P<reason1>[^\n]{0,500}?)\s{0,20}-->"
    r"|【校对[：:]\s{0,20}" + _NAMES.format(2) + r"(?P<reason2>[^】\n]{0,500})】"
    r"|#[ \t]{0,20}summarylint:[ \t]{0,20}" + _NAMES.format(3) + r"(?P<reason3>[^\n]{0,500})",
    triggers=("ignore[", "ignore-"),
)


def without_comments(prose: str) -> str:
    """`prose` with suppression comments hidden; else `ignore[…]` would be one more bracket to fill in."""
    parts, at = [], 0
    for match in COMMENT.finditer(prose):
        parts += [prose[at : match.start()], re.sub(r"[^\n]", HIDDEN, match[0])]
        at = match.end()
    return "".join(parts) + prose[at:] if parts else prose
