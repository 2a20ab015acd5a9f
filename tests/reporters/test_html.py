"""The page for editors: whole and linked without scripts, harmless whatever was handed in, and usable in a browser."""

from __future__ import annotations

import os
import re
import shutil
import time
from base64 import b64encode
from bisect import bisect_right
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarylint.config import Config
from summarylint.discover import discover
from summarylint.errors import UnreadableError
from summarylint.model import (
    Document,
    Explained,
    Failure,
    Finding,
    Mended,
    Position,
    Related,
    Report,
    Row,
    Suppression,
    line_starts,
)
from summarylint.pipeline import Task, check_paths
from summarylint.readers import read
from summarylint.reporters import Style, html
from summarylint.reporters.html.compare import _differences
from summarylint.reporters.html.marks import Mark, lines, shown
from summarylint.reporters.html.words import FAMILY_WORDS, WORDS
from summarylint.ruleset.catalogue import catalogue
from summarylint.ruleset.select import Ruleset

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
HOSTILE = (
    "</script><script>alert(1)</script> 工作总结\n\n"
    "\"'><img src=x onerror=alert(1)> &lt; \x1b[31m \u202e \x00 </p></article></mark> 培训xx人次。\n"
    "<!-- --> <style>*{display:none}</style> ##[error]x\n"
)
VOID = {"meta", "rect", "input"}


class Node(NamedTuple):
    """An element: its name, attributes, and the text in it, once the parser has left it."""

    name: str
    attributes: dict[str, str | None]
    texts: list[str]

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def has(self, css: str) -> bool:
        return css in (self.attributes.get("class") or "").split()


class Page(HTMLParser):
    """All elements of a page; fails where tags do not nest."""

    def __init__(self, written: str) -> None:
        super().__init__(convert_charrefs=True)
        self.nodes: list[Node] = []
        self.opened: list[Node] = []
        self.feed(written)
        self.close()
        assert not self.opened

    def handle_starttag(self, tag, attrs):
        node = Node(tag, dict(attrs), [])
        self.nodes.append(node)
        if tag not in VOID:
            self.opened.append(node)

    def handle_startendtag(self, tag, attrs):
        self.nodes.append(Node(tag, dict(attrs), []))

    def handle_endtag(self, tag):
        assert self.opened.pop().name == tag

    def handle_data(self, data):
        for node in self.opened:
            node.texts.append(data)

    def all(self, name: str, css: str = "") -> list[Node]:
        return [node for node in self.nodes if node.name == name and (not css or node.has(css))]

    def one(self, identity: str) -> Node:
        (found,) = [node for node in self.nodes if node.attributes.get("id") == identity]
        return found


def document(name: str, text: str) -> Document:
    prose = text.replace("\r\n", " \n").replace("\r", "\n")
    return Document(name, "txt", text, prose, line_starts(prose), (), "utf-8")


def position(of: Document, offset: int) -> Position:
    line = bisect_right(of.line_starts, offset)
    return Position(line, offset - of.line_starts[line - 1] + 1, offset)


def finding(of: Document, words: str, family: str = "placeholder", **more) -> Finding:
    start = of.text.index(words)
    end = start + len(words)
    made = Finding(
        f"{family}/rule", family, "error", f"message about {words}", of.name, 1, position(of, start), position(of, end),
        "", words, words, None, None, (), {}, "0",
    )  # fmt: skip
    return made._replace(**more)


def report_of(of: Document, *findings: Finding, **more) -> Report:
    row = Row(
        of.name, 1, of.text.split("\n")[0], "办公室", "plain", None, "zh", "utf-8",
        position(of, 0), position(of, len(of.text)), "return", len(findings),
    )  # fmt: skip
    made = Report((row,), findings, (), 1, len(of.text), {}, documents={of.name: of})
    return made._replace(**more)


