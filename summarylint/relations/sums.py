"""Whether parts come to their total, by intervals; and which totals are too doubtful to speak of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from summarylint.numbers import Quantity
from summarylint.patterns import Pattern
from summarylint.relations.arithmetic import printed, repair, shown, total
from summarylint.relations.reading import Reading
from summarylint.relations.types import Place, Relation, against

_COMPARES = Pattern(r"超出|高于|带动|拉动|撬动|达到?$")
_FROM_TO = Pattern(r"(?:从|由)[^，。；]{0,40}(?:增|提高|提升|扩大|上升|下降|减少|降)[^\W\d_]{0,2}[到至为]")
GRADED = Pattern(r"[一二三四五六七八九\d]?[A-Z]{0,5}[级星档]|[一二三四五六七八九甲乙丙丁特][等类]")
"""In the name of a part: it is one step of a scale, of which others need not be told: 4A级, 省级, 三星."""
_SOURCES = (
    ("public", Pattern(r"财政|政府|各级|上级|专项|补助|拨款")),
    ("中央", Pattern(r"中央|国家")),
    ("省", Pattern(r"省[级财补专配]|省里|自治区")),
    ("市", Pattern(r"市[级州财补专配]|本市")),
    ("县", Pattern(r"[县区][级财补专配]|县市")),
    ("乡", Pattern(r"[乡镇村][级财]|村集体")),
    ("own", Pattern(r"自筹|自有|自行")),
    ("social", Pattern(r"社会|企业|捐")),
    ("people", Pattern(r"群众|投工|投劳|村民|农户")),
    ("loan", Pattern(r"贷|债|融资")),
)
"""Who pays: what one gives, another does not; 财政 holds those that are below it, and what enterprises give may be their own."""
_LEVELS = frozenset({"中央", "省", "市", "县", "乡"})
_STOPS = "。；;\n"
_REACH = 200
"""Code points behind the last part in which its sentence must end."""
_CERTAIN = frozenset({"分别", "其余", "对举", "包括", "合计", "并列2"})
"""Evidence that parts are all there are, whichever way they miss."""
_WINDOWS = {
    "并列": (Fraction(4, 5), Fraction(5, 2)),
    "并列2": (Fraction(4, 5), Fraction(5, 4)),
    "同类": (Fraction(4, 5), Fraction(5, 4)),
}
_WINDOW = (Fraction(2, 5), Fraction(5, 2))
"""What a sum may be of its total before it was never meant to be one."""


class PartWhole(NamedTuple):
    """A total, the parts that are told of it, and how it is known that they are its parts."""

    whole: Quantity
    parts: tuple[Quantity, ...]
    labels: tuple[str, ...]
    bases: tuple[Quantity, ...]
    """Every earlier quantity that the parts may be of; a claim must fail for all."""
    form: str
    """其中, 分别, 包括, bracket, colon, status, last, or an English cue."""
    evidence: str
    """What shows that the parts are all; empty where they need not be."""


def judged(reading: Reading, found: PartWhole) -> Iterator[Relation]:
    """The relation that a total and its parts are: all parts together, or else one part that is too large."""
    whole, parts = found.whole, found.parts
    start, end = min(whole.start, parts[0].start), max(whole.end, parts[-1].end)
    if reading.blanks_in(*_sentence(reading.prose, start, end)):
        # A blank behind the last part may be one more part, so the whole sentence is looked at.
        yield Relation("parts-sum", start, end, None, _said(reading, found), found.evidence or found.form)
        return
    prose = reading.prose
    if found.form not in ("bracket", "colon", "last", "status"):
        highest = [base.high for base in found.bases]
        for part in parts:
            if (
                any(high is None or part.low <= high for high in highest)
                or part.approximate
                or _COMPARES.search(prose[max(0, part.start - 6) : part.start])
            ):
                continue
            yield _exceeds(reading, found, part)
            return
    if len(parts) < 2:
        if found.form not in ("bracket", "colon"):
            yield Relation(
                "part-exceeds-whole", start, end, holds=True, arithmetic=_said(reading, found), evidence=found.form
            )
        return
    yield from _of_sum(reading, found, start, end)


def impossible(reading: Reading, found: PartWhole) -> Iterator[Relation]:
    """The relation with numbers left out that no numbers of their length can make hold."""
    whole, parts = found.whole, found.parts
    low, high, _ = total(parts)
    over = whole.high is not None and low > whole.high and (len(parts) == 1 or found.evidence != "")
    under = high is not None and high < whole.low and len(parts) > 1 and found.evidence in _CERTAIN
    if not over and not under:
        return
    summands, stated = " + ".join(printed(part, reading.prose) for part in parts), printed(whole, reading.prose)
    than = {"zh": "大于" if over else "小于", "en": "more" if over else "less"}
    yield Relation(
        "parts-sum" if len(parts) > 1 else "part-exceeds-whole",
        min(whole.start, parts[0].start),
        max(whole.end, parts[-1].end),
        holds=False,
        arithmetic={
            "zh": f"{summands}，无论填什么都{than['zh']}{stated}",
            "en": f"{summands} is {than['en']} than {stated} whatever is filled in",
        },
        evidence="lengths of blanks",
        stated=stated,
        places=_places(found),
        severity="info",
    )


def _sentence(prose: str, start: int, end: int) -> tuple[int, int]:
    before = max(prose.rfind(mark, max(0, start - _REACH), start) for mark in _STOPS)
    after = [at for mark in _STOPS if (at := prose.find(mark, end, end + _REACH)) >= 0]
    return before + 1 or max(0, start - _REACH), min(after, default=min(len(prose), end + _REACH))


def _of_sum(reading: Reading, found: PartWhole, start: int, end: int) -> Iterator[Relation]:
    whole, parts, prose = found.whole, found.parts, reading.prose
    low, high, value = total(parts)
    over = whole.high is not None and low > whole.high
    under = high is not None and high < whole.low
    agrees = not over and not under
    evidence = found.evidence
    lowest, highest = _WINDOWS.get(evidence, _WINDOW)
    certain = evidence in _CERTAIN or (
        evidence in ("并列", "bracket", "colon") and (len(parts) > 2 or over or evidence != "并列")
    )
    meant = lowest * whole.value <= value <= highest * whole.value or evidence in ("分别", "其余", "对举")
    severity: str | None = None
    stated = printed(whole, prose)
    holds: bool | None = None
    if agrees:
        # Parts that need not be all and still come to their total say nothing by themselves.
        holds = True if evidence else None
    elif (
        any(base.value == value for base in found.bases)
        or _has_partition(whole, parts)
        or _FROM_TO.search(prose, whole.end, parts[-1].end)
    ):
        return
    elif meant and (certain or (over and _is_beyond_doubt(found, low))):
        holds = False
    elif _is_near_miss(found, value):
        holds, severity = False, "warning"
    elif meant and evidence == "同类" and not over and not _tell_sources(found):
        # Two labels that end alike need not be all of their kind.
        holds, severity = False, "info"
    yield Relation(
        "parts-sum",
        start,
        end,
        holds,
        _said(reading, found, shown(value, whole, prose)),
        evidence or found.form,
        stated=stated,
        computed=shown(value, whole, prose),
        fault=against(stated) if certain or not over else {"zh": f"，超过{stated}", "en": f", more than {stated}"},
        places=_places(found),
        hint=repair(whole, parts, prose) if holds is False else None,
        severity=severity,
        data={"labels": list(found.labels), "exact": value == whole.value},
    )


def _is_beyond_doubt(found: PartWhole, low: Fraction) -> bool:
    """Whether parts that need not be all, and cannot overlap, are more than everything that they may be of."""
    return (
        not found.whole.approximate
        and low > sum((low if base.high is None else base.high for base in found.bases), Fraction(0))
        and (_are_sources(found.labels) if _tell_sources(found) else _are_siblings(found.labels))
    )


def _is_near_miss(found: PartWhole, value: Fraction) -> bool:
    """Whether parts that need not be all miss their total by what one wrong digit, or two swapped, would leave."""
    whole, parts = found.whole, found.parts
    left = whole.value - value
    if all(GRADED.search(label) for label in found.labels):
        return False
    if found.form != "其中" or not whole.hard or not all(part.hard for part in parts) or left <= 0:
        return False
    if len(parts) >= 3 and left <= max(Fraction(1), whole.value * 3 / 100):
        return True
    return whole.value >= 100 and left <= whole.value / 10 and _is_slip(int(left))


def _is_slip(left: int) -> bool:
    while left % 10 == 0:
        left //= 10
    return left <= 9 or (left % 9 == 0 and left <= 81)


def _has_partition(whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether some of the parts in a row come to the total, or those behind the first to it: the rest is of another kind."""
    for first in range(len(parts)):
        value = Fraction(0)
        for count, part in enumerate(parts[first:], 1):
            value += part.value
            if count > 1 and (value == whole.value or (first == 1 and value == parts[0].value)):
                return True
    return False


