"""Find which of thousands of patterns match in which sentence, at a cost that hardly grows with their number.

One automaton for all patterns would need a new state for almost every word that it reads: their wildcards are open
in ever new combinations, and building states is what costs. So fixed words choose first. An Aho-Corasick automaton
finds the literals that patterns cannot do without; a pattern runs, on RE2 and so in linear time, only in a sentence
that holds one of its literals and all the other words that it needs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import accumulate
from operator import or_

import ahocorasick_rs
import re2

from inbox_helper.core.literals import Keys

MAX_KNOWN_WORDS = 50_000
"""Words of which we remember what they tell; then we forget and begin anew."""

_OF_THE_WHOLE_TEXT = re.compile(r"\\[Az]|\(\?[a-zA-Z-]+[:)]")
"""Anchors and flags that mean something else where a sentence is one line of many."""

Span = tuple[int, int]
"""Start and end in a folded sentence, in bytes, with the blank on either side."""
Found = dict[int, list[Span]]
"""For each pattern that may match in a sentence the literals of it that are there, where they tell a match."""
_Filed = tuple[int, int]
"""A pattern, and the bits of the sets of words that it needs beside the literal under which it is filed."""


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
        needed = [() if exact else _not_implied(each) for each, exact in zip(patterns, self._exact, strict=True)]
        self._words = _WordSets(words for sets in needed for words in sets)
        filed: dict[bytes, list[_Filed]] = {}
        for number, pattern in enumerate(patterns):
            bits = self._words.together(needed[number])
            for literal in pattern.keys.literals if pattern.keys else ():
                filed.setdefault(literal.encode(), []).append((number, bits))
        self._literals = list(filed)
        self._filed = list(filed.values())
        self._compiled: dict[int, re2._Regexp[bytes]] = {}

    @cached_property
    def _automaton(self) -> ahocorasick_rs.BytesAhoCorasick:
        kind = ahocorasick_rs.Implementation.ContiguousNFA
        return ahocorasick_rs.BytesAhoCorasick(self._literals, implementation=kind)

    def scan(self, text: FoldedText) -> dict[int, Found]:
        """Return for each sentence, by number and in order, the patterns that may match in it."""
        found: dict[int, Found] = {}
        if self._always and self._may_hold_unkeyed(text):
            found = {number: {pattern: [] for pattern in self._always} for number in range(len(text.sentences))}
        if not self._literals:
            return found
        starts, sentences, filed = text.starts, text.sentences, self._filed
        limit, missing = -1, 0
        for literal, start, end in self._automaton.find_matches_as_indexes(text.data, overlapping=True):
            if start >= limit:
                sentence = bisect_right(starts, start) - 1
                first, limit = starts[sentence], starts[sentence + 1]
                missing = ~self._words.of(sentences[sentence])
                here = found.get(sentence) or {}
            for pattern, needed in filed[literal]:
                if not needed:
                    here.setdefault(pattern, []).append((start - first, end - first))
                elif not needed & missing:
                    here.setdefault(pattern, [])
            if here:
                found[sentence] = here
        return found

    def _may_hold_unkeyed(self, text: FoldedText) -> bool:
        """Tell whether a pattern without keys may match in a sentence, by one look at the text for all of them."""
        if self._unkeyed is None:
            return True
        return self._unkeyed.search(text.data.replace(b".", b"\n")) is not None

    @cached_property
    def _unkeyed(self) -> re2._Regexp[bytes] | None:
        """The patterns without keys as one, for sentences that are lines; None where that would miss some."""
        sources = [self.patterns[number].regex for number in self._always]
        if any(_OF_THE_WHOLE_TEXT.search(source) for source in sources):
            return None
        try:
            return _compiled("(?m)" + "|".join(f"(?:{source})" for source in sources))
        except re2.error:
            return None

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
            self._compiled[number] = _compiled(self.patterns[number].regex)
        return self._compiled[number]


def _compiled(regex: str) -> re2._Regexp[bytes]:
    options = re2.Options()
    options.log_errors = False
    options.never_capture = True
    return re2.compile(regex.encode(), options)


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


class _WordSets:
    """Sets of words as bits of a number: a text has the bit of a set if it has one of its words.

    A word that ends with `~` stands for all that begin so.
    """

    def __init__(self, sets: Iterable[frozenset[bytes]]) -> None:
        self._bits = {words: 1 << place for place, words in enumerate(dict.fromkeys(sets))}
        of_word: dict[bytes, int] = {}
        for words, bit in self._bits.items():
            for word in words:
                of_word[word] = of_word.get(word, 0) | bit
        self._of_word = of_word
        self._stem_lengths = sorted({len(word) - 1 for word in of_word if word.endswith(b"~")})
        self._known: set[bytes] = set()
        self._telling: set[bytes] = set()
        self._bits_of: dict[bytes, int] = {}

    def together(self, sets: Iterable[frozenset[bytes]]) -> int:
        """Return the bits of all of some sets."""
        return reduce(or_, [self._bits[words] for words in sets], 0)

    def of(self, text: bytes) -> int:
        """Return the bits of the sets of which a text has a word."""
        words = set(text.split())
        if not words <= self._known:
            self._learn(words - self._known)
        bits = 0
        for word in words & self._telling:
            bits |= self._bits_of[word]
        return bits

    def _learn(self, words: set[bytes]) -> None:
        if len(self._known) > MAX_KNOWN_WORDS:
            self._known, self._telling, self._bits_of = set(), set(), {}
        found = {word: bits for word in words if (bits := self._look_up(word))}
        self._known |= words
        self._telling.update(found)
        self._bits_of.update(found)

    def _look_up(self, word: bytes) -> int:
        stems = [word[:length] + b"~" for length in self._stem_lengths if length <= len(word)]
        return reduce(or_, [self._of_word.get(each, 0) for each in (word, *stems)])
