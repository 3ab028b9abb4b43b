"""Which employer a mail comes from: several sources, believed where they agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cleanco import basename

from inbox_helper.core.authentication import registered_domain
from inbox_helper.core.capture import Letter, Words, captures, joined
from inbox_helper.core.company_words import (
    AGENCY,
    ARTICLES,
    AT,
    BEFORE_FIRM,
    CONNECTORS,
    FREE_MAIL,
    FROM,
    INFLECTING,
    JAPANESE_FIRM,
    JAPANESE_LEGAL,
    LEGAL,
    NOT_FIRM,
)
from inbox_helper.core.folding import is_cjk, normalise
from inbox_helper.core.headers import clean
from inbox_helper.core.lexicon import LEXICONS, Lexicon
from inbox_helper.core.names import begins_with_given_name, find_name, same_person
from inbox_helper.core.senders import is_no_reply
from inbox_helper.core.signoff import Signoff, has_role_word
from inbox_helper.core.tracking_systems import TRACKING_SYSTEMS, tracking_system
from inbox_helper.core.types import NO_FACT, Address, Fact, Message

_SHORTEST_KEY = 4
_LONGEST = 60
_LONGEST_LINE = 300
_LOWER_ARTICLES = frozenset(("der", "die", "das", "dem", "den"))
_PARTS = re.compile(r"\s*(?:[|•·]|\s[–—-]\s|\s@\s|\(|\)|,|;|:)\s*")


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    source: str

    @property
    def key(self) -> str:
        return company_key(self.name)


def read_company(
    message: Message, letter: Letter, signoff: Signoff, lexicons: Iterable[Lexicon], *, reader: str
) -> Fact:
    """Return the employer. It is sure where two sources agree: words, signature, sender's name, sender's domain.

    `reader` is the applicant's name, which some systems put where a firm could stand.
    """
    domains = _domain_keys(message)
    signoff = _without_machine(message, signoff)
    candidates = _candidates(message, letter, signoff, tuple(lexicons))
    found = [each for each in candidates if _is_firm(each, reader, signoff, domains)]
    confirmed = [each for each in found if _is_confirmed(each, found, message)]
    best = next((each for each in confirmed if not _contested(each, found)), None)
    if best is not None:
        return Fact(_best_form(best, found, signoff), best.source, sure=True)
    doubtful = next(iter((*confirmed, *found)), None)
    return Fact(doubtful.name, doubtful.source, sure=False) if doubtful else NO_FACT


def _is_confirmed(candidate: _Candidate, found: list[_Candidate], message: Message) -> bool:
    witnesses = {each.source for each in found if each.key and _agree(each.key, candidate.key)}
    if len(witnesses) > 1 or fits_domain(candidate.name, message):
        return True
    # A firm that the writer gives with its legal form, and more than once, introduces or signs itself.
    return len([each for each in found if each.key == candidate.key and JAPANESE_LEGAL.search(each.name)]) > 1


def _without_machine(message: Message, signoff: Signoff) -> Signoff:
    """Take who signed for a firm where the domain, or a machine, has the same name, and nobody is called by it."""
    person, sender = signoff.person, message.sender
    if person is None or begins_with_given_name(person.name):
        return signoff
    machine = is_no_reply(sender) or tracking_system(sender) is not None
    is_domain = " " in person.name and company_key(person.name) in _domain_keys(message)
    if not is_domain and not (machine and same_person(person.name, sender.name)):
        return signoff
    return replace(signoff, person=None, pieces=(person.name, *signoff.pieces))


@lru_cache(maxsize=4_096)
def company_key(name: str) -> str:
    """Return a firm's name folded to its letters and digits, without its legal form: what spellings share."""
    return _letters(JAPANESE_LEGAL.sub("", _without_legal_form(name)))


def fits_domain(name: str, message: Message) -> bool:
    """Tell whether the sender's domain, or its address at a tracking system, bears out that a mail is from a firm."""
    key = company_key(name)
    if any(_agree(key, domain) for domain in _domain_keys(message)):
        return True
    return " " in name and any(_agree(key, part) for part in _domain_parts(message))


