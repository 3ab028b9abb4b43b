"""How often each rule counts, in rejections and in other mail, and what that says of the rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from inbox_helper.core.rule_values import Guard, Phrase, Status
from inbox_helper.tuning.metrics import Judged

DECIDING_GROUPS = ("decision", "hint")
_TWINS = 0.9
"""From this part of common mails on, two rules say the same."""
_ENOUGH = 5
"""Mails that a rule must have hit before its frequencies say something."""


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often one rule counts."""

    rule: str
    group: str
    weight: float
    in_rejections: int
    in_others: int
    overlaps: tuple[tuple[str, float], ...] = ()
    """Other rules of the same group, with the part of this rule's mails in which they count too; most first."""

    @property
    def total(self) -> int:
        """In how many mails it counts."""
        return self.in_rejections + self.in_others


@dataclass(frozen=True, slots=True)
class Lint:
    """Something about a rule that a person should look at."""

    rule: str
    problem: str


def frequencies(rules: Iterable[Phrase | Guard], judged: Sequence[Judged]) -> list[Frequency]:
    """Return the frequencies of all rules that are not retired, most frequent first."""
    hits = {True: Counter[str](), False: Counter[str]()}
    together: Counter[tuple[str, str]] = Counter()
    for one in judged:
        hits[one.rejection].update(one.rules)
        together.update(combinations(sorted(one.rules), 2))
    groups = {rule.id: rule.group for rule in rules}
    found = [
        Frequency(
            rule.id,
            rule.group,
            rule.weight,
            hits[True][rule.id],
            hits[False][rule.id],
            _overlaps(rule.id, groups, together, hits[True][rule.id] + hits[False][rule.id]),
        )
        for rule in rules
        if rule.status is not Status.RETIRED
    ]
    return sorted(found, key=lambda each: (-each.total, each.rule))


def _overlaps(
    rule: str, groups: dict[str, str], together: Counter[tuple[str, str]], total: int
) -> tuple[tuple[str, float], ...]:
    if not total:
        return ()
    others = {
        other: together[min(rule, other), max(rule, other)] / total
        for other, group in groups.items()
        if other != rule and group == groups[rule]
    }
    return tuple(sorted(((other, part) for other, part in others.items() if part), key=lambda each: -each[1])[:3])


def lints(found: Sequence[Frequency]) -> list[Lint]:
    """Return what the frequencies say against rules: wrong as often as right, or the same as another one."""
    return [lint for each in found for lint in _lints(each, {other.rule: other for other in found})]


def _lints(each: Frequency, by_id: dict[str, Frequency]) -> list[Lint]:
    if each.group not in DECIDING_GROUPS or not each.total:
        return []
    problems = []
    if each.in_others and each.in_others >= each.in_rejections:
        problems.append(f"it counts in {each.in_others} other mails and in {each.in_rejections} rejections")
    for other, part in each.overlaps:
        twin = by_id[other]
        same = each.total >= _ENOUGH and part >= _TWINS and twin.total <= each.total / _TWINS
        if same and each.rule < other:
            problems.append(f"it counts in the same mails as {other}")
    return [Lint(each.rule, problem) for problem in problems]
