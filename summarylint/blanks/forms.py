"""What a form that was handed out asks its author for: in a submission the same words are a prompt nobody answered."""

from __future__ import annotations

from collections.abc import Iterator

from summarylint.patterns import Pattern

_ASKING = (
    r"请(?![示假求战愿辞客柬教])|填写|填报|填列|简要|简述|概述|概括|详细(?:说明|介绍|描述)|具体(?:说明|写明|列出)|介绍(?!信)|说明(?!书)|列出|列举|写明|描述|阐述|"
    r"此处|这里|在此|本(?:部分|节|段|栏|项)(?:应|需|请|主要|填|可|写)|"
    r"(?:主要|重点|可|应|需|须|建议)(?:写|填|介绍|包括|反映|总结|说明|阐述|突出|从|围绕|附|列|结合)|"
    r"(?:不少于|不超过|控制在|限)\d|例如|例[：:]|如[：:]"
)
_NOTE = (
    r"(?:填写|填报|编写|撰写|写作)?(?:说明|要求|提示|须知|注)[：:]|(?:填写|填报|编写|撰写|写作)(?:说明|要求|提示|须知)"
)
_ENGLISH = (
    r"(?:Please|Describe|List|Briefly|Summari[sz]e|Explain|Provide|State|Insert|Include|Give|Outline|Attach|Enter|Fill|"
    r"Identify|Specify|Discuss|Indicate|No more than|Up to \d+|In \d+|Max(?:imum|\.)?)\b|(?:Note|Notes|Instructions?|Guidance)[:：]|[Ee]\.g\."
)
_IN_BRACKETS = Pattern(
    rf"[（(【［\[〔<](?:(?:{_ASKING}|(?:{_NOTE})|{_ENGLISH})[^（(【［\[〔<）)】］\]〕>\n]{{3,200}}"
    r"|[^（(【［\[〔<）)】］\]〕>\n]{2,60}(?:\d+字(?:以内|以上|左右)?|\d+ words(?: or (?:less|fewer))?))[）)】］\]〕>]"
)
_WHOLE_LINE = Pattern(
    rf"(?m)^[ \t　]*([（(【［\[]?(?:(?:{_ASKING}|{_ENGLISH})(?:[^\n]{{5,400}}[。.；;！!）)】］\]]|[^\n]{{12,400}})|(?:{_NOTE})[^\n]{{4,400}}?))[ \t　]*$"
)


def prompts_of(form: str) -> Iterator[str]:
    """The sentences and brackets of a form that tell its author what to write, as they stand there."""
    for match in _WHOLE_LINE.finditer(form):
        yield match[1]
    for match in _IN_BRACKETS.finditer(form):
        yield match[0]
