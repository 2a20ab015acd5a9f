"""The documentation site: what it lists is what there is, its example works, and it builds without a warning."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from summarylint import errors
from summarylint.cli import main
from summarylint.config import _FILE_KEYS, _RUN_KEYS, MAX_SIZE_BYTES, RunSettings, Settings, parsed_toml
from summarylint.reporters import FORMATS
from summarylint.ruleset.catalogue import catalogue

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
LANGUAGES = ["", "zh"]
_ROW = re.compile(r"^\| `([^`|]+)` \|(.*)\|$", re.MULTILINE)
_FILE = re.compile(r'```yaml title="([^"]+)"\n(.*?)```', re.DOTALL)

in_both = pytest.mark.parametrize("lang", LANGUAGES, ids=["en", "zh"])


def page(lang, name):
    return (DOCS / lang / name).read_text(encoding="utf-8")


def rows(text):
    """The rows of all tables whose first cell is one word of code, as (word, other cells)."""
    return [(word, [cell.strip() for cell in rest.split("|")]) for word, rest in _ROW.findall(text)]


def between(text, start, end):
    """The part of a page from its heading number `start` to its heading number `end`."""
    return "".join(re.split(r"^(?=## )", text, flags=re.MULTILINE)[start:end])


@in_both
def test_the_configuration_page_lists_every_key_with_its_default(lang):
    text = page(lang, "configuration.md")
    run, of_a_file, overrides = (dict(rows(between(text, n, n + 1))) for n in (1, 2, 3))
    assert list(run) == list(_RUN_KEYS)
    assert list(of_a_file) == list(_FILE_KEYS)
    assert list(overrides) == ["overrides", "files"]
    defaults = {**Settings()._asdict(), **RunSettings()._asdict(), "max_size": MAX_SIZE_BYTES >> 20}
    for key, (_, default, _) in {**run, **of_a_file}.items():
        actual = defaults[key.replace("-", "_")]
        if default.startswith("`"):
            told = parsed_toml(f"value = {default.strip('`')}".encode(), "the page")["value"]
            assert (tuple(told) if isinstance(actual, tuple) else told) == actual, key
        else:
            assert actual is None, key


@in_both
def test_the_page_of_exit_codes_lists_them_all(lang):
    first = page(lang, "exit-codes.md").split("\n\n")[1]
    codes = {int(code) for code, _ in rows(first)}
    assert codes == {errors.OK, errors.FINDINGS, errors.FAILED, errors.INTERRUPTED}


@in_both
def test_the_page_of_formats_lists_them_all(lang):
    listed = [name for name, _ in rows(page(lang, "formats.md"))]
    assert len(listed) == len(set(listed))
    assert set(listed) == {*FORMATS, "docx"}


def commands(command, *above):
    """Every command and its options, as it is written."""
    if above:
        yield " ".join(above), command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, *above, name)


@in_both
def test_every_command_is_documented(lang):
    listed = {re.sub(r" (?:\[|-o|[A-Z]|[^\x00-\x7f]).*", "", name) for name, _ in rows(page(lang, "commands.md"))}
    groups = {"archive"}
    assert listed >= {name for name, _ in commands(main)} - groups


@in_both
@pytest.mark.parametrize("name", ["check", "fix", "annotate", "learn", "archive"])
def test_every_option_is_documented_under_its_command(lang, name):
    text = page(lang, "commands.md")
    below = re.split(r"^## ", text, flags=re.MULTILINE)
    section = next(part for part in below if part.startswith(name))
    if name == "fix":
        section += next(part for part in below if part.startswith("check"))
    shared = {"--lang", "--config", "--isolated", "-h", "--help"}
    options = {
        option
        for _, command in commands(main.commands[name], name)
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
    assert [option for option in sorted(options - shared) if option not in section] == []
    assert [option for option in ("--lang", "--config", "--isolated") if option not in below[0]] == []


@in_both
def test_the_pack_of_the_page_on_own_rules_works(lang, write, run):
    files = _FILE.findall(page(lang, "own-rules.md"))
    for name, content in files:
        write(name, content)
    said = re.search(r"^(\d+ passed, 0 failed)$", page(lang, "own-rules.md"), re.MULTILINE)[1]
    assert run("rules", "test", "our-rules") == (0, f"{said}\n", "")
    write("summarylint.toml", 'rule-packs = ["our-rules"]\n')
    ids = {name.split("/", 1)[1].removesuffix(".yaml") for name, _ in files}
    assert {word for word in run("rules", "list").out.split() if word.startswith("style/")} == {
        one for one in ids if one.startswith("style/")
    }
    assert run("types", "water-bulletin").code == 0
    write("a.txt", "关于春灌的记事\n\n截止目前，已放水三次（水发〔2024〕xx号）。\n")
    told = run("check", "a.txt", "--format", "concise").out
    assert "style/until-now" in told
    assert "style/file-number" in told


@in_both
def test_the_configs_that_pages_show_are_accepted(lang, write, run):
    write("past/.keep", "")
    for source in sorted((DOCS / lang).glob("*.md")):
        for number, content in enumerate(
            re.findall(r"^```toml\n(.*?)```", source.read_text("utf-8"), re.DOTALL | re.MULTILINE)
        ):
            if "[[ignore]]" not in content and "rule-packs" not in content:
                path = write(f"{source.stem}{number}.toml", content)
                ran = run("types", "--config", path)
                assert ran.code == 0, f"{source.name}: {ran.err}"


@pytest.fixture(scope="session")
def rule_pages():
    """The module that makes the pages of rules."""
    pytest.importorskip("mkdocs", reason="mkdocs is not installed")
    spec = importlib.util.spec_from_file_location("rule_pages", DOCS / "rule_pages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_rule_has_a_page_with_its_reason_and_examples(rule_pages, lang):
    rules = catalogue()
    index = rule_pages.index_text(list(rules.values()), lang)
    for rule in rules.values():
        assert f"]({rule.id}.md)" in index
        text = rule_pages.rule_text(rule, lang)
        assert text.startswith(f"# {rule.id}\n")
        assert text.count("\n## ") == 4 + bool(rule.options), f"{rule.id}: a part is missing"
        assert text.count("```text\n") == len(rule.examples)
        assert text.count("```") == 2 * len(rule.examples) + 2
        assert "»" in text.split("```text\n")[1], f"{rule.id}: the first example does not show what is found"
        assert all(f"- `{name}` (" in text for name in rule.options)


def test_the_site_builds_without_a_warning(tmp_path):
    if importlib.util.find_spec("mkdocs") is None or importlib.util.find_spec("material") is None:
        pytest.skip("mkdocs is not installed")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "site"
    for rule in catalogue():
        assert (site / "rules" / rule / "index.html").is_file()
        assert (site / "zh" / "rules" / rule / "index.html").is_file()
    assert not (site / "rule_pages.py").exists()
    # The site asks for nothing from elsewhere: it is read where there is no network too.
    loaded = re.findall(
        r'<(?:script|link|img)[^>]+(?:src|href)="(https?://[^"]+)"', (site / "index.html").read_text("utf-8")
    )
    assert loaded == []
