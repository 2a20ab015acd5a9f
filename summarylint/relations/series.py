"""Numbers in a row with a gap or a repeat: 一是…三是, 一、二、四、, （一）（二）（二）."""

from __future__ import annotations

from collections.abc import Iterator

from summarylint.patterns import Pattern
from summarylint.relations.ordinals import LEVELS, NUMERAL, Mark, mark_of, number_of, numeral_of
from summarylint.relations.reading import Reading
from summarylint.relations.types import Place, Relation

_CLAUSE = Pattern(
    rf"(?:(?<=[\s。；;：:，,—（(“])|^)(?P<number>{NUMERAL})(?P<word>是|要)(?=[^否非])", triggers=("是", "要")
)
_WRITTEN = {
    "chapter": "第{}章", "division": "第{}部分", "chinese": "{}、", "bracketed": "（{}）", "arabic": "{}.", "item": "（{}）", "circled": "{}",
    "clause": "{}是", "ordinal": "第{}", "case": "案例{}",
}  # fmt: skip
_IN_DIGITS = frozenset({"arabic", "item", "circled"})
_BRACKETED = frozenset({"bracketed", "item", "circled"})
"""Forms that stand for themselves wherever they stand: （一）抓学习（二）抓作风."""
_NESTED = LEVELS[:7]
_WIDEST_GAP = 3
"""A number further on belongs to something else."""
_ENDS = "。！？；：”’.;:"


def relations(reading: Reading) -> Iterator[Relation]:
    """Series of numbered lines and of numbered clauses: each step that is no next number fails."""
    yield from _lines(reading)
    yield from _clauses(reading)
    yield from _inline(reading)
    yield from _ordinals(reading)


def _lines(reading: Reading) -> Iterator[Relation]:
    prose = reading.prose
    # By form and, in a list of Markdown's, by indent: an item's own list has the same numbers.
    last: dict[tuple[int, int], Mark] = {}
    count: dict[tuple[int, int], int] = {}
    is_markdown = reading.submission.document.format == "md"
    for block in reading.submission.blocks:
        if block.kind in ("code", "matter", "table", "quote"):
            continue
        mark = mark_of(prose, block)
        if mark is None or mark.form not in _NESTED:
            continue
        indent = block.start - prose.rfind("\n", 0, block.start) - 1 if is_markdown else 0
        place = (_NESTED.index(mark.form), indent)
        for deeper in sorted(other for other in last if other > place):
            yield from _whole(last.pop(deeper), count.pop(deeper, 0))
        before = last.get(place)
        if before is not None and mark.number != 1 and _breaks(prose, before, mark):
            yield _broken(before, mark)
            count[place] = 0
        elif before is not None and mark.number == 1:
            yield from _whole(before, count.get(place, 0))
            count[place] = 0
        elif before is not None and mark.number > before.number + 1:
            # A digit and a point that head no item: 20.2026年.
            continue
        count[place] = count.get(place, 0) + 1
        last[place] = mark
    for place, mark in last.items():
        yield from _whole(mark, count.get(place, 0))


def _breaks(prose: str, before: Mark, mark: Mark) -> bool:
    if mark.number == before.number:
        return True
    if not before.number + 1 < mark.number <= before.number + 1 + _WIDEST_GAP:
        return False
    if mark.form in _IN_DIGITS and prose[mark.end : mark.end + 1].isdigit():
        return False
    # A number that ran on within a paragraph is a swallowed heading, and no gap.
    return not any(_stands_between(prose, before, mark, number) for number in range(before.number + 1, mark.number))


def _stands_between(prose: str, before: Mark, mark: Mark, number: int) -> bool:
    written = _WRITTEN[mark.form].format(number if mark.form in _IN_DIGITS else numeral_of(number))
    for word in {
        written,
        written.replace("（", "(").replace("）", ")"),
        written.replace(".", "、"),
        written.replace(".", "．"),
    }:
        at = prose.find(word, before.end, mark.start)
        while at >= 0:
            if mark.form in _BRACKETED or prose[at - 1] in _ENDS or prose[at - 1].isspace():
                return True
            at = prose.find(word, at + 1, mark.start)
    return False


