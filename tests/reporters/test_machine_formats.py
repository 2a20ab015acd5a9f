"""Reports for machines: each against its schema and a real consumer, from one example and from hostile texts.

Schemas are in ../shared/schemas (origins in its README). `SARIF_MULTITOOL` names Microsoft's tool where it is not in
`node_modules` of the repository (`npm install @microsoft/sarif-multitool`). To write golden files anew: UPDATE_GOLDEN=1.
"""

from __future__ import annotations

import csv
import importlib
import io
import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft7Validator
from markdown_it import MarkdownIt

from summarylint.errors import ConfigError
from summarylint.model import (
    Edit,
    Failure,
    Finding,
    Fix,
    Position,
    Related,
    Report,
    Row,
    Rule,
    Span,
    Suppression,
)
from summarylint.products import MARKDOWN_MARK
from summarylint.readers.decode import Decoded
from summarylint.readers.text import read_text
from summarylint.reporters import Style
from summarylint.reporters.columns import UTF8, UTF16, Columns
from summarylint.reporters.escapes import uri
from summarylint.reporters.line_hash import line_hashes

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
SCHEMAS = ROOT.parent / "shared" / "schemas"
with_schemas = pytest.mark.skipif(not SCHEMAS.is_dir(), reason="../shared/schemas is not here")

TEXT_FORMATS = "jsonl sarif github gitlab junit checkstyle rdjson rdjsonl markdown csv_report".split()
GOLDEN_FILES = {
    "jsonl": "report.jsonl",
    "sarif": "report.sarif",
    "github": "github-commands.txt",
    "gitlab": "gl-code-quality-report.json",
    "junit": "junit.xml",
    "checkstyle": "checkstyle.xml",
    "rdjson": "rdjson.json",
    "rdjsonl": "rdjsonl.jsonl",
    "markdown": "report.md",
    "csv_report": "report.csv",
}

SUMMARY_NAME = "文档/工作总结 100%#1（终稿）.txt"
SUMMARY = (
    "关于培训的记事\r\n\r\n"
    "😀𠮷全年培训xx场次，𠮷覆盖xx个乡镇。\r\n"
    "【广告】\r\n扫码关注\r\n"
    "é́共XX户。【校对：ignore[house/blank] 涉密】\r\n"
)
RESEARCH_NAME = "docs/research.md"
RESEARCH = "# 关于调研的记事\n\n🎉🎉 全年完成调研12次。\n"
WORD_NAME = "报告.docx"
WORD = "关于会议的记事\n召开会议xx次。\n"
DOCUMENTS = {
    name: read_text(name, Decoded(text, "utf-8"))
    for name, text in ((SUMMARY_NAME, SUMMARY), (RESEARCH_NAME, RESEARCH), (WORD_NAME, WORD))
}


def rule(name, severity, title, why):
    """A rule as far as reports tell of it."""
    return Rule(
        id=name,
        title=title,
        severity=severity,
        message={},
        why=why,
        check="pattern",
        kind="",
        scope="submission",
        on=True,
        options={},
        examples=(),
        source="GB/T 9704-2012",
        since="0.1.0",
        tags=("form",),
        outranks=(),
        path="house.yaml",
        trusted=False,
    )


RULES = {
    "house/blank": rule("house/blank", "error", {"zh": "没有填", "en": "a blank"}, {"zh": "请填上。", "en": "Fill it in."}),
    "house/advert": rule("house/advert", "warning", {"zh": "广告", "en": "an advertisement"}, {"zh": "请删去。", "en": "Delete it."}),
}  # fmt: skip


def at(name, excerpt, number=0, *, of_rule="house/blank", message="“{}”没有填", severity="error", **more):
    """The finding whose place is the `number`th occurrence of `excerpt`."""
    document = DOCUMENTS[name]
    start = -1
    for _ in range(number + 1):
        start = document.text.index(excerpt, start + 1)
    end = start + len(excerpt)
    columns = Columns(document, UTF16)
    shown = excerpt.replace("\r\n", "\n")
    return Finding(
        **{
            "rule": of_rule,
            "family": "house",
            "severity": severity,
            "message": message.format(shown),
            "path": name,
            "submission": 1,
            "start": columns.position(start),
            "end": columns.position(end),
            "place": "",
            "excerpt": shown,
            "context": shown,
            "fix": None,
            "fix_title": None,
            "related": (),
            "data": {"kind": "number"},
            "fingerprint": f"{start:016x}",
            "suppressed": None,
        }
        | more
    )


