"""Many patterns at once: found by their words exactly where each alone would be found."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbox_helper.core import matcher as matcher_module
from inbox_helper.core.folding import fold
from inbox_helper.core.literals import choose_keys, needed_words
from inbox_helper.core.matcher import FoldedText, Matcher, Pattern
from inbox_helper.core.phrase import SayError, compile_say
from tests.core.test_phrase import _SENTENCES, _reference, _trees, _written


def _pattern(say: str) -> Pattern:
    compiled = compile_say(say)

    def frequency(word: str) -> float:
        return 1 / len(word) ** 2

    needed = (frozenset(word.encode() for word in words) for words in needed_words(compiled.tree, frequency))
    return Pattern(compiled.regex, choose_keys(compiled.tree, frequency), tuple(needed))


def _found(patterns: list[Pattern], sentences: list[str]) -> set[tuple[int, int]]:
    """Return the pairs of pattern and sentence that match."""
    many = Matcher(patterns)
    text = FoldedText(fold(sentences))
    return {
        (pattern, sentence)
        for sentence, found in many.scan(text).items()
        for pattern, literals in found.items()
        if many.spans(pattern, text.sentences[sentence], literals)
    }


@given(st.lists(_trees(), min_size=1, max_size=6), _SENTENCES)
@settings(max_examples=300, deadline=None)
def test_together_patterns_find_what_each_finds(trees: list[list[Any]], sentences: list[list[str]]) -> None:
    """However many rules there are, none hides another, and none is found where it does not match."""
    patterns, expected = [], set()
    for tree in trees:
        try:
            patterns.append(_pattern(_written(tree)))
        except SayError:
            continue
        expected |= {(len(patterns) - 1, number) for number in _reference(tree, sentences)}
    assert _found(patterns, [" ".join(words) for words in sentences]) == expected


def test_neighbours_are_both_found() -> None:
    """Two hits side by side share the blank between them."""
    for say in ("again", "aga~", "(again|again *  x)"):
        many, text = Matcher([_pattern(say)]), FoldedText(fold(["again again"]))
        spans = many.spans(0, text.sentences[0], many.scan(text)[0][0])
        assert spans == [(0, 7), (6, 13)]


def test_words_are_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A daemon that reads for months does not grow with the words that it has met."""
    monkeypatch.setattr(matcher_module, "MAX_KNOWN_WORDS", 10)
    many = Matcher([_pattern("(hakemu~|x y) * hyl~")])
    for number in range(100):
        many.scan(FoldedText(fold([f"hakemukset word{number} hylätty"])))
        assert len(many._words._known) <= 10 + 6
    assert _found([_pattern("(hakemu~|x y) * hyl~")], ["Hakemus on hylätty"]) == {(0, 0)}


def test_a_matcher_without_patterns_finds_nothing() -> None:
    """A language without rules is no special case."""
    assert Matcher([]).scan(FoldedText(fold(["Hello there."]))) == {}


@pytest.mark.parametrize(
    "regex", [r"^ no $", r" (no|nope) $", r"^ a [a-z]+ no ", r"\A no \z", r"(?i) NO $", r" [^x]+ no "]
)
def test_regular_expressions_are_tried_in_every_sentence(regex: str) -> None:
    """A look at the whole text passes most over, and never one that matches in a sentence."""
    texts = ["Hello you.", "no", "well then", "a plain no it is", "nope", "that is a no"]
    many = Matcher([Pattern(regex)])
    for chosen in (texts, texts[:1], texts[2:3], [*texts, *texts]):
        folded = FoldedText(fold(chosen))
        there = {number for number, sentence in enumerate(folded.sentences) if many.spans(0, sentence, [])}
        scanned = many.scan(folded)
        assert there <= scanned.keys()
        assert there or len(scanned) in (0, len(folded.sentences))
