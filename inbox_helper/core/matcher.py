"""Find which of thousands of patterns match in which sentence, at a cost that hardly grows with their number.

One automaton for all patterns would need a new state for almost every word that it reads: their wildcards are open
in ever new combinations, and building states is what costs. So fixed words choose first. An Aho-Corasick automaton
finds the literals that patterns cannot do without; a pattern runs, on RE2 and so in linear time, only in a sentence
that holds one of its literals and all the other words that it needs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import ahocorasick_rs
import re2

from inbox_helper.core.literals import Keys

MAX_KNOWN_WORDS = 50_000
"""Words whose stems are remembered; then we forget and begin anew."""

Span = tuple[int, int]
"""Start and end in a folded sentence, in bytes, with the blank on either side."""
Found = dict[int, list[Span]]
"""For each pattern that may match in a sentence the literals of it that are there, where they tell a match."""
_Filed = tuple[int, tuple[frozenset[bytes], ...]]
"""A pattern, and what it needs beside the literal under which it is filed."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is matched: RE2 syntax, and the fixed words by which it is found, None where they are unknown."""

    regex: str
    keys: Keys | None = None
    needed: tuple[frozenset[bytes], ...] = ()
    """A sentence that matches holds one of each; `stem~` stands for any word that begins so."""


class FoldedText:
    """Folded sentences."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.sentences = data.split(b".")
        self.starts = list(accumulate([len(sentence) + 1 for sentence in self.sentences], initial=0))


class Matcher:
    """Patterns, known by their place in the sequence that is given."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._exact = [bool(pattern.keys and pattern.keys.exact) for pattern in patterns]
        self._always = [number for number, pattern in enumerate(patterns) if not pattern.keys]
        filed: dict[bytes, list[_Filed]] = {}
        for number, pattern in enumerate(patterns):
            needed = () if self._exact[number] else _not_implied(pattern)
            for literal in pattern.keys.literals if pattern.keys else ():
                filed.setdefault(literal.encode(), []).append((number, needed))
        self._literals = list(filed)
        self._filed = [
            ([number for number, needed in of_one if not needed], [entry for entry in of_one if entry[1]])
            for of_one in filed.values()
        ]
        self._stems = _Stems(word for pattern in patterns for words in pattern.needed for word in words)
        self._compiled: dict[int, re2._Regexp[bytes]] = {}

    @cached_property
    def _automaton(self) -> ahocorasick_rs.BytesAhoCorasick:
        kind = ahocorasick_rs.Implementation.ContiguousNFA
        return ahocorasick_rs.BytesAhoCorasick(self._literals, implementation=kind)

    def scan(self, text: FoldedText) -> dict[int, Found]:
        """Return for each sentence, by number and in order, the patterns that may match in it."""
        found: dict[int, Found] = {}
        if self._always:
            found = {number: {pattern: [] for pattern in self._always} for number in range(len(text.sentences))}
        if not self._literals:
            return found
        starts, filed, stems = text.starts, self._filed, self._stems
        sentence, first, limit = -1, 0, -1
        words: set[bytes] = set()
        here: Found = {}
        for literal, start, end in self._automaton.find_matches_as_indexes(text.data, overlapping=True):
            if start >= limit:
                sentence, words = bisect_right(starts, start) - 1, set()
                first, limit = starts[sentence], starts[sentence + 1]
                here = found.get(sentence) or {}
            sure, unsure = filed[literal]
            if unsure and not words:
                words = stems.with_stems(set(text.sentences[sentence].split()))
            for pattern in sure:
                here.setdefault(pattern, []).append((start - first, end - first))
            for pattern, needed in unsure:
                if pattern not in here and not any(map(words.isdisjoint, needed)):
                    here[pattern] = []
            if here:
                found[sentence] = here
        return found

    def spans(self, number: int, sentence: bytes, literals: list[Span]) -> list[Span]:
        """Return the matches of a pattern that `scan` found, from left to right, without overlaps."""
        return _without_overlaps(literals) if self._exact[number] else list(self._search(number, sentence))

    def _search(self, number: int, text: bytes) -> Iterable[Span]:
        pattern = self._pattern(number)
        match = pattern.search(text)
        while match:
            start, end = match.span()
            yield start, end
            # Neighbours share the blank between them.
            match = pattern.search(text, max(end - 1, start + 1)) if end < len(text) else None

    def _pattern(self, number: int) -> re2._Regexp[bytes]:
        if number not in self._compiled:
            options = re2.Options()
            options.log_errors = False
            options.never_capture = True
            self._compiled[number] = re2.compile(self.patterns[number].regex.encode(), options)
        return self._compiled[number]


def _not_implied(pattern: Pattern) -> tuple[frozenset[bytes], ...]:
    """Return the sets of words that a literal of the pattern does not hold by itself."""
    literals = [literal.encode() for literal in pattern.keys.literals] if pattern.keys else []
    runs = [{*words.split(), words.split()[-1] + b"~"} for words in literals]
    return tuple(words for words in pattern.needed if any(words.isdisjoint(run) for run in runs))


def _without_overlaps(spans: list[Span]) -> list[Span]:
    if len(spans) == 1:
        return spans
    kept: list[Span] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1] - 1:
            kept.append((start, end))
    return kept


class _Stems:
    """Which stems a word begins with, given words of which some end with `~`."""

    def __init__(self, words: Iterable[bytes]) -> None:
        self._stems = frozenset(word[:-1] for word in words if word.endswith(b"~"))
        self._lengths = sorted({len(stem) for stem in self._stems})
        self._known: set[bytes] = set()
        self._found: dict[bytes, list[bytes]] = {}

    def with_stems(self, words: set[bytes]) -> set[bytes]:
        """Return the words and, as `stem~`, the stems that they begin with."""
        if not self._stems:
            return words
        if not words <= self._known:
            self._learn(words - self._known)
        for word in words & self._found.keys():
            words.update(self._found[word])
        return words

    def _learn(self, words: set[bytes]) -> None:
        if len(self._known) > MAX_KNOWN_WORDS:
            self._known, self._found = set(), {}
        for word in words:
            if stems := [word[:length] + b"~" for length in self._lengths if word[:length] in self._stems]:
                self._found[word] = stems
        self._known |= words