FIRST = Position(1, 1, 0)


def row(name, verdict, findings, start=FIRST):
    return Row(name, 1, "关于|培训*的记事", "甲单位", None, None, "zh", "utf-8", start, start, verdict, findings)


BEFORE = at(SUMMARY_NAME, "xx")
ADVERT = at(
    SUMMARY_NAME,
    "【广告】\r\n扫码关注\r\n",
    of_rule="house/advert",
    message="“{}”是广告",
    severity="warning",
)
EXAMPLE = Report(
    rows=(
        row(SUMMARY_NAME, "return", 3),
        row(RESEARCH_NAME, "review", 1),
        row(WORD_NAME, "return", 1),
        row("docs/scan.txt", "unchecked", 0, None),
    ),
    findings=(
        BEFORE,
        at(SUMMARY_NAME, "xx", 1, related=(Related(RESEARCH_NAME, *(
            at(RESEARCH_NAME, "12")[6:8]), "这里[第一处]填了12"),)),
        ADVERT._replace(
            fix=Fix((Edit(Span(ADVERT.start.offset, ADVERT.end.offset), ""),), safe=True), fix_title="删去"
        ),
        at(SUMMARY_NAME, "XX", suppressed=Suppression("comment", "涉密", 6)),
        at(RESEARCH_NAME, "调研", 1, of_rule="house/advert", message="“{}”是\u202e::error::<b>]]>", severity="info"),
        at(WORD_NAME, "xx", place="第2段"),
    ),
    failures=(
        Failure("docs/scan.txt", "read", "a PDF file, though named .txt"),
        Failure("", "archive", "the archive is gone"),
    ),
    files=4,
    characters=100,
    skipped={".xlsx": 1},
    documents=DOCUMENTS,
)  # fmt: skip
ZH, EN = Style("zh", rules=RULES), Style("en", rules=RULES)
SUPPRESSED_TOO = ZH._replace(show_suppressed=True)
NOTHING = Report((), (), (), 0, 0, {})


def written(name, report=EXAMPLE, style=ZH):
    return importlib.import_module(f"summarylint.reporters.{name}").write(report, style)


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_the_example_is_the_golden_file(name, monkeypatch):
    monkeypatch.setattr("summarylint.reporters.sarif.VERSION", "0")
    found = written(name)
    path = GOLDEN / GOLDEN_FILES[name]
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(found.encode())
    assert found.encode() == path.read_bytes()


@pytest.mark.parametrize("name", TEXT_FORMATS)
@pytest.mark.parametrize("style", [ZH, EN, SUPPRESSED_TOO], ids=["zh", "en", "suppressed"])
def test_failures_and_only_wanted_suppressed_findings_are_told(name, style):
    found = written(name, style=style)
    for failure in EXAMPLE.failures:
        assert failure.message in found.replace("\\_", "_")
    quiet = not style.show_suppressed and name != "sarif"
    assert ("“XX”没有填" in found) == (not quiet)


@pytest.mark.parametrize("name", [*TEXT_FORMATS, "xlsx"])
def test_the_same_report_is_written_the_same(name):
    assert written(name) == written(name)


# JSON lines, the JSON report's own keys


def test_lines_of_json_are_the_findings_and_errors_of_the_json_report():
    whole = json.loads(written("json_report"))
    lines = [json.loads(line) for line in written("jsonl", style=SUPPRESSED_TOO).splitlines()]
    assert lines == whole["findings"] + whole["errors"]


# SARIF


def multitool():
    """The native program; its npm wrapper hands arguments to a shell, which takes `Sarif;Ghas` apart."""
    path = Path(os.environ.get("SARIF_MULTITOOL") or ROOT / "node_modules" / ".bin" / "sarif-multitool").absolute()
    if not path.exists():
        pytest.skip("sarif-multitool is not here (npm install @microsoft/sarif-multitool, or SARIF_MULTITOOL)")
    for folder in path.parents:
        for native in folder.glob("@microsoft/sarif-multitool-*/Sarif.Multitool*"):
            if native.name in ("Sarif.Multitool", "Sarif.Multitool.exe"):
                return str(native)
    return str(path)


