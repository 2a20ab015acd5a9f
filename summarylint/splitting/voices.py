"""Whether the parts of a division speak as different authors do: 我局 here and 全镇 there, each of its own places."""

from __future__ import annotations

from collections import Counter

from summarylint.patterns import Pattern
from summarylint.splitting.layout import Layout

_OWN = Pattern(
    r"[我全本](?P<own>镇|乡|县|区|市|局|校|院|村|社区|街道|公司|单位|支部|办|中心|站|所|队|处|厂|集团|委|馆|园|行|院)"
)
_PLACES = Pattern(
    r"(?:(?<=[，。、；：“”（）\n在到由为和与])|(?<=组织))(?P<place>[^\W\d_a-zA-Z的是了在]{2,4}(?:镇|乡|县|街道|局|村|社区|公司|学校|医院|小学|中学))"
)


def of_voices(layout: Layout, starts: list[int], unit: str | None) -> float:
    """Points for a division at `starts`; `unit` is whom the first title names."""
    blocks, prose = layout.blocks, layout.prose
    spans = [
        (blocks[start].start, blocks[following - 1].end)
        for start, following in zip(starts, [*starts[1:], len(blocks)], strict=True)
    ]
    points = _of_own(prose, spans) + _of_places(prose, spans)
    if unit and len(unit) > 2 and unit[0] not in "全我本":
        elsewhere = sum(prose.find(unit, start, end) >= 0 for start, end in spans[1:])
        if elsewhere * 3 >= 2 * (len(spans) - 1):
            points -= 2.5
    return points


def _of_own(prose: str, spans: list[tuple[int, int]]) -> float:
    """What the parts call themselves: 我局, 全镇."""
    own = []
    for start, end in spans:
        words = Counter(match["own"] for match in _OWN.compiled.finditer(prose, start, end))
        if words:
            own.append(words.most_common(1)[0][0])
    if len(own) * 2 <= len(spans):
        return 0.0
    if len(set(own)) * 2 > len(own):
        return 1.5
    return -1.5 if len(set(own)) == 1 and len(own) > 2 else 0.0


def _of_places(prose: str, spans: list[tuple[int, int]]) -> float:
    """Names of places that few parts share."""
    names = [{match["place"] for match in _PLACES.compiled.finditer(prose, start, end)} for start, end in spans]
    named = Counter(name for some in names for name in some)
    known = sum(map(bool, names)) * 3 >= 2 * len(names)
    return 1.0 if known and max(named.values()) * 3 <= len(names) else 0.0
