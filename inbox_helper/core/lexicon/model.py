"""What reading facts needs to know of a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from textwrap import dedent


def words(text: str) -> tuple[str, ...]:
    """Given words parted by commas, over as many lines as it takes, return them."""
    return tuple(" ".join(word.split()) for word in text.split(",") if word.strip())


def lines(text: str) -> tuple[str, ...]:
    """Given one phrase a line, return them; a line that is indented deeper goes on with the phrase above."""
    found: list[str] = []
    for line in dedent(text).strip("\n").splitlines():
        if line.startswith(" ") and found:
            glue = "" if found[-1].endswith("|") else " "
            found[-1] += glue + line.strip()
        elif line.strip():
            found.append(line.strip())
    return tuple(found)


def honorifics(text: str) -> Mapping[str, str]:
    """Given honorifics as `words` has them, each with = and the gender that it states, return them by word."""
    pairs = (word.partition("=") for word in words(text))
    return {word.strip(): gender.strip() for word, _, gender in pairs}


class Signal(StrEnum):
    """Something that a mail says of the application, the reader or itself."""

    NO_REPLIES = "no replies"
    """Nobody reads answers to it."""
    FEEDBACK_DECLINED = "feedback declined"
    FEEDBACK_OFFERED = "feedback offered"
    KEPT_ON_FILE = "kept on file"
    NOT_KEPT = "not kept"
    """The papers are destroyed or sent back; it overrules KEPT_ON_FILE."""
    APPLY_AGAIN = "apply again"
    CANCELLED = "cancelled"
    FILLED_INTERNALLY = "filled internally"
    INTERVIEWED = "interviewed"
    NOT_INTERVIEWED = "not interviewed"
    """Interviews are spoken of, but the reader had none; it overrules INTERVIEWED."""
    NO_FURTHER_INTERVIEW = "no further interview"
    """There is no second interview, which tells of a first; it overrules NOT_INTERVIEWED."""
    INTERVIEWS = "interviews"
    """A word that may mean an interview; without any, an application was refused on paper."""
    FINAL_ROUND = "final round"
    """Final rounds are spoken of; with INTERVIEWED the reader was there."""
    FINALIST = "finalist"
    """The reader came to the final round."""
    OTHERS_FINAL = "others in the final round"
    """Others came there; it overrules FINALIST and FINAL_ROUND."""
    APPLIED = "applied"
    FORMAL = "formal"
    INFORMAL = "informal"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language that facts are read by."""

    language: str
    """ISO 639-1 code."""
    greetings: tuple[str, ...] = ()
    """What a salutation begins with, in the words of the phrase language: "dear", "guten tag". Longest first."""
    greetings_formal: tuple[str, ...] = ()
    """Those of `greetings` that nobody uses among friends."""
    honorifics: Mapping[str, str] = field(default_factory=dict)
    """Mr, Frau, pan … in lower case, with the gender that they state: f, m or empty."""
    group_words: tuple[str, ...] = ()
    """Words in lower case that stand in names of teams, departments and mailboxes, never in a person's."""
    departments: tuple[str, ...] = ()
    """Words in lower case that senders put beside the name of the firm: careers, recruiting, team."""
    role_words: tuple[str, ...] = ()
    """Words in lower case of the line under a name that tells the job: manager, recruiterin."""
    before_name: tuple[str, ...] = ()
    """What stands before the name of who signs: i.A., gez., p.p."""
    stops: tuple[str, ...] = ()
    """Words in lower case at which a captured company or position ends."""
    company: tuple[str, ...] = ()
    """Phrases of the phrase language around a {company} in a sentence."""
    company_in_subject: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    """Phrases around a {position} in a sentence; with words behind the hole its end is certain."""
    position_regex: tuple[str, ...] = ()
    """Regular expressions with a group named position, for scripts without blanks between words."""
    job_tails: tuple[str, ...] = ()
    """Words in lower case that may follow a stop within a job: "im Einzelhandel"."""
    position_in_subject: tuple[str, ...] = ()
    """The subject must begin with the phrase."""
    signals: Mapping[Signal, tuple[str, ...]] = field(default_factory=dict)
    """Phrases of the phrase language (rules/README.md)."""
