"""What other programs read of the repository, by their own schemas; and `summarylint init`."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator
from referencing import Registry, Resource

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT.parent / "shared" / "schemas"
HOOKS = "pre-commit-hooks.schema.json"


def read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        (".pre-commit-hooks.yaml", "pre-commit-hooks.schema.json"),
        (".pre-commit-config.yaml", "pre-commit-config.schema.json"),
        ("action.yml", "github-action.schema.json"),
        ("templates/summarylint.gitlab-ci.yml", "gitlab-ci.schema.json"),
    ],
)
def test_other_programs_accept_our_files(path, schema):
    if not SCHEMAS.is_dir():
        pytest.skip("the schemas lie in ../shared, beside the checkout")
    content = read(ROOT / path)
    # YAML 1.1 reads the key `on` as true; none of these has it.
    schemas = {name: json.loads((SCHEMAS / name).read_text(encoding="utf-8")) for name in {schema, HOOKS}}
    # The schema of configs refers to that of hooks by its place in the web.
    known = [(f"https://json.schemastore.org/{HOOKS.replace('.schema', '')}", Resource.from_contents(schemas[HOOKS]))]
    validator = Draft7Validator(schemas[schema], registry=Registry().with_resources(known))
    assert [error.message for error in validator.iter_errors(content)] == []


def test_the_hook_takes_every_kind_of_document_and_no_other():
    from summarylint.discover import DOCUMENT_SUFFIXES

    pattern = re.compile(read(ROOT / ".pre-commit-hooks.yaml")[0]["files"])
    assert all(pattern.search(f"总结{suffix}") for suffix in DOCUMENT_SUFFIXES)
    assert not any(pattern.search(name) for name in ("a.py", "txt", "a.txt.bak", "a.xlsx"))


def test_the_action_puts_no_input_into_its_script():
    for step in read(ROOT / "action.yml")["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_init_writes_what_is_missing_and_changes_nothing(write, run, folder):
    write("in/a.txt", "一切都好。")
    (folder / ".git").mkdir()
    (folder / ".github").mkdir()
    write(".pre-commit-config.yaml", "repos: []\n")
    ran = run("init")
    assert ran.code == 0
    assert ran.out.splitlines()[:2] == ["wrote summarylint.toml", "wrote .github/workflows/summarylint.yml"]
    assert "id: summarylint" in ran.out
    assert (folder / ".pre-commit-config.yaml").read_text() == "repos: []\n"
    assert "1 .txt" in (folder / "summarylint.toml").read_text(encoding="utf-8")
    assert run("check", "in").code in (0, 1)
    assert "left as it is" in run("init").out


def test_every_key_of_the_written_config_is_one(write, run, folder):
    write("in/a.txt", "一切都好。")
    run("init")
    text = (folder / "summarylint.toml").read_text(encoding="utf-8")
    bare = re.sub(r"(?m)^# (?=[\w\[\"-]+( =|\]))", "", text)
    for path in ("past", "known.txt", "forms"):
        bare = re.sub(rf'(?m)^.*"{path}".*\n', "", bare)
    write("summarylint.toml", bare)
    ran = run("check", "in", "--format", "json")
    assert ran.code == 1, ran.err
    assert "document/not-submitted" in ran.out
    assert bare != text


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs git and a POSIX shell")
def test_pre_commit_runs_the_hook_on_a_scratch_repository(tmp_path):
    source = tmp_path / "summarylint"
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(source)], check=True)
    # What stands in the checkout, be it committed or not.
    for name in (".pre-commit-hooks.yaml",):
        (source / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    git = ["git", "-c", "user.email=a@example.org", "-c", "user.name=a"]
    subprocess.run([*git, "-C", str(source), "add", "."], check=True)
    subprocess.run([*git, "-C", str(source), "commit", "-q", "--allow-empty", "-m", "now"], check=True)
    scratch = tmp_path / "documents"
    scratch.mkdir()
    subprocess.run(["git", "init", "-q", str(scratch)], check=True)
    (scratch / "总结.txt").write_text("白石镇小记\n\n全年走访xx户。\n", encoding="utf-8")
    subprocess.run([*git, "-C", str(scratch), "add", "."], check=True)
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(source), "summarylint", "--all-files"],
        cwd=scratch, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if "No module named pre_commit" in done.stderr:
        pytest.skip("pre-commit is not installed")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "placeholder/number-blank" in done.stdout
