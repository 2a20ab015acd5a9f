"""Runs of marks that stand for digits and names: xx, ××, ○○, ＊＊, ？？, and numbers with digits masked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarylint.blanks import english
from summarylint.blanks.context import NUMERALS, before_number, is_chinese, is_latin_or_digit, kind_after
from summarylint.blanks.types import Blank, Words
from summarylint.patterns import HAN, Pattern

_LETTERS = "xXｘＸхХ"
"""Latin, full-width, and the Cyrillic letter that looks the same."""
_CROSSES = "×✕╳"
_CIRCLES = "○〇◯●□■△▲◇"
_STARS = "*＊"
_QUESTIONS = "?？"

_RUN = Pattern(
    rf"[{_LETTERS}]{{2}}/[{_LETTERS}]{{2}}/(?:20)?[{_LETTERS}]{{2,4}}"
    rf"|[{_LETTERS}]{{4}}([-/.])[{_LETTERS}]{{1,2}}(?:\1[{_LETTERS}]{{1,2}})?(?![{_LETTERS}.])"
    rf"|[{_LETTERS}]+(?:[,，][{_LETTERS}]{{3}}(?![{_LETTERS}]))*(?:[.．][{_LETTERS}]+)?"
    rf"|[{_CROSSES}]+(?:[.．][{_CROSSES}]+)?|[○〇◯]+(?:\.[○〇◯]+)?|●+|□+|■+|[△▲]+|◇+|O{{2,4}}|\*+(?:\.\*+)?|＊+(?:[.．]＊+)?|(?<=第)？|？(?=[次个名项场期件万元人家]{{1,2}}[。；，、])|\?,\?{{3}}|[{_QUESTIONS}]{{2,}}(?:\.[{_QUESTIONS}]+)?",
    triggers=(
        *_LETTERS,
        *_CROSSES,
        *_CIRCLES,
        *_STARS,
        "??",
        "？？",
        "？次",
        "？个",
        "？名",
        "？项",
        "？场",
        "？期",
        "？件",
        "？万",
        "？元",
        "？人",
        "？家",
        "OO",
    ),
)
_MASKED_DIGITS = Pattern(
    rf"(?<![A-Za-z0-9_.])(?:19|20)(?:\d[{_LETTERS}×*＊_]|[{_LETTERS}×*＊_]{{2}})(?![A-Za-z0-9_]|[.．][A-Za-z0-9])(?!{HAN})"
    rf"|(?<![A-Za-z\d.])\d{{1,5}}(?:\.?\d?[{_LETTERS}＊]+|\*{{2,}}|\.?[×○]+)(?![A-Za-z0-9])",
    triggers=_LETTERS + _CROSSES + "○*＊_",
    by_line=True,
)
_HASHES = Pattern(
    r"(?<=[$€£¥￥])#+(?:,#+)*|(?<![#\w])#{1,3}(?:,###)+|(?<![#\w])#{2,4}(?=%)",
    triggers=("#,", "$#", "€#", "£#", "¥#", "￥#", "#%"),
    by_line=True,
)
_ZEROS = Pattern(r"0(?<![\d.,:：\-/A-Za-z+]0)(?:0{2,5}|0{1,3}\.0{1,4})(?![\d.:：\-/A-Za-z])", triggers=("000", "00.0"))
_GENERIC_MEDIA = Pattern("(?:日报|晚报|早报|新闻|报|网|周刊|杂志|台)[”’」』》]")
_NEVER_SINGLE = Pattern("光|射|轴|染|线|号线|型|片|档|级|方向|坐标|世代|一代|因子|次方|次幂|分之|元一次|元二次|对角")
_RANGE = Pattern(rf"[ ]?[-—–~～至到][-—]?[ ]?([{_LETTERS}{_CROSSES}○＊*]+)")
_ABBREVIATED = Pattern("籍|品出海|企|商|剧|菜(?!单)|绣|字号|A级?景区")
_PHONE = Pattern(rf"[{_LETTERS}]{{3,4}}-[{_LETTERS}]{{7,8}}")
_PHONE_TAIL = Pattern(r"\d{3,4}-$")
_BLANK = " \t　"


_MENTION = Pattern("字样|占位|符号|漏改|未改|残留|遗漏|没改|套用|写作|写成|罗马数字")
_AROUND = 30


def mark_blanks(text: str, words: Words) -> Iterator[Blank]:
    """The blanks of `text` that are runs of marks; those that it only speaks of are in doubt."""
    for blank in _mark_blanks(text, words):
        if text[blank.start - 1 : blank.start] in ("“", "‘") and _MENTION.search(
            text, max(0, blank.start - _AROUND), blank.end + _AROUND
        ):
            blank = blank._replace(doubt=2)  # noqa: PLW2901 (the same blank, judged)
        yield blank


def _mark_blanks(text: str, words: Words) -> Iterator[Blank]:
    taken: set[int] = set()
    for match in _MASKED_DIGITS.finditer(text):
        blank = _masked_digits(text, match.start(), match.end(), words)
        if blank:
            taken.update(range(blank.start, blank.end))
            yield blank
    found = []
    stars = _stars_in_place(text, words) if "*" in text else frozenset()
    for match in _RUN.finditer(text):
        if match.start() not in taken:
            blank = _classified(text, match.start(), match.end(), words, stars)
            if blank:
                found.append(blank)
    yield from found
    yield from _formulas(text, found)
    for match in _HASHES.finditer(text):
        yield Blank(match.start(), match.end(), "marks", "number")
    for match in _ZEROS.finditer(text):
        if kind_after(text, match.end(), words) == "number" and not text.startswith("年", match.end()):
            yield Blank(match.start(), match.end(), "marks", "number")


def _classified(text: str, start: int, end: int, words: Words, stars: frozenset[int]) -> Blank | None:
    run = text[start:end]
    mark = run[0]
    if mark in _LETTERS:
        return _letters(text, start, end, words)
    if mark == "O":
        return _letter_o(text, start, end, words)
    if mark in _STARS:
        return _stars(text, start, end, words, stars)
    if mark in _QUESTIONS:
        return _questions(text, start, end, words)
    return _signs(text, start, end, words)


def _letters(text: str, start: int, end: int, words: Words) -> Blank | None:
    before, behind = text[start - 1 : start], text[end : end + 1]
    run = text[start:end]
    kind = kind_after(text, end, words)
    if is_latin_or_digit(before) or before in ("_", "@", "\\"):
        return None
    thousands = behind in tuple("kKmM") and before in tuple("$€£¥")
    if is_latin_or_digit(behind) and kind != "number" and not thousands and not _ABBREVIATED.match(text, end):
        return None
    if len(run) > 6 and _PHONE_TAIL.search(text[max(0, start - 5) : start]):
        return _number(text, start, end)
    if _touches_code(text, start, end):
        return None
    if (
        run.count(".")
        and run[0] in "xX"
        and (behind == "-" or (behind == "." and is_latin_or_digit(text[end + 1 : end + 2])))
    ):
        return None
    dated = "-" in run or "/" in run or re.fullmatch(r"[xXｘＸ]{4}\.[xXｘＸ]{2}", run)
    if dated and kind != "number":
        return Blank(start, end, "marks", "date", digits=len(run))
    if not _in_chinese(text, start, end):
        return english.letters(text, start, end)
    if kind == "date":
        return _date_or_number(text, start, end)
    if run.isupper() and run.isascii() and len(run) < 4 and _among_roman(text, start, end):
        return None
    if len(run) == 1 and (before == "第" or (before == "〕" and behind == "号")):
        return _number(text, start, end)
    if kind == "number":
        if len(run) == 1 and (
            _NEVER_SINGLE.match(text, end)
            or _latin_word_before(text, start)
            or (run == "x" and _is_unknown(text, start))
        ):
            return None
        return _number(text, start, end)
    if "." in run or "．" in run:
        return _number(text, start, end)
    ranged = _RANGE.match(text, end)
    if ranged and kind_after(text, ranged.end(), words) in ("number", "date"):
        return _number(text, start, end)
    if len(run) == 1:
        single = kind == "place" and not _NEVER_SINGLE.match(text, end) and not _latin_word_before(text, start)
        if (
            single and text[start - 1 : start] != "《" and not _inside_quoted_formula(text, start, end)
        ) or _ABBREVIATED.match(text, end):
            return Blank(start, end, "marks", "number" if text.startswith("A", end) else "name")
        return None
    return _name_or_unknown(text, start, end, kind)


def _letter_o(text: str, start: int, end: int, words: Words) -> Blank | None:
    """OO, typed for ○○ before a place."""
    if is_latin_or_digit(text[start - 1 : start]) or is_latin_or_digit(text[end : end + 1]):
        return None
    return Blank(start, end, "marks", "name") if kind_after(text, end, words) in ("place", "other") else None


def _touches_code(text: str, start: int, end: int) -> bool:
    """Whether the run is part of an address, a path or an identifier: www.xxx.com, xx-large, /xx/."""
    before, behind = text[start - 2 : start], text[end : end + 2]
    if len(behind) == 2 and behind[0] in ".-_/@=&" and behind[1].isascii() and behind[1].isalnum():
        number_goes_on = behind[0] == "-" and behind[1].isdigit() and end - start > 2
        return behind[1] not in "xX" and not number_goes_on
    return (
        len(before) == 2
        and before[1] in ".-_/@=&"
        and before[0].isascii()
        and before[0].isalnum()
        and before[0] not in "xX"
    )


def _in_chinese(text: str, start: int, end: int) -> bool:
    """Whether the nearest words on the line are Chinese, or full-width marks stand beside the run."""
    left, right = start - 1, end
    while left >= 0 and text[left] in " \t([{\"'“‘（《【*_$￥¥.,/-" and start - left < 6:
        left -= 1
    while right < len(text) and text[right] in " \t)]}\"'”’）》】*_.,/-%" and right - end < 6:
        right += 1
    return any(
        character > "\u2fff" or character in "·•—"
        for character in (text[left : left + 1] if left >= 0 else "", text[right : right + 1])
    )


def _latin_word_before(text: str, start: int) -> bool:
    """Whether a Latin word stands before a single letter: Model X, iPhone X."""
    before = text[start - 2 : start - 1]
    return text[start - 1 : start] == " " and is_latin_or_digit(before) and before not in tuple(_LETTERS)


_EQUATION = Pattern("未知数|方程|函数|变量|代数|(?<![A-Za-z])[yYzZ](?![A-Za-z])")


def _is_unknown(text: str, start: int) -> bool:
    """Whether a single x is the unknown of an equation."""
    before = text[max(0, start - 14) : start].rpartition("\n")[2]
    behind = text[start + 1 : start + 15].partition("\n")[0]
    return _EQUATION.search(before) is not None or _EQUATION.search(behind) is not None


def _inside_quoted_formula(text: str, start: int, end: int) -> bool:
    return "+" in (text[start - 1 : start], text[end : end + 1])


def _number(text: str, start: int, end: int) -> Blank:
    digits = sum(character not in ".．,，-" for character in text[start:end])
    return Blank(start, end, "marks", "number", digits=digits, value=_value(text, start, end))


def _date_or_number(text: str, start: int, end: int) -> Blank:
    duration = text.startswith("年", end) and (before_number(text, start) or end - start in (1, 3))
    if duration or (text.startswith("日", end) and before_number(text, start) and not text.startswith("第", start - 1)):
        return _number(text, start, end)
    return Blank(start, end, "marks", "date", digits=end - start)


_ROMAN = Pattern(r"(?<![A-Za-z])(?=[XVI]*[VI])[XVI]{1,6}(?![A-Za-z])|罗马数字")


def _among_roman(text: str, start: int, end: int) -> bool:
    """Whether X, XX or XXX stands among Roman numerals, or counts a century."""
    return text.startswith("世纪", end) or _ROMAN.search(text[max(0, start - 60) : end + 60]) is not None


def _name_or_unknown(text: str, start: int, end: int, kind: str) -> Blank | None:
    if text[start].isupper() and text[start - 1 : start] in ("“", "‘", "「", "《") and _GENERIC_MEDIA.match(text, end):
        # “XX报” speaks of any newspaper, not of one whose name is missing.
        return None
    if text.startswith("染色体", end) or "XY" in text[max(0, start - 12) : end + 12] or text[start - 1 : start] == ",":
        return None
    if kind in ("place", "other"):
        return Blank(start, end, "marks", "name", value=_value(text, start, end))
    if _PHONE.match(text, start) or before_number(text, start):
        return Blank(start, end, "marks", "number", digits=end - start)
    return Blank(start, end, "marks", "name" if is_chinese(text[start - 1 : start]) else "unknown")


_LIST_BEFORE = Pattern(r"((?:[^，。；：:、\n“”（）()]{1,12}、){1,7})([^，。；：:、\n“”（）()]{1,14})等$")
_HOTLINE = Pattern("(?:市|县|区|政务|政府|便民)[^，。；\n]{0,4}热线|热线")


def _value(text: str, start: int, end: int) -> str:
    """What the number must be: as many as the list before it names, or the hotline that every city has."""
    length = end - start
    if length == 5 and _HOTLINE.match(text, end):
        return "12345"
    listed = _LIST_BEFORE.search(text[max(0, start - 120) : start]) if length == 1 else None
    if listed:
        count = listed[1].count("、") + 1 + (1 if re.search(".[和与及].", listed[2]) else 0)
        return str(count) if count < 10 else ""
    return ""


_FORMULA = Pattern(r"(?<![A-Za-z0-9])x(?=[+＋][NXnx”’\d])")


def _formulas(text: str, found: list[Blank]) -> Iterator[Blank]:
    """`x+N`, where 1+N is meant, in a text whose digits were masked throughout."""
    if sum(text[blank.start] == "x" for blank in found) < 5:
        return
    known = {blank.start for blank in found}
    for match in _FORMULA.finditer(text):
        if match.start() not in known:
            yield Blank(match.start(), match.end(), "marks", "number", doubt=2, digits=1, value="1")


def _signs(text: str, start: int, end: int, words: Words) -> Blank | None:
    """Crosses and circles: signs of arithmetic, numerals and bullets unless they stand where a word would."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    if before.isdigit() or behind.isdigit() or is_latin_or_digit(before):
        return None
    if behind in tuple("”’」』") and (before not in tuple("“‘「『") or end - start == 1):
        return None
    if text[start] in "□■" and _INSCRIPTION.search(text, max(0, start - 60), end + 40):
        return None
    circles = text[start] in "○〇◯"
    if circles and (before in tuple(NUMERALS) or behind in tuple(NUMERALS) or text.startswith("后", end)):
        return None
    kind = kind_after(text, end, words)
    if before in ("廿", "初") and kind == "none":
        return Blank(start, end, "marks", "date", digits=1)
    if end - start == 1:
        return _single_sign(text, start, end, kind, words)
    if "." in text[start:end] or "．" in text[start:end]:
        return _number(text, start, end)
    if kind == "date":
        return _date_or_number(text, start, end)
    if kind == "number":
        return _number(text, start, end)
    if kind in ("place", "other") and not text.startswith("：", end):
        return Blank(start, end, "marks", "name")
    named = is_chinese(before) and (before in words.surnames or (end - start <= 4 and behind not in ("", "\n")))
    named = named or _stands_alone(text, start, end)
    return Blank(start, end, "marks", "name") if named else None