def validated(log, folder):
    """What the validator says of a log above a note; its exit code is 0 whatever it finds."""
    (folder / "report.sarif").write_text(log, encoding="utf-8")
    command = [multitool(), "validate", "report.sarif", "--rule-kind", "Sarif;Ghas", "--output", "told.sarif"]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=120)
    told = json.loads((folder / "told.sarif").read_text(encoding="utf-8-sig"))
    run = told["runs"][0]
    assert all(one["executionSuccessful"] for one in run["invocations"]), done.stdout
    return [
        (one["ruleId"], one["locations"][0]) for one in run.get("results", []) if one.get("level") in ("error", "warning")
    ]  # fmt: skip


@with_schemas
@pytest.mark.parametrize("style", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("report", [EXAMPLE, NOTHING, EXAMPLE._replace(documents={})], ids=["all", "nothing", "bare"])
def test_sarif_is_of_its_schema(report, style):
    schema = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    Draft4Validator(schema).validate(json.loads(written("sarif", report, style)))


@pytest.mark.parametrize("report", [EXAMPLE, NOTHING, EXAMPLE._replace(documents={})], ids=["all", "nothing", "bare"])
def test_the_sarif_validator_finds_nothing(report, tmp_path):
    assert validated(written("sarif", report), tmp_path) == []


def regions(log):
    """The regions of findings, fixes left out."""
    for result in log["runs"][0]["results"]:
        for location in result["locations"]:
            if result["ruleId"] != "summarylint/failure":
                yield location["physicalLocation"]


def test_sarif_regions_are_what_its_own_tool_cuts_out_of_the_files(tmp_path):
    report = EXAMPLE._replace(failures=(), findings=tuple(one for one in EXAMPLE.findings if not one.place))
    log = json.loads(written("sarif", report))
    ours = [region["region"].pop("snippet")["text"] for region in regions(log)]
    assert len(ours) == 5
    assert "\r\n" in ours[2]
    for name, document in DOCUMENTS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(document.text.encode())
    for region in regions(log):
        # The tool finds a file by a relative reference only where nothing in it is percent-encoded.
        region["artifactLocation"]["uri"] = f"{uri(str(tmp_path))}/{region['artifactLocation']['uri']}"
    (tmp_path / "bare.sarif").write_text(json.dumps(log), encoding="utf-8")
    command = [multitool(), "rewrite", "bare.sarif", "--output", "full.sarif", "--insert", "RegionSnippets"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    full = json.loads((tmp_path / "full.sarif").read_text(encoding="utf-8-sig"))
    assert [region["region"]["snippet"]["text"] for region in regions(full)] == ours


def test_sarif_says_what_was_suppressed_and_that_the_run_failed():
    run = json.loads(written("sarif"))["runs"][0]
    assert [len(result["suppressions"]) for result in run["results"]] == [0, 0, 0, 0, 0, 1, 0, 0]
    assert run["results"][5]["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "涉密"}]
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    assert len(invocation["toolExecutionNotifications"]) == 2
    assert [result["ruleId"] for result in run["results"]].count("summarylint/failure") == 2
    rules = [one["id"] for one in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


def test_sarif_names_place_baseline_and_links():
    findings = (EXAMPLE.findings[1]._replace(status="new"), EXAMPLE.findings[5]._replace(status="open"))
    linked, placed = json.loads(written("sarif", EXAMPLE._replace(failures=(), findings=findings)))["runs"][0][
        "results"
    ]
    assert (linked["baselineState"], placed["baselineState"]) == ("new", "unchanged")
    assert linked["message"]["text"] == "“xx”没有填（参见[这里\\[第一处\\]填了12](1)）"
    assert (
        linked["relatedLocations"][0]["physicalLocation"]["region"]["startColumn"] == len("🎉🎉 全年完成调研") + 2 + 1
    )
    assert placed["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "第2段"}]
    assert placed["partialFingerprints"]["primaryLocationLineHash"] == f"{findings[1].fingerprint}:1"


def test_no_excerpt_of_a_finding_that_has_none_stands_in_a_report():
    bare = tuple(one._replace(excerpt="", context="", message="a blank", fix=None) for one in EXAMPLE.findings)
    assert "snippet" not in written("sarif", EXAMPLE._replace(findings=bare))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("", ".", id="none"),
        pytest.param("a/b c.txt", "a/b%20c.txt", id="space"),
        pytest.param("总结%#?.txt", "%E6%80%BB%E7%BB%93%25%23%3F.txt", id="marks"),
        pytest.param("a:b\n.txt", "a%3Ab%0A.txt", id="scheme and line end"),
        pytest.param("\udcff.txt", "%FF.txt", id="no UTF-8"),
        pytest.param("\ud800.txt", "%5Cud800.txt", id="lone surrogate"),
    ],
)
def test_a_path_becomes_a_uri(path, expected):
    assert uri(path) == expected


@pytest.mark.skipif(os.name == "nt", reason="a path of POSIX")
def test_an_absolute_path_becomes_a_file_uri():
    assert uri("/tmp/总.txt") == "file:///tmp/%E6%80%BB.txt"


def test_sarif_tells_encodings_and_of_rules_that_nothing_is_known_of(tmp_path):
    documents = {name: one._replace(encoding="utf-16-le") for name, one in DOCUMENTS.items()}
    log = written("sarif", EXAMPLE._replace(documents=documents), Style("en"))
    assert validated(log, tmp_path) == []
    run = json.loads(log)["runs"][0]
    assert [one["encoding"] for one in run["artifacts"]] == ["utf-16le"] * 3
    assert run["tool"]["driver"]["rules"][1]["shortDescription"] == {"text": "house/blank"}
    assert "primaryLocationLineHash" not in run["results"][2]["partialFingerprints"]


# Values that the tests of github/codeql-action state.
@pytest.mark.parametrize(
    ("given_text", "hashes"),
    [
        pytest.param("", ["c129715d7a2bc9a3:1"], id="nothing"),
        pytest.param(
            " a\nb\n  \t\tc\n d",
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
            id="blanks",
        ),
        pytest.param(
            " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n",
            "e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 e20e36e16fcb0cc8:1 "
            "b3edc88f2938467e:1 c8e28b0b4002a3a0:1 c129715d7a2bc9a3:1".split(),
            id="line ends",
        ),
        pytest.param(
            "Lorem ipsum dolor sit amet.\n" * 10,
            "a7f2ff13bc495cf2:1 a7f2ff13bc495cf2:2 a7f2ff13bc495cf2:3 a7f2ff13bc495cf2:4 a7f2ff13bc495cf2:5 "
            "a7f2ff13bc495cf2:6 a7f2ff1481e87703:1 a9cf91f7bbf1862b:1 55ec222b86bcae53:1 cc97dc7b1d7d8f7b:1 "
            "c129715d7a2bc9a3:1".split(),
            id="repeats",
        ),
    ],
)  # fmt: skip
def test_lines_have_the_hashes_that_github_reckons(given_text, hashes):
    assert line_hashes(given_text) == hashes


@given(lines=st.lists(st.text(alphabet="a年é😀𠮷\ud800", max_size=3000), min_size=1, max_size=4), data=st.data())
@pytest.mark.parametrize("encoding", [UTF8, UTF16], ids=["utf-8", "utf-16"])
def test_columns_count_units_of_the_line(encoding, lines, data):
    text = "\n".join(lines)
    columns = Columns(read_text("a.txt", Decoded(text, "utf-8")), encoding)
    line = data.draw(st.integers(1, len(lines)))
    column = data.draw(st.integers(0, len(lines[line - 1])))
    offset = sum(len(one) + 1 for one in lines[: line - 1]) + column
    before = lines[line - 1][:column].encode(encoding[0], "surrogatepass")
    assert columns.position(offset) == Position(line, column + 1, offset)
    assert columns.of(Position(line, column + 1, offset)) == len(before) // encoding[1] + 1


@pytest.mark.parametrize("position", [Position(9, 1, 0), Position(1, 1, 99), Position(1, 3, 1)])
def test_a_position_of_another_document_has_no_column(position):
    assert Columns(read_text("a.txt", Decoded("总结", "utf-8")), UTF8).of(position) is None


# GitHub

_COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def commands(text):
    """Each command as the runner reads it: level, properties and message."""
    for line in text.splitlines():
        match = _COMMAND.fullmatch(line)
        if match:
            properties = dict(one.split("=", 1) for one in match[2].split(","))
            undone = {key: value.replace("%3A", ":").replace("%2C", ",") for key, value in properties.items()}
            yield match[1], {key: _undo(value) for key, value in undone.items()}, _undo(match[3])


def _undo(text):
    return text.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")


def test_github_gets_the_places_of_findings():
    found = list(commands(written("github")))
    assert [level for level, _, _ in found] == ["error"] * 5 + ["warning", "notice"]
    assert found[2][1] == {"file": SUMMARY_NAME, "line": "3", "endLine": "3", "col": "7", "title": "house/blank"}
    assert found[4][1:] == ({"file": WORD_NAME, "title": "house/blank"}, "第2段：“xx”没有填")


def test_github_gets_ten_of_each_level_the_gravest_first_and_is_told_of_the_others():
    findings = (*[EXAMPLE.findings[4]] * 12, *[BEFORE] * 30, EXAMPLE.findings[2])
    lines = written("github", EXAMPLE._replace(findings=findings), EN).splitlines()
    assert [line.split()[0] for line in lines[:-1]] == ["::error"] * 10 + ["::warning"] + ["::notice"] * 10
    assert lines[-1] == "24 more not listed: error 22, notice 2"


@given(path=st.text(alphabet="a总%,\n;=", min_size=1), message=st.text(alphabet="a总%0A:,[=", min_size=1))
@example(path="a,line=1%3A", message="a%0A::error::x")
def test_github_reads_back_what_was_meant(path, message):
    report = NOTHING._replace(findings=(BEFORE._replace(path=path, message=f"“{message}”"),))
    ((_, properties, data),) = commands(written("github", report))
    assert (properties["file"], data) == (path, f"“{message}”")


# GitLab


@with_schemas
@pytest.mark.parametrize("report", [EXAMPLE, NOTHING], ids=["all", "nothing"])
def test_gitlab_issues_are_of_their_schema(report):
    schema = json.loads((SCHEMAS / "gitlab-codeclimate-item.schema.json").read_text(encoding="utf-8"))
    issues = json.loads(written("gitlab", report))
    assert len(issues) == len(report.failures) + len(report.counted())
    for issue in issues:
        Draft7Validator(schema).validate(issue)


def test_gitlab_issues_have_fingerprints_of_their_own():
    again = EXAMPLE._replace(findings=EXAMPLE.findings * 2, failures=EXAMPLE.failures * 2)
    issues = json.loads(written("gitlab", again))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 14
    assert issues[0]["severity"] == "critical"
    assert {issue["location"]["path"] for issue in issues} == {
        SUMMARY_NAME,
        RESEARCH_NAME,
        WORD_NAME,
        "docs/scan.txt",
        ".",
    }


# XML


def valid_xml(text, schema):
    etree = pytest.importorskip("lxml.etree")
    tree = etree.fromstring(text.encode())
    if SCHEMAS.is_dir():
        etree.XMLSchema(etree.parse(str(SCHEMAS / schema))).assertValid(tree)
    return tree


@with_schemas
@pytest.mark.parametrize("report", [EXAMPLE, NOTHING], ids=["all", "nothing"])
@pytest.mark.parametrize("style", [ZH, EN, SUPPRESSED_TOO], ids=["zh", "en", "suppressed"])
def test_xml_is_of_its_schemas(report, style):
    valid_xml(written("checkstyle", report, style), "checkstyle-report-1.0.0.xsd")
    valid_xml(written("junit", report, style), "junit-10.xsd")


def test_checkstyle_gets_all_findings_by_file():
    tree = valid_xml(written("checkstyle"), "checkstyle-report-1.0.0.xsd")
    assert [(file.get("name"), len(file)) for file in tree] == [
        ("docs/scan.txt", 1), (".", 1), (SUMMARY_NAME, 3), (RESEARCH_NAME, 1), (WORD_NAME, 1),
    ]  # fmt: skip
    assert dict(tree[2][0].attrib) == {
        "line": "3", "column": "7", "severity": "error", "message": "“xx”没有填", "source": "house/blank",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fail_on", "failures"),
    [pytest.param("error", 2, id="error"), pytest.param("info", 3, id="info"), pytest.param("never", 0, id="never")],
)
def test_junit_tests_fail_where_the_run_does(fail_on, failures):
    junitparser = pytest.importorskip("junitparser")
    read = junitparser.JUnitXml.fromstring(written("junit", style=ZH._replace(fail_on=fail_on)).encode())
    assert (read.tests, read.failures, read.errors) == (5, failures, 2)
    results = [result for suite in read for case in suite for result in case.result]
    assert sum(isinstance(one, junitparser.Failure) for one in results) == failures
    assert sum(isinstance(one, junitparser.Error) for one in results) == 2
    names = {suite.name: [case.name for case in suite] for suite in read}
    assert names[SUMMARY_NAME] == ["第1篇 关于|培训*的记事"]
    assert names["docs/scan.txt"] == ["读取文件"]


def test_junit_keeps_findings_of_no_submission():
    lost = EXAMPLE._replace(rows=(), failures=(), findings=(BEFORE, BEFORE._replace(submission=None, path="x.toml")))
    tree = valid_xml(written("junit", lost, EN), "junit-10.xsd")
    assert [case.get("name") for case in tree.iter("testcase")] == ["submission 1", "text of no submission"]


# reviewdog


@with_schemas
@pytest.mark.parametrize("report", [EXAMPLE, NOTHING, EXAMPLE._replace(documents={})], ids=["all", "nothing", "bare"])
def test_reviewdog_diagnostics_are_of_their_schema(report):
    def schema(name):
        return json.loads((SCHEMAS / "rdjson" / f"{name}.json").read_text(encoding="utf-8"))

    whole = json.loads(written("rdjson", report))
    Draft4Validator(schema("DiagnosticResult")).validate(whole)
    lines = [json.loads(line) for line in written("rdjsonl", report).splitlines()]
    for line in lines:
        Draft4Validator(schema("Diagnostic")).validate(line)
    assert [{**one, "source": {"name": "summarylint"}} for one in whole["diagnostics"]] == lines


@pytest.fixture(scope="module")
def reviewdog(tmp_path_factory):
    """The messages of reviewdog's own protocol definition."""
    protoc = pytest.importorskip("grpc_tools.protoc", reason="grpcio-tools is not installed")
    if not SCHEMAS.is_dir():
        pytest.skip("../shared/schemas is not here")
    from google.protobuf import descriptor_pb2, message_factory

    described = tmp_path_factory.mktemp("proto") / "reviewdog.bin"
    arguments = ["protoc", f"-I{SCHEMAS / 'rdjson'}", f"--descriptor_set_out={described}", "reviewdog.proto"]
    assert protoc.main(arguments) == 0
    files = descriptor_pb2.FileDescriptorSet.FromString(described.read_bytes())
    return message_factory.GetMessages(files.file)


def bytes_at(content, found):
    """The bytes that a range of bytes columns covers."""
    starts = [0, *(match.end() for match in re.finditer(b"\n", content))]
    start, end = (starts[place.line - 1] + place.column - 1 for place in (found.start, found.end))
    return content[start:end]


def test_reviewdog_reads_ranges_as_bytes(reviewdog):
    from google.protobuf import json_format

    whole = json_format.Parse(written("rdjson", style=SUPPRESSED_TOO), reviewdog["reviewdog.rdf.DiagnosticResult"]())
    lines = written("rdjsonl", style=SUPPRESSED_TOO).splitlines()
    one_by_one = [json_format.Parse(line, reviewdog["reviewdog.rdf.Diagnostic"]()) for line in lines]
    assert [(one.message, one.location) for one in one_by_one] == [
        (one.message, one.location) for one in whole.diagnostics
    ]
    assert len(lines) == 8
    for told, finding in zip(whole.diagnostics[2:-1], EXAMPLE.findings, strict=False):
        content = DOCUMENTS[finding.path].text.encode()
        assert bytes_at(content, told.location.range).decode().replace("\r\n", "\n") == finding.excerpt
    (suggestion,) = whole.diagnostics[4].suggestions
    assert bytes_at(SUMMARY.encode(), suggestion.range) == "【广告】\r\n扫码关注\r\n".encode()
    assert (
        whole.diagnostics[3].related_locations[0].location.range.start.column == len("🎉🎉 全年完成调研".encode()) + 1
    )
    assert not whole.diagnostics[7].location.HasField("range")


def test_reviewdog_gets_whole_lines_where_bytes_cannot_be_counted():
    ranges = [
        one["location"].get("range")
        for one in json.loads(written("rdjson", EXAMPLE._replace(documents={})))["diagnostics"]
    ]
    assert ranges[2:5] == [
        {"start": {"line": 3}, "end": {"line": 3}},
        {"start": {"line": 3}, "end": {"line": 3}},
        {"start": {"line": 4}, "end": {"line": 5}},
    ]  # fmt: skip


def test_reviewdog_gets_several_edits_as_one_suggestion():
    first = SUMMARY.index("全年")
    edits = (Edit(Span(first + 4, first + 6), "10"), Edit(Span(first, first + 2), "本年"))
    report = NOTHING._replace(findings=(BEFORE._replace(fix=Fix(edits, safe=False)),), documents=DOCUMENTS)
    (told,) = json.loads(written("rdjson", report))["diagnostics"]
    assert [one["text"] for one in told["suggestions"]] == ["本年培训10"]


# Tables


def test_csv_is_read_back():
    head, *rows = csv.reader(io.StringIO(written("csv_report")))
    assert len(rows) == 7
    cells = dict(zip(head, rows[2], strict=True))
    assert (cells["path"], cells["line"], cells["column"], cells["excerpt"]) == (SUMMARY_NAME, "3", "7", "xx")
    assert [one[8] for one in rows[:2]] == ["summarylint/failure"] * 2


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "　＝", "＋", "－", "＠", "\xa0=", "\r@"])
def test_no_cell_of_csv_is_a_formula(start):
    report = NOTHING._replace(
        findings=(BEFORE._replace(path=f"{start}a", message=f"{start}1+1", excerpt=f"{start}cmd|x"),),
        failures=(Failure(f"{start}b", "read", "x"),),
    )
    text = written("csv_report", report)
    for row_read in csv.reader(io.StringIO(text)):
        for cell in row_read:
            assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠\t\r"))
    assert all(line.startswith('"') and line.endswith('"') for line in text.splitlines())


def sheets(report, style=ZH):
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", report, style)))
    return {sheet.title: sheet for sheet in book}


def test_a_workbook_is_read_back():
    found = sheets(EXAMPLE)
    assert list(found) == ["问题", "篇目", "未能检查"]
    rows = list(found["问题"].values)
    assert len(rows) == 6
    assert rows[1][:8] == (SUMMARY_NAME, 1, 3, 7, None, "错误", "“xx”没有填", "xx")
    assert [one[4] for one in found["篇目"].values] == ["结论", "退回", "复核", "退回", "未能检查"]
    assert list(found["未能检查"].values)[2] == (None, "archive", "the archive is gone")


def test_nothing_is_a_workbook_too():
    assert [len(list(sheet.values)) for sheet in sheets(NOTHING, EN).values()] == [1, 1]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "http://example.org", "internal:x!A1", "{=1}", "_x0041_", "007", "\x1b[31m\x00\ufffe", "é" * 40_000, "😀" * 40_000],
    ids=["formula", "link", "internal", "array", "escape", "number", "controls", "long", "long emoji"],
)  # fmt: skip
def test_texts_of_a_workbook_stay_texts(text):
    sheet = sheets(NOTHING._replace(findings=(BEFORE._replace(message=text, excerpt=text, path=text),)))["问题"]
    for column in (1, 7, 8):
        cell = sheet.cell(2, column)
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        assert len(cell.value.encode("utf-16-le")) // 2 <= 32_767
        assert cell.value[:4] in (text[:4], text[:2], r"\x1b")
        assert "\x1b" not in cell.value


