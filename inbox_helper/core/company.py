"""Which employer a mail comes from: several sources, believed where they agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cleanco import basename

from inbox_helper.core.authentication import registered_domain
from inbox_helper.core.capture import Words, captures, joined, words_in, words_of
from inbox_helper.core.folding import is_cjk, normalise
from inbox_helper.core.headers import clean
from inbox_helper.core.lexicon import LEXICONS, Lexicon
from inbox_helper.core.names import begins_with_given_name, find_name, same_person
from inbox_helper.core.signoff import Signoff, has_role_word
from inbox_helper.core.tracking_systems import TRACKING_SYSTEMS, tracking_system
from inbox_helper.core.types import NO_FACT, Address, Fact, Message, PreparedText

_SHORTEST_KEY = 4
_LONGEST = 60
_FREE_MAIL = frozenset(
    "gmail googlemail outlook hotmail live msn yahoo ymail aol icloud me mac gmx web t-online freenet proton protonmail "
    "posteo mailbox fastmail zoho yandex mail seznam wp o2 onet interia orange wanadoo free laposte sfr libero virgilio "
    "tiscali terra uol bol ziggo kpnmail planet telia online qq 163 126".split()
)
_PARTS = re.compile(r"\s*(?:[|•·]|\s[–—-]\s|\s@\s|\(|\)|,|;|:)\s*")
_LEGAL = re.compile(
    r"(?:^|[\s,])(?:gmbh|ag|kg|kgaa|ohg|ug|se|e\.?\s?v\.?|inc|llc|ltd|limited|plc|llp|corp|co|s\.?a\.?s?|s\.?a\.?r\.?l|sarl|"
    r"s\.?r\.?l|s\.?p\.?a|s\.?l|b\.?v|n\.?v|a/s|aps|as|asa|ab|oyj?|ry|sp\.?\s?z\s?o\.?\s?o|s\.?\s?r\.?\s?o|a\.?\s?ş|a\.?\s?s|"
    r"e\.?m|lda|ltda|k\.?\s?k)\.?$",
    re.IGNORECASE,
)
_JAPANESE_FIRM = re.compile(r"(?:株式会社|有限会社|合同会社)\s?[^\s、。「」【】()（）]{1,20}|[^\s、。「」【】()（）]{1,20}(?:株式会社|有限会社|合同会社)")
_NOT_FIRM = re.compile(r"[{}\[\]<>%@]|https?:|\d{4}")


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    source: str

    @property
    def key(self) -> str:
        return company_key(self.name)


def read_company(
    message: Message, prepared: PreparedText, signoff: Signoff, lexicons: Iterable[Lexicon], *, reader: str
) -> Fact:
    """Return the employer. It is sure where two sources agree: words, signature, sender's name, sender's domain.

    `reader` is the applicant's name, which some systems put where a firm could stand.
    """
    found = [each for each in _candidates(message, prepared, signoff, tuple(lexicons)) if _is_firm(each, reader, signoff)]
    domains = _domain_keys(message)
    for candidate in found:
        witnesses = {each.source for each in found if each.key and _agree(each.key, candidate.key)}
        if len(witnesses) > 1 or any(_agree(candidate.key, domain) for domain in domains):
            return Fact(_best_form(candidate, found), candidate.source, sure=not _contested(candidate, found))
    return Fact(found[0].name, found[0].source, sure=False) if found else NO_FACT


def company_key(name: str) -> str:
    """Return a firm's name folded to its letters and digits, without its legal form: what spellings share."""
    return "".join(normalise(_without_legal_form(name)).split())


def _candidates(
    message: Message, prepared: PreparedText, signoff: Signoff, lexicons: tuple[Lexicon, ...]
) -> Iterator[_Candidate]:
    body, subject = prepared.body, prepared.subject
    in_subject, in_body = words_in([subject]), words_of(prepared)
    for lexicon in lexicons:
        for phrase in lexicon.company_in_subject:
            yield from _captured(phrase, in_subject, "subject", lexicon)
    for lexicon in lexicons:
        for phrase in lexicon.company:
            yield from _captured(phrase, in_body, "body", lexicon)
    if "社" in body or "社" in subject:
        yield from (_Candidate(match.group(), "body") for match in _JAPANESE_FIRM.finditer(body[:4_000]))
    for piece in signoff.pieces:
        if _LEGAL.search(piece) or not (has_role_word(piece) or piece[0].islower() or looks_like_person(piece)):
            yield _Candidate(_tidy(piece), "signature")
        elif _behind_role(piece):
            yield _Candidate(_tidy(_behind_role(piece)), "signature")
    yield from (_Candidate(name, "sender name") for name in _names_in_sender(message.sender))


