"""Every situation that a template must find words for, with what it may know; and what is wrong with what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from types import MappingProxyType
from typing import Any

from inbox_helper.core.folding import is_cjk

MOST_WORDS = 90
"""Words that a reply has at most: longer ones are not read."""
WORDINGS = range(3)
"""Values of `variant` by which wordings are chosen: three find almost every wording."""
_CHARACTERS_OF_A_WORD = 2.5
_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\bNone\b")
_DOUBLED = re.compile(r"[^\S\n]{2,}|[ \t](?=[,.!?;:](?:\s|$))|([,.!?;:])\1(?!\.)|\(\)|\"\"|„“|«»")

STAGES = ("", "interviewed", "final_round")
CAUSES = ("", "cancelled", "filled_internally")
FUTURES = ("", "on_file", "apply_again")
FEEDBACKS = ("ask", "offered", "declined")

_NOBODY: Mapping[str, Any] = MappingProxyType(
    {
        **dict.fromkeys(("company", "position", "contact", "contact_first_name", "contact_last_name"), ""),
        **dict.fromkeys(("contact_academic", "contact_gender"), ""),
    }
)
_SOMEBODY: Mapping[str, Any] = MappingProxyType(
    {
        "company": "Greenfield Nurseries",
        "position": "Head Gardener",
        "contact": "Ada Larch",
        "contact_first_name": "Ada",
        "contact_last_name": "Larch",
        "contact_academic": "",
        "contact_gender": "",
    }
)
KNOWN: tuple[Mapping[str, Any], ...] = (
    _SOMEBODY,
    _NOBODY,
    {**_NOBODY, "company": _SOMEBODY["company"]},
    {**_NOBODY, "position": _SOMEBODY["position"]},
    {**_SOMEBODY, "contact_gender": "f"},
    {**_SOMEBODY, "contact_gender": "m", "contact_academic": "Dr."},
)
"""What may be known of the employer and of who signed."""

USUAL: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("form letter", {}),
    ("after interviews", {"stage": "interviewed"}),
    ("after the final round", {"stage": "final_round"}),
    ("position cancelled", {"cause": "cancelled"}),
    ("filled internally", {"cause": "filled_internally"}),
    ("kept on file", {"future": "on_file"}),
    ("invited to apply again", {"future": "apply_again"}),
    ("feedback offered", {"feedback": "offered"}),
    ("feedback declined", {"feedback": "declined"}),
)
"""The situations that a person looks at first."""


@dataclass(frozen=True, slots=True)
class Situation:
    """One of them: a name for people, and the variables of the template."""

    name: str
    context: Mapping[str, Any]


def usual_situations(name: str = "Sam Rivers") -> Iterator[Situation]:
    """Yield the situations that a person looks at first, with everything known."""
    for title, changes in USUAL:
        yield Situation(title, _context(name, **changes))


def all_situations(*, informal_too: bool, name: str = "Sam Rivers") -> Iterator[Situation]:
    """Yield every combination of situation, formality, wording and what is known."""
    kinds = product(STAGES, CAUSES, FUTURES, FEEDBACKS, (False, True)[: 1 + informal_too], KNOWN, WORDINGS)
    for stage, cause, future, feedback, informal, known, variant in kinds:
        shown = (stage, cause, future, f"feedback {feedback}", "informal" if informal else "")
        variables = {"stage": stage, "cause": cause, "future": future, "feedback": feedback, "variant": variant}
        formality = "informal" if informal else "formal"
        context = _context(name, **variables, **known, informal=informal, formality=formality)
        yield Situation(", ".join(filter(None, shown)), context)


def _context(name: str, **changes: Any) -> Mapping[str, Any]:
    usual = {"stage": "", "cause": "", "future": "", "feedback": "ask", "variant": 0}
    return {**usual, **_SOMEBODY, "informal": False, "formality": "", "name": name, **changes}


def attribution_contexts() -> Iterator[Mapping[str, Any]]:
    """Yield what the line above a quotation may know."""
    for day, sender in product((date(2026, 11, 3), None), (_SOMEBODY["contact"], "")):
        yield _context("Sam Rivers", date=day, sender=sender)


def length_in_words(text: str) -> int:
    """Return the length of a text in words; where no blanks part words, so many characters count as one."""
    if is_cjk(text):
        return round(len("".join(text.split())) / _CHARACTERS_OF_A_WORD)
    return len(text.split())


def faults(text: str, context: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a reply as it was rendered, as sentences for whoever wrote the template."""
    if not text.strip():
        yield "It is empty."
        return
    if (length := length_in_words(text)) > MOST_WORDS:
        yield f"It has {length} words, more than {MOST_WORDS}."
    if left := _LEFT_OVER.search(text):
        yield f"It has {left.group()!r} left over."
    if doubled := _DOUBLED.search(text):
        around = text[max(0, doubled.start() - 20) : doubled.end() + 20].replace("\n", " ")
        yield f"There is a hole, or a doubled sign: …{around}…"
    if context["feedback"] == "declined" and "?" in text:
        yield "It asks, although the mail declines feedback."
