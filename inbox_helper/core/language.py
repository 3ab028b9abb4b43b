"""Which language a text is written in, and which others in part."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from inbox_helper.core.language_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from gcld3 import NNetLanguageIdentifier

SAMPLE = 2_400
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
# Short texts in a known language are often taken for one of these; only long ones can be believed.
SURE = 0.97
LIKELY = 0.7
LONG = 200


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
    main = language(text[:SAMPLE])
    if not main or "\n\n" not in text:
        return (main,) if main else ()
    sizes: dict[str, int] = {main: 0}
    for paragraph in text[: 4 * SAMPLE].split("\n\n"):
        if len(paragraph) >= SIZEABLE // 2:
            found = _by_words(paragraph) or _by_script(paragraph)
            if found:
                sizes[found] = sizes.get(found, 0) + len(paragraph)
    others = sorted((code for code in sizes if code != main and sizes[code] >= SIZEABLE), key=lambda c: -sizes[c])
    return (main, *others)


def language(text: str) -> str:
    """Given a text, return the code of its language, or "" where it is too short or none is sure."""
    found = _by_script(text) or _by_words(text)
    if found:
        return found
    return _by_library(text)


def _by_script(text: str) -> str:
    """Tell languages that have a script of their own."""
    if text.isascii():
        return ""
    kana = sum("\u3041" <= char <= "\u30fe" for char in text)
    if kana >= 6 and kana * 10 >= len(text):
        return "ja"
    hebrew = sum("\u05d0" <= char <= "\u05ea" for char in text)
    return "he" if hebrew >= 10 and hebrew * 3 >= len(text) else ""


def _scores(text: str) -> list[tuple[int, str]]:
    table = _languages_of_words()
    counts: dict[str, int] = {}
    for word in text.lower().split():
        for code in table.get(word, ()):
            counts[code] = counts.get(code, 0) + 1
    return sorted(((count, code) for code, count in counts.items()), reverse=True)


def _by_words(text: str) -> str:
    """Tell the language by its commonest words, where they leave no doubt: a tenth of the library's time."""
    scores = _scores(text)
    if not scores or scores[0][0] < CLEAR_HITS:
        return ""
    return scores[0][1] if len(scores) == 1 or scores[1][0] * 2 <= scores[0][0] else ""


def _by_library(text: str) -> str:
    letters = sum(char.isalpha() for char in text)
    if letters < MIN_LETTERS:
        return ""
    guess = _detector().FindLanguage(text)
    code = _SAME.get(guess.language, guess.language)
    scores = _scores(text)
    if scores and scores[0][0] >= 2 and not any(count >= scores[0][0] for count, other in scores if other == code):
        clear = len(scores) == 1 or scores[1][0] < scores[0][0]
        if clear and (letters < LONG or code not in _KNOWN):
            return scores[0][1]
    if code in _KNOWN:
        return code if guess.probability >= LIKELY else ""
    return code if len(code) == 2 and guess.probability >= SURE and letters >= LONG else ""
