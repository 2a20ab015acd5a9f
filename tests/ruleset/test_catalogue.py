"""The rules a run knows: shipped, packs of users, and the cache that spares reading YAML twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import blake2b
from pathlib import Path

import pytest

from summarylint import resources
from summarylint.errors import RuleError
from summarylint.ruleset.catalogue import catalogue, compile_shipped
from summarylint.ruleset.load import load_pack


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


def cached_files(cache: Path) -> list[Path]:
    return sorted(cache.glob("*")) if cache.is_dir() else []


def test_a_pack_adds_its_rules_to_the_shipped_ones(pack):
    assert list(catalogue((pack(),))) == [*catalogue(), "own/vague"]


def test_an_id_that_exists_is_refused(pack, rule):
    folder = pack({"placeholder/number-blank.yaml": rule()})
    with pytest.raises(
        RuleError,
        match=r"placeholder/number-blank\.yaml: the rule 'placeholder/number-blank' exists already; say 'replaces: ",
    ):
        catalogue((folder,))


def test_an_id_that_two_packs_have_is_refused(pack, rule):
    with pytest.raises(RuleError, match="'own/vague' exists already"):
        catalogue((pack(), pack({"own/vague.yaml": rule()}, name="other")))


@pytest.mark.parametrize("name", ["placeholder/number-blank", "own/my-number"])
def test_a_rule_takes_the_place_of_the_one_that_it_replaces(pack, rule, name):
    rules = catalogue((pack({f"{name}.yaml": rule(replaces="placeholder/number-blank")}),))
    assert rules[name].check == "pattern"
    assert ("placeholder/number-blank" in rules) == (name == "placeholder/number-blank")


def test_what_is_replaced_must_exist(pack):
    with pytest.raises(RuleError, match=r"own/vague\.yaml: replaces 'own/gone', but there is no such rule"):
        catalogue((pack(replaces="own/gone"),))


def test_the_compiled_catalogue_equals_the_yaml():
    folder = resources.shipped_rules()
    compiled = json.loads(compile_shipped(folder))
    pack = load_pack(folder, trusted=True)
    for loaded, stored in ((pack.rules, compiled["rules"]), (pack.types, compiled["types"])):
        for (found, replaces), fields in zip(loaded, stored, strict=True):
            assert {**json.loads(json.dumps(found._asdict())), "replaces": replaces} == fields


def test_a_compiled_catalogue_is_read_and_nothing_else(tmp_path, monkeypatch):
    folder = resources.shipped_rules()
    expected = catalogue()
    (tmp_path / "catalogue.json").write_text(compile_shipped(folder), encoding="utf-8")
    monkeypatch.setattr(resources, "COMPILED", str(tmp_path / "catalogue.json"))
    monkeypatch.setattr(resources, "shipped_rules", lambda: pytest.fail("the YAML was read"))
    assert catalogue() == expected


def test_the_second_time_the_cache_answers(pack, monkeypatch):
    folder = pack()
    first = catalogue((folder,))
    monkeypatch.setattr("summarylint.ruleset.load.load_pack", lambda *_, **__: pytest.fail("the YAML was read"))
    assert catalogue((folder,)) == first


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: content[:-20], id="cut short"),
        pytest.param(lambda content: content.replace("大概".encode(), "大約".encode()), id="changed"),
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda _: b"\xff\xfe\n[]", id="no text"),
    ],
)
def test_a_damaged_cache_is_ignored_and_mended(pack, cache, damage):
    folder = pack()
    first = catalogue((folder,))
    whole = {path: path.read_bytes() for path in cached_files(cache)}
    for path, content in whole.items():
        path.write_bytes(damage(content))
    assert catalogue((folder,)) == first
    assert {path: path.read_bytes() for path in cached_files(cache)} == whole


def test_a_cache_of_another_shape_is_ignored(pack, cache):
    folder = pack()
    first = catalogue((folder,))
    for path in cached_files(cache):
        body = b'[{"replaces": "", "options": {}, "examples": [], "tags": []}]'
        digest = blake2b(body, digest_size=16).hexdigest().encode()
        path.write_bytes(digest + b"\n" + body)
    assert catalogue((folder,)) == first


def test_without_a_folder_for_it_there_is_no_cache(pack, cache):
    folder = pack()
    cache.write_text("a file stands where the folder should be")
    assert "own/vague" in catalogue((folder,))


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="permissions are POSIX, and root writes all",
)
def test_a_read_only_cache_folder_costs_time_only(pack, cache):
    cache.mkdir(mode=0o500)
    assert "own/vague" in catalogue((pack(),))
    assert cached_files(cache) == []


@pytest.mark.parametrize("name", ["own/vague.yaml", "own/words.txt", "own/more.yaml"])
def test_changed_content_is_seen(pack, rule, name):
    listed = rule(options="{patterns: [a], exceptions: words.txt}")
    folder = pack({"own/vague.yaml": listed, "own/words.txt": "大概"})
    before = catalogue((folder,))
    pack({name: "左右" if name.endswith(".txt") else rule(title="Changed", options="{patterns: [b]}")})
    assert catalogue((folder,)) != before


def test_a_rule_that_was_deleted_is_gone(pack, rule):
    folder = pack({"own/vague.yaml": rule(), "own/more.yaml": rule()})
    assert "own/more" in catalogue((folder,))
    os.unlink(os.path.join(folder, "own/more.yaml"))
    assert "own/more" not in catalogue((folder,))


def test_a_pack_is_not_trusted_because_the_shipped_ones_are(pack):
    rules = catalogue((pack(),))
    assert {rule.id for rule in rules.values() if not rule.trusted} == {"own/vague"}


def test_an_escaped_surrogate_in_a_rule_makes_no_traceback(pack):
    folder = pack(title=r'"lone \ud800"')
    assert catalogue((folder,)) == catalogue((folder,))


@pytest.mark.slow
def test_processes_that_write_at_once_read_whole_catalogues(pack, cache):
    folder = pack()
    code = (
        "import shutil, sys\n"
        "from summarylint.ruleset.catalogue import catalogue\n"
        "for _ in range(10):\n"
        "    assert 'own/vague' in catalogue((sys.argv[1],))\n"
        "    shutil.rmtree(sys.argv[2], ignore_errors=True)\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, folder, str(cache)], stderr=subprocess.PIPE) for _ in range(3)
    ]
    assert [process.communicate(timeout=120)[1].decode() for process in running] == ["", "", ""]
    assert "own/vague" in catalogue((folder,))
    assert all(path.suffix == ".json" for path in cached_files(cache))