def test_a_sheet_says_how_many_rows_it_has_no_place_for(monkeypatch):
    monkeypatch.setattr("summarylint.reporters.xlsx._MOST_ROWS", 4)
    rows = list(sheets(EXAMPLE, EN)["findings"].values)
    assert len(rows) == 4
    assert rows[3][0] == "3 more not listed"


def test_without_its_library_a_workbook_is_an_error_that_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(ConfigError, match=r"summarylint\[xlsx\]"):
        written("xlsx")


# Markdown


def read_markdown(text):
    """Tokens, those in lines too, as a reader of tables sees them."""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        yield token
        yield from token.children or ()


def test_a_page_has_a_table_of_submissions_the_gravest_first():
    tokens = list(read_markdown(written("markdown")))
    cells = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "td_open"]
    assert cells[::5] == ["未能检查", "退回", "退回", "复核"]
    assert cells[8] == r"关于\|培训\*的记事".replace(r"\|", "|")
    headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
    assert len(headings) == 6


def test_a_page_says_that_nothing_was_found():
    assert "Nothing found." in written("markdown", NOTHING, EN)


def test_a_page_stays_under_what_github_takes():
    for unit in ("@a", "\u0301", "\x1b", "<", "\U0001e8d0", "://"):
        long = unit * 600
        found = tuple(BEFORE._replace(path=f"{number}{long}", message=long) for number in range(400))
        rows = tuple(row(long, "return", 1)._replace(title=long) for _ in range(300))
        report = Report(rows, found, (Failure(long, "read", long),) * 90, 1, 1, {})
        text = written("markdown", report, EN)
        assert len(text.encode()) < 1_000_000
        assert [line for line in text.splitlines() if "more not listed" in line] == [
            "200 more not listed", "40 more not listed", "150 more not listed",
        ]  # fmt: skip


