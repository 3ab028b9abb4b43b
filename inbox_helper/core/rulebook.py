"""All rules together: checked against each other, and ready to be matched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from inbox_helper.core.matcher import Matcher, Pattern
from inbox_helper.core.rule_values import (
    CAPS,
    BrokenRules,
    Effect,
    Guard,
    Phrase,
    Problem,
    RuleFile,
    Scope,
    Status,
    Thresholds,
    suggest,
)
from inbox_helper.core.types import Part

VERSION_DIGITS = 12


@dataclass(frozen=True, slots=True, eq=False)
class PatternIndex:
    """The patterns of one kind of text, and whose they are."""

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
    muters: tuple[tuple[int, ...], ...]
    """For each rule the numbers of the guards that mute it."""
    message_guards: tuple[int, ...]
    """Guards that mute in the whole message, counter, or veto: they are looked for everywhere."""
    texts: PatternIndex
    """What is matched on subject, senders and body."""
    headers: PatternIndex
    by_id: dict[str, int]

    def rule(self, rule_id: str) -> Phrase | Guard | None:
        """Return a rule by its id, None where there is none."""
        number = self.by_id.get(rule_id)
        return None if number is None else self.rules[number]


def build_rulebook(files: Sequence[RuleFile], thresholds: Thresholds) -> Rulebook:
    """Given rule files, return the rulebook. Raise BrokenRules with everything in which they contradict each other.

    Retired rules keep their id, are no part of the patterns, and mute nothing.
    """
    rules = tuple(rule for file in files for rule in file.rules)
    problems = [*_repeated(rules), *_unknown_guards(rules), *_different_caps(files)]
    muters = _muters(rules)
    problems += _cycles(rules, muters)
    if problems:
        raise BrokenRules(problems)
    caps = _caps(files)
    return Rulebook(
        version=_version(rules, caps, thresholds),
        thresholds=thresholds,
        rules=rules,
        caps=caps,
        muters=muters,
        message_guards=tuple(n for n, rule in enumerate(rules) if _concerns_message(rule)),
        texts=_index(rules, {Part.SUBJECT, Part.BODY, Part.FROM}),
        headers=_index(rules, {Part.HEADERS}),
        by_id={rule.id: number for number, rule in enumerate(rules)},
    )


def _concerns_message(rule: Phrase | Guard) -> bool:
    return isinstance(rule, Guard) and (rule.effect is not Effect.MUTE or rule.scope is Scope.MESSAGE)


def _repeated(rules: Iterable[Phrase | Guard]) -> Iterable[Problem]:
    first: dict[str, Phrase | Guard] = {}
    for rule in rules:
        other = first.setdefault(rule.id, rule)
        if other is not rule:
            text = f'the id "{rule.id}" is there twice, first in {other.file}:{other.line}.'
            yield Problem(rule.file, rule.line, text, "Rename one.")


def _unknown_guards(rules: Sequence[Phrase | Guard]) -> Iterable[Problem]:
    mutes = [rule.id for rule in rules if isinstance(rule, Guard) and rule.effect is Effect.MUTE]
    for rule in rules:
        for name in rule.mute:
            if not any(_names(name, guard) for guard in mutes if guard != rule.id):
                text = f'`mute` names "{name}", which is no guard with the effect "mute".'
                yield Problem(rule.file, rule.line, text, suggest(name, mutes) if len(mutes) < 30 else "")


def _names(name: str, guard: str) -> bool:
    return guard.startswith(name[:-1]) if name.endswith("*") else guard == name


def _muters(rules: Sequence[Phrase | Guard]) -> tuple[tuple[int, ...], ...]:
    guards = [
        (number, rule.id)
        for number, rule in enumerate(rules)
        if isinstance(rule, Guard) and rule.effect is Effect.MUTE and rule.status is not Status.RETIRED
    ]
    known: dict[tuple[str, ...], tuple[int, ...]] = {}
    for rule in rules:
        if rule.mute not in known:
            known[rule.mute] = tuple(n for n, guard in guards if any(_names(name, guard) for name in rule.mute))
    return tuple(tuple(guard for guard in known[rule.mute] if guard != number) for number, rule in enumerate(rules))


def _cycles(rules: Sequence[Phrase | Guard], muters: Sequence[Sequence[int]]) -> Iterable[Problem]:
    graph = {number: muters[number] for number, rule in enumerate(rules) if isinstance(rule, Guard)}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle = [rules[number] for number in error.args[1]]
        text = f"guards mute each other in a circle: {' ← '.join(rule.id for rule in cycle)}."
        yield Problem(cycle[0].file, cycle[0].line, text, "Take one of them out of a `mute`.")


def _different_caps(files: Iterable[RuleFile]) -> Iterable[Problem]:
    first: dict[tuple[str, str], RuleFile] = {}
    for file in files:
        if file.cap is not None:
            other = first.setdefault((file.language, file.group), file)
            if other.cap != file.cap:
                text = f"`cap` is {file.cap:g}, but {other.cap:g} in {other.name}."
                yield Problem(file.name, 1, text, "Files of one language and group have the same cap.")


def _caps(files: Iterable[RuleFile]) -> dict[tuple[str, str], float]:
    caps: dict[tuple[str, str], float] = {}
    for file in files:
        if file.group in CAPS:
            caps.setdefault((file.language, file.group), CAPS[file.group])
        if file.cap is not None:
            caps[file.language, file.group] = file.cap
    return caps


def _index(rules: Sequence[Phrase | Guard], parts: set[Part]) -> PatternIndex:
    patterns: list[Pattern] = []
    owners: list[int] = []
    lines: list[int] = []
    for number, rule in enumerate(rules):
        if rule.status is Status.RETIRED or parts.isdisjoint(rule.where):
            continue
        own = [Pattern(say.regex, say.needed) for say in rule.say] + [Pattern(regex, ()) for regex in rule.regex]
        patterns += own
        owners += [number] * len(own)
        lines += range(len(own))
    return PatternIndex(Matcher(patterns), tuple(owners), tuple(lines))


def _version(rules: Iterable[Phrase | Guard], caps: dict[tuple[str, str], float], thresholds: Thresholds) -> str:
    digest = hashlib.sha256(repr((thresholds, sorted(caps.items()))).encode())
    for rule in sorted(rules, key=lambda rule: rule.id):
        kind = (rule.effect, rule.scope) if isinstance(rule, Guard) else rule.needs
        seen = (rule.id, rule.status, rule.weight, rule.where, rule.sources, rule.mute, kind)
        digest.update(repr(seen).encode())
    return digest.hexdigest()[:VERSION_DIGITS]
