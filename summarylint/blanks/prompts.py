"""Words that ask the author to fill something in, variables of templates, dummy texts, and names left general."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from summarylint.blanks.types import Blank, Words
from summarylint.model import HIDDEN
from summarylint.patterns import Literals, Pattern, any_of

_OPEN, _CLOSE = "【（(［[〔<《〈｛{「", "】）)］]〕>》〉｝}」"
_BRACKET = Pattern(rf"[{re.escape(_OPEN)}]([^{re.escape(_OPEN + _CLOSE)}\n]{{2,60}})[{re.escape(_CLOSE)}]")
_NOUNS = (
    "name|date|title|number|agency|amount|signature|address|location|venue|month|year|quarter|company|organi[sz]ation|speaker|principal|"
    "manager|director|officer|chair|chairperson|author|department|district|school|city|county|partner|donor|funder|client|recipient|"
    "percentage|figure|total|phone|email|position|role|first last|technician|contact person|presenter|facilitator|treasurer|secretary|street|road|country|surname|region|state|province|town|village|ward|category|reason|topic|subject|outcome|supplier|vendor|product|service|sponsor|host|guest|job title"
)
_HINT = Pattern("[填补请插此这待写空略字需未自核TD在具按根]")
"""Every prompt holds one of these; most brackets hold none."""
_ENGLISH_BRACKET = Pattern(
    rf"\[(?:[A-Za-z][A-Za-z'’]*[ ,/_-]+){{0,4}}(?i:{_NOUNS})s?\](?![(\[:{HIDDEN}])"
    rf"|<(?=[A-Z]|[a-z'’]+[ _-])(?:[A-Za-z][A-Za-z'’]*[ ,/_-]+){{0,4}}(?i:{_NOUNS})s?>"
    rf"|[\[<](?i:{_NOUNS})s? of [A-Za-z ]{{2,40}}[\]>](?![(\[:{HIDDEN}])"
    r"|[\[(<](?:[a-z' ]{0,30}\bto be (?:inserted|added|completed|supplied|confirmed|filled in)(?: by [A-Za-z ]{2,30})?|[A-Za-z' ]{1,30} (?:goes |name |date )?here|(?:add|insert|give|state|describe) [a-z' ]{2,60}\.?"
    r"|(?i:insert|enter|fill in|type in) [a-z' ]{2,40})[\])>](?![(\[])|(?<![A-Za-z])Month (?:YYYY|DD|XX)(?![A-Za-z])"
    r"|(?<![A-Za-z])(?:Insert|Enter|Type|Paste|Write) (?:[a-z]+ ){1,5}here(?![a-z])"
    r"|\[(?:(?i:insert|enter|fill in|fill-in|type|put|your|tbd|tbc|tba|todo|placeholder|describe|"
    r"specify|xx+|x%|\$x+|#|to be|add)"
    r"(?:[ /_-][^\[\]\n]{0,60})?)\](?![(\[:\ufffc])"
    r"|<(?:(?i:insert|enter|add|your|tbd|tbc|todo|placeholder)(?:[ _-][^<>\n]{0,60})?)>"
    r"|\[(?:[A-Z]{2,20}(?:[ /_][A-Z]{2,20}){1,5})\](?![(\[:\ufffc])|\[_{2,}\]|\[\.{3}\](?=\s*(?:$|\n))",
    triggers=(
        "[",
        "<",
        " here",
        "Month ",
        "(insert",
        "(enter",
        "(Insert",
        "(Enter",
        "(fill",
        "(type",
        "(add",
        "to be ",
    ),
    by_line=True,
)
_WORD = Pattern(
    r"(?<![A-Za-z0-9_/#.@-])(?:TBD|TBC|TBA|TODO|FIXME)(?![A-Za-z0-9_-])(?![\"”’]?\s*(?:lists?|items?|apps?|comments?|board|file|tracker|s\b|注释|清单|列表|看板|事项|标记))"
    r"|(?<![A-Za-z])(?i:to be (?:determined|confirmed|completed|added|filled in|supplied|provided|updated))(?=\s*(?:[.;,)\]]|$|\n))",
    triggers=("TBD", "TBC", "TBA", "TODO", "FIXME", "to be ", "To be ", "TO BE "),
)
_VARIABLE = Pattern(
    r"\{\{[^{}\n]{1,60}\}\}|\{%[^%\n]{1,60}%\}|\$\{[^{}\n]{1,60}\}|#\{[^{}\n]{1,40}\}|<%=?[^%\n]{1,60}%>|«[^\W\d][^«»\n]{0,39}»|<<[A-Za-z_][\w .]{0,40}>>"
    r"|\$(?<![A-Za-z0-9_$]\$)(?:YYYY|MM|DD|NAME|DATE|TITLE)\b|<no value>|\[object Object\]"
    r"|#(?:REF|VALUE|NAME|NUM|NULL|DIV/0)[!?]|#N/A\b|\{\d\}|\[\[\w{2,20}\]\]|\$(?<![A-Za-z0-9_$]\$)[a-z]+(?:_[a-z0-9]+)+\$|(?:NaN(?<=[^\x00-\xff:]NaN)|undefined(?<=[^\x00-\xff:]undefined)|null(?<=[^\x00-\xff:]null))(?=[%\n]|[^\x00-\xff]|$)|\{(?<![A-Za-z0-9_{$#]\{)(?:[a-z]+(?:[_.][a-z0-9]+)+|[^\W\x00-\xff]{2,10}|(?:first|last|full|user)?(?i:name|date|year|month|title|company|unit|department|number|amount)|[A-Z][a-z]+(?: [A-Z][a-z]+){1,3})\}(?!\})"
    r"|YYYY(?<![A-Za-z0-9]YYYY)(?:[-/.]MM(?:[-/.]DD)?|年(?:MM月(?:DD日)?)?)|MM/(?<![A-Za-z0-9/-]MM/)DD/YYYY(?![A-Za-z0-9])|DD/(?<![A-Za-z0-9/-]DD/)MM/YYYY(?![A-Za-z0-9])",
    triggers=("{", "<%", "«", "<<", "[[", "$", "<no value>", "[object", "#", "YYYY", "undefined", "NaN", "null"),
    by_line=True,
)
_PENDING = Pattern(
    r"(?:时间|日期|地点|金额|人数|人选|数字|数据|名单|经费|预算|比例|名称|单位|总额|结果)(?:暂|仍|尚|均|还)?"
    r"(待(?:定|补充|补|填写|填|核实|确认|统计|更新))(?=[；;。，,、）)\n]|$)",
    triggers="待",
)
_ASKED_OF = Pattern(
    r"(?<=[，；。：])(请(?!各)[^，。；！？\n]{1,8}(?:部|处|科|室|办|组|中心|同志|主任|老师)(?:补充|填写|补写|补齐|填报)[^，。；！？\n]{2,16})(?=[。；\n]|$)",
    triggers=("请",),
    by_line=True,
)
_WHOLE_LINE = Pattern(
    r"^[ 　\t]*(请(?:补充|填写|插入|输入|在此|列出|简述|概述)[^，。！？；\n]{2,30})[ 　\t]*$",
    triggers=("请",),
    flags=re.MULTILINE,
)
_ENGLISH_GENERIC = Pattern(
    r"\b(?:John|Jane) (?:Q\.? )?(?:Doe|Public|Sample)\b|\b(?:Company|Organi[sz]ation|School|City|County|Project|Client|Vendor|Person) (?:ABC|XYZ|X{2,3})\b"
    r"|\b(?:ABC|XYZ) (?:Company|Corp\.?|Inc\.?|Ltd\.?|Organi[sz]ation|School|City|County|Project|Foundation)\b",
    triggers=(" Doe", " Public", " Sample", "ABC", "XYZ"),
)
_GENERIC = Pattern(
    r"(?<!某)某某?(?:省|市|县|区|镇|乡|村|局|街道|单位|同志)(?![长委])|(?<!某)某某(?![某])|(?<!某)某某某",
    triggers="某",
)
_PERCENT_NAME = Pattern(
    r"%(?<![A-Za-z0-9_%]%)%?(?:[A-Za-z_][A-Za-z_0-9]{2,30}|[^\W\d\x00-\xff]{2,12})%%?(?![A-Za-z0-9_])"
)
_DATE_WORDS = Pattern(r"日期|时间|年|月|date|month|year", flags=re.IGNORECASE)
_NUMBER_WORDS = Pattern(r"数字|数据|人数|金额|比例|数量|number|amount|figure|percent|\$|%", flags=re.IGNORECASE)
_NAME_WORDS = Pattern(r"名|单位|部门|地点|职务|name|company|organi|school|city|county|address", flags=re.IGNORECASE)


def prompt_blanks(text: str, words: Words) -> Iterator[Blank]:
    """The blanks of `text` that say in words that something is to be put there."""
    for match in _BRACKET.finditer(text):
        if _asks(text, match, words):
            yield Blank(
                match.start(), match.end(), "prompt", _kind(match[1]), doubt=2 * _is_quoted(text, *match.span())
            )
    for pattern in (_ENGLISH_BRACKET, _WORD):
        for match in pattern.finditer(text):
            yield Blank(
                match.start(), match.end(), "prompt", _kind(match[0]), doubt=2 * _is_quoted(text, *match.span())
            )
    for match in _PENDING.finditer(text):
        yield Blank(match.start(1), match.end(1), "prompt", "unknown", doubt=2 * (match[1] in ("待定", "待确认")))
    for match in _bare(words.prompts).finditer(text):
        yield Blank(match.start(1), match.end(1), "prompt", _kind(match[1]))
    for match in _ASKED_OF.finditer(text):
        yield Blank(match.start(1), match.end(1), "prompt", _kind(match[1]))
    for match in _WHOLE_LINE.finditer(text):
        yield Blank(match.start(1), match.end(1), "prompt", _kind(match[1]))
    for at, prompt in _of_forms(words.asked).occurrences(text) if words.asked else ():
        yield Blank(at, at + len(prompt), "prompt", _kind(prompt))
    for pattern in (_VARIABLE, _PERCENT_NAME):
        for match in pattern.finditer(text):
            yield Blank(
                match.start(), match.end(), "variable", _kind(match[0]), doubt=2 * _is_quoted(text, *match.span())
            )
    for match in _dummy(words.dummies).finditer(text):
        start, end = match.span()
        quoted = _is_quoted(text, start, end) or (start > 0 and text[start - 1] in "“‘「\"'")
        if match[0].lower().startswith("lorem") and not text[end : end + 6].lower().startswith(" dolor"):
            quoted = quoted or not _starts_line(text, start)
        if match[0].lower().startswith("lorem") and not quoted:
            end = _paragraph_end(text, end)
        yield Blank(start, end, "dummy", "unknown", doubt=2 * quoted)
    for match in _ENGLISH_GENERIC.finditer(text):
        yield Blank(match.start(), match.end(), "generic", "name")
    for match in _GENERIC.finditer(text):
        yield Blank(match.start(), match.end(), "generic", "name")


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a prompt stands alone in quotation marks: then the text speaks of it, and it was not left behind."""
    return start > 0 and text[start - 1] in '“‘「『"' and text[end : end + 1] in tuple('”’」』",，')


