"""The report as one page for editors: a list of submissions, and each text with its findings marked and explained.

The page asks for nothing from outside, reads without scripts, and lets no submitted text become an element.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from math import sqrt

from summarylint.model import SEVERITIES, Finding, Report
from summarylint.products import PAGE_MARK
from summarylint.reporters import Style
from summarylint.reporters.html.marks import quoted, shown
from summarylint.reporters.html.parts import Page, Paper, Part, in_order, page_of
from summarylint.reporters.html.texts import texts, verdict
from summarylint.version import VERSION

_VERDICTS = ("return", "review", "accept", "unchecked")


def write(report: Report, style: Style) -> str:
    """The whole page; `report.documents` has the texts, and what is missing there is shown without its text."""
    return "".join(_page(page_of(report, style)))


def _page(page: Page) -> Iterator[str]:
    css, script = _asset("report.css"), _asset("report.js")
    words = page.words
    policy = (
        f"default-src 'none'; style-src '{_digest(css)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    yield (
        f'<!doctype html>\n<html lang="{words["lang"]}">\n<head>\n<meta charset="utf-8">\n{PAGE_MARK}\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{words['heading']}</title>\n<style>{css}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#list">{words["skip"]}</a>\n'
    )
    yield from _header(page)
    yield "<main>\n"
    yield from _failures(page)
    yield from _chart(page)
    yield from _list(page)
    yield f'<section class="texts" aria-labelledby="texts">\n<h2 id="texts">{words["texts"]}</h2>\n'
    yield from texts(page)
    yield "</section>\n"
    yield from _mended(page)
    yield f"</main>\n<footer>{words['made_by'].format(version=VERSION)}</footer>\n"
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _asset(name: str) -> str:
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return file.read()


def _digest(content: str) -> str:
    """What a content security policy calls an inline block."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _header(page: Page) -> Iterator[str]:
    """How many of each verdict, and what was checked and found in all."""
    words, report = page.words, page.report
    verdicts = Counter(row.verdict for row in report.rows)
    yield f'<header class="top">\n<h1>{words["heading"]}</h1>\n<ul class="verdicts">\n'
    for name in _VERDICTS:
        if verdicts[name] or name != "unchecked":
            sense = words[f"{name}_sense"]
            yield f'<li class="{name}"><b>{verdicts[name]}</b> {verdict(name, words)} <span>{sense}</span></li>\n'
    yield "</ul>\n"
    counted = report.counted()
    submissions = sum(row.start is not None or row.verdict != "unchecked" for row in report.rows)
    told = [
        words["checked"].format(
            files=f"{report.files:,}", submissions=f"{submissions:,}", characters=f"{report.characters:,}"
        )
    ]
    told.append(words["found"].format(n=len(counted), counts=_counts(page, counted)) if counted else words["none"])
    if len(counted) < len(report.findings):
        told.append(words["hidden"].format(n=len(report.findings) - len(counted)))
    if report.mended is not None:
        statuses = Counter(finding.status for finding in counted)
        told.append(words["against"].format(mended=len(report.mended), open=statuses["open"], new=statuses["new"]))
    if report.skipped:
        skipped = " ".join(f"{suffix}×{count}" for suffix, count in report.skipped.items())
        told.append(words["skipped"].format(skipped=shown(skipped)))
    yield f"<p>{words['semicolon'].join(told)}{words['period']}</p>\n</header>\n"