def written(report: Report, lang: str = "en", **more) -> tuple[str, Page]:
    out = html.write(report, Style(lang, **more))
    return out, Page(out)


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """A report, by language, on submissions with copies, blanks, a hostile file and one that can't be read."""
    place = tmp_path_factory.mktemp("handed-in")
    for file in (*(FIXTURES / "example").iterdir(), *(FIXTURES / "copies" / "a" / "01-township-flood").iterdir()):
        shutil.copy(file, place)
    (place / "scan.txt").write_bytes(b"%PDF-1.4")
    (place / "恶意.txt").write_text(HOSTILE.replace("\0", ""), encoding="utf-8")
    (place / "豁免.txt").write_text(
        "办公室工作记事\n\n【校对：ignore[placeholder/number-blank] 涉密】培训xx人次。\n", encoding="utf-8"
    )
    copied = (place / "大坪乡.txt").read_text(encoding="utf-8")
    (place / "小坪乡.txt").write_text(copied.replace("大坪乡", "小坪乡"), encoding="utf-8")
    rules = catalogue()
    config = Config(None, isolated=True)

    def made(lang: str) -> tuple[Report, Style]:
        before = os.getcwd()
        os.chdir(place)
        try:
            report = check_paths((".",), Task(config, config.run, Ruleset(rules), lang), "-")
            documents = {}
            for source in discover((".",), ()).sources:
                try:
                    documents[source.name] = read(source, None, 1 << 20)
                except UnreadableError:
                    continue
        finally:
            os.chdir(before)
        return report._replace(documents=documents), Style(lang, rules=rules)

    return {lang: made(lang) for lang in ("zh", "en")}


@pytest.fixture(params=["zh", "en"])
def real(checked, request):
    report, style = checked[request.param]
    out = html.write(report, style)
    return report, style, out, Page(out)