# All formats, hostile texts

HOSTILE = (
    "\x1b[2J\x00\x9b31m\u202e\u2066\ufeff]]>\r\n::error::x\n##[error]y%0A::warning::z\n=cmd|' /C calc'!A0\n"
    "</script><script>alert(1)</script><!-- [a](https://evil.example) www.evil.example @all `x` | **b** $x$ #1\n"
    "\ud800\udcff\ufffe\uffff\u2028\x85\x0b\x0c{0} {姓名} &amp; \"'"
)
RAW = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def hostile(text, name):
    """A report of which every text that others write is `text`, and of their file names `name`."""
    document = read_text(name, Decoded(text, "utf-8"))
    end = Columns(document, UTF16).position(len(text))
    finding = Finding(
        rule="house/blank",
        family="house",
        severity="error",
        message=text,
        path=name,
        submission=1,
        start=FIRST,
        end=end,
        place="",
        excerpt=text,
        context=text,
        fix=Fix((Edit(Span(0, len(text)), text),), safe=True),
        fix_title=text,
        related=(Related(name, FIRST, end, text),),
        data={},
        fingerprint="0",
    )
    findings = (
        finding,
        finding._replace(place=text),
        finding._replace(path="elsewhere", suppressed=Suppression("baseline", text, None)),
    )
    rows = (row(name, "return", 2)._replace(title=text, unit=text),)
    return Report(rows, findings, (Failure(name, "read", text),), 1, 1, {}, documents={name: document})


