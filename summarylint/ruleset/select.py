"""From settings to what runs: which rules, how grave, with which options."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from summarylint import checks
from summarylint.checks.base import Check
from summarylint.config import Settings
from summarylint.errors import ConfigError, Said, did_you_mean, placed
from summarylint.model import FAMILIES, DocumentType, Rule
from summarylint.names import FAMILY_OF, type_named, type_names
from summarylint.ruleset.catalogue import Catalogue
from summarylint.ruleset.options import check_options, frozen, no_expression


class ActiveRule(NamedTuple):
    """A rule that runs, and how grave the settings say it is."""

    rule: Rule
    severity: str


class ActiveCheck(NamedTuple):
    """One check with its options, and the rules that it serves, by the kind of hit."""

    find: Check
    scope: str
    rules: Mapping[str, ActiveRule]


Plan = tuple[ActiveCheck, ...]


class Ruleset:
    """A catalogue, and the plans made from it, one for each set of settings."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._plans: dict[Settings, Plan] = {}

    def plan(self, settings: Settings) -> Plan:
        """What runs under `settings`; raises ConfigError for a name or option that does not exist."""
        if settings not in self._plans:
            self._plans[settings] = self._make(settings)
        return self._plans[settings]

    def refuse_unknown(self, settings: Settings, where: str) -> None:
        """Raises ConfigError where the settings name a rule, family or document type that does not exist."""
        types = self.catalogue.types
        if settings.type is not None and type_named(types, settings.type) is None:
            raise ConfigError(placed(settings.type_origin or where, no_type(settings.type, types)))
        named = [*settings.select, *settings.extend_select, *settings.ignore]
        named += [name for name, _ in settings.severity]
        for name, _ in settings.options:
            if name not in self.catalogue:
                meant = did_you_mean(name, self.catalogue)
                wrong = Said(
                    f"options are for a rule, and there is none '{name}'{meant}",
                    f"[options]写给规则，而没有“{name}”这条规则{meant.zh}",
                )
                raise ConfigError(placed(where, wrong))
        families = self.families
        for name in named:
            if name not in self.catalogue and name not in families:
                raise ConfigError(placed(where, self.no_rule(name)))

    @property
    def families(self) -> tuple[str, ...]:
        """The families of all rules, ours first."""
        return tuple(dict.fromkeys([*FAMILIES, *(rule.family for rule in self.catalogue.values())]))

    def no_rule(self, name: str) -> Said:
        """What is said of a name that is neither a rule's nor a family's."""
        (meant,) = self.unknown([name]).values()
        return Said(f"there is no rule or family '{name}'{meant}", f"没有“{name}”这条规则或这一类{meant.zh}")

    def unknown(self, names: Iterable[str]) -> dict[str, Said]:
        """Those of `names` that are neither a rule's nor a family's, each with what was meant."""
        families = self.families
        known = [*self.catalogue, *families, *FAMILY_OF]
        return {
            name: did_you_mean(name, known) for name in names if name not in self.catalogue and name not in families
        }

    def _make(self, settings: Settings) -> Plan:
        self.refuse_unknown(settings, settings.origin)
        severities = dict(settings.severity)
        changed = {name: json.loads(options) for name, options in settings.options}
        groups: dict[tuple[str, str, str], list[Rule]] = {}
        for rule in self.catalogue.values():
            # Rules that share a check share one instance of it, made from the options of them all; a second rule
            # for the same kind of hit has its own, or one of the two would never fire.
            shared = (rule.check, rule.scope, "")
            alone = not rule.kind or any(rule.kind == other.kind for other in groups.get(shared, ()))
            groups.setdefault((rule.check, rule.scope, rule.id) if alone else shared, []).append(rule)
        plan = []
        for rules in groups.values():
            active = {
                rule.kind: ActiveRule(rule, _severity(rule, severities, settings))
                for rule in rules
                if _runs(rule, settings)
            }
            if active:
                plan.append(ActiveCheck(_instance(rules, changed, settings.origin), rules[0].scope, active))
        if not plan:
            raise ConfigError(placed(settings.origin, Said("no rule is left to run", "没有剩下任何要运行的规则")))
        return tuple(plan)


def no_type(name: str, types: Mapping[str, DocumentType]) -> Said:
    """What is said of a name that is no document type's, with those that are."""
    meant = did_you_mean(name, type_names(types))
    known = "、".join(f"{found.name['zh']}（{found.id}）" for found in types.values())
    return Said(
        f"there is no document type '{name}'{meant}; known are {', '.join(types)}",
        f"没有“{name}”这个文种{meant.zh or f'；可用：{known}'}",
    )


def _runs(rule: Rule, settings: Settings) -> bool:
    if settings.select:
        chosen = _names(rule, settings.select) or _names(rule, settings.extend_select)
    else:
        chosen = rule.on or _names(rule, settings.extend_select)
    return chosen and not _names(rule, settings.ignore)


def _names(rule: Rule, names: Iterable[str]) -> bool:
    return rule.id in names or rule.family in names


def _severity(rule: Rule, severities: Mapping[str, str], settings: Settings) -> str:
    chosen = severities.get(rule.id) or severities.get(rule.family)
    if chosen:
        return chosen
    if settings.anonymised and rule.id == "placeholder/name-blank":
        return "info"
    return rule.severity


def _instance(rules: list[Rule], changed: Mapping[str, Mapping[str, Any]], origin: str) -> Check:
    check = checks.find(rules[0].check)
    values: dict[str, Any] = {}
    for rule in rules:
        values.update({name: frozen(option.value) for name, option in rule.options.items()})
        if rule.id in changed:
            try:
                values.update(check_options(changed[rule.id], check, rule.id))
            except ValueError as error:
                raise ConfigError(placed(origin, error)) from error
    rewritten = any(name in changed.get(rule.id, {}) for rule in rules for name in check.expressions)
    if rewritten:
        _refuse_broken(check, values, origin)
    if rewritten or not rules[0].trusted:
        values["trusted"] = False
    instance: Check = check(**values)
    return instance


def _refuse_broken(check: type[Check], values: Mapping[str, Any], origin: str) -> None:
    import regex

    for name in check.expressions:
        for expression in values[name].values():
            try:
                regex.compile(expression)
            except regex.error as error:
                raise ConfigError(placed(origin, no_expression(expression, error))) from error
