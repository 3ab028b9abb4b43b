"""Why a message is taken for a rejection, or why not: everything that a person needs to see it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from inbox_helper.core.judge import NEEDS, GroupSum, Judgement, group_sums, label_of, try_message
from inbox_helper.core.rule_values import Effect, Guard, Rule, Status, Thresholds
from inbox_helper.core.rulebook import Rulebook, states_decision
from inbox_helper.core.trial import QUOTED, Hit
from inbox_helper.core.types import Cut, Label, Message, Part, PreparedText, Verdict


class Role(StrEnum):
    """What became of a hit."""

    COUNTS = "counts"
    OVERLAPS = "overlaps"
    """A stronger hit of the same group holds the same words."""
    MUTED = "muted"
    NEEDS = "needs"
    """No hit of a group that the rule needs."""
    MUTES = "mutes"
    COUNTERS = "counters"
    VETOES = "vetoes"


@dataclass(frozen=True, slots=True)
class ShownHit:
    """One hit, to be shown in its sentence."""

    rule: str
    language: str
    group: str
    experimental: bool
    weight: float
    """What it adds where it counts."""
    role: Role
    note: str
    """Why it does not count, or what it does, for people; empty where it simply counts."""
    why: str
    """What the rule says about itself."""
    part: Part
    sentence: str
    start: int
    """Where the matched words begin and end in `sentence`."""
    end: int
    muted_by: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A verdict with all that led to it."""

    label: Label
    score: float
    summary: str
    """The reason in one sentence."""
    thresholds: Thresholds
    hits: tuple[ShownHit, ...]
    """In the order of the text."""
    sums: tuple[GroupSum, ...]
    limits: tuple[str, ...]
    """What holds the score below the sum of the groups, one sentence each."""
    cuts: tuple[Cut, ...]
    """What was cut from the text and not judged."""
    language: str
    languages: tuple[str, ...]
    rulebook_version: str


def explain(
    rulebook: Rulebook, message: Message, prepared: PreparedText, verdict: Verdict | None = None
) -> Explanation:
    """Given what was judged, return the explanation of the verdict, with more evidence than the verdict holds.

    Given the `verdict`, its language is kept; label and score are found anew with this rulebook.
    """
    found = try_message(rulebook, message, prepared, complete=True)
    label = label_of(rulebook, found.score)
    hits = sorted({*found.hits, *found.guards}, key=lambda hit: (hit.sentence, hit.span, hit.rule))
    limits = tuple(_limits(rulebook, found))
    return Explanation(
        label=label,
        score=found.score,
        summary=_summary(rulebook, found, label, limits),
        thresholds=rulebook.thresholds,
        hits=tuple(_shown(found, hit) for hit in hits),
        sums=tuple(group_sums(rulebook, found.counted)),
        limits=limits,
        cuts=prepared.cuts,
        language=verdict.language if verdict else prepared.language,
        languages=prepared.languages,
        rulebook_version=rulebook.version,
    )


def _shown(found: Judgement, hit: Hit) -> ShownHit:
    rulebook = found.trial.rulebook
    rule, place = rulebook.rules[hit.rule], found.trial.place(hit.sentence)
    start, end = found.trial.offsets(hit)
    role = _role(rule, hit, counts=hit in found.counted)
    return ShownHit(
        rule=rule.id,
        language=rule.language,
        group=rule.group,
        experimental=rule.status is Status.EXPERIMENTAL,
        weight=rule.weight,
        role=role,
        note=_note(rulebook, rule, role, hit),
        why=rule.why,
        part=place.part,
        sentence=place.text[place.start : place.end],
        start=start - place.start,
        end=end - place.start,
        muted_by=hit.muted_by,
    )


def _role(rule: Rule, hit: Hit, *, counts: bool) -> Role:
    if hit.muted_by:
        return Role.NEEDS if hit.muted_by.startswith(NEEDS) else Role.MUTED
    if isinstance(rule, Guard):
        return {Effect.MUTE: Role.MUTES, Effect.COUNTER: Role.COUNTERS, Effect.VETO: Role.VETOES}[rule.effect]
    return Role.COUNTS if counts else Role.OVERLAPS


def _note(rulebook: Rulebook, rule: Rule, role: Role, hit: Hit) -> str:
    if role is Role.NEEDS:
        groups = hit.muted_by.removeprefix(NEEDS).replace(",", " or ")
        return f"Does not count: it needs {groups}, and nothing of that is there."
    if hit.muted_by == QUOTED:
        return "Does not count: the mail only quotes it."
    if role is Role.MUTED:
        guard = rulebook.rule(hit.muted_by)
        return f"Does not count: muted by {hit.muted_by}. {guard.why if guard else ''}".rstrip()
    if role is Role.OVERLAPS:
        return "Adds nothing: a stronger rule of its group holds the same words."
    if role is Role.VETOES:
        return "The mail is no rejection, whatever else it says."
    if rule.status is Status.EXPERIMENTAL:
        return "Experimental: counts for unsure only."
    return ""


def _limits(rulebook: Rulebook, found: Judgement) -> list[str]:
    rules = [rulebook.rules[hit.rule] for hit in found.counted]
    limits = [
        f"The group {group.group} ({group.language}) adds {group.cap:g} at most."
        for group in group_sums(rulebook, found.counted)
        if group.total > group.cap
    ]
    if not any(states_decision(rule) for rule in rules):
        return ["No rule states a decision, so nothing else counts."]
    if not any(states_decision(rule) for rule in rules if rule.status is Status.STABLE):
        limits.append("Only experimental rules state a decision: unsure at most.")
    active = [rulebook.rules[hit.rule] for hit in found.guards if not hit.muted_by]
    limits += [
        f"A veto holds it below a rejection: {rule.id}."
        for rule in active
        if isinstance(rule, Guard) and rule.effect is Effect.VETO
    ]
    return limits


def _summary(rulebook: Rulebook, found: Judgement, label: Label, limits: tuple[str, ...]) -> str:
    deciding = [rulebook.rules[hit.rule] for hit in found.counted if states_decision(rulebook.rules[hit.rule])]
    strongest = max(deciding, key=lambda rule: rule.weight, default=None)
    needed = rulebook.thresholds.rejection
    if label is Label.REJECTION and strongest:
        return f"A rejection: {found.score:g} points, {needed:g} are enough. {strongest.why}"
    if strongest is None:
        muted = [hit for hit in found.hits if hit.muted_by and states_decision(rulebook.rules[hit.rule])]
        return "No rejection: what sounds like a decision does not count." if muted else "No rejection: no decision."
    reason = limits[-1] if limits else f"{found.score:g} points, {needed:g} would be enough for a rejection."
    return f"{'Unsure' if label is Label.UNSURE else 'No rejection'}: {reason}"
