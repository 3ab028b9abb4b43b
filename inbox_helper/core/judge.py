"""Is it a rejection? The sum of what the rules say, with the proof."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inbox_helper.core.phrase import token_spans
from inbox_helper.core.rulebook import DECIDING_GROUPS, Hit, Line, NormalisedText, Rulebook
from inbox_helper.core.rules import Effect, Rule, Scope, Status
from inbox_helper.core.types import Evidence, Label, Message, Part, PreparedText, Verdict

JUDGED_HEADERS = (
    "x-linkedin-template", "x-mailer", "feedback-id", "list-id", "x-ses-configuration-set", "sender", "return-path",
    "x-greenhouse-message-type", "x-mailgun-tag", "x-campaign", "x-template", "x-entity-ref-id",
)  # fmt: skip
"""Fields that tracking systems put their name or the name of a template into."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit, and whether it counts."""

    hit: Hit
    muted_by: str


def judge(rulebook: Rulebook, message: Message, prepared: PreparedText) -> Verdict:
    """Return the verdict on a message, given its text as `core.text.prepare` returns it."""
    text = NormalisedText(lines_of(message, prepared))
    findings = find(rulebook, text)
    return _verdict(rulebook, text, findings, prepared.language)


def lines_of(message: Message, prepared: PreparedText) -> list[Line]:
    """Return the lines that rules look at: subject, sender, some headers, and the sentences of the body."""
    lines = [Line(Part.SUBJECT, prepared.subject, 0)]
    lines += [Line(Part.FROM, f"{address.name} <{address.email}>", 0) for address in message.from_]
    lines += [Line(Part.HEADERS, f"{name}: {value}", 0) for name, value in message.headers if name in JUDGED_HEADERS]
    lines += [Line(Part.BODY, prepared.body[start:end], start) for start, end in prepared.sentences]
    return lines


def find(rulebook: Rulebook, text: NormalisedText, *, grant_needs: bool = False) -> list[Finding]:
    """Return every hit in a text, each with the guard that mutes it or what it needs and lacks.

    With `grant_needs`, what rules need is taken as given.
    """
    hits = list(rulebook.matcher.hits(text))
    guards = _active_guards(rulebook, [hit for hit in hits if hit.rule.effect])
    by_id = _by_rule(guards)
    phrases = [Finding(hit, _muter(hit, by_id)) for hit in hits if not hit.rule.effect]
    muted_guards = [Finding(hit, _muter(hit, by_id)) for hit in hits if hit.rule.effect]
    return [*(phrases if grant_needs else _without_needs(phrases)), *muted_guards]


def _active_guards(rulebook: Rulebook, hits: Sequence[Hit]) -> list[Hit]:
    active: dict[str, list[Hit]] = defaultdict(list)
    for hit in sorted(hits, key=lambda each: rulebook.guard_rank[each.rule.id]):
        if not _muter(hit, active):
            active[hit.rule.id].append(hit)
    return [hit for found in active.values() for hit in found]


