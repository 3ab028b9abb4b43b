"""Rules and templates: what ships, overlaid by the user's own."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from inbox_helper.core.rulebook import Rulebook, build_rulebook
from inbox_helper.core.rules import RuleFile, parse_rule_file, parse_thresholds
from inbox_helper.errors import RuleError

_THRESHOLDS = "thresholds.toml"


def data_folder(kind: str) -> Path:
    """Return the folder of what ships, given `rules` or `templates`: inside the wheel, or beside the package."""
    packaged = Path(str(files("inbox_helper"))) / "_data" / kind
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / kind


def load_rulebook(user_folder: Path | None = None) -> Rulebook:
    """Return the rules in force: those that ship, and over them those in the user's folder, if it exists.

    Raise RuleError with every mistake in every file, one line each.
    """
    folders = [data_folder("rules"), *([user_folder] if user_folder and user_folder.is_dir() else [])]
    thresholds = parse_thresholds(_newest_thresholds(folders))
    return build_rulebook(read_rule_files(*folders), thresholds)


def read_rule_files(*folders: Path) -> list[RuleFile]:
    """Return all rule files of some folders, folder by folder, sorted by name. Raise RuleError for all mistakes."""
    parsed, problems = [], []
    for folder in folders:
        for path in sorted(folder.glob("*/*.toml")):
            try:
                parsed.append(parse_rule_file(_read(path), name=path.relative_to(folder).as_posix()))
            except RuleError as error:
                problems.append(str(error))
    if problems:
        raise RuleError("\n".join(problems))
    return parsed


def load_template_sources(user_folder: Path | None = None) -> dict[str, str]:
    """Return the text of every template by its name below its folder; the user's own replace those that ship."""
    sources: dict[str, str] = {}
    for folder in (data_folder("templates"), user_folder):
        if folder and folder.is_dir():
            sources.update({path.relative_to(folder).as_posix(): _read(path) for path in _template_files(folder)})
    return sources


def _template_files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.suffix in (".j2", ".toml") and path.is_file())


def _newest_thresholds(folders: list[Path]) -> str:
    return _read(next(path for folder in reversed(folders) if (path := folder / _THRESHOLDS).is_file()))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise RuleError(f"{path}:{line}: this is not UTF-8. Save the file as UTF-8 in your editor.") from error
    except OSError as error:
        raise RuleError(f"{path}: it cannot be read ({error.strerror}). Check its permissions.") from error
