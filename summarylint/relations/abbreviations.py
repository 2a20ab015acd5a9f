"""Abbreviations that count what they stand for: a学、b学、c学等“五学”; “三个一”，即…; and a title's 三个带动 over its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarylint.patterns import Pattern
from summarylint.relations.ordinals import mark_of, number_of
from summarylint.relations.reading import Reading
from summarylint.relations.types import Place, Relation

_QUOTED = Pattern(
    r"[“\"](?P<body>(?:[二两三四五六七八九十][^\W\d_a-zA-Z一二两三四五六七八九十个项大种类年月日年度级级位]){1,2})(?:联动|机制|方式|工作法|法|模式)?[”\"]",
    triggers=("“", '"'),
)
_SPELT_OUT = Pattern(
    r"[“\"](?P<said>(?P<number>[二两三四五六七八九十])个?(?P<key>[^\W\d_a-zA-Z]{1,3}))[”\"][^\W\d_]{0,6}[，,]?(?:即|指的?是|也就是|包括|分别是|：|:|（)[：:]?(?P<list>[^。；;！？：:（）\n]{6,160})(?=[。；;\n）]|$)",
    triggers=("“", '"'),
)
_PHRASE = Pattern(r"[“\"](?P<number>[二两三四五六七八九十])个(?P<key>[^\W\d_a-zA-Z]{2,3})[”\"]", triggers=("个",))
_HEADLINE = Pattern(
    r"[“\"]?(?P<said>(?P<number>[二两三四五六七八九十])(?:个|大|项|篇)?(?P<key>[^\W\d_a-zA-Z]{2,4}))[”\"]"
)
_SEPARATOR = Pattern(r"[、，,]|以及|[和与及](?=[^\W\d_]{2})")
_FILLING = '“”"‘’ （）()'
_TAIL = Pattern(r"(?:等|的|为|以|这|开展|实施|落实|推行|推进|方式|机制|通过|形成|构建|打造|做到|坚持|[“”\"\s]){1,6}$")
_LONGEST_ITEM = 14
_FARTHEST_OFF = 3
"""A list that misses its number by more is another list."""


def relations(reading: Reading) -> Iterator[Relation]:
    """Quoted abbreviations with their lists, and titles with their headings."""
    prose, submission = reading.prose, reading.submission
    text = submission.text
    for match in _QUOTED.finditer(text):
        start, end = submission.start + match.start(), submission.start + match.end()
        sentence = 1 + max(prose.rfind(mark, submission.start, start) for mark in "。！？\n；;：:")
        yield from _counted_back(prose[max(sentence, submission.start) : start], match["body"], start, end)
    for match in _PHRASE.finditer(text):
        start, end = submission.start + match.start(), submission.start + match.end()
        sentence = 1 + max(prose.rfind(mark, submission.start, start) for mark in "。！？\n；;：:")
        items = [
            item.strip(_FILLING)
            for item in re.split("[、，,]", _TAIL.compiled.sub("", prose[max(sentence, submission.start) : start]))
        ]
        count = 0
        while count < len(items) and items[-1 - count].startswith(match["key"]):
            count += 1
        if count > 1 and count < len(items) and match["key"] in items[-1 - count]:
            # The first carries the words that lead up to the list: 开展遍访企业.
            count += 1
        if count > 1:
            yield _relation(start, end, match[0].strip(_FILLING), number_of(match["number"]), count, count)
    for match in _SPELT_OUT.finditer(text):
        count = _spelt_out(match["list"], match["key"])
        if count > 1:
            start = submission.start + match.start("said")
            number = number_of(match["number"])
            yield _relation(start, start + len(match["said"]), match["said"], number, count, count)
    yield from _headline(reading)


def _spelt_out(listed: str, key: str) -> int:
    """How many items of a list carry a word; 0 where others nearly do, as 不被他人伤害 does behind 不伤害自己."""
    first = listed.split("，", 1)[0]
    items = (first if first.count("、") > 1 else listed).replace("，", "、").split("、")
    items = [item.strip(_FILLING) for item in items if item.strip(_FILLING)]
    carrying = [item for item in items if key in item]
    others = [item for item in items if key not in item]
    if not items or key not in items[0] or items[-1].endswith("等"):
        return 0
    return 0 if any(character in item for item in others for character in key) else len(carrying)


def _counted_back(left: str, body: str, start: int, end: int) -> Iterator[Relation]:
    """The lists to the left of an abbreviation; 四听四查 has two, the second of which stands nearer."""
    pairs = [(body[at], body[at + 1]) for at in range(0, len(body), 2)]
    truncated = left.rstrip('“" ').endswith("等")
    items = _items(left)
    found = []
    for numeral, key in reversed(pairs):
        least, most = _with_key(items, key)
        if least < 2:
            return
        announced = number_of(numeral)
        off = abs(announced - least)
        if off > (1 if truncated and least < announced else _FARTHEST_OFF):
            return
        found.append(_relation(start, end, f"{numeral}{key}", announced, least, most))
        items = items[: len(items) - least]
    yield from reversed(found)


def _items(left: str) -> list[str]:
    return [item.strip(_FILLING) for item in _SEPARATOR.compiled.split(_TAIL.compiled.sub("", left))]


def _with_key(items: Sequence[str], key: str) -> tuple[int, int]:
    """How many items at the end of a list carry a character at one place, and how many may."""
    best = soft = 0
    for place in (0, -1, 2, 1):
        count = 0
        for item in reversed(items):
            if not item:
                break
            inner = place in (1, 2)
            if (
                len(item) <= _LONGEST_ITEM
                and (not inner or len(item) == 4)
                and item[place if len(item) > place else 0] == key
            ):
                count += 1
                continue
            if count and key in item:
                # The first item carries the words that lead up to the list: 通过集中研讨学.
                if (place == -1 and item[-1] == key) or (place == 0 and len(item) <= 8):
                    count += 1
                soft = max(soft, count + 1)
            break
        best = max(best, count)
    return best, max(best, soft)


def _headline(reading: Reading) -> Iterator[Relation]:
    """A quoted number of something in the title, and first-level headings which all carry it."""
    span, prose = reading.submission.title_span, reading.prose
    for match in _HEADLINE.compiled.finditer(prose, span.start, span.end):
        key = match["key"][:2]
        marks = [
            (block, mark)
            for block in reading.submission.blocks
            if block.kind == "heading" and (mark := mark_of(prose, block))
        ]
        first = [block for block, mark in marks if mark.form == "chinese"]
        carrying = [block for block in first if key in prose[block.start : block.end]]
        if len(first) > 1 and len(carrying) == len(first):
            relation = _relation(
                match.start("said"),
                match.end("said"),
                match["said"],
                number_of(match["number"]),
                len(first),
                len(first),
            )
            places = tuple(Place(block.start, block.end, {"zh": "小标题", "en": "a heading"}) for block in first)
            yield relation._replace(places=places, evidence="headings")


def _relation(start: int, end: int, said: str, announced: int, least: int, most: int) -> Relation:
    counted = str(least) if least == most else f"{least}—{most}"
    return Relation(
        "listed-count",
        start,
        end,
        holds=least <= announced <= most,
        arithmetic={"zh": f"“{said}”列出了{counted}项", "en": f"'{said}' lists {counted}"},
        evidence="abbreviation",
        stated=str(announced),
        computed=counted,
        severity="warning",
    )
