"""All rules together: checked against each other, and ready to be matched."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from inbox_helper.core.folding import normalise
from inbox_helper.core.literals import Frequency, choose_keys, needed_words
from inbox_helper.core.matcher import Matcher, Pattern, Stems
from inbox_helper.core.rule_checks import guards_named, problems_between
from inbox_helper.core.rule_values import (
    ANY_LANGUAGE,
    CAPS,
    BrokenRules,
    Effect,
    Guard,
    Phrase,
    Rule,
    RuleFile,
    Scope,
    Status,
    Thresholds,
)
from inbox_helper.core.types import Part

VERSION_DIGITS = 12
DECIDING_GROUPS = frozenset(("decision", "hint"))
DECIDING_SENDER = 3.0
"""From this weight on, a hit on a header or a sender states a decision too."""


class Stage(StrEnum):
    """When patterns are looked for: most mail ends after the first."""

    DECIDING = "deciding"
    """Phrases that state a decision."""
    SUPPORTING = "supporting"
    """All other phrases."""
    MESSAGE_GUARDS = "message guards"
    """Guards that counter, veto, or mute in the whole message."""
    GUARDS = "guards"
    """Guards that mute in their own sentence: looked for only where a phrase that they mute has a hit."""


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The patterns of one stage and language, and whose they are."""

    matcher: Matcher
    owners: tuple[int, ...]
    """For each pattern the number of its rule."""
    lines: tuple[int, ...]
    """For each pattern its place among the lines of its rule."""


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """The rules in force. Rules are known by their number in `rules`."""

    version: str
    """A digest of everything that can change a verdict."""
    thresholds: Thresholds
    rules: tuple[Phrase | Guard, ...]
    caps: dict[tuple[str, str], float]
    """The most that a language and group may add."""
    muters: tuple[frozenset[int], ...]
    """For each rule the numbers of the guards that mute it within a sentence."""
    message_muters: tuple[frozenset[int], ...]
    """For each rule the numbers of the guards that mute it from anywhere in the message."""
    stages: tuple[Stage, ...]
    """For each rule its stage."""
    by_id: dict[str, int]
    languages: frozenset[str]
    """The languages that have rules, without "any"."""
    stems: Stems
    texts: dict[tuple[Stage, str], Index]
    """By stage and language what is matched on subject, senders and body."""
    headers: dict[tuple[Stage, str], Index]

    def rule(self, rule_id: str) -> Phrase | Guard | None:
        """Return a rule by its id, None where there is none."""
        number = self.by_id.get(rule_id)
        return None if number is None else self.rules[number]

    def indexes(self, stage: Stage, languages: frozenset[str] | None, *, headers: bool) -> Iterator[Index]:
        """Yield the indexes of a stage, of some languages or, for None, of all."""
        for (of_stage, language), index in (self.headers if headers else self.texts).items():
            if of_stage is stage and (languages is None or language in languages):
                yield index


def build_rulebook(files: Sequence[RuleFile], thresholds: Thresholds) -> Rulebook:
    """Given rule files, return the rulebook. Raise BrokenRules with everything in which they contradict each other.

    Retired rules keep their id, are not matched, and mute nothing.
    """
    rules = tuple(rule for file in files for rule in file.rules)
    named = guards_named(rules)
    if problems := list(problems_between(files, named)):
        raise BrokenRules(problems)
    caps = _caps(files)
    stages = tuple(_stage(rule) for rule in rules)
    frequency = _frequency(rules)
    texts = _indexes(rules, stages, {Part.SUBJECT, Part.BODY, Part.FROM}, frequency)
    headers = _indexes(rules, stages, {Part.HEADERS}, frequency)
    return Rulebook(
        version=_version(rules, caps, thresholds),
        thresholds=thresholds,
        rules=rules,
        caps=caps,
        muters=tuple(frozenset(n for n in guards if stages[n] is Stage.GUARDS) for guards in named),
        message_muters=tuple(frozenset(n for n in guards if stages[n] is not Stage.GUARDS) for guards in named),
        stages=stages,
        by_id={rule.id: number for number, rule in enumerate(rules)},
        languages=frozenset(rule.language for rule in rules) - {ANY_LANGUAGE},
        stems=_stems([*texts.values(), *headers.values()]),
        texts=texts,
        headers=headers,
    )


