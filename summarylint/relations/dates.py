"""Dates that no calendar has, weekdays that are another, and periods that end before they begin."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from summarylint.patterns import Literals, Pattern, lines_with
from summarylint.relations.reading import Reading
from summarylint.relations.types import Relation

_MONTHS = "january february march april may june july august september october november december".split()
_ENGLISH_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in _MONTHS) + "|sept"
_WEEKDAYS = "一二三四五六日"
_ENGLISH_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_DAY = Pattern(
    r"(?:(?P<year>(?:19|20)\d\d)年)?(?<![\d.])(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号](?![线楼院店馆])(?:[ ]?[，,（(]?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])[）)]?)?",
)
_MONTH = Pattern(r"(?<![\d.])\d{1,2}月")
_YEAR = Pattern(r"(?<![\d.])(?:19|20)\d\d")
_NUMERIC = Pattern(
    r"(?<![\d/.\-])(?P<year>(?:19|20)\d\d)(?P<sign>[-/])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?![\d/.\-])",
    triggers=("-", "/"),
    by_line=True,
)
_ENGLISH = Pattern(
    rf"(?:\b(?P<weekday>{'|'.join(_ENGLISH_DAYS)}),? (?:the )?)?(?:\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_ENGLISH_MONTH})\b\.?|\b(?P<first>{_ENGLISH_MONTH})\b\.? (?P<second>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|:|\.\d| (?:out )?of\b| ?%| per))(?:,? (?P<year>(?:19|20)\d\d))?",
    triggers=[form for name in _MONTHS for form in (name[:3].capitalize(), name[:3].upper())],
    flags=re.IGNORECASE,
    by_line=True,
)
_CLOCK = Pattern(
    r"(?<!\d)(?P<hour>\d{1,2})时(?P<minute>\d{1,2})分", triggers=[f"{digit}时" for digit in range(10)], by_line=True
)
_LUNAR = Pattern(r"(?:农历|阴历|旧历|夏历)[^，。；]{0,8}$")
_TO = r"[ ]?(?:起)?(?:至|到|[-—－–~～]{1,2})[ ]?"
_RANGE = Pattern(
    rf"(?:(?P<year>(?:19|20)\d\d)年)?(?<![\d.])(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?{_TO}"
    r"(?:(?P<next>次年|翌年|来年|第二年|明年)|(?P<later>(?:19|20)\d\d)年)?(?:(?P<to>\d{1,2})月)?(?:(?P<until>\d{1,2})日)?",
)
_YEARS = Pattern(rf"(?<![\d.])(?P<first>(?:19|20)\d\d)年?{_TO}(?P<second>(?:19|20)\d\d)(?:年|学年)")
_HOURS = Pattern(
    r"(?<![\d:：])(?P<hour>\d{1,2})[:：](?P<minute>[0-5]\d)[ ]?(?:至|到|[-—－–~～]{1,2})[ ]?(?P<to>\d{1,2})[:：](?P<past>[0-5]\d)(?![\d:：])",
    triggers=[f"{digit}{colon}" for digit in range(10) for colon in ":："],
    by_line=True,
)
_PERIOD = Pattern(
    r"(?P<name>第?[一二三四]季度|[上下]半年)[（(](?P<first>\d{1,2})月?[-—－–~～至]{1,2}(?P<last>\d{1,2})月[）)]",
    triggers=("季度（", "季度(", "半年（", "半年("),
    by_line=True,
)
_ENGLISH_RANGE = Pattern(
    rf"(?:\b(?P<month>{_ENGLISH_MONTH})\b\.? (?P<day>\d{{1,2}})|(?<![\d:.,])(?P<before>\d{{1,2}})(?:st|nd|rd|th)? (?P<named>{_ENGLISH_MONTH})\b\.?)(?:st|nd|rd|th)?(?:,? (?P<year>(?:19|20)\d\d))?"
    rf" ?(?P<to>to|until|till|through|and|[-–—]) ?(?:(?P<last>{_ENGLISH_MONTH})\b\.? (?P<until>\d{{1,2}})(?!\d|:)|(?P<end>\d{{1,2}})(?:st|nd|rd|th)? (?P<until_month>{_ENGLISH_MONTH})\b)(?:st|nd|rd|th)?(?:,? (?P<later>(?:19|20)\d\d))?",
    triggers=[form for name in _MONTHS for form in (name[:3].capitalize(), name[:3].upper())],
    flags=re.IGNORECASE,
    by_line=True,
)
_MOVED = Pattern(
    r"\b(?:moved?|changed?|brought|shift(?:ed)?|rescheduled|advanced|postponed|put|pushed|delayed|revised|corrected|amended)\b",
    flags=re.IGNORECASE,
)
"""A day that was one and is another: moved from June 12 to June 3."""
_BEFORE_MONTH = Pattern(r"(?:(?<!\d)(?:19|20)\d\d年|(?<![\d.])(?:1|\d{1,2}月)[ ]?(?:至|到|[-—－–~～]{1,2})[ ]?)$")
_OF_AGE = Pattern(r"[龄大婴幼儿以内期间]|后")
"""Behind a number of months: 6月至18月龄."""
_DATED = Pattern(
    r"(?:(?P<year>(?:19|20)\d\d)年)?(?<![\d.])(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?(?P<words>[^，。；;\n\d]{1,12})"
)
_EVENTS = tuple(
    tuple(tuple(words.split("/")) for words in pair.split(">"))
    for pair in (
        "开工/动工/破土/开建/启动建设>竣工/完工/验收/投用/投入使用/通车/交付/建成 立案/受理>结案/办结/审结/判决/作出处罚/处罚决定/宣判 开班/开课/开学>结业/结束/毕业/放假 启动/开展/开始/开幕>结束/收官/闭幕 "
        "招标/挂网>中标/开标 签订合同/签约>交付/验收/竣工 入院/住院>出院 报名>开考/考试 接警/报警>到达/处置完毕 下发/交办>整改完毕/整改到位/办结/销号 播种/插秧>收割/收获 申报/申请>获批/批复/批准"
    ).split()
)
"""What comes first and what comes after it, of one thing."""
_ENDED = Literals(word for _, ends in _EVENTS for word in ends)
_SPAN = Pattern(
    r"(?:自|从)(?:(?P<year>(?:19|20)\d\d)年)?(?<![\d.])(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号][^，。；;\n\d]{1,10}[，]?(?:至|到)(?:(?P<later>(?:19|20)\d\d)年)?(?P<to>\d{1,2})月(?P<until>\d{1,2})[日号]"
)
_ENGLISH_EVENTS = Pattern(
    r"\b(?:opened|began|started|launched|commenced|admitted|signed|ran from)[^.;\n\d]{0,24}(?P<first>\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d)[^.;\n\d]{0,40}\b(?:closed|ended|finished|completed|concluded|discharged|expired|to|until)\b[^.;\n\d]{0,16}(?P<second>\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d)",
    triggers=("closed", "ended", "finished", "completed", "concluded", "discharged", "expired", "ran from"),
    by_line=True,
)
_ENDS_EARLY = {"zh": "，终点早于起点", "en": " ends before it begins"}
_MONTHS_OF = {
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
}
_WINTER_FROM, _WINTER_TO = 8, 6
"""A period from such a month to such a one may run over the end of a year: 11月至3月."""
_EVENING = 17
_LONGEST_BETWEEN = 30


def relations(reading: Reading) -> Iterator[Relation]:
    """Dates and periods, each judged by the calendar."""
    text, offset = reading.submission.text, reading.submission.start
    for month in _MONTH.finditer(text):
        if not 1 <= int(month[0][:-1]) <= 12:
            yield from _no_month(text, offset, month)
        yield from _at_month(text, offset, month.start())
    yield from _days(text, offset)
    yield from _periods(text, offset)
    yield from _events(text, offset)


def _at_month(text: str, offset: int, at: int) -> Iterator[Relation]:
    """The day and the period that start with a month, or with the year before it."""
    if text[at - 1 : at] == "年" and _YEAR.match(text, at - 5, at):
        at -= 5
    if _LUNAR.search(text[max(0, at - 12) : at]):
        return
    match = _DAY.match(text, at)
    if match:
        weekday = match["weekday"]
        number = _WEEKDAYS.find("日" if weekday == "天" else weekday) if weekday else None
        yield _day(match, offset, match["year"], int(match["month"]), int(match["day"]), number, "zh")
    match = _RANGE.match(text, at)
    if match and (match["to"] or match["until"]):
        yield from _range(match, offset)


def _no_month(text: str, offset: int, month: re.Match[str]) -> Iterator[Relation]:
    """2024年13月, 1月至13月: behind a year, or at the end of a period that starts with a month."""
    before = _BEFORE_MONTH.search(text[max(0, month.start() - 8) : month.start()])
    if (
        (before is None and not text.startswith("份", month.end()))
        or _OF_AGE.match(text, month.end())
        or _DAY.match(text, month.start())
    ):
        return
    said = {"zh": f"没有“{month[0]}”", "en": f"there is no '{month[0]}'"}
    yield _relation("impossible-date", month, offset, said, holds=False)


def _days(text: str, offset: int) -> Iterator[Relation]:
    for match in _NUMERIC.finditer(text):
        yield _day(match, offset, match["year"], int(match["month"]), int(match["day"]), None, "zh")
    for match in _ENGLISH.finditer(text):
        name = (match["month"] or match["first"]).lower()
        month = next(number for number, other in enumerate(_MONTHS, 1) if other.startswith(name[:3]))
        weekday = match["weekday"]
        number = _ENGLISH_DAYS.index(weekday.lower()) if weekday else None
        yield _day(match, offset, match["year"], month, int(match["day"] or match["second"]), number, "en")
    for match in _CLOCK.finditer(text):
        possible = int(match["hour"]) <= 24 and int(match["minute"]) < 60
        yield _relation(
            "impossible-date",
            match,
            offset,
            {"zh": f"没有“{match[0]}”", "en": f"there is no '{match[0]}'"},
            holds=possible,
        )


def _day(
    match: re.Match[str], offset: int, year: str | None, month: int, day: int, weekday: int | None, lang: str
) -> Relation:
    words = match[0].rstrip("（(，, ")
    longest = monthrange(int(year) if year else 2024, month)[1] if 1 <= month <= 12 else 0
    if not 1 <= day <= longest:
        said = {"zh": f"没有“{words}”这一天", "en": f"there is no '{words}'"}
        return _relation("impossible-date", match, offset, said, holds=False)
    if weekday is None or year is None:
        return _relation(
            "impossible-date",
            match,
            offset,
            {"zh": f"日历上有“{words}”", "en": f"'{words}' is in the calendar"},
            holds=True,
        )
    real = date(int(year), month, day).weekday()
    written = {"zh": f"星期{_WEEKDAYS[real]}", "en": _ENGLISH_DAYS[real].capitalize()}
    said = {"zh": f"“{words}”是{written['zh']}", "en": f"'{words}' is a {written['en']}"}
    return _relation("impossible-date", match, offset, said, holds=real == weekday, computed=written[lang])


def _periods(text: str, offset: int) -> Iterator[Relation]:
    for year in _YEAR.finditer(text):
        match = _YEARS.match(text, year.start())
        if match:
            holds = int(match["first"]) <= int(match["second"])
            yield _relation("date-order", match, offset, _named(match[0]), holds=holds)
    for match in _ENGLISH_RANGE.finditer(text):
        yield from _english_range(text, offset, match)
    for match in _HOURS.finditer(text):
        start, end = int(match["hour"]) * 60 + int(match["minute"]), int(match["to"]) * 60 + int(match["past"])
        if max(start, end) <= 24 * 60:
            # 22:00—6:00 is a night, and 9:30—8:00 may be until the evening.
            open_ = start >= _EVENING * 60 or end < 12 * 60 <= start + 360
            yield _relation(
                "date-order", match, offset, _named(match[0]), holds=True if start <= end else None if open_ else False
            )
    for match in _PERIOD.finditer(text):
        months = _MONTHS_OF[match["name"].removeprefix("第")]
        written = f"{months[0]}—{months[1]}月"
        said = {"zh": f"{match['name']}是{written}", "en": f"'{match['name']}' is months {months[0]} to {months[1]}"}
        first, last = int(match["first"]), int(match["last"])
        holds = (first, last) == months or (first == months[0] and first < last < months[1])
        yield _relation("date-order", match, offset, said, holds=holds, computed=written)


def _events(text: str, offset: int) -> Iterator[Relation]:
    """Two dates of one sentence with what happened then: 开工 before 竣工."""
    for start, end in lines_with(_ENDED, text):
        dated = list(_DATED.compiled.finditer(text, start, end))
        for before, after in pairwise(dated):
            yield from _in_order(text, offset, before, after)
    for match in _SPAN.compiled.finditer(text):
        if match["later"] is None or match["year"] is not None:
            year = int(match["year"] or 2000)
            first = (year, int(match["month"]), int(match["day"]))
            second = (int(match["later"] or year), int(match["to"]), int(match["until"]))
            if all(1 <= one[1] <= 12 for one in (first, second)):
                over_winter = match["later"] is None and first[1] >= _WINTER_FROM and second[1] <= _WINTER_TO
                holds = True if first <= second else None if over_winter else False
                yield _relation("date-order", match, offset, _named(match[0]), holds=holds)
    for match in _ENGLISH_EVENTS.finditer(text):
        began, ended = _english_date(match["first"]), _english_date(match["second"])
        if began and ended:
            yield _relation("date-order", match, offset, _named(match[0]), holds=began <= ended)


def _in_order(text: str, offset: int, before: re.Match[str], after: re.Match[str]) -> Iterator[Relation]:
    """Two dates, each with what happened then, where the first should come before the second."""
    between = text[before.end() : after.start()]
    if len(between) > _LONGEST_BETWEEN or any(mark in between for mark in "。；;\n"):
        return
    if not any(
        _tells(before["words"], starts) and _tells(after["words"], ends) and not _tells(before["words"], ends)
        for starts, ends in _EVENTS
    ):
        return
    first, second = _ordered(before), _ordered(after)
    if after["year"] is None and before["year"] is not None:
        second = (first[0], *second[1:])
    if before["year"] is None and after["year"] is not None:
        return
    if not all(1 <= one[1] <= 12 for one in (first, second)) or after["words"][:1] in "底初份":
        return
    said = {"zh": f"“{before[0]}”到“{after[0]}”的先后", "en": f"'{before[0]}', then '{after[0]}'"}
    in_order = first[:2] <= second[:2] and (first <= second or 0 in (first[2], second[2]))
    fault = {"zh": "颠倒", "en": " are the wrong way round"}
    start, end = offset + before.start(), offset + after.end()
    yield Relation("date-order", start, end, in_order, said, "calendar", before[0], "", fault)


def _tells(words: str, events: tuple[str, ...]) -> bool:
    return any(word in words for word in events)


def _ordered(match: re.Match[str]) -> tuple[int, int, int]:
    return int(match["year"] or 0), int(match["month"]), int(match["day"] or 0)


def _english_date(words: str) -> tuple[int, int, int] | None:
    day, name, year = words.split()
    month = next((number for number, other in enumerate(_MONTHS, 1) if other.startswith(name.lower()[:3])), None)
    return (int(year), month, int(day)) if month else None


def _range(match: re.Match[str], offset: int) -> Iterator[Relation]:
    month, day = int(match["month"]), int(match["day"] or 0)
    to, until = int(match["to"] or month), int(match["until"] or 0)
    if (
        not (1 <= month <= 12 and 1 <= to <= 12)
        or (match["day"] and match["to"] and not match["until"])
        or (not match["day"] and match["until"] and not match["to"])
    ):
        return
    said = _named(match[0])
    if match["next"]:
        yield _relation("date-order", match, offset, said, holds=True)
    elif match["later"]:
        if match["year"]:
            first, second = (int(match["year"]), month, day), (int(match["later"]), to, until)
            yield _relation("date-order", match, offset, said, holds=first <= second)
    elif (month, day) <= (to, until) or (month == to and not until):
        yield _relation("date-order", match, offset, said, holds=True)
    else:
        over_winter = month >= _WINTER_FROM and to <= _WINTER_TO and month != to
        yield _relation("date-order", match, offset, said, holds=None if over_winter else False)


def _english_range(text: str, offset: int, match: re.Match[str]) -> Iterator[Relation]:
    before = text[max(0, match.start() - 48) : match.start()]
    if _MOVED.search(before) or (match["to"].lower() == "and" and not before.lower().endswith("between ")):
        return
    first = (_english_month(match["month"] or match["named"]), int(match["day"] or match["before"]))
    second = (_english_month(match["last"] or match["until_month"]), int(match["until"] or match["end"]))
    said = _named(match[0])
    if match["year"] and match["later"]:
        holds: bool | None = (int(match["year"]), *first) <= (int(match["later"]), *second)
    else:
        over_winter = first[0] >= _WINTER_FROM and second[0] <= _WINTER_TO
        holds = True if first <= second else None if over_winter or match["year"] else False
    yield _relation("date-order", match, offset, said, holds=holds)


def _english_month(name: str) -> int:
    return next(number for number, other in enumerate(_MONTHS, 1) if other.startswith(name[:3].lower()))


def _named(words: str) -> dict[str, str]:
    return {"zh": f"“{words}”的起止", "en": f"'{words}'"}


def _relation(
    rule: str, match: re.Match[str], offset: int, said: dict[str, str], *, holds: bool | None, computed: str = ""
) -> Relation:
    words = match[0].rstrip("（(，, ")
    start = offset + match.start()
    fault = _ENDS_EARLY if not computed and rule == "date-order" else None
    return Relation(rule, start, start + len(words), holds, said, "calendar", words, computed, fault)
