"""Phrases that the rules lack, proposed from labelled mail: what separates, and what is left of it on unseen mail.

Runs of words are candidates where they stand in rejections of several templates and hardly in other mail. A logistic
regression with L2 regularisation, in which the score of the present rules is one more feature, weighs them: what the
rules know already gets no weight. Every figure called held out comes from mail of templates, or sources, that neither
the candidates nor the weights have seen (the candidates are looked for anew in each part).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import log

from inbox_helper.core.folding import normalise
from inbox_helper.core.judge import judge
from inbox_helper.core.rulebook import Rulebook
from inbox_helper.core.types import Label
from inbox_helper.errors import UserError
from inbox_helper.tuning.evaluation import REJECTION, Case

SHORTEST, LONGEST = 2, 6
"""Words of a phrase."""
FOLDS = 5
FEWEST_GROUPS = 2
"""Templates in which a phrase must stand before it is more than one mail's wording."""
MOST_CANDIDATES = 300
LEAST_WEIGHT, MOST_WEIGHT = 1.0, 5.0
_DEAR_OTHERS = 3
"""How many rejections one other mail outweighs: a wrong draft is worse than a missing one."""
_EXAMPLES = 3

Grouping = Callable[[Case], str]


def by_template_group(case: Case) -> str:
    """Return what mails of one template share."""
    return case.labelled.template_group or case.id


def by_source(case: Case) -> str:
    """Return where a mail came from."""
    return case.labelled.source or case.id


class Sample:
    """A labelled mail as words, with what the present rules say of it."""

    def __init__(self, case: Case, rulebook: Rulebook, group: str) -> None:
        verdict = judge(rulebook, case.message, case.prepared)
        self.case = case
        self.group = group
        self.rejection = case.labelled.label == REJECTION
        self.score = verdict.score
        self.found = verdict.label is Label.REJECTION
        body = case.prepared.body
        self.sentences = [" ".join(body[start:end].split()) for start, end in case.prepared.sentences]

    @cached_property
    def runs(self) -> frozenset[str]:
        """Every run of words within a sentence, folded."""
        return frozenset(run for sentence in self.sentences for run in _runs(normalise(sentence).split()))

    def sentence_with(self, say: str) -> str:
        """Return the first sentence that holds a run of words, or empty."""
        return next((each for each in self.sentences if f" {say} " in normalise(each)), "")


@dataclass(frozen=True, slots=True)
class Effect:
    """What phrases do to mail that they were not chosen from."""

    found: int = 0
    """Rejections that the present rules miss and a phrase stands in."""
    wrong: int = 0
    """Other mail that a phrase stands in; guards may still hold it back."""
    parts: int = 0
    """In how many of the parts a phrase was proposed without having seen the mail."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A phrase that the rules lack, with its evidence."""

    say: str
    language: str
    weight: float
    rejections: int
    others: int
    missed: int
    """Of the rejections, those that the present rules miss."""
    groups: int
    """How many templates its rejections come from."""
    held_out: Effect
    hits: tuple[str, ...]
    """Sentences of rejections with it."""
    misses: tuple[str, ...]
    """Sentences without it that are most like it."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Everything that is proposed, and what all of it together does to unseen mail."""

    suggestions: tuple[Suggestion, ...]
    rejections: int
    missed: int
    """Rejections that the present rules miss."""
    held_out: Effect


def suggest_phrases(
    cases: Iterable[Case], rulebook: Rulebook, *, grouping: Grouping = by_template_group, limit: int = 20
) -> Suggestions:
    """Propose phrases for the rejections that a rulebook misses, the most useful first.

    Raise UserError where scikit-learn is missing, or where the mail is too little to learn from.
    """
    samples = [Sample(case, rulebook, grouping(case)) for case in cases]
    _check(samples)
    chosen = _propose(samples, limit)
    held_out: dict[str, Effect] = defaultdict(Effect)
    together = Effect(parts=FOLDS)
    for training, unseen in _parts(samples):
        proposed = [candidate.say for candidate in _propose(training, limit)]
        for say in proposed:
            held_out[say] = _sum(held_out[say], _effect([say], unseen))
        together = _sum(together, replace(_effect(proposed, unseen), parts=0))
    return Suggestions(
        suggestions=tuple(_suggestion(each, samples, held_out[each.say]) for each in chosen),
        rejections=sum(each.rejection for each in samples),
        missed=sum(each.rejection and not each.found for each in samples),
        held_out=together,
    )


@dataclass(frozen=True, slots=True)
class _Candidate:
    say: str
    members: frozenset[int]
    missed: frozenset[str]
    """The groups of the rejections with it that the present rules miss."""
    worth: float
    weight: float = 0.0


def _check(samples: Sequence[Sample]) -> None:
    kinds = Counter(sample.rejection for sample in samples)
    groups = {sample.group for sample in samples}
    if min(kinds[True], kinds[False]) < FOLDS or len(groups) < FOLDS:
        raise UserError(
            f"There are {kinds[True]} rejections and {kinds[False]} other mails, of {len(groups)} templates.",
            f"Label more: {FOLDS} of each kind at least, better a hundred. inbox-helper backtest asks for labels.",
        )


def _runs(words: Sequence[str]) -> Iterable[str]:
    for start in range(len(words)):
        for end in range(start + SHORTEST, min(start + LONGEST, len(words)) + 1):
            yield " ".join(words[start:end])


