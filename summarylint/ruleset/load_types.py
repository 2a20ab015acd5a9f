"""Document types: `types/<type>.yaml` to DocumentType, refusing what is wrong with file and line."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from summarylint import resources
from summarylint.errors import Said, did_you_mean
from summarylint.model import LANGUAGES, DocumentType, Section, TypeExample
from summarylint.ruleset.reading import Reading, content_of, is_filled
from summarylint.ruleset.yaml_source import Lined

TYPE_KEYS = [
    "name",
    "titles",
    "likely-titles",
    "phrases",
    "form",
    "governed",
    "sections",
    "source",
    "examples",
    "replaces",
]
SECTION_KEYS = [
    "id",
    "like",
    "more",
    "name",
    "need",
    "shape",
    "headings",
    "headings-unless",
    "cues",
    "closing",
    "unless",
    "needed",
    "apart-from",
    "least",
    "nothing-counts",
]
EXAMPLE_KEYS = ["name", "title", "text", "parts", "missing", "empty", "detected"]
EXPRESSION_KEYS = ["headings", "headings-unless", "cues", "closing", "unless"]
SHAPES = ("", "lead", "parts", "signature")


def load_types(folder: str, *, trusted: bool) -> list[tuple[DocumentType, str]]:
    """The document types of one pack, by id, each with the id that it replaces (empty: none); raises RuleError."""
    place = os.path.join(folder, "types")
    names = sorted(name for name in os.listdir(place) if name.endswith(".yaml")) if os.path.isdir(place) else []
    found = []
    for name in names:
        given = content_of(os.path.join(place, name), f"types/{name}")
        found.append(_TypeReading(given, f"types/{name}", place).type(name[:-5], trusted))
    return found


class _TypeReading(Reading):
    """One document type being read."""

    what = Said("a document type", "文种文件")

    def type(self, type_id: str, trusted: bool) -> tuple[DocumentType, str]:
        self.refuse_unknown(self.given, TYPE_KEYS)
        written = self.given.get("sections", [])
        if not isinstance(written, list) or not all(isinstance(section, Lined) for section in written):
            raise self.wrong(
                Said("'sections' must be a list of mappings", "sections应为列表，每项写成 键: 值"), "sections"
            )
        ids = [self.text("id", None, section) for section in written]
        for section_id in ids:
            if ids.count(section_id) > 1:
                twice = Said(f"two sections have the id '{section_id}'", f"两个部分的id都是“{section_id}”")
                raise self.wrong(twice, "sections")
        found = DocumentType(
            id=type_id,
            name=self.both("name"),
            titles=self.expressions("titles", self.texts("titles")),
            likely_titles=self.expressions("likely-titles", self.texts("likely-titles")),
            phrases=self.expressions("phrases", self.texts("phrases")),
            form=self.one_of("form", ("", "parts"), ""),
            governed=self.flag("governed", self.given),
            sections=tuple(self.section(section, ids) for section in written),
            source=self.text("source"),
            examples=tuple(self.examples(ids)),
            path=self.name,
            trusted=trusted,
        )
        return found, self.text("replaces", "")

    def section(self, given: Lined, ids: list[str]) -> Section:
        self.refuse_unknown(given, SECTION_KEYS)
        if "like" in given:
            given = self.like(given, ids)
        section = Section(
            id=self.text("id", None, given),
            name=self.both("name", given),
            required=self.one_of("need", ("required", "usual"), None, given) == "required",
            shape=self.one_of("shape", SHAPES, "", given),
            headings=self.by_language("headings", given),
            headings_unless=self.by_language("headings-unless", given),
            cues=self.by_language("cues", given),
            closing=self.by_language("closing", given),
            unless=self.by_language("unless", given),
            needed=self.count("needed", 1, given),
            apart_from=self.sections_named("apart-from", self.texts("apart-from", given), ids, given),
            least=self.count("least", 4, given),
            nothing_counts=self.flag("nothing-counts", given),
        )
        if not section.shape and not section.headings:
            lacking = Said(
                f"the section '{section.id}' needs 'headings' or a 'shape' to be found by",
                f"部分“{section.id}”缺少headings或shape，无从查找",
            )
            raise self.wrong(lacking, None, given)
        return section

    def like(self, given: Lined, ids: list[str]) -> Lined:
        """`given` with all that it leaves out taken from the section that it says it is like, `type/section`."""
        written = self.text("like", None, given)
        type_id, _, section_id = written.partition("/")
        for place in (self.folder, os.path.join(resources.shipped_rules(), "types")):
            path = os.path.join(place, f"{os.path.basename(type_id)}.yaml")
            if not os.path.isfile(path):
                continue
            for section in content_of(path, f"types/{type_id}.yaml").get("sections", []):
                if isinstance(section, Lined) and section.get("id") == section_id and "like" not in section:
                    merged = Lined({**section, **given})
                    merged.line, merged.lines = given.line, {**dict.fromkeys(section, given.line), **given.lines}
                    if "apart-from" not in given and isinstance(section.get("apart-from"), list):
                        merged["apart-from"] = [name for name in section["apart-from"] if name in ids]
                    return self.with_more(merged)
        unknown = Said(
            f"there is no section '{written}' to be like (type/section, written out there)",
            f"没有可照搬的部分“{written}”（应写成 文种/部分，且在那里写全）",
        )
        raise self.wrong(unknown, "like", given)

    def with_more(self, given: Lined) -> Lined:
        """`given` with the expressions under `more` behind those that it has from the section that it is like."""
        for key, languages in given.pop("more", Lined()).items():
            if key not in EXPRESSION_KEYS or not isinstance(languages, Lined):
                meant = did_you_mean(key, EXPRESSION_KEYS)
                wanted = Said(
                    f"'more' adds to {', '.join(EXPRESSION_KEYS)}, for zh and en{meant}",
                    f"more只能给{'、'.join(EXPRESSION_KEYS)}补充，zh、en分写{meant.zh}",
                )
                raise self.wrong(wanted, "more", given)
            whole = Lined(given.get(key, Lined()))
            whole.line, whole.lines = languages.line, {**languages.lines}
            for language in languages:
                whole[language] = [*whole.get(language, []), *self.texts(language, languages)]
            given[key] = whole
        return given

    def by_language(self, key: str, given: Lined) -> Mapping[str, tuple[str, ...]]:
        value = given.get(key, Lined())
        if isinstance(value, list):
            return dict.fromkeys(LANGUAGES, self.expressions(key, self.texts(key, given), given))
        if not isinstance(value, Lined) or not set(value) <= set(LANGUAGES):
            wanted = Said(
                f"'{key}' must be a list of texts, or one for each of zh and en",
                f"{key}应为文字的列表，或zh、en各一个列表",
            )
            raise self.wrong(wanted, key, given)
        return {language: self.expressions(language, self.texts(language, value), value) for language in value}

    def sections_named(self, key: str, names: tuple[str, ...], ids: list[str], given: Lined) -> tuple[str, ...]:
        for name in names:
            if name not in ids:
                meant = did_you_mean(name, ids)
                unknown = Said(f"there is no section '{name}' here{meant}", f"这里没有“{name}”这个部分{meant.zh}")
                raise self.wrong(unknown, key, given)
        return names

    def count(self, key: str, default: int, given: Lined) -> int:
        value = given.get(key, str(default))
        if not isinstance(value, str) or not value.isdecimal() or not value.isascii():
            raise self.wrong(Said(f"'{key}' must be a whole number", f"{key}应为整数"), key, given)
        return int(value)

    def flag(self, key: str, given: Lined, default: str = "no") -> bool:
        return self.one_of(key, ("yes", "no", "true", "false"), default, given) in ("yes", "true")

    def examples(self, ids: list[str]) -> Iterator[TypeExample]:
        given = self.given.get("examples", [])
        if not isinstance(given, list) or not all(isinstance(example, Lined) for example in given):
            raise self.wrong(
                Said("'examples' must be a list of mappings", "examples应为列表，每项写成 键: 值"), "examples"
            )
        for example in given:
            self.refuse_unknown(example, EXAMPLE_KEYS)
            parts = example.get("parts", Lined())
            if not isinstance(parts, Lined) or not all(map(is_filled, parts.values())):
                wanted = Said("'parts' must be a mapping from sections to their texts", "parts应写成 部分: 正文")
                raise self.wrong(wanted, "parts", example)
            self.sections_named("parts", tuple(parts), [*ids, "other"], example)
            if bool(parts) == ("text" in example):
                raise self.wrong(
                    Said("an example needs 'text' or 'parts'", "例子要有text或parts，只能有一个"), None, example
                )
            yield TypeExample(
                name=self.text("name", None, example),
                text=self.text("text", "", example),
                line=example.line,
                title=self.text("title", "", example),
                missing=self.sections_named("missing", self.texts("missing", example), ids, example),
                empty=self.sections_named("empty", self.texts("empty", example), ids, example),
                parts=tuple(parts.items()),
                detected=self.flag("detected", example, "yes"),
            )