_LEAD = ("此处", "这里", "在此")
_NOT_ASKING = ("意见", "稿")
_FILLING = Pattern(
    r"(?:此处|这里|本段|本节|此段|此部分)?.{0,8}?(?:请|需|可).{0,24}(?:填|补充|补全|补齐|补写|列举|插入|展开|概述|简述|描述|概括|替换|酌情|写明|添加|粘贴|附上).*"
    r"|.{0,16}由.{1,10}(?:填列|填报|填写|补齐|补充|补报|补写).*|(?:此处|这里|在此).{0,12}(?:填|补充|补全|补齐|补写|列举|插入|展开|概述|简述|描述|概括|替换|酌情|写明|添加|粘贴|附上).*"
    r"|.{0,40}(?:不少于|不超过|控制在|限)\d{2,4}字.{0,10}|.{0,6}插入.{1,15}",
    triggers=("填", "补", "列举", "插入", "展开", "述", "概括", "替换", "酌情", "写明", "添加", "粘贴", "附上", "字"),
)
_LONGEST_LEAD = 20


def _is_asking(inside: str, prompts: tuple[str, ...]) -> bool:
    """Whether what a bracket holds asks for something: it starts or ends with a prompt, or says how to fill it."""
    plain = inside[2:] if inside.startswith(_LEAD) else inside
    for prompt in prompts:
        if plain.startswith(prompt) and not plain.startswith(_NOT_ASKING, len(prompt)):
            return True
    ending = inside.rstrip(" 　。！!：:")
    if len(inside) <= _LONGEST_LEAD + 6 and ending.endswith(prompts):
        return True
    return _FILLING.may_match(inside) and _FILLING.fullmatch(inside) is not None