def _by_rule(hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        found[hit.rule.id].append(hit)
    return found


def _muter(hit: Hit, guards: dict[str, list[Hit]]) -> str:
    if not hit.rule.mute:
        return ""
    for identity, guard_hits in guards.items():
        if hit.rule.is_muted_by(identity) and any(_reaches(guard, hit) for guard in guard_hits):
            return identity
    return ""


def _reaches(guard: Hit, hit: Hit) -> bool:
    if guard.rule.effect is not Effect.MUTE:
        return False
    if guard.rule.scope is Scope.MESSAGE:
        return True
    if guard.line != hit.line:
        return False
    # Two neighbours share the blank between them.
    return guard.rule.scope is Scope.SENTENCE or guard.end <= hit.start + 1


def _without_needs(findings: Sequence[Finding]) -> list[Finding]:
    present = {each.hit.rule.group for each in findings if not each.muted_by and not each.hit.rule.needs}
    return [_needing(each, present) for each in findings]


def _needing(finding: Finding, present: set[str]) -> Finding:
    needs = finding.hit.rule.needs
    if finding.muted_by or not needs or present.intersection(needs):
        return finding
    return Finding(finding.hit, f"needs {' or '.join(needs)}")


def _verdict(rulebook: Rulebook, text: NormalisedText, findings: Sequence[Finding], detected: str) -> Verdict:
    chosen = _one_per_rule(findings)
    counting = _without_overlaps([each for each in chosen if not each.muted_by and not each.hit.rule.effect])
    stable = _sum(rulebook, [each for each in counting if each.hit.rule.status is Status.STABLE], chosen)
    score = _sum(rulebook, counting, chosen)
    label = _label(rulebook, stable, score, counting, chosen)
    evidence = tuple(_evidence(text, each, counts=each in counting) for each in chosen)
    return Verdict(label, score, evidence, _language(counting) or detected, rulebook.version)


def _one_per_rule(findings: Sequence[Finding]) -> list[Finding]:
    best: dict[str, Finding] = {}
    for finding in findings:
        known = best.get(finding.hit.rule.id)
        if known is None or (known.muted_by and not finding.muted_by):
            best[finding.hit.rule.id] = finding
    return list(best.values())


def _without_overlaps(findings: Sequence[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda each: -each.hit.rule.weight):
        if not any(_same_words(finding.hit, other.hit) for other in kept):
            kept.append(finding)
    return kept


def _same_words(one: Hit, other: Hit) -> bool:
    # Languages that are close say the same with the same words: a group counts a place once, whatever the language.
    return one.rule.group == other.rule.group and one.start < other.end - 1 and other.start < one.end - 1


def _sum(rulebook: Rulebook, counting: Sequence[Finding], chosen: Sequence[Finding]) -> float:
    sums: dict[str, float] = defaultdict(float)
    for finding in counting:
        sums[finding.hit.rule.group] += finding.hit.rule.weight
    total = sum(min(weight, rulebook.caps[group]) for group, weight in sums.items())
    return total + sum(each.hit.rule.weight for each in _guards(chosen, Effect.COUNTER))


def _guards(findings: Sequence[Finding], effect: Effect) -> list[Finding]:
    return [each for each in findings if each.hit.rule.effect is effect and not each.muted_by]


def _label(
    rulebook: Rulebook, stable: float, score: float, counting: Sequence[Finding], chosen: Sequence[Finding]
) -> Label:
    groups = {each.hit.rule.group for each in counting}
    vetoed = bool(_guards(chosen, Effect.VETO))
    if not groups & DECIDING_GROUPS or (vetoed and "decision" not in groups):
        return Label.OTHER
    if stable >= rulebook.thresholds.rejection and not vetoed:
        return Label.REJECTION
    return Label.UNSURE if score >= rulebook.thresholds.unsure else Label.OTHER


def _language(counting: Sequence[Finding]) -> str:
    rules: list[Rule] = [each.hit.rule for each in counting if each.hit.rule.lang != "any"]
    deciding = [rule for rule in rules if rule.group in DECIDING_GROUPS]
    sums: dict[str, float] = defaultdict(float)
    for rule in rules if deciding else []:
        sums[rule.lang] += rule.weight
    return max(sums, key=lambda lang: sums[lang], default="")


def _evidence(text: NormalisedText, finding: Finding, *, counts: bool) -> Evidence:
    hit = finding.hit
    line = text.lines[hit.line]
    start, end = _original_span(text, hit)
    weight = hit.rule.weight if counts or finding.muted_by or hit.rule.effect is Effect.COUNTER else 0.0
    return Evidence(
        hit.rule.id, weight, line.part, line.text[start:end], line.offset + start, line.offset + end, finding.muted_by
    )


def _original_span(text: NormalisedText, hit: Hit) -> tuple[int, int]:
    line = text.lines[hit.line]
    spans = token_spans(line.text)
    first = text.words_before(hit.start, hit.line)
    count = text.data.count(b" ", hit.start, hit.end) - 1
    if not 0 <= first < first + count <= len(spans):
        return 0, len(line.text)
    return spans[first][0], spans[first + count - 1][1]