def test_every_link_has_its_place_and_every_id_is_one(real):
    page = real[3]
    ids = [node.attributes["id"] for node in page.nodes if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    links = {node.attributes["href"] for node in page.all("a")}
    assert all(link.startswith("#") for link in links)
    assert {link[1:] for link in links} <= set(ids)


def test_each_finding_is_marked_and_explained(real):
    report, style, _, page = real
    for number, one in enumerate(report.counted(), 1):
        note = page.one(f"f{number}")
        assert one.message.replace("\n", "⏎") in note.text
        assert page.one(f"m{number}").name == "mark"
        assert page.one(f"m{number}").has(f"f-{one.family}")
        if one.fix_title:
            assert one.fix_title in note.text
        why = " ".join(style.rules[one.rule].why[style.lang].split())
        assert why in note.text or re.search(rf"{WORDS[style.lang]['see_why']} \d+", note.text)


def test_each_submission_has_a_row_and_its_whole_text(real):
    report, style, out, page = real
    rows = [node for node in page.all("tr") if "data-part" in node.attributes]
    assert [node.attributes["data-verdict"] for node in rows] == [row.verdict for row in report.rows]
    articles = re.findall(r'<article id="(\w+)"(.*?)</article>', out, re.DOTALL)
    lines_of = {
        name: re.findall("<p>(.*?)</p></div>\n", re.sub('<a class="ref.*?</a>', "", body)) for name, body in articles
    }
    for node, row in zip(rows, report.rows, strict=True):
        assert (row.title or "") in node.text
        assert WORDS[style.lang][row.verdict] in node.text
        if row.path not in report.documents:
            continue
        starts, text = report.documents[row.path].line_starts, report.documents[row.path].text
        first, end = starts[row.start.line - 1], (*starts, len(text))[row.end.line]
        texts = [Page(f"<p>{line}</p>").nodes[0].text for line in lines_of[node.attributes["data-part"]]]
        wanted = text[first:end].rstrip("\n").replace("\x1b", r"\x1b").replace("\u202e", r"\u202e")
        assert "\n".join(texts).rstrip("\n") == wanted


def test_the_page_loads_nothing_and_runs_only_its_own_blocks(real):
    out, page = real[2:]
    policy = next(node.attributes["content"] for node in page.all("meta") if "http-equiv" in node.attributes)
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for name in ("style", "script"):
        (block,) = re.findall(f"<{name}>(.*?)</{name}>", out, re.DOTALL)
        digest = b64encode(sha256(block.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
        assert len(page.all(name)) == 1
    for node in page.nodes:
        assert not {"style", "src", "srcset", "action", "data"} & set(node.attributes)
        assert not [name for name in node.attributes if name.startswith("on")]


def test_what_is_handed_in_becomes_no_element(real):
    page = real[3]
    allowed = set(
        "html head meta title style body a header h1 ul li b span p main section h2 table thead tr th td tbody svg rect div "
        "label select option input button output h3 article h4 nav mark h5 figure figcaption blockquote footer script bdi".split()
    )
    assert {node.name for node in page.nodes} <= allowed


def test_hostile_text_is_shown_and_not_obeyed():
    of = document("</title><b>\x1b\udcff.txt", HOSTILE)
    found = finding(of, "</article>", message="<i>\u202e'\"", rule="x<y/z", family="x<y", excerpt="\x00</p>")
    report = report_of(of, found, failures=(Failure("a<b", "read", "<u>\x07"),), skipped={"<.x\x1b>": 1})
    for documents in ({of.name: of}, {}):
        out, page = written(report._replace(documents=documents))
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", out)
        assert len(page.all("script")) == 1
        assert not {"img", "i", "u"} & {node.name for node in page.nodes}
        assert "##[" not in out
        out.encode("utf-8")
    text = "".join(node.text for node in written(report)[1].all("div", "line"))
    assert r"\x1b" in text
    assert r"\u202e" in text
    assert r"\x00" in text
    assert "</script><script>alert(1)</script> 工作总结" in text


def test_failures_stand_before_everything_else_and_keep_their_rows(real):
    report, _, out, page = real
    assert report.failures
    (box,) = page.all("section", "failures")
    assert "scan.txt" in box.text
    assert out.index("failures") < out.index('id="submissions"')
    (row,) = [node for node in page.all("tr") if node.attributes.get("data-verdict") == "unchecked"]
    assert report.failures[0].message in page.one(row.attributes["data-part"]).text


def test_a_copied_passage_stands_beside_its_source(real):
    report, _, _, page = real
    found = [(number, one) for number, one in enumerate(report.counted(), 1) if one.rule == "duplicate/copied-passage"]
    assert found
    for number, one in found:
        beside = page.one(f"c{number}").text
        related = one.related[0]
        source = report.documents[related.path].text[related.start.offset : related.end.offset]
        assert one.excerpt.replace("\n", "") in beside
        assert source.replace("\n", "") in beside
        assert page.one(f"p{number}-0").attributes["href"] == f"#f{number}"


def test_a_submission_that_is_another_stands_beside_it_whole(real):
    report, _, _, page = real
    number = next(n for n, one in enumerate(report.counted(), 1) if one.rule == "duplicate/near-identical")
    sides = page.one(f"c{number}").text
    assert "小坪乡人民政府" in sides
    assert "大坪乡人民政府" in sides


def test_an_archived_source_is_named_and_never_taken_from_a_file_of_that_name():
    of = document("a.txt", "总结\n\n抄来的一段话\n")
    source = {
        "path": "a.txt",
        "submission": 1,
        "title": "去年总结",
        "unit": None,
        "archived": True,
        "label": "2023",
        "date": None,
    }
    found = finding(
        of, "抄来的一段话", "duplicate", rule="duplicate/copied-passage", data={"source": source},
        related=(Related("a.txt", position(of, 0), position(of, 2), "the source"),),
    )  # fmt: skip
    page = written(report_of(of, found))[1]
    beside = page.one("c1").text
    assert "去年总结" in beside
    assert WORDS["en"]["archived"] in beside
    assert not page.all("blockquote")


def test_without_its_document_a_finding_stands_with_its_context():
    of = document("a.txt", "总结\n\n培训xx人次\n")
    page = written(report_of(of, finding(of, "xx", context="培训xx人次"), documents={}))[1]
    assert "培训xx人次" in page.one("s1").text
    assert not page.all("mark")
    assert not {node.attributes["href"] for node in page.all("a")} & {"#m1"}


def test_suppressed_findings_are_shown_where_that_is_asked_for(checked):
    report, style = checked["en"]
    hidden = [one for one in report.findings if one.suppressed]
    assert hidden
    assert "涉密" not in "".join(node.text for node in Page(html.write(report, style)).all("div", "note"))
    page = Page(html.write(report, style._replace(show_suppressed=True)))
    (note,) = page.all("div", "suppressed")
    assert "涉密" in note.text
    assert len(page.all("div", "note")) == len(report.findings)


def test_suppressed_findings_do_not_count():
    of = document("a.txt", "总结\n\n培训xx人次，参加yy人\n")
    hidden = finding(of, "yy", suppressed=Suppression("comment", "known", 3))
    page = written(report_of(of, finding(of, "xx"), hidden), show_suppressed=True)[1]
    (row,) = [node for node in page.all("td", "error") if node.text]
    assert row.text == "1"


def test_text_between_submissions_is_shown():
    of = document("a.txt", "编者按：以下各篇\n# 甲总结\n培训xx次\n\n# 乙总结\n好\n附记yy\n")
    at = of.text.index
    rows = tuple(
        Row(
            "a.txt",
            number,
            title,
            None,
            None,
            None,
            "zh",
            "utf-8",
            position(of, at(title)),
            position(of, end),
            "accept",
            0,
        )
        for number, title, end in ((1, "甲总结", at("\n\n#")), (2, "乙总结", at("\n附记")))
    )
    loose = finding(of, "yy", submission=None)
    report = Report(rows, (finding(of, "xx"), loose), (), 1, len(of.text), {}, documents={"a.txt": of})
    page = written(report)[1]
    articles = page.all("article")
    assert [("data-stretch" in node.attributes) for node in articles] == [True, False, False, True]
    assert "# 甲总结" in articles[1].text
    assert "附记" in articles[3].text
    assert "message about yy" in articles[3].text


def test_no_finding_gets_lost_whatever_its_place_says():
    of = document("a.txt", "总结\n\n培训xx人次\n")
    odd = [finding(of, "xx", submission=7), finding(of, "xx", path="other.txt"), finding(of, "次\n", submission=None)]
    page = written(report_of(of, *odd))[1]
    assert len(page.all("div", "note")) == 3


def test_a_submission_that_was_not_handed_in_has_a_row():
    of = document("a.txt", "总结\n\n培训xx人次\n")
    absent = finding(of, "xx", "document", path="summarylint.toml", submission=None, message="南塘镇 has not handed in")
    page = written(report_of(of, absent))[1]
    (row,) = [node for node in page.all("tr") if "summarylint.toml" in node.text]
    assert "南塘镇" in page.one(row.attributes["data-part"]).text


def test_what_an_earlier_report_had_is_told():
    of = document("a.txt", "总结\n\n培训xx人次\n")
    mended = (
        Mended("total/ratio", "error", "a<b.txt", "was & is no more", "0", Position(3, 7, 9), "", "50%", "占50%"),
    )
    page = written(report_of(of, finding(of, "xx", status="open"), mended=mended))[1]
    assert "was & is no more" in page.all("section", "mended")[0].text
    assert WORDS["en"]["open"] in page.one("f1").text
    assert WORDS["en"]["against"].format(mended=1, open=1, new=0) in page.all("header", "top")[0].text


def test_relations_between_numbers_are_shown_where_they_were_asked_for():
    of = document("a.txt", "总结\n\n共3人，男1人，女2人\n")
    one = Explained(
        "total/parts-sum", "a.txt", 1, position(of, 4), position(of, 8), "共3人", "1 + 2 = 3", "共", "3", "3", True
    )
    page = written(report_of(of, relations=(one,)))[1]
    assert "1 + 2 = 3" in page.all("table", "reckoned")[0].text


def test_an_empty_report_is_a_page():
    for lang in ("zh", "en"):
        page = written(Report((), (), (Failure("", "discover", "nothing"),), 0, 0, {}), lang)[1]
        assert page.one("submissions").name == "table"


def test_the_page_says_its_language_and_has_landmarks(real):
    _, style, _, page = real
    assert page.nodes[0].attributes["lang"] == {"zh": "zh-CN", "en": "en"}[style.lang]
    assert len(page.all("main")) == len(page.all("h1")) == 1
    assert all(node.attributes.get("scope") for node in page.all("th"))
    assert all("aria-labelledby" in node.attributes for node in page.all("section"))


def test_both_languages_say_the_same_things():
    assert WORDS["zh"].keys() == WORDS["en"].keys()
    assert FAMILY_WORDS["zh"].keys() == FAMILY_WORDS["en"].keys()


TAGS = st.text("ab<&\n\r\u202e字", max_size=40)


@given(text=TAGS, cuts=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8), bounds=st.data())
def test_marks_nest_and_cover_exactly_their_stretches(text, cuts, bounds):
    of = document("a", text)
    start = bounds.draw(st.integers(0, len(text)))
    end = bounds.draw(st.integers(start, len(text)))
    marks = [
        Mark(
            min(cut),
            max(cut),
            f'<mark id="m{n}" class="c{n}">',
            f'<mark class="c{n}">',
            "</mark>",
            f'<a id="a{n}"></a>',
        )
        for n, cut in enumerate(cuts)
    ]
    here = [mark for mark in marks if start <= mark.start <= end]
    found = list(lines(of, start, end, here))
    page = Page("".join(f"<p>{line.html}</p>" for line in found))
    cut = of.text[start:end]
    assert "".join(node.text for node in page.all("p")) == re.sub("[\r\n]", "", cut).replace("\u202e", r"\u202e")
    for number, mark in enumerate(marks):
        if mark in here:
            covered = "".join(node.text for node in page.all("mark", f"c{number}"))
            wanted = text[mark.start : min(mark.end, end)]
            assert covered == re.sub("[\r\n]", "", wanted).replace("\u202e", r"\u202e")
            assert page.one(f"m{number}")
            assert page.one(f"a{number}")


@given(mine=st.text("ab 12字", max_size=30), theirs=st.text("ab 12字", max_size=30))
def test_what_does_not_differ_is_the_same_on_both_sides(mine, theirs):
    spans = _differences(mine, theirs)
    rest = []
    for text, changed in zip((mine, theirs), spans, strict=True):
        kept, at = "", 0
        for start, end in changed:
            assert at <= start < end <= len(text)
            kept, at = kept + text[at:start], end
        rest.append(kept + text[at:])
    assert rest[0] == rest[1]


def test_words_are_compared_whole():
    assert _differences("they left the trust", "they left the trusts") == ([(14, 19)], [(14, 20)])


@given(st.text())
def test_shown_text_is_text(text):
    out = shown(text)
    assert out == shown(text)
    page = Page(f"<p>{out}</p>")
    assert {node.name for node in page.nodes} <= {"p", "b"}
    assert "##[" not in out


def test_the_time_is_linear_in_overlaps_and_lines():
    def spent(size: int) -> float:
        of = document("a.txt", "培训xx人次，D员到会。\n" * size)
        each = len("培训xx人次，D员到会。\n")
        findings = []
        for number in range(size):
            at = number * each
            for family, start, end in (
                ("placeholder", 2, 4),
                ("masked", 7, 9),
                ("total", 3, 8),
                ("duplicate", 0, 2 * each),
            ):
                ends = min(at + end, len(of.text))
                findings.append(
                    finding(of, "xx", family, start=position(of, at + start), end=position(of, ends), data={})
                )
        report = report_of(of, *findings)
        started = time.process_time()
        html.write(report, Style("zh"))
        return time.process_time() - started

    spent(100)
    assert spent(4000) < 20 * max(spent(500), 0.02)


# In a browser


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="Chromium: playwright is not installed")
    installed = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with playwright.sync_playwright() as player:
        try:
            chromium = player.chromium.launch(executable_path=installed, args=["--no-sandbox"])
        except playwright.Error:
            pytest.skip("Chromium is not installed")
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser, checked, tmp_path, request):
    """The English report in a new page, and what the browser complained about."""
    path = tmp_path / "report.html"
    report, style = checked["en"]
    path.write_text(html.write(report, style), encoding="utf-8")
    context = browser.new_context(java_script_enabled=getattr(request, "param", True))
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: said.append(asked.url) if asked.url != path.as_uri() else None)
    page.goto(path.as_uri())
    yield page
    assert said == []
    context.close()


