"""Rule files: everything that is wrong is told, with file, line and remedy."""

from __future__ import annotations

import pytest

from inbox_helper.core.rule_values import Status
from inbox_helper.core.rules import BrokenRules, parse_changes, parse_rule_file, parse_thresholds
from inbox_helper.core.types import Part

HEAD = 'schema = 1\nlang = "en"\ngroup = "decision"\n'
RULE = """\
[[phrase]]
id = "en.decision.one"
weight = 5
say = ["we chose others"]
why = "They chose."
hits = ["We chose others."]
misses = ["We chose you."]
"""
GUARD = """\
[[guard]]
id = "en.guard.one"
effect = "mute"
scope = "sentence"
say = ["if we"]
why = "Conditional."
hits = ["If we do."]
misses = ["We do."]
"""


def _problems(source: str, name: str = "en/decision.toml") -> list[tuple[int, str]]:
    with pytest.raises(BrokenRules) as caught:
        parse_rule_file(source, name=name)
    assert all(problem.file == name and problem.remedy for problem in caught.value.problems)
    assert all(f"{name}:{problem.line}: {problem.text}" in str(caught.value) for problem in caught.value.problems)
    return [(problem.line, problem.text) for problem in caught.value.problems]


def test_a_rule_file_is_read() -> None:
    """What is written is what is in force, and what is left out has the value that the format names."""
    file = parse_rule_file(
        HEAD + 'cap = 8.0\nmute = ["en.guard.a"]\n' + RULE + 'mute = ["en.guard.b*"]\n', name="en/decision.toml"
    )
    (phrase,) = file.phrases
    assert (file.language, file.group, file.cap) == ("en", "decision", 8.0)
    assert (phrase.status, phrase.where, phrase.weight) == (Status.STABLE, (Part.BODY,), 5.0)
    assert phrase.mute == ("en.guard.a", "en.guard.b*")
    assert (phrase.file, phrase.line) == ("en/decision.toml", 6)


def test_guards_look_at_subject_and_body() -> None:
    """A guard works on a decision in the subject without being told."""
    file = parse_rule_file(HEAD.replace("decision", "guard") + GUARD, name="en/guard-more.toml")
    assert file.guards[0].where == (Part.SUBJECT, Part.BODY)


@pytest.mark.parametrize(
    ("change", "line", "text"),
    [
        (("weight", "wieght"), 6, 'unknown key "wieght"'),
        (("weight = 5", "weight = '5'"), 6, "`weight` is not a number"),
        (("weight = 5", "weight = true"), 6, "`weight` is not a number"),
        (("weight = 5", "weight = -1"), 6, "`weight` is not a number above 0"),
        (("weight = 5\n", ""), 4, "`weight` is missing"),
        (('say = ["we chose others"]', 'say = "we chose others"'), 7, "`say` is not a list of texts"),
        (('say = ["we chose others"]\n', ""), 4, "neither `say` nor `regex`"),
        (('hits = ["We chose others."]\n', ""), 4, "`hits` is missing"),
        (('misses = ["We chose you."]', "misses = []"), 4, "`misses` is missing"),
        (('why = "They chose."\n', ""), 4, "`why` is missing"),
        (("en.decision.one", "en.hint.one"), 5, 'the id "en.hint.one" does not belong here'),
        (("en.decision.one", "en.decision.Über"), 5, "does not belong here"),
        (('"we chose others"', '"we (chose others"'), 7, "`say`, column 4: `(` is never closed"),
        (('"we chose others"', '"* chose"'), 7, "can begin or end with `*`"),
        (('"we chose others"', '"(we|)"'), 7, "matches the empty text"),
        (("misses =", 'status = "beta"\nmisses ='), 10, "`status` is 'beta'"),
        (("misses =", 'where = ["footer"]\nmisses ='), 10, '`where` names "footer"'),
        (("misses =", 'needs = ["frames"]\nmisses ='), 10, 'unknown group "frames"'),
        (("misses =", 'regex = ["a"]\nmisses ='), 10, "`say` and `regex` stand in one rule"),
        (('say = ["we chose others"]', 'regex = ["(a"]'), 7, "no regular expression of RE2"),
        (('say = ["we chose others"]', 'regex = ["(a{1,500}){1,500}"]'), 7, "no regular expression of RE2"),
        (('say = ["we chose others"]', 'regex = ["(abcdefg{1,30}h){1,30}"]'), 7, "too dear to match"),
        (('say = ["we chose others"]', 'regex = ["a*"]'), 7, "matches the empty text"),
        (('lang = "en"', 'lang = "de"'), 2, '`lang` is "de", the folder "en"'),
        (('lang = "en"', 'lang = "english"'), 2, "no language code"),
        (('group = "decision"', 'group = "decisions"'), 3, 'unknown group "decisions"'),
        (('group = "decision"', 'group = "hint"'), 3, "the file is decision.toml"),
        (("schema = 1", "schema = 2"), 1, "`schema` is not 1"),
        (('group = "decision"\n', 'group = "decision"\ncap = 0\n'), 4, "`cap` is not a number above 0"),
        (("weight = 5", "weight = "), 6, "not valid TOML"),
    ],
)
def test_every_mistake_is_told_with_its_line(change: tuple[str, str], line: int, text: str) -> None:
    """Whoever edits a rule finds the mistake at once."""
    problems = _problems((HEAD + RULE).replace(*change))
    assert any(number == line and text in problem for number, problem in problems), problems


