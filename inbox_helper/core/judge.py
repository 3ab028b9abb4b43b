"""Judge a message: is it a rejection? With the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from inbox_helper.core.folding import fold, locate
from inbox_helper.core.matcher import Scan, Span
from inbox_helper.core.rule_values import GUARDS, Effect, Guard, Phrase, Rule, Scope, Status
from inbox_helper.core.rulebook import PatternIndex, Rulebook
from inbox_helper.core.types import Evidence, Label, Message, Part, PreparedText, Verdict

MAX_TEXT = 200_000
"""Characters of a part that are judged; no letter is longer."""
MAX_HEADER = 500
"""Characters of a header field that are judged."""
MAX_MUTED = 3
"""Muted hits of one rule that are kept as evidence."""
DECIDING = frozenset(("decision", "hint"))
"""Groups that state a decision. Without a hit in one of them a mail is no rejection."""
DECIDING_SENDER = 3.0
"""From this weight on, a hit on a header or a sender states one too."""
NEEDS = "needs:"
"""Stands in `muted_by`, followed by groups, where a rule needs one of them and none has a hit."""
CODE = 2
ANY_LANGUAGE = "any"
_KIN = {"da": ("nb",), "nb": ("da",)}
"""Languages that a short text cannot be told apart by."""
BELOW = 0.1
"""How far a score is held below a threshold that it may not reach."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence in a part of the message."""

    part: Part
    text: str
    """The whole part."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A match of a rule."""

    rule: int
    """Its number in the rulebook."""
    line: int
    """The line of `say`, or of `regex`, that matched, counted from 0."""
    sentence: int
    """The number of its Place."""
    span: Span
    """Start and end in the folded sentence, in bytes."""
    muted_by: str = ""


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


def judge(rulebook: Rulebook, message: Message, prepared: PreparedText) -> Verdict:
    """Given a message and its prepared text, return the verdict with its evidence.

    What is said in rules/README.md holds: groups with caps, guards, needs, experimental rules. The score is what is
    left after vetoes and other limits, so that label and score agree with the thresholds.
    """
    trial = Trial(rulebook, message, prepared)
    hits = trial.hits()
    hits = with_needs(rulebook, hits)
    guards = list(trial.guard_hits({hit.muted_by for hit in hits if hit.muted_by in rulebook.by_id}))
    counted = counted_hits(rulebook, hits)
    score = _score(rulebook, counted, guards)
    return Verdict(
        label=label_of(rulebook, score),
        score=score,
        evidence=tuple(_evidence(trial, hit) for hit in sorted({*hits, *guards}, key=_reading_order)),
        language=_language(rulebook, counted) or prepared.language,
        rulebook_version=rulebook.version,
    )


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


def _score(rulebook: Rulebook, counted: Sequence[Hit], guards: Sequence[Hit]) -> float:
    """Return the score: the sum of what is proven, raised by experimental rules and held down by limits."""
    stable = [hit for hit in counted if rulebook.rules[hit.rule].status is Status.STABLE]
    active = [rulebook.rules[hit.rule] for hit in guards if not hit.muted_by]
    against = _against(rulebook, active)
    veto = any(isinstance(rule, Guard) and rule.effect is Effect.VETO for rule in active)
    below_rejection = rulebook.thresholds.rejection - BELOW
    score = _sum(rulebook, stable) + against
    if veto:
        score = min(score, below_rejection)
    if len(stable) < len(counted):
        score = max(score, min(_sum(rulebook, counted) + against, below_rejection))
    if not _decides(rulebook, counted):
        score = min(score, rulebook.thresholds.unsure - BELOW)
    return round(max(score, 0.0), 2)


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
    rules = [rulebook.rules[hit.rule] for hit in counted]
    return any(rule.group in DECIDING or (rule.group == "sender" and rule.weight >= DECIDING_SENDER) for rule in rules)


def _language(rulebook: Rulebook, counted: Sequence[Hit]) -> str:
    """Return the language in which most was decided, or an empty text."""
    deciding = [hit for hit in counted if rulebook.rules[hit.rule].group in DECIDING]
    sums = {group.language: group.total for group in group_sums(rulebook, deciding) if len(group.language) == CODE}
    return max(sums, key=lambda language: sums[language], default="")


def _reading_order(hit: Hit) -> tuple[int, Span, int]:
    return hit.sentence, hit.span, hit.rule


def _evidence(trial: Trial, hit: Hit) -> Evidence:
    place, rule = trial.places[hit.sentence], trial.rulebook.rules[hit.rule]
    start, end = trial.offsets(hit)
    return Evidence(rule.id, rule.weight, place.part, place.text[start:end], start, end, hit.muted_by)


def source_text(part: Part, message: Message, prepared: PreparedText) -> str:
    """Return the text that the offsets of the evidence of a part count in."""
    if part is Part.BODY:
        return prepared.body
    if part is Part.SUBJECT:
        return prepared.subject
    if part is Part.FROM:
        return "\n".join(f"{author.name} <{author.email}>" for author in message.from_)
    return "\n".join(f"{name}: {value[:MAX_HEADER]}" for name, value in message.headers)


