"""Which job a mail is about, from its subject and its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from inbox_helper.core.capture import Capture, Letter, Words, captures, joined, quoted, words_in
from inbox_helper.core.contact_words import REFERENCE_LABELS
from inbox_helper.core.folding import is_cjk, normalise
from inbox_helper.core.lexicon import Lexicon
from inbox_helper.core.lexicon.model import words
from inbox_helper.core.signoff import has_role_word
from inbox_helper.core.types import NO_FACT, Fact, PreparedText

_LONGEST = 70
_MOST_WORDS = 9
_MOST_LOWER_WORDS = 3
_MOST_CHARACTERS = 4_000
_MOST_CLOSED = 4
"""Words between two parts of a phrase that are surely a job and nothing else."""
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
_PREFIX = re.compile(r"^(?:[A-Z]{1,4}[-_]?\d{3,}[-\d]*|\d{3,}(?:[-/]\d+)*)[\s:–-]+")
_UNFIT = re.compile(r"[{}<>%@_\[\]]|https?:|\.\.")
_CAPITALISING = ("en", "de")
_PARTS_OF_SUBJECT = re.compile(r"\s*(?:[:|,;(){}\[\]„“”«»\"]|\s[–—-]\s)\s*")
_NUMBER = re.compile(r"\d{3}|\d/\d")
_FEWEST_IN_CAPITALS = 2
_LONGEST_ABBREVIATION = 3
_LETTERS = 3
_ENDING = 4
_BEFORE_JOB = re.compile(
    r"^(?:(?:the|die|der|le|la|el|il|o|a|de) (?:position|role|job|stelle|poste|vacante|puesto|posizione|ruolo|vaga|"
    r"função|functie|vacature)|trabalho de)(?: (?:of|als|de|di|da|van))? (?=\S)",
    re.IGNORECASE,
)
JOB_WORDS = frozenset(
    each.strip()
    for each in (
        normalise(word)
        for word in words(
            """
            position, role, post, job, vacancy, opening, title, internship, apprenticeship,
            stelle, position, ausbildung, vakanz, funktion,
            poste, emploi, puesto, vacante, plaza, posizione, ruolo, selezione, functie, vacature, vaga, cargo,
            função, posto, stanowisko, stanowiska, tjänsten, tjänst,
            jobbet, rollen, stilling, stillingen, tehtävään, tehtävä,
            pozici, pozice, místo, pozisyonu, pozisyonuna, rolü, kadrosu
            """
        )
    )
)
"""Words for a job, folded, that stand beside its name."""
_FOR = frozenset(words("for, as, als, comme, como, come, som, jako"))
_NOT_OF_A_JOB = JOB_WORDS.union(
    normalise(word).strip()
    for word in words(
        """
        application, applying, interview, candidacy, update, status, decision, outcome, thank, thanks, interest, next,
        your, you, our, re, fwd, bewerbung, absage, ihre, deine, ihr, dein, gespräch, vorstellungsgespräch, candidature,
        candidatura, entretien, entrevista, colloquio, votre, ta, tu, su, tua, sua, sollicitatie, gesprek, rekrutacja,
        ansökan, søknad, ansøgning, hakemus, hakemuksesi, výběrové, řízení, pohovor, başvuru, başvurunuz,
        resultat, ergebnis
        """
    )
)


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
    fuller = next((each for each in fit if each.source == "subject and body"), None)
    if fuller is not None:
        return Fact(fuller.value, fuller.source, sure=True)
    agreed = next((each for each in fit if each.source == "body" and _stands_in(each.value, prepared.subject)), None)
    if agreed is not None:
        return Fact(agreed.value, "subject and body", sure=True)
    best = next((each for each in fit if each.sure), None) or next(iter(fit), None)
    return Fact(best.value, best.source, best.sure) if best else NO_FACT


def _in_both(prepared: PreparedText) -> Iterator[_Candidate]:
    """Yield the parts of the subject that the text names beside a word for a job: "Night Porter", "the post of …"."""
    body = normalise(prepared.body[:_MOST_CHARACTERS]).strip()
    for part in _PARTS_OF_SUBJECT.split(prepared.subject):
        value = tidy_position(_without_job_word(part))
        words = normalise(value).split()
        if not words or not value[0].isupper() or _NUMBER.search(value) or any(word in _NOT_OF_A_JOB for word in words):
            continue
        for match in re.finditer(rf"(?<!\S){re.escape(' '.join(words))}(?!\S)", body):
            before, after = body[: match.start()].split()[-2:], body[match.end() :].split()[:1]
            applied = len(words) > 1 and _FOR.intersection(before)
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
                value = tidy_position(quoted(capture.words) or joined(_until_stop(capture.words, lexicon)[0]))
                yield _Candidate(value, "subject", sure=value[:1].isupper())


def _parts_of(subject: Words) -> list[str]:
    """Return what follows a dash, a colon or a bar in the subject: "Greenfield - Your application for Gardener"."""
    return _PARTS_OF_SUBJECT.split(joined(subject.written))[1:]


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
    if capture.closed and len(words) == len(capture.words) <= _MOST_CLOSED:
        whole = tidy_position(joined(words))
        yield _Candidate(whole, "body", sure=_is_certain(whole, lexicon, end=End.PHRASE))
        return
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
    text = _BEFORE_JOB.sub("", _PREFIX.sub("", text))
    previous = ""
    while text != previous:
        previous, text = text, _SUFFIX.sub("", text).strip(" \"'.,;:–-„“”«»")
    return text


def _is_job(value: str, company: str, reader: str) -> bool:
    folded = normalise(value)
    if sum(map(str.isalpha, value)) < (1 if is_cjk(value) else _LETTERS) or "会社" in value:
        return False
    if company and _is_firm_inflected(folded, company):
        return False
    if not 2 <= len(value) <= _LONGEST or _UNFIT.search(value) or len(value.split()) > _MOST_WORDS:
        return False
    if folded.strip() in ("", normalise(company).strip(), normalise(reader).strip()) or not any(
        map(str.isalpha, value)
    ):
        return False
    if folded.strip() in _labels():
        return False
    return any(map(str.isalpha, value)) and not all(word in _EMPTY_WORDS for word in folded.split())


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return frozenset(normalise(label).strip() for label in REFERENCE_LABELS)


def _is_firm_inflected(folded: str, company: str) -> bool:
    """Tell whether the text is the firm's name with another ending, as Finnish has them."""
    words, firm = folded.split(), normalise(company).split()
    return len(words) == len(firm) and all(
        word.startswith(own[:-1]) and len(word) - len(own) <= _ENDING for word, own in zip(words, firm, strict=True)
    )


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
