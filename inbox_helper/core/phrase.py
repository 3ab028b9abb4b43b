"""The phrase language: what a rule file writes under `say`, and how it becomes a pattern that RE2 can match."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from inbox_helper.core.folding import CJK, is_cjk, normalise

__all__ = ["SayError", "SayPattern", "compile_say", "normalise"]

MAX_LENGTH = 6_000
"""Characters that one line of `say` may have."""
MAX_DEPTH = 12
"""Parentheses that may be open at once."""
MAX_COST = 12_000
"""Instructions, roughly, that the pattern of one line may take."""
STEM_LETTERS = 3
WORDS_BETWEEN = 5
CHARACTERS_BETWEEN = 12

_TOKEN = re.compile(r"[()|*~]|[^()|*~\s]+")
# Letters that touch a sign would silently be words of their own: only scripts without blanks may do so.
_TOUCHING = re.compile(rf"(?<=[^\W_{CJK}])[(*]|[)*~](?=[^\W_{CJK}])")
_SYNTAX_OF_OTHERS = re.compile(r"[\\\[\]{}^]")


class SayError(ValueError):
    """A line of `say` breaks the phrase language; `column` counts from 1."""

    def __init__(self, problem: str, remedy: str, column: int) -> None:
        super().__init__(f"column {column}: {problem}")
        self.problem = problem
        self.remedy = remedy
        self.column = column


@dataclass(frozen=True, slots=True)
class SayPattern:
    """A line of `say`, ready to be matched on folded text."""

    say: str
    regex: str
    """RE2 syntax; it begins and ends with a blank."""
    tree: Sequence


@dataclass(frozen=True, slots=True)
class Word:
    """A word, folded."""

    text: str
    """With `~` at the end for any word that begins so."""

    @property
    def is_stem(self) -> bool:
        """Whether any word that begins so is meant."""
        return self.text.endswith("~")


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Some words in between."""

    column: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; an empty one makes the group optional."""

    alternatives: tuple[Sequence, ...]
    optional: bool


Sequence = tuple[Word | Wildcard | Choice, ...]
Node = Word | Wildcard | Choice


def compile_say(say: str) -> SayPattern:
    """Given a line of `say`, return its pattern. Raise SayError, with the column, if it breaks the language."""
    if len(say) > MAX_LENGTH:
        problem = f"the phrase has {len(say)} characters, more than {MAX_LENGTH}"
        raise SayError(problem, "Split it into several lines of `say`.", 1)
    sequence = _Parser(say).parse()
    _check_edges(sequence)
    between = CHARACTERS_BETWEEN if is_cjk(say) else WORDS_BETWEEN
    if (cost := _cost(sequence, between)) > MAX_COST:
        remedy = "Use fewer wildcards and shorter alternatives, or split it into several lines of `say`."
        raise SayError(f"the phrase is too dear to match ({cost} steps, {MAX_COST} at most)", remedy, 1)
    return SayPattern(say, " " + _regex(sequence, between), sequence)


class _Parser:
    """Reads one line from left to right."""

    def __init__(self, say: str) -> None:
        self.say = say
        self.tokens = [(match.group(), match.start() + 1) for match in _TOKEN.finditer(say)]
        self.next = 0

    def parse(self) -> Sequence:
        _check_signs(self.say)
        sequence = self._sequence(depth=0)
        if self.next < len(self.tokens):
            sign, column = self.tokens[self.next]
            if sign == "|":
                raise SayError("`|` stands outside parentheses", "Write (one|other).", column)
            raise SayError("`)` closes no parenthesis", "Remove it, or open one before.", column)
        return sequence

    def _at(self, sign: str) -> bool:
        return self.next < len(self.tokens) and self.tokens[self.next][0] == sign

    def _sequence(self, depth: int) -> Sequence:
        items: list[Node] = []
        while self.next < len(self.tokens):
            sign, column = self.tokens[self.next]
            if sign in ("|", ")"):
                break
            self.next += 1
            if sign == "(":
                items.append(self._choice(depth + 1, column))
            elif sign == "*":
                items.append(Wildcard(column))
            elif sign == "~":
                raise SayError("`~` follows no word", "Write `word~`, without a blank.", column)
            else:
                items += self._words(sign, column)
        return tuple(items)

    def _choice(self, depth: int, column: int) -> Choice:
        if depth > MAX_DEPTH:
            raise SayError(f"more than {MAX_DEPTH} parentheses are open", "Split the phrase.", column)
        alternatives = [self._sequence(depth)]
        while self._at("|"):
            self.next += 1
            alternatives.append(self._sequence(depth))
        if not self._at(")"):
            raise SayError("`(` is never closed", "Close it with `)`.", column)
        self.next += 1
        return Choice(tuple(alternatives), any(map(_optional, alternatives)))

    def _words(self, text: str, column: int) -> tuple[Word, ...]:
        words = _folded_words(text)
        end = column + len(text)
        if not (self._at("~") and self.tokens[self.next][1] == end):
            return words
        self.next += 1
        stem = words[-1].text if words else ""
        if not stem or (len(stem) < STEM_LETTERS and not is_cjk(stem)):
            remedy = f"Write at least {STEM_LETTERS} letters before `~`."
            raise SayError(f"`{stem}~` begins too many words", remedy, end)
        return (*words[:-1], Word(f"{stem}~"))


@lru_cache(maxsize=16_384)
def _folded_words(text: str) -> tuple[Word, ...]:
    return tuple(map(Word, normalise(text).split()))


def _check_signs(say: str) -> None:
    if wrong := _SYNTAX_OF_OTHERS.search(say):
        problem = f"`{wrong.group()}` has no meaning in a phrase"
        raise SayError(problem, "Regular expressions go under `regex`.", wrong.start() + 1)
    if touching := _TOUCHING.search(say):
        sign, column = touching.group(), touching.start() + 1
        remedies = {
            "*": "Put blanks around `*`; for the rest of a word write `word~`.",
            "~": "`~` ends a word: put a blank behind it.",
        }
        remedy = remedies.get(sign, "Write each word out: (word|words), not word(|s).")
        raise SayError(f"a letter touches `{sign}`", remedy, column)


def _check_edges(sequence: Sequence) -> None:
    if wildcard := _edge(sequence) or _edge(sequence, backwards=True):
        remedy = "A wildcard stands between words: remove it, or make the word beside it not optional."
        raise SayError("the phrase can begin or end with `*`", remedy, wildcard.column)
    if _optional(sequence):
        raise SayError("the phrase matches the empty text", "Write a word that must be there.", 1)


def _optional(sequence: Sequence) -> bool:
    return all(map(is_optional, sequence))


def is_optional(node: Node) -> bool:
    """Return whether a node may stand for nothing."""
    return node.optional if isinstance(node, Choice) else isinstance(node, Wildcard)


def _edge(sequence: Sequence, *, backwards: bool = False) -> Wildcard | None:
    """Return a wildcard that can stand first, or last."""
    for node in reversed(sequence) if backwards else sequence:
        if isinstance(node, Wildcard):
            return node
        if isinstance(node, Choice):
            found = [_edge(alternative, backwards=backwards) for alternative in node.alternatives]
            if any(found):
                return next(filter(None, found))
        if not is_optional(node):
            return None
    return None


def _cost(sequence: Sequence, between: int) -> int:
    cost = 1
    for node in sequence:
        if isinstance(node, Choice):
            cost += sum(_cost(alternative, between) for alternative in node.alternatives)
        else:
            cost += between * 6 if isinstance(node, Wildcard) else len(node.text.encode()) + 1
    return cost


def _regex(sequence: Sequence, between: int) -> str:
    return "".join(_regex_of_node(node, between) for node in sequence)


def _regex_of_node(node: Node, between: int) -> str:
    if isinstance(node, Choice):
        return "(?:" + "|".join(_regex(alternative, between) for alternative in node.alternatives) + ")"
    if isinstance(node, Wildcard):
        return f"(?:[^ .]+ ){{0,{between}}}?"
    return node.text[:-1] + "[^ .]* " if node.text.endswith("~") else node.text + " "