def _captured(phrase: str, words: Words, source: str, lexicon: Lexicon) -> Iterator[_Candidate]:
    for capture in captures(phrase, words):
        yield _Candidate(_tidy(_firm_in(capture.words, lexicon)), source)


def _firm_in(words: Sequence[str], lexicon: Lexicon) -> str:
    """Return the words of a name of a firm at the beginning: capitals, with a few small words in between."""
    kept: list[str] = []
    for word in words:
        plain = word.strip("\"'“”„«»(),.!?;:")
        small = plain.lower() in _CONNECTORS or not plain
        if not small and (plain.lower() in lexicon.stops or not (plain[0].isupper() or plain[0].isdigit())):
            break
        if word[0] in "(" and kept:
            break
        kept.append(word)
        if word.endswith(",") and not _LEGAL.search(" " + plain):
            break
        if word.endswith((".", "!", "?", ";", ":")):
            break
    while kept and kept[-1].strip(".,").lower() in _CONNECTORS:
        kept.pop()
    return joined(kept)


_CONNECTORS = frozenset("of and the for de du des del della di da do la le les et y e und für van von der den & + - –".split())


def _names_in_sender(sender: Address) -> Iterator[str]:
    for part in _PARTS.split(clean(sender.name, 120)):
        words = part.split()
        while words and (words[0].lower() in ("the", "team", "das", "from", "von", "via") or _is_department(words[0])):
            words.pop(0)
        for index, word in enumerate(words):
            if index and word.lower() in ("from", "at", "via", "von", "bei", "chez", "z", "ze", "de", "hos", "fra", "från"):
                yield _tidy(" ".join(words[index + 1 :]))
        while words and _is_department(words[-1]):
            words.pop()
        yield _tidy(" ".join(words))


@lru_cache(maxsize=1)
def _department_words() -> frozenset[str]:
    return frozenset(word for lexicon in LEXICONS for word in lexicon.departments)


def _is_department(word: str) -> bool:
    return word.lower().strip(".,&") in _department_words() or word in "&/"


def _tidy(text: str) -> str:
    return _without_legal_form(re.sub(r"[\u2190-\u2bff\U0001f000-\U0001faff]+", " ", text)).strip(" .,;:!\"'*-–|&")


def _without_legal_form(name: str) -> str:
    plain = name.strip(" .,;:!\"'")
    if is_cjk(plain):
        return plain
    shorter = basename(plain).strip(" .,;") or plain
    return _LEGAL.sub("", shorter).strip(" .,;") or plain


def _is_firm(candidate: _Candidate, reader: str, signoff: Signoff) -> bool:
    name = candidate.name
    if not 2 <= len(name) <= _LONGEST or _NOT_FIRM.search(name) or not any(map(str.isalpha, name)):
        return False
    if all(_is_department(word) for word in name.split()) or candidate.key in _system_keys():
        return False
    if reader and same_person(name, reader):
        return False
    return signoff.person is None or not same_person(name, signoff.person.name) or candidate.source in ("subject", "body")


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
        elif registered.split(".")[0] not in _FREE_MAIL:
            found.update((registered.split(".")[0], *labels[: -registered.count(".") - 1]))
    keys = {"".join(normalise(label).split()) for label in found}
    return frozenset(key for key in keys if len(key) >= 3)


def _agree(one: str, other: str) -> bool:
    if not one or not other:
        return False
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _SHORTEST_KEY and (longer.startswith(shorter) or longer.endswith(shorter))


def _contested(candidate: _Candidate, found: list[_Candidate]) -> bool:
    """Tell whether the text names another firm: a recruiting agency writes about its client."""
    spoken = [each for each in found if each.source in ("subject", "body")]
    return bool(spoken) and not any(_agree(each.key, candidate.key) for each in spoken)


def _best_form(candidate: _Candidate, found: list[_Candidate]) -> str:
    return candidate.name if not candidate.name.isupper() or len(candidate.name) <= _SHORTEST_KEY else next(
        (each.name for each in found if each.key == candidate.key and not each.name.isupper()), candidate.name
    )


def looks_like_person(text: str) -> bool:
    """Tell whether a text is a person's full name, as far as common given names tell."""
    found = find_name(text)
    return found is not None and " " in found.name and begins_with_given_name(found.name)


def _behind_role(piece: str) -> str:
    """Return the firm in a line such as "head gardener at Greenfield Nurseries", or empty."""
    words = piece.split()
    for index, word in enumerate(words[:-1]):
        if index and word.lower() in _AT:
            return " ".join(words[index + 1 :])
    return ""


_AT = frozenset("at bei beim chez hos på i en da do w ve @ na u".split())
