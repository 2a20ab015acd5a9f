"""English: numbers in words, and the scales, nouns and approximators around a number."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from summarylint.numbers.approximation import ABOUT, NEAR, OVER, UNDER
from summarylint.numbers.cardinals import SCALES
from summarylint.numbers.contexts import MONTHS
from summarylint.numbers.endings import symbol
from summarylint.numbers.english_words import (
    ADJECTIVES,
    IRREGULAR,
    MEASURES,
    NOT_NOUNS,
    NOUNS_IN_ING,
    SAME_IN_PLURAL,
    SQUARE,
    STOPS,
)
from summarylint.numbers.listing import listed
from summarylint.numbers.units import NONE, NOT_A_NUMBER, Unit, unit_at
from summarylint.patterns import Pattern, any_of

_BEFORE = {
    "about": ABOUT, "around": ABOUT, "approximately": ABOUT, "roughly": ABOUT, "some": ABOUT, "circa": ABOUT, "an estimated": ABOUT, "approx.": ABOUT,
    "nearly": NEAR, "almost": NEAR, "close to": NEAR,
    "over": OVER, "more than": OVER, "at least": OVER, "no fewer than": OVER, "no less than": OVER, "above": OVER, "exceeding": OVER, "upwards of": OVER,
    "not less than": OVER, "in excess of": OVER, "a minimum of": OVER, "greater than": OVER, "well over": OVER, "minimum of": OVER,
    "up to": UNDER, "at most": UNDER, "no more than": UNDER, "not more than": UNDER, "fewer than": UNDER, "less than": UNDER, "under": UNDER,
    "below": UNDER, "as many as": UNDER, "a maximum of": UNDER, "maximum of": UNDER,
}  # fmt: skip
_BEFORE_NUMBER = Pattern(rf"(?:^|(?<=[^A-Za-z]))({any_of(_BEFORE)})[ \u00a0](?:the |a further |another )?$")
_BEHIND = Pattern(r"[ ](or more|or so|or fewer|or less|at most|at least|at the most)\b|\+(?![\w+])")
_BEHIND_SENSE = {
    "or more": OVER,
    "or so": ABOUT,
    "or fewer": UNDER,
    "or less": UNDER,
    "at most": UNDER,
    "at least": OVER,
    "at the most": UNDER,
}
_SCALE = Pattern(r"[ \u00a0]?(thousand|million|billion|trillion|hundred|dozen|[kKM]|bn|mn|m)(?![A-Za-z])")
_WORD = Pattern(r"[ \u00a0]?([A-Za-z]+(?:-[A-Za-z]+)*[²³]?)")
_PLURAL = Pattern(r" [a-z]+s\b")
_SPACED_SYMBOLS = frozenset(listed("km kg kWh MW GW kW ha mm cm m t g"))


class Tail(NamedTuple):
    """What English makes of a number: its scale, its unit, where both end, and approximators behind."""

    scale: int
    unit: Unit
    end: int
    senses: tuple[str, ...]


def tail(text: str, at: int, end: int, *, money: bool = False, singular: bool = False) -> Tail | None:
    """The scale and noun behind the number that ends at `at`; None if they say that it is no number (5G, 3-year).

    Behind a currency sign, only the scale; `singular` says that the number is one.
    """
    scale, stop = 1, at
    match = _SCALE.match(text, at, end)
    # 100 m is a length and 4K a resolution, unless they count something.
    if match is not None and (match[1] not in ("m", "K", "M") or money or _PLURAL.match(text, match.end(), end)):
        scale, stop = SCALES[match[1]], match.end()
    if money:
        return Tail(scale, NONE, stop, ())
    senses: tuple[str, ...] = ()
    vague = _BEHIND.match(text, stop, end)
    if vague is not None:
        stop = vague.end()
        if vague[1]:
            return Tail(scale, NONE, stop, (_BEHIND_SENSE[vague[1]],))
        senses = (OVER,)
    unit, last = _noun(text, stop, end, one=singular)
    if unit is NOT_A_NUMBER:
        return None if scale == 1 else Tail(scale, NONE, stop, senses)
    return Tail(scale, unit, last, senses)


def _noun(text: str, at: int, end: int, *, one: bool) -> tuple[Unit, int]:
    """The unit that the next words name: the first plural of three, or after one the first noun.

    NOT_A_NUMBER for 5G, 3-year and 5 March.
    """
    if text[at : at + 1] == "-" and text[at + 1 : at + 2].isalpha():
        return NOT_A_NUMBER, at
    if at < end and text[at] in "%％":
        return _unit("%"), at + 1
    stop = at
    for position in range(3):
        match = _WORD.match(text, stop, end)
        if match is None:
            break
        word, stop = match[1], match.end()
        if text[match.start()] not in " \u00a0":
            return symbol(word) or NOT_A_NUMBER, stop
        lowered = word.lower()
        if position == 0:
            special = _special(text, match.start(1), lowered, end)
            if special is not None:
                return special
        if lowered in STOPS or lowered in NOT_NOUNS:
            break
        participle = lowered.endswith(("ed", "ing")) and lowered not in NOUNS_IN_ING
        if lowered in ADJECTIVES or "-" in word or participle:
            continue
        noun = singular(lowered)
        if noun in MEASURES:
            return _unit(MEASURES[noun]), stop
        if one or noun != lowered or noun in SAME_IN_PLURAL:
            return Unit(noun, "count"), stop
    return NONE, at


def _unit(word: str) -> Unit:
    return unit_at(word, 0, len(word))[0] or NONE


def _special(text: str, at: int, word: str, end: int) -> tuple[Unit, int] | None:
    """The unit that takes more than one word, or NOT_A_NUMBER for a month that makes a date of the number."""
    if word in ("am", "pm", "st", "nd", "rd", "th") or (word in MONTHS and (word != "may" or text[at] == "M")):
        return NOT_A_NUMBER, at
    if text[at : at + len(word)] in _SPACED_SYMBOLS:
        return symbol(text[at : at + len(word)]) or NONE, at + len(word)
    for phrase, unit in _PHRASES:
        last = at + len(phrase)
        if (
            word == phrase[: len(word)]
            and text[at:last].lower() == phrase
            and last <= end
            and not text[last : last + 1].isalpha()
        ):
            return unit, last
    if word == "square":
        match = _WORD.match(text, at + len(word), end)
        area = SQUARE.get(singular(match[1].lower())) if match else None
        if match and area:
            return _unit(area), match.end()
    return None


_PHRASES = (
    ("percentage points", Unit("个百分点", "points")), ("percentage point", Unit("个百分点", "points")), ("per cent", Unit("%", "percent")),
    ("percent", Unit("%", "percent")), ("pct", Unit("%", "percent")), ("times", Unit("倍", "times")), ("cubic metres", Unit("立方米", "measure")),
    ("cubic meters", Unit("立方米", "measure")),
)  # fmt: skip


@lru_cache(maxsize=4096)
def singular(noun: str) -> str:
    """The singular of a lower-case noun, by simple rules."""
    known = IRREGULAR.get(noun)
    if known:
        return known
    if not noun.endswith("s") or noun.endswith(("ss", "us", "is")) or len(noun) < 3:
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return noun[:-2]
    return noun[:-1]


def before(text: str, at: int, start: int) -> tuple[str, int]:
    """The sense of the English approximator before `at`, and where it starts; '' and `at` if there is none."""
    if text[at - 1 : at] not in (" ", "\u00a0") or at - start < 5:
        return "", at
    offset = max(start, at - 32)
    window = text[offset:at].lower()
    if len(window) != at - offset:
        return "", at
    match = _BEFORE_NUMBER.search(window)
    return (_BEFORE[match[1]], offset + match.start(1)) if match else ("", at)


def noun_of(word: str) -> str:
    """The singular of a lower-case word if it may name what is counted; '' if it may not."""
    return "" if word in STOPS or word in NOT_NOUNS else singular(word)
