"""Rules and templates: what ships, overlaid by the user's own."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from inbox_helper.core.matcher import Pattern
from inbox_helper.core.overlay import overlay
from inbox_helper.core.pattern_json import digest_of_rules, dump_patterns, load_patterns
from inbox_helper.core.rule_json import dump_rule_files, load_rule_files
from inbox_helper.core.rule_values import BrokenRules, Problem, Rule
from inbox_helper.core.rulebook import Rulebook, build_rulebook, patterns_of
from inbox_helper.core.rules import Change, RuleFile, Thresholds, parse_changes, parse_rule_file, parse_thresholds
from inbox_helper.core.tracking_file import parse_tracking_systems
from inbox_helper.core.tracking_systems import TrackingSystem
from inbox_helper.errors import RuleError

THRESHOLDS = "thresholds.toml"
CHANGES = "changes.toml"
TRACKING_SYSTEMS = "tracking-systems.toml"
"""The user's changes of weight and status of rules that ship."""
CACHE = "checked-rules.json"
_T = TypeVar("_T")


def data_folder(kind: str) -> Path:
    """Return the folder of what ships, given `rules` or `templates`: inside the wheel, or beside the package."""
    packaged = Path(str(files("inbox_helper"))) / "_data" / kind
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / kind


def load_rulebook(
    user_folder: Path | None = None, *, shipped_folder: Path | None = None, cache: Path | None = None
) -> Rulebook:
    """Return the rules in force: those that ship, and over them those in the user's folder, if it exists.

    Given `shipped_folder`, that one stands for what ships, for example an older state of it. What ships is kept in
    `cache`, or in the user's cache folder, once it is checked. Raise RuleError with every mistake in every file, one
    line each.
    """
    shipped = shipped_folder or data_folder("rules")
    own = user_folder if user_folder and user_folder.is_dir() else None
    kept = (cache or _usual_cache()) / _installation(shipped)
    files_in_force = read_rule_files(shipped) if shipped_folder else read_checked(shipped, kept)
    rules = overlay(files_in_force, read_rule_files(own) if own else [], _read_changes(own))
    return build_rulebook(rules, _read_thresholds(shipped, own), partial(_kept_patterns, kept))


def _installation(folder: Path) -> str:
    """Return a name for a folder, so that several installations do not overwrite what the others keep."""
    return hashlib.sha256(folder.resolve().as_posix().encode("utf-8", "replace")).hexdigest()[:12]


def _kept_patterns(folder: Path, language: str, rules: Sequence[Rule]) -> list[list[Pattern]]:
    """Return the patterns of the rules of a language, from the cache where it has them."""
    name = f"patterns-{language}.json"
    key = digest_of_rules(rules, _engine_digest())
    if found := _read_cache(folder / name, key, load_patterns):
        return found
    made = list(map(list, patterns_of(rules)))
    _write_cache(folder / name, key, dump_patterns(made))
    return made


def read_checked(folder: Path, cache: Path) -> list[RuleFile]:
    """Return what `read_rule_files` does, from `cache` where it holds the same files already checked.

    The cache is of use only: where it cannot be read or written, or holds something else, it is made anew, or left.
    """
    key = _key(folder)
    if found := _read_cache(cache / CACHE, key, load_rule_files):
        return found
    read = read_rule_files(folder)
    _write_cache(cache / CACHE, key, dump_rule_files(read))
    return read


def _read_cache(path: Path, key: str, load: Callable[[str], _T]) -> _T | None:
    with suppress(OSError, ValueError, TypeError, KeyError, IndexError):
        first, _, text = path.read_text(encoding="utf-8").partition("\n")
        if first == _seal(key, text):
            return load(text)
    return None


def _write_cache(path: Path, key: str, text: str) -> None:
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.write_text(f"{_seal(key, text)}\n{text}", encoding="utf-8")
        fresh.replace(path)


def _key(folder: Path) -> str:
    """Return a digest of everything that decides how the rule files of a folder are read."""
    digest = hashlib.sha256(f"{_shown(folder)}\0{_engine_digest()}".encode())
    for path in _rule_paths(folder):
        digest.update(f"\0{path.as_posix()}\0".encode())
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def _engine_digest() -> str:
    """Return a digest of the code that reads rules and compiles them."""
    core = Path(__file__).parent / "core"
    names = ("phrase", "folding", "literals", "matcher", "pattern_json")
    digest = hashlib.sha256()
    for path in (*sorted(core.glob("rule*.py")), *(core / f"{name}.py" for name in names)):
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def _seal(key: str, text: str) -> str:
    return hashlib.sha256(f"{key}\n{text}".encode()).hexdigest()


def _rule_paths(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*.toml"))


def _usual_cache() -> Path:
    import platformdirs

    return platformdirs.user_cache_path("inbox-helper", appauthor=False)


def read_rule_files(*folders: Path) -> list[RuleFile]:
    """Return all rule files of some folders, folder by folder, sorted by name. Raise RuleError for all mistakes."""
    read: list[RuleFile] = []
    problems: list[Problem] = []
    for folder in folders:
        for path in _rule_paths(folder):
            try:
                read.append(_parse(path, lambda text, name: parse_rule_file(text, name=name)))
            except BrokenRules as error:
                problems += error.problems
    if problems:
        raise BrokenRules(problems)
    return read


def load_template_sources(user_folder: Path | None = None) -> dict[str, str]:
    """Return the text of every template by its name below its folder; the user's own replace those that ship.

    One that is replaced stays at hand as `shipped/NAME`, for the user's to build on.
    """
    shipped = _templates_in(data_folder("templates"))
    own = _templates_in(user_folder) if user_folder and user_folder.is_dir() else {}
    replaced = {f"shipped/{name}": text for name, text in shipped.items() if name in own}
    return {**shipped, **own, **replaced}


def template_names(folder: Path | None) -> tuple[str, ...]:
    """Return the names of the templates in a folder; none where it does not exist."""
    found = _template_files(folder) if folder and folder.is_dir() else ()
    return tuple(path.relative_to(folder).as_posix() for path in found) if folder else ()


def _templates_in(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): _read(path) for path in _template_files(folder)}


def _read_changes(folder: Path | None) -> tuple[Change, ...]:
    path = folder / CHANGES if folder else None
    if path is None or not path.is_file():
        return ()
    return _parse(path, lambda text, name: parse_changes(text, name=name))


def load_tracking_systems(user_folder: Path | None) -> tuple[TrackingSystem, ...]:
    """Return the tracking systems that the user describes among their rules. Raise RuleError for all mistakes."""
    path = user_folder / TRACKING_SYSTEMS if user_folder else None
    if path is None or not path.is_file():
        return ()
    return _parse(path, lambda text, name: parse_tracking_systems(text, name=name))


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