class Trial:
    """One message before one rulebook: finds hits, and which of them are muted."""

    def __init__(self, rulebook: Rulebook, message: Message, prepared: PreparedText) -> None:
        self.rulebook = rulebook
        self.places: list[Place] = []
        self._scans: list[tuple[Scan, int]] = []
        self._found: list[dict[int, list[tuple[PatternIndex, Scan, int, int]]]] = []
        self._active: dict[tuple[int, int], list[Span]] = {}
        self._anywhere: dict[int, bool] = {}
        self._languages = _languages_of_rules(prepared)
        self._add(
            rulebook.texts,
            [*_lines(Part.SUBJECT, message, prepared), *_lines(Part.FROM, message, prepared), *_sentences(prepared)],
        )
        if rulebook.headers.owners:
            self._add(rulebook.headers, _lines(Part.HEADERS, message, prepared))

    def _add(self, index: PatternIndex, places: list[Place]) -> None:
        if not places:
            return
        scan = index.matcher.scan(fold(place.text[place.start : place.end] for place in places))
        for local, patterns in enumerate(scan.found):
            rules: dict[int, list[tuple[PatternIndex, Scan, int, int]]] = {}
            for pattern in sorted(patterns):
                owner = index.owners[pattern]
                if self._looks_at(self.rulebook.rules[owner], places[local].part):
                    rules.setdefault(owner, []).append((index, scan, pattern, local))
            self._found.append(rules)
            self._scans.append((scan, local))
        self.places += places

    def _looks_at(self, rule: Rule, part: Part) -> bool:
        return part in rule.where and (self._languages is None or rule.language in self._languages)

    def folded(self, sentence: int) -> bytes:
        """Return a sentence as it is matched."""
        scan, local = self._scans[sentence]
        return scan.sentences[local]

    def hits(self) -> list[Hit]:
        """Return the hits of phrases: of each the first that counts, and some muted ones before it."""
        hits: list[Hit] = []
        counted: set[int] = set()
        muted: dict[int, int] = {}
        for sentence, rules in enumerate(self._found):
            for number in rules:
                if number in counted or not isinstance(self.rulebook.rules[number], Phrase):
                    continue
                for hit in self._judged(number, sentence):
                    if not hit.muted_by:
                        counted.add(number)
                        hits.append(hit)
                        break
                    muted[number] = muted.get(number, 0) + 1
                    if muted[number] <= MAX_MUTED:
                        hits.append(hit)
        return hits

    def offsets(self, hit: Hit) -> tuple[int, int]:
        """Return where a hit begins and ends in the text of its part."""
        place = self.places[hit.sentence]
        folded = self.folded(hit.sentence)
        first = folded.count(b" ", 0, hit.span[0] + 1) - 1
        last = folded.count(b" ", 0, hit.span[1] - 1) - 1
        start, end = locate(place.text[place.start : place.end], first, last)
        return place.start + start, place.start + end

    def all_hits(self, number: int) -> Iterator[Hit]:
        """Yield every hit of a rule, muted or not."""
        for sentence, rules in enumerate(self._found):
            if number in rules:
                yield from self._judged(number, sentence)

    def guard_hits(self, muting: set[str]) -> Iterator[Hit]:
        """Yield what the guards did: those that counter or veto, muted or not, and those named in `muting`."""
        for number in self.rulebook.message_guards:
            rule = self.rulebook.rules[number]
            if isinstance(rule, Guard) and rule.effect is not Effect.MUTE:
                hits = list(self.all_hits(number))
                yield from [hit for hit in hits if not hit.muted_by][:1] or hits[:1]
        for name in sorted(muting):
            yield from [hit for hit in self.all_hits(self.rulebook.by_id[name]) if not hit.muted_by][:MAX_MUTED]

    def _judged(self, number: int, sentence: int) -> Iterator[Hit]:
        for line, span in self._matches(number, sentence):
            muter = self._muter(number, sentence, span)
            yield Hit(number, line, sentence, span, "" if muter is None else self.rulebook.rules[muter].id)

    def _matches(self, number: int, sentence: int) -> Iterator[tuple[int, Span]]:
        for index, scan, pattern, local in self._found[sentence].get(number, ()):
            for span in scan.spans(pattern, local):
                yield index.lines[pattern], span

    def _muter(self, number: int, sentence: int, span: Span) -> int | None:
        for guard in self.rulebook.muters[number]:
            if self._mutes(guard, sentence, span):
                return guard
        return None

    def _mutes(self, guard: int, sentence: int, span: Span) -> bool:
        rule = self.rulebook.rules[guard]
        if isinstance(rule, Guard) and rule.scope is Scope.MESSAGE:
            return self._is_active_anywhere(guard)
        if guard not in self._found[sentence]:
            return False
        active = self._active_spans(guard, sentence)
        if isinstance(rule, Guard) and rule.scope is Scope.BEFORE:
            # The blank between them belongs to both.
            return any(end <= span[0] + 1 for _, end in active)
        return bool(active)

    def _active_spans(self, guard: int, sentence: int) -> list[Span]:
        key = (guard, sentence)
        if key not in self._active:
            self._active[key] = [
                span for _, span in self._matches(guard, sentence) if self._muter(guard, sentence, span) is None
            ]
        return self._active[key]

    def _is_active_anywhere(self, guard: int) -> bool:
        if guard not in self._anywhere:
            self._anywhere[guard] = any(
                guard in rules and self._active_spans(guard, sentence) for sentence, rules in enumerate(self._found)
            )
        return self._anywhere[guard]


def _languages_of_rules(prepared: PreparedText) -> frozenset[str] | None:
    """Return the languages whose rules may speak, None for all: words that are alike mislead across languages."""
    if not prepared.languages:
        return None
    kin = (other for language in prepared.languages for other in _KIN.get(language, ()))
    return frozenset((ANY_LANGUAGE, *prepared.languages, *kin))


def _lines(part: Part, message: Message, prepared: PreparedText) -> list[Place]:
    text = source_text(part, message, prepared)
    places, start = [], 0
    for line in text.split("\n") if text else ():
        places.append(Place(part, text, start, min(start + len(line), start + MAX_TEXT)))
        start += len(line) + 1
    return places


def _sentences(prepared: PreparedText) -> list[Place]:
    body = prepared.body
    return [Place(Part.BODY, body, start, min(end, MAX_TEXT)) for start, end in prepared.sentences if start < MAX_TEXT]
