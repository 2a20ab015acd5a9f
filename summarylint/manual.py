"""A rule, or a document type, as a page that people read: what it asks for, why, its options, its examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from summarylint.model import DocumentType, Example, Rule, Section
from summarylint.reporters.visible import padded, visible, width
from summarylint.testing import unmarked

_WORDS = {
    "zh": {
        "severity": "级别", "why": "为什么", "message": "提示语", "options": "选项", "fires": "会报", "silent": "不报", "others": "另一篇",
        "source": "依据", "off": "默认关闭", "list_off": "默认关闭", "fixed": "改后", "tracked": "修订：插入{}处，删除{}处",
        "titles": "标题里有", "phrases": "正文里有", "sections": "部分", "required": "应有", "usual": "常有",
        "headings": "标题或段首", "place": "位置", "lead": "第一个标题前的一段", "parts": "两个以上部分", "signature": "文末或标题下的单位、姓名、日期",
        "given": "指定文种", "ignore": "不想要它", "more": "……共{count}个",
        "error": "错误", "warning": "警告", "info": "提示",
    },
    "en": {
        "severity": "severity", "why": "why", "message": "message", "options": "options", "others": "another submission", "fires": "is reported",
        "silent": "is left alone", "source": "source", "off": "off by default", "list_off": "off", "fixed": "fixed",
        "tracked": "tracked changes: {} inserted, {} deleted",
        "titles": "its title says", "phrases": "its text says", "sections": "sections", "required": "required", "usual": "usual",
        "headings": "heading or opening", "place": "place", "lead": "a paragraph before the first heading", "parts": "two parts or more",
        "signature": "an office, name or date at the end or under the title", "given": "to say so",
        "ignore": "to do without it", "more": "… {count} in all", "error": "error", "warning": "warning", "info": "info",
    },
}  # fmt: skip
_VALUES_SHOWN = 12


def page(rule: Rule, lang: str) -> str:
    """The page of one rule as plain text."""
    return "".join(visible(line.rstrip()) + "\n" for line in _lines(rule, lang))


def _lines(rule: Rule, lang: str) -> Iterator[str]:
    words = _WORDS[lang]
    yield f"{rule.id}  ({words['severity']}: {words[rule.severity]}{'' if rule.on else ', ' + words['off']})"
    yield f"  {rule.title[lang]}"
    yield ""
    yield f"{words['why']}:"
    yield from (f"  {line.strip()}" for line in rule.why[lang].splitlines())
    if rule.source:
        yield f"  {words['source']}: {rule.source}"
    if rule.options:
        yield ""
        yield f"{words['options']}:"
        for name, option in rule.options.items():
            yield f"  {name}: {option.meaning.get(lang, '')}"
            yield f"    {_shown(option.value, words['more'])}"
    for heading, fires in (("fires", True), ("silent", False)):
        examples = [example for example in rule.examples if bool(unmarked(_whole(example))[1]) == fires]
        if examples:
            yield ""
            yield f"{words[heading]}:"
            for example in examples:
                yield from _example(example, words)
    yield ""
    yield f'{words["ignore"]}:  summarylint.toml: ignore = ["{rule.id}"]'


def rules_list(rules: Iterable[Rule], lang: str) -> str:
    """Rules, one a line: id, severity, title."""
    words = _WORDS[lang]
    rules = tuple(rules)
    wide = max((len(rule.id) for rule in rules), default=0)
    lines = []
    for rule in rules:
        off = "" if rule.on else f" ({words['list_off']})"
        lines.append(f"{padded(rule.id, wide)}  {rule.severity:7}  {visible(rule.title[lang])}{off}\n")
    return "".join(lines)


def types_list(types: Mapping[str, DocumentType], lang: str) -> str:
    """All types, one a line: id, name, the sections that it must have."""
    words = _WORDS[lang]
    wide = max(map(len, types), default=0)
    names = max((width(found.name[lang]) for found in types.values()), default=0)
    lines = []
    for found in types.values():
        sections = ", ".join(section.name[lang] for section in found.sections if section.required)
        lines.append(
            f"{padded(found.id, wide)}  {padded(found.name[lang], names)}  {sections and words['required']}  {sections}"
        )
    return "".join(visible(line.rstrip()) + "\n" for line in lines)


def type_page(found: DocumentType, lang: str) -> str:
    """The page of one type as plain text."""
    return "".join(visible(line.rstrip()) + "\n" for line in _type_lines(found, lang))


def _type_lines(found: DocumentType, lang: str) -> Iterator[str]:
    words = _WORDS[lang]
    yield f"{found.id}  {found.name[lang]}"
    yield f"  {words['source']}: {found.source}"
    for key, expressions in (("titles", (*found.titles, *found.likely_titles)), ("phrases", found.phrases)):
        if expressions:
            yield f"  {words[key]}: {_spelt(expressions, lang)}"
    if found.sections:
        yield ""
        yield f"{words['sections']}:"
        for section in found.sections:
            yield from _section(section, words, lang)
    yield ""
    yield f"{words['given']}:  summarylint check --type {found.id}"


def _section(section: Section, words: Mapping[str, str], lang: str) -> Iterator[str]:
    need = words["required" if section.required else "usual"]
    yield f"  {section.id}  {section.name[lang]}  ({need})"
    if section.shape:
        yield f"    {words['place']}: {words[section.shape]}"
    expressions = section.headings.get(lang, ())
    if expressions:
        yield f"    {words['headings']}: {_spelt(expressions, lang)}"


_ALTERNATIVE = re.compile(r"(?:[^|()\[\]\\]|\\.|\[[^\]]*\]|\((?:[^()\[\]]|\[[^\]]*\]|\([^()]*\))*\))+")
_WHOLE_WORDS = re.compile(r"\\b(?:\(\?:(.*)\))?(.*?)(?:\\b)?$")
_SPECIAL = frozenset("\\()[]{}^$.*+?|")


def _spelt(expressions: Sequence[str], lang: str) -> str:
    """The words among the alternatives of expressions, and … for those that are more than words."""
    found: dict[str, None] = {}
    left_out = False
    for expression in expressions:
        whole = _WHOLE_WORDS.match(expression)
        inner = (whole[1] or whole[2]) if whole else expression
        for alternative in _ALTERNATIVE.findall(inner):
            word = alternative.rstrip("$")
            if _SPECIAL.isdisjoint(word):
                found.setdefault(word)
            else:
                left_out = True
    return {"zh": "、", "en": ", "}[lang].join([*found, *(["…"] if left_out else [])])


def _whole(example: Example) -> str:
    """The text of an example with its title above it."""
    return f"{example.title}\n\n{example.text}" if example.title else example.text


def _example(example: Example, words: Mapping[str, str]) -> Iterator[str]:
    text, spans = unmarked(_whole(example))
    for start, end in reversed(spans):
        text = f"{text[:start]}»{text[start:end]}«{text[end:]}"
    for line in text.strip("\n").split("\n"):
        yield f"  {line}"
    for other in example.others:
        yield f"    {words['others']}: {' '.join(other.split())}"
    if any(example.tracked):
        yield f"    {words['tracked'].format(*example.tracked)}"
    if example.fixed is not None:
        yield f"    {words['fixed']}: {example.fixed.strip()}"


def _shown(value: object, more: str) -> str:
    if isinstance(value, dict):
        pairs = [
            f"{key}={' '.join(map(str, item)) if isinstance(item, (list, tuple)) else item}"
            for key, item in value.items()
        ]
        return _shown(pairs, more)
    if isinstance(value, (list, tuple)):
        cut = more.format(count=len(value)) if len(value) > _VALUES_SHOWN else ""
        return " ".join(map(str, value[:_VALUES_SHOWN])) + (" " + cut if cut else "")
    return str(value)