_INSCRIPTION = Pattern("铭文|碑文|碑刻|拓片|拓本|简牍|竹简|字迹|漫漶|锈蚀|残片|墓志|题跋|印文|补字|阙字")
_BEFORE_ALONE = frozenset("：:、“‘「（(|\t")
_BEHIND_ALONE = frozenset("，、。；”’」）)|\t\n")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a run is all that stands behind a colon, in a table's cell, in quotation marks or brackets."""
    before, behind = text[max(0, start - 4) : start].rstrip(" 　"), text[end : end + 4].lstrip(" 　")
    return before[-1:] in _BEFORE_ALONE and (
        not behind or behind[0] in _BEHIND_ALONE or text.startswith(("  ", "　"), end)
    )


def _single_sign(text: str, start: int, end: int, kind: str, words: Words) -> Blank | None:
    before = text[start - 1 : start]
    if text[start] in "●□■△▲◇":
        return _number(text, start, end) if kind == "number" and is_chinese(before) else None
    if _at_line_start(text, start) and kind != "date":
        return None
    if kind == "date":
        return _date_or_number(text, start, end)
    if kind == "number" and text[start] in "○〇◯" and is_chinese(before) and text.startswith("人", end):
        return _number(text, start, end)
    if (
        kind == "number"
        and not text.startswith(("双", "层", "维", "代"), end)
        and not (text.startswith(("人", "家", "级", "号"), end) and not _count_before(text, start))
        and (is_chinese(before) or before in tuple("，。、；：（“"))
    ):
        return _number(text, start, end)
    if (
        kind == "place"
        and text[end + 1 : end + 2] in ("长", "任", "师", "士", "生", "理")
        and before in ("", "\n", "，", "。", "、", "　")
    ):
        return Blank(start, end, "marks", "name")
    if kind == "place" and text[end] in "县市区镇乡村省州局":
        return Blank(start, end, "marks", "name") if not is_chinese(before) or before in "在由和与、从到至对" else None
    if text[start] in "×○" and before in words.surnames and text[end : end + 1] in ("，", "、", "。", "（", "某"):
        # A surname and one cross hide a person, unless the surname is part of another word.
        return Blank(start, end, "marks", "name") if not is_chinese(text[start - 2 : start - 1]) else None
    return None