def titles(page) -> list[str]:
    return page.locator("#submissions tbody tr:visible td.title").all_inner_texts()


@pytest.mark.slow
def test_a_browser_filters(opened):
    everything = titles(opened)
    opened.select_option("#by-verdict", "return")
    some = titles(opened)
    assert 0 < len(some) < len(everything)
    assert opened.locator("article:visible").count() == len(some)
    opened.select_option("#by-verdict", "")
    opened.select_option("#by-family", "duplicate")
    assert "石溪镇2023年防汛救灾工作总结" in titles(opened)
    opened.fill("#by-text", "小坪")
    assert titles(opened) == ["小坪乡2023年度防汛抗旱工作总结"]
    assert opened.locator("#shown").inner_text().startswith("1 of")
    opened.click("#clear")
    assert titles(opened) == everything


@pytest.mark.slow
def test_a_browser_sorts(opened):
    opened.click("#submissions th.error button")
    counts = [int(text or 0) for text in opened.locator("#submissions td.error").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    assert opened.get_attribute("#submissions th.error", "aria-sort") == "descending"
    opened.focus("#submissions th.verdict button")
    opened.keyboard.press("Enter")
    verdicts = opened.eval_on_selector_all("#submissions tbody tr", "rows => rows.map(row => row.dataset.verdict)")
    assert verdicts == sorted(verdicts, key=["return", "review", "accept", "unchecked"].index)


@pytest.mark.slow
def test_a_browser_follows_links_there_and_back(opened):
    opened.click("a.ref[href='#f3']")
    assert opened.evaluate("location.hash") == "#f3"
    assert opened.locator("#f3").evaluate("e => e.getBoundingClientRect().top") < 700
    opened.click("#f3 a.num")
    assert opened.evaluate("location.hash") == "#m3"
    assert opened.locator("mark:target").count() == 1


@pytest.mark.slow
def test_a_link_to_a_text_that_is_filtered_out_brings_it_back(opened):
    opened.fill("#by-text", "小坪")
    opened.locator(".sides figure:visible").nth(1).locator("figcaption a").click()
    opened.wait_for_function("document.getElementById('by-text').value === ''")
    assert opened.locator("article:target:visible").count() == 1


@pytest.mark.slow
@pytest.mark.parametrize("opened", [True, False], indirect=True, ids=["scripts", "no scripts"])
def test_a_browser_shows_everything_in_print_and_on_a_narrow_screen(opened):
    assert opened.locator("#filters").is_visible() == (opened.locator("#submissions button").count() > 0)
    assert opened.locator("article:visible").count() == opened.locator("article").count()
    assert opened.locator(".note:visible").count() == opened.locator(".note").count() > 10
    opened.set_viewport_size({"width": 380, "height": 800})
    box = opened.locator("main").bounding_box()
    assert box["x"] >= 0
    assert box["width"] <= 380
    opened.emulate_media(media="print")
    assert opened.locator(".note:visible").count() == opened.locator(".note").count()
    assert not opened.locator("#filters").is_visible()
    assert opened.pdf(format="A4").startswith(b"%PDF")
