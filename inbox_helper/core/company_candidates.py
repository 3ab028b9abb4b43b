"""Every name in a mail that may be the employer's, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inbox_helper.core.capture import Letter, Words, captures, joined
from inbox_helper.core.company_names import (
    SHORTEST_KEY,
    company_key,
    domain_keys,
    is_department,
    letters_of,
    tidy_firm,
    without_departments,
)
from inbox_helper.core.company_words import (
    AT,
    CONNECTORS,
    EMPLOYER_LABEL,
    FROM,
    INFLECTING,
    INSTITUTIONS,
    JAPANESE_FIRM,
    LEGAL,
)
from inbox_helper.core.headers import clean
from inbox_helper.core.lexicon import Lexicon
from inbox_helper.core.names import begins_with_given_name, find_name
from inbox_helper.core.signoff import Signoff, has_role_word
from inbox_helper.core.types import Address, Message

_LONGEST_LINE = 300
_PARTS = re.compile(r"\s*(?:[|•·]|\s[–—-]\s|\s@\s|\(|\)|,|;|:)\s*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may be the employer's, and where it stands."""

    name: str
    source: str
    labelled: bool = False
    """The mail calls it the employer in so many words: "Employer: Acme"."""

    @property
    def key(self) -> str:
        """What spellings of the name share."""
        return company_key(self.name)


def candidates_in(
    message: Message, body: str, letter: Letter, signoff: Signoff, lexicons: tuple[Lexicon, ...]
) -> Iterator[Candidate]:
    """Yield the names, those that the mail says itself before those around it."""
    yield from _labelled(body)
    for lexicon in lexicons:
        for phrase in lexicon.company_in_subject:
            yield from _captured(phrase, letter.subject, "subject", lexicon)
    for lexicon in lexicons:
        for phrase in lexicon.company:
            yield from _captured(phrase, letter.body, "body", lexicon)
    for word in (*letter.subject.written, *letter.body.written):
        if "会社" in word:
            yield from (Candidate(match.group(), "body") for match in JAPANESE_FIRM.finditer(word[:_LONGEST_LINE]))
    yield from _signed(signoff)
    keys = domain_keys(message)
    yield from (Candidate(name, "sender name") for name in _names_in_sender(message.sender, keys))
    yield from (Candidate(name, "subject") for name in _mentions(letter, letter.subject, keys, lexicons))
    yield from (Candidate(name, "body") for name in _mentions(letter, letter.body, keys, lexicons))


def _labelled(body: str) -> Iterator[Candidate]:
    for line in body.split("\n"):
        if match := EMPLOYER_LABEL.match(line.strip()[:_LONGEST_LINE]):
            yield Candidate(tidy_firm(match["firm"]), "body", labelled=True)


def _signed(signoff: Signoff) -> Iterator[Candidate]:
    for piece in signoff.pieces:
        if LEGAL.search(piece) or not (has_role_word(piece) or piece[0].islower() or looks_like_person(piece)):
            yield Candidate(tidy_firm(without_departments(piece)), "signature")
        elif _behind_role(piece):
            yield Candidate(tidy_firm(_behind_role(piece)), "signature")


def _mentions(letter: Letter, words: Words, keys: frozenset[str], lexicons: tuple[Lexicon, ...]) -> Iterator[str]:
    """Yield what the text writes in capitals and the sender's domain in one: "Blue Harbor", blueharbor.example."""
    written = words.written
    for start, word in enumerate(written):
        if word.islower() or not word.strip(_MARKS)[:1].isupper():
            continue
        key = ""
        for end in range(start + 1, min(start + 5, len(written)) + 1):
            key += letters_of(written[end - 1])
            # The first word of a subject has its capital for that: "Tailor", tailor.example.
            first = words is letter.subject and end == 1
            if len(key) >= SHORTEST_KEY and key in keys and not (first and _goes_on_small(written, end)):
                begun = _begun(written, start, lexicons)
                yield tidy_firm(joined((*written[begun:end], *_continued(written, end, lexicons))))
                break
            goes_on = written[end - 1] and not written[end - 1].endswith((".", ",", ";", ":", "!", "?"))
            if not goes_on or not any(each.startswith(key) for each in keys):
                break


