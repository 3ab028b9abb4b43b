"""Which job a mail is about, from its subject and its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from inbox_helper.core.capture import Capture, captures, joined, quoted, words_in, words_of
from inbox_helper.core.folding import normalise
from inbox_helper.core.lexicon import Lexicon
from inbox_helper.core.signoff import has_role_word
from inbox_helper.core.types import NO_FACT, Fact, PreparedText

_LONGEST = 70
_MOST_WORDS = 9
_MOST_LOWER_WORDS = 3
_CONNECTORS = frozenset("and und et y e och og ja i a of for für de du di do da & / - –".split())
_SUFFIX = re.compile(
    r"\s*[(\[](?:[^)\]]{0,40})[)\]]?\s*$|\s*[-–,]?\s*\b(?:(?:job|req|requisition|ref|id|nr|no|posting)\.?\s?(?:id|nr|no)?\.?[:#]?\s*)?"
    r"[A-Z]{0,4}[-_]?\d{3,}[-\d]*\s*$",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:[A-Z]{1,4}[-_]?\d{3,}[-\d]*|\d{3,})[\s:–-]+")
_UNFIT = re.compile(r"[{}<>%@_]|https?:|\.\.")
_CAPITALISING = ("en", "de")


@dataclass(frozen=True, slots=True)
class _Candidate:
    value: str
    source: str
    sure: bool


def read_position(prepared: PreparedText, lexicons: Iterable[Lexicon], *, company: str, reader: str) -> Fact:
    """Return the job. It is sure where its end is certain, or where subject and text agree on it."""
    known = tuple(lexicons)
    subject = list(_from_subject(prepared.subject, known))
    body = list(_from_body(prepared, known))
    fit = [each for each in (*body, *subject) if _is_job(each.value, company, reader)]
    agreed = next((each for each in fit if each.source == "body" and _stands_in(each.value, prepared.subject)), None)
    if agreed is not None:
        return Fact(agreed.value, "subject and body", sure=True)
    best = next((each for each in fit if each.sure), None) or next(iter(fit), None)
    return Fact(best.value, best.source, best.sure) if best else NO_FACT


def _from_subject(subject: str, lexicons: tuple[Lexicon, ...]) -> Iterator[_Candidate]:
    words = words_in([subject])
    for lexicon in lexicons:
        for phrase in lexicon.position_in_subject:
            for capture in captures(phrase, words, whole=True):
                value = quoted(capture.words) or joined(_until_stop(capture.words, lexicon, in_subject=True)[0])
                yield _Candidate(tidy_position(value), "subject", sure=True)


def _from_body(prepared: PreparedText, lexicons: tuple[Lexicon, ...]) -> Iterator[_Candidate]:
    words = words_of(prepared)
    for lexicon in lexicons:
        for phrase in lexicon.position:
            for capture in captures(phrase, words):
                yield from _readings(capture, lexicon, prepared.subject)


def _readings(capture: Capture, lexicon: Lexicon, subject: str) -> Iterator[_Candidate]:
    in_quotes = quoted(capture.words)
    if in_quotes:
        yield _Candidate(tidy_position(in_quotes), "body", sure=True)
        return
    words, stopped = _until_stop(capture.words, lexicon)
    # The longest beginning that the subject has, too, is the job; what follows in the sentence is not.
    for length in range(min(len(words), _MOST_WORDS), 0, -1):
        beginning = tidy_position(joined(words[:length]))
        if _stands_in(beginning, subject):
            yield _Candidate(beginning, "body", sure=True)
            return
    tidy = tidy_position(joined(words))
    yield _Candidate(tidy, "body", sure=_is_certain(tidy, lexicon, closed=capture.closed, stopped=stopped))


def _is_certain(value: str, lexicon: Lexicon, *, closed: bool, stopped: bool) -> bool:
    words = value.split()
    if not words:
        return False
    capitalised = words[0][0].isupper() and all(
        word[0].isupper() or word.lower() in _CONNECTORS or not word[0].isalpha() for word in words
    )
    if lexicon.language in _CAPITALISING:
        return capitalised and (closed or stopped or len(words) <= _MOST_WORDS)
    return capitalised or ((closed or stopped) and len(words) <= _MOST_LOWER_WORDS)


def _until_stop(
    words: Sequence[str], lexicon: Lexicon, *, in_subject: bool = False
) -> tuple[tuple[str, ...], bool]:
    """Return the words before the first one at which a job ends, and whether its end is marked."""
    for index, word in enumerate(words):
        plain = _plain(word)
        if plain in _CONNECTORS:
            if _ends_at_connector(words[index + 1 :], lexicon):
                return tuple(words[:index]), True
        elif plain in lexicon.stops or word in ("–", "-", "—", "|") or (index and word[0] in "([\"" and not in_subject):
            return tuple(words[:index]), True
        elif index and _begins_the_sentence_again(words, index, lexicon):
            return tuple(words[:index]), True
        if word.endswith((",", ".", "!", "?", ";", ":")) and not in_subject and len(plain) > 2:  # noqa: PLR2004
            if word.endswith(",") and _goes_on(words[index + 1 :], lexicon):
                return tuple(words), True
            return tuple(words[: index + 1]), True
    return tuple(words), in_subject


def _begins_the_sentence_again(words: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a word in lower case follows a job in capitals, as English writes them: "… Consultant dated"."""
    word = words[index]
    if lexicon.language != "en" or not words[0][0].isupper() or not word[0].islower():
        return False
    return not has_role_word(word)


def _goes_on(following: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a comma belongs to the job: "Product Manager, Payments." and nothing else."""
    if lexicon.language not in _CAPITALISING or not 1 <= len(following) <= 2 or not following[-1].endswith("."):  # noqa: PLR2004
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
    if folded.strip() in ("", normalise(company).strip(), normalise(reader).strip()) or not any(map(str.isalpha, value)):
        return False
    return not all(word in _EMPTY_WORDS for word in folded.split())


_EMPTY_WORDS = frozenset(
    "the a an this that our your my above mentioned advertised same open new current following position role job post "
    "vacancy opening opportunity internship application candidate interest us it one stelle position die der das ausgeschriebene "
    "poste emploi offre le la un une ce cette puesto posizione ruolo functie vaga stanowisko tjanst stilling tehtava pozice".split()
)


def _stands_in(value: str, subject: str) -> bool:
    return len(value) > 3 and normalise(value) in normalise(subject)  # noqa: PLR2004 - too short to prove anything
