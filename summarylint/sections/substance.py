"""Whether something of substance stands under a heading, or only what holds its place."""

from __future__ import annotations

from summarylint.model import HIDDEN
from summarylint.patterns import Pattern

_MARKS = " 　\t\n\r*_-—–…．.·•●:：，,。；;|>#~=+（）()[]【】<>《》" + HIDDEN
_LONGEST_PLACEHOLDER = 120
"""Code points; a longer text says something."""
_WITHOUT_MARKS = str.maketrans("", "", _MARKS)
_NOTHING = Pattern(
    r"(?:无|暂无|没有|均无|None|Nil|Nothing(?: to report)?|None to report|No issues(?: to report)?)", flags=2
)
_HOLDS_A_PLACE = Pattern(
    r"(?:此处|此部分|本部分|本节|内容|正文|具体|相关内容|详细内容)?(?:从?略|省略|暂缺|缺|空|空白|另附|另报|另行(?:报送|上报|补充)|待[^。]{0,20}|稍后补[充上报]?|后补|补充中|编写中|整理中|同上|同前|如题)"
    r"|(?:详?见|参见|请见|见于)(?:后附|所附)?(?:附件|附表|附后|另件|上|前|后|附录)[^。]{0,15}"
    r"|(?:此处|请(?:在此)?|在此|这里)[^。]{0,8}(?:填写|输入|补充|插入|添加|描述|撰写|列出)[^。]{0,40}"
    r"|(?:请?(?:填写|补充|插入|撰写))[^。，]{0,30}"
    r"|[xX×＊*○〇●_＿?？/、，\s]+"
    r"|(?:TBD|TBC|TBA|TODO|to be (?:added|completed|confirmed|written|determined|provided|filled)[^.]{0,40}|pending[^.]{0,20}|coming soon"
    r"|see (?:the )?(?:attached|attachment|annex|appendix|above|below)[^.]{0,40}|(?:please )?(?:insert|describe|add|fill in|write|enter|complete)\b[^.]{0,60}"
    r"|n/?a|not applicable|lorem ipsum[^\n]*|xxx+|same as above)",
    flags=2,
)


def has_substance(text: str, least: int, *, nothing_counts: bool) -> bool:
    """Whether `text` says something: `least` code points that are neither marks nor words that hold a place.

    With `nothing_counts` 无 and None are answers.
    """
    words = text.strip(_MARKS)
    if len(words) > _LONGEST_PLACEHOLDER:
        return True
    said = [line for line in _lines(words) if not _HOLDS_A_PLACE.fullmatch(line)]
    if len(said) == 1 and _NOTHING.fullmatch(said[0]):
        return nothing_counts
    return sum(len(line.translate(_WITHOUT_MARKS)) for line in said) >= least


def holds_a_place(text: str) -> bool:
    """Whether `text` is written and yet says nothing: 略, 待补充, TBD."""
    words = text.strip(_MARKS)
    return 0 < len(words) <= _LONGEST_PLACEHOLDER and all(map(_HOLDS_A_PLACE.fullmatch, _lines(words)))


def _lines(words: str) -> list[str]:
    return [kept for line in words.split("\n") if (kept := line.strip(_MARKS))]
