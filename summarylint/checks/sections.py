"""Sections that a submission of its type has: missing, empty, out of order, unsigned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from summarylint.checks.base import Check
from summarylint.model import Hit, Span, Submission, Typed
from summarylint.sections import Found, Label, Outline, Survey, survey
from summarylint.sections.outline import RANKS
from summarylint.sections.substance import has_substance, holds_a_place

_SEVERITIES = {"given": None, "named": "warning", "guessed": "info"}
"""Of a missing section, by how sure the type is."""
_LOOKED = ["headings", "paragraph openings", "prose"]


class Sections(Check):
    """Compare each submission with its document type; without a type, look for headings with nothing under them."""

    kinds = ("missing", "empty", "order", "signature")
    words = frozenset({"type", "section", "usually", "near", "before"})

    near: int = 60
    least_siblings: int = 2

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for each section that is missing, empty or misplaced."""
        if submission.number is None or not submission.text.strip():
            return
        found: tuple[Found, ...] = ()
        if submission.typed is None:
            outline = Outline(submission)
        else:
            looked = survey(submission, submission.typed.type)
            outline, found = looked.outline, looked.findings
            yield from self._missing(submission, looked, submission.typed)
            yield from _out_of_order(looked)
        named = {label.block for one in found for label in one.headings}
        met = set()
        for one in found:
            for label in one.empty:
                if label.block not in met:
                    met.add(label.block)
                    yield _empty(label, one.section.name, one.section.id, None if one.section.required else "warning")
        for label in self._bare_of_text(outline, named):
            yield _empty(label, {"zh": label.text, "en": label.text}, None, "warning")

    def _missing(self, submission: Submission, looked: Survey, typed: Typed) -> Iterator[Hit]:
        names = dict(typed.type.name)
        for one in looked.findings:
            section = one.section
            if one.where:
                continue
            if section.shape == "signature" and typed.certainty != "guessed":
                yield Hit(
                    "signature", submission.title_span, {"type": names}, {"section": section.id}, about=section.id
                )
            if not section.required:
                continue
            nearest = self._nearest(one, looked)
            near = {"zh": "", "en": ""}
            data = {"section": section.id, "looked_in": _LOOKED, "type": typed.type.id, "nearest_heading": None}
            if nearest is not None:
                near = {"zh": f"；最接近的标题是“{nearest.text}”", "en": f"; the nearest heading is '{nearest.text}'"}
                data["nearest_heading"] = nearest.text
            usually = {"zh": "应有", "en": "has"} if typed.type.governed else {"zh": "通常应有", "en": "usually has"}
            yield Hit(
                "missing",
                submission.title_span,
                {"type": names, "section": dict(section.name), "usually": usually, "near": near},
                data,
                severity=_SEVERITIES[typed.certainty],
                about=section.id,
            )

    def _nearest(self, one: Found, looked: Survey) -> Label | None:
        """The heading whose words are most like the section's name, where one nearly is."""
        name = one.section.name.get(looked.language, "")
        headings = [label for label in looked.outline.labels if label.is_heading and len(label.text) <= 30]
        if not headings or not name:
            return None
        # Takes 8 ms to import, so only where something is missing and there is a heading to compare.
        from rapidfuzz.fuzz import ratio

        best = max(headings, key=lambda label: ratio(label.text.lower(), name.lower()))
        return best if ratio(best.text.lower(), name.lower()) >= self.near else None

    def _bare_of_text(self, outline: Outline, named: set[int]) -> Iterator[Label]:
        """Numbered headings that no section has: with a placeholder under them, or nothing while their siblings have text."""
        headings = [label for label in outline.labels if label.is_heading]
        bare: list[Label] = []
        filled: dict[int, int] = {}
        for label, following in zip(headings, [*headings[1:], None], strict=False):
            if RANKS["bold"] <= label.rank < RANKS["ordinal"] or label.rank > RANKS["arabic"]:
                continue
            end = outline.blocks[following.block].start if following else outline.blocks[outline.last - 1].end
            start = outline.blocks[label.block].end
            body = outline.prose[start:end]
            deeper = following is not None and following.rank > label.rank
            if deeper or outline.shows(start, end) or has_substance(body, 1, nothing_counts=True):
                filled[label.rank] = filled.get(label.rank, 0) + 1
            elif label.block not in named and holds_a_place(body):
                yield label
            elif label.block not in named:
                bare.append(label)
        times = Counter(label.text for label in headings)
        for label in bare:
            ends_like_a_sentence = outline.text(outline.blocks[label.block])[-1] in "。；;.！!？?，,"
            # A heading that stands twice is the table of contents' first and the text's then.
            if filled.get(label.rank, 0) >= self.least_siblings and not ends_like_a_sentence and times[label.text] == 1:
                yield label


def _empty(label: Label, name: object, section: str | None, severity: str | None) -> Hit:
    data = {"section": section, "heading": label.text}
    return Hit("empty", Span(label.start, label.end), {"section": name}, data, severity=severity)


def _out_of_order(looked: Survey) -> Iterator[Hit]:
    """Headings of one required section each that stand before the heading of one that usually comes first."""
    headings = sorted(
        (one.headings[0].start, place, one)
        for place, one in enumerate(looked.findings)
        if one.section.required and len(one.headings) == 1 and not _is_shared(one.headings, looked.findings)
    )
    for (_, place, one), later in zip(headings, _tails(headings), strict=True):
        earlier = [other for _, other_place, other in later if other_place < place]
        if earlier:
            label = one.headings[0]
            words = {"section": dict(one.section.name), "before": dict(earlier[0].section.name)}
            yield Hit("order", Span(label.start, label.end), words, {"section": one.section.id}, about="order")


def _tails(items: Sequence[tuple[int, int, Found]]) -> Iterator[Sequence[tuple[int, int, Found]]]:
    for number in range(len(items)):
        yield items[number + 1 :]


def _is_shared(headings: Sequence[Label], findings: Sequence[Found]) -> bool:
    blocks = {label.block for label in headings}
    return sum(any(label.block in blocks for label in one.headings) for one in findings) > 1
