"""What a blank is, and the vocabulary that tells one from its look-alikes."""

from __future__ import annotations

from typing import NamedTuple


class Blank(NamedTuple):
    """One place that the author left open; `start` and `end` are code points of the text."""

    start: int
    end: int
    form: str
    """marks (xx, ××, 20XX), line (____, （ ）), prompt (【待补充】), variable ({{x}}), dummy (lorem ipsum), generic (某县)."""
    kind: str
    """What belongs there: number, name, date or unknown."""
    doubt: int = 0
    """Whether it may be meant so: 0 hardly, 1 perhaps (a line to sign on), 2 probably (a quoted template)."""
    digits: int = 0
    """Of a number: how many digits were masked."""
    value: str = ""
    """What the rest of the sentence says that it must be; empty where nothing does."""


class Words(NamedTuple):
    """Vocabulary; each word as it is written in a text."""

    counters: tuple[str, ...] = ()
    """Measure words and units: what follows a number."""
    not_counters: tuple[str, ...] = ()
    """Words that start like a counter and are none: 项目, 个人, 人民."""
    places: tuple[str, ...] = ()
    """What follows a name of one letter: 县, 局, 同志."""
    surnames: str = ""
    """Characters that are surnames: 李××."""
    prompts: tuple[str, ...] = ()
    """What asks the author to fill something in: 待补充, 请填写."""
    prompt_nouns: tuple[str, ...] = ()
    """What stands in brackets for a thing to be named: 单位名称, 姓名."""
    dummies: tuple[str, ...] = ()
    """Dummy texts of templates, in lower case."""
    asked: tuple[str, ...] = ()
    """What the forms that were handed out to the author ask for, in their words."""
    labels: tuple[str, ...] = ()
    """What forms ask for before a colon or in a cell: 姓名, 联系电话."""