def _broken(before: Mark, mark: Mark) -> Relation:
    first, second = _name(before), _name(mark)
    if mark.number == before.number:
        said = {"zh": f"“{second}”出现了两次", "en": f"'{second}' stands twice"}
    else:
        missing = "".join(_written(mark.form, number) for number in range(before.number + 1, mark.number))
        said = {
            "zh": f"“{first}”后面是“{second}”，缺“{missing}”",
            "en": f"'{second}' follows '{first}'; '{missing}' is missing",
        }
    place = Place(before.start, before.end, {"zh": "前一个序号", "en": "the number before"})
    return Relation(
        "series-gap", mark.start, mark.end, holds=False, arithmetic=said, evidence=mark.form, places=(place,)
    )


def _whole(mark: Mark, count: int) -> Iterator[Relation]:
    """A series that ended as it should, where it had two numbers at least."""
    if count > 1:
        said = {"zh": f"到“{_name(mark)}”为止连续", "en": f"without a gap up to '{_name(mark)}'"}
        yield Relation("series-gap", mark.start, mark.end, holds=True, arithmetic=said, evidence=mark.form)


def _name(mark: Mark) -> str:
    return _written(mark.form, mark.number)


def _written(form: str, number: int) -> str:
    return _WRITTEN[form].format(number if form in _IN_DIGITS else numeral_of(number))


def _clauses(reading: Reading) -> Iterator[Relation]:
    """一是, 二是 … within a paragraph, or from one to the next; a chain may hold another."""
    prose, submission = reading.prose, reading.submission
    open_: list[Mark] = []
    ended = submission.start
    headings = [block.start for block in submission.blocks if block.kind == "heading" and block.form != "run-in"]
    following = 0
    for match in _CLAUSE.finditer(reading.submission.text):
        start, end = submission.start + match.start("number"), submission.start + match.end()
        while following < len(headings) and headings[following] < start:
            open_, following = [], following + 1
        mark = Mark(start, end, "clause", number_of(match["number"]))
        at_start = not prose[prose.rfind("\n", 0, start) + 1 : start].strip(" 　\t")
        if "\n" in prose[ended:start] and not at_start and mark.number != 1:
            # 二是 in the midst of another paragraph continues no chain of the one before.
            open_ = []
        ended = end
        if mark.number == 1:
            open_.append(mark)
            continue
        chain = next((place for place in range(len(open_) - 1, -1, -1) if open_[place].number + 1 == mark.number), None)
        if chain is not None:
            open_[chain:] = [mark]
        elif open_ and open_[-1].number <= mark.number <= open_[-1].number + _WIDEST_GAP:
            before = open_[-1]
            if not _has_other_form(prose, before, mark):
                yield _broken(before, mark)
            open_[-1] = mark


def _inline(reading: Reading) -> Iterator[Relation]:
    """（1）…；（2）…；（4）… within one paragraph: from 1 on, each behind a mark."""
    prose, submission = reading.prose, reading.submission
    open_: dict[str, Mark] = {}
    line = submission.start
    for match in _IN_LINE.finditer(submission.text):
        start, end = submission.start + match.start("mark"), submission.start + match.end("mark")
        before_it = prose[start - 1] if start > submission.start else "\n"
        if before_it not in (_BEHIND_STOP if match["arabic"] or match["chinese"] else _BEHIND_MARK):
            continue
        if "\n" in prose[line:start]:
            open_ = {}
        line = start
        form = next(name for name in ("item", "bracketed", "circled", "arabic", "chinese") if match[name])
        number = _CIRCLED.find(match[form]) + 1 if form == "circled" else number_of(match[form])
        mark, before = Mark(start, end, form, number), open_.get(form)
        if number == 1:
            open_[form] = mark
        elif before is not None and before.number < number <= before.number + _WIDEST_GAP + 1:
            if number > before.number + 1 and before.number > 1 and not _stands_anyhow(prose, before, mark):
                yield _broken(before, mark)
            open_[form] = mark
        else:
            open_.pop(form, None)


