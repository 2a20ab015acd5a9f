"""Runs of x in English sentences: numbers, names and dates, and the Roman numerals that they are not."""

from __future__ import annotations

import re

from summarylint.blanks.types import Blank
from summarylint.patterns import Pattern

_ROMAN_BEFORE = Pattern(
    r"(?:chapter|part|legion|legio|regiment|squadron|group|volume|vol\.?|book|section|act|article|appendix|table|figure|title|phase|bowl|louis|pius|john|games|type|"
    r"grade|class|factor|level|stage|pope|king|schedule|annex|unit|lesson|psalm|canto|olympiad|conference|edition|size|"
    r"p\.|pp\.|pages?|sizes|rule|clause|item|no\.)\s+(?:[ivxlcIVXLC]+(?:,|-|–| and| to)\s*)?$",
    flags=re.IGNORECASE,
)
_ROMAN_AFTER = Pattern(
    r"[\s-]+(?:century|centuries|olympi\w+|chromosomes?|congress|corps|games|session|legislature|convention|assembly|"
    r"karyotype|rated|conference|summit|edition|genotype|females?|sex|brigade|army|legion|legio|ISPRS)\b|[/-](?:XY|XXI)\b",
    flags=re.IGNORECASE,
)
_MONTH = Pattern(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+$|(?:\bon|\bby|month|day|q[1-4])\s+$",
    flags=re.IGNORECASE,
)
_NAME_BEFORE = Pattern(
    r"(?:\b(?:dear|mr|mrs|ms|dr|prof|miss|by|director|manager|chair|officer|secretary|named|called|at|from|county|city of)\.?\s+)$",
    flags=re.IGNORECASE,
)
_VOLUME_BEHIND = Pattern(r"\s*(?:\((?:19|20)\d\d\)|,\s*(?:pp?\.\s*)?\d+\s?[–-]\s?\d+)|[”\"],?\s")
_DEFINED = Pattern(r"\s+(?:is the|are the|denotes?|stands? for|means|represents)\b")
_COUNTED = Pattern(
    r"\b(?:held|trained|served|reached|recruited|hired|processed|completed|delivered|hosted|ran|received|awarded|distributed|"
    r"conducted|organi[sz]ed|enrolled|visited|published|employed|attracted|raised|issued|closed|opened)\s+$"
)
_DURATION = Pattern(
    r"\s(?:days?|weeks?|months?|years?|hours?|minutes?|percent|per cent|people|participants|attendees|volunteers)\b"
)
_PLURAL = Pattern(r"\s+(?:[a-z-]+\s){0,2}(?:[a-z]{3,}s|people|children|women|men|staff)\b")
_ROMAN = Pattern(r"(?<![A-Za-z])(?=[XVI]*[VI])[XVI]{2,6}(?![A-Za-z])|(?<![A-Za-z])(?=[xvi]*[vi])[xvi]{2,6}(?![A-Za-z])")
_MASKED_DIGITS = Pattern(r"\d+\.\d*[xX]{2,}|\d[X]{2,}")
_NAMED_BY_LETTER = Pattern(
    r"(?:\b(?:Generation|Gen|Team|Group|Project|Product|Brand|Model|Company|Planet|Area|Site|Zone|Type|Class|Category|Title|Factor|"
    r"Malcolm|Mr|Mrs|Ms|Dr|Windows|Plan|Phase|Room|Building|Unit|Party|Person|Series|Division|Programme|Program)\.?|[a-z,] [A-Z][a-z]+) $"
)
_PHONE_BEHIND = Pattern(r"\)[ -]?[xX]{3}-[xX]{4}")
_NO_COUNT = Pattern(r"\s+(?:status|errors?|codes?|responses?|series|class|levels?|range|courses?)\b")
_MONEY = Pattern(r"[$€£¥]\s?$")


def masked_digits(text: str, start: int, end: int) -> bool:
    """Whether a number with masked digits is one in English: p = 0.0XX, 1XX of them; not 4xx errors."""
    return (
        _MASKED_DIGITS.fullmatch(text, start, end) is not None
        and _NO_COUNT.match(text, end) is None
        and ("." in text[start:end] or re.match(r"\s+[a-z]", text[end : end + 2]) is not None)
    )


def letters(text: str, start: int, end: int) -> Blank | None:
    """The blank that a run of x in an English line is, if it is one."""
    run = text[start:end]
    before, behind = text[max(0, start - 30) : start], text[end : end + 24]
    number = bool(_MONEY.search(before)) or behind.lstrip().startswith(("%", "percent"))
    if len(run) == 1:
        number = number or bool(_COUNTED.search(before) and _PLURAL.match(behind))
        injuries = before.endswith(("were ", "was ")) and _PLURAL.match(behind) is not None and run == "x"
        if run == "X" and _NAMED_BY_LETTER.search(before):
            return None
        duration = injuries or (_DURATION.match(behind) is not None and before.endswith(" "))
        return Blank(start, end, "marks", "number", digits=1) if (number and run.isupper()) or duration else None
    if run.lower() == "x.x" and not re.search(
        r"(?:version|release|v|python|java)\s*$|[A-Za-z0-9]$", before, re.IGNORECASE
    ):
        return Blank(start, end, "marks", "number", digits=2)
    if number and re.match(r"(?:k|K|m|M|bn)\b", behind):
        return Blank(start, end, "marks", "number", digits=len(run))
    if run.upper() in ("XX", "XXX") and _ROMAN.search(text[max(0, start - 40) : end + 40]):
        return None
    if re.fullmatch(r"Xx{2,}", run):
        return Blank(start, end, "marks", "name")
    if "XY" in text[max(0, start - 40) : end + 40] or run not in (run.upper(), run.lower()):
        return None
    if re.match(r"['’`\w]|-[A-Za-z]", behind) or re.search(r"[\w'’`]$|\w-$", before):
        return None
    if run.isalpha() and (
        _ROMAN_BEFORE.search(before)
        or _ROMAN_AFTER.match(behind)
        or _VOLUME_BEHIND.match(behind)
        or _DEFINED.match(behind)
    ):
        return None
    digits = sum(character in "xX" for character in run)
    if before.endswith("(") and _PHONE_BEHIND.match(behind):
        return Blank(start, end, "marks", "number", digits=digits)
    if "/" in behind[:1] or "/" in before[-1:] or _MONTH.search(before):
        return Blank(start, end, "marks", "date", digits=digits)
    if number or "," in run or "." in run:
        return Blank(start, end, "marks", "number", digits=digits)
    if _NAME_BEFORE.search(before) or re.match(r"\s+[A-Z][a-z]", behind):
        return Blank(start, end, "marks", "name")
    if re.match(r"\s+\(?[a-z]", behind):
        return Blank(start, end, "marks", "number", digits=digits)
    return Blank(start, end, "marks", "unknown")
