"""All rules together: checked against each other, compiled, and matched in one pass."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import re2

from inbox_helper.core.phrase import SENTENCE_END, compile_say, normalise
from inbox_helper.core.rules import GROUPS, Rule, RuleChange, RuleFile, Status, Thresholds
from inbox_helper.core.types import Part
from inbox_helper.errors import RuleError

DECIDING_GROUPS = frozenset({"decision", "hint"})
"""Without a hit in one of these no mail is a rejection, nor unsure."""

_DEAREST_PROGRAM = 6000
"""Instructions of RE2; a phrase of 20 words with a dozen alternatives takes some hundreds."""
_DEFAULT_CAPS = {"decision": 8.0, "hint": 6.0, "frame": 2.0, "softener": 2.0, "sender": 4.0, "guard": 0.0}
_ENGINE_MEMORY = 64 << 20


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or another line of text that nothing matches beyond."""

    part: Part
    text: str
    offset: int
    """Where it begins in the text of its part."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule matches."""

    rule: Rule
    line: int
    """Index among the lines that were searched."""
    start: int
    """Octet in the normalised text, of the blank before the first word."""
    end: int


class NormalisedText:
    """Some lines, folded and joined for the engine, and the way back."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        pieces = [normalise(line.text).encode("utf-8", "replace") for line in lines]
        separator = SENTENCE_END.strip().encode()
        self.data = separator.join(pieces)
        self._starts = []
        start = 0
        for piece in pieces:
            self._starts.append(start)
            start += len(piece) + len(separator)

    def line_at(self, position: int) -> int:
        """Return the index of the line that an octet belongs to."""
        return bisect_right(self._starts, position) - 1

    def words_before(self, hit_position: int, line: int) -> int:
        """Return how many words of a line stand before an octet of the normalised text."""
        return self.data.count(b" ", self._starts[line], hit_position)


class Matcher:
    """The compiled patterns of some rules, in an engine that is linear in the text and filters by literals first."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._filter = re2.Filter()
        self._rules: list[Rule] = []
        options = re2.Options()
        options.max_mem = _ENGINE_MEMORY
        options.log_errors = False
        for rule in rules:
            for source, pattern in _patterns(rule):
                self._add(rule, source, pattern, options)
        if self._rules:
            self._filter.Compile()

    def _add(self, rule: Rule, source: str, pattern: str, options: re2.Options) -> None:
        try:
            self._filter.Add(pattern.encode(), options)
        except re2.error as error:
            raise RuleError(f"{rule.place}: {rule.id}: {source!r} is refused by the engine.", str(error)) from error
        self._rules.append(rule)

    def hits(self, text: NormalisedText) -> Iterator[Hit]:
        """Yield every hit, rule by rule, where the rule looks at that part."""
        if not self._rules:
            return
        for index in self._filter.Match(text.data) or ():
            rule = self._rules[index]
            for match in self._filter.re(index).finditer(text.data):
                line = text.line_at(match.start())
                if text.lines[line].part in rule.where:
                    yield Hit(rule, line, match.start(), match.end())


def _patterns(rule: Rule) -> Iterator[tuple[str, str]]:
    for say in rule.say:
        yield say, compile_say(say)
    for regex in rule.regex:
        yield regex, regex


@dataclass(frozen=True)
class Rulebook:
    """The rules in force. Everything in it is frozen; what is compiled is derived."""

    rules: tuple[Rule, ...]
    thresholds: Thresholds
    caps: Mapping[str, float]
    version: str

    @cached_property
    def matcher(self) -> Matcher:
        """The compiled rules that are not retired."""
        return Matcher(rule for rule in self.rules if rule.status is not Status.RETIRED)

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """All rules, by id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def guard_rank(self) -> Mapping[str, int]:
        """For each guard its place in an order in which a guard stands behind those that mute it."""
        return {guard: rank for rank, guard in enumerate(_muting_order(self.rules))}


def build_rulebook(files: Sequence[RuleFile], thresholds: Thresholds) -> Rulebook:
    """Return the rulebook of some files; later files override rules of the same id.

    Raise RuleError with everything that does not fit together, one line each.
    """
    rules = {rule.id: rule for file in files for rule in file.rules}
    problems = [problem for file in files for change in file.changes if (problem := _apply(change, rules))]
    ordered = tuple(rules[identity] for identity in sorted(rules))
    problems += [problem for rule in ordered for problem in _reference_problems(rule, ordered)]
    problems += _cycle_problems(ordered)
    problems += [problem for rule in ordered if (problem := _price_problem(rule))]
    if problems:
        raise RuleError("\n".join(problems))
    caps = {
        group: max((f.cap for f in files if f.group == group and f.cap), default=_DEFAULT_CAPS[group])
        for group in GROUPS
    }
    return Rulebook(ordered, thresholds, caps, _version(ordered, thresholds, caps))


def _apply(change: RuleChange, rules: dict[str, Rule]) -> str:
    rule = rules.get(change.id)
    if rule is None:
        return f"{change.place}: there is no rule {change.id} to change. Look at inbox-helper rules list."
    weight = rule.weight if change.weight is None else change.weight
    rules[change.id] = replace(rule, weight=weight, status=change.status or rule.status)
    return ""


def _reference_problems(rule: Rule, rules: Sequence[Rule]) -> Iterator[str]:
    guards = [each.id for each in rules if each.effect]
    for reference in rule.mute:
        probe = replace(rule, mute=(reference,))
        if not any(probe.is_muted_by(guard) for guard in guards):
            yield f"{rule.place}: {rule.id} is muted by {reference}, which is no guard. Correct or remove the name."
    for group in rule.needs:
        if group not in GROUPS or group == "guard":
            yield f'{rule.place}: {rule.id} needs the group {group!r}, which does not exist. Write needs = ["frame"].'


def _muting_order(rules: Sequence[Rule]) -> list[str]:
    """Return the guards, each behind those that mute it; those on a cycle are left out."""
    guards = [rule for rule in rules if rule.effect]
    waiting = {guard.id: {other.id for other in guards if guard.is_muted_by(other.id)} for guard in guards}
    order: list[str] = []
    while ready := [guard for guard, muters in waiting.items() if not muters - set(order)]:
        order += ready
        for guard in ready:
            del waiting[guard]
    return order


def _cycle_problems(rules: Sequence[Rule]) -> list[str]:
    fine = set(_muting_order(rules))
    looped = [rule for rule in rules if rule.effect and rule.id not in fine]
    return [f"{rule.place}: {rule.id} mutes itself in a circle. Break it: {', '.join(rule.mute)}." for rule in looped]


def _price_problem(rule: Rule) -> str:
    for source, pattern in _patterns(rule):
        try:
            compiled = re2.compile(pattern)
        except re2.error as error:
            return f"{rule.place}: {rule.id}: {source!r} cannot be read: {error}. Correct the expression."
        if compiled.fullmatch("") or compiled.fullmatch(" "):
            return f"{rule.place}: {rule.id}: {source!r} matches the empty text. Let it need a word."
        if compiled.programsize > _DEAREST_PROGRAM:
            return f"{rule.place}: {rule.id}: {source!r} is too dear to match. Split it into several phrases."
    return ""


def _version(rules: Sequence[Rule], thresholds: Thresholds, caps: Mapping[str, float]) -> str:
    # Places and examples do not change what a rulebook does.
    content = [replace(rule, place="", hits=(), misses=(), why="", mistaken_for=()) for rule in rules]
    return hashlib.sha256(repr((content, thresholds, sorted(caps.items()))).encode()).hexdigest()[:12]