def _are_siblings(labels: Sequence[str]) -> bool:
    """Whether parts can't overlap: their labels end alike, as 处级 and 科级 do, or begin so: in the north, in the south."""
    if not all(labels) or len(set(labels)) < len(labels) or any("兼" in label for label in labels):
        return False
    if labels[0].isascii():
        return len({label.split()[0] for label in labels}) == 1 and labels[0].startswith(
            ("in ", "from ", "at ", "for ", "by ")
        )
    return len({label[-1:] for label in labels}) == 1


def _tell_sources(found: PartWhole) -> bool:
    return found.whole.kind == "money" and all(
        any(words.search(label) for _, words in _SOURCES) for label in found.labels
    )


def _are_sources(labels: Sequence[str]) -> bool:
    """Whether each part of an amount is paid by somebody else: 中央资金, 省级资金, 企业自筹."""
    payers = [{name for name, words in _SOURCES if words.search(label)} for label in labels]
    if not all(payers):
        return False
    # 中央财政资金 is of the centre, 县级自筹 of the county, and 企业自筹 may be part of 社会资本.
    payers = [names - {"public"} if names & _LEVELS else names for names in payers]
    payers = [names - {"own"} if len(names) > 1 else names for names in payers]
    together = set[str]().union(*payers)
    if sum(map(len, payers)) != len(together) or ("public" in together and together & _LEVELS):
        return False
    return not ("own" in together and together & {"social", "people"})