def _candidates(
    message: Message, letter: Letter, signoff: Signoff, lexicons: tuple[Lexicon, ...]
) -> Iterator[_Candidate]:
    for lexicon in lexicons:
        for phrase in lexicon.company_in_subject:
            yield from _captured(phrase, letter.subject, "subject", lexicon)
    for lexicon in lexicons:
        for phrase in lexicon.company:
            yield from _captured(phrase, letter.body, "body", lexicon)
    for word in (*letter.subject.written, *letter.body.written):
        if "会社" in word:
            yield from (_Candidate(match.group(), "body") for match in JAPANESE_FIRM.finditer(word[:_LONGEST_LINE]))
    for piece in signoff.pieces:
        if LEGAL.search(piece) or not (has_role_word(piece) or piece[0].islower() or looks_like_person(piece)):
            yield _Candidate(_tidy(_without_departments(piece)), "signature")
        elif _behind_role(piece):
            yield _Candidate(_tidy(_behind_role(piece)), "signature")
    keys = _domain_keys(message)
    yield from (_Candidate(name, "sender name") for name in _names_in_sender(message.sender, keys))
    yield from (_Candidate(name, "subject") for name in _mentions(letter.subject, keys, lexicons))
    yield from (_Candidate(name, "body") for name in _mentions(letter.body, keys, lexicons))


def _mentions(words: Words, keys: frozenset[str], lexicons: tuple[Lexicon, ...]) -> Iterator[str]:
    """Yield what the text writes in capitals and the sender's domain in one: "Blue Harbor", blueharbor.example."""
    written = words.written
    for start, word in enumerate(written):
        if word.islower() or not word.strip(_MARKS)[:1].isupper():
            continue
        key = ""
        for end in range(start + 1, min(start + 5, len(written)) + 1):
            key += _letters(written[end - 1])
            if len(key) >= _SHORTEST_KEY and key in keys:
                begun = _begun(written, start, lexicons)
                yield _tidy(joined((*written[begun:end], *_continued(written, end, lexicons))))
                break
            goes_on = written[end - 1] and not written[end - 1].endswith((".", ",", ";", ":", "!", "?"))
            if not goes_on or not any(each.startswith(key) for each in keys):
                break


@lru_cache(maxsize=20_000)
def _letters(word: str) -> str:
    return "".join(normalise(word).split())


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
        and not _is_department(word)
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


def _captured(phrase: str, words: Words, source: str, lexicon: Lexicon) -> Iterator[_Candidate]:
    for capture in captures(phrase, words):
        yield _Candidate(_tidy(_firm_in(capture.words, lexicon)), source)


def _firm_in(words: Sequence[str], lexicon: Lexicon) -> str:
    """Return the words of a name of a firm at the beginning: capitals, with a few small words in between."""
    kept: list[str] = []
    for word in words:
        plain = word.strip("\"'“”„«»(),.!?;:")
        small = plain.lower() in CONNECTORS or not plain
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
    for part in _PARTS.split(clean(sender.name, 120)):
        words = part.split()
        for index, word in enumerate(words):
            if index and word.lower() in FROM:
                name = _tidy(_without_departments(" ".join(words[index + 1 :])))
                if word.lower() not in INFLECTING or company_key(name) in keys:
                    yield name
        if company_key(part) in keys:
            yield _tidy(part)
        yield _tidy(_without_departments(part))


def _without_departments(text: str) -> str:
    words = text.split()
    if len(words) > 1 and words[0].lower() in ARTICLES and _is_department(words[1]):
        words = words[2:]
    while words and (words[0] in CONNECTORS or words[0].lower() in BEFORE_FIRM or _is_department(words[0])):
        words.pop(0)
    while words and (_is_department(words[-1]) or words[-1].lower() in CONNECTORS):
        words.pop()
    return " ".join(words)


@lru_cache(maxsize=1)
def _department_words() -> frozenset[str]:
    return frozenset(word for lexicon in LEXICONS for word in lexicon.departments)


def _is_department(word: str) -> bool:
    return word.lower().strip(".,&") in _department_words() or word in "&/"


def _tidy(text: str) -> str:
    plain = _without_legal_form(re.sub(r"[\u2190-\u2bff\U0001f000-\U0001faff]+", " ", text)).strip(" .,;:!\"'*-–|&")
    article, _, name = plain.partition(" ")
    return name if article in _LOWER_ARTICLES and name[:1].isupper() else plain


