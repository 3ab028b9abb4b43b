"""The first line of a letter: whom it addresses, and how formally."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from inbox_helper.core.folding import is_cjk, normalise
from inbox_helper.core.lexicon import Lexicon
from inbox_helper.core.names import find_name, honorifics

_LINES = 6
_LONGEST = 90
_END = re.compile(r"[,!;:.、，！–—]|\s-\s|$")
_JAPANESE = re.compile(r"^(\S{1,6}(?:[ 　]\S{1,6})?)\s*(?:様|さま|さん|殿)")
_WORDS = re.compile(r"[\w'’.\-]+")


@dataclass(frozen=True, slots=True)
class Salutation:
    """What the salutation tells of the reader."""

    name: str = ""
    """The reader's name as it stands there, without titles."""
    titled: bool = False
    """Mr, Frau, pan … stand before the name."""
    formal_greeting: bool = False
    text: str = ""
    """The whole line."""

    @property
    def first_name(self) -> str:
        """The reader's first name where the salutation shows it, or empty."""
        words = self.name.split()
        if is_cjk(self.name):
            return ""
        return words[0] if (len(words) == 1 and not self.titled) or len(words) > 1 else ""


def read_salutation(body: str, lexicons: Iterable[Lexicon]) -> Salutation:
    """Given the body, return its salutation; an empty one where there is none."""
    known = tuple(lexicons)
    lines = [line.strip() for line in body.split("\n", 40) if line.strip()][:_LINES]
    for line in lines:
        japanese = _JAPANESE.match(line)
        if japanese and is_cjk(line):
            return Salutation(japanese[1], titled=True, formal_greeting=True, text=line)
        for lexicon in known:
            found = _read(line[:_LONGEST], lexicon)
            if found is not None:
                return found
    return Salutation()


def _read(line: str, lexicon: Lexicon) -> Salutation | None:
    words = [(match.group(), match.end()) for match in _WORDS.finditer(line)]
    folded = normalise(line)
    for greeting in sorted(lexicon.greetings, key=len, reverse=True):
        if not folded.startswith(normalise(greeting)):
            continue
        count = len(greeting.split())
        rest = line[words[count - 1][1] :] if len(words) >= count else ""
        formal = greeting in lexicon.greetings_formal
        return _addressed(rest.lstrip(" ,!¡¿"), line, formal=formal)
    return None


def _addressed(rest: str, line: str, *, formal: bool) -> Salutation:
    end = _END.search(rest)
    addressee = rest[: end.start() if end and not _inside_title(rest, end.start()) else _first_pause(rest)].strip()
    titled = any(word.lower().rstrip(".") in honorifics() for word in addressee.split())
    found = find_name(" ".join(word for word in addressee.split() if word.lower().rstrip(".") not in honorifics()))
    return Salutation(found.name if found else "", titled=titled, formal_greeting=formal or titled, text=line)


def _inside_title(rest: str, end: int) -> bool:
    return rest[end : end + 1] == "." and end + 1 < len(rest)


def _first_pause(rest: str) -> int:
    match = re.search(r"[,!;:、，！–—]|\s-\s|\.\s*$|$", rest)
    return match.start() if match else len(rest)
