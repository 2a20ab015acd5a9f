"""The texts of a report: each submission with its findings marked, and the reason beside each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from summarylint.model import Document, Explained, Finding, Row, Suppression
from summarylint.reporters.html.compare import comparison
from summarylint.reporters.html.marks import Mark, lines, quoted, shown
from summarylint.reporters.html.parts import Noted, Page, Paper, Part, in_order

HTML_LANG = {"zh": "zh-CN", "en": "en"}


def texts(page: Page) -> Iterator[str]:
    """Every file and every part of it."""
    writing = _Writing(page)
    for paper in page.papers.values():
        yield f'<section class="file" aria-labelledby="{paper.id}">\n'
        yield f'<h3 class="path" id="{paper.id}">{shown(paper.path)}</h3>\n'
        for part in paper.parts:
            yield from writing.part(paper, part)
        yield "</section>\n"


class _Writing:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.words = page.words
        self.places = _related_places(page)
        self.failures: dict[str, list[str]] = {}
        for failure in page.report.failures:
            self.failures.setdefault(failure.path, []).append(failure.message)
        self.relations: dict[tuple[str, int | None], list[Explained]] = {}
        for relation in page.report.relations or ():
            self.relations.setdefault((relation.path, relation.submission), []).append(relation)

    def part(self, paper: Paper, part: Part) -> Iterator[str]:
        """A submission with everything that is said of it, or a stretch that belongs to none."""
        row = part.row
        document = paper.document if part.end > part.start else None
        lang = f' lang="{HTML_LANG[row.lang]}"' if row and row.lang in HTML_LANG else ""
        yield f'<article id="{part.id}" aria-labelledby="{part.id}h"{"" if row or part.absent else " data-stretch"}>\n'
        yield from self.head(paper, part)
        reasons: dict[str, int] = {}
        if document:
            noted = ' class="text noted"' if part.noted else ' class="text"'
            yield f"<div{noted}{lang}>\n"
            yield from self.text(paper.path, document, part, reasons)
            yield "</div>\n"
        else:
            if part.noted and row:
                yield f'<p class="aside">{self.words["no_text"]}</p>\n'
            for one in part.noted:
                finding = one.finding
                if finding.context or finding.excerpt:
                    yield f"<blockquote{lang}>{shown(finding.context or finding.excerpt)}</blockquote>\n"
                yield f'<div class="notes">{self.note(one, reasons, placed=False)}</div>\n'
        for one in part.noted:
            if one.finding.family == "duplicate" and one.finding.data.get("source"):
                yield from comparison(self.page, paper, part, one)
        yield from self.reckoned(paper, part)
        yield "</article>\n"

    def head(self, paper: Paper, part: Part) -> Iterator[str]:
        """Verdict, title, what is known of it, and links to its findings."""
        words, row = self.words, part.row
        yield "<header>\n"
        if row is None:
            outside = words["outside" if part.end > part.start else "absent"]
            yield f'<h4 id="{part.id}h">{outside}</h4>\n'
        else:
            nth = words["nth"].format(number=row.number) if row.start else words["whole"]
            title = shown(row.title or (words["untitled"] if row.start else ""))
            yield f'<h4 id="{part.id}h">{verdict(row.verdict, words)} <span class="nth">{nth}</span> <bdi>{title}</bdi></h4>\n'
            yield f'<p class="facts">{self.facts(row)}</p>\n'
            for message in self.failures.get(paper.path, ()) if row.verdict == "unchecked" else ():
                yield f'<p class="failure">{shown(message)}</p>\n'
        yield from self.index(paper, part)
        if row or part.absent:
            yield f'<a class="back" href="#r{part.id}">↑ {words["back"]}</a>\n'
        yield "</header>\n"

    def facts(self, row: Row) -> str:
        """Unit, type and why, lines, encoding."""
        kind = shown(self.page.type_name(row))
        if kind and row.type_reason:
            kind += f" ({shown(row.type_reason)})" if self.page.style.lang == "en" else f"（{shown(row.type_reason)}）"
        place = ""
        if row.start and row.end:
            place = self.words["lines"].format(first=row.start.line, last=row.end.line)
        encoding = self.words["encoding"].format(encoding=shown(row.encoding)) if row.encoding else ""
        facts = (shown(row.unit or ""), kind, place, encoding)
        return "".join(f"<span>{fact}</span>" for fact in facts if fact)

    def index(self, paper: Paper, part: Part) -> Iterator[str]:
        """Links to all findings of a part, by family."""
        if not part.noted:
            if part.row and part.row.verdict != "unchecked":
                yield f'<p class="facts">{self.words["no_findings"]}</p>\n'
            return
        of_family: dict[str, list[Noted]] = {}
        for one in part.noted:
            of_family.setdefault(one.finding.family, []).append(one)
        target = "m" if paper.document and part.end > part.start else "f"
        yield f'<nav aria-label="{self.words["index"]} {part.id[1:]}"><ul class="index">\n'
        for family in in_order(of_family):
            css, mark, name = self.page.family(family)
            links = " ".join(
                f'<a href="#{target}{one.number}" title="{quoted(one.finding.message)}">{one.number}</a>'
                for one in of_family[family]
            )
            yield f'<li class="{css}"><b class="sign">{shown(mark)}</b> {shown(name)} {links}</li>\n'
        yield "</ul></nav>\n"

    def text(self, path: str, document: Document, part: Part, reasons: dict[str, int]) -> Iterator[str]:
        """The lines of a part, each with what is noted of it."""
        noted = sorted(part.noted, key=lambda one: one.finding.start.offset)
        marks = [self.mark(one) for one in noted]
        around = self.places.get(path, _NOWHERE).within(part.start, part.end + (part.end == len(document.text)))
        told = 0
        for line in lines(document, part.start, part.end, [*marks, *around]):
            first = told
            while told < len(noted) and (noted[told].finding.start.offset < line.end or line.end >= part.end):
                told += 1
            notes = "".join(self.note(one, reasons, placed=True) for one in noted[first:told])
            if notes:
                notes = f'<div class="notes" lang="{self.words["lang"]}">{notes}</div>'
            yield f'<div class="line" data-n="{line.number}">{notes}<p>{line.html}</p></div>\n'

    def mark(self, one: Noted) -> Mark:
        """The highlight of a finding, and the link behind it to its reason."""
        number, finding = one
        css, sign, name = self.page.family(finding.family)
        if finding.suppressed:
            css += " suppressed"
        label = quoted(self.words["to_reason"].format(family=name, n=number))
        behind = f'<a class="ref {css}" href="#f{number}" aria-label="{label}">{shown(sign)}{number}</a>'
        start, end = finding.start.offset, finding.end.offset
        return Mark(start, end, f'<mark id="m{number}" class="{css}">', f'<mark class="{css}">', "</mark>", behind)

    def note(self, one: Noted, reasons: dict[str, int], *, placed: bool) -> str:
        """What is wrong, by which rule, why, and what to do; why once for each rule in a part."""
        number, finding = one
        words = self.words
        css, sign, _ = self.page.family(finding.family)
        if finding.suppressed:
            css += " suppressed"
        label = f"{shown(sign)}{number}"
        if placed:
            label = f'<a class="num" href="#m{number}" aria-label="{words["to_place"].format(n=number)}">{label}</a>'
        else:
            label = f'<b class="num">{label}</b>'
        severity = f'<b class="severity {finding.severity}">{words[finding.severity]}</b>'
        if finding.status:
            severity += f' <span class="status">{words[finding.status]}</span>'
        why, again = self.why(finding, number, reasons)
        parts = [
            f'<div class="note {css}" id="f{number}" role="note">',
            f'<p class="message">{label} {severity} {shown(finding.message)}{again}</p>',
        ]
        if finding.fix_title:
            fix = words["safe_fix" if finding.fix and finding.fix.safe else "fix"]
            parts.append(f'<p class="fix"><b>{fix}</b>{words["colon"]}{shown(finding.fix_title)}</p>')
        parts.append(why)
        if finding.suppressed:
            parts.append(self.suppression(finding.suppressed))
        parts += self.related(one)
        return "".join([*parts, "</div>"])

    def suppression(self, suppressed: Suppression) -> str:
        """Why a finding does not count, and where that is said."""
        words = self.words
        where = words.get(suppressed.by) or shown(suppressed.by)
        if suppressed.by == "comment" and suppressed.line:
            where += f"{words['comma']}{words['line'].format(line=suppressed.line)}"
        reason = f"{words['colon']}{shown(suppressed.reason)}" if suppressed.reason else ""
        return f'<p class="state"><b>{words["suppressed"]}</b> ({where}){reason}</p>'

    def why(self, finding: Finding, number: int, reasons: dict[str, int]) -> tuple[str, str]:
        """The rule and its reason as a paragraph, or to go behind the message a link to where it stands already."""
        first = reasons.setdefault(finding.rule, number)
        if first != number:
            return (
                "",
                f' <span class="again" title="{quoted(finding.rule)}">{self.words["see_why"]} <a href="#f{first}">{first}</a></span>',
            )
        rule = self.page.style.rules.get(finding.rule)
        why = f"{shown(' '.join(rule.why[self.page.style.lang].split()))} " if rule else ""
        return f'<p class="why">{why}<span class="rule">{shown(finding.rule)}</span></p>', ""

    def related(self, one: Noted) -> Iterator[str]:
        """Other places that belong to a finding, and the comparison with its source."""
        number, finding = one
        links = []
        for count, related in enumerate(finding.related):
            place = shown(related.place) or self.words["line"].format(line=related.start.line)
            where = place if related.path == finding.path else f"{shown(related.path)} {place}"
            if self.page.source_of(finding, related) and related.path in self.page.papers:
                where = f'<a href="#p{number}-{count}">{where}</a>'
            links.append(f"<li>{shown(related.message)}{self.words['colon']}{where}</li>")
        if finding.family == "duplicate" and finding.data.get("source"):
            links.append(f'<li><a href="#c{number}">{self.words["compare"]}</a></li>')
        if links:
            yield f'<ul class="related">{"".join(links)}</ul>'

    def reckoned(self, paper: Paper, part: Part) -> Iterator[str]:
        """What relations between numbers were checked, where that was asked for."""
        number = part.row.number if part.row and part.row.start else None
        found = self.relations.get((paper.path, number), [])
        if part.row is None:
            found = [one for one in found if part.start <= one.start.offset < part.end]
        if not found:
            return
        words = self.words
        head = "".join(f'<th scope="col">{words[name]}</th>' for name in ("place", "arithmetic", "holds"))
        yield f'<table class="reckoned"><caption>{words["reckoned"]}</caption><thead><tr>{head}</tr></thead><tbody>\n'
        for one in found:
            place = words["line"].format(line=one.start.line)
            yield f"<tr><td>{place}</td><td>{shown(one.arithmetic)}</td><td>{words[str(one.holds)]}</td></tr>\n"
        yield "</tbody></table>\n"


def verdict(name: str, words: Mapping[str, str]) -> str:
    """A verdict as a badge."""
    return f'<span class="badge {name}">{words[name]}</span>'


class _Places:
    """The places of one document that findings elsewhere point to, and the stretches that they cover together."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.points = sorted(marks)
        self.starts = [mark.start for mark in self.points]
        self.stretches: list[tuple[int, int]] = []
        for mark in self.points:
            start, end = mark.start, mark.end
            if self.stretches and start <= self.stretches[-1][1]:
                start, end = self.stretches[-1][0], max(end, self.stretches.pop()[1])
            self.stretches.append((start, end))

    def within(self, start: int, end: int) -> list[Mark]:
        """Marks for what lies in a part: one element around each stretch, and a link for each place."""
        points = self.points[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        first = bisect_right(self.stretches, (start,))
        first -= bool(first and self.stretches[first - 1][1] > start)
        found = [mark._replace(end=mark.start) for mark in points]
        while first < len(self.stretches) and self.stretches[first][0] < end:
            begins, ends = self.stretches[first]
            tag = '<span class="other">'
            found.append(Mark(max(begins, start), min(ends, end), tag, tag, "</span>", ""))
            first += 1
        return found


_NOWHERE = _Places(())


def _related_places(page: Page) -> dict[str, _Places]:
    """By path, where findings point to, each with a link to the reason of the finding."""
    marks: dict[str, list[Mark]] = {}
    for paper in page.papers.values():
        for part in paper.parts:
            for number, finding in part.noted:
                for count, related in enumerate(finding.related):
                    if page.source_of(finding, related):
                        label = quoted(page.words["related_to"].format(n=number))
                        link = (
                            f'<a class="ref other-ref" id="p{number}-{count}" href="#f{number}" '
                            f'aria-label="{label}">↔{number}</a>'
                        )
                        place = Mark(related.start.offset, related.end.offset, "", "", "", link)
                        marks.setdefault(related.path, []).append(place)
    return {path: _Places(found) for path, found in marks.items()}