def _stands_anyhow(prose: str, before: Mark, mark: Mark) -> bool:
    """Whether a missing number stands between two in whatever form: 3., 3、, 三是, （三）."""
    between = prose[before.end : mark.start]
    return any(
        numeral_of(number) in between or _has_number(between, number)
        for number in range(before.number + 1, mark.number)
    )


def _has_number(text: str, number: int) -> bool:
    return any(number_of(match[0]) == number for match in _SMALL.finditer(text)) or (
        number <= len(_CIRCLED) and _CIRCLED[number - 1] in text
    )


_SMALL = Pattern(r"(?<![0-9０-９])[0-9０-９]{1,2}(?![0-9０-９])")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_IN_LINE = Pattern(
    r"(?P<mark>[（(](?:(?P<item>[0-9０-９]{1,2})|(?P<bracketed>[一二三四五六七八九十]{1,3}))[）)]|(?P<circled>[①②③④⑤⑥⑦⑧⑨⑩])"
    r"|(?P<arabic>[0-9]{1,2})[.．、](?=[\u4e00-\u9fff])|(?P<chinese>[一二三四五六七八九十]{1,3})、(?![一二三四五六七八九十]))(?=[^\s，。；、）)])",
    triggers=[f"{opening}{number}" for number in "四五六456" for opening in "（("]
    + [f"{number}{end}" for number in "456" for end in ".．、"]
    + [f"{number}、" for number in "四五六"]
    + list("④⑤⑥"),
    by_line=True,
)
_BEHIND_MARK, _BEHIND_STOP = frozenset("\n 　\t。；;：:，,"), frozenset("\n。；;：:")
"""What a number in a paragraph stands behind; one in plain digits, 1. or 1、, behind a stop."""


def _ordinals(reading: Reading) -> Iterator[Relation]:
    """First, … Second, … Fourth, … at the starts of sentences in one paragraph."""
    last: Mark | None = None
    for match in _ORDINAL.finditer(reading.submission.text):
        start = reading.submission.start + match.start("word")
        mark = Mark(
            start, start + len(match["word"]), "ordinal", _ORDINALS.index(match["word"].lower().removesuffix("ly")) + 1
        )
        if mark.number == 1:
            last = mark
        elif last is not None and "\n" not in reading.prose[last.end : mark.start]:
            between = reading.prose[last.end : mark.start].lower()
            if mark.number == last.number + 2 and _ORDINALS[last.number] not in between and "next" not in between:
                missing = _ORDINALS[last.number].capitalize()
                said = {
                    "zh": f"“{reading.prose[last.start : last.end]}”后面是“{match['word']}”，缺“{missing}”",
                    "en": f"'{match['word']}' follows '{reading.prose[last.start : last.end]}'; '{missing}' is missing",
                }
                place = Place(last.start, last.end, {"zh": "前一个序号", "en": "the number before"})
                yield Relation(
                    "series-gap",
                    mark.start,
                    mark.end,
                    holds=False,
                    arithmetic=said,
                    evidence="ordinal",
                    places=(place,),
                )
            last = mark


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_ORDINAL = Pattern(
    r"(?:^|(?<=[.;:] )|(?<=\n))(?P<word>First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth)(?:ly)?, ",
    triggers=("Second", "Third", "Fourth"),
    flags=8,
)


def _has_other_form(prose: str, before: Mark, mark: Mark) -> bool:
    """Whether the missing number stands there in another form: 二要, 二、, 其二, 第二."""
    missing = numeral_of(before.number + 1)
    between = prose[before.end : mark.start]
    return any(
        f"{lead}{missing}{tail}" in between
        for lead, tail in (("", "要"), ("", "、"), ("", "来"), ("其", ""), ("第", ""), ("", "则"), ("", "就是"))
    )
