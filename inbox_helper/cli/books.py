"""The rules and templates that a command works with."""

from __future__ import annotations

from inbox_helper.books import load_rulebook, load_template_sources
from inbox_helper.cli import Settings
from inbox_helper.core.templates import build_templates
from inbox_helper.opening import Books


def load_books(settings: Settings) -> Books:
    """Return what ships, overlaid by the user's own. Raise RuleError where a file is broken."""
    return Books(
        load_rulebook(settings.rules_folder), build_templates(load_template_sources(settings.templates_folder))
    )