def states_decision(rule: Rule) -> bool:
    """Return whether a hit of a rule states a decision. Without such a hit no mail is a rejection, nor unsure."""
    return rule.group in DECIDING_GROUPS or (rule.group == "sender" and rule.weight >= DECIDING_SENDER)


def _stage(rule: Phrase | Guard) -> Stage:
    if isinstance(rule, Phrase):
        return Stage.DECIDING if states_decision(rule) else Stage.SUPPORTING
    local = rule.effect is Effect.MUTE and rule.scope is not Scope.MESSAGE
    return Stage.GUARDS if local else Stage.MESSAGE_GUARDS


def _caps(files: Iterable[RuleFile]) -> dict[tuple[str, str], float]:
    caps: dict[tuple[str, str], float] = {}
    for file in files:
        if file.group in CAPS:
            caps.setdefault((file.language, file.group), CAPS[file.group])
        if file.cap is not None:
            caps[file.language, file.group] = file.cap
    return caps


def _frequency(rules: Sequence[Rule]) -> Frequency:
    """Return how often a word is met, judging by the examples of the rules and by its length."""
    examples = [text for rule in rules for text in (*rule.hits, *rule.misses)]
    counts = Counter(word for text in examples for word in set(normalise(text).split()))
    total = len(examples) + 1

    @cache
    def frequency(word: str) -> float:
        if word.endswith("~"):
            return 0.003 + 0.02 / len(word)
        return float((counts[word] + 0.3) / total + 0.2 / len(word) ** 2.5)

    return frequency


def _indexes(
    rules: Sequence[Phrase | Guard], stages: Sequence[Stage], parts: set[Part], frequency: Frequency
) -> dict[tuple[Stage, str], Index]:
    filed: dict[tuple[Stage, str], list[tuple[int, int, Pattern]]] = {}
    for number, (rule, stage) in enumerate(zip(rules, stages, strict=True)):
        if rule.status is not Status.RETIRED and not parts.isdisjoint(rule.where):
            own = filed.setdefault((stage, rule.language), [])
            own += [(number, line, pattern) for line, pattern in enumerate(_patterns(rule, frequency))]
    return {key: _index(own) for key, own in filed.items()}


def _index(entries: Sequence[tuple[int, int, Pattern]]) -> Index:
    owners, lines, patterns = zip(*entries, strict=True)
    return Index(Matcher(patterns), owners, lines)


def _patterns(rule: Rule, frequency: Frequency) -> Iterator[Pattern]:
    for say in rule.say:
        needed = (frozenset(word.encode() for word in words) for words in needed_words(say.tree, frequency))
        yield Pattern(say.regex, choose_keys(say.tree, frequency), tuple(needed))
    yield from map(Pattern, rule.regex)


def _stems(indexes: Iterable[Index]) -> Stems:
    patterns = (pattern for index in indexes for pattern in index.matcher.patterns)
    words = (word for pattern in patterns for needed in pattern.needed for word in needed)
    return Stems(word[:-1] for word in words if word.endswith(b"~"))


def _version(rules: Iterable[Phrase | Guard], caps: dict[tuple[str, str], float], thresholds: Thresholds) -> str:
    digest = hashlib.sha256(repr((thresholds, sorted(caps.items()))).encode())
    for rule in sorted(rules, key=lambda rule: rule.id):
        kind = (rule.effect, rule.scope) if isinstance(rule, Guard) else rule.needs
        seen = (rule.id, rule.status, rule.weight, rule.where, rule.sources, rule.mute, kind)
        digest.update(repr(seen).encode())
    return digest.hexdigest()[:VERSION_DIGITS]
