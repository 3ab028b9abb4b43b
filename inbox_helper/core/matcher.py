"""Find which of thousands of patterns match in which sentence, at a cost that hardly grows with their number.

One automaton for all patterns would need a new state for almost every word that it reads: their wildcards are open
in ever new combinations, and building states is what costs. So words choose first. Each pattern names sets of words
of which a sentence must hold one each; it is filed under its rarest set, looked up only where a word of that set
occurs, and run (on RE2, linear) only where all its sets are met.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import re2

from inbox_helper.core.folding import SENTENCE_END
from inbox_helper.core.phrase import rarity

MAX_KNOWN_WORDS = 100_000
"""Words that are known to have no stem; then we forget and begin anew."""

Span = tuple[int, int]
_END = SENTENCE_END.strip().encode()


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is matched: RE2 syntax, and the sets of words that it needs, none where they are unknown."""

    regex: str
    needed: tuple[frozenset[str], ...]


class Matcher:
    """Patterns, known by their place in the sequence that is given."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._sources = [pattern.regex.encode() for pattern in patterns]
        self._compiled: dict[int, re2._Regexp[bytes]] = {}
        self._always = tuple(number for number, pattern in enumerate(patterns) if not pattern.needed)
        self._filed: dict[str, list[tuple[int, tuple[frozenset[str], ...]]]] = {}
        common: Counter[str] = Counter(word for pattern in patterns for words in pattern.needed for word in words)
        for number, pattern in enumerate(patterns):
            ranked = sorted(pattern.needed, key=lambda words: rarity(words) * sum(common[word] for word in words))
            for word in ranked[0] if ranked else ():
                self._filed.setdefault(word, []).append((number, tuple(ranked[1:])))
        self._keys = frozenset(self._filed)
        self._stems = _Stems(word[:-1] for word in common if word.endswith("~"))

    def scan(self, text: bytes) -> Scan:
        """Return what may match in each sentence of folded text."""
        return Scan(self, text)

    def candidates(self, sentence: bytes) -> set[int]:
        """Return the patterns whose words are all there."""
        words = self._stems.with_stems(set(sentence.decode().split()))
        found = set(self._always)
        for key in words & self._keys:
            for number, others in self._filed[key]:
                for other in others:
                    if other.isdisjoint(words):
                        break
                else:
                    found.add(number)
        return found

    def pattern(self, number: int) -> re2._Regexp[bytes]:
        """Return a pattern, compiled when it is first asked for."""
        if number not in self._compiled:
            options = re2.Options()
            options.log_errors = False
            options.never_capture = True
            self._compiled[number] = re2.compile(self._sources[number], options)
        return self._compiled[number]


class Scan:
    """The matches of one folded text, sentence by sentence; spans are found when they are asked for."""

    def __init__(self, matcher: Matcher, text: bytes) -> None:
        self._matcher = matcher
        self.sentences = text.split(_END)
        self.found = [matcher.candidates(sentence) for sentence in self.sentences]
        """For each sentence the numbers of the patterns that may match in it."""
        self._spans: dict[tuple[int, int], tuple[Span, ...]] = {}

    def spans(self, number: int, sentence: int) -> tuple[Span, ...]:
        """Return the matches of a pattern in a sentence: start and end in bytes, with the blank on either side."""
        key = (number, sentence)
        if key not in self._spans:
            self._spans[key] = tuple(self._search(number, self.sentences[sentence]))
        return self._spans[key]

    def _search(self, number: int, text: bytes) -> Iterable[Span]:
        pattern = self._matcher.pattern(number)
        match = pattern.search(text)
        while match:
            start, end = match.span()
            yield start, end
            # Neighbours share the blank between them.
            match = pattern.search(text, max(end - 1, start + 1)) if end < len(text) else None


class _Stems:
    """Which stems a word begins with."""

    def __init__(self, stems: Iterable[str]) -> None:
        self._stems = frozenset(stems)
        self._lengths = sorted({len(stem) for stem in self._stems})
        self._known: set[str] = set()
        self._found: dict[str, tuple[str, ...]] = {}

    def with_stems(self, words: set[str]) -> set[str]:
        """Return the words and, as `stem~`, the stems that they begin with."""
        if len(self._known) > MAX_KNOWN_WORDS:
            self._known, self._found = set(), {}
        for word in words - self._known:
            if stems := tuple(f"{word[:length]}~" for length in self._lengths if word[:length] in self._stems):
                self._found[word] = stems
        self._known |= words
        for word in words & self._found.keys():
            words.update(self._found[word])
        return words