_COUNTED_BEFORE = Pattern(
    "(?:[有共约近达超仅逾分处告过含中为的]|增加|减少|招聘|引进|培训|慰问|走访|处分|参加|其中|人员|职工|撤销|开除|死亡|受伤|抓获|救助)$"
)


def _count_before(text: str, start: int) -> bool:
    """Whether the words before a single sign announce a count of people or firms: 记过×人, 引进企业×家."""
    return _COUNTED_BEFORE.search(text[max(0, start - 4) : start]) is not None


_DEEPEST_INDENT = 80


def _at_line_start(text: str, start: int) -> bool:
    before = text[max(0, start - _DEEPEST_INDENT) : start].rstrip(_BLANK)
    return not before or before[-1] == "\n"


def _stars(text: str, start: int, end: int, words: Words, stars: frozenset[int]) -> Blank | None:
    """Stars: emphasis of Markdown and footnote marks, unless every star of the line stands where a word would."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    if is_latin_or_digit(before) or is_latin_or_digit(behind) or before == "\\":
        return None
    kind = kind_after(text, end, words)
    if text[start] == "＊":
        if end - start == 1 and kind not in ("number", "date", "place"):
            return None
    elif (_at_line_start(text, start) and end - start == 1) or start not in stars:
        return None
    if kind == "date":
        return _date_or_number(text, start, end)
    if kind == "number":
        return _number(text, start, end)
    quoted = text[start] == "＊" and end - start > 1 and before in ("“", "‘") and behind in ("”", "’")
    if kind in ("place", "other") or quoted or (is_chinese(before) and before in words.surnames):
        return Blank(start, end, "marks", "name")
    english_count = before in (" ", "$", "£", "€") and behind in (" ", ",") and end - start > 1
    if english_count and (before != " " or re.match(r" (?:[a-z]+ )?[a-z]+|,? percent", text[end : end + 20])):
        return Blank(start, end, "marks", "number")
    if _stars_alone(text, start, end):
        return Blank(start, end, "marks", "number" if "." in text[start:end] else "unknown")
    return None


def _stars_alone(text: str, start: int, end: int) -> bool:
    """Whether stars stand alone where no footnote mark would: behind a colon, or as a decimal."""
    return (
        _stands_alone(text, start, end) and end - start > 1 and (text[start - 1] in "：:“‘" or "." in text[start:end])
    )


def _between_english(text: str, start: int, end: int) -> bool:
    """Whether two or more stars stand between blanks as a word would; emphasis touches the words it marks."""
    return end - start > 1 and text[start - 1 : start] in (" ", "$", "£", "€") and text[end : end + 1] in (" ", ",")


_STAR_RUN = Pattern(r"\*+(?:\.\*+)?")


def _stars_in_place(text: str, words: Words) -> frozenset[int]:
    """Where the stars of those lines start in which no star is emphasis.

    Each has a counter, date or place behind it, a surname before it, or stands alone.
    """
    in_place: list[int] = []
    of_line: list[int] = []
    line_end, holds = -1, True
    for match in _STAR_RUN.finditer(text):
        start, end = match.span()
        if start > line_end:
            in_place += of_line if holds else []
            of_line, holds = [], True
            line_end = text.find("\n", start)
            line_end = len(text) if line_end < 0 else line_end
        of_line.append(start)
        if holds and not (end - start == 1 and _at_line_start(text, start)):
            surname = text[start - 1 : start] in words.surnames and not is_chinese(text[end : end + 1])
            known = kind_after(text, end, words) in ("number", "date", "place") or _between_english(text, start, end)
            holds = known or surname or _stars_alone(text, start, end)
    return frozenset(in_place + (of_line if holds else []))


_PARTICLES = frozenset("吗呢么吧啊呀何谁哪怎")


def _questions(text: str, start: int, end: int, words: Words) -> Blank | None:
    before, behind = text[start - 1 : start], text[end : end + 1]
    kind = kind_after(text, end, words)
    if before in "$€£¥￥第" and before:
        return _number(text, start, end)
    if end - start == 1:
        counted = kind in ("number", "date") and is_chinese(before) and before not in _PARTICLES
        return _number(text, start, end) if counted else None
    if behind in ("~", "～", "—", "-", "至") and text[end + 1 : end + 2] in ("?", "？"):
        return _number(text, start, end)
    if before in ("~", "～", "—", "-", "至", "＋", "+") or behind == "%":
        return _number(text, start, end)
    standing = is_chinese(before) or before in ("，", "、", "：", ":", " ", "|")
    if kind in ("number", "date") and before not in _PARTICLES and standing:
        return _number(text, start, end) if kind == "number" else _date_or_number(text, start, end)
    if kind == "place" and (before in ("", "\n") or before not in _PARTICLES) and text[end] in "县市区镇乡村局":
        return Blank(start, end, "marks", "name")
    english_count = before == " " and re.match(" [a-z]", text[end : end + 2]) and text[start - 2 : start - 1].isalpha()
    if (english_count and end - start <= 3) or _stands_alone(text, start, end):
        return Blank(start, end, "marks", "number")
    return None


_STATUS_CODE = Pattern(r"[1-5]xx$")
_STATUS_WORDS = Pattern("[ ]?(?:类|级|错误|状态|响应|系列|报错|请求|告警|段)")


def _masked_digits(text: str, start: int, end: int, words: Words) -> Blank | None:
    run = text[start:end]
    if text[start - 1 : start] == "*" or (
        text[start - 1 : start] in ("-", "/", ".") and text[start - 2 : start - 1] in tuple("0123456789xX")
    ):
        return None
    is_year = re.fullmatch(r"(?:19|20)(?:\d.|[^\d]{2})", run) and kind_after(text, end, words) != "number"
    if is_year and (not is_chinese(text[end : end + 1]) or text.startswith(("年", "届", "级", "学年", "财年"), end)):
        return Blank(start, end, "marks", "date", digits=sum(not c.isdigit() for c in run))
    kind = kind_after(text, end, words)
    if kind == "date" and text.startswith("年", end):
        return Blank(start, end, "marks", "date", digits=sum(not c.isdigit() for c in run))
    if english.masked_digits(text, start, end):
        return Blank(start, end, "marks", "number", digits=sum(c in _LETTERS for c in run))
    if _STATUS_CODE.match(run) and _STATUS_WORDS.match(text, end):
        return None
    if kind == "number" and not _NEVER_SINGLE.match(text, end):
        return Blank(start, end, "marks", "number", digits=sum(not c.isdigit() and c != "." for c in run))
    return None
