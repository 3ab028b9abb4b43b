"""Fold text to plain words: lower case, no accents, no punctuation, single blanks; and find the way back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

SENTENCE_END = " . "
"""What stands between two sentences of folded text; no word contains a full stop."""

# One token each: Han, kana with its iteration and length marks, Bopomofo, and the Han planes.
CJK = "\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31f0-\u31ff"
CJK += "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"

_IGNORED = "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
_IGNORED += "\ufe00-\ufe0f\ufeff\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
_DIACRITICS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670"
_DIACRITICS += "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
_VOICING = "\u3099\u309a\uff9e\uff9f"
_HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff\uffa1-\uffdc"
_APOSTROPHES = "\u02b9-\u02df\u055a\u05f3\u05f4\u07f4\u07f5\ua788\ua78b\ua78c\uff07"

_NON_ASCII = re.compile(r"[^\x00-\x7f]+")
_DROPPED = re.compile(f"[{_IGNORED}{_DIACRITICS}]+")
_CLUSTER = re.compile(
    f"(?:[{_HANGUL}][{_HANGUL}{_IGNORED}{_DIACRITICS}{_VOICING}]*|.)[{_IGNORED}{_DIACRITICS}{_VOICING}]*", re.DOTALL
)
_COMPOSING = re.compile(f"[{_IGNORED}{_DIACRITICS}{_VOICING}{_HANGUL}]")
_CJK_CHARACTER = re.compile(f"([{CJK}])")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_LETTERS = {"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t"}

_LONGEST_WORD = 40
_BOUNDARY = "\x1e"
# Letters and digits stay, in lower case; the boundary becomes a full stop; all other ASCII parts words.
_ASCII = bytes(
    0x2E if code == ord(_BOUNDARY) else code if code > 0x7F else ord(chr(code).lower()) if chr(code).isalnum() else 0x20
    for code in range(256)
)


def normalise(text: str) -> str:
    """Return the words of a text, folded, each between single blanks: ' we won t '.

    Case, accents and width are folded, zero-width characters are dropped, all punctuation parts words, and each
    Japanese or Chinese character is a word. A text without words gives one blank.
    """
    return _normalised_word(text) if len(text) <= _LONGEST_WORD else fold([text]).decode()


@lru_cache(maxsize=50_000)
def _normalised_word(text: str) -> str:
    # Names and words come again and again; a text never does.
    return fold([text]).decode()


def fold(sentences: Iterable[str]) -> bytes:
    """Return sentences as `normalise` does, in UTF-8, with SENTENCE_END between them."""
    parts = [part.replace(_BOUNDARY, " ") if _BOUNDARY in part else part for part in sentences]
    text = f" {_BOUNDARY} ".join(parts)
    if not text.isascii():
        text = _NON_ASCII.sub(_fold_run, text)
    words = text.encode().translate(_ASCII).split()
    return b" %b " % b" ".join(words) if words else b" "


def is_cjk(text: str) -> bool:
    """Return whether a text has a Japanese or Chinese character."""
    return _CJK_CHARACTER.search(text) is not None


def locate(text: str, first: int, last: int) -> tuple[int, int]:
    """Return start and end offset in `text` of its folded words number `first` to `last`, counted from 0."""
    spans = _word_spans(text)
    return spans[first][0], spans[last][1]


def _fold_run(match: re.Match[str]) -> str:
    run = match.group()
    if len(run) == 1:
        return _CHARACTERS[run]
    if _COMPOSING.search(run):
        return "".join(_fold_cluster(cluster) for cluster in _CLUSTER.findall(run))
    return "".join([_CHARACTERS[character] for character in run])


class _Characters(dict[str, str]):
    def __missing__(self, character: str) -> str:
        folded = self[character] = _fold_cluster(character)
        return folded


_CHARACTERS = _Characters()


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    """Return what stands for a character with its marks: letters, a blank, both, or nothing."""
    before, folded = "", cluster
    while before != folded:
        before, folded = folded, _fold_once(folded)
    return _CJK_CHARACTER.sub(r" \1 ", folded)


def _fold_once(text: str) -> str:
    text = _APOSTROPHE.sub(" ", _DROPPED.sub("", text))
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join([_LETTERS.get(letter) or _without_accents(letter) for letter in text])
    return "".join([letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in text])


def _without_accents(letter: str) -> str:
    if _COMPOSING.match(letter) or _CJK_CHARACTER.match(letter):
        return "" if letter in _VOICING else letter
    bare = _DROPPED.sub("", unicodedata.normalize("NFD", letter))
    return unicodedata.normalize("NFC", bare)


_ANY_CLUSTER = re.compile(r"[\x00-\x7f]|" + _CLUSTER.pattern, re.DOTALL)
_PLAIN_WORD = re.compile(r"[^\W_]+")
# Where every character is one of these, a word of Python's is a word of ours.
_NOT_PLAIN = re.compile(
    r"[^\x00-\x1d\x1f-\xa9\xab\xac\xae-\xb1\xb5-\xb9\xbb\xbf-\u0131\u0134-\u0148\u014a-\u017f–-“„•…€]"
)


def _word_spans(text: str) -> list[tuple[int, int]]:
    """Return where each folded word begins and ends in the text, cluster by cluster unless all is plain."""
    if not _NOT_PLAIN.search(text):
        return [match.span() for match in _PLAIN_WORD.finditer(text)]
    spans: list[tuple[int, int]] = []
    open_word = False
    for cluster in _ANY_CLUSTER.finditer(text):
        folded = _fold_any(cluster.group())
        words = folded.split()
        if words and open_word and folded[0] != " ":
            spans[-1] = (spans[-1][0], cluster.end())
            del words[0]
        spans.extend(cluster.span() for _ in words)
        if folded:
            open_word = folded[-1] != " "
    return spans


def _fold_any(cluster: str) -> str:
    folded = cluster.replace(_BOUNDARY, " ") if cluster.isascii() else _fold_cluster(cluster)
    return folded.encode().translate(_ASCII).decode()