def _exceeds(reading: Reading, found: PartWhole, part: Quantity) -> Relation:
    prose, whole = reading.prose, found.whole
    stated, larger = printed(whole, prose), printed(part, prose)
    return Relation(
        "part-exceeds-whole",
        whole.start,
        part.end,
        holds=False,
        arithmetic={"zh": f"部分{larger}大于总数{stated}", "en": f"the part {larger} is more than the whole {stated}"},
        evidence=found.form,
        stated=stated,
        computed=larger,
        places=(
            Place(whole.start, whole.end, {"zh": "总数", "en": "the whole"}),
            Place(part.start, part.end, {"zh": "部分", "en": "the part"}),
        ),
    )


def _said(reading: Reading, found: PartWhole, computed: str = "") -> dict[str, str]:
    summands = " + ".join(printed(part, reading.prose) for part in found.parts)
    if computed:
        return dict.fromkeys(("zh", "en"), f"{summands} = {computed}")
    whole = printed(found.whole, reading.prose)
    return {"zh": f"{whole}里有{summands}", "en": f"{summands} of {whole}"}


def _places(found: PartWhole) -> tuple[Place, ...]:
    whole = Place(found.whole.start, found.whole.end, {"zh": "总数", "en": "the total"})
    parts = (Place(part.start, part.end, {"zh": "部分", "en": "a part"}) for part in found.parts)
    return (whole, *parts)
