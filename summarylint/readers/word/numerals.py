"""Numbers as Word writes them before paragraphs (ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST_ROMAN = 32_767


def numeral(number: int, form: str) -> str:
    """`number` in one of Word's forms; an unknown form is decimal, as it is in Word."""
    write = _FORMS.get(form)
    return str(number) if write is None or number < 0 else write(number)


def _thousands(number: int, digits: str, units: str, *, one_before_ten: bool) -> str:
    """Up to 9,999; larger numbers, which no list reaches, digit by digit."""
    if number >= 10_000 or number == 0:
        return _positional(number)
    found, pending = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit == 0:
            pending = bool(found)
            continue
        found += (digits[0] if pending else "") + digits[digit] + units[power]
        pending = False
    return found if one_before_ten or not found.startswith(digits[1] + units[1]) else found[1:]


def _chinese(number: int) -> str:
    return _thousands(number, "零" + _DIGITS[1:], ("", "十", "百", "千"), one_before_ten=False)  # type: ignore[arg-type]


def _chinese_short(number: int) -> str:
    return _chinese(number) if number < 100 else _positional(number).replace("〇", "○")


def _legal(number: int) -> str:
    return _thousands(number, _LEGAL, ("", "拾", "佰", "仟"), one_before_ten=True)  # type: ignore[arg-type]


def _japanese(number: int) -> str:
    found = _chinese(number).replace("零", "")
    for unit in "百千":
        found = found.replace("一" + unit, unit)
    return found.replace("百一十", "百十").replace("千一十", "千十")


def _positional(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    found = ""
    for value, letters in _ROMAN:
        found += letters * (number // value)
        number %= value
    return found


def _letters(number: int) -> str:
    """A to Z, then AA, BB and so on."""
    return chr(65 + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 26 * 30 else str(number)


def _from(first: str, last: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= last else str(number)


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _wide(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _ordinal(number: int) -> str:
    tens = number // 10 % 10
    return f"{number}{'th' if tens == 1 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "chineseCounting": _chinese_short,
    "taiwaneseCounting": _chinese_short,
    "chineseCountingThousand": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _japanese,
    "koreanDigital2": _positional,
    "japaneseDigitalTenThousand": _positional,
    "taiwaneseDigital": _positional,
    "ideographDigital": _positional,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographEnclosedCircle": _from("㊀", 10),
}
