"""Phrases with a hole: "the position of {position} at {company}", found in text as it was written.

What stands before and behind a hole is in the phrase language and matched on folded words; what fills the hole is
taken from the words as they were written, and its end is the business of whoever knows what it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import re2

from inbox_helper.core.folding import SENTENCE_END, normalise
from inbox_helper.core.phrase import compile_say
from inbox_helper.core.types import PreparedText

_MOST_WORDS = 14
_LONGEST_CAPTURE = 600
"""Bytes that are looked through for what follows a hole."""
_LONGEST_TEXT = 20_000
_WORD = re.compile(r"[^\s']+'?|'")
_HOLE = re.compile(r"\{(company|position)\}")
_OPENING = '"“„«‚‘([{'
_CLOSING = '"”“»’‘)]}'
_SENTENCE_ENDS = (".", "!", "?", ":", ";")
_WORDS_OF_DOT = SENTENCE_END.split()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as they were written, and folded; sentences are kept apart."""

    written: tuple[str, ...]
    """An empty one stands between two sentences."""
    folded: bytes
    """Tokens, each between single blanks."""
    owners: tuple[int, ...]
    """For each token, the index of the written word that it comes from."""


@dataclass(frozen=True, slots=True)
class Capture:
    """What stood in a hole."""

    words: tuple[str, ...]
    """As they were written, punctuation included, up to the end of the sentence or what follows the hole."""
    closed: bool
    """Words of the phrase follow, so that the end is certain."""
    next_word: str = ""
    """The first of them, as it was written."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of a message."""

    subject: Words
    body: Words


def read_letter(prepared: PreparedText) -> Letter:
    """Return the words of subject and body."""
    body = prepared.body[:_LONGEST_TEXT]
    sentences = [body[start:end] for start, end in prepared.sentences if start < len(body)] or [body]
    return Letter(words_in([prepared.subject]), words_in(sentences))


def words_in(sentences: Sequence[str]) -> Words:
    """Return the words of some sentences. A line break within one ends it, too."""
    written: list[str] = []
    tokens: list[str] = []
    owners: list[int] = []
    for sentence in (line for each in sentences for line in each.split("\n")):
        for word in _WORD.findall(sentence) if "'" in sentence else sentence.split():
            for token in _tokens(word):
                tokens.append(token)
                owners.append(len(written))
            written.append(word)
        tokens.extend(_WORDS_OF_DOT)
        owners.extend(len(written) for _ in _WORDS_OF_DOT)
        written.append("")
    return Words(tuple(written), f" {' '.join(tokens)} ".encode(), tuple(owners))


@lru_cache(maxsize=20_000)
def _tokens(word: str) -> tuple[str, ...]:
    return tuple(normalise(word).split())


def captures(phrase: str, words: Words, *, whole: bool = False) -> Iterator[Capture]:
    """Yield what the first hole of a phrase holds, wherever the phrase stands; with `whole`, it must begin the text."""
    before, after = _compiled(phrase)
    if before is None:
        yield from _closed_by(after, words, 0, 0)
        return
    for match in before.finditer(words.folded):
        if whole and match.start() > 0:
            break
        if _begins_within(words, match.start()):
            continue
        blank = match.end() - 1
        token = words.folded.count(b" ", 0, blank)
        if token < len(words.owners):
            yield from _closed_by(after, words, token, blank)


def _begins_within(words: Words, blank: int) -> bool:
    """Tell whether a match begins in the middle of a word as it was written: "Stelle" in "Postdoc-Stelle"."""
    token = words.folded.count(b" ", 0, blank)
    return 0 < token < len(words.owners) and words.owners[token - 1] == words.owners[token]


@lru_cache(maxsize=8_000)
def _compiled(phrase: str) -> tuple[re2._Regexp[bytes] | None, re2._Regexp[bytes] | None]:
    before, _, rest = _HOLE.split(phrase, maxsplit=1)
    after = _HOLE.split(rest)[0]
    return _engine(before), _engine(after)


def _engine(say: str) -> re2._Regexp[bytes] | None:
    if not say.strip():
        return None
    options = re2.Options()
    options.log_errors = False
    options.longest_match = True
    return re2.compile(compile_say(say).regex.encode(), options)


def _closed_by(after: re2._Regexp[bytes] | None, words: Words, token: int, blank: int) -> Iterator[Capture]:
    """Yield what begins with a token, before which a blank stands, if anything does."""
    start = words.owners[token]
    if token and words.owners[token - 1] == start:
        return
    end = _end_of_sentence(words, start)
    if after is None:
        if end > start:
            yield Capture(words.written[start:end], closed=False)
        return
    rest = words.folded[words.folded.index(b" ", blank + 1) : blank + _LONGEST_CAPTURE]
    if match := after.search(rest):
        later = token + 1 + rest.count(b" ", 0, match.start())
        if later < token + _MOST_WORDS and words.owners[later] < end:
            last = words.owners[later]
            yield Capture(words.written[start:last], closed=True, next_word=words.written[last])


def _end_of_sentence(words: Words, start: int) -> int:
    end = start
    while end < len(words.written) and words.written[end] and end - start < _MOST_WORDS:
        end += 1
        if words.written[end - 1].endswith(_SENTENCE_ENDS) and not _is_abbreviation(words.written[end - 1]):
            break
    return end


def _is_abbreviation(word: str) -> bool:
    plain = word.rstrip(".")
    return word.endswith(".") and (len(plain) <= 3 or "." in plain)


def joined(words: Sequence[str]) -> str:
    """Return words as one text; an apostrophe clings to what follows it."""
    return re.sub(r"(?<=\w') (?=\w)", "", " ".join(words))


def quoted(words: Sequence[str]) -> str:
    """Return what stands in quotation marks where the words begin with one, or empty."""
    if not words or words[0][0] not in _OPENING[:-3]:
        return ""
    for end, word in enumerate(words, 1):
        inner = word.rstrip(".,;:!?")
        if inner and inner[-1] in _CLOSING[:-3] and (end > 1 or len(inner) > 1):
            return joined(words[:end]).strip(_OPENING + _CLOSING + ".,;:!? ")
    return ""
