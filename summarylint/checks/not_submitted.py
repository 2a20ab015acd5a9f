"""Units that were to hand in a submission and did not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from summarylint.checks.base import Check
from summarylint.model import Hit, Submission
from summarylint.splitting.lines import is_organisation

_ORGANS = (
    "人民政府|政府|党委|党工委|工委|党组|党总支|党支部|总支部?|支部委员会|支部|委员会|工作委员会|办事处|管理委员会|管委会"
    "|村民委员会|村委会|居民委员会|居委会|机关|有限责任公司|股份有限公司|有限公司|公司|集团|党政综合办(?:公室)?|党政办(?:公室)?|党委办(?:公室)?|综合办(?:公室)?|办公室"
)
_ORGAN_BEHIND = re.compile(rf"(?:{_ORGANS}|(?<=街道)办)+$")
_ORGANS_NEXT = re.compile(rf"(?:{_ORGANS}|[、和与及]|办(?=$|[\W\d]))*")
"""Names of one unit's own organs: who hands in for 白石镇 may be its 党委, or its 人民政府办公室."""
_KIND = re.compile(
    r"关于|(?:19|20)[\dx×]{2}|二[〇○零]|[上下]半年|年度|年终|季度|第[一二三四]季|[\W_]|工作|总结|汇报|报告|述职|党建|annual|report|summary|quarter|work"
)
"""Where the name of a unit ends in a title or the name of a file."""
_OTHER_BEFORE = re.compile(
    r"(?:第?[一二三四五六七八九十]|第\d{1,3}|赴|到|在|访|考察|学习|参观|支援|帮扶|慰问|致|向|对)$"
)
"""第二 before 人民医院 makes it another; 赴 before 白石镇 makes it a place."""
_DEEDS = re.compile("扎实|推进|推动|开展|加强|聚焦|深入|全力|强化|打造|建设|做好|抓|走进|服务")


class NotSubmitted(Check):
    """Call the roll: each unit must be the author of a submission, or be named by its title or its file."""

    scope = "run"

    def absent(self, roll: Submission, there: Sequence[Sequence[str]]) -> Iterator[Hit]:
        """A hit for each line of `roll` that nobody answers to; `there` are the names of each submission.

        白石镇人民政府 and 中共白石镇委员会 answer for 白石镇; 白石镇中心小学 is a unit of its own and does not.
        """
        plain = [_plain(roll.document.prose[block.start : block.end]) for block in roll.blocks]
        times = Counter(map(_core, plain))
        # Where the roll itself tells 白石镇党委 from 白石镇人民政府, each must answer.
        units = [_core(unit) if times[_core(unit)] == 1 else unit for unit in plain]
        answered = {unit for one in there for name in one if name for unit in _named(_plain(name), units)}
        for block, unit, whole in zip(roll.blocks, units, plain, strict=True):
            if unit not in answered:
                yield Hit("", roll.span_of(block.start - roll.start, block.end - roll.start), data={"unit": whole})


def _named(name: str, units: Sequence[str]) -> set[str]:
    """The units that a submission with this name is of, or in whose name it is; of nested ones the longest."""
    held = [unit for unit in units if _is_of(unit, name)]
    return {unit for unit in held if not any(unit != other and unit in other for other in held)}


def _is_of(unit: str, name: str) -> bool:
    """Whether `name` names `unit`, and no unit within it or of like name."""
    at = name.find(unit)
    while at >= 0:
        if not _OTHER_BEFORE.search(name, max(0, at - 4), at) and not _goes_on(name[at + len(unit) :]):
            return True
        at = name.find(unit, at + 1)
    return False


def _goes_on(rest: str) -> bool:
    """Whether the name of a unit goes on to that of another: 中心小学 behind 白石镇."""
    organs = _ORGANS_NEXT.match(rest)
    rest = rest[organs.end() if organs else 0 :]
    end = _KIND.search(rest)
    more = rest[: end.start()] if end else rest
    return is_organisation(more) and not _DEEDS.search(more)


def _core(unit: str) -> str:
    """A unit without the name of its organ: 中共白石镇委员会 is 白石镇."""
    core = _ORGAN_BEHIND.sub("", unit.removeprefix("中共").removeprefix("中国共产党"))
    return core if len(core) > 1 else unit


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())
