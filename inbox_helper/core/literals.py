"""Which fixed words a phrase cannot do without: by them it is found among thousands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product, takewhile
from math import inf

from inbox_helper.core.phrase import Choice, Node, Sequence, Wildcard, Word, is_optional

MAX_LITERALS = 128
"""Literals that a run of words may unfold into."""
PRICE = 1e-5
"""What each literal costs the automaton, as a share of sentences."""

Frequency = Callable[[str], float]
"""Given a word, or `stem~`, returns the share of sentences that are likely to hold it."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Every match of a phrase holds one of these literals."""

    literals: tuple[str, ...]
    """Folded words, with a blank before each and one at the end; none at the end behind a stem."""
    exact: bool
    """Whether the literals are all that the phrase says, so that finding one is a match."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbours that unfold into a few literals."""

    count: int
    """How many literals; 0 where they cannot be listed."""
    share: float
    """The share of sentences that hold one of them."""
    last: bool
    """Whether one of them ends with a stem, or where a wildcard begins: then nothing can follow."""
    optional: bool

    def then(self, other: _Run) -> _Run:
        count = 0 if self.last else self.count * other.count
        if count > MAX_LITERALS:
            count = 0
        return _Run(count, self.share * other.share, other.last, self.optional and other.optional)


_EMPTY = _Run(1, 1.0, last=False, optional=True)
_IMPOSSIBLE = _Run(0, inf, last=False, optional=False)


def choose_keys(phrase: Sequence, frequency: Frequency) -> Keys:
    """Return the literals by which a phrase is found with the fewest vain looks."""
    measure = _Measure(frequency)
    whole = _EMPTY
    for node in phrase:
        whole = whole.then(measure(node))
    if whole.count and not any(isinstance(node, Wildcard) or node.is_stem for node in _leaves(phrase)):
        return Keys(_literals(phrase), exact=True)
    runs = _best(phrase, measure)[1]
    return Keys(tuple(dict.fromkeys(literal for run in runs for literal in _literals(run))), exact=False)


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


def _best(sequence: Sequence, measure: _Measure) -> tuple[float, tuple[Sequence, ...]]:
    """Return the runs of which every match holds one, and what they cost."""
    best: tuple[float, tuple[Sequence, ...]] = (inf, ())
    measured = [measure(node) for node in sequence]
    for first in range(len(sequence)):
        run = _EMPTY
        for last in range(first, len(sequence)):
            run = run.then(measured[last])
            if not run.count:
                break
            cost = run.share + run.count * PRICE
            if not run.optional and cost < best[0]:
                best = (cost, (sequence[first : last + 1],))
    for node in sequence:
        if isinstance(node, Choice) and not is_optional(node):
            parts = [_best(alternative, measure) for alternative in node.alternatives]
            if (cost := sum(part[0] for part in parts)) < best[0]:
                best = (cost, tuple(run for part in parts for run in part[1]))
    return best


class _Measure:
    """Measures the nodes of one phrase, each of them once."""

    def __init__(self, frequency: Frequency) -> None:
        self._frequency = frequency
        self._known: dict[int, _Run] = {}

    def __call__(self, node: Node) -> _Run:
        if isinstance(node, Wildcard):
            return _IMPOSSIBLE
        if isinstance(node, Word):
            return _Run(1, self._frequency(node.text), node.is_stem, optional=False)
        # The tree outlives the measuring, so that an address stands for one node.
        if id(node) not in self._known:
            self._known[id(node)] = self._choice(node)
        return self._known[id(node)]

    def _choice(self, choice: Choice) -> _Run:
        count, share, last, optional = 0, 0.0, False, False
        for alternative in choice.alternatives:
            run = _EMPTY
            for item in alternative:
                if isinstance(item, Wildcard):
                    run = replace(run, last=True)
                    break
                run = run.then(self(item))
            if not run.count:
                return _IMPOSSIBLE
            count, share = count + run.count, share + run.share
            last, optional = last or run.last, optional or run.optional
        return _Run(count if count <= MAX_LITERALS else 0, share, last, optional)


def _leaves(sequence: Sequence) -> Iterator[Word | Wildcard]:
    for node in sequence:
        if isinstance(node, Choice):
            for alternative in node.alternatives:
                yield from _leaves(alternative)
        else:
            yield node


def _literals(sequence: Sequence) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f" {words}" for words in _unfold(sequence) if words))


def _unfold(sequence: Sequence) -> list[str]:
    """Return all that a sequence can say before its first wildcard, a blank behind each word, none behind a stem."""
    said = [_said(node) for node in takewhile(lambda node: not isinstance(node, Wildcard), sequence)]
    return ["".join(parts) for parts in product(*said)]


def _said(node: Node) -> list[str]:
    if isinstance(node, Choice):
        return [words for alternative in node.alternatives for words in _unfold(alternative)]
    if isinstance(node, Word):
        return [node.text[:-1] if node.is_stem else f"{node.text} "]
    return []
