"""An mkdocs hook: a page for each shipped rule and an index of all, in English and Chinese, made from the rule files."""

# ruff: noqa: INP001 (mkdocs loads it by its path)

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mkdocs.structure.files import File, Files

from summarylint.model import FAMILIES, LANGUAGES, Example, Rule
from summarylint.reporters.visible import visible
from summarylint.ruleset.catalogue import catalogue
from summarylint.testing import unmarked

_FOLDERS = {"en": "rules", "zh": "zh/rules"}
_WORDS = {
    "en": {
        "index": "Rules", "all": "All {count} rules, by family. `summarylint explain RULE` tells the same in a terminal.",
        "why": "Why", "options": "Options", "fires": "Is reported", "silent": "Is left alone", "source": "Source", "off": "off by default",
        "other": "another submission", "tracked": "tracked changes: {} inserted, {} deleted", "fixed": "fixed", "ignore": "To do without it", "more": "{} in all", "colon": ": ", "nothing": "(nothing is left)",
        "rule": "rule", "severity": "severity", "title": "what it finds",
        "error": "error", "warning": "warning", "info": "info",
        "placeholder": "Blanks and prompts", "masked": "Masked words", "residue": "Residue of web pages", "section": "Sections",
        "total": "Numbers", "duplicate": "Copies", "document": "The document",
    },
    "zh": {
        "index": "规则", "all": "全部{count}条规则，按类排列。`summarylint explain 规则` 在终端里说明同样的内容。",
        "why": "为什么", "options": "选项", "fires": "会报", "silent": "不报", "source": "依据", "off": "默认关闭",
        "other": "另一篇", "tracked": "修订：插入{}处，删除{}处", "fixed": "改后", "ignore": "不想要它", "more": "共{}个", "colon": "：", "nothing": "（什么也不剩）",
        "rule": "规则", "severity": "级别", "title": "查什么",
        "error": "错误", "warning": "警告", "info": "提示",
        "placeholder": "没有填的空", "masked": "变体字词", "residue": "网页残留", "section": "结构", "total": "数字", "duplicate": "雷同",
        "document": "文件",
    },
}  # fmt: skip
_LONGEST_VALUE = 40
_INLINE = re.compile(r"([\\`*_{}\[\]<>#|$~])")


def on_config(config: Any) -> Any:
    """Each index of rules in the navigation becomes a section with its families and their rules."""
    rules = list(catalogue().values())
    for lang, folder in _FOLDERS.items():
        _replace(config.nav, f"{folder}/index.md", list(_navigation(rules, lang)))
    return config


def on_files(files: Files, config: Any) -> Files:
    """The pages themselves."""
    rules = list(catalogue().values())
    for lang in LANGUAGES:
        folder = _FOLDERS[lang]
        files.append(File.generated(config, f"{folder}/index.md", content=index_text(rules, lang)))
        for rule in rules:
            files.append(File.generated(config, f"{folder}/{rule.id}.md", content=rule_text(rule, lang)))
    return files


def index_text(rules: list[Rule], lang: str) -> str:
    """All rules in a table for each family, with links to their pages."""
    words = _WORDS[lang]
    lines = [f"# {words['index']}", "", words["all"].format(count=len(rules)), ""]
    for family, members in _families(rules):
        lines += [f"## {words[family]} (`{family}`)", ""]
        lines += [f"| {words['rule']} | {words['severity']} | {words['title']} |", "| --- | --- | --- |"]
        for rule in members:
            lines.append(f"| [`{rule.id}`]({rule.id}.md) | {words[rule.severity]} | {_plain(rule.title[lang])} |")
        lines.append("")
    return "\n".join(lines)


def rule_text(rule: Rule, lang: str) -> str:
    """What a rule finds, why, its options and its examples, each example word for word."""
    words = _WORDS[lang]
    off = "" if rule.on else f" · {words['off']}"
    lines = [
        f"# {rule.id}",
        "",
        f"**{_plain(rule.title[lang])}**",
        "",
        f"{words['severity']}{words['colon']}{words[rule.severity]}{off}",
        "",
    ]
    lines += [f"## {words['why']}", "", _plain(" ".join(rule.why[lang].split("\n"))), ""]
    if rule.source:
        lines += [f"{words['source']}{words['colon']}{_plain(rule.source)}", ""]
    if rule.options:
        lines += [f"## {words['options']}", "", *_options(rule, lang), ""]
    for heading, fires in (("fires", True), ("silent", False)):
        shown = [_example(example, words) for example in rule.examples if _fires(example) == fires]
        if shown:
            lines += [f"## {words[heading]}", ""]
            lines += [f"```text\n{text}\n```\n" for text in shown]
    lines += [f"## {words['ignore']}", "", "```toml", f'ignore = ["{rule.id}"]', "```", ""]
    return "\n".join(lines)


def _fires(example: Example) -> bool:
    return bool(unmarked(example.text)[1] or unmarked(example.title or "")[1])


def _example(example: Example, words: dict[str, str]) -> str:
    parts = [_shown(example.title), ""] if example.title else []
    parts.append(_shown(example.text))
    for other in example.others:
        parts += ["", f"— {words['other']} —", _shown(other)]
    if any(example.tracked):
        parts += ["", f"— {words['tracked'].format(*example.tracked)} —"]
    if example.fixed is not None:
        parts += ["", f"— {words['fixed']} —", _shown(example.fixed) or words["nothing"]]
    return "\n".join(parts)


def _shown(marked: str) -> str:
    """The text of an example with » and « around what is found, harmless within a fence."""
    text, spans = unmarked(marked)
    for start, end in reversed(spans):
        text = f"{text[:start]}»{text[start:end]}«{text[end:]}"
    lines = text.strip("\n").replace("```", "'''").split("\n")
    return "\n".join(map(visible, lines))


def _options(rule: Rule, lang: str) -> Iterator[str]:
    for name, option in rule.options.items():
        value = option.value
        if isinstance(value, (list, tuple, dict)) or len(str(value)) > _LONGEST_VALUE:
            shown = _WORDS[lang]["more"].format(len(value))
        else:
            shown = f"`{str(value).lower() if isinstance(value, bool) else value}`"
        yield f"- `{name}` ({shown}): {_plain(option.meaning.get(lang, ''))}"


def _families(rules: list[Rule]) -> Iterator[tuple[str, list[Rule]]]:
    for family in FAMILIES:
        members = [rule for rule in rules if rule.family == family]
        if members:
            yield family, members


def _navigation(rules: list[Rule], lang: str) -> Iterator[Any]:
    folder = _FOLDERS[lang]
    yield f"{folder}/index.md"
    for family, members in _families(rules):
        yield {_WORDS[lang][family]: [{rule.title[lang]: f"{folder}/{rule.id}.md"} for rule in members]}


def _replace(nav: Any, path: str, section: list[Any]) -> None:
    for entry in nav:
        for title, value in entry.items() if isinstance(entry, dict) else ():
            if value == path:
                entry[title] = section
            elif isinstance(value, list):
                _replace(value, path, section)


def _plain(text: str) -> str:
    """Text that Markdown takes for nothing but text."""
    return _INLINE.sub(r"\\\1", text)
