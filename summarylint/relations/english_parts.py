"""A total and its parts in English: 12 cases: 5 closed, 4 open and 3 withdrawn; 40 staff, of whom 12 are new; a and b, c in all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from summarylint.numbers import Quantity
from summarylint.patterns import Pattern
from summarylint.relations.reading import Reading
from summarylint.relations.sums import PartWhole, judged
from summarylint.relations.types import Relation

_WORDS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(),
        1,
    )
}
_NUMBER = rf"(?:[$£€¥]?\d[\d,]{{0,12}}(?:\.\d{{1,3}})?(?: (?:thousand|million|billion))?|(?<![\w-])(?:{'|'.join(_WORDS)})(?![\w-]))"
_STATE = r"(?:were|was|are|is|remain(?:s|ed)?|ha(?:ve|s|d) been|passed|failed|went|came|had|have|replied|attended|completed|finished|dropped|left|took|got|did)\b"
_CUES = {
    ":": "colon", "(": "bracket", "comprising": "包括", "made up of": "包括", "consisting of": "包括", "split into": "包括", "divided into": "包括",
    "namely": "包括", "of which": "of which", "of whom": "of which", "including": "of which", "among them": "of which",
}  # fmt: skip
_ANNOUNCED = Pattern(
    rf"(?P<whole>{_NUMBER})(?P<noun>(?: [A-Za-z][\w'’-]*){{0,5}}?)(?: in (?:total|all))?"
    r"(?P<cue>: ?| \(|,? (?:comprising|made up of|consisting of|split into|divided into)|, ?(?:namely|of which|of whom|including|among them)),? "
    r"?(?P<list>[^.;:()\n]{3,200})",
    flags=re.IGNORECASE,
)
_OF_THE = Pattern(
    rf"(?:^|(?<=[.;:*] )|(?<=\n)|(?<=, ))of (?:the |our |its |these |those |all )?(?P<whole>{_NUMBER})(?: [A-Za-z][\w'’-]*){{1,6}}?, (?P<list>{_NUMBER} (?:of them )?{_STATE}[^.;:()\n]{{2,200}})",
    flags=re.IGNORECASE | re.MULTILINE,
)
_STATES = Pattern(rf" ?(?:of them )?{_STATE}", flags=re.IGNORECASE)
_ITEM = Pattern(
    rf"(?:^|[,;] ?(?:and )?|\band |\bplus )(?P<rest>the (?:rest|remaining|other) )?(?:only |another |a further )?(?P<number>{_NUMBER})(?P<label>[^,;\n]{{0,80}}?)(?=[,;]|\band |\bplus |$)",
    flags=re.IGNORECASE,
)
_LAST = Pattern(
    rf"(?P<list>(?:{_NUMBER} [^,.;:()\n]{{2,40}}(?:, (?:and )?| and )){{1,6}}?{_NUMBER} [^,.;:()\n]{{2,40}}?),? "
    rf"(?:(?:for |making |giving |bringing the total to |a total of |making a total of |for a total of |giving a total of |altogether |totalling ){{1,2}}(?P<whole>{_NUMBER})"
    rf"|(?P<counted>{_NUMBER})(?: [a-z]+)? (?:in all|in total|altogether|all told))",
    flags=re.IGNORECASE,
)
_NOT_COUNTED = Pattern(
    r"^(?: ?%| ?per ?cent|st\b|nd\b|rd\b|th\b| (?:years?|months?|weeks?|days?|hours?|minutes?|times|percent|points?)\b)",
    flags=re.IGNORECASE,
)
_MORE = Pattern(
    r"\b(?:among others|and others|etc|such as|mainly|mostly|for example|e\.g|up from|down from|compared|than|each|per)\b",
    flags=re.IGNORECASE,
)
_FEWEST = 2


def relations(reading: Reading) -> Iterator[Relation]:
    """Totals with their parts in English sentences, judged."""
    prose, submission = reading.prose, reading.submission
    if " and " not in prose and ", " not in prose:
        return
    for match in _ANNOUNCED.compiled.finditer(prose, submission.start, submission.end):
        found = _announced(reading, match)
        if found is not None:
            yield from judged(reading, found)
    if "f the " in prose or "Of " in prose:
        for match in _OF_THE.compiled.finditer(prose, submission.start, submission.end):
            found = _of_the(reading, match)
            if found is not None:
                yield from judged(reading, found)
    for match in _LAST.compiled.finditer(prose, submission.start, submission.end):
        found = _total_last(reading, match)
        if found is not None:
            yield from judged(reading, found)


def _announced(reading: Reading, match: re.Match[str]) -> PartWhole | None:
    prose = reading.prose
    words = match["cue"].strip(" ,").lower()
    form = _CUES[words]
    if _NOT_COUNTED.match(prose[match.end("whole") :][:10]) or _MORE.search(match["list"]):
        return None
    whole = _quantity(reading, *match.span("whole"))
    items = list(_ITEM.compiled.finditer(match["list"]))
    if whole is None or not items or items[0].start() > 0:
        return None
    parts = [
        _quantity(reading, match.start("list") + item.start("number"), match.start("list") + item.end("number"))
        for item in items
    ]
    if any(_NOT_COUNTED.match(item["label"]) for item in items) or not all(
        part is not None and part.kind == whole.kind for part in parts
    ):
        return None
    known = [part for part in parts if part is not None]
    labels = tuple(item["label"].strip() for item in items)
    evidence = ""
    if form in ("colon", "bracket", "包括"):
        if len(known) < _FEWEST or items[-1].end() < len(match["list"].rstrip()):
            return None
        evidence = {"包括": "包括", "colon": "colon", "bracket": "bracket"}[form]
    elif items[-1]["rest"]:
        evidence = "其余"
    return PartWhole(whole, tuple(known), labels, (whole,), form, evidence)


def _of_the(reading: Reading, match: re.Match[str]) -> PartWhole | None:
    """Of the 212 applications received, 67 were approved, 128 were declined and 17 are under review."""
    whole = _quantity(reading, *match.span("whole"))
    if whole is None or _MORE.search(match["list"]) or _NOT_COUNTED.match(reading.prose[match.end("whole") :][:10]):
        return None
    start, parts, labels = match.start("list"), [], []
    items = list(_ITEM.compiled.finditer(match["list"]))
    for item in items:
        part = _quantity(reading, start + item.start("number"), start + item.end("number"))
        if (
            part is None
            or part.kind != whole.kind
            or _NOT_COUNTED.match(item["label"])
            or not _STATES.match(item["label"])
        ):
            break
        parts.append(part)
        labels.append(item["label"].strip())
    if not parts:
        return None
    # Three states, the last behind "and", are all that may have become of each.
    everything = len(parts) > 2 and len(parts) == len(items) and items[-1].end() >= len(match["list"].rstrip())
    rest = bool(items[len(parts) - 1]["rest"])
    evidence = "其余" if rest and len(parts) > 1 else "并列2" if everything else ""
    return PartWhole(whole, tuple(parts), tuple(labels), (whole,), "of which", evidence)


def _total_last(reading: Reading, match: re.Match[str]) -> PartWhole | None:
    prose = reading.prose
    group = "whole" if match["whole"] else "counted"
    whole = _quantity(reading, *match.span(group))
    if whole is None or _MORE.search(match["list"]) or _NOT_COUNTED.match(prose[match.end(group) :][:10]):
        return None
    start = match.start("list")
    items = list(_ITEM.compiled.finditer(match["list"]))
    parts = [_quantity(reading, start + item.start("number"), start + item.end("number")) for item in items]
    if len(items) < _FEWEST or any(_NOT_COUNTED.match(item["label"]) for item in items):
        return None
    if not all(part is not None and part.kind == whole.kind for part in parts):
        return None
    known: Sequence[Quantity] = [part for part in parts if part is not None]
    return PartWhole(whole, tuple(known), tuple(item["label"].strip() for item in items), (whole,), "last", "合计")


def _quantity(reading: Reading, start: int, end: int) -> Quantity | None:
    """The quantity of a number that a pattern found; small numbers in words need no noun here."""
    found = next(
        (
            one
            for one in reading.quantities_in(max(0, start - 1), end + 40)
            if one.number_start <= end and one.number_end > start
        ),
        None,
    )
    if found is not None:
        return None if found.approximate else found
    number = _WORDS.get(reading.prose[start:end].lower())
    if number is None:
        return None
    value = Fraction(number)
    return Quantity(
        start,
        end,
        value,
        value,
        value,
        "",
        "count",
        Fraction(1),
        hard=True,
        approximate=False,
        number_start=start,
        number_end=end,
    )
