"""All rules and document types a run knows, shipped and from the user's packs, compiled so that a run reads no YAML."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, TypeVar

from summarylint import resources
from summarylint.errors import RuleError, Said, UnwritableError, placed, refusal
from summarylint.files import make_folder, replace
from summarylint.model import DocumentType, Example, Option, Rule, Section, TypeExample
from summarylint.ruleset.options import frozen
from summarylint.version import VERSION

if TYPE_CHECKING:
    from summarylint.ruleset.load import Pack


_Stored = tuple[list[tuple[Rule, str]], list[tuple[DocumentType, str]]]
"""The rules and document types of one pack, each with the id that it replaces."""


class Catalogue(dict[str, Rule]):
    """Rules by id, and beside them the document types."""

    def __init__(self) -> None:
        super().__init__()
        self.types: dict[str, DocumentType] = {}


def catalogue(packs: tuple[str, ...] = ()) -> Catalogue:
    """The shipped rules and those of the folders `packs`.

    Raises RuleError where a rule file is wrong or an id exists already and is not named by `replaces:`.
    """
    found = Catalogue()
    _add_all(found, _shipped())
    for pack in packs:
        _add_all(found, _cached(pack, trusted=False))
    return found


def _add_all(found: Catalogue, pack: _Stored) -> None:
    rules, types = pack
    for rule, replaces in rules:
        _add(found, rule, replaces, Said("rule", "规则"))
    for document_type, replaces in types:
        _add(found.types, document_type, replaces, Said("document type", "文种"))


_Named = TypeVar("_Named", Rule, DocumentType)


def _add(known: dict[str, _Named], added: _Named, replaces: str, what: Said) -> None:
    if replaces:
        if replaces not in known:
            unknown = Said(
                f"replaces '{replaces}', but there is no such {what}", f"要替换的{what.zh}“{replaces}”并不存在"
            )
            raise RuleError(placed(added.path, unknown))
        del known[replaces]
    if added.id in known:
        taken = Said(
            f"the {what} '{added.id}' exists already; say 'replaces: {added.id}' to take its place",
            f"已有名为“{added.id}”的{what.zh}；要取代它，请写 replaces: {added.id}",
        )
        raise RuleError(placed(added.path, taken))
    known[added.id] = added


def _shipped() -> _Stored:
    try:
        with open(resources.COMPILED, "rb") as file:
            return _from_json(json.loads(file.read()))
    except FileNotFoundError:
        return _cached(resources.shipped_rules(), trusted=True)


def compile_shipped(folder: str) -> str:
    """The catalogue of the shipped rules in `folder`, as the JSON text that a wheel carries."""
    from summarylint.ruleset.load import load_pack

    return json.dumps(_to_json(load_pack(folder, trusted=True)), ensure_ascii=False)


def _cached(folder: str, *, trusted: bool) -> _Stored:
    """The pack, from the cache where its files are unchanged."""
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
        raise RuleError(placed(error.filename, refusal(error))) from error
    return digest.hexdigest()


def _read_cache(path: str) -> _Stored | None:
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
    """Keep a pack for the next run; without a writable folder there is no cache."""
    from hashlib import blake2b

    digest = blake2b(body, digest_size=16).hexdigest().encode()
    try:
        make_folder(os.path.dirname(path))
        replace(path, digest + b"\n" + body)
    except UnwritableError:
        # A cache that can't be written costs time, never a finding.
        return


def _to_json(pack: Pack) -> Any:
    return {
        "rules": [{**rule._asdict(), "replaces": replaces} for rule, replaces in pack.rules],
        "types": [{**document_type._asdict(), "replaces": replaces} for document_type, replaces in pack.types],
    }


def _from_json(stored: Any) -> _Stored:
    return [_rule(fields) for fields in stored["rules"]], [_type(fields) for fields in stored["types"]]


def _rule(fields: dict[str, Any]) -> tuple[Rule, str]:
    replaces = fields.pop("replaces")
    fields["options"] = {name: Option(*option) for name, option in fields["options"].items()}
    fields["examples"] = tuple(Example(*map(frozen, example)) for example in fields["examples"])
    fields["tags"] = tuple(fields["tags"])
    fields["outranks"] = tuple(fields["outranks"])
    return Rule(**fields), replaces


def _type(fields: dict[str, Any]) -> tuple[DocumentType, str]:
    fields = frozen(fields)
    replaces = fields.pop("replaces")
    fields["sections"] = tuple(Section(*section) for section in fields["sections"])
    fields["examples"] = tuple(TypeExample(*example) for example in fields["examples"])
    return DocumentType(**fields), replaces
