"""Edits of rules and templates count without a restart, and broken ones do no harm."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

import pytest

from inbox_helper.errors import RuleError
from inbox_helper.library import Library

RULE = """
schema = 1
lang   = "en"
group  = "decision"
cap    = 8.0

[[phrase]]
id     = "en.decision.own-ranks"
weight = 5.0
say    = ["given the (post|job) to (someone|somebody) from our own ranks"]
why    = "They say that somebody else has the post."
hits   = ["We have given the post to somebody from our own ranks."]
misses = ["We give every post to the best."]
"""


_MOMENTS = count(1_000_000, 10)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The user's folders, empty."""
    (tmp_path / "rules/en").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    return tmp_path / "rules", tmp_path / "templates"


def edit(path: Path, text: str) -> None:
    """Write a file with another time of change, however coarse the clock of the disk is."""
    path.write_text(text, encoding="utf-8")
    moment = next(_MOMENTS)
    os.utime(path, (moment, moment))


def test_a_new_rule_is_in_force_after_the_next_look(folders: tuple[Path, Path]) -> None:
    """No restart."""
    library = Library(*folders)
    before = library.books().rulebook
    assert library.refresh() is None
    edit(folders[0] / "en/decision.toml", RULE)
    refreshed = library.refresh()
    assert refreshed is not None
    assert refreshed.problem == ""
    assert refreshed.version != before.version
    assert library.books().rulebook.rule("en.decision.own-ranks") is not None
    assert library.refresh() is None


def test_a_broken_rule_leaves_the_last_good_rulebook_in_force_and_says_so(folders: tuple[Path, Path]) -> None:
    """And the repaired one counts again."""
    file = folders[0] / "en/decision.toml"
    edit(file, RULE)
    library = Library(*folders)
    good = library.books()
    edit(file, RULE.replace("weight", "wieght"))
    refreshed = library.refresh()
    assert refreshed is not None
    assert "decision.toml:9" in refreshed.problem
    assert library.books() is good
    edit(file, RULE.replace("5.0", "4.5"))
    repaired = library.refresh()
    assert repaired is not None
    assert repaired.problem == ""
    rule = library.books().rulebook.rule("en.decision.own-ranks")
    assert rule is not None
    assert rule.weight == 4.5


def test_a_start_with_broken_rules_is_refused(folders: tuple[Path, Path]) -> None:
    """There is nothing older to go on with."""
    edit(folders[0] / "en/decision.toml", "schema = ")
    with pytest.raises(RuleError, match=r"decision\.toml:1"):
        Library(*folders)


def test_a_template_of_the_users_builds_on_the_one_that_it_replaces(folders: tuple[Path, Path]) -> None:
    """Changing one part is enough."""
    (folders[1] / "en").mkdir()
    edit(folders[1] / "en/warm.txt.j2", '{% extends "shipped/en/warm.txt.j2" %}\n')
    library = Library(*folders)
    templates = library.books().templates
    assert "shipped" not in templates.languages
    assert "warm" in templates.tones("en")
