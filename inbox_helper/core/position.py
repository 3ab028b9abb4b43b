"""Which job a mail is about, from its subject and its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from inbox_helper.core.capture import Capture, Letter, captures, joined, quoted
from inbox_helper.core.folding import normalise
from inbox_helper.core.lexicon import Lexicon
from inbox_helper.core.lexicon.model import words
from inbox_helper.core.signoff import has_role_word
from inbox_helper.core.types import NO_FACT, Fact, PreparedText

_LONGEST = 70
_MOST_WORDS = 9
_MOST_LOWER_WORDS = 3
_MOST_CHARACTERS = 4_000
_CONNECTORS = frozenset(
    words(
        """
        and, und, et, y, e, och, og, ja, i, a, of, for, für, de, du, di, do, da, &, /
        """
    )
)
_SUFFIX = re.compile(
    r"\s*[(\[](?:[^)\]]{0,40})[)\]]?\s*$|\s*[-–,]?\s*\b(?:(?:job|req|requisition|ref|id|nr|no|posting)\.?\s?(?:id|nr|no)?\.?[:#]?\s*)?"
    r"[A-Z]{0,4}[-_]?\d{3,}[-\d]*\s*$",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:[A-Z]{1,4}[-_]?\d{3,}[-\d]*|\d{3,})[\s:–-]+")
_UNFIT = re.compile(r"[{}<>%@_\[\]]|https?:|\.\.")
_CAPITALISING = ("en", "de")


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
    fit = [each for each in (*body, *subject) if _is_job(each.value, company, reader)]
    agreed = next((each for each in fit if each.source == "body" and _stands_in(each.value, prepared.subject)), None)
    if agreed is not None:
        return Fact(agreed.value, "subject and body", sure=True)
    best = next((each for each in fit if each.sure), None) or next(iter(fit), None)
    return Fact(best.value, best.source, best.sure) if best else NO_FACT


def _from_subject(letter: Letter, lexicons: tuple[Lexicon, ...]) -> Iterator[_Candidate]:
    for lexicon in lexicons:
        for phrase in lexicon.position_in_subject:
            for capture in captures(phrase, letter.subject, whole=True):
                value = tidy_position(quoted(capture.words) or joined(_until_stop(capture.words, lexicon)[0]))
                yield _Candidate(value, "subject", sure=value[:1].isupper())


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
    words, end = _until_stop(capture.words, lexicon)
    if capture.closed and len(words) == len(capture.words):
        end = End.PHRASE
    # The longest beginning that the subject has, too, is the job; what follows in the sentence is not.
    for length in range(min(len(words), _MOST_WORDS), 0, -1):
        beginning = tidy_position(joined(words[:length]))
        if _stands_in(beginning, subject):
            yield _Candidate(beginning, "body", sure=True)
            return
    tidy = tidy_position(joined(words))
    yield _Candidate(tidy, "body", sure=_is_certain(tidy, lexicon, end=end))


def _is_certain(value: str, lexicon: Lexicon, *, end: End) -> bool:
    words = value.split()
    if not words or end is End.NONE:
        return False
    small = _CONNECTORS.union(lexicon.stops)
    own = [word for word in words if word.lower() not in small and word[0].isalpha()]
    if own and words[0][0].isupper() and all(word[0].isupper() for word in own):
        return True
    if lexicon.language in _CAPITALISING:
        return False
    if end is End.MARK:
        # In lower case nothing tells a job from the rest of the sentence, but for words that connect.
        return _alternates(words)
    return len(own) <= _MOST_LOWER_WORDS


def _alternates(words: Sequence[str]) -> bool:
    """Tell whether a job is one word, or words with a connecting one between each two: "agent de sécurité"."""
    return len(words) % 2 == 1 and all(
        (word.lower() in _CONNECTORS) == bool(index % 2) for index, word in enumerate(words)
    )


class End(Enum):
    """How the end of a job is known."""

    NONE = "none"
    MARK = "punctuation"
    WORD = "a word that no job has"
    PHRASE = "words of the phrase"


def _until_stop(words: Sequence[str], lexicon: Lexicon) -> tuple[tuple[str, ...], End]:
    """Return the words before the first one at which a job ends, and how its end is known."""
    for index, word in enumerate(words):
        plain = _plain(word)
        if index and word in ("–", "-", "—", "|"):
            return tuple(words[:index]), End.MARK
        if index and word[0] in '(["':
            return tuple(words[:index]), End.MARK
        if _ends_before(words, index, lexicon):
            return tuple(words[:index]), End.WORD
        if word.endswith((",", ".", "!", "?", ";", ":")) and len(plain) > 2:
            goes_on = word.endswith(",") and _goes_on(words[index + 1 :], lexicon)
            return tuple(words if goes_on else words[: index + 1]), End.MARK
    return tuple(words), End.MARK if len(words) < _MOST_WORDS else End.NONE


def _ends_before(words: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    plain = _plain(words[index])
    if plain in _CONNECTORS:
        return _ends_at_connector(words[index + 1 :], lexicon)
    if plain in lexicon.stops:
        following = _plain(words[index + 1]) if index + 1 < len(words) else ""
        return not (index and following in lexicon.job_tails)
    return bool(index) and _begins_the_sentence_again(words, index, lexicon)


def _begins_the_sentence_again(words: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a word in lower case follows a job in capitals, as English writes them: "… Consultant dated"."""
    word = words[index]
    if lexicon.language != "en" or not words[0][0].isupper() or not word[0].islower():
        return False
    return not has_role_word(word)


