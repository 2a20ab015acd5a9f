"""Cardinal numbers in English words: what they say, and which runs of them say nothing."""

from __future__ import annotations

from functools import lru_cache

from summarylint.numbers.chinese import last_digit_weight
from summarylint.numbers.listing import listed
from summarylint.numbers.types import Figure

ONES = {word: value for value, word in enumerate(listed("zero one two three four five six seven eight nine"))}
_TEENS = listed("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
SMALL = (
    ONES
    | {word: 10 + value for value, word in enumerate(_TEENS)}
    | {word: 20 + 10 * value for value, word in enumerate(_TENS)}
)
"""Words below a hundred."""
_THOUSANDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALES = {
    **_THOUSANDS,
    "hundred": 100,
    "dozen": 12,
    "k": 10**3,
    "K": 10**3,
    "bn": 10**9,
    "mn": 10**6,
    "m": 10**6,
    "M": 10**6,
}
"""What may follow a number and multiplies it."""
WORDS = (*SMALL, "hundred", "dozen", *_THOUSANDS)


@lru_cache(maxsize=1024)
def read(words: str) -> Figure | None:
    """What a number in lower-case words says: twenty-three, one hundred and five; None if they are not one number."""
    total = section = 0
    last = smallest = 10**15
    joined = False
    for word in words.replace("-", " ").replace(",", "").split():
        if word == "and":
            joined = True
            if last not in (100, *_THOUSANDS.values()):
                return None
            continue
        if word == "a":
            section, last = 1, 1
            continue
        value = SMALL.get(word)
        if value is not None:
            follows_ten = 20 <= last < 100 and 0 < value < 10
            if not follows_ten and last not in (100, 10**15, *_THOUSANDS.values()):
                return None
            section, last = section + value, value
        elif word in ("hundred", "dozen"):
            if not 0 < section < 100 or (word == "dozen" and total):
                return None
            section *= SCALES[word]
            last = 100 if word == "hundred" else 12
        else:
            scale = _THOUSANDS[word]
            if not section or scale >= smallest:
                return None
            total, section, last, smallest = total + section * scale, 0, scale, scale
        joined = False
    if joined:
        return None
    number = total + section
    weight = last_digit_weight(number)
    scaled = last >= 10**6
    return Figure(number, weight if scaled else 1, weight, scaled=scaled)
