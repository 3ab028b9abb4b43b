"""Where the name of a job ends within its sentence, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from inbox_helper.core.lexicon import Lexicon
from inbox_helper.core.position_words import CAPITALISING, CONNECTORS, MOST_WORDS
from inbox_helper.core.signoff import has_role_word

_MOST_LOWER_WORDS = 3


def is_certain(value: str, lexicon: Lexicon, *, end: End) -> bool:
    """Tell whether a captured job, whose end is known in such a way, is surely a job and nothing else."""
    words = value.split()
    if not words or end is End.NONE:
        return False
    small = CONNECTORS.union(lexicon.stops)
    own = [word for word in words if word.lower() not in small and word[0].isalpha()]
    if own and words[0][0].isupper() and all(word[0].isupper() for word in own):
        return True
    if lexicon.language in CAPITALISING:
        return False
    if end is End.MARK:
        # In lower case nothing tells a job from the rest of the sentence, but for words that connect.
        return _alternates(words)
    return len(own) <= _MOST_LOWER_WORDS


def _alternates(words: Sequence[str]) -> bool:
    """Tell whether a job is one word, or words with a connecting one between each two: "agent de sécurité"."""
    return len(words) % 2 == 1 and all(
        (word.lower() in CONNECTORS) == bool(index % 2) for index, word in enumerate(words)
    )


class End(Enum):
    """How the end of a job is known."""

    NONE = "none"
    MARK = "punctuation"
    WORD = "a word that no job has"
    PHRASE = "words of the phrase"


def until_stop(words: Sequence[str], lexicon: Lexicon) -> tuple[tuple[str, ...], End]:
    """Return the words before the first one at which a job ends, and how its end is known."""
    for index, word in enumerate(words):
        plain = _plain(word)
        if index and word in ("–", "-", "—", "|"):
            return tuple(words[:index]), End.MARK
        if index and word[0] in '(["':
            return tuple(words[:index]), End.MARK
        if _ends_before(words, index, lexicon):
            return tuple(words[:index]), End.WORD
        if word.endswith((",", ".", "!", "?", ";", ":")) and len(plain) > 2:
            goes_on = word.endswith(",") and _goes_on(words[index + 1 :], lexicon)
            return tuple(words if goes_on else words[: index + 1]), End.MARK
    return tuple(words), End.MARK if len(words) < MOST_WORDS else End.NONE


def _ends_before(words: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    plain = _plain(words[index])
    if plain in CONNECTORS:
        return _ends_at_connector(words[index + 1 :], lexicon)
    if plain in lexicon.stops:
        following = _plain(words[index + 1]) if index + 1 < len(words) else ""
        return not (index and following in lexicon.job_tails)
    return bool(index) and _begins_the_sentence_again(words, index, lexicon)


def _begins_the_sentence_again(words: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a word in lower case follows a job in capitals, as English writes them: "… Consultant dated"."""
    word = words[index]
    if lexicon.language != "en" or not words[0][0].isupper() or not word[0].islower():
        return False
    return not has_role_word(word)


def _goes_on(following: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a comma belongs to the job: "Product Manager, Payments." and nothing else."""
    if lexicon.language not in CAPITALISING or not 1 <= len(following) <= 2 or not following[-1].endswith("."):
        return False
    return all(word[0].isupper() and _plain(word) not in lexicon.stops for word in following)


def _ends_at_connector(following: Sequence[str], lexicon: Lexicon) -> bool:
    if not following or _plain(following[0]) in lexicon.stops:
        return True
    return lexicon.language in CAPITALISING and following[0][0].islower() and _plain(following[0]) not in CONNECTORS


def _plain(word: str) -> str:
    return word.lower().strip(".,;:!?\"'()“”„«»")
