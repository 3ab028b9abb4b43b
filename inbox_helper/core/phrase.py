"""The phrase language: what people write in `say`, and the text that it is matched against.

Both sides are folded to the same tokens: words in lower case without accents, parted by single blanks. A phrase then
is a regular expression over tokens, for an engine that is linear in the text (RE2).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

SENTENCE_END = " . "
"""Stands between two sentences of a normalised text; no phrase matches across it."""

_WORDS_BETWEEN = 5
_CHARACTERS_BETWEEN = 12
_SHORTEST_STEM = 3

_FOLDED = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n",
}  # fmt: skip
_INVISIBLE = "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_TRANSLATION = str.maketrans({**_FOLDED, **dict.fromkeys(_INVISIBLE, "")})
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u1ab0-\u1aff\u20d0-\u20ff]+")
_CHARACTER = "\u3005\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Scripts without blanks between words: every character is a token of its own."""
_TOKEN = re.compile(rf"[{_CHARACTER}]|[^\W_{_CHARACTER}]+")
_ASCII_TOKEN = re.compile(r"[a-z0-9]+")
_IS_CHARACTER = re.compile(rf"[{_CHARACTER}]")


def fold(text: str) -> str:
    """Return a text in lower case, without accents, typographic variants and invisible characters."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_TRANSLATION)
    decomposed = _ACCENTS.sub("", unicodedata.normalize("NFD", folded))
    return unicodedata.normalize("NFC", decomposed)


def tokens(text: str) -> list[str]:
    """Return the words of a text, folded, in order."""
    folded = fold(text)
    found: list[str] = (_ASCII_TOKEN if folded.isascii() else _TOKEN).findall(folded)
    return found


def normalise(text: str) -> str:
    """Return the words of a text, each with a blank on either side: `" we won t hire "`; a blank for no words."""
    return f" {' '.join(words)} " if (words := tokens(text)) else " "


def token_spans(text: str) -> list[tuple[int, int]]:
    """Return where each word of `tokens(text)` stands in the text.

    Folding one character at a time costs more, so this is for the sentences that something matched.
    """
    folded: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        piece = fold(character)
        folded.append(piece)
        origin.extend([index] * len(piece))
    return [(origin[match.start()], origin[match.end() - 1] + 1) for match in _TOKEN.finditer("".join(folded))]


class PhraseError(ValueError):
    """A phrase that cannot be read; `column` counts from 1."""

    def __init__(self, problem: str, column: int, remedy: str) -> None:
        super().__init__(f"{problem} (column {column})")
        self.problem = problem
        self.column = column
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Word:
    """One whole word, or with `stem` any word that begins so."""

    token: str
    stem: bool = False


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Some words in between, none to `most`."""

    most: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; an empty one makes the choice optional."""

    options: tuple[Sequence, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """One thing after the other."""

    items: tuple[Word | Wildcard | Choice, ...]


_LEXEME = re.compile(r"[()|*]|[^()|*\s]+")


def parse_say(say: str) -> Sequence:
    """Return the tree of a phrase. Raise PhraseError where it cannot be read or would match too much."""
    parser = _Parser(say)
    tree = parser.choice(depth=0)
    if parser.at("|") or parser.at(")"):
        raise PhraseError("an unexpected " + repr(parser.current()), parser.column(), "Balance the parentheses.")
    sequence = tree.options[0] if len(tree.options) == 1 else Sequence((tree,))
    _refuse_wildcards_at_edges(sequence, len(say))
    if _can_be_empty(sequence):
        raise PhraseError("it matches the empty text", 1, "Let at least one word stand outside of optional groups.")
    return sequence


def compile_say(say: str) -> str:
    """Return the RE2 pattern of a phrase over normalised text. Raise PhraseError as `parse_say` does."""
    return " " + _pattern(parse_say(say))


_DEEPEST = 20


class _Parser:
    def __init__(self, say: str) -> None:
        self._lexemes = [(match[0], match.start() + 1) for match in _LEXEME.finditer(say)]
        self._at = 0
        self._most = _CHARACTERS_BETWEEN if _IS_CHARACTER.search(say) else _WORDS_BETWEEN
        self._end = len(say) + 1

    def current(self) -> str:
        return self._lexemes[self._at][0] if self._at < len(self._lexemes) else ""

    def column(self) -> int:
        return self._lexemes[self._at][1] if self._at < len(self._lexemes) else self._end

    def at(self, sign: str) -> bool:
        return self.current() == sign

    def choice(self, depth: int) -> Choice:
        if depth > _DEEPEST:
            raise PhraseError("groups are nested too deeply", self.column(), f"Nest {_DEEPEST} groups at most.")
        options = [self.sequence(depth)]
        while self.at("|") and depth:
            self._at += 1
            options.append(self.sequence(depth))
        return Choice(tuple(options))

    def sequence(self, depth: int) -> Sequence:
        items: list[Word | Wildcard | Choice] = []
        while self.current() not in ("", "|", ")"):
            items.extend(self.item(depth))
        return Sequence(tuple(items))

    def item(self, depth: int) -> list[Word | Wildcard | Choice]:
        lexeme, column = self.current(), self.column()
        self._at += 1
        if lexeme == "*":
            return [Wildcard(self._most)]
        if lexeme != "(":
            return list(_words(lexeme, column))
        group = self.choice(depth + 1)
        if not self.at(")"):
            raise PhraseError("a parenthesis is not closed", column, "Balance the parentheses.")
        self._at += 1
        return [group]


def _words(lexeme: str, column: int) -> list[Word]:
    plain = lexeme[:-1] if lexeme.endswith("~") else lexeme
    found = tokens(plain)
    if "~" in plain:
        raise PhraseError("a ~ stands inside a word", column, "Put it at the end of the word: hakemu~.")
    if not lexeme.endswith("~"):
        return [Word(token) for token in found]
    if not found or (len(found[-1]) < _SHORTEST_STEM and not _IS_CHARACTER.match(found[-1])):
        raise PhraseError("a ~ needs a longer stem", column, f"Write at least {_SHORTEST_STEM} letters before it.")
    return [*(Word(token) for token in found[:-1]), Word(found[-1], stem=True)]


def _can_be_empty(node: Sequence) -> bool:
    return all(
        isinstance(item, Wildcard) or (isinstance(item, Choice) and any(_can_be_empty(each) for each in item.options))
        for item in node.items
    )


def _refuse_wildcards_at_edges(sequence: Sequence, width: int) -> None:
    for reverse, column in ((False, 1), (True, width)):
        if _may_begin_with_wildcard(sequence, reverse=reverse):
            remedy = "Let a word stand there that is not optional, or leave the * away."
            raise PhraseError("a * can stand at the edge", max(column, 1), remedy)


def _may_begin_with_wildcard(sequence: Sequence, *, reverse: bool) -> bool:
    for item in reversed(sequence.items) if reverse else sequence.items:
        if isinstance(item, Wildcard):
            return True
        if isinstance(item, Word):
            return False
        if any(_may_begin_with_wildcard(each, reverse=reverse) for each in item.options):
            return True
        if not any(_can_be_empty(each) for each in item.options):
            return False
    return False


def _pattern(node: Sequence) -> str:
    return "".join(_item_pattern(item) for item in node.items)


def _item_pattern(item: Word | Wildcard | Choice) -> str:
    if isinstance(item, Word):
        return f"{item.token}[^ .]* " if item.stem and len(item.token) > 1 else f"{item.token} "
    if isinstance(item, Wildcard):
        return f"(?:[^ .]+ ){{0,{item.most}}}"
    return "(?:" + "|".join(_pattern(option) for option in item.options) + ")"
