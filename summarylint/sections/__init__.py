"""What a submission tells, section by section: in headings, paragraph openings and prose; knows no rules or files."""

from __future__ import annotations

from summarylint.sections.outline import Label, Outline
from summarylint.sections.shapes import has_lead, has_parts, has_signature
from summarylint.sections.survey import Found, Survey, survey

__all__ = ["Found", "Label", "Outline", "Survey", "has_lead", "has_parts", "has_signature", "survey"]
