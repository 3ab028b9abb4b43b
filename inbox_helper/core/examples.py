"""The proof that rules carry, run with the engine that judges mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inbox_helper.core.judge import Finding, find
from inbox_helper.core.phrase import compile_say
from inbox_helper.core.rulebook import Line, NormalisedText, Rulebook
from inbox_helper.core.rules import Rule, Status
from inbox_helper.core.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """An example that does not do what it says, or a pattern that no example proves."""

    rule: Rule
    problem: str

    def __str__(self) -> str:
        return f"{self.rule.place}: {self.rule.id}: {self.problem}"


def check_examples(rulebook: Rulebook, rules: Iterable[Rule] | None = None) -> list[ExampleFailure]:
    """Return everything that the examples of some rules, or of all, do not prove."""
    chosen = rulebook.rules if rules is None else rules
    return [
        ExampleFailure(rule, problem)
        for rule in chosen
        if rule.status is not Status.RETIRED
        for problem in _problems(rulebook, rule)
    ]


def _problems(rulebook: Rulebook, rule: Rule) -> Iterator[str]:
    proven: set[str] = set()
    for hit in rule.hits:
        text = _text_of(rule, hit)
        found = [each for each in find(rulebook, text, grant_needs=True) if each.hit.rule is rule]
        if not found:
            yield f"its hit is not matched: {hit!r}. Correct say, or the example."
        elif all(each.muted_by for each in found):
            yield f"its hit is muted by {found[0].muted_by}: {hit!r}. Narrow the guard, or correct the example."
        proven.update(_matching_patterns(rule, text))
    for source in (*rule.say, *rule.regex):
        if source not in proven:
            yield f"no hit proves {source!r}. Add an example for it to hits."
    for miss in rule.misses:
        if any(_counts(each, rule) for each in find(rulebook, _text_of(rule, miss))):
            yield f"its miss counts: {miss!r}. Narrow say, mute it with a guard, or correct the example."


def _counts(finding: Finding, rule: Rule) -> bool:
    return finding.hit.rule is rule and not finding.muted_by


def _text_of(rule: Rule, example: str) -> NormalisedText:
    return NormalisedText(
        [Line(part, example[start:end], start) for part in rule.where for start, end in sentence_spans(example)]
    )


def _matching_patterns(rule: Rule, text: NormalisedText) -> Iterator[str]:
    import re2

    for say in rule.say:
        if re2.search(compile_say(say).encode(), text.data):
            yield say
    for regex in rule.regex:
        if re2.search(regex.encode(), text.data):
            yield regex
