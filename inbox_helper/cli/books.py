"""The rules and templates that a command works with."""

from __future__ import annotations

from inbox_helper.cli import Settings
from inbox_helper.library import Books, Library, read_books


def load_books(settings: Settings) -> Books:
    """Return what ships, overlaid by the user's own. Raise RuleError where a file is broken."""
    return read_books(settings.rules_folder, settings.templates_folder)


def open_library(settings: Settings) -> Library:
    """Return the same books, to be read anew when they change. Raise RuleError where a file is broken."""
    return Library(settings.rules_folder, settings.templates_folder)