def _goes_on_small(written: Sequence[str], end: int) -> bool:
    if end >= len(written) or written[end - 1].endswith(_ENDS):
        return False
    return len(written[end]) > 1 and written[end][:1].islower()


def _begun(written: Sequence[str], start: int, lexicons: tuple[Lexicon, ...]) -> int:
    """Return where the name begins: words in capitals before it belong to it, but for the first of a sentence."""
    if lexicons and lexicons[0].language == "de":
        return start
    while start > 1 and written[start - 2] and _continues(written[start - 1], lexicons):
        start -= 1
    return start


def _continues(word: str, lexicons: tuple[Lexicon, ...]) -> bool:
    plain = word.strip(_MARKS).lower()
    return (
        word[:1].isupper()
        and not word.endswith((".", ",", ";", ":", "!", "?"))
        and not is_department(word)
        and not any(plain in each.stops or plain in each.greetings for each in lexicons)
    )


def _continued(written: Sequence[str], end: int, lexicons: tuple[Lexicon, ...]) -> Iterator[str]:
    """Yield the words in capitals that go on with a firm's name, where the language keeps capitals for names."""
    if (lexicons and lexicons[0].language == "de") or written[end - 1].endswith(_ENDS):
        return
    for word in written[end : end + 3]:
        if not _continues(word.rstrip(".,;:!?"), lexicons):
            return
        yield word
        if word.endswith(_ENDS):
            return


_ENDS = (".", ",", ";", ":", "!", "?", ")", '"', "'")
_MARKS = "\"'“”„«»()[]"


def _captured(phrase: str, words: Words, source: str, lexicon: Lexicon) -> Iterator[Candidate]:
    for capture in captures(phrase, words):
        yield Candidate(tidy_firm(_firm_in(capture.words, lexicon)), source)


def _firm_in(words: Sequence[str], lexicon: Lexicon) -> str:
    """Return the words of a name of a firm at the beginning: capitals, with a few small words in between."""
    kept: list[str] = []
    for index, word in enumerate(words):
        plain = word.strip("\"'“”„«»(),.!?;:")
        small = plain.lower() in CONNECTORS or not plain
        if kept and plain.lower() in AT and words[index + 1 : index + 2] and words[index + 1][:1].isupper():
            return ""  # what stands there is a job: "Development Director at Acme"
        if not small and (plain.lower() in lexicon.stops or not (plain[0].isupper() or plain[0].isdigit())):
            break
        if word[0] in "(" and kept:
            break
        kept.append(word)
        if word.endswith(",") and not LEGAL.search(" " + plain):
            break
        if word.endswith((".", "!", "?", ";", ":")):
            break
    while kept and kept[-1].strip(".,").lower() in CONNECTORS:
        kept.pop()
    return joined(kept)


def _names_in_sender(sender: Address, keys: frozenset[str]) -> Iterator[str]:
    for part in (each.strip(_MARKS) for each in _PARTS.split(clean(sender.name, 120))):
        words = part.split()
        for index, word in enumerate(words):
            if _parts_person_and_firm(words, index) and not _is_institution(words[:index]):
                name = tidy_firm(without_departments(" ".join(words[index + 1 :])))
                if word.lower() not in INFLECTING or company_key(name) in keys:
                    yield name
        if company_key(part) in keys:
            yield tidy_firm(part)
        yield tidy_firm(without_departments(part))


def _parts_person_and_firm(words: Sequence[str], index: int) -> bool:
    word = words[index].lower()
    # "Jan van Dijk" has no firm, "Sanne Kuipers van Zonnehof" may.
    return index > 0 and (word in FROM or (word == "van" and index > 1 and begins_with_given_name(words[0])))


def _is_institution(before: Sequence[str]) -> bool:
    """Tell whether "de" goes on with the name of a house: "Mairie de Saint-Orlan"."""
    return any(word.lower().strip(_MARKS) in INSTITUTIONS for word in before)


def looks_like_person(text: str) -> bool:
    """Tell whether a text is a person's full name, as far as common given names tell."""
    found = find_name(text)
    return found is not None and " " in found.name and begins_with_given_name(found.name)


def _behind_role(piece: str) -> str:
    """Return the firm in a line such as "head gardener at Greenfield Nurseries", or empty."""
    words = piece.split()
    for index, word in enumerate(words[:-1]):
        if index and word.lower() in AT:
            return " ".join(words[index + 1 :])
    return ""
