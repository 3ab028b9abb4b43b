"""Judge a message: is it a rejection? With the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf

from inbox_helper.core.matcher import Span
from inbox_helper.core.rule_values import GUARDS, Effect, Guard, Phrase, Rule, Status
from inbox_helper.core.rulebook import Rulebook, Stage, states_decision
from inbox_helper.core.trial import Hit, Trial
from inbox_helper.core.types import Evidence, Label, Message, PreparedText, Verdict

NEEDS = "needs:"
"""Stands in `muted_by`, followed by groups, where a rule needs one of them and none has a hit."""
BELOW = 0.1
"""How far a score is held below a threshold that it may not reach."""
_CODE = 2


@dataclass(frozen=True, slots=True)
class GroupSum:
    """What one group of one language adds."""

    language: str
    group: str
    total: float
    cap: float

    @property
    def counted(self) -> float:
        """The sum, capped."""
        return min(self.total, self.cap)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict in the making: what was found, and what of it counts."""

    trial: Trial
    hits: tuple[Hit, ...]
    """Hits of phrases, in the order of their stages; muted ones among them."""
    guards: tuple[Hit, ...]
    """Hits of guards that did something."""
    counted: tuple[Hit, ...]
    """The hits that add to the score."""
    score: float


def judge(rulebook: Rulebook, message: Message, prepared: PreparedText, *, complete: bool = False) -> Verdict:
    """Given a message and its prepared text, return the verdict with its evidence.

    What rules/README.md says holds: groups with caps, guards, needs, experimental rules. The score is what is left
    after vetoes and other limits, so that label and score agree with the thresholds. Where nothing states a decision,
    the score is 0 and nothing else is looked for, unless `complete` asks for all evidence.
    """
    found = try_message(rulebook, message, prepared, complete=complete)
    hits = sorted({*found.hits, *found.guards}, key=_reading_order)
    return Verdict(
        label=label_of(rulebook, found.score),
        score=found.score,
        evidence=tuple(_evidence(found.trial, hit) for hit in hits),
        language=_language(rulebook, found.counted) or prepared.language,
        rulebook_version=rulebook.version,
    )


def try_message(rulebook: Rulebook, message: Message, prepared: PreparedText, *, complete: bool = False) -> Judgement:
    """Return what `judge` finds in a message."""
    trial = Trial(rulebook, message, prepared)
    hits = trial.hits(Stage.DECIDING)
    if complete or any(not hit.muted_by for hit in hits):
        hits = with_needs(rulebook, [*hits, *trial.hits(Stage.SUPPORTING)])
    guards = tuple(trial.guard_hits({hit.muted_by for hit in hits})) if complete or hits else ()
    counted = counted_hits(rulebook, hits)
    return Judgement(trial, tuple(hits), guards, tuple(counted), score_of(rulebook, hits, guards))


def label_of(rulebook: Rulebook, score: float) -> Label:
    """Return the label that a score stands for."""
    if score >= rulebook.thresholds.rejection:
        return Label.REJECTION
    return Label.UNSURE if score >= rulebook.thresholds.unsure else Label.OTHER


