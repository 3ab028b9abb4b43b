"""What rules must not say of each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import takewhile

from inbox_helper.core.rule_values import Effect, Guard, Phrase, Problem, Rule, RuleFile, Status, suggest


def guards_named(rules: Sequence[Phrase | Guard]) -> tuple[tuple[int, ...], ...]:
    """Return for each rule the numbers of the guards that its `mute` names and that are not retired."""
    guards = sorted(
        (rule.id, number)
        for number, rule in enumerate(rules)
        if isinstance(rule, Guard) and rule.effect is Effect.MUTE and rule.status is not Status.RETIRED
    )
    known: dict[tuple[str, ...], tuple[int, ...]] = {}
    for rule in rules:
        if rule.mute not in known:
            known[rule.mute] = tuple(sorted({number for name in rule.mute for number in _named_by(name, guards)}))
    return tuple(tuple(guard for guard in known[rule.mute] if guard != number) for number, rule in enumerate(rules))


def problems_between(files: Sequence[RuleFile], muters: Sequence[Sequence[int]]) -> Iterator[Problem]:
    """Yield everything in which rule files contradict each other, given what `guards_named` returns."""
    rules = [rule for file in files for rule in file.rules]
    yield from _repeated(rules)
    yield from _unknown_guards(rules)
    yield from _cycles(rules, muters)
    yield from _different_caps(files)


def _named_by(name: str, guards: Sequence[tuple[str, int]]) -> Iterator[int]:
    """Yield the numbers of the guards that a name in `mute` stands for, given them in the order of their ids."""
    first = bisect_left(guards, (name.removesuffix("*"),))
    return (number for _, number in takewhile(lambda guard: _names(name, guard[0]), guards[first:]))


def _names(name: str, guard: str) -> bool:
    return guard.startswith(name[:-1]) if name.endswith("*") else guard == name


def _repeated(rules: Iterable[Rule]) -> Iterator[Problem]:
    first: dict[str, Rule] = {}
    for rule in rules:
        other = first.setdefault(rule.id, rule)
        if other is not rule:
            text = f'the id "{rule.id}" is there twice, first in {other.file}:{other.line}.'
            yield Problem(rule.file, rule.line, text, "Rename one.")


def _unknown_guards(rules: Sequence[Phrase | Guard]) -> Iterator[Problem]:
    mutes = [rule.id for rule in rules if isinstance(rule, Guard) and rule.effect is Effect.MUTE]
    others = {rule.id for rule in rules if isinstance(rule, Guard)} - set(mutes)
    known: dict[str, bool] = {}
    for rule in rules:
        for name in rule.mute:
            if name not in known:
                known[name] = any(_names(name, guard) for guard in mutes)
            if not known[name]:
                yield Problem(rule.file, rule.line, f'`mute` names "{name}".', _remedy(name, rule, mutes, others))


def _remedy(name: str, rule: Rule, mutes: Sequence[str], others: set[str]) -> str:
    if name in others:
        return 'That guard has another effect: only effect = "mute" mutes.'
    near = [guard for guard in mutes if guard.startswith(f"{rule.language}.")]
    return suggest(name, near) if near else f"There is no such guard: write it in {rule.language}/guard.toml."


def _cycles(rules: Sequence[Rule], muters: Sequence[Sequence[int]]) -> Iterator[Problem]:
    graph = {number: muters[number] for number, rule in enumerate(rules) if isinstance(rule, Guard)}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle = [rules[number] for number in error.args[1]]
        text = f"guards mute each other in a circle: {' ← '.join(rule.id for rule in cycle)}."
        yield Problem(cycle[0].file, cycle[0].line, text, "Take one of them out of a `mute`.")


def _different_caps(files: Iterable[RuleFile]) -> Iterator[Problem]:
    first: dict[tuple[str, str], RuleFile] = {}
    for file in files:
        if file.cap is not None:
            other = first.setdefault((file.language, file.group), file)
            if other.cap != file.cap:
                text = f"`cap` is {file.cap:g}, but {other.cap:g} in {other.name}."
                yield Problem(file.name, 1, text, "Files of one language and group have the same cap.")
