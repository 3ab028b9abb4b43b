"""The user's own rules over those that ship."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from inbox_helper.core.rule_values import BrokenRules, Change, Effect, Guard, Phrase, Problem, RuleFile, Status

_R = TypeVar("_R", Phrase, Guard)


def overlay(shipped: Sequence[RuleFile], own: Sequence[RuleFile], changes: Sequence[Change]) -> list[RuleFile]:
    """Return the rule files in force: a rule, or a cap, of the user's own replaces the one that ships.

    Then the changes of weight and status are made. Raise BrokenRules where one names no rule, or cannot be.
    """
    known = {rule.id: rule for file in (*shipped, *own) for rule in file.rules}
    if problems := [problem for change in changes for problem in _problems(change, known.get(change.id))]:
        raise BrokenRules(problems)
    replaced = {rule.id for file in own for rule in file.rules}
    capped = {(file.language, file.group) for file in own if file.cap is not None}
    kept = [_without(file, replaced, capped=(file.language, file.group) in capped) for file in shipped]
    by_id = {change.id: change for change in changes}
    return [_changed(file, by_id) for file in (*kept, *own)]


def _problems(change: Change, rule: Phrase | Guard | None) -> Iterable[Problem]:
    if rule is None:
        yield Problem(change.file, change.line, f'there is no rule "{change.id}".', "See `inbox-helper rules list`.")
    elif change.weight is not None:
        sign = -1 if isinstance(rule, Guard) else 1
        if isinstance(rule, Guard) and rule.effect is not Effect.COUNTER:
            yield Problem(
                change.file, change.line, f"{rule.id} has no weight: it is a {rule.effect}.", "Remove `weight`."
            )
        elif change.weight * sign <= 0:
            remedy = f'Write a number {"above" if sign > 0 else "below"} 0, or status = "retired".'
            yield Problem(change.file, change.line, f"{rule.id} cannot have the weight {change.weight:g}.", remedy)


def _without(file: RuleFile, replaced: set[str], *, capped: bool) -> RuleFile:
    return replace(
        file,
        cap=None if capped else file.cap,
        phrases=tuple(phrase for phrase in file.phrases if phrase.id not in replaced),
        guards=tuple(guard for guard in file.guards if guard.id not in replaced),
    )


def _changed(file: RuleFile, changes: dict[str, Change]) -> RuleFile:
    if not any(rule.id in changes for rule in file.rules):
        return file
    return replace(
        file,
        phrases=tuple(_with(phrase, changes.get(phrase.id)) for phrase in file.phrases),
        guards=tuple(_with(guard, changes.get(guard.id)) for guard in file.guards),
    )


def _with(rule: _R, change: Change | None) -> _R:
    if change is None:
        return rule
    status: Status = change.status or rule.status
    return replace(rule, status=status, weight=rule.weight if change.weight is None else change.weight)