def counted_hits(rulebook: Rulebook, hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits that add to the score: of those of one group that overlap, only the strongest."""
    counted: list[Hit] = []
    taken: dict[tuple[str, int], list[Span]] = {}
    for hit in sorted(hits, key=lambda hit: (-rulebook.rules[hit.rule].weight, hit.sentence, hit.span, hit.rule)):
        if hit.muted_by:
            continue
        spans = taken.setdefault((rulebook.rules[hit.rule].group, hit.sentence), [])
        start, end = hit.span
        if all(end - 1 <= other_start or other_end - 1 <= start for other_start, other_end in spans):
            spans.append(hit.span)
            counted.append(hit)
    return counted


def group_sums(rulebook: Rulebook, counted: Iterable[Hit]) -> list[GroupSum]:
    """Return what each language and group adds, in the order of their hits."""
    totals: dict[tuple[str, str], float] = {}
    for hit in counted:
        rule = rulebook.rules[hit.rule]
        totals[rule.language, rule.group] = totals.get((rule.language, rule.group), 0.0) + rule.weight
    return [GroupSum(*key, total, rulebook.caps[key]) for key, total in totals.items()]


def with_needs(rulebook: Rulebook, hits: Sequence[Hit]) -> list[Hit]:
    """Mark the hits whose rule needs a group without a hit. A hit that waits for a group does not yet serve others."""
    waiting = [hit for hit in hits if not hit.muted_by and _needs(rulebook, hit)]
    there = {rulebook.rules[hit.rule].group for hit in hits if not hit.muted_by and not _needs(rulebook, hit)}
    while served := [hit for hit in waiting if there.intersection(_needs(rulebook, hit))]:
        there.update(rulebook.rules[hit.rule].group for hit in served)
        waiting = [hit for hit in waiting if hit not in served]
    return [replace(hit, muted_by=NEEDS + ",".join(_needs(rulebook, hit))) if hit in waiting else hit for hit in hits]


def _needs(rulebook: Rulebook, hit: Hit) -> tuple[str, ...]:
    rule = rulebook.rules[hit.rule]
    return rule.needs if isinstance(rule, Phrase) else ()


def score_of(rulebook: Rulebook, hits: Sequence[Hit], guards: Sequence[Hit]) -> float:
    """Given the hits of phrases and of guards in a mail, return its score.

    The sum of what is proven, raised by experimental rules and held down by limits.
    """
    counted, proven = counted_hits(rulebook, hits), counted_hits(rulebook, _proven(rulebook, hits))
    if not _decides(rulebook, counted):
        return 0.0
    active = [rulebook.rules[hit.rule] for hit in guards if not hit.muted_by]
    against = _against(rulebook, active)
    veto = any(isinstance(rule, Guard) and rule.effect is Effect.VETO for rule in active)
    below_rejection = rulebook.thresholds.rejection - BELOW
    score = _sum(rulebook, proven) + against
    if veto or not _decides(rulebook, proven):
        score = min(score, below_rejection)
    if proven != counted:
        score = max(score, min(_sum(rulebook, counted) + against, below_rejection))
    return round(max(score, 0.0), 2)


def _proven(rulebook: Rulebook, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return the hits of stable rules, without those that only an experimental one would serve."""
    stable = [hit for hit in hits if rulebook.rules[hit.rule].status is Status.STABLE]
    return hits if len(stable) == len(hits) else with_needs(rulebook, stable)


def _against(rulebook: Rulebook, active: Iterable[Rule]) -> float:
    """Return what the guards that counter take away: a negative sum, each language's down to its cap."""
    sums: dict[str, float] = {}
    for rule in active:
        if isinstance(rule, Guard) and rule.effect is Effect.COUNTER:
            sums[rule.language] = sums.get(rule.language, 0.0) + rule.weight
    return sum(max(total, -rulebook.caps.get((language, GUARDS), inf)) for language, total in sums.items())


def _sum(rulebook: Rulebook, counted: Iterable[Hit]) -> float:
    # Kindred languages say the same in almost the same words; two of them must not make a group weigh double.
    totals: dict[str, float] = {}
    caps: dict[str, float] = {}
    for group in group_sums(rulebook, counted):
        totals[group.group] = totals.get(group.group, 0.0) + group.counted
        caps[group.group] = max(caps.get(group.group, 0.0), group.cap)
    return sum(min(total, caps[group]) for group, total in totals.items())


def _decides(rulebook: Rulebook, counted: Iterable[Hit]) -> bool:
    return any(states_decision(rulebook.rules[hit.rule]) for hit in counted)


def _language(rulebook: Rulebook, counted: Sequence[Hit]) -> str:
    """Return the language in which most was decided, or an empty text."""
    deciding = [hit for hit in counted if states_decision(rulebook.rules[hit.rule])]
    sums = {group.language: group.total for group in group_sums(rulebook, deciding) if len(group.language) == _CODE}
    return max(sums, key=lambda language: sums[language], default="")


def _reading_order(hit: Hit) -> tuple[int, Span, int]:
    return hit.sentence, hit.span, hit.rule


def _evidence(trial: Trial, hit: Hit) -> Evidence:
    place, rule = trial.place(hit.sentence), trial.rulebook.rules[hit.rule]
    start, end = trial.offsets(hit)
    return Evidence(rule.id, rule.weight, place.part, place.text[start:end], start, end, hit.muted_by)
