"""Why a message was taken for what it was: in one sentence, and word by word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inbox_helper.core.judge import NEEDS, GroupSum, Judgement, group_sums, label_of, try_message
from inbox_helper.core.rule_values import Effect, Guard, Phrase, Rule, Status
from inbox_helper.core.rulebook import Rulebook, states_decision
from inbox_helper.core.trial import Hit
from inbox_helper.core.types import Evidence, Label, Message, Part, PreparedText, Verdict

_LONGEST_QUOTE = 160
_NOT_ABOUT_A_JOB = "nothing else says that it is about an application"


class Bearing(StrEnum):
    """What a match did."""

    COUNTS = "counts"
    SPARE = "spare"
    """It would count, but a stronger match of its group covers the same words."""
    MUTED = "muted"
    GUARD = "guard"
    """It is a guard, and keeps something from counting."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Matched words in a sentence."""

    start: int
    """Offset in the text of the quotation."""
    end: int
    rule: str
    weight: float
    bearing: Bearing
    note: str
    """Why it does not count, or what the guard does; empty where it counts."""
    why: str
    """What the rule says of itself."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of the message in which something matched, and what did."""

    part: Part
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that led to a verdict."""

    label: Label
    score: float
    quotations: tuple[Quotation, ...]
    """In the order of the message: subject, sender, body, header."""
    sums: tuple[GroupSum, ...]
    """What each language and group adds, before limits."""
    limits: tuple[str, ...]
    """What held the score down, in sentences."""


def in_short(rulebook: Rulebook, verdict: Verdict) -> str:
    """Given a verdict, return its main reason in one line, with the words that decided."""
    deciding = [hit for hit in verdict.evidence if states_decision_of(rulebook, hit)]
    counted = [hit for hit in deciding if not hit.muted_by]
    against = [hit for hit in verdict.evidence if not hit.muted_by and _effect(rulebook, hit) is Effect.VETO]
    if verdict.label is Label.OTHER and against:
        return _quoted(rulebook, against[0])
    if counted:
        strongest = max(counted, key=lambda hit: (hit.weight, len(hit.text)))
        doubt = f" But {_quoted(rulebook, against[0])}" if against else ""
        return _quoted(rulebook, strongest) + doubt
    if deciding:
        return f"“{_shortened(deciding[0].text)}” does not count: {_muted_because(rulebook, deciding[0].muted_by)}"
    return "Nothing in it states a decision."


def explain(rulebook: Rulebook, message: Message, prepared: PreparedText) -> Explanation:
    """Return all that matches in a message, sentence by sentence, and how the score comes about."""
    found = try_message(rulebook, message, prepared, complete=True)
    sentences = dict.fromkeys(sorted(hit.sentence for hit in (*found.hits, *found.guards)))
    return Explanation(
        label=label_of(rulebook, found.score),
        score=found.score,
        quotations=tuple(_quotation(rulebook, found, sentence) for sentence in sentences),
        sums=tuple(group_sums(rulebook, found.counted)),
        limits=tuple(_limits(rulebook, found)),
    )


def states_decision_of(rulebook: Rulebook, hit: Evidence) -> bool:
    """Tell whether a piece of evidence is of a rule that states a decision."""
    rule = rulebook.rule(hit.rule)
    return isinstance(rule, Phrase) and states_decision(rule)


def _effect(rulebook: Rulebook, hit: Evidence) -> Effect | None:
    rule = rulebook.rule(hit.rule)
    return rule.effect if isinstance(rule, Guard) else None


def _quoted(rulebook: Rulebook, hit: Evidence) -> str:
    rule = rulebook.rule(hit.rule)
    return f"“{_shortened(hit.text)}”: {rule.why if rule else hit.rule}"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rstrip()} …"


def _muted_because(rulebook: Rulebook, muted_by: str) -> str:
    if muted_by.startswith(NEEDS):
        return f"{_NOT_ABOUT_A_JOB}."
    guard = rulebook.rule(muted_by)
    return guard.why[:1].lower() + guard.why[1:] if guard else muted_by


def _quotation(rulebook: Rulebook, found: Judgement, sentence: int) -> Quotation:
    place = found.trial.place(sentence)
    hits = sorted({hit for hit in (*found.hits, *found.guards) if hit.sentence == sentence}, key=lambda hit: hit.span)
    marks = tuple(_mark(rulebook, found, hit, place.start) for hit in hits)
    return Quotation(place.part, place.text[place.start : place.end], marks)


def _mark(rulebook: Rulebook, found: Judgement, hit: Hit, offset: int) -> Mark:
    rule = rulebook.rules[hit.rule]
    start, end = found.trial.offsets(hit)
    bearing, note = _bearing(rulebook, rule, hit, found.counted)
    return Mark(start - offset, end - offset, rule.id, rule.weight, bearing, note, rule.why)


def _bearing(rulebook: Rulebook, rule: Phrase | Guard, hit: Hit, counted: Sequence[Hit]) -> tuple[Bearing, str]:
    if hit.muted_by.startswith(NEEDS):
        return Bearing.MUTED, f"it needs one of {hit.muted_by.removeprefix(NEEDS)}, and {_NOT_ABOUT_A_JOB}"
    if hit.muted_by:
        return Bearing.MUTED, f"muted by {hit.muted_by}"
    if isinstance(rule, Guard):
        return Bearing.GUARD, _deed(rule)
    if hit not in counted:
        return Bearing.SPARE, "a stronger match says the same"
    experimental = rulebook.rules[hit.rule].status is Status.EXPERIMENTAL
    return Bearing.COUNTS, "experimental: for unsure only" if experimental else ""


def _deed(guard: Guard) -> str:
    if guard.effect is Effect.MUTE:
        reach = {"sentence": "this sentence", "before": "what follows in this sentence", "message": "the message"}
        return f"mutes in {reach[str(guard.scope)]}"
    return "vetoes: no rejection" if guard.effect is Effect.VETO else "counts against"


def _limits(rulebook: Rulebook, found: Judgement) -> Iterable[str]:
    active = [rulebook.rules[hit.rule] for hit in found.guards if not hit.muted_by]
    for rule in dict.fromkeys(rule.id for rule in active if isinstance(rule, Guard) and rule.effect is Effect.VETO):
        yield f"{rule} vetoes: it is unsure at most."
    for guard in active:
        if isinstance(guard, Guard) and guard.effect is Effect.COUNTER:
            yield f"{guard.id} counts against it: {guard.weight:+.2f}."
    deciding = [_rule(rulebook, hit) for hit in found.counted if states_decision(_rule(rulebook, hit))]
    if not deciding:
        yield "Nothing that counts states a decision: the score is 0, whatever else it says."
    elif all(rule.status is Status.EXPERIMENTAL for rule in deciding):
        yield "Only experimental rules state a decision: it is unsure at most."


def _rule(rulebook: Rulebook, hit: Hit) -> Rule:
    return rulebook.rules[hit.rule]
