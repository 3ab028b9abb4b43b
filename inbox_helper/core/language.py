"""Which language a text is written in, and which others in part."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from inbox_helper.core.language_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from gcld3 import NNetLanguageIdentifier

SAMPLE = 1_200
"""Characters that the language of a whole text is told from."""
CLEAR_HITS = 5
"""Function words of one language that leave no doubt, where no other language has half as many."""
MIN_LETTERS = 20
"""A text with fewer letters has no language to go by."""
SIZEABLE = 90
"""Characters of paragraphs in another language that make a mail a mixed one."""

_SAME = {"no": "nb", "nn": "nb", "iw": "he"}
_KNOWN = frozenset(
    ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb", "fi", "cs", "tr", "ja", "et", "he")
)
_OWN_SCRIPT = frozenset(("ja", "he"))
_KANA = re.compile("[\u3041-\u30fe]")
_HEBREW = re.compile("[\u05d0-\u05ea]")

SURE = 0.97
"""What the library must be sure of before a language without rules of ours is believed, and a long text."""
LIKELY = 0.7
LONG = 200
"""Letters of a long text."""


@cache
def _detector() -> NNetLanguageIdentifier:
    from gcld3 import NNetLanguageIdentifier

    return NNetLanguageIdentifier(0, 700)


@cache
def _languages_of_words() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for language, words in FUNCTION_WORDS.items():
        for word in words.split():
            table[word] = (*table.get(word, ()), language)
    return table


def languages(text: str) -> tuple[str, ...]:
    """Given a text, return the ISO 639-1 codes of its languages, main one first; empty where none is sure.

    A language beside the main one counts from some lines on.
    """
    sample = text[:SAMPLE]
    scores = _scores(sample)
    main = _by_script(sample) or _by_words(scores) or _by_library(sample, scores)
    if not main:
        return ()
    return (main, *_others(text[: 4 * SAMPLE], main)) if _may_be_mixed(text, main, scores) else (main,)


def possible_languages(text: str) -> frozenset[str]:
    """Given a text whose language is not sure, return the codes of those that it may be in; empty where all may be.

    They are those of which the text has about as many common words as of any other, and the library's guess.
    """
    sample = text[:SAMPLE]
    scores = _scores(sample)
    guess = _detector().FindLanguage(sample).language if sample.strip() else ""
    guessed = {_SAME.get(guess, guess)} & _KNOWN
    return frozenset(code for count, code in scores if count * 2 >= scores[0][0]) | guessed if scores else frozenset()


def language(text: str) -> str:
    """Given a text, return the code of its main language, or "" where it is too short or none is sure."""
    return next(iter(languages(text)), "")


def _may_be_mixed(text: str, main: str, scores: list[tuple[int, str]]) -> bool:
    """Rule out, at no cost, that a good part of a text is in another language than the main one."""
    if "\n\n" not in text:
        return False
    if len(text) > SAMPLE:
        scores = _scores(text[: 4 * SAMPLE])
    return main in _OWN_SCRIPT or _scripts(text) or any(count >= CLEAR_HITS for count, code in scores if code != main)


def _scripts(text: str) -> bool:
    return not text.isascii() and (_KANA.search(text) is not None or _HEBREW.search(text) is not None)


def _others(text: str, main: str) -> list[str]:
    sizes: dict[str, int] = {}
    for paragraph in text.split("\n\n"):
        if len(paragraph) < SIZEABLE // 3:
            continue
        scores = _scores(paragraph)
        code = _by_words(scores) or _by_script(paragraph) or _by_library_sure(paragraph, scores)
        if code and code != main:
            sizes[code] = sizes.get(code, 0) + len(paragraph)
    return sorted((code for code, size in sizes.items() if size >= SIZEABLE), key=lambda code: -sizes[code])


def _by_library_sure(paragraph: str, scores: list[tuple[int, str]]) -> str:
    """Ask the library about a paragraph; names and capitals mislead it, so that common words must agree."""
    code = _by_library(paragraph, scores)
    return code if any(found == code and count >= CLEAR_HITS for count, found in scores) else ""


def _by_script(text: str) -> str:
    """Tell languages that have a script of their own."""
    if text.isascii():
        return ""
    sample = text[:600]
    kana = len(_KANA.findall(sample))
    if kana >= 6 and kana * 10 >= len(sample):
        return "ja"
    hebrew = len(_HEBREW.findall(sample))
    return "he" if hebrew >= 10 and hebrew * 3 >= len(sample) else ""


def _scores(text: str) -> list[tuple[int, str]]:
    table = _languages_of_words()
    counts: dict[str, int] = {}
    words = Counter(text.lower().split())
    for word in table.keys() & words.keys():
        for code in table[word]:
            counts[code] = counts.get(code, 0) + words[word]
    return sorted(((count, code) for code, count in counts.items()), reverse=True)


def _by_words(scores: list[tuple[int, str]]) -> str:
    """Tell the language by its commonest words, where they leave no doubt: a tenth of the library's time."""
    if not scores or scores[0][0] < CLEAR_HITS:
        return ""
    return scores[0][1] if len(scores) == 1 or scores[1][0] * 2 <= scores[0][0] else ""


def _by_library(text: str, scores: list[tuple[int, str]]) -> str:
    letters = sum(map(str.isalpha, text))
    if letters < MIN_LETTERS:
        return ""
    guess = _detector().FindLanguage(text)
    code = _SAME.get(guess.language, guess.language)
    if len(code) != 2:
        return ""
    hits = {found: count for count, found in scores}
    if letters < LONG and (best := _clear_best(scores)) and best != code and hits.get(code, 0) * 2 <= hits[best]:
        return best
    if code not in _KNOWN:
        return code if guess.probability >= SURE and letters >= LONG else ""
    # Names and numbers alone are taken for anything; a word of the language itself has to speak for it.
    supported = code in _OWN_SCRIPT or letters >= LONG or hits.get(code, 0) > 0
    return code if supported and guess.probability >= LIKELY else ""


def _clear_best(scores: list[tuple[int, str]]) -> str:
    """Return the language with more common words than any other, and two at least."""
    if not scores or scores[0][0] < 2 or (len(scores) > 1 and scores[1][0] == scores[0][0]):
        return ""
    return scores[0][1]