def _counts(page: Page, findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    return page.words["comma"].join(
        page.counted(f"{severity}s", counts[severity]) for severity in SEVERITIES if counts[severity]
    )


def _failures(page: Page) -> Iterator[str]:
    """What could not be checked, before everything else."""
    words = page.words
    if not page.report.failures:
        return
    yield '<section class="failures" aria-labelledby="failures">\n'
    yield f'<h2 id="failures">{words["failed"]}</h2>\n<p>{words["failed_lead"]}</p>\n<ul>\n'
    for failure in page.report.failures:
        paper = page.papers.get(failure.path)
        path = f'<b class="path">{shown(failure.path)}</b>'
        if paper:
            path = f'<a href="#{paper.parts[0].id}">{path}</a>'
        yield f"<li>{path if failure.path else ''} {shown(failure.message)}</li>\n"
    yield "</ul>\n</section>\n"


def _mended(page: Page) -> Iterator[str]:
    """What an earlier report had, and this one has not."""
    words = page.words
    if not page.report.mended:
        return
    yield f'<section class="mended" aria-labelledby="mended">\n<h2 id="mended">{words["mended"]}</h2>\n'
    yield f'<p class="aside">{words["mended_lead"]}</p>\n<ul>\n'
    for one in page.report.mended:
        place = shown(one.place) if one.place else words["line"].format(line=one.start.line)
        yield f'<li><span class="path">{shown(one.path)}</span> {place} {shown(one.message)} <span class="rule">{shown(one.rule)}</span>'
        yield f' <span class="aside">{shown(one.context)}</span></li>\n' if one.context else "</li>\n"
    yield "</ul>\n</section>\n"


def _chart(page: Page) -> Iterator[str]:
    """How many findings each family has, by severity; also the key to the marks."""
    words = page.words
    counts = Counter((finding.family, finding.severity) for finding in page.report.counted())
    families = in_order(family for family, _ in counts)
    if not families:
        return
    most = max(sum(counts[family, severity] for severity in SEVERITIES) for family in families)
    yield '<section class="chart" aria-labelledby="chart">\n'
    yield f'<h2 id="chart">{words["chart"]}</h2>\n<table>\n<thead><tr><th scope="col">{words["family"]}</th>'
    yield f'<th scope="col">{words["count"]}</th><td></td></tr></thead>\n<tbody>\n'
    for family in families:
        css, sign, name = page.family(family)
        shares = [(f"{css} {severity}", counts[family, severity]) for severity in SEVERITIES]
        told = words["comma"].join(
            page.counted(f"{severity}s", counts[family, severity])
            for severity in SEVERITIES
            if counts[family, severity]
        )
        total = sum(count for _, count in shares)
        yield f'<tr><th scope="row" class="{css}"><b class="sign">{shown(sign)}</b> <span>{shown(name)}</span></th>'
        yield f"<td>{total}</td><td>{_bar(shares, most, told)}</td></tr>\n"
    yield f'</tbody>\n</table>\n<p class="aside">{words["chart_note"]}</p>\n</section>\n'


def _bar(shares: Sequence[tuple[str, int]], most: float, told: str) -> str:
    """A stacked bar of shares, each with its classes, as long as their sum is of `most`."""
    at, rects = 0.0, []
    for css, count in shares:
        if count:
            width = 200 * count / most
            rects.append(f'<rect class="{css}" x="{at:.4g}" width="{width:.4g}" height="12"/>')
            at += width
    return f'<svg class="bar" viewBox="0 0 200 12" role="img" aria-label="{quoted(told)}">{"".join(rects)}</svg>'


_COLUMNS = ("verdict", "title", "unit", "type", "file", "number", "error", "warning", "info", "spread")
_LABELLED = {"number", *SEVERITIES}
"""Columns whose cells say nothing without their heads, which a narrow screen has no room for."""
_NUMBERS = {"verdict", "number", "error", "warning", "info", "spread"}


def _list(page: Page) -> Iterator[str]:
    """All submissions, one a row, each with a link to its text; scripts let it be sorted and filtered."""
    words = page.words
    rows = [(paper, part) for paper in page.papers.values() for part in paper.parts if part.row or part.absent]
    yield f'<section class="list" aria-labelledby="list">\n<h2 id="list">{words["list"]}</h2>\n'
    yield from _filters(page)
    yield f'<div class="wide" role="region" tabindex="0" aria-labelledby="list">\n<table id="submissions" data-sort="{words["sort"]}">\n<thead><tr>'
    for name in _COLUMNS:
        yield f'<th scope="col" class="{name}"{" data-number" if name in _NUMBERS else ""}>{words[name].capitalize()}</th>'
    yield "</tr></thead>\n<tbody>\n"
    spreads = [Counter(one.finding.family for one in part.noted if not one.finding.suppressed) for _, part in rows]
    most = max((sum(spread.values()) for spread in spreads), default=0)
    for (paper, part), spread in zip(rows, spreads, strict=True):
        yield from _row(page, paper, part, spread, most)
    yield "</tbody>\n</table>\n</div>\n</section>\n"


def _row(page: Page, paper: Paper, part: Part, spread: Mapping[str, int], most: int) -> Iterator[str]:
    row, words = part.row, page.words
    severities = Counter(one.finding.severity for one in part.noted if not one.finding.suppressed)
    families = in_order(spread)
    shares = [(page.family(family)[0], spread[family]) for family in families]
    names = [(*page.family(family)[1:], spread[family]) for family in families]
    told = words["comma"].join(f"{name} {count}" for _, name, count in names)
    signs = " ".join(f"{shown(sign)}{count}" for sign, _, count in names)
    # By their roots: one submission full of blanks must not make all others look clean.
    total = sum(spread.values())
    longest = total * sqrt(most / total) if total else 0
    bar = f'{_bar(shares, longest, told)} <span class="signs" aria-hidden="true">{signs}</span>' if shares else ""
    title = shown(row.title or words["untitled"]) if row and row.start else words["whole" if row else "absent"]
    name = row.verdict if row else ""
    cells = {
        "verdict": verdict(name, words) if name else "",
        "title": f'<a href="#{part.id}"><bdi>{title}</bdi></a>',
        "unit": shown((row.unit if row else "") or ""),
        "type": shown(page.type_name(row)) if row else "",
        "file": shown(paper.path),
        "number": str(row.number) if row and row.start else "",
        **{severity: str(severities[severity] or "") for severity in SEVERITIES},
        "spread": bar,
    }
    values = {"verdict": _VERDICTS.index(name) if name else len(_VERDICTS), "spread": total}
    told_families = quoted(" ".join(families))
    yield f'<tr id="r{part.id}" data-part="{part.id}" data-verdict="{name}" data-families="{told_families}">'
    for column in _COLUMNS:
        value = f' data-value="{values[column]}"' if column in values else ""
        label = f' data-label="{words[column].capitalize()}"' if column in _LABELLED and cells[column] else ""
        yield f'<td class="{column}"{value}{label}>{cells[column]}</td>'
    yield "</tr>\n"


def _filters(page: Page) -> Iterator[str]:
    """What the script works with; without it nothing of this is shown."""
    words = page.words
    families = in_order(finding.family for finding in page.report.counted())
    of_family = [(family, page.family(family)[2]) for family in families]
    of_verdict = [(name, words[name]) for name in _VERDICTS]
    yield f'<div id="filters" class="filters" role="search" aria-label="{words["filter"]}" hidden>\n'
    for name, options in (("verdict", of_verdict), ("family", of_family)):
        yield f'<label>{words[f"{name}_filter"]} <select id="by-{name}"><option value="">{words["all"]}</option>'
        yield "".join(f'<option value="{quoted(value)}">{shown(said)}</option>' for value, said in options)
        yield "</select></label>\n"
    yield f'<label>{words["text_filter"]} <input id="by-text" type="search" autocomplete="off"></label>\n'
    yield f'<button id="clear" type="button">{words["clear"]}</button>\n'
    yield f'<output id="shown" data-words="{words["shown"]}"></output>\n</div>\n'
