"""What ships, and the user's own over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from inbox_helper.books import data_folder, load_rulebook, load_template_sources, read_checked, read_rule_files
from inbox_helper.core.matcher import Pattern
from inbox_helper.core.rule_values import Status
from inbox_helper.core.rulebook import Rulebook, Stage
from inbox_helper.core.rules import BrokenRules
from inbox_helper.errors import RuleError

RULE = """\
schema = 1
lang = "en"
group = "decision"

[[phrase]]
id = "en.decision.my-own"
weight = 5
say = ["gave the job to the cat"]
why = "They chose the cat."
hits = ["We gave the job to the cat."]
misses = ["The cat slept."]
"""
THRESHOLDS = "schema = 1\nrejection = 6.0\nunsure = 2.0\n"


def _write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A small stand-in for the rules that ship."""
    folder = tmp_path / "shipped"
    _write(folder, "en/decision.toml", RULE.replace("my-own", "shipped").replace("cat", "dog"))
    _write(folder, "thresholds.toml", "schema = 1\nrejection = 5.0\nunsure = 3.0\n")
    return folder


def test_what_ships_is_in_order() -> None:
    """The rules and templates of the project load, from a checkout as from a wheel."""
    book = load_rulebook()
    assert {"en", "de", "fr"} <= book.languages
    assert len(book.rules) > 100
    assert data_folder("rules").is_dir()
    assert any(name.endswith(".j2") for name in load_template_sources())


def test_a_missing_folder_of_the_users_is_no_matter(tmp_path: Path, shipped: Path) -> None:
    """Nobody has to write rules."""
    assert len(load_rulebook(tmp_path / "none", shipped_folder=shipped).rules) == 1


def test_the_users_rules_are_added(tmp_path: Path, shipped: Path) -> None:
    """A phrase of the user's own counts beside those that ship, and thresholds are theirs to set."""
    own = tmp_path / "own"
    _write(own, "en/decision.toml", RULE)
    _write(own, "thresholds.toml", THRESHOLDS)
    book = load_rulebook(own, shipped_folder=shipped)
    assert {rule.id for rule in book.rules} == {"en.decision.shipped", "en.decision.my-own"}
    assert book.thresholds.rejection == 6.0


def test_the_user_changes_a_rule_without_copying_it(tmp_path: Path, shipped: Path) -> None:
    """Three lines send a shipped rule away."""
    own = tmp_path / "own"
    _write(own, "changes.toml", 'schema = 1\n[[change]]\nid = "en.decision.shipped"\nstatus = "retired"\n')
    rule = load_rulebook(own, shipped_folder=shipped).rule("en.decision.shipped")
    assert rule is not None
    assert rule.status is Status.RETIRED


def test_all_broken_files_are_told_with_their_paths(tmp_path: Path, shipped: Path) -> None:
    """The message names every file, line and remedy, so that one look is enough."""
    own = tmp_path / "own"
    one = _write(own, "en/decision.toml", RULE.replace("weight", "wait"))
    two = _write(own, "de/decision.toml", RULE)
    latin = _write(own, "fr/decision.toml", "# ligne\n# \u00e9t\u00e9\n".encode("latin-1"))
    with pytest.raises(RuleError) as caught:
        load_rulebook(own, shipped_folder=shipped)
    text = str(caught.value)
    assert caught.value.exit_code == 4
    assert (
        f'{one.as_posix()}:7: unknown key "wait". Did you mean' in text
        or f'{one.as_posix()}:7: unknown key "wait".' in text
    )
    assert f'{two.as_posix()}:2: `lang` is "en", the folder "de".' in text
    assert f"{latin.as_posix()}:2: this is not UTF-8. Save the file as UTF-8" in text


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, shipped: Path) -> None:
    """A folder in the place of a file is a mistake with a remedy."""
    own = tmp_path / "own"
    (own / "en" / "decision.toml").mkdir(parents=True)
    with pytest.raises(BrokenRules, match=r"decision\.toml:1: it cannot be read"):
        load_rulebook(own, shipped_folder=shipped)


def test_the_users_templates_replace_by_name(tmp_path: Path) -> None:
    """A template of the user's own stands in for the one that ships; the others stay."""
    name = next(name for name in sorted(load_template_sources()) if name.endswith(".j2"))
    _write(tmp_path, name, "Mine.")
    sources = load_template_sources(tmp_path)
    assert sources[name] == "Mine."
    shipped = load_template_sources()
    assert sources[f"shipped/{name}"] == shipped[name]
    assert sources.keys() == {*shipped, f"shipped/{name}"}


def test_a_template_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    """The user learns which file to save anew."""
    _write(tmp_path, "en/mine.txt.j2", "é".encode("latin-1"))
    with pytest.raises(RuleError, match=r"mine\.txt\.j2:1: this is not UTF-8"):
        load_template_sources(tmp_path)


def test_checked_rules_are_kept_until_they_change(
    tmp_path: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second start is quick, and an edit counts at once."""
    cache = tmp_path / "cache"
    first = read_checked(shipped, cache)
    assert first == read_rule_files(shipped)
    with monkeypatch.context() as patched:
        patched.setattr("inbox_helper.books.parse_rule_file", None)
        assert read_checked(shipped, cache) == first
    _write(shipped, "en/decision-more.toml", RULE)
    assert len(read_checked(shipped, cache)) == 2


@pytest.mark.parametrize("found", [b"\xff\xfe", b"", b"{}", b"[1, 2]", b'[{"name": "x"}]'])
def test_a_damaged_cache_does_no_harm(tmp_path: Path, shipped: Path, found: bytes) -> None:
    """Whatever lies in the cache, the rules in force are those in the files."""
    expected = read_checked(shipped, tmp_path)
    kept = tmp_path / "checked-rules.json"
    _write(tmp_path, kept.name, kept.read_bytes().partition(b"\n")[0] + b"\n" + found)
    assert read_checked(shipped, tmp_path) == expected
    _write(tmp_path, kept.name, found)
    assert read_checked(shipped, tmp_path) == expected


def test_a_cache_that_cannot_be_written_is_no_matter(tmp_path: Path, shipped: Path) -> None:
    """A read-only system starts all the same."""
    in_the_way = _write(tmp_path, "file", "x")
    assert read_checked(shipped, in_the_way / "cache") == read_rule_files(shipped)


def _matched(book: Rulebook) -> list[tuple[Pattern, ...]]:
    """Return everything that the rules of a rulebook are found by."""
    stages = [(stage, headers) for stage in Stage for headers in (False, True)]
    return [index.matcher.patterns for stage, headers in stages for index in book.indexes(stage, None, headers=headers)]


def test_compiled_rules_are_kept_until_they_change(
    tmp_path: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second start does not compile thousands of phrases again, and finds the same."""
    own, cache = tmp_path / "own", tmp_path / "cache"
    compiled = _matched(load_rulebook(own, shipped_folder=shipped, cache=cache))
    with monkeypatch.context() as patched:
        patched.setattr("inbox_helper.books.patterns_of", None)
        assert _matched(load_rulebook(own, shipped_folder=shipped, cache=cache)) == compiled
    for kept in cache.rglob("patterns-*.json"):
        kept.write_bytes(kept.read_bytes().replace(b"gave", b"took"))
    assert _matched(load_rulebook(own, shipped_folder=shipped, cache=cache)) == compiled
    _write(own, "en/decision-more.toml", RULE.replace("my-own", "another").replace("cat", "dog"))
    more = _matched(load_rulebook(own, shipped_folder=shipped, cache=cache))
    assert sum(map(len, more)) == sum(map(len, compiled)) + 1