@lru_cache(maxsize=4_096)
def _without_legal_form(name: str) -> str:
    plain = name.strip(" .,;:!\"'")
    if is_cjk(plain):
        return plain
    shorter = basename(plain).strip(" .,;") or plain
    return LEGAL.sub("", shorter).strip(" .,;") or plain


def _is_firm(candidate: _Candidate, reader: str, signoff: Signoff, domains: frozenset[str]) -> bool:
    name = candidate.name
    if not 2 <= len(name) <= _LONGEST or NOT_FIRM.search(name) or not any(map(str.isalpha, name)):
        return False
    if all(_is_department(word) for word in name.split()) or candidate.key in _system_keys():
        return False
    if reader and same_person(name, reader):
        return False
    if signoff.person is None or candidate.source in ("subject", "body"):
        return True
    signed = signoff.person.name
    return not same_person(name, signed) or (candidate.key in domains and not begins_with_given_name(signed))


@lru_cache(maxsize=1)
def _system_keys() -> frozenset[str]:
    return frozenset(company_key(system.name) for system in TRACKING_SYSTEMS)


def _domain_keys(message: Message) -> frozenset[str]:
    found: set[str] = set()
    for address in (message.sender, *message.reply_to):
        system = tracking_system(address)
        registered = registered_domain(address.domain)
        labels = address.domain.split(".")
        if system is not None:
            # acme.teamtailor-mail.com, acme@myworkday.com
            found.update((*labels[:-2], address.local_part.lower()))
        elif registered.split(".")[0] not in FREE_MAIL:
            found.update((registered.split(".")[0], *labels[: -registered.count(".") - 1]))
    keys = {_letters(label) for label in found}
    return frozenset(key for key in keys if len(key) >= 3)


def _domain_parts(message: Message) -> frozenset[str]:
    """Return the longer words of the sender's domain: mu-lipnik.example stands for "Městský úřad Lipník"."""
    address = message.sender
    label = registered_domain(address.domain).split(".")[0]
    if tracking_system(address) is not None or label in FREE_MAIL:
        return frozenset()
    parts = (_letters(part) for part in label.split("-"))
    return frozenset(part for part in parts if len(part) > _SHORTEST_KEY and not _is_department(part))


def _agree(one: str, other: str) -> bool:
    if not one or not other:
        return False
    if one == other:
        return True
    shorter, longer = sorted((_without_digraphs(one), _without_digraphs(other)), key=len)
    return len(shorter) >= _SHORTEST_KEY and (longer.startswith(shorter) or longer.endswith(shorter))


def _without_digraphs(key: str) -> str:
    """Return a key in which ä, that is folded to a, and ae, as domains write it, are the same."""
    return key.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _contested(candidate: _Candidate, found: list[_Candidate]) -> bool:
    """Tell whether the employer may be somebody else: a recruiting agency writes about its client."""
    if candidate.name.isupper() and " " in candidate.name and all(each.name.isupper() for each in found):
        return True
    if any(_is_agency(each.name) for each in found if each.source in ("signature", "sender name")):
        return True
    spoken = [each for each in found if each.source in ("subject", "body")]
    return bool(spoken) and not any(_agree(each.key, candidate.key) for each in spoken)


def _is_agency(name: str) -> bool:
    return any(word in AGENCY for word in name.lower().split())


def _best_form(candidate: _Candidate, found: list[_Candidate], signoff: Signoff) -> str:
    """Return the name as it is best written: in full as the signature has it with its legal form, not in capitals."""
    legal = {_tidy(piece) for piece in signoff.pieces if LEGAL.search(piece)}
    for each in found:
        if each.name in legal and each.key.startswith(candidate.key):
            return each.name
    longer = [each for each in found if each.key != candidate.key and each.key.startswith(candidate.key)]
    for each in longer:
        if {other.source for other in longer if other.key == each.key} >= {"signature", "sender name"}:
            return each.name
    if not candidate.name.isupper() or len(candidate.name) <= _SHORTEST_KEY:
        return candidate.name
    mixed = (each.name for each in found if each.key == candidate.key and not each.name.isupper())
    return next(mixed, candidate.name)


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
