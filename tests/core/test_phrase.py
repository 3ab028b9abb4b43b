"""The phrase language, against a slow reference that shares no code with it; and its bounds."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
import re2
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inbox_helper.core.folding import fold, locate
from inbox_helper.core.literals import choose_keys, needed_words
from inbox_helper.core.phrase import SayError, compile_say, normalise

# ---- Folding ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We WON’T", " we won t "),
        ("won't won‘t wonʼt won´t won`t won＇t", " won t won t won t won t won t won t "),
        ("long-term – or—not", " long term or not "),
        ("Straße STRASSE ẞ", " strasse strasse ss "),
        ("Łódź, Ærø, œuvre, Đ ð þ", " lodz aero oeuvre d d th "),
        ("İstanbul ısı IŞIK", " istanbul isi isik "),
        ("e\u0301te\u0301 été", " ete ete "),
        ("co\u00adop\u200ber\u2060ate", " cooperate "),
        ("ＡＢＣ　ﬁne", " abc fine "),
        ("no\u00a0break\n\n line\tends", " no break line ends "),
        ("採用を見送り", " 採 用 を 見 送 り "),
        ("ｶﾞｲﾄﾞ がか\u3099", " ガ イ ド が が "),
        ("한국어 회사", " 한국어 회사 "),
        ("Приём ёлка", " прием елка "),
        ("snake_case & 24/7", " snake case 24 7 "),
        ("", " "),
        ("… – !", " "),
    ],
)
def test_spelling_variants_fold_to_the_same_words(text: str, words: str) -> None:
    """A rule need not care how a mail client writes an apostrophe, an accent or a blank."""
    assert normalise(text) == words


@given(st.text())
@example("ㄱㅏ")
@example("ᄀ\u0301ᅡ")
@example("ﾡￂ")
@example("ŉ½№㈱")
@settings(max_examples=1000)
def test_folding_is_stable(text: str) -> None:
    """What is folded stays as it is, so that patterns and text always agree."""
    folded = normalise(text)
    assert normalise(folded) == folded
    assert folded == " " + "".join(f"{word} " for word in folded.split())


@given(st.text())
def test_folding_leaves_words_only(text: str) -> None:
    """No sign that has a meaning in patterns comes through, the end of a sentence above all."""
    for character in normalise(text).replace(" ", ""):
        assert unicodedata.category(character)[0] in "LNM"


@given(st.lists(st.text(), max_size=6))
def test_sentences_stay_apart(sentences: list[str]) -> None:
    """However odd a sentence is, it folds to one piece between the ends of its neighbours."""
    pieces = fold(sentences).split(b".")
    assert [piece.decode().split() for piece in pieces] == [normalise(each).split() for each in sentences or [""]]


@given(st.one_of(st.text(max_size=40), st.text(st.characters(max_codepoint=0x2030, exclude_categories=["Cs"]))))
@settings(max_examples=500)
@example("a\u0301b–c’d Ａ")
@example("採用ﾄﾞA한국\u0301")
@example("x\u200by \u0301z")
def test_the_way_back_finds_every_word(text: str) -> None:
    """The words that explain marks in the text are those that matched."""
    words = normalise(text).split()
    for number, word in enumerate(words):
        start, end = locate(text, number, number)
        assert 0 <= start < end <= len(text)
        assert word in normalise(text[start:end]).split()


# ---- The language ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("say", "text", "matches"),
    [
        ("will not", "We will\n  NOT do it", True),
        ("will not", "We will knot", False),
        ("won't", "we won’t", True),
        ("(other|another) candidate", "another candidate", True),
        ("(other|another) candidate", "others candidate", False),
        ("not (be|) selected", "not selected", True),
        ("not (be|) selected", "not be selected", True),
        ("not * selected", "not one two three four five selected", True),
        ("not * selected", "not one two three four five six selected", False),
        ("not * selected", "We are not there. You are selected", False),
        ("hakemu~ hylätty", "Hakemuksesi hylatty", True),
        ("hakemu~", "ohakemus", False),
        ("((do|did) not|never) (pass|make (it|the cut))", "you did not make the cut", True),
        ("((do|did) not|never) (pass|make (it|the cut))", "you never make", False),
        ("採用*見送(り|る)", "今回は採用を見送ることになりました", True),
        ("採用*見送(り|る)", "採用担当者が書類を見て、また送り", False),
        ("leider (nicht|kein) ", "Leider – nicht", True),
    ],
)
def test_phrases_match_as_the_format_says(say: str, text: str, matches: bool) -> None:
    """Each sign of the phrase language does what rules/README.md says."""
    assert bool(_search(say, text.split(". "))) is matches


@pytest.mark.parametrize(
    ("say", "problem", "column"),
    [
        ("we (are|were", "never closed", 4),
        ("we are) here", "closes no", 7),
        ("we|you", "outside parentheses", 3),
        ("* we", "begin or end", 1),
        ("we *", "begin or end", 4),
        ("we (*|are)", "begin or end", 5),
        ("(a|) * b", "begin or end", 6),
        ("(a|)", "empty text", 1),
        ("", "empty text", 1),
        ("…", "empty text", 1),
        ("ab~", "too many words", 3),
        ("we ~", "follows no word", 4),
        ("word~s", "touches", 5),
        ("application(s|)", "touches", 12),
        ("(re|)apply", "touches", 5),
        ("not*moving", "touches", 4),
        (r"not\s+moving", "no meaning", 4),
        ("not [a-z]", "no meaning", 5),
        ("(" * 30 + "a" + ")" * 30, "are open", 13),
        ("a " * 4000, "characters", 1),
        ("a " + "* b " * 600, "too dear", 1),
    ],
)
def test_mistakes_in_phrases_are_told_with_their_place(say: str, problem: str, column: int) -> None:
    """Whoever writes a rule learns what is wrong, where, and what to write instead."""
    with pytest.raises(SayError) as caught:
        compile_say(say)
    assert problem in caught.value.problem
    assert caught.value.column == column
    assert caught.value.remedy


# ---- The reference ---------------------------------------------------------------------------------------------
# A phrase is built as a tree, written down for the real parser, and matched by trying everything.

_WORDS = st.sampled_from(["not", "a", "we", "move", "moved", "mov", "on", "été", "ja"])
_Tree = Any
"""A word, or a pair of "|" and a list of sequences."""


def _trees() -> st.SearchStrategy[list[_Tree]]:
    leaf = st.one_of(_WORDS, st.just("*"), st.sampled_from(["mov~", "not~"]))
    node: st.SearchStrategy[_Tree] = st.recursive(
        leaf,
        lambda inner: st.lists(st.lists(inner, max_size=3), min_size=1, max_size=3).map(lambda choice: ("|", choice)),
        max_leaves=8,
    )
    return st.lists(node, min_size=1, max_size=4)


def _written(sequence: list[_Tree]) -> str:
    return " ".join(
        node if isinstance(node, str) else "(" + "|".join(_written(choice) for choice in node[1]) + ")"
        for node in sequence
    )


def _ends(sequence: list[_Tree], words: list[str], start: int) -> Iterator[int]:
    if not sequence:
        yield start
        return
    node, rest = sequence[0], sequence[1:]
    for middle in _node_ends(node, words, start):
        yield from _ends(rest, words, middle)


def _node_ends(node: _Tree, words: list[str], start: int) -> Iterator[int]:
    if not isinstance(node, str):
        for choice in node[1]:
            yield from _ends(choice, words, start)
    elif node == "*":
        yield from range(start, min(start + 5, len(words)) + 1)
    elif start < len(words):
        if node.endswith("~"):
            if words[start].startswith(node[:-1]):
                yield start + 1
        elif words[start] == node.replace("é", "e"):
            yield start + 1


def _reference(sequence: list[_Tree], sentences: list[list[str]]) -> set[int]:
    return {
        number
        for number, words in enumerate(sentences)
        for start in range(len(words))
        if any(True for _ in _ends(sequence, words, start))
    }


_SENTENCES = st.lists(
    st.lists(st.sampled_from(["not", "a", "we", "move", "moved", "on", "ete", "ja", "x", "notes"]), max_size=9),
    min_size=1,
    max_size=3,
)


@given(_trees(), _SENTENCES)
@settings(max_examples=600, deadline=None)
def test_phrases_match_where_the_reference_does(tree: list[_Tree], sentences: list[list[str]]) -> None:
    """Pattern, literals and needed words agree with a matcher that simply tries everything."""
    say = _written(tree)
    try:
        pattern = compile_say(say)
    except SayError:
        return
    expected = _reference(tree, sentences)
    assert _search(say, [" ".join(words) for words in sentences]) == expected
    keys = choose_keys(pattern.tree, lambda word: 1 / len(word))
    for number, words in enumerate(sentences):
        text = normalise(" ".join(words))
        held = any(literal in text for literal in keys.literals)
        needed = all(
            any(word == want or (want.endswith("~") and word.startswith(want[:-1])) for want in group for word in words)
            for group in needed_words(pattern.tree, lambda word: 1 / len(word))
        )
        if number in expected:
            assert held
            assert needed
        if keys.exact:
            assert held is (number in expected)


def _search(say: str, sentences: list[str]) -> set[int]:
    """Return the sentences that match, found in the whole text at once."""
    text = fold(sentences)
    pattern = re2.compile(compile_say(say).regex.encode())
    found: set[int] = set()
    match = pattern.search(text)
    while match:
        found.add(text.count(b".", 0, match.start()))
        match = pattern.search(text, match.end() - 1)
    return found


# ---- Bounds ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["word " * 2_000_000, "é" * 5_000_000, " " * 1_000_000, "採用" * 1_000_000, "e\u0301" * 1_000_000, "(" * 100_000],
    ids=["10 MB of words", "10 MB of accents", "a million blanks", "characters", "combining marks", "parentheses"],
)
def test_hostile_text_is_folded_in_bounded_time(text: str) -> None:
    """No text that a stranger can send keeps the daemon busy."""
    begun = time.perf_counter()
    normalise(text)
    assert time.perf_counter() - begun < 60


@pytest.mark.parametrize("say", ["(" * 100_000, ")" * 100_000, " " * 1_000_000, "(a|" * 2_000, "~" * 5_000])
def test_hostile_phrases_are_refused_in_bounded_time(say: str) -> None:
    """A rule file from elsewhere cannot hang or crash the program."""
    begun = time.perf_counter()
    with pytest.raises(SayError):
        compile_say(say)
    assert time.perf_counter() - begun < 30