def json_of(output):
    """What a reader gets of a report as it is written to a file."""
    return json.loads(output.encode("utf-8", "backslashreplace"))


texts = st.text(st.characters() | st.sampled_from(HOSTILE), max_size=60)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts, name=texts)
@example(text=HOSTILE, name=HOSTILE)
@example(text="", name="-")
def test_hostile_texts_are_read_by_every_consumer(text, name):
    report = hostile(text, name)
    found = {one: written(one, report, SUPPRESSED_TOO) for one in TEXT_FORMATS}
    lines = found["jsonl"].splitlines()
    # Two surrogates that lie side by side are one character to JSON, as in the JSON report.
    whole = json_of(written("json_report", report))
    assert [json.loads(line) for line in lines] == whole["findings"] + whole["errors"]
    for one, output in found.items():
        output.encode()
        if one in ("github", "markdown", "csv_report"):
            assert not RAW.search(output)
    check_github(found["github"])
    assert len(json.loads(found["gitlab"])) == 4
    sarif = json.loads(found["sarif"])
    assert len(sarif["runs"][0]["results"]) == 4
    json.dumps(sarif, ensure_ascii=False).encode()
    tree = valid_xml(found["checkstyle"], "checkstyle-report-1.0.0.xsd")
    assert sum(len(file) for file in tree) == 4
    assert len(list(valid_xml(found["junit"], "junit-10.xsd").iter("error"))) == 1
    assert len(json.loads(found["rdjson"])["diagnostics"]) == len(found["rdjsonl"].splitlines()) == 4
    assert [len(cells) for cells in csv.reader(io.StringIO(found["csv_report"]))] == [15] * 5
    check_markdown(found["markdown"])


