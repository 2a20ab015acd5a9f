"""Names as people write them, in Chinese too: families, severities, and several of them in one text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from summarylint.model import DocumentType

_FAMILIES = {
    "placeholder": "占位 空白 没有填的空",
    "masked": "变体 变体字词",
    "residue": "残留 网页残留 网页和广告残留",
    "section": "结构 章节 章节结构",
    "total": "数字 数字矛盾",
    "duplicate": "雷同",
    "document": "文件 文件本身",
}
"""What each family of the shipped rules is called in Chinese, in reports and in the documentation."""
_SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示", "never": "从不"}

FAMILY_OF = {name: family for family, names in _FAMILIES.items() for name in names.split()}
SEVERITY_OF = {name: severity for severity, name in _SEVERITIES.items()}
SEPARATORS = re.compile(r"[,，、;；\s]+")


def names_in(text: str) -> list[str]:
    """The names in a list that commas of any width, 、 or blanks part; Chinese names of families as their ids."""
    return [FAMILY_OF.get(name, name) for name in SEPARATORS.split(text) if name]


def severity_named(name: str) -> str:
    """The severity that a name stands for; the name itself where it stands for none."""
    return SEVERITY_OF.get(name, name)


def family_shown(family: str, lang: str) -> str:
    """A family, and in Chinese what it is called there; one of a pack goes by its own name."""
    names = _FAMILIES.get(family)
    return f"{family}（{names.split()[0]}）" if names and lang == "zh" else family


def type_named(types: Mapping[str, DocumentType], name: str) -> DocumentType | None:
    """The document type with this id, or this name in either language; None where there is none."""
    wanted = name.strip().lower()
    for found in types.values():
        if wanted in (found.id, *(one.lower() for one in found.name.values())):
            return found
    return None


def type_names(types: Mapping[str, DocumentType]) -> list[str]:
    """All that a document type may be called."""
    return [*types, *(name for found in types.values() for name in found.name.values())]
