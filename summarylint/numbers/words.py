"""Numbers in English words: twenty-three teachers, a dozen, three to five, two thirds, nearly half."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarylint.numbers import english
from summarylint.numbers.building import build, part
from summarylint.numbers.cardinals import ONES, SCALES, WORDS, read
from summarylint.numbers.contexts import LABELS
from summarylint.numbers.listing import listed
from summarylint.numbers.types import Figure, Quantity
from summarylint.numbers.units import NONE, Unit
from summarylint.patterns import Pattern, any_of

_STARTS = Pattern(
    r"[a-zA-Z](?<![\w'’.$-].)(?:ne|wo|hree|our|ive|ix|even|ight|ine|en|leven|welve|hir|ifty?|wen|ero|orty|alf|ozens|undreds|housands|illions"
    r"| (?:hundred|thousand|million|billion|dozen|third|quarter|fifth|tenth))"
)
_ONES, _WORD = any_of(ONES), any_of(WORDS)
_SHARE = Pattern(
    rf"(?:(?P<top>{_ONES}|a)[- ](?P<bottom>third|quarter|fifth|sixth|eighth|tenth)s?|half)(?![\w’']|-[a-z])",
    flags=re.IGNORECASE,
)
_VAGUELY = Pattern(
    r"(?:tens of thousands|hundreds of thousands|dozens|hundreds|thousands|millions)(?= of\b)", flags=re.IGNORECASE
)
_CARDINAL = Pattern(rf"(?:a )?{_WORD}\b(?:(?:,? and |, |[ -]){_WORD}\b){{0,11}}", flags=re.IGNORECASE)
_GOES_ON = Pattern(r"[\w’']|-[A-Za-z]")
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_VAGUE = {
    "dozens": (24, 100), "hundreds": (200, 1000), "thousands": (2000, 10_000), "tens of thousands": (20_000, 100_000),
    "hundreds of thousands": (200_000, 10**6), "millions": (2 * 10**6, 10**7),
}  # fmt: skip
_WORD_BEFORE = Pattern(r"(?<![A-Za-z])([A-Za-z]+)[ \u00a0]$")
_NOT_ONE = frozenset(listed("no this that each every the any some another which only either neither"))
_OTHER_HALF = frozenset(
    listed("first second other better latter final next last previous top bottom former early late")
)
_HALF_OF_A = Pattern(r" an? (?:(?P<scale>dozen|hundred|thousand|million|billion)|(?P<noun>[a-z]+))\b")
_OF = Pattern(r" (?:of|the|our|all|their|its|were|was|are|is|have|had)\b|[ ]?(?:$|[.,;:)，。；])")


def quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The numbers in English words of `text[start:end]`."""
    stop = start
    for candidate in _STARTS.compiled.finditer(text, start, end):
        at = candidate.start()
        if at < stop:
            continue
        found, stop = _at(text, at, start, end)
        if found is not None:
            yield found


def _at(text: str, at: int, start: int, end: int) -> tuple[Quantity | None, int]:
    """The number in words that starts at `at`, if there is one, and where to go on."""
    share = _SHARE.match(text, at, end)
    if share is not None:
        return (_share if share["top"] else _half)(text, share, start, end), share.end()
    vague = _VAGUELY.match(text, at, end)
    if vague is not None:
        return _vague(text, vague, start, end), vague.end()
    figure, stop = _cardinal(text, at, end)
    if figure is None or _GOES_ON.match(text, stop, end):
        return None, max(stop, at + 1)
    number_end = stop
    if text.startswith(" to ", stop):
        upper, upper_end = _cardinal(text, stop + 4, end)
        if upper is not None and upper.number > figure.number and _word_before(text, at) != "from":
            figure, number_end = figure._replace(upper=upper.number), upper_end
    return _count(text, (at, number_end), figure, start, end), number_end


def _cardinal(text: str, at: int, end: int) -> tuple[Figure | None, int]:
    """The longest number that the words at `at` say, and where it ends: of "two three", two."""
    match = _CARDINAL.match(text, at, end)
    if match is None:
        return None, at
    words, stop = match[0].lower(), match.end()
    figure = read(words)
    while figure is None and (cut := max(words.rfind(" "), words.rfind("-"))) > 0:
        words = words[:cut]
        figure = read(words)
        stop = at + len(words)
    if figure is not None and words.endswith(","):
        stop -= 1
    return figure, stop


def _word_before(text: str, at: int) -> str:
    match = _WORD_BEFORE.search(text[max(0, at - 16) : at])
    return match[1].lower() if match else ""


def _half(text: str, match: re.Match[str], start: int, end: int) -> Quantity | None:
    at, stop = match.span()
    if _word_before(text, at) in _OTHER_HALF:
        return None
    sense, first = english.before(text, at, start)
    of_a = _HALF_OF_A.match(text, stop, end)
    if of_a is not None and of_a["scale"]:
        scale = SCALES[of_a["scale"]]
        tail = english.tail(text, of_a.end(), end)
        figure = Figure(scale, scale, scale, 2, scaled=True)
        if tail is None:
            return None
        return build((first, tail.end), (at, of_a.end()), figure, tail.unit, [sense] if sense else [])
    if of_a is not None:
        unit = Unit(english.singular(of_a["noun"]), "count")
        return build((first, of_a.end()), (at, stop), Figure(1, 1, 1, 2), unit, [sense] if sense else [], exact=True)
    if _OF.match(text, stop, end) is None:
        return None
    return part((first, stop), (at, stop), 1, 2, [sense] if sense else [])


def _share(text: str, match: re.Match[str], start: int, end: int) -> Quantity | None:
    at, stop = match.span()
    top, bottom = match["top"].lower(), _PARTS[match["bottom"].lower()]
    if top in ("a", "one") and not text.startswith(" of", stop):
        return None
    sense, first = english.before(text, at, start)
    return part((first, min(stop, end)), (at, stop), ONES.get(top, 1), bottom, [sense] if sense else [])


def _vague(text: str, match: re.Match[str], start: int, end: int) -> Quantity | None:
    at, stop = match.span()
    sense, first = english.before(text, at, start)
    low, high = _VAGUE[match[0].lower()]
    tail = english.tail(text, stop + len(" of"), end)
    unit, last = (tail.unit, tail.end) if tail is not None and tail.unit.name else (NONE, stop)
    figure = Figure(low, low // 2, low // 2, upper=high)
    return build((first, last), (at, stop), figure, unit, [sense] if sense else [])


def _count(text: str, span: tuple[int, int], figure: Figure, start: int, end: int) -> Quantity | None:
    at, stop = span
    before = _word_before(text, at)
    tail = english.tail(text, stop, end, singular=figure.number == 1)
    if tail is None or before in LABELS:
        return None
    sense, first = english.before(text, at, start)
    if figure.number == 1 and (not tail.unit.name or before in _NOT_ONE):
        return None
    if not tail.unit.name and figure.number < 10 and not sense and before not in ("all", "total"):
        # "the two", "these three are": a number word without a noun mostly points back at something.
        return None
    senses = [sense, *tail.senses] if sense else list(tail.senses)
    return build((first, tail.end), span, figure, tail.unit, senses)
