"""Regular expressions that cost little until a text holds one of their literals."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

from summarylint.errors import Said

TIMEOUT_SECONDS = 0.5

HAN = r"[^\W\x00-\xff]"
"""A Chinese character, or a letter beyond Latin-1: a class of the CJK range itself takes 1 ms to compile."""

SHIPPED: list[Pattern] = []
"""Every pattern made, for the test that each is linear."""

_COMMON = (
    " ，。、；：（）“”【】《》0123456789[](){}<>#$&*/.-|:,"
    "国的新中发业全大展和化人建动一进会实在加产高推力年地工设作民行生强等成平持区体重家政以增务合开能提文要为主出同日个长联方上经部量现共央代保深制有总市治理机入好质面多创近施时对资消基习关水系天目造济升不"
    "万项用点续了定党快播通坚网服领公是城改科安心统十社美更军企月来技学度视育表场查到各我色法今海原闻运域省五期事农优电前效员数性程向规级支际活分息品战源议次第内交本示看自外稳三与特态完局两利村下式标亿道路"
    "台防委西流打导革投北将达放斯元金应南步型融协集护就位明调指四过称记于费群间商教计举策立引正境首落精物管超列江二构比俄带题布风书医办义信智口组府得决促小环当乡收任线空结供取击席广善山东绿界营贸们院报乌世"
    "团克准众游届障及节整研居问划做旅积专最转模范从扩略势这气突术接门装解据求批球至兴相极健车航里老预干意果京断之河着验础确备州已亚试件县互值起华神先速培险者后易监可常综思巴核条受贯并传复类队双争均园把率想"
    "破格港春案显情火名形族铁命拉参织志伊链种边尔清需别其见所单权字论历子降林功维聚约层彻福致都青客养镇沙灾措奋控史走责景兰低严处攻百武马还无碳罗周湖影变卫固房连非李回筹抓紧获助千未校土也署宁围让牢使才愿康"
    "配讲疗食难感排德响识价置算头话反益普启此观挥他纪职拓访热朗认欧站具切越振告富友根号救袭继由减粮手选八户跨扎惠考然斗身阿充补古给额审评容底哈检龙段赛宣住士良庆真器念察践督急究谈班讯密坦再占始药征财峰六移"
    "依盖光例序负季零章满承税货修媒轮足米采儿去疆守因田努执素花献乐图迎澳覆雪王苏库测"
    "etaoinsrhldcumfpgwybvkxjqz"
)
"""Characters of office Chinese, the most frequent first (counted in news and reports), then English letters."""
_RANK = {character: rank for rank, character in enumerate(reversed(_COMMON))}


_WORTH_COMPILING = 2_000_000
"""Words times characters: looking for so many one by one takes as long as compiling."""


class Literals:
    """Words, each looked for by its rarest character and the one behind that.

    One pass over a text for such pairs costs 3 ns a character however many words there are, once the classes
    of both characters are compiled (a millisecond); until then each word is looked for by itself.
    """

    __slots__ = ("_keys", "_spent", "_words_of", "words")

    def __init__(self, words: Iterable[str]) -> None:
        """A string means each of its characters."""
        self.words = tuple(words)
        self._words_of: dict[str, list[tuple[str, int]]] = {}
        self._keys: re.Pattern[str] | None = None
        self._spent = 0

    def occurrences(self, text: str) -> Iterator[tuple[int, str]]:
        """Each place where a word stands in `text`, with the word; overlapping ones too, roughly in order."""
        if self._keys is None:
            self._spent += len(self.words) * len(text)
            if self._spent < _WORTH_COMPILING:
                yield from self._one_by_one(text)
                return
        words_of, keys = self._words_of, self._keys or self._prepared()
        for match in keys.finditer(text):
            at = match.start()
            for key in (text[at : at + 2], match[0]):
                for word, offset in words_of.get(key, ()):
                    if text.startswith(word, at - offset) and at >= offset:
                        yield at - offset, word

    def _one_by_one(self, text: str) -> list[tuple[int, str]]:
        found = []
        for word in self.words:
            at = text.find(word)
            while at >= 0:
                found.append((at, word))
                at = text.find(word, at + 1)
        found.sort()
        return found

    def any_in(self, text: str) -> bool:
        """Whether `text` holds one of the words."""
        if len(self.words) < 4:
            return any(word in text for word in self.words)
        for _ in self.occurrences(text):
            return True
        return False

    def _prepared(self) -> re.Pattern[str]:
        for word in self.words or ("\0" * 8,):
            rarest = min(range(max(1, len(word) - 1)), key=lambda offset: _RANK.get(word[offset], -1))
            self._words_of.setdefault(word[rarest : rarest + 2], []).append((word, rarest))
        firsts, seconds, alone = (
            re.escape("".join(sorted(characters)))
            for characters in (
                {key[0] for key in self._words_of},
                {key[1] for key in self._words_of if len(key) > 1},
                {key for key in self._words_of if len(key) == 1},
            )
        )
        behind = [f"(?=[{seconds}])"] * bool(seconds) + [f"(?<=[{alone}])"] * bool(alone)
        self._keys = re.compile(f"[{firsts}](?:{'|'.join(behind)})" if seconds else f"[{firsts}]")
        return self._keys


class Pattern:
    """A regular expression that is compiled when a text first holds one of its triggers.

    Compiling costs about half a millisecond a pattern, more than checking a page with it, and most
    texts hold no trigger of most patterns. Without triggers it is compiled at its first use.
    With `by_line` it is tried only on the lines that hold a trigger; every match must lie within one.
    """

    __slots__ = ("_compiled", "by_line", "expression", "flags", "triggers")

    def __init__(
        self, expression: str, triggers: str | Iterable[str] = (), flags: int = 0, *, by_line: bool = False
    ) -> None:
        self.expression = expression
        self.triggers = Literals(triggers)
        self.flags = flags
        self.by_line = by_line
        self._compiled: re.Pattern[str] | None = None
        SHIPPED.append(self)

    @property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression."""
        if self._compiled is None:
            self._compiled = re.compile(self.expression, self.flags)
        return self._compiled

    def may_match(self, text: str) -> bool:
        """Whether `text` holds a trigger."""
        return not self.triggers.words or self.triggers.any_in(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in `text`."""
        if self.by_line:
            return self._in_lines(text)
        return self.compiled.finditer(text) if self.may_match(text) else iter(())

    def _in_lines(self, text: str) -> Iterator[re.Match[str]]:
        for start, end in lines_with(self.triggers, text):
            yield from self.compiled.finditer(text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in `text[start:end]`."""
        return self.compiled.search(text, start, end) if self.may_match(text) else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """A match exactly at `start`; triggers are not asked, as the caller stands at one."""
        return self.compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """A match of all of `text[start:end]`; triggers are not asked."""
        return self.compiled.fullmatch(text, start, end)


def lines_with(literals: Literals, text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line that holds one of the words."""
    end = -1
    for at, _ in literals.occurrences(text):
        # Occurrences are in order but for the few characters between a word's start and its rarest one.
        if at < end:
            continue
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield start, end


class NamedPatterns:
    """Patterns by name, each tried on the lines that hold a literal of its own, or everywhere if it has none.

    A pattern with literals must not cross lines. With `limited`, for patterns of strangers, each is tried
    everywhere, with a time limit; a TimeoutError then says that the text was not checked.
    """

    def __init__(
        self,
        expressions: Mapping[str, str],
        literals: Mapping[str, Iterable[str]],
        flags: int = re.MULTILINE,
        *,
        limited: bool = False,
    ) -> None:
        self._limited = dict(expressions) if limited else {}
        self._flags = flags
        if limited:
            expressions, literals = {}, {}
        self._ignores_case = bool(flags & re.IGNORECASE)
        if self._ignores_case:
            literals = {name: [word.lower() for word in words] for name, words in literals.items()}
        self._patterns = [Pattern(text, literals.get(name, ()), flags) for name, text in expressions.items()]
        self._any_literal = Literals(dict.fromkeys(word for words in literals.values() for word in words))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in `text`, by pattern or line; those of different patterns may overlap."""
        if self._limited:
            yield from self._with_time_limit(text)
            return
        for pattern in self._patterns:
            if not pattern.triggers.words:
                yield from pattern.finditer(text)
        lowered = text.lower() if self._ignores_case else text
        if len(lowered) != len(text):
            # A few letters, such as İ, are longer in lower case; offsets count more than their case does.
            lowered = text
        for start, end in lines_with(self._any_literal, lowered):
            line = lowered[start:end]
            for pattern in self._patterns:
                for word in pattern.triggers.words:
                    if word in line:
                        yield from pattern.compiled.finditer(text, start, end)
                        break

    def _with_time_limit(self, text: str) -> Iterator[Any]:
        import regex

        flags = (regex.MULTILINE if self._flags & re.MULTILINE else 0) | (
            regex.IGNORECASE if self._flags & re.IGNORECASE else 0
        )
        for name, expression in self._limited.items():
            try:
                yield from regex.compile(expression, flags).finditer(text, timeout=TIMEOUT_SECONDS)
            except TimeoutError as error:
                slow = Said(
                    f"the pattern '{name}' took longer than {TIMEOUT_SECONDS} s",
                    f"表达式“{name}”用时超过{TIMEOUT_SECONDS}秒，未查完；请改写它",
                )
                raise TimeoutError(slow) from error


@lru_cache(maxsize=1024)
def alternatives(expressions: tuple[str, ...], *, ignore_case: bool = False, trusted: bool = True) -> Alternatives:
    """One searcher for `expressions`, the same one each time."""
    return Alternatives(expressions, ignore_case=ignore_case, trusted=trusted)


class Alternatives:
    """Several expressions as one, compiled at the first search; those of strangers run with a time limit."""

    def __init__(self, expressions: tuple[str, ...], *, ignore_case: bool, trusted: bool) -> None:
        self.expression = "|".join(f"(?:{expression})" for expression in expressions) or "(?!)"
        self._ignore_case = ignore_case
        self._limits: dict[str, float] = {} if trusted else {"timeout": TIMEOUT_SECONDS}

    @cached_property
    def _compiled(self) -> Any:
        if not self._limits:
            return re.compile(self.expression, re.IGNORECASE if self._ignore_case else 0)
        import regex

        return regex.compile(self.expression, regex.IGNORECASE if self._ignore_case else 0)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match; raises TimeoutError where a stranger's expression takes too long."""
        if not self._limits:
            return self._compiled.search(text, start, end)  # type: ignore[no-any-return]
        return next(self.finditer(text, start, end), None)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All matches; raises TimeoutError where a stranger's expression takes too long."""
        try:
            yield from self._compiled.finditer(text, start, min(end, len(text)), **self._limits)
        except TimeoutError as error:
            slow = Said(
                f"an expression took longer than {TIMEOUT_SECONDS} s: {self.expression:.60}",
                f"有个表达式用时超过{TIMEOUT_SECONDS}秒，未查完；请改写它：{self.expression:.60}",
            )
            raise TimeoutError(slow) from error


def any_of(words: Iterable[str]) -> str:
    """An expression for one of the words, the longest first; for no words, one that matches nothing.

    Words are grouped by what they start with: the engine then tries a few branches instead of hundreds.
    """
    words = sorted(set(words))
    if not words:
        return "(?!)"
    return f"(?:{_branches(words, 0)})"


def _branches(words: list[str], depth: int) -> str:
    groups: dict[str, list[str]] = {}
    for word in words:
        if len(word) > depth:
            groups.setdefault(word[depth], []).append(word)
    parts = []
    for first, members in groups.items():
        if len(members) == 1:
            parts.append(re.escape(members[0][depth:]))
            continue
        rest = _branches(members, depth + 1)
        optional = any(len(word) == depth + 1 for word in members)
        parts.append(re.escape(first) + f"(?:{rest})" + ("?" if optional else ""))
    return "|".join(parts)