def check_github(output):
    for line in output.split("\n")[:-1]:
        assert re.match(r"::(error|warning|notice) file=[^:]*,title=[^:]*::", line)
        assert not re.search(r"##\[\w*\]", line) or "\\x23#" in line


def check_markdown(output):
    allowed = {"text", "softbreak", "html_inline", "strong_open", "strong_close"}
    # The mark by which summarylint knows its reports again is ours, and the first line.
    for token in read_markdown(output.removeprefix(f"{MARKDOWN_MARK}\n")):
        assert not token.type.startswith(("link", "image", "code", "html_block", "fence", "blockquote", "em_"))
        if token.type == "inline":
            assert {child.type for child in token.children} <= allowed | {"text_special"}
        if token.type == "html_inline":
            assert token.content == "<!-- -->"


def test_hostile_texts_are_read_by_reviewdog(reviewdog):
    from google.protobuf import json_format

    whole = written("rdjson", hostile(HOSTILE, HOSTILE), SUPPRESSED_TOO)
    assert len(json_format.Parse(whole, reviewdog["reviewdog.rdf.DiagnosticResult"]()).diagnostics) == 4


def test_hostile_texts_are_read_by_the_sarif_validator(tmp_path):
    assert validated(written("sarif", hostile(HOSTILE, "总\x1b\udcff:\n.txt")), tmp_path) == []


def test_hostile_texts_are_read_by_a_workbook():
    found = sheets(hostile(HOSTILE, HOSTILE))
    assert [len(list(sheet.values)) for sheet in found.values()] == [3, 2, 2]
