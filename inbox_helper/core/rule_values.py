"""Rules as values, and how a rule file becomes them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from inbox_helper.core.types import Part
from inbox_helper.errors import RuleError

SCHEMA = 1
CAPS = {"decision": 8.0, "hint": 6.0, "frame": 2.0, "softener": 2.0, "sender": 4.0}
"""Groups of phrases, each with the most that it may add where its files say nothing else."""
ANY_LANGUAGE = "any"
"""The folder of rules that hold for every language."""
GUARDS = "guard"
"""The group of guards."""


class Status(StrEnum):
    """How far a rule is trusted."""

    STABLE = "stable"
    EXPERIMENTAL = "experimental"
    """Counts for unsure only, never for a rejection."""
    RETIRED = "retired"
    """Kept for its id, not matched."""


class Effect(StrEnum):
    """What a guard does."""

    MUTE = "mute"
    COUNTER = "counter"
    VETO = "veto"


class Scope(StrEnum):
    """How far a guard that mutes reaches."""

    SENTENCE = "sentence"
    BEFORE = "before"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Rule:
    """What phrases and guards have in common."""

    id: str
    language: str
    group: str
    status: Status
    weight: float
    where: tuple[Part, ...]
    say: tuple[str, ...]
    """Phrases that `compile_say` accepts."""
    regex: tuple[str, ...]
    mute: tuple[str, ...]
    """Ids of guards that mute it; `*` at the end stands for any."""
    why: str
    mistaken_for: tuple[str, ...]
    """What is known to set it off wrongly."""
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    file: str
    line: int

    @property
    def sources(self) -> tuple[str, ...]:
        """The lines of `say` and `regex` as they are written."""
        return (*self.say, *self.regex)


@dataclass(frozen=True, slots=True)
class Phrase(Rule):
    """Something that employers say."""

    needs: tuple[str, ...] = ()
    """Groups of which one must have a hit too."""


@dataclass(frozen=True, slots=True)
class Guard(Rule):
    """Something that keeps phrases from counting, or the mail from being a rejection."""

    effect: Effect = Effect.MUTE
    scope: Scope = Scope.SENTENCE


@dataclass(frozen=True, slots=True)
class Change:
    """A user's change of one shipped rule."""

    id: str
    weight: float | None
    status: Status | None
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One file of rules: all of one language and one group."""

    name: str
    language: str
    group: str
    cap: float | None
    phrases: tuple[Phrase, ...] = ()
    guards: tuple[Guard, ...] = ()

    @property
    def rules(self) -> list[Phrase | Guard]:
        """Phrases and guards."""
        return [*self.phrases, *self.guards]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The scores from which a mail is a rejection, and from which it is unsure."""

    rejection: float
    unsure: float


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong at one place of a rule file, and what to do."""

    file: str
    line: int
    text: str
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: {self.text}"
        return f"{place} {self.remedy}" if self.remedy else place


class BrokenRules(RuleError):  # noqa: N818 - reads as what it is: the rules are broken
    """Everything that is wrong with the rules, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)), "rules/README.md describes the format.")


def parse_toml(source: str, file: str) -> dict[str, object]:
    """Return what a TOML source holds. Raise BrokenRules with file and line if it is none."""
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        text, remedy = f"not valid TOML: {error}.", "Correct it there; toml.io explains the signs."
        raise BrokenRules([Problem(file, _line_of(str(error), source), text, remedy)]) from None
    except RecursionError:
        raise BrokenRules([Problem(file, 1, "not valid TOML: brackets are nested too deep.", "Remove some.")]) from None


def _line_of(message: str, source: str) -> int:
    _, found, rest = message.partition("(at line ")
    return int(rest.partition(",")[0]) if found else max(1, source.count("\n"))


def suggest(wrong: str, allowed: Sequence[str]) -> str:
    """Return the sentence that tells what is allowed, with the likeliest first."""
    close = get_close_matches(wrong, allowed, n=1)
    return f'Did you mean "{close[0]}"?' if close else f"Allowed here: {', '.join(allowed)}."
