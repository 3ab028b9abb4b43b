"""`rules add` and `rules mute`: the user's own rules, proven before they count."""

from __future__ import annotations

from pathlib import Path

import pytest

from inbox_helper import paths
from tests.cli.conftest import Run
from tests.cli.mine import ADD, lines, mark


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder of rules, which does not exist yet."""
    monkeypatch.setenv(paths.CONFIG_VARIABLE, str(tmp_path / "config.toml"))
    return tmp_path / "rules"


def test_a_rule_is_written_and_counts(run: Run, rules: Path, tmp_path: Path) -> None:
    """Before and after are shown on the user's own mail, and the next command knows the rule."""
    mark(run, tmp_path)
    out = run(*ADD).out
    assert "before: recall 0.0 %" in out
    assert "after:  recall 100.0 %" in out
    assert "better mine#1: other → rejection" in out
    text = (rules / "en/decision.toml").read_text(encoding="utf-8")
    assert 'id = "en.decision.gate-closed"' in text
    assert "weight = 4.0" in text
    assert '"en.guard.conditional-*"' in text, "it is as careful as the rules that ship"
    assert "en.decision.gate-closed" in run("rules", "show", "en.decision.gate-closed").out


def test_what_stands_in_the_file_stays(run: Run, rules: Path) -> None:
    """Comments, blanks and the order of the user's own file are theirs."""
    run(*ADD)
    path = rules / "en/decision.toml"
    text = "# My rules.\n\n" + path.read_text(encoding="utf-8").replace("weight = 4.0", "weight   =  4.0  # mine")
    path.write_text(text, encoding="utf-8")
    ran = run(*[each.replace("gate", "door") for each in ADD])
    assert ran.code == 0
    assert path.read_text(encoding="utf-8").startswith(text)
    assert "en.decision.door-closed" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("option", "value", "problem"),
    [
        ("--hit", "The window is shut.", "the hit is not matched"),
        ("--miss", "The gate stays closed.", "the miss counts"),
        ("--say", "gate *", "rules/en/decision.toml:"),
        ("--id", "Gate Closed", "does not belong here"),
        ("--id", "en.decision.other-candidates", "already"),
        ("--mute", "en.guard.no-such", "en.guard.no-such"),
        ("--effect", "mute", "--group guard"),
    ],
)
def test_a_rule_that_does_not_hold_is_not_written(run: Run, rules: Path, option: str, value: str, problem: str) -> None:
    """It is told why, and nothing is left behind."""
    ran = run(*ADD, option, value)
    assert ran.code in (2, 4)
    assert problem in ran.err
    assert not rules.exists()


def test_a_trial_writes_nothing(run: Run, rules: Path) -> None:
    """--dry-run shows the file."""
    assert "en.decision.gate-closed" in run(*ADD, "--dry-run").out
    assert not rules.exists()


def test_a_corpus_that_is_not_there_stops_it(run: Run, rules: Path, tmp_path: Path) -> None:
    """Nothing is written before everything is shown."""
    assert run(*ADD, "--corpus", tmp_path / "nowhere.jsonl").code == 2
    assert not rules.exists()


def test_a_guard_that_mutes_what_others_prove_is_refused(run: Run, rules: Path) -> None:
    """A user's guard does not silently break the rules that ship."""
    guard = ("rules", "add", "--lang", "en", "--group", "guard", "--id", "conditional-mine", "--why", "A test.")
    wide = run(*guard, "--say", "we", "--hit", "We are here.", "--miss", "You are there.")
    assert "is muted by en.guard.conditional-mine" in wide.err
    assert not rules.exists()
    narrow = run(*guard, "--say", "once the gate opens", "--hit", "Once the gate opens.", "--miss", "You are there.")
    assert narrow.code == 0
    assert 'scope = "sentence"' in (rules / "en/guard.toml").read_text(encoding="utf-8")


def test_a_link_stays_a_link(run: Run, rules: Path, tmp_path: Path) -> None:
    """Who keeps their rules elsewhere goes on doing so."""
    run(*ADD)
    kept = (rules / "en/decision.toml").rename(tmp_path / "kept.toml")
    (rules / "en/decision.toml").symlink_to(kept)
    assert run(*[each.replace("gate", "door") for each in ADD]).code == 0
    assert (rules / "en/decision.toml").is_symlink()
    assert "door-closed" in kept.read_text(encoding="utf-8")


def test_a_rule_is_retired_reweighted_and_restored(run: Run, rules: Path, tmp_path: Path) -> None:
    """What was noted beside the changes stays."""
    rule = "en.decision.other-candidates"
    corpus = lines(tmp_path / "corpus.jsonl", "x")
    corpus.write_text('{"label": "rejection", "body": "We chose other candidates for your application."}\n')
    assert run("rules", "mute", "en.decision.someone-else", "--corpus", corpus).code == 0
    changes = rules / "changes.toml"
    changes.write_text(changes.read_text(encoding="utf-8") + "\n# Too loud here.\n", encoding="utf-8")
    run("rules", "mute", rule, "--weight", "1.5", "--corpus", corpus)
    assert "+1.50" in run("rules", "show", rule).out
    run("rules", "mute", rule, "--corpus", corpus)
    assert "retired" in run("rules", "show", rule).out
    assert changes.read_text(encoding="utf-8").count(rule) == 1
    assert run("rules", "mute", rule, "--undo", "--corpus", corpus).code == 0
    text = changes.read_text(encoding="utf-8")
    assert rule not in text
    assert "en.decision.someone-else" in text
    assert "# Too loud here." in text


def test_a_change_that_cannot_be_is_refused(run: Run, rules: Path) -> None:
    """With what to do instead."""
    assert "Did you mean en.decision.other-candidates" in run("rules", "mute", "en.decision.other-candidate").err
    assert "cannot have the weight -1" in run("rules", "mute", "en.decision.other-candidates", "--weight", "-1").err
    assert "You changed nothing" in run("rules", "mute", "en.decision.other-candidates", "--undo").err
    assert "do not go together" in run("rules", "mute", "x", "--undo", "--weight", "1").err
    assert not rules.exists()


def test_a_retired_guard_tells_what_it_held_back(run: Run, rules: Path) -> None:
    """The user may do it, and sees which examples no longer hold."""
    ran = run("rules", "mute", "en.guard.conditional-if")
    assert ran.code == 0
    assert "the miss counts" in ran.err
    assert (rules / "changes.toml").exists()
