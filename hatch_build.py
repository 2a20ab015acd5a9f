"""Puts the compiled rule catalogue into the wheel, so that a run of an installed summarylint reads no YAML."""

from __future__ import annotations

import os
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCatalogue(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles `rules/` before a wheel is built; an editable install reads the YAML and caches it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the catalogue to a temporary file and have it included."""
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from summarylint.ruleset.catalogue import compile_shipped

            text = compile_shipped(os.path.join(self.root, "rules"))
        finally:
            sys.path.remove(self.root)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".json", delete=False) as file:
            file.write(text)
        build_data["force_include"][file.name] = "summarylint/_rules/catalogue.json"
