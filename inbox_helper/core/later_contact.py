"""Whom a mail names for questions: a person, an address, or both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inbox_helper.core.contact_words import QUESTIONS
from inbox_helper.core.folding import normalise
from inbox_helper.core.names import begins_with_given_name, find_name, honorifics, name_keys, same_person
from inbox_helper.core.types import NO_FACT, Fact, Identity, Message, PreparedText

_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,200}\.[A-Za-z]{2,20}")
_MOST_CHARACTERS = 20_000
_MOST_WORDS = 4
_MARKS = " ,;:()[]\"'„“”«»"
_SHORTEST = 3
_INFLECTING = ("cs", "fi", "pl", "tr")
"""Languages that change the end of a name within a sentence."""


def read_contact_email(message: Message, prepared: PreparedText, identity: Identity | None) -> Fact:
    """Return the first address in the mail that is neither the reader's nor one that the mail came from or went to."""
    own = {each.lower() for each in identity.addresses} if identity else set()
    known = {each.email.lower() for each in (*message.from_, *message.reply_to, *message.to, *message.cc)} | own
    for found in _EMAIL.findall(f"{prepared.body[:_MOST_CHARACTERS]}\n{prepared.signature}"):
        if found.lower() not in known:
            return Fact(found, "body", sure=True)
    return NO_FACT


def read_later_contact(prepared: PreparedText, email: Fact, contact: Fact, own_names: Sequence[str]) -> Fact:
    """Return the person who is named for questions, where it is another one than who signed.

    It is sure where the address beside the name bears it out, or where the sentence speaks of questions and a title
    or a common given name shows that it is a name.
    """
    body = prepared.body[:_MOST_CHARACTERS]
    for start, end in prepared.sentences:
        sentence = body[start:end]
        beside = bool(email.value) and email.value in sentence
        if not beside and not _speaks_of_questions(sentence):
            continue
        for name, titled in _names(sentence):
            if any(same_person(name, each) for each in (contact.value, *own_names) if each):
                continue
            if (beside and _in_address(name, email.value)) or titled or begins_with_given_name(name):
                return Fact(name, "body", sure=prepared.language not in _INFLECTING)
    return NO_FACT


def _speaks_of_questions(sentence: str) -> bool:
    return any(word.startswith(QUESTIONS) for word in normalise(sentence).split())


def _names(sentence: str) -> Iterator[tuple[str, bool]]:
    """Yield names of two words and more, longer ones first, and whether Ms, Herrn … stand before."""
    words = [word.strip(_MARKS) for word in sentence.split()]
    for start in range(len(words)):
        if not words[start][:1].isupper():
            continue
        before = words[start - 1].lower().rstrip(".") if start else ""
        for length in range(_MOST_WORDS, 1, -1):
            found = _name(sentence, words[start : start + length])
            if found:
                yield found, before in honorifics()
                break


def _name(sentence: str, words: Sequence[str]) -> str:
    if any(word.lower().rstrip(".") in honorifics() for word in words):
        return ""
    text = " ".join(words)
    found = find_name(text) if text in sentence and words[-1][:1].isupper() else None
    return found.name if found and " " in found.name and not found.title else ""


def _in_address(name: str, email: str) -> bool:
    local = "".join(normalise(email.rpartition("@")[0]).split())
    keys = [key for key in name_keys(name) if len(key) >= _SHORTEST]
    return len(keys) > 1 and any(key in local for key in keys)
