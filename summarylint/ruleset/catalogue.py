"""All rules a run knows: the shipped ones and those of the user's packs, compiled so that a run reads no YAML."""

from __future__ import annotations

import json
import os
from typing import Any

from summarylint import resources
from summarylint.errors import RuleError
from summarylint.model import Example, Option, Rule
from summarylint.version import VERSION

Catalogue = dict[str, Rule]
"""Rules by id."""


def catalogue(packs: tuple[str, ...] = ()) -> Catalogue:
    """The shipped rules and those of the folders `packs`.

    Raises RuleError where a rule file is wrong or an id exists already and is not named by `replaces:`.
    """
    rules = {rule.id: rule for rule, _ in _shipped()}
    for pack in packs:
        for rule, replaces in _cached(pack, trusted=False):
            _add(rules, rule, replaces)
    return rules


def _add(rules: Catalogue, rule: Rule, replaces: str) -> None:
    if replaces:
        if replaces not in rules:
            message = f"{rule.path}: replaces '{replaces}', but there is no such rule"
            raise RuleError(message)
        del rules[replaces]
    if rule.id in rules:
        message = f"{rule.path}: the rule '{rule.id}' exists already; say 'replaces: {rule.id}' to take its place"
        raise RuleError(message)
    rules[rule.id] = rule


def _shipped() -> list[tuple[Rule, str]]:
    try:
        with open(resources.COMPILED, "rb") as file:
            return _from_json(json.loads(file.read()))
    except FileNotFoundError:
        return _cached(resources.shipped_rules(), trusted=True)


def compile_shipped(folder: str) -> str:
    """The catalogue of the shipped rules in `folder`, as the JSON text that a wheel carries."""
    from summarylint.ruleset.load import load_pack

    return json.dumps(_to_json(load_pack(folder, trusted=True)), ensure_ascii=False)


def _cached(folder: str, *, trusted: bool) -> list[tuple[Rule, str]]:
    """The pack's rules, from the cache where its files are unchanged."""
    key = _content_key(folder, trusted)
    path = os.path.join(resources.cache_folder(), f"rules-{key}.json")
    found = _read_cache(path)
    if found is None:
        from summarylint.ruleset.load import load_pack

        # YAML escapes can make lone surrogates. What was just read and what the cache gives must be equal.
        body = json.dumps(_to_json(load_pack(folder, trusted=trusted)), ensure_ascii=False).encode(
            "utf-8", "surrogatepass"
        )
        _write_cache(path, body)
        found = _from_json(json.loads(body))
    return found


def _content_key(folder: str, trusted: bool) -> str:
    """A digest of all that the compiled form depends on: the files' names and content, and the code that read them."""
    from hashlib import blake2b

    digest = blake2b(
        f"{VERSION} {trusted} {os.path.abspath(folder)}".encode("utf-8", "surrogateescape"), digest_size=16
    )
    code = (os.path.join(resources.PACKAGE, part) for part in ("checks", "ruleset"))
    for parent in code:
        for name in sorted(os.listdir(parent)):
            if name.endswith(".py"):
                status = os.stat(os.path.join(parent, name))
                digest.update(f"{name} {status.st_size} {status.st_mtime_ns}".encode())
    try:
        for parent, folders, names in os.walk(folder):
            folders.sort()
            for name in sorted(names):
                if name.endswith((".yaml", ".txt")):
                    path = os.path.join(parent, name)
                    digest.update(f"\0{os.path.relpath(path, folder)}\0".encode("utf-8", "surrogateescape"))
                    with open(path, "rb") as file:
                        digest.update(file.read())
    except OSError as error:
        message = f"{error.filename}: {error.strerror}"
        raise RuleError(message) from error
    return digest.hexdigest()


def _read_cache(path: str) -> list[tuple[Rule, str]] | None:
    """What the cache holds; None where it holds nothing, or something damaged."""
    from hashlib import blake2b

    try:
        with open(path, "rb") as file:
            digest, _, body = file.read().partition(b"\n")
        if blake2b(body, digest_size=16).hexdigest().encode() != digest:
            return None
        return _from_json(json.loads(body))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _write_cache(path: str, body: bytes) -> None:
    """Write whole or not at all, so that two processes never read half a file; without a writable folder there is no cache."""
    from hashlib import blake2b

    digest = blake2b(body, digest_size=16).hexdigest().encode()
    own = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(own, "wb") as file:
            file.write(digest + b"\n" + body)
        os.replace(own, path)
    except OSError:
        # A cache that can't be written costs time, never a finding.
        return


def _to_json(rules: list[tuple[Rule, str]]) -> list[Any]:
    return [{**rule._asdict(), "replaces": replaces} for rule, replaces in rules]


def _from_json(stored: list[Any]) -> list[tuple[Rule, str]]:
    found = []
    for fields in stored:
        replaces = fields.pop("replaces")
        fields["options"] = {name: Option(*option) for name, option in fields["options"].items()}
        fields["examples"] = tuple(Example(*example) for example in fields["examples"])
        fields["tags"] = tuple(fields["tags"])
        fields["outranks"] = tuple(fields["outranks"])
        found.append((Rule(**fields), replaces))
    return found
