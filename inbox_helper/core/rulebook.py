"""All rules together: checked against each other, and ready to be matched."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from inbox_helper.core.folding import normalise
from inbox_helper.core.literals import Frequency, choose_keys, needed_words
from inbox_helper.core.matcher import Matcher, Pattern
from inbox_helper.core.phrase import compile_say
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
LONGEST_COMMON_WORD = 4
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


PatternSource = Callable[[str, Sequence[Rule]], Sequence[Sequence[Pattern]]]
"""Given a language and its rules, returns the patterns of each."""


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
    shelf: Shelf

    def rule(self, rule_id: str) -> Phrase | Guard | None:
        """Return a rule by its id, None where there is none."""
        number = self.by_id.get(rule_id)
        return None if number is None else self.rules[number]

    @property
    def reads_headers(self) -> bool:
        """Whether any rule looks at header fields."""
        return self.shelf.reads_headers

    def indexes(self, stage: Stage, languages: frozenset[str] | None, *, headers: bool) -> Iterator[Index]:
        """Yield the indexes of a stage, of some languages or, for None, of all."""
        for language in sorted(languages or {*self.languages, ANY_LANGUAGE}):
            if index := self.shelf.index(stage, language, headers=headers):
                yield index


class Shelf:
    """The indexes, each made when it is first asked for: most users get mail in two or three languages."""

    def __init__(self, rules: Sequence[Phrase | Guard], stages: Sequence[Stage], patterns: PatternSource) -> None:
        self._rules = rules
        self._source = patterns
        self._filed: dict[tuple[Stage, str, bool], list[int]] = {}
        self._made: dict[tuple[Stage, str, bool], Index] = {}
        self._patterns: dict[int, Sequence[Pattern]] = {}
        for number, (rule, stage) in enumerate(zip(rules, stages, strict=True)):
            if rule.status is Status.RETIRED:
                continue
            for headers in {part is Part.HEADERS for part in rule.where}:
                self._filed.setdefault((stage, rule.language, headers), []).append(number)
        self.reads_headers = any(headers for _, _, headers in self._filed)

    def index(self, stage: Stage, language: str, *, headers: bool) -> Index | None:
        """Return the index of a stage and language for header fields, or for everything else; None if it is empty."""
        key = (stage, language, headers)
        if key not in self._made:
            if key not in self._filed:
                return None
            self._made[key] = self._make(self._filed[key], language)
        return self._made[key]

    def _make(self, numbers: Sequence[int], language: str) -> Index:
        if numbers[0] not in self._patterns:
            own = [number for number, rule in enumerate(self._rules) if rule.language == language]
            self._patterns.update(zip(own, self._source(language, [self._rules[each] for each in own]), strict=True))
        patterns = [
            (number, line, pattern) for number in numbers for line, pattern in enumerate(self._patterns[number])
        ]
        return Index(Matcher([entry[2] for entry in patterns]), *zip(*[entry[:2] for entry in patterns], strict=True))


def patterns_of(rules: Sequence[Rule]) -> Iterator[Sequence[Pattern]]:
    """Yield for each rule of one language its patterns, one for each line of `say` and each `regex`."""
    frequency = _frequency(rules)
    return (tuple(_patterns(rule, frequency)) for rule in rules)


def _without_cache(_language: str, rules: Sequence[Rule]) -> Sequence[Sequence[Pattern]]:
    return tuple(patterns_of(rules))


def build_rulebook(
    files: Sequence[RuleFile], thresholds: Thresholds, patterns: PatternSource = _without_cache
) -> Rulebook:
    """Given rule files, return the rulebook. Raise BrokenRules with everything in which they contradict each other.

    `patterns` compiles the rules of a language, and may remember them. Retired rules keep their id, are not matched,
    and mute nothing.
    """
    rules = tuple(rule for file in files for rule in file.rules)
    named = guards_named(rules)
    if problems := list(problems_between(files, named)):
        raise BrokenRules(problems)
    caps = _caps(files)
    stages = tuple(_stage(rule) for rule in rules)
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
        shelf=Shelf(rules, stages, patterns),
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
    """Return how often a word is met, judging by how often rules and their examples use it, and by its length."""
    texts = [text for rule in rules for text in (*rule.hits, *rule.misses, *rule.say)]
    counts = Counter(word for text in texts for word in set(normalise(text).split()))
    total = len(texts) + 1

    @cache
    def frequency(word: str) -> float:
        if word.endswith("~"):
            return 0.003 + 0.02 / len(word)
        # Rules speak of jobs in every sentence, mail does not; the short words are those that all sentences need.
        share = (counts[word] + 0.3) / total
        return float((share if len(word) <= LONGEST_COMMON_WORD else share / 4) + 0.2 / len(word) ** 2.5)

    return frequency


def _patterns(rule: Rule, frequency: Frequency) -> Iterator[Pattern]:
    for phrase in rule.say:
        say = compile_say(phrase)
        needed = (frozenset(word.encode() for word in words) for words in needed_words(say.tree, frequency))
        yield Pattern(say.regex, choose_keys(say.tree, frequency), tuple(needed))
    yield from map(Pattern, rule.regex)


def _version(rules: Iterable[Phrase | Guard], caps: dict[tuple[str, str], float], thresholds: Thresholds) -> str:
    digest = hashlib.sha256(repr((thresholds, sorted(caps.items()))).encode())
    for rule in sorted(rules, key=lambda rule: rule.id):
        kind = (rule.effect, rule.scope) if isinstance(rule, Guard) else rule.needs
        seen = (rule.id, rule.status, rule.weight, rule.where, rule.sources, rule.mute, kind)
        digest.update(repr(seen).encode())
    return digest.hexdigest()[:VERSION_DIGITS]
