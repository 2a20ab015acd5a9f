"""Totals in tables: columns and rows that add up, subtotals, shares of 100 %, and identities that a table declares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from summarylint.patterns import Pattern
from summarylint.relations.arithmetic import decimal
from summarylint.relations.grid import Cell, tables
from summarylint.relations.reading import Reading
from summarylint.relations.types import Place, Relation, against

_TOTAL = Pattern(
    r"(?:合[ 　]{0,4}计|总[ 　]{0,4}计|共[ 　]{0,4}计|总数|全[镇县市区乡校院](?:合计|总计)|(?i:grand )?(?i:total|totals|sum|all))(?:[（(:：].{0,12})?$"
)
_SUBTOTAL = Pattern(r"(?:小[ 　]{0,4}计|(?i:sub-?total))")
_OUTLINE = Pattern(r"[一二三四五六七八九十]{1,3}、")
_OF_WHICH = Pattern(r"其中|　　|[（(]?其中|(?i:of which|including)")
_NOT_SUMMED = Pattern(
    r"率|占比|比例|比重|百分比|平均|均|单价|价格|序号|编号|排名|名次|位次|年份|年度$|同比|环比|增长|增幅|涨幅|电话|时间|日期|备注|得分|评分|分数|标准|进度|[%％]|(?i:rate|share|per ?cent|average|mean|price|rank|no\.?$|#|year|date|change|growth|score|phone)"
)
_SHARE = Pattern(r"占比|比例|比重|百分比|[%％]|(?i:share|per ?cent)")
_DECLARED = Pattern(
    r"第(?P<a>[一二三四五六])项加第(?P<b>[一二三四五六])项之?和?[，,]?(?:应)?等于第(?P<c>[一二三四五六])项(?:加第(?P<d>[一二三四五六])项之?和?)?",
    triggers=("项加第",),
)
_LONGEST_SUM = 4
"""Summands that a message spells out."""
_FEWEST_ADDENDS = 2
_SHORTEST_WORDS = 4
"""Code points of a cell that says something; a shorter one may stand for a number: —, N/A."""
_LEAST, _MOST = Fraction(1, 2), Fraction(2)
"""What a sum may be of a total that no other column bears out."""
_OF_TIME = frozenset("年 月 日 周 期 季 季度 月份 年度 学期".split())
"""10月 and 2024年 head columns."""
_HOLDING = 3
"""For one row or column that fails, so many times as many must hold … or as many as one, where there are few."""


class _Sum(NamedTuple):
    """A total in a table, and the cells that it is of."""

    total: Cell
    addends: tuple[Cell, ...]
    blank: bool
    """Whether one of them was not filled in."""
    open: bool
    """Whether an addend holds no number, which may be none at all or one that is missing: —, /, an empty cell."""
    level: str
    """Of what it is a total: rows, groups (小计) or the whole; that of a row in a total row is derived."""


def relations(reading: Reading) -> Iterator[Relation]:
    """Every total of every table, judged."""
    prose, submission = reading.prose, reading.submission
    for table in tables(prose, submission.start, submission.end):
        head, rows = _parted(table)
        if not rows:
            continue
        excluded = _not_summed(head, rows)
        by_column = [list(_column(rows, column)) for column in range(1, len(rows[0])) if column not in excluded]
        yield from _judged([one for sums in by_column if not _are_averages(sums) for one in sums])
        yield from _judged(list(_rows(head, rows, excluded)), needs_support=True)
        yield from _shares(head, rows)
        yield from _declared(reading, rows)


def _parted(table: Sequence[Sequence[Cell]]) -> tuple[Sequence[Cell], list[Sequence[Cell]]]:
    """The header, which may be none, and the rows below it."""
    first = table[0]
    numbers = [cell.number for cell in first[1:] if cell.number]
    if any(number.unit not in _OF_TIME for number in numbers):
        return (), list(table)
    rows = [row for row in table[1:] if any(cell.number or cell.is_blank for cell in row[1:]) or _is_unfilled(row)]
    return first, rows


def _is_unfilled(row: Sequence[Cell]) -> bool:
    """Whether a row has a label and nothing behind it: a village whose numbers are missing, but no heading."""
    return (
        bool(row[0].text)
        and not _OUTLINE.match(row[0].text)
        and all(len(cell.text) < _SHORTEST_WORDS for cell in row[1:])
    )


def _not_summed(head: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> set[int]:
    """Columns of rates, prices, ranks and the like, and those with percentages in them."""
    found = {number for number, cell in enumerate(head) if _NOT_SUMMED.search(cell.text)}
    for column in range(1, len(rows[0])):
        numbers = [row[column].number for row in rows]
        if sum(number is not None and number.unit in ("%", "％") for number in numbers) * 2 > len(rows):
            found.add(column)
    return found


def _are_averages(sums: Sequence[_Sum]) -> bool:
    """Whether no total of a column is more than the largest number that it would be of: yields, prices."""
    return bool(sums) and all(
        one.total.number is not None
        and one.addends
        and one.total.number.value <= max(cell.number.value for cell in one.addends if cell.number)
        for one in sums
    )


def _label(row: Sequence[Cell]) -> str:
    """The words of a row: its first cell, or its second where the first is a running number."""
    first = row[0].text
    return row[1].text if len(row) > 1 and (not first or first.isdecimal()) else first


def _column(rows: Sequence[Sequence[Cell]], column: int) -> Iterator[_Sum]:
    pending: list[Cell] = []
    subtotals: list[Cell] = []
    # Where the rows of the first order are numbered, the ones without a number are told of them.
    is_outlined = sum(bool(row[column].number and _OUTLINE.match(_label(row))) for row in rows) >= _FEWEST_ADDENDS
    for number, row in enumerate(rows):
        cell, label = row[column], _label(row)
        if _TOTAL.match(label):
            addends = [*subtotals, *pending]
            if number == 0:
                # A total in front is of all that follows.
                rest = [other[column] for other in rows[1:] if not _OF_WHICH.match(_label(other))]
                addends = (
                    []
                    if any(_TOTAL.match(_label(other)) or _SUBTOTAL.match(_label(other)) for other in rows[1:])
                    else rest
                )
            yield from _sum(cell, addends, "whole")
            pending, subtotals = [], []
        elif _SUBTOTAL.match(label):
            yield from _sum(cell, pending, "group")
            pending, subtotals = [], [*subtotals, cell]
        elif not _OF_WHICH.match(label) and (_OUTLINE.match(label) or not is_outlined):
            pending.append(cell)


def _rows(head: Sequence[Cell], rows: Sequence[Sequence[Cell]], excluded: set[int]) -> Iterator[_Sum]:
    totals = [number for number, cell in enumerate(head) if _TOTAL.match(cell.text)]
    subtotals = [number for number, cell in enumerate(head) if _SUBTOTAL.match(cell.text)]
    if not totals and subtotals == [len(head) - 1]:
        totals, subtotals = subtotals, []
    if len(totals) != 1 or subtotals:
        return
    others = [
        number
        for number in range(1, len(head))
        if number not in excluded
        and number != totals[0]
        and not _OF_WHICH.match(head[number].text)
        and any(row[number].number or row[number].is_blank for row in rows)
    ]
    for row in rows:
        label = _label(row)
        level = "derived" if _TOTAL.match(label) or _SUBTOTAL.match(label) else "row"
        yield from _sum(row[totals[0]], [row[number] for number in others], level)


def _sum(total: Cell, addends: Sequence[Cell], level: str) -> Iterator[_Sum]:
    numbers = [cell for cell in addends if cell.number]
    blank = total.is_blank or any(cell.is_blank for cell in addends)
    units = {cell.number.unit for cell in [total, *numbers] if cell.number}
    if (total.number or total.is_blank) and len(numbers) + blank >= _FEWEST_ADDENDS and len(units) == 1:
        yield _Sum(total, tuple(numbers), blank, len(numbers) < len(addends), level)


def _judged(sums: Sequence[_Sum], *, needs_support: bool = False) -> Iterator[Relation]:
    """Totals that mostly hold are meant to, all of them or those of one level; where none does, only one that nearly does is."""
    verdicts = [(one, _verdict(one)) for one in sums]
    holding, failing = Counter[str](), Counter[str]()
    for one, holds in verdicts:
        holding[one.level] += holds is True
        failing[one.level] += holds is False
    for one, holds in verdicts:
        judged = holds
        if holds is False:
            # What is wrong in a row is wrong once more in the row of totals.
            level = "row" if one.level == "derived" else one.level
            supported = _is_borne_out(holding.total(), failing.total()) or _is_borne_out(holding[level], failing[level])
            alone = not needs_support and failing[level] == 1 and holding[level] == 0 and _is_near(one)
            judged = False if supported or alone else None
        yield _relation(one, judged)


def _is_borne_out(holding: int, failing: int) -> bool:
    return holding > 0 and (holding >= failing or failing == 1)


def _verdict(one: _Sum) -> bool | None:
    if one.blank or one.total.number is None:
        return None
    holds = _holds(one)
    return None if one.open and not holds else holds


def _holds(one: _Sum) -> bool:
    assert one.total.number is not None
    numbers = [cell.number for cell in one.addends if cell.number]
    value = sum((number.value for number in numbers), Fraction(0))
    ulp = max(number.ulp for number in [*numbers, one.total.number])
    # Whole numbers are counts; decimals were rounded, each by half of its last digit.
    slack = ulp * (len(numbers) + 1) / 2 if ulp < 1 else Fraction(0)
    return abs(value - one.total.number.value) <= slack


def _is_near(one: _Sum) -> bool:
    assert one.total.number is not None
    value = sum((cell.number.value for cell in one.addends if cell.number), Fraction(0))
    stated = one.total.number.value
    return stated > 0 and _LEAST * stated <= value <= _MOST * stated


def _relation(one: _Sum, holds: bool | None) -> Relation:
    value = sum((cell.number.value for cell in one.addends if cell.number), Fraction(0))
    texts = [cell.text for cell in one.addends]
    if len(texts) > _LONGEST_SUM:
        texts = [*texts[:2], "…", *texts[-1:]]
    computed = decimal(value)
    return Relation(
        "table-total",
        one.total.start,
        one.total.end,
        holds,
        dict.fromkeys(("zh", "en"), f"{' + '.join(texts)} = {computed}"),
        "table",
        stated=one.total.text,
        computed=computed,
        fault=against(one.total.text),
        places=tuple(Place(cell.start, cell.end, {"zh": "加数", "en": "a summand"}) for cell in one.addends),
        hint=_hint(one, value) if holds is False else None,
    )


def _hint(one: _Sum, value: Fraction) -> dict[str, str] | None:
    """The one cell in which one digit changed would make it hold."""
    assert one.total.number is not None
    stated = one.total.number.value
    wanted = [(one.total, value), *((cell, cell.number.value + stated - value) for cell in one.addends if cell.number)]
    found = [
        (cell.text, decimal(number))
        for cell, number in wanted
        if number > 0 and _is_one_slip(cell.text, decimal(number))
    ]
    if len(found) != 1:
        return None
    (before, after) = found[0]
    return {"zh": f"（“{before}”若为{after}则相等）", "en": f" (equal if '{before}' is {after})"}


def _is_one_slip(written: str, wanted: str) -> bool:
    if len(written) != len(wanted) or written == wanted:
        return False
    differing = [at for at, (one, other) in enumerate(zip(written, wanted, strict=True)) if one != other]
    if len(differing) == 1:
        return True
    return (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and written[differing[0]] == wanted[differing[1]]
        and written[differing[1]] == wanted[differing[0]]
    )


def _shares(head: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> Iterator[Relation]:
    """A column of shares whose total row says 100."""
    for column in range(1, len(head)):
        if not _SHARE.search(head[column].text):
            continue
        for one in _column(rows, column):
            number = one.total.number
            if number is not None and number.value == 100 and not one.blank:
                value = sum((cell.number.value for cell in one.addends if cell.number), Fraction(0))
                ulp = max(cell.number.ulp for cell in one.addends if cell.number)
                holds = abs(value - 100) <= ulp * len(one.addends) / 2
                yield _relation(one, holds if holds or _LEAST * 100 <= value <= _MOST * 100 else None)


def _declared(reading: Reading, rows: Sequence[Sequence[Cell]]) -> Iterator[Relation]:
    """第一项加第二项之和，等于第三项加第四项之和: by the rows that start with 一、 to 四、."""
    for match in _DECLARED.finditer(reading.submission.text):
        items = [match[name] for name in "abcd" if match[name]]
        found = [
            next((row for row in rows if any(cell.text.startswith(f"{item}、") for cell in row)), None)
            for item in items
        ]
        if any(row is None for row in found):
            continue
        known = [row for row in found if row is not None]
        for column in range(1, min(map(len, known))):
            cells = [row[column] for row in known]
            numbers = [cell.number for cell in cells]
            if any(number is None for number in numbers):
                continue
            values = [number.value for number in numbers if number is not None]
            left, right = values[0] + values[1], sum(values[2:], Fraction(0))
            written = [decimal(value) for value in values]
            said = f"{written[0]} + {written[1]} = {decimal(left)}"
            other = " + ".join(written[2:]) + (f" = {decimal(right)}" if len(written) > 3 else "")
            yield Relation(
                "table-total",
                cells[-1].start,
                cells[-1].end,
                left == right,
                dict.fromkeys(("zh", "en"), said),
                "declared",
                stated=other,
                computed=decimal(left),
                fault=against(other),
                places=tuple(Place(cell.start, cell.end, {"zh": "这一项", "en": "an item"}) for cell in cells),
            )