@lru_cache(maxsize=8)
def _dummy(dummies: tuple[str, ...]) -> Pattern:
    """A dummy text, in capitals or not."""
    triggers = (*(word for word in dummies if not word.isascii()), *_DUMMY_STARTS)
    return Pattern(any_of(dummies), triggers, re.IGNORECASE, by_line=True)


_DUMMY_STARTS = (
    "orem ",
    "lick ",
    "our text",
    "our title",
    "nsert text",
    "nter text",
    "eplace this",
    "ample text",
    "his is ",
    "laceholder",
)


@lru_cache(maxsize=8)
def _bare(prompts: tuple[str, ...]) -> Pattern:
    """A prompt without brackets: the whole of a line or of what stands behind a colon."""
    known = any_of(prompts)
    return Pattern(
        rf"(?:(?<=[：:\t|])|^)[ 　\t]*((?:此处|这里|具体[^，。；\n]{{0,8}})?{known}(?:[：:][^。；，,\n]{{0,20}})?)[ 　\t]*(?=[。；;，,、|\t）)\n]|$)",
        prompts,
        re.MULTILINE,
        by_line=True,
    )


@lru_cache(maxsize=8)
def _nouns(nouns: tuple[str, ...]) -> frozenset[str]:
    return frozenset(nouns)


@lru_cache(maxsize=8)
def _of_forms(asked: tuple[str, ...]) -> Literals:
    return Literals(asked)


_LONGEST_NOUNS = 16


def _asks(text: str, match: re.Match[str], words: Words) -> bool:
    inside = match[1].strip(" 　：:")
    if _HINT.search(inside) and _is_asking(inside, words.prompts):
        return True
    if len(inside) > _LONGEST_NOUNS:
        return False
    plain = inside.replace(" ", "").replace("　", "")
    known = _nouns(words.prompt_nouns)
    if plain not in known and not all(noun in known for noun in re.split("[/／、]", plain)):
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


def _starts_line(text: str, start: int) -> bool:
    return text[max(0, start - 20) : start].rpartition("\n")[2].strip(" \t>*#-") == ""


def _paragraph_end(text: str, at: int) -> int:
    """The end of the paragraph: nobody writes on after the first words of a dummy text."""
    end = text.find("\n", at)
    return len(text.rstrip()) if end < 0 else end
