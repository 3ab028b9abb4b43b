"""The proof that rules carry."""

from __future__ import annotations

from inbox_helper.core.examples import check_examples
from inbox_helper.core.types import Message, PreparedText
from tests.core.ruling import prepared, rule_file, rulebook


def _prepare(message: Message) -> PreparedText:
    return prepared(message.text_plain, message.subject)


def _failures(rules: str, name: str = "en/decision-more.toml") -> list[str]:
    return [f"{each.text}: {each.problem}" for each in check_examples(rulebook(rule_file(name, rules)), _prepare)]


def _rule(hits: str, misses: str, say: str = '"we (chose|picked) others"', more: str = "") -> str:
    return f"""
        [[phrase]]
        id     = "en.decision.picked"
        weight = 5.0
        say    = [{say}]
        why    = "They chose."
        hits   = [{hits}]
        misses = [{misses}]
        mute   = ["en.guard.conditional"]
        {more}
    """


def test_proven_rules_pass() -> None:
    """Rules that do what their examples say raise no complaint."""
    assert _failures(_rule('"We chose others."', '"If we chose others, we write."')) == []


def test_a_hit_must_count() -> None:
    """An example that the rule does not find, or that a guard mutes, is told."""
    assert "We chose nobody.: the hit is not matched" in _failures(_rule('"We chose nobody."', '"No."'))
    muted = _failures(_rule('"If we chose others."', '"No."'))
    assert "If we chose others.: the hit is muted by en.guard.conditional" in muted


def test_a_miss_must_not_count() -> None:
    """An example against the rule that fires anyway is told."""
    assert _failures(_rule('"We chose others."', '"Then we picked others."')) == [
        "Then we picked others.: the miss counts"
    ]


def test_every_line_is_proven() -> None:
    """A line of say that no example reaches may be broken, and nobody would know."""
    failures = _failures(_rule('"We chose others."', '"No."', '"we chose others", "we took others"'))
    assert failures == ["we took others: no hit proves this line"]


def test_needs_are_given_for_hits_and_real_for_misses() -> None:
    """An example need not repeat the frame; a miss may be one because the frame is missing."""
    rule = _rule('"We chose others."', '"We chose others."', more='needs = ["frame"]')
    assert _failures(rule) == []


def test_examples_of_guards_are_run_too() -> None:
    """A guard that mutes too much, or nothing, is told."""
    rule = """
        [[guard]]
        id     = "en.guard.later"
        effect = "mute"
        scope  = "sentence"
        say    = ["later"]
        why    = "Not yet."
        hits   = ["We tell you later."]
        misses = ["Later we ate."]
    """
    assert _failures(rule, "en/guard-more.toml") == ["Later we ate.: the miss counts"]


def test_examples_stand_in_the_part_that_the_rule_looks_at() -> None:
    """A rule on subjects is proven by subjects, one on headers by header lines."""
    rule = """
        [[phrase]]
        id     = "any.sender.template"
        weight = 4.0
        where  = ["headers"]
        say    = ["x template rejected"]
        why    = "The template says it."
        hits   = ["X-Template: rejected"]
        misses = ["X-Template: received"]
    """
    assert _failures(rule, "any/sender.toml") == []
    assert _failures(_rule('"We chose others"', '"No"', more='where = ["subject"]')) == []
