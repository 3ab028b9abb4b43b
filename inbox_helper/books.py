"""Rules and templates: what ships, overlaid by the user's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from inbox_helper.core.overlay import overlay
from inbox_helper.core.rule_values import BrokenRules, Problem
from inbox_helper.core.rulebook import Rulebook, build_rulebook
from inbox_helper.core.rules import Change, RuleFile, Thresholds, parse_changes, parse_rule_file, parse_thresholds
from inbox_helper.errors import RuleError

THRESHOLDS = "thresholds.toml"
CHANGES = "changes.toml"
"""The user's changes of weight and status of rules that ship."""
_T = TypeVar("_T")


def data_folder(kind: str) -> Path:
    """Return the folder of what ships, given `rules` or `templates`: inside the wheel, or beside the package."""
    packaged = Path(str(files("inbox_helper"))) / "_data" / kind
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / kind


def load_rulebook(user_folder: Path | None = None, *, shipped_folder: Path | None = None) -> Rulebook:
    """Return the rules in force: those that ship, and over them those in the user's folder, if it exists.

    Given `shipped_folder`, that one stands for what ships, for example an older state of it. Raise RuleError with
    every mistake in every file, one line each.
    """
    shipped = shipped_folder or data_folder("rules")
    own = user_folder if user_folder and user_folder.is_dir() else None
    rules = overlay(read_rule_files(shipped), read_rule_files(own) if own else [], _read_changes(own))
    return build_rulebook(rules, _read_thresholds(shipped, own))


def read_rule_files(*folders: Path) -> list[RuleFile]:
    """Return all rule files of some folders, folder by folder, sorted by name. Raise RuleError for all mistakes."""
    read: list[RuleFile] = []
    problems: list[Problem] = []
    for folder in folders:
        for path in sorted(folder.glob("*/*.toml")):
            try:
                read.append(_parse(path, lambda text, name: parse_rule_file(text, name=name)))
            except BrokenRules as error:
                problems += error.problems
    if problems:
        raise BrokenRules(problems)
    return read


def load_template_sources(user_folder: Path | None = None) -> dict[str, str]:
    """Return the text of every template by its name below its folder; the user's own replace those that ship."""
    sources: dict[str, str] = {}
    for folder in (data_folder("templates"), user_folder):
        if folder and folder.is_dir():
            sources.update({path.relative_to(folder).as_posix(): _read(path) for path in _template_files(folder)})
    return sources


def _read_changes(folder: Path | None) -> tuple[Change, ...]:
    path = folder / CHANGES if folder else None
    if path is None or not path.is_file():
        return ()
    return _parse(path, lambda text, name: parse_changes(text, name=name))


def _read_thresholds(shipped: Path, own: Path | None) -> Thresholds:
    path = own / THRESHOLDS if own and (own / THRESHOLDS).is_file() else shipped / THRESHOLDS
    return _parse(path, lambda text, name: parse_thresholds(text, name=name))


def _template_files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.suffix in (".j2", ".toml") and path.is_file())


def _parse(path: Path, parse: Callable[[str, str], _T]) -> _T:
    return parse(_read(path), _shown(path))


def _shown(path: Path) -> str:
    """Return the path as people find it again: from where they are, if it lies below."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        problem = Problem(_shown(path), line, "this is not UTF-8.", "Save the file as UTF-8 in your editor.")
        raise _broken(path, problem) from error
    except OSError as error:
        problem = Problem(
            _shown(path), 1, f"it cannot be read: {error.strerror}.", "Check that it exists, and its permissions."
        )
        raise _broken(path, problem) from error


def _broken(path: Path, problem: Problem) -> RuleError:
    return BrokenRules([problem]) if path.suffix == ".toml" else RuleError(str(problem))
