"""Which fixed words a phrase cannot do without: by them it is found among thousands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from inbox_helper.core.phrase import Choice, Sequence, Wildcard, Word, is_optional

MAX_LITERALS = 32
"""Literals that a run of words may unfold into."""

Frequency = Callable[[str], float]
"""Given a word, or `stem~`, returns the share of sentences that are likely to hold it."""

_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """Every match of a phrase holds one of these literals."""

    literals: tuple[str, ...]
    """Folded words, with a blank before each and one at the end; none at the end behind a stem."""
    exact: bool
    """Whether the literals are all that the phrase says, so that finding one is a match."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    cost: float
    runs: tuple[_Words, ...]


def choose_keys(phrase: Sequence, frequency: Frequency) -> Keys:
    """Return the literals by which a phrase is found with the fewest vain looks."""
    whole = _unfold(phrase)
    if whole and not any(word.endswith("~") for run in whole for word in run):
        return Keys(tuple(map(_literal, whole)), exact=True)
    best = _best(phrase, frequency)
    return Keys(tuple(dict.fromkeys(map(_literal, best.runs))), exact=False)


def needed_words(phrase: Sequence, frequency: Frequency) -> tuple[frozenset[str], ...]:
    """Return sets of words: a sentence that matches holds one of each. The rarest set comes first."""

    def rarity(words: frozenset[str]) -> float:
        return sum(map(frequency, words))

    def needed(sequence: Sequence) -> Iterator[frozenset[str]]:
        for node in sequence:
            if isinstance(node, Word):
                yield frozenset([node.text])
            elif isinstance(node, Choice) and not is_optional(node):
                choices = [list(needed(alternative)) for alternative in node.alternatives]
                yield frozenset().union(*(min(choice, key=rarity) for choice in choices))

    return tuple(sorted(set(needed(phrase)), key=rarity))


def _best(sequence: Sequence, frequency: Frequency) -> _Candidate:
    candidates = list(_runs(sequence, frequency))
    for node in sequence:
        if isinstance(node, Choice) and not is_optional(node):
            parts = [_best(alternative, frequency) for alternative in node.alternatives]
            runs = tuple(run for part in parts for run in part.runs)
            candidates.append(_Candidate(sum(part.cost for part in parts), runs))
    return min(candidates, key=lambda candidate: candidate.cost)


def _runs(sequence: Sequence, frequency: Frequency) -> Iterator[_Candidate]:
    """Yield every run of neighbours that unfolds into a few literals, none of them empty."""
    unfolded = [_unfold((node,)) for node in sequence]
    for first in range(len(sequence)):
        runs: list[_Words] | None = [()]
        for last in range(first, len(sequence)):
            runs = _joined(runs, unfolded[last])
            if not runs:
                break
            if all(runs):
                yield _Candidate(sum(_frequency_of_run(run, frequency) for run in runs), tuple(runs))


def _frequency_of_run(run: _Words, frequency: Frequency) -> float:
    product = 1.0
    for word in run:
        product *= frequency(word)
    return product + 1e-5


def _unfold(sequence: Sequence) -> list[_Words] | None:
    """Return all that a sequence can say, None where that is too much to list."""
    runs: list[_Words] | None = [()]
    for node in sequence:
        if isinstance(node, Wildcard) or runs is None:
            return None
        if isinstance(node, Word):
            runs = _joined(runs, [(node.text,)])
            continue
        choices: list[_Words] = []
        for alternative in node.alternatives:
            choice = _unfold(alternative)
            if choice is None or len(choices) + len(choice) > MAX_LITERALS:
                return None
            choices += choice
        runs = _joined(runs, choices)
    return runs


def _joined(runs: list[_Words] | None, more: list[_Words] | None) -> list[_Words] | None:
    if runs is None or more is None or len(runs) * len(more) > MAX_LITERALS:
        return None
    if any(run and run[-1].endswith("~") for run in runs):
        return None
    return list(dict.fromkeys(run + other for run in runs for other in more))


def _literal(run: _Words) -> str:
    text = " " + " ".join(run)
    return text[:-1] if text.endswith("~") else text + " "