def _propose(samples: Sequence[Sample], limit: int) -> list[_Candidate]:
    candidates = _weighed(_candidates(samples), samples)
    chosen: list[_Candidate] = []
    covered: set[str] = set()
    while candidates and len(chosen) < limit:
        best = max(candidates, key=lambda each: (len(each.missed - covered), each.worth, len(each.say), each.say))
        if not best.missed - covered:
            break
        chosen.append(best)
        covered |= best.missed
        candidates.remove(best)
    return chosen


def _candidates(samples: Sequence[Sample]) -> list[_Candidate]:
    members: dict[str, list[int]] = defaultdict(list)
    wanted = {run for sample in samples if sample.rejection and not sample.found for run in sample.runs}
    for number, sample in enumerate(samples):
        for run in sample.runs & wanted:
            members[run].append(number)
    kept: dict[frozenset[int], _Candidate] = {}
    for say in sorted(members, key=lambda run: (len(run), run)):
        candidate = _candidate(say, members[say], samples)
        if candidate is not None:
            # Of several runs in the same mails the longest says most surely what it means.
            kept[candidate.members] = candidate
    return sorted(kept.values(), key=lambda each: (-len(each.missed), -each.worth, each.say))[:MOST_CANDIDATES]


def _candidate(say: str, numbers: Sequence[int], samples: Sequence[Sample]) -> _Candidate | None:
    rejections = {samples[number].group for number in numbers if samples[number].rejection}
    others = {samples[number].group for number in numbers if not samples[number].rejection}
    if len(rejections) < FEWEST_GROUPS or len(rejections) <= _DEAR_OTHERS * len(others):
        return None
    missed = {samples[number].group for number in numbers if samples[number].rejection and not samples[number].found}
    worth = log((len(rejections) + 0.5) / (_DEAR_OTHERS * len(others) + 0.5))
    return _Candidate(say, frozenset(numbers), frozenset(missed), worth)


def _weighed(candidates: list[_Candidate], samples: Sequence[Sample]) -> list[_Candidate]:
    """Return the candidates that add to what the rules know, with their weights in points of the score."""
    if not candidates:
        return []
    try:
        from scipy.sparse import csr_matrix
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise UserError("scikit-learn is not installed.", "Run: pip install 'inbox-helper[tune]'") from error
    rows = [number for candidate in candidates for number in candidate.members]
    columns = [1 + place for place, candidate in enumerate(candidates) for _ in candidate.members]
    values = [1.0] * len(rows) + [sample.score for sample in samples]
    rows += range(len(samples))
    columns += [0] * len(samples)
    features = csr_matrix((values, (rows, columns)), shape=(len(samples), len(candidates) + 1))
    model = LogisticRegression(solver="liblinear", C=1.0, random_state=0)
    model.fit(features, [sample.rejection for sample in samples])
    of_score, *of_candidates = (float(each) for each in model.coef_[0])
    unit = max(of_score, 1e-6)
    return [
        replace(candidate, weight=_rounded(coefficient / unit))
        for candidate, coefficient in zip(candidates, of_candidates, strict=True)
        if coefficient > 0
    ]


def _rounded(weight: float) -> float:
    return min(MOST_WEIGHT, max(LEAST_WEIGHT, round(weight * 2) / 2))


def _parts(samples: Sequence[Sample]) -> Iterable[tuple[list[Sample], list[Sample]]]:
    """Yield training and unseen mail; the mails of one group are never parted. The largest groups are dealt first."""
    sizes = Counter(sample.group for sample in samples)
    loads = [0] * FOLDS
    part_of: dict[str, int] = {}
    for group, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        part_of[group] = loads.index(min(loads))
        loads[part_of[group]] += size
    for part in range(FOLDS):
        training = [sample for sample in samples if part_of[sample.group] != part]
        yield training, [sample for sample in samples if part_of[sample.group] == part]


def _effect(says: Sequence[str], unseen: Sequence[Sample]) -> Effect:
    hit = [sample for sample in unseen if not sample.runs.isdisjoint(says)]
    found = sum(sample.rejection and not sample.found for sample in hit)
    return Effect(found, sum(not sample.rejection for sample in hit), 1)


def _sum(one: Effect, other: Effect) -> Effect:
    return Effect(one.found + other.found, one.wrong + other.wrong, one.parts + other.parts)


def _suggestion(candidate: _Candidate, samples: Sequence[Sample], held_out: Effect) -> Suggestion:
    members = [samples[number] for number in sorted(candidate.members)]
    rejections = [sample for sample in members if sample.rejection]
    languages = Counter(sample.case.prepared.language for sample in rejections)
    return Suggestion(
        say=candidate.say,
        language=languages.most_common(1)[0][0] or "any",
        weight=candidate.weight,
        rejections=len(rejections),
        others=len(members) - len(rejections),
        missed=sum(not sample.found for sample in rejections),
        groups=len({sample.group for sample in rejections}),
        held_out=held_out,
        hits=tuple(dict.fromkeys(sample.sentence_with(candidate.say) for sample in rejections))[:_EXAMPLES],
        misses=_nearest(candidate.say, samples),
    )


def _nearest(say: str, samples: Sequence[Sample]) -> tuple[str, ...]:
    """Return the sentences of other mail that share most words with a phrase without holding it."""
    words = frozenset(say.split())
    shared: dict[str, int] = {}
    for sample in samples:
        for sentence in () if sample.rejection else sample.sentences:
            folded = normalise(sentence)
            if f" {say} " not in folded:
                shared[sentence] = len(words.intersection(folded.split()))
    return tuple(sorted(shared, key=lambda sentence: (-shared[sentence], len(sentence), sentence))[:1])