@pytest.mark.parametrize(
    ("change", "line", "text"),
    [
        (('scope = "sentence"\n', ""), 4, "`scope` is missing"),
        (('effect = "mute"', 'effect = "silence"'), 6, "`effect` is 'silence'"),
        (('effect = "mute"\n', ""), 4, "`effect` is missing"),
        (('scope = "sentence"', 'scope = "word"'), 7, "`scope` is 'word'"),
        (('effect = "mute"', 'effect = "counter"'), 4, "`weight` is missing"),
        (('effect = "mute"', 'effect = "counter"\nweight = 2'), 7, "`weight` is not a number below 0"),
        (('effect = "mute"', 'effect = "veto"\nweight = -2'), 7, "`weight` has no meaning"),
    ],
)
def test_guards_are_checked_too(change: tuple[str, str], line: int, text: str) -> None:
    """A guard that cannot work is an error, not silence."""
    problems = _problems((HEAD.replace("decision", "guard") + GUARD).replace(*change), "en/guard.toml")
    assert any(number == line and text in problem for number, problem in problems), problems


def test_all_mistakes_are_told_at_once() -> None:
    """Nobody has to run the check ten times."""
    source = HEAD + RULE + RULE.replace("weight", "wait").replace('"we chose others"', '"we (chose"')
    problems = _problems(source)
    assert [line for line, _ in problems] == [11, 12, 13, 14]
    assert any("twice, first in line 5" in text for _, text in problems)


def test_a_guard_stands_with_guards() -> None:
    """Phrases and guards are not mixed up."""
    assert any("a guard in a file of the group decision" in text for _, text in _problems(HEAD + GUARD))
    with_phrase = HEAD.replace("decision", "guard") + RULE.replace("decision", "guard")
    assert any("a phrase in a file of guards" in text for _, text in _problems(with_phrase, "en/guard.toml"))


def test_an_empty_file_is_told() -> None:
    """A file without rules is a mistake of somebody's."""
    assert _problems(HEAD) == [(1, "no rule stands in this file.")]


@pytest.mark.parametrize("source", ["a = " + "[" * 100_000, "[" * 100_000, 'a = "' + "x" * 1_000_000])
def test_hostile_files_are_refused(source: str) -> None:
    """A file that is made to break the parser is told like any other mistake."""
    with pytest.raises(BrokenRules, match="not valid TOML"):
        parse_rule_file(source, name="en/decision.toml")


def test_thresholds_are_checked() -> None:
    """Thresholds that make no sense are refused."""
    assert parse_thresholds("schema = 1\nrejection = 5\nunsure = 3").rejection == 5.0
    with pytest.raises(BrokenRules, match="not between 0 and"):
        parse_thresholds("schema = 1\nrejection = 3\nunsure = 5")
    with pytest.raises(BrokenRules, match="`unsure` is missing"):
        parse_thresholds("schema = 1\nrejection = 3")


def test_changes_are_read_and_checked() -> None:
    """A user's change names a rule and what is new about it."""
    (change,) = parse_changes('schema = 1\n[[change]]\nid = "en.decision.one"\nstatus = "retired"')
    assert (change.id, change.status, change.weight, change.line) == ("en.decision.one", Status.RETIRED, None, 2)
    with pytest.raises(BrokenRules, match=r"changes.toml:2: the change changes nothing"):
        parse_changes('schema = 1\n[[change]]\nid = "en.decision.one"')
