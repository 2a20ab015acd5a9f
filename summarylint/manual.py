"""A rule as a page that people read: what it finds, why, its options, its examples."""

from __future__ import annotations

from collections.abc import Iterator

from summarylint.model import Example, Rule
from summarylint.reporters.visible import visible
from summarylint.testing import unmarked

_WORDS = {
    "zh": {
        "severity": "级别", "why": "为什么", "message": "提示语", "options": "选项", "fires": "会报", "silent": "不报",
        "source": "依据", "off": "默认关闭", "fixed": "改后", "ignore": "不想要它", "more": "……共{count}个",
        "error": "错误", "warning": "警告", "info": "提示",
    },
    "en": {
        "severity": "severity", "why": "why", "message": "message", "options": "options", "fires": "is reported",
        "silent": "is left alone", "source": "source", "off": "off by default", "fixed": "fixed",
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
        examples = [example for example in rule.examples if bool(unmarked(example.text)[1]) == fires]
        if examples:
            yield ""
            yield f"{words[heading]}:"
            for example in examples:
                yield from _example(example, words["fixed"])
    yield ""
    yield f'{words["ignore"]}:  summarylint.toml: ignore = ["{rule.id}"]'


def _example(example: Example, fixed: str) -> Iterator[str]:
    text, spans = unmarked(example.text)
    for start, end in reversed(spans):
        text = f"{text[:start]}»{text[start:end]}«{text[end:]}"
    for line in text.strip("\n").split("\n"):
        yield f"  {line}"
    if example.fixed is not None:
        yield f"    {fixed}: {example.fixed.strip()}"


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
