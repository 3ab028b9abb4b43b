"""Where sentences begin and end."""

from __future__ import annotations

import re

from inbox_helper.core.sentence_words import (
    ABBREVIATIONS,
    BEFORE_NAME,
    BEFORE_NAME_SMALL,
    BEFORE_NUMBER,
    MONTHS,
    ORDINAL_LANGUAGES,
    SENTENCE_OPENERS,
)

MAX_ABBREVIATION = 16
"""Characters that are looked at before a full stop."""

MAX_TOKEN = 60
"""Characters around a stop without blanks that are looked at: is it an address or a path?"""

# Runs are taken whole, so that a million full stops cost as much as a million letters.
_STOPS = re.compile(r"[.!?…。！？｡\n\t]+")
_CLOSERS = "\"')]}»”’"
_WIDE_CLOSERS = "」』）】》\"')"
_BULLETS = re.compile(r"(?:[-*•·‣◦▪–—●○■□✓✔➢►]|[0-9]{1,2}[.)]|[a-z][.)])[ \t]")


def sentences(body: str, language: str = "") -> tuple[tuple[int, int], ...]:
    """Given a prepared body and its language, return start and end offsets of its sentences, in order.

    A line break ends a sentence, because the body is unwrapped; so does a tab, which parts table cells.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _STOPS.finditer(body):
        begin, end = match.span()
        run = match.group()
        if "\n" in run or "\t" in run:
            begin += len(run) - len(run.lstrip(".!?…。！？｡"))
            # Stops on a line of their own belong to what follows.
            start = _add(found, body, start, begin, begin if body[begin:end].strip("\n\t") else end)
        elif run[0] in "。！？｡":
            end = _past(body, end, _WIDE_CLOSERS)
            start = _add(found, body, start, end, end)
        else:
            end = _past(body, end, _CLOSERS)
            if _ends(body, start, begin, end, language):
                start = _add(found, body, start, end, end)
    _add(found, body, start, len(body), len(body))
    return tuple(found)


def _add(found: list[tuple[int, int]], body: str, start: int, end: int, following: int) -> int:
    """Add what stands between, without the blanks around it, if anything does; return where the next one begins."""
    while start < end and body[start] in " \n\t":
        start += 1
    while end > start and body[end - 1] in " \n\t":
        end -= 1
    if end > start:
        found.append((start, end))
    return following


def _past(body: str, position: int, closers: str) -> int:
    """Skip the closing quotes and brackets that belong to a sentence."""
    limit = min(len(body), position + 3)
    while position < limit and body[position] in closers:
        position += 1
    return position


def _ends(body: str, start: int, begin: int, end: int, language: str) -> bool:
    """Tell whether the stop at `begin` ends the sentence that started at `start`; text goes on at `end`."""
    if end >= len(body) or body[end] in "\n\t":
        return True
    if body[end] != " ":
        return _runs_on(body, start, begin, end)
    following = body[end + 1 : end + 24]
    if not following:
        return True
    if body[begin] in "!?":
        return not following[0].islower() or end - begin > 1
    if body[begin] == "…" or end - begin >= 3:
        return not following[0].islower()
    return _full_stop_ends(_word_before(body, start, begin), following, language, first=_opens(body, start, begin))


def _runs_on(body: str, start: int, begin: int, end: int) -> bool:
    """Tell whether a stop without a blank after it ends a sentence: "our process.We wish you"."""
    if "\u3040" <= body[end] <= "\u9fff":
        return body[begin] != "."
    if not body[end].isupper() or not body[begin - 1 : begin].islower():
        return False
    left = body.rfind(" ", max(start, begin - MAX_TOKEN), begin) + 1 or max(start, begin - MAX_TOKEN)
    right = body.find(" ", end, end + MAX_TOKEN)
    token = body[left : right if right >= 0 else end + MAX_TOKEN].partition("\n")[0]
    after = body[end + 1 : end + 2]
    return begin - left >= 3 and (not after or not after.isupper()) and not any(sign in token for sign in "@/=_\\")


def _word_before(body: str, start: int, begin: int) -> str:
    chunk = body[max(start, begin - MAX_ABBREVIATION) : begin]
    word = chunk[chunk.rfind(" ") + 1 :]
    if not word.isalpha():
        for sign in ("(", '"', "/", ","):
            word = word.rpartition(sign)[2]
    return word


def _opens(body: str, start: int, begin: int) -> bool:
    """Tell whether nothing but the word before the stop has been said: "1. Documents", "Dr. Novak"."""
    return not body[start:begin].strip()[:4].rstrip("0123456789") if begin - start <= 6 else False


def _full_stop_ends(word: str, following: str, language: str, *, first: bool) -> bool:
    lowered = word.lower()
    next_word = following.split(" ", 1)[0].strip("\"'(.,;:!?)")
    if word.isdigit():
        return not first and _number_ends(word, next_word, language)
    if _announces(word, lowered, following):
        return False
    if len(word) == 1 and word.isalpha():
        return _letter_ends(word, next_word)
    if lowered in ABBREVIATIONS or "." in word:
        return next_word.lower() in SENTENCE_OPENERS and next_word[:1].isupper()
    return not following[0].islower() or len(word) > 3


def _announces(word: str, lowered: str, following: str) -> bool:
    """Tell whether a name or a number has to follow: "Dr. Novak", "Nr. 7"."""
    if lowered in BEFORE_NUMBER and following[0].isdigit():
        return True
    return lowered in BEFORE_NAME_SMALL or (lowered in BEFORE_NAME and word[0].isupper())


def _letter_ends(word: str, next_word: str) -> bool:
    """Tell an initial ("J. Smith", "z. B.") from the end of a sentence ("Plan B. We …")."""
    return word.isupper() and next_word.lower() in SENTENCE_OPENERS and next_word[:1].isupper()


def _number_ends(word: str, next_word: str, language: str) -> bool:
    """Tell an ordinal ("am 3. Mai", "2. kolo") from a number that ends a sentence."""
    lowered = next_word.lower()
    if len(word) > 2:
        return not next_word[:1].islower() or len(word) == 4
    if lowered in MONTHS or next_word[:1].islower() or next_word[:1].isdigit():
        return False
    return language not in ORDINAL_LANGUAGES or lowered in SENTENCE_OPENERS


def is_bullet(line: str) -> bool:
    """Tell whether a line begins like an item of a list."""
    return _BULLETS.match(line) is not None