def _goes_on(following: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a comma belongs to the job: "Product Manager, Payments." and nothing else."""
    if lexicon.language not in _CAPITALISING or not 1 <= len(following) <= 2 or not following[-1].endswith("."):
        return False
    return all(word[0].isupper() and _plain(word) not in lexicon.stops for word in following)


def _ends_at_connector(following: Sequence[str], lexicon: Lexicon) -> bool:
    if not following or _plain(following[0]) in lexicon.stops:
        return True
    return lexicon.language in _CAPITALISING and following[0][0].islower() and _plain(following[0]) not in _CONNECTORS


def _plain(word: str) -> str:
    return word.lower().strip(".,;:!?\"'()“”„«»")


def tidy_position(value: str) -> str:
    """Return a job without reference numbers, marks of gender in brackets, and quotation marks."""
    text = value.strip(" \"'.,;:–-„“”«»")
    text = _PREFIX.sub("", text)
    previous = ""
    while text != previous:
        previous, text = text, _SUFFIX.sub("", text).strip(" \"'.,;:–-„“”«»")
    return text


def _is_job(value: str, company: str, reader: str) -> bool:
    folded = normalise(value)
    if not 2 <= len(value) <= _LONGEST or _UNFIT.search(value) or len(value.split()) > _MOST_WORDS:
        return False
    if folded.strip() in ("", normalise(company).strip(), normalise(reader).strip()) or not any(
        map(str.isalpha, value)
    ):
        return False
    return any(map(str.isalpha, value)) and not all(word in _EMPTY_WORDS for word in folded.split())


_EMPTY_WORDS = frozenset(
    words(
        """
        the, a, an, this, that, our, your, my, above, mentioned, advertised, same, open, new, current, following,
        position, role, job, post, vacancy, opening, opportunity, internship, application, candidate, interest, us,
        it, one, stelle, position, die, der, das, ausgeschriebene, poste, emploi, offre, le, la, un, une, ce, cette,
        puesto, posizione, ruolo, functie, vaga, stanowisko, tjanst, stilling, tehtava, pozice
        """
    )
)


def _stands_in(value: str, subject: str) -> bool:
    return len(value) > 3 and normalise(value) in normalise(subject)
