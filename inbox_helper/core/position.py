"""Which job a mail is about, from its subject and its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from inbox_helper.core.capture import Capture, Letter, Words, captures, joined, quoted, words_in
from inbox_helper.core.contact_words import REFERENCE_LABELS
from inbox_helper.core.folding import SENTENCE_END, is_cjk, normalise
from inbox_helper.core.lexicon import Lexicon
from inbox_helper.core.position_end import End, is_certain, until_stop
from inbox_helper.core.position_words import (
    CONNECTORS,
    EMPTY_WORDS,
    FOR,
    HOUSES,
    JOB_WORDS,
    MOST_WORDS,
    NOT_OF_A_JOB,
    is_talk_of_applying,
    tidy_position,
)
from inbox_helper.core.signoff import has_role_word
from inbox_helper.core.types import NO_FACT, Fact, PreparedText

_LONGEST = 70
_MOST_CHARACTERS = 4_000
_MOST_CLOSED = 4
"""Words between two parts of a phrase that are surely a job and nothing else."""
_UNFIT = re.compile(r"[{}<>%@_\[\]]|https?:|\.\.")
_PARTS_OF_SUBJECT = re.compile(r"\s*(?:(?<!\w)[(\[]([^)\]]*)[)\]]?|[:|,;{}„“”«»\"]|\s[–—-]\s)\s*")
"""A bracket within a word parts nothing: "Hôte(sse) de caisse"."""
_NUMBER = re.compile(r"\d{3}|\d/\d")
_FEWEST_IN_CAPITALS = 2
_LONGEST_ABBREVIATION = 3
_LETTERS = 3
_LONGEST_WARD = 4
"""Capitals beside a job say in which ward or team it is."""
_MARKS = " ,;:()[]\"'„“”«»"
_KINDS_OF_JOB = ("internship", "traineeship", "apprenticeship")
"""Words for a job that belong to its name: "Engineering Internship"."""
_AGENTS = ("er", "or", "ist", "ian", "ant", "ent", "ive", "eer", "man", "lead", "chef", "clerk", "nurse")
"""Endings of English words for who does something."""
_PLACES = ("chester", "caster", "cester", "minster", "eter", "dover", "windsor", "bangor", "ulster")
"""Names and endings of places that look like one."""
_ENDING = 4
_STEM = 4
_WITHOUT_ARTICLES = frozenset(("cs", "fi", "pl", "tr"))


@dataclass(frozen=True, slots=True)
class _Candidate:
    value: str
    source: str
    sure: bool


def read_position(
    prepared: PreparedText, letter: Letter, lexicons: Iterable[Lexicon], *, company: str, reader: str
) -> Fact:
    """Return the job. It is sure where its end is certain, or where subject and text agree on it."""
    known = tuple(lexicons)
    subject = list(_from_subject(letter, known))
    body = list(_from_body(prepared, letter, known))
    both = _in_both(prepared)
    fit = [each for each in (*both, *body, *subject) if _is_job(each.value, company, reader)]
    fit = [replace(each, value=_in_mixed_case(each.value)) for each in fit]
    fuller = next((each for each in fit if each.source == "subject and body"), None)
    if fuller is not None:
        return Fact(fuller.value, fuller.source, sure=True)
    agreed = next((each for each in fit if each.source == "body" and _stands_in(each.value, prepared.subject)), None)
    if agreed is not None:
        return Fact(agreed.value, "subject and body", sure=True)
    best = next((each for each in fit if each.sure), None) or next(iter(fit), None)
    return Fact(best.value, best.source, best.sure and not _may_be_any_word(best.value, prepared)) if best else NO_FACT


def _may_be_any_word(value: str, prepared: PreparedText) -> bool:
    """Tell whether a job in small letters may be a word of the sentence, in languages that need no article before it.

    The subject bears it out where it has the word in another case: "referent", "referenta".
    """
    if prepared.language not in _WITHOUT_ARTICLES or not value.islower():
        return False
    if value.endswith("ów"):
        return True  # Polish for more than one: "stanowiska techników"
    stem = normalise(value).strip()[:_STEM]
    return f" {stem}" not in f" {normalise(prepared.subject).strip()}"


def _in_both(prepared: PreparedText) -> Iterator[_Candidate]:
    """Yield the parts of the subject that the text names beside a word for a job: "Night Porter", "the post of …"."""
    body = SENTENCE_END.join(normalise(prepared.body[start:end]) for start, end in prepared.sentences)[
        :_MOST_CHARACTERS
    ]
    parts = [part for part in _PARTS_OF_SUBJECT.split(prepared.subject) if part]
    for part in parts:
        value = tidy_position(_without_job_word(part))
        words = normalise(value).split()
        if len(parts) > 1 and value.isupper() and len(value) <= _LONGEST_WARD:
            continue
        if (
            not words
            or not value[0].isupper()
            or HOUSES.intersection(words)
            or _NUMBER.search(value)
            or any(word in NOT_OF_A_JOB for word in words)
        ):
            continue
        for match in re.finditer(rf"(?<!\S){re.escape(' '.join(words))}(?!\S)", body):
            before, after = body[: match.start()].split()[-2:], body[match.end() :].split()[:1]
            applied = len(words) > 1 and FOR.intersection(before)
            if applied or JOB_WORDS.intersection((*before, *after)):
                yield _Candidate(_in_mixed_case(value), "subject and body", sure=True)


def _without_job_word(part: str) -> str:
    words = part.split()
    if words and normalise(words[-1]).strip() in JOB_WORDS:
        words.pop()
    return " ".join(words)


def _in_mixed_case(value: str) -> str:
    """Return a job that is written in capitals as people write it."""
    if not value.isupper() or len(value.split()) < _FEWEST_IN_CAPITALS:
        return value
    return " ".join(word if len(word) <= _LONGEST_ABBREVIATION else word.capitalize() for word in value.split())


def _from_subject(letter: Letter, lexicons: tuple[Lexicon, ...]) -> Iterator[_Candidate]:
    parts = (letter.subject, *(words_in([part]) for part in _parts_of(letter.subject)))
    for lexicon in lexicons:
        for phrase in lexicon.position_in_subject:
            for capture in (each for part in parts for each in captures(phrase, part, whole=True)):
                value = tidy_position(quoted(capture.words) or joined(until_stop(capture.words, lexicon)[0]))
                yield _Candidate(value, "subject", sure=value[:1].isupper() and not _may_be_firm(value, lexicon))


def _may_be_firm(value: str, lexicon: Lexicon) -> bool:
    """Tell whether Finnish may name the firm, with an ending, where other languages have the job."""
    return lexicon.language == "fi" and " " not in value and not has_role_word(value)


def _parts_of(subject: Words) -> list[str]:
    """Return what follows a dash, a colon or a bar in the subject: "Greenfield - Your application for Gardener"."""
    return [part for part in _PARTS_OF_SUBJECT.split(joined(subject.written))[1:] if part]


def _from_body(prepared: PreparedText, letter: Letter, lexicons: tuple[Lexicon, ...]) -> Iterator[_Candidate]:
    for lexicon in lexicons:
        for regex in lexicon.position_regex:
            for match in re.finditer(regex, prepared.body[:_MOST_CHARACTERS]):
                yield _Candidate(tidy_position(match["position"]), "body", sure=True)
        for phrase in lexicon.position:
            for capture in captures(phrase, letter.body):
                yield from _readings(capture, lexicon, prepared.subject)


def _readings(capture: Capture, lexicon: Lexicon, subject: str) -> Iterator[_Candidate]:
    in_quotes = quoted(capture.words)
    if in_quotes:
        yield _Candidate(tidy_position(in_quotes), "body", sure=True)
        return
    words, end = until_stop(capture.words, lexicon)
    whole = _whole(capture)
    if whole:
        yield _Candidate(whole, "body", sure=True)
        return
    if capture.closed:
        end = End.PHRASE if len(words) == len(capture.words) else End.NONE
    if capture.closed and len(words) == len(capture.words) <= _MOST_CLOSED:
        whole = tidy_position(joined(words))
        sure = is_certain(whole, lexicon, end=End.PHRASE) and not _may_be_place(whole, lexicon, subject)
        yield _Candidate(whole, "body", sure=sure)
        return
    # The longest beginning that the subject has, too, is the job; what follows in the sentence is not.
    for length in range(min(len(words), MOST_WORDS), 0, -1):
        beginning = tidy_position(joined(words[:length]))
        if _stands_in(beginning, subject):
            yield _Candidate(beginning, "body", sure=True)
            return
    tidy = tidy_position(joined(words))
    if words and words[-1].endswith(":") and len(words) < len(capture.words):
        end = End.NONE
    yield _Candidate(tidy, "body", sure=is_certain(tidy, lexicon, end=end))


def _may_be_place(value: str, lexicon: Lexicon, subject: str) -> bool:
    """Tell whether one word in capitals before "role" may say where it is, or with whom: "the Bath role"."""
    if lexicon.language != "en" or " " in value or not value[:1].isupper():
        return False
    if value.lower().endswith(_PLACES):
        return not _stands_in(value, subject)
    return not (
        value.isupper() or has_role_word(value) or value.lower().endswith(_AGENTS) or _stands_in(value, subject)
    )


def _whole(capture: Capture) -> str:
    """Return the job that is written in capitals throughout, up to the word that follows it, or empty.

    "Director, Infrastructure Operations role", "Train To Hire - Junior Developer position".
    """
    if not capture.closed or not 1 <= len(capture.words) <= MOST_WORDS:
        return ""
    own = [word.strip(_MARKS) for word in capture.words]
    ends = any(word.endswith((".", "!", "?", ";", ":")) for word in capture.words)
    if ends or not own[0][:1].isupper() or not all(_is_in_capitals(word) for word in own):
        return ""
    if sum(word[:1].isupper() for word in own) < _FEWEST_IN_CAPITALS or own[0].lower() in EMPTY_WORDS:
        return ""
    kind = capture.next_word.strip(_MARKS)
    return tidy_position(joined((*capture.words, kind) if kind.lower() in _KINDS_OF_JOB else capture.words))


def _is_in_capitals(word: str) -> bool:
    return not word[:1].isalpha() or word[0].isupper() or word.lower() in CONNECTORS


def _is_job(value: str, company: str, reader: str) -> bool:
    folded = normalise(value)
    if sum(map(str.isalpha, value)) < (1 if is_cjk(value) else _LETTERS) or "会社" in value:
        return False
    if company and _is_firm_inflected(folded, company):
        return False
    if not 2 <= len(value) <= _LONGEST or _UNFIT.search(value) or len(value.split()) > MOST_WORDS:
        return False
    if folded.strip() in ("", normalise(company).strip(), normalise(reader).strip()) or not any(
        map(str.isalpha, value)
    ):
        return False
    if folded.strip() in _labels() or is_talk_of_applying(value):
        return False
    return any(map(str.isalpha, value)) and not all(
        word in EMPTY_WORDS or word in NOT_OF_A_JOB for word in folded.split()
    )


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return frozenset(normalise(label).strip() for label in REFERENCE_LABELS)


def _is_firm_inflected(folded: str, company: str) -> bool:
    """Tell whether the text is the firm's name with another ending, as Finnish has them."""
    words, firm = folded.split(), normalise(company).split()
    return len(words) == len(firm) and all(
        word.startswith(own[:-1]) and len(word) - len(own) <= _ENDING for word, own in zip(words, firm, strict=True)
    )


def _stands_in(value: str, subject: str) -> bool:
    return len(value) > 3 and normalise(value) in normalise(subject)
