"""Mails with the facts that a careful reader takes from them, and how many of those are read."""

from __future__ import annotations

import re
import tomllib
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from inbox_helper.core.facts import company_key, read_facts
from inbox_helper.core.parse import parse_message
from inbox_helper.core.text import prepare
from inbox_helper.core.types import Fact, Facts, Identity, Message

VALUES: Mapping[str, str] = {
    "company": "company",
    "position": "position",
    "contact": "contact",
    "title": "contact_title",
    "stage": "stage",
    "reference": "reference",
    "telephone": "telephone",
    "later_contact": "later_contact",
    "contact_email": "contact_email",
}
"""Facts that have a value: the key in a table, and the field of `Facts`."""
FORMALITY = "formality"
"""How the reader is addressed; mails whose row does not tell are not counted."""
FLAGS = (
    "feedback_declined",
    "feedback_offered",
    "kept_on_file",
    "invited_to_apply_again",
    "position_cancelled",
    "filled_internally",
)
"""Facts that are said or not."""
NAMES = (*VALUES, FORMALITY, *FLAGS)
"""Every fact that is measured."""
_KEYS = {"id", "from", "to", "reply_to", "subject", "body", "html", "headers", "signals", "formality", *VALUES}
_DIGITS_OF_A_NUMBER = 7
_UNSAID = {"stage": ("", "applied")}


@dataclass(frozen=True, slots=True)
class FactCase:
    """One mail and its right facts."""

    id: str
    language: str
    message: Message
    expected: Mapping[str, tuple[str, ...]]
    """The spellings that are right, by key of the table; an empty one where silence is right too."""
    signals: frozenset[str]
    """The flags that are said; no other is."""
    formality: str
    """How the reader is addressed; empty where the table does not tell."""


class Kind(StrEnum):
    """How reading one fact of one mail went."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"
    SILENT = "silent"
    """Nothing was to be read, or needed to be, and nothing was."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One fact of one mail: what was read, and what would be right."""

    case: FactCase
    name: str
    kind: Kind
    read: str
    source: str
    expected: tuple[str, ...]
    wanted: bool
    """Whether there is something to be found."""


@dataclass(frozen=True, slots=True)
class FactFigures:
    """What became of one fact over many mails. Counts are of mails."""

    right: int
    wrong: int
    missed: int
    found: int
    """Of those where there is something to be found, how many were read right."""
    wanted: int

    @property
    def precision(self) -> float | None:
        """The part that is right of what was read as sure; None where nothing was."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """The part that was read of what there is to read; None where there is nothing."""
        return self.found / self.wanted if self.wanted else None


def read_table(folder: Path) -> tuple[FactCase, ...]:
    """Given a folder of `<language>.toml`, return its mails. Raises ValueError, naming the mail, on an unknown key."""
    files = sorted(folder.glob("*.toml"))
    return tuple(
        _case(row, file.stem) for file in files for row in tomllib.loads(file.read_text(encoding="utf-8"))["mail"]
    )


def readings(case: FactCase, identity: Identity) -> tuple[Reading, ...]:
    """Read the facts of one mail, and compare each with what is right."""
    facts = read_facts(case.message, prepare(case.message), identity)
    values = (_value_reading(case, name, getattr(facts, attribute)) for name, attribute in VALUES.items())
    formality = _formality_reading(case, facts.formality)
    return (*values, formality, *(_flag_reading(case, name, facts) for name in FLAGS))


def figures(read: Iterable[Reading]) -> FactFigures:
    """Count readings of one fact."""
    every = tuple(read)
    kinds = [each.kind for each in every]
    found = sum(each.kind is Kind.RIGHT for each in every if each.wanted)
    return FactFigures(
        right=kinds.count(Kind.RIGHT),
        wrong=kinds.count(Kind.WRONG),
        missed=kinds.count(Kind.MISSED),
        found=found,
        wanted=sum(each.wanted for each in every),
    )


def same(name: str, one: str, other: str) -> bool:
    """Tell whether two spellings of one fact mean the same: GmbH or not, capitals or not, with blanks or without.

    Capitals count in a person's name.
    """
    if name == "company":
        return company_key(one) == company_key(other)
    if name == "contact":
        return "".join(one.split()) == "".join(other.split())
    if name == "telephone":
        first, second = (re.sub(r"\D", "", each)[-_DIGITS_OF_A_NUMBER:] for each in (one, other))
        return first == second
    return "".join(one.casefold().split()) == "".join(other.casefold().split())


def _value_reading(case: FactCase, name: str, fact: Fact) -> Reading:
    expected = case.expected[name]
    wanted = "" not in expected
    if fact.sure and fact.value:
        kind = Kind.RIGHT if any(each and same(name, fact.value, each) for each in expected) else Kind.WRONG
    else:
        kind = Kind.MISSED if wanted else Kind.SILENT
    return Reading(case, name, kind, fact.value, fact.source, expected, wanted)


def _formality_reading(case: FactCase, read: str) -> Reading:
    wanted = bool(case.formality)
    kind = Kind.SILENT
    if wanted:
        kind = Kind.RIGHT if read == case.formality else Kind.WRONG if read else Kind.MISSED
    return Reading(case, FORMALITY, kind, read, "body", (case.formality,), wanted)


def _flag_reading(case: FactCase, name: str, facts: Facts) -> Reading:
    read, wanted = bool(getattr(facts, name)), name in case.signals
    kinds = {(True, True): Kind.RIGHT, (True, False): Kind.WRONG, (False, True): Kind.MISSED}
    kind = kinds.get((read, wanted), Kind.SILENT)
    return Reading(case, name, kind, str(read), "body", (str(wanted),), wanted)


def _case(row: Mapping[str, Any], language: str) -> FactCase:
    if unknown := set(row) - _KEYS:
        raise ValueError(f"{row['id']}: unknown key {sorted(unknown)[0]}")
    expected = {name: _spellings(row.get(name), _UNSAID.get(name, ("",))) for name in VALUES}
    message = parse_message(_raw(row))
    return FactCase(row["id"], language, message, expected, frozenset(row["signals"]), row.get("formality", ""))


def _spellings(value: object, unsaid: tuple[str, ...]) -> tuple[str, ...]:
    if value is None:
        return unsaid
    return tuple(value) if isinstance(value, list) else (str(value),)


def _raw(row: Mapping[str, Any]) -> bytes:
    """Return the mail as it comes over the wire; what the table holds is written as mail programs write it."""
    body, kind = (row["html"], "html") if "html" in row else (row["body"], "plain")
    fields = {
        "From": _mailbox(row["from"]),
        "To": _mailbox(row.get("to", "")),
        "Reply-To": _mailbox(row.get("reply_to", "")),
        "Subject": _encoded(row["subject"]),
        "Date": "Tue, 03 Mar 2026 09:00:00 +0000",
        "Message-ID": f"<{row['id'].encode('ascii', 'ignore').decode()}@mail.example>",
        **row.get("headers", {}),
        "MIME-Version": "1.0",
        "Content-Type": f"text/{kind}; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    wire: str = f"{head}\r\n{body.lstrip()}"
    return wire.replace("\r\n", "\n").replace("\n", "\r\n").encode()


def _mailbox(text: str) -> str:
    name, _, rest = text.rpartition("<")
    if not name:
        return rest
    shown = name.strip(" ")
    return f"{_encoded(shown) if not shown.isascii() or not shown.isprintable() else _quoted(shown)} <{rest}"


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _encoded(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return f"=?utf-8?B?{b64encode(text.encode()).decode()}?="
