"""The end of a letter: who signed it, and what stands around the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from inbox_helper.core.folding import is_cjk, normalise
from inbox_helper.core.lexicon import LEXICONS
from inbox_helper.core.names import FoundName, begins_with_given_name, find_name
from inbox_helper.core.signature_words import CLOSINGS, WEAK_CLOSINGS
from inbox_helper.core.types import PreparedText

_LONGEST_LINE = 100
_MOST_LINES = 8
_LAST_LINES = 12
_PARTS = re.compile(r"\s*(?:[|•·∙⋅]|(?<!\b[Aa])/|/(?![Ss]\b)|\s[–—-]\s|,|;|\t)\s*")
_SENTENCE = re.compile(r"[.!?:。！？]\s*$")


@dataclass(frozen=True, slots=True)
class Signoff:
    """Who signed, if anybody, and the pieces of the lines around the name."""

    person: FoundName | None = None
    marked: bool = False
    """A closing phrase or a delimiter stands above; else it is the end of the text that looks like a signature."""
    role_follows: bool = False
    """The job stands beside or below the name."""
    introduced: bool = False
    """The writer says their family name in the text, as Japanese letters do."""
    pieces: tuple[str, ...] = ()
    """What else stands there: jobs, departments, firms, in order."""


def read_signoff(prepared: PreparedText) -> Signoff:
    """Given the prepared text, return how it is signed."""
    tail = _tail(prepared.body)
    signature = tuple(line.strip() for line in prepared.signature.splitlines() if line.strip())[:_MOST_LINES]
    marked = bool(signature) and _ends_with_closing(prepared.body)
    lines = signature if marked else (*tail, *signature)
    found = _read(lines, marked=marked)
    return replace(found, introduced=_is_introduced(found.person, prepared.body))


def _is_introduced(person: FoundName | None, body: str) -> bool:
    if person is None or not is_cjk(person.name):
        return False
    family = person.name.split()[0]
    return any(f"{family}{verb}" in body for verb in ("です", "でございます", "と申します"))


def _read(lines: tuple[str, ...], *, marked: bool) -> Signoff:
    pieces = [piece for line in lines[:_MOST_LINES] for piece in _pieces(line)]
    names = [(index, found) for index, piece in enumerate(pieces) if (found := find_name(piece)) is not None]
    if not names:
        return Signoff(None, marked, role_follows=False, pieces=tuple(pieces))
    place, person = _signing(names)
    others = tuple(piece for index, piece in enumerate(pieces) if index != place)
    followed = any(map(has_role_word, pieces[place + 1 :][:2]))
    return Signoff(person, marked, role_follows=followed, pieces=others)


def _signing(names: list[tuple[int, FoundName]]) -> tuple[int, FoundName]:
    """Return the first name, or the fuller one that spells it out: "Gus", and below "Gustav Larch"."""
    place, first = names[0]
    if " " not in first.name:
        start = normalise(first.name).strip()
        fuller = (
            each for each in names[1:] if " " in each[1].name and normalise(each[1].name).strip().startswith(start)
        )
        return next(fuller, (place, first))
    given = (each for each in names if " " in each[1].name and begins_with_given_name(each[1].name))
    return next(given, (place, first))


def _pieces(line: str) -> Iterator[str]:
    # "LARCH, Ada" is one name; a comma elsewhere parts name, job and firm.
    whole = _without_prefix(line)
    if find_name(whole) is not None:
        yield whole
        return
    for part in _PARTS.split(whole):
        name, job = _parted_at_lower_case(part)
        yield from filter(None, (_without_prefix(name), job))


def _parted_at_lower_case(part: str) -> tuple[str, str]:
    """Part "Ada Larch head gardener" where the job was joined to the name: jobs begin in lower case."""
    words = part.split()
    start = next((index for index, word in enumerate(words) if word[0].islower()), len(words))
    name = " ".join(words[:start])
    if start >= 2 and start < len(words) and has_role_word(" ".join(words[start:])) and find_name(name):
        return name, " ".join(words[start:])
    return part, ""


def _without_closing(text: str) -> str:
    """Return the name in a line such as "Hilsen Ada Larch", or the line as it is."""
    words = text.split()
    for length in range(min(len(words) - 1, 4), 0, -1):
        rest = " ".join(words[length:])
        if is_closing(" ".join(words[:length])) and find_name(rest) is not None:
            return rest
    return text


def _without_prefix(text: str) -> str:
    text = _without_closing(text.strip(" -–—*_~"))
    while True:
        lowered = text.lower()
        prefix = next((each for each in before_name() if lowered.startswith(each + " ") or lowered == each), "")
        if not prefix:
            return text
        text = text[len(prefix) :].strip()


@lru_cache(maxsize=1)
def before_name() -> tuple[str, ...]:
    """Return what may stand before the name of who signs, longest first."""
    found = {each for lexicon in LEXICONS for each in lexicon.before_name}
    return tuple(sorted(found, key=len, reverse=True))


@lru_cache(maxsize=1)
def _role_words() -> frozenset[str]:
    return frozenset(normalise(word).strip() for lexicon in LEXICONS for word in lexicon.role_words)


def has_role_word(text: str) -> bool:
    """Tell whether a piece of a signature names a job."""
    return any(word in _role_words() for word in normalise(text).split())


def _tail(body: str) -> list[str]:
    """Return the short lines at the end of the body that are no sentences, in order; never the first line."""
    kept: list[str] = []
    for line in reversed([line.strip() for line in body.split("\n") if line.strip()][1:][-_LAST_LINES:]):
        if len(line) > _LONGEST_LINE or len(kept) == _MOST_LINES or is_closing(line):
            break
        if not _SENTENCE.search(line) or _ends_in_abbreviation(line):
            kept.append(line)
        elif kept:
            break
    return kept[::-1]


def _ends_in_abbreviation(line: str) -> bool:
    last = line.rsplit(maxsplit=1)[-1]
    return last.endswith(".") and ("." in last[:-1] or len(last) <= 4 or len(line.split()) <= 3)


def _ends_with_closing(body: str) -> bool:
    lines = [line for line in body.split("\n") if line.strip()]
    return any(is_closing(line) for line in lines[-3:])


def is_closing(line: str) -> bool:
    """Tell whether a line is a closing phrase and nothing else."""
    core = line.strip(" \t,.!;:*~…。、！，").lower()
    return core in CLOSINGS or core in WEAK_CLOSINGS
