"""Words that ask the author to fill something in, variables of templates, dummy texts, and names left general."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from summarylint.blanks.types import Blank, Words
from summarylint.patterns import Pattern, any_of

_OPEN, _CLOSE = "【（(［[〔<《〈｛{「", "】）)］]〕>》〉｝}」"
_BRACKET = Pattern(rf"[{re.escape(_OPEN)}]([^{re.escape(_OPEN + _CLOSE)}\n]{{2,60}})[{re.escape(_CLOSE)}]", triggers=_OPEN)
_ENGLISH_BRACKET = Pattern(
    r"\[(?:(?i:insert|enter|add|fill in|fill-in|type|put|your|our|company|organi[sz]ation|recipient|client|project|team|department|school|"
    r"director|name|date|title|number|amount|address|city|county|month|year|quarter|tbd|tbc|tba|todo|placeholder|link|details?|describe|list|"
    r"specify|xx+|x%|\$x+|#|author|manager|event|location|venue|phone|email|figure|percentage|program(?:me)?|partner|donor|funder|to be)"
    r"(?:[ /_-][^\[\]\n]{0,60})?)\](?![(\[:])"
    r"|<(?:(?i:insert|enter|add|your|company|organi[sz]ation|recipient|client|project|name|date|title|tbd|tbc|todo|placeholder)(?:[ _-][^<>\n]{0,60})?)>"
    r"|\[(?:[A-Z]{3,20}(?:[ /_][A-Z]{2,20}){0,5})\](?![(\[:])|\[_{2,}\]|\[\.{3}\](?=\s*(?:$|\n))",
    triggers="[<",
)
_WORD = Pattern(
    r"(?<![A-Za-z0-9_/#.@-])(?:TBD|TBC|TBA|TODO|FIXME)(?![A-Za-z0-9_-])(?!\s+(?:list|lists|item|items|app|apps|comment|comments|board|file|tracker|s\b))"
    r"|(?<![A-Za-z])(?i:to be (?:determined|confirmed|completed|added|filled in|supplied|provided|updated))(?=\s*(?:[.;,)\]]|$|\n))",
    triggers=("TBD", "TBC", "TBA", "TODO", "FIXME", "to be ", "To be ", "TO BE "),
)
_VARIABLE = Pattern(
    r"\{\{[^{}\n]{1,60}\}\}|\{%[^%\n]{1,60}%\}|\$\{[^{}\n]{1,60}\}|#\{[^{}\n]{1,40}\}|<%=?[^%\n]{1,60}%>|«[^«»\n]{1,40}»|<<[A-Za-z_][\w .]{0,40}>>"
    r"|(?<![A-Za-z0-9_%])%[A-Za-z_][A-Za-z_0-9]{2,30}%(?![A-Za-z0-9_])|(?<![A-Za-z0-9_$])\$(?:YYYY|MM|DD|NAME|DATE|TITLE)\b|<no value>|\[object Object\]"
    r"|#(?:REF|VALUE|NAME|NUM|NULL|DIV/0)[!?]|#N/A\b|(?<![A-Za-z0-9_{$#])\{(?:[a-z]+(?:[_.][a-z0-9]+)+|[\u4e00-\u9fff]{2,10}|(?:first|last|full|user)?(?i:name|date|year|month|title|company|unit|department|number|amount))\}(?!\})"
    r"|(?<![A-Za-z0-9])YYYY(?:[-/.]MM(?:[-/.]DD)?|年(?:MM月(?:DD日)?)?)|(?<![A-Za-z0-9/-])(?:MM|DD)/(?:MM|DD)/YYYY(?![A-Za-z0-9])|(?<![A-Za-z0-9_-])(?:undefined|NaN)(?=[\u4e00-\u9fff，。])",
    triggers=("{", "<%", "«", "<<", "%", "$", "<no value>", "[object", "#", "YYYY", "/YYYY", "undefined", "NaN"),
)
_GENERIC = Pattern(
    r"(?<!某)某某?(?:省|市|县|区|镇|乡|村|局|街道|单位|同志)(?![长委])|(?<!某)某某(?![某])|(?<!某)某某某",
    triggers="某",
)
_DATE_WORDS = re.compile(r"日期|时间|年|月|date|month|year", re.IGNORECASE)
_NUMBER_WORDS = re.compile(r"数字|数据|人数|金额|比例|数量|number|amount|figure|percent|\$|%", re.IGNORECASE)
_NAME_WORDS = re.compile(r"名|单位|部门|地点|职务|name|company|organi|school|city|county|address", re.IGNORECASE)


def prompt_blanks(text: str, words: Words) -> Iterator[Blank]:
    """The blanks of `text` that say in words that something is to be put there."""
    for match in _BRACKET.finditer(text):
        if _asks(text, match, words):
            yield Blank(match.start(), match.end(), "prompt", _kind(match[1]))
    for pattern in (_ENGLISH_BRACKET, _WORD):
        for match in pattern.finditer(text):
            yield Blank(match.start(), match.end(), "prompt", _kind(match[0]))
    if any(prompt in text for prompt in words.prompts):
        for match in _bare(words.prompts).finditer(text):
            yield Blank(match.start(1), match.end(1), "prompt", _kind(match[1]))
    for match in _VARIABLE.finditer(text):
        yield Blank(match.start(), match.end(), "variable", _kind(match[0]))
    lowered = text.lower() if words.dummies else ""
    for dummy in words.dummies:
        at = lowered.find(dummy) if len(lowered) == len(text) else -1
        while at >= 0:
            end = _sentence_end(text, at + len(dummy)) if dummy.startswith("lorem") else at + len(dummy)
            yield Blank(at, end, "dummy", "unknown")
            at = lowered.find(dummy, end)
    for match in _GENERIC.finditer(text):
        yield Blank(match.start(), match.end(), "generic", "name")


@lru_cache(maxsize=8)
def _asking(prompts: tuple[str, ...]) -> re.Pattern[str]:
    """What a bracket holds that asks: it starts or ends with a prompt."""
    known = any_of(prompts)
    return re.compile(rf"[ 　]*(?:此处|这里|在此)?{known}(?![意见稿]).*|.{{1,20}}{known}[ 　]*[。！!：:]?")


@lru_cache(maxsize=8)
def _bare(prompts: tuple[str, ...]) -> re.Pattern[str]:
    """A prompt without brackets: the whole of a line or of what stands behind a colon."""
    known = any_of(prompts)
    return re.compile(rf"(?:(?<=[：:\t|])|^)[ 　\t]*((?:此处|这里|具体[^，。；\n]{{0,8}})?{known}(?:[：:][^。；，,\n]{{0,20}})?)[ 　\t]*(?=[。；;，,、|\t）)\n]|$)", re.MULTILINE)


@lru_cache(maxsize=8)
def _nouns(nouns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"{any_of(nouns)}(?:[/／、]{any_of(nouns)})*")


def _asks(text: str, match: re.Match[str], words: Words) -> bool:
    inside = match[1].strip(" 　").strip("：:")
    if _asking(words.prompts).fullmatch(inside):
        return True
    plain = inside.replace(" ", "").replace("　", "")
    if not _nouns(words.prompt_nouns).fullmatch(plain):
        return False
    if match[0][0] in "【[［<{｛〔":
        return not text.startswith(("(", "："), match.end())
    # （单位名称）关于…: a noun in round brackets explains the word before it, unless nothing stands before it.
    before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return before in ("", "\n", "：", "“") and behind not in ("", "\n", "、", "）")


def _kind(inside: str) -> str:
    if _NUMBER_WORDS.search(inside):
        return "number"
    if _DATE_WORDS.search(inside):
        return "date"
    return "name" if _NAME_WORDS.search(inside) else "unknown"


def _sentence_end(text: str, at: int) -> int:
    """The end of the paragraph: nobody writes on after the first words of a dummy text."""
    end = text.find("\n", at)
    return len(text.rstrip()) if end < 0 else end
