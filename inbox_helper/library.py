"""The rules and templates in force, read anew when somebody edits them."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from inbox_helper.books import (
    data_folder,
    load_rulebook,
    load_template_sources,
    load_tracking_systems,
    template_names,
)
from inbox_helper.core.rulebook import Rulebook
from inbox_helper.core.templates import Templates, build_templates
from inbox_helper.core.tracking_systems import put_in_force
from inbox_helper.errors import RuleError

Stamp = tuple[tuple[str, int, int], ...]
"""Name, time of change in nanoseconds, and size of every file."""


@dataclass(frozen=True, slots=True)
class Books:
    """Rules and templates that fit together."""

    rulebook: Rulebook
    templates: Templates


def read_books(rules_folder: Path | None = None, templates_folder: Path | None = None) -> Books:
    """Return what ships, overlaid by the user's own, whose tracking systems are in force from now on.

    Raise RuleError with every mistake in every file of the user's.

    Templates that ship are proven by tests, and only read here.
    """
    sources, systems = load_template_sources(templates_folder), load_tracking_systems(rules_folder)
    books = Books(load_rulebook(rules_folder), build_templates(sources, template_names(templates_folder)))
    put_in_force(systems)
    return books


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a look at the files brought."""

    version: str
    """The version of the rulebook in force."""
    problem: str = ""
    """Why the edited files are not in force; the last good ones are. Empty where all is well."""


class Library:
    """Gives out the books in force; safe to ask from any thread."""

    def __init__(self, rules_folder: Path, templates_folder: Path) -> None:
        """Read the books. Raise RuleError if a file is broken: nothing older is there to go on with."""
        self._own = (rules_folder, templates_folder)
        self._watched = (*self._own, data_folder("rules"), data_folder("templates"))
        self._lock = threading.Lock()
        self._stamp = _stamp(self._watched)
        self._books = read_books(*self._own)

    def books(self) -> Books:
        """Return the books in force."""
        with self._lock:
            return self._books

    def refresh(self) -> Refreshed | None:
        """Read the books anew if a file changed; return what came of it, or None where nothing changed.

        Broken files keep the last good books in force, until the next change.
        """
        stamp = _stamp(self._watched)
        if stamp == self._stamp:
            return None
        self._stamp = stamp
        try:
            books = read_books(*self._own)
            books.templates.compile(books.templates.sources)
        except RuleError as error:
            return Refreshed(self.books().rulebook.version, str(error))
        with self._lock:
            self._books = books
        return Refreshed(books.rulebook.version)


def _stamp(folders: Iterable[Path]) -> Stamp:
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in (".toml", ".j2"))
    return tuple(_stamp_of(path) for path in files)


def _stamp_of(path: Path) -> tuple[str, int, int]:
    try:
        status = path.stat()
    except FileNotFoundError:
        # An editor has just replaced it; the next look sees the new one.
        return str(path), 0, 0
    return str(path), status.st_mtime_ns, status.st_size
