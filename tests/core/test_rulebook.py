"""Rule files together: what they must not say of each other, and what the version tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inbox_helper.core.overlay import overlay
from inbox_helper.core.rule_values import Status
from inbox_helper.core.rulebook import Stage, build_rulebook
from inbox_helper.core.rules import BrokenRules, Change, RuleFile
from tests.core.ruling import DECISION, FRAME, GUARD, HINT, THRESHOLDS, rule_file, rulebook


def _files() -> list[RuleFile]:
    return [
        rule_file("en/decision.toml", DECISION),
        rule_file("en/hint.toml", HINT),
        rule_file("en/frame.toml", FRAME),
        rule_file("en/guard.toml", GUARD),
    ]


def _problem(*files: RuleFile) -> str:
    with pytest.raises(BrokenRules) as caught:
        build_rulebook(files, THRESHOLDS)
    return str(caught.value)


def test_an_id_stands_once() -> None:
    """Two rules of the same id would make evidence ambiguous."""
    again = rule_file("en/decision-again.toml", DECISION)
    assert 'the id "en.decision.others" is there twice, first in en/decision.toml:6' in _problem(*_files(), again)


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("en.guard.conditionnal", 'Did you mean "en.guard.conditional"?'),
        ("en.guard.offer", "another effect"),
        ("en.guard.zz*", "Did you mean"),
        ("en.decision.others", "Allowed here"),
    ],
)
def test_mute_names_guards_that_mute(name: str, remedy: str) -> None:
    """A misspelt guard is told: it would silently guard nothing."""
    wrong = rule_file("en/decision.toml", DECISION.replace("en.guard.cond*", name))
    problem = _problem(wrong, *_files()[1:])
    assert f'en/decision.toml:16: `mute` names "{name}"' in problem
    assert remedy in problem


def test_guards_do_not_mute_in_a_circle() -> None:
    """A circle of guards has no meaning, and is told with its members."""
    guard = GUARD.replace('why    = "No condition."', 'why = "No condition."\nmute = ["en.guard.condition*"]')
    assert "in a circle: en.guard.c" in _problem(*_files()[:3], rule_file("en/guard.toml", guard))


def test_a_guard_that_a_star_takes_in_does_not_mute_itself() -> None:
    """A guard may name a family to which it belongs."""
    guard = GUARD.replace('mute   = ["en.guard.certain"]', 'mute = ["en.guard.c*"]')
    assert build_rulebook([*_files()[:3], rule_file("en/guard.toml", guard)], THRESHOLDS)


def test_files_of_a_group_have_one_cap() -> None:
    """Which cap holds is never a question of the order of files."""
    files = [
        rule_file("en/frame.toml", FRAME, "cap = 2.0"),
        rule_file("en/frame-b.toml", FRAME.replace("en.frame.", "en.frame.b-"), "cap = 3.0"),
    ]
    assert "en/frame-b.toml:1: `cap` is 3, but 2 in en/frame.toml" in _problem(*files)


def test_the_version_tells_what_can_change_a_verdict() -> None:
    """A new weight is a new version; a new example is none."""
    first = rulebook().version
    heavier = [rule_file("en/decision.toml", DECISION.replace("weight = 5.0", "weight = 4.5")), *_files()[1:]]
    proven = [rule_file("en/decision.toml", DECISION.replace('hits   = ["', 'hits = ["New. ", "')), *_files()[1:]]
    assert rulebook().version == first
    assert build_rulebook(heavier, THRESHOLDS).version != first
    assert build_rulebook(proven, THRESHOLDS).version == first
    assert build_rulebook(_files(), replace(THRESHOLDS, unsure=2.0)).version != first


def test_rules_are_found_by_id() -> None:
    """Evidence leads back to its rule."""
    rule = rulebook().rule("en.guard.offer")
    assert rule is not None
    assert rule.why == "An offer."
    assert rulebook().rule("en.guard.none") is None


def test_indexes_hold_only_the_languages_that_are_asked_for() -> None:
    """Mail in one language costs what that language's rules cost."""
    book = rulebook(rule_file("de/frame.toml", FRAME.replace("en.frame", "de.frame")))
    assert len(list(book.indexes(Stage.SUPPORTING, frozenset(["de"]), headers=False))) == 1
    assert len(list(book.indexes(Stage.SUPPORTING, None, headers=False))) == 2
    assert list(book.indexes(Stage.DECIDING, frozenset(["de"]), headers=False)) == []


def test_the_users_rules_replace_those_that_ship() -> None:
    """The same id means the same rule, in the user's words."""
    own = rule_file("en/decision-mine.toml", DECISION.replace("weight = 5.0", "weight = 7.5"), "cap = 9.0")
    book = build_rulebook(overlay(_files(), [own], []), THRESHOLDS)
    rule = book.rule("en.decision.others")
    assert rule is not None
    assert (rule.weight, rule.file) == (7.5, "en/decision-mine.toml")
    assert book.caps["en", "decision"] == 9.0


def test_the_user_changes_weight_and_status() -> None:
    """A shipped rule can be made weaker, or sent away, in three lines."""
    changes = [
        Change("en.decision.others", 2.0, Status.EXPERIMENTAL, "changes.toml", 2),
        Change("en.guard.offer", None, Status.RETIRED, "changes.toml", 6),
    ]
    book = build_rulebook(overlay(_files(), [], changes), THRESHOLDS)
    phrase, guard = book.rule("en.decision.others"), book.rule("en.guard.offer")
    assert phrase is not None
    assert guard is not None
    assert (phrase.weight, phrase.status) == (2.0, Status.EXPERIMENTAL)
    assert guard.status is Status.RETIRED


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            Change("en.decision.none", 2.0, None, "changes.toml", 2),
            'changes.toml:2: there is no rule "en.decision.none"',
        ),
        (Change("en.decision.others", -2.0, None, "changes.toml", 2), "cannot have the weight -2"),
        (Change("en.guard.newsletter", 2.0, None, "changes.toml", 2), "cannot have the weight 2"),
        (Change("en.guard.offer", 2.0, None, "changes.toml", 2), "has no weight: it is a veto"),
    ],
)
def test_impossible_changes_are_told(change: Change, problem: str) -> None:
    """A change that names nothing, or turns a rule around, is a mistake."""
    with pytest.raises(BrokenRules) as caught:
        overlay(_files(), [], [change])
    assert problem in str(caught.value)


def test_a_retired_guard_mutes_nothing_and_may_still_be_named() -> None:
    """Retiring a guard does not break the phrases that name it."""
    change = Change("en.guard.conditional", None, Status.RETIRED, "changes.toml", 2)
    book = build_rulebook(overlay(_files(), [], [change]), THRESHOLDS)
    assert book.muters[book.by_id["en.decision.others"]] == frozenset()
