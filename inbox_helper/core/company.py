"""Which employer a mail comes from: several sources, believed where they agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from inbox_helper.core.capture import Letter
from inbox_helper.core.company_candidates import Candidate, candidates_in
from inbox_helper.core.company_names import (
    SHORTEST_KEY,
    company_key,
    domain_keys,
    fits_domain,
    is_department,
    keys_agree,
    letters_of,
    tidy_firm,
)
from inbox_helper.core.company_words import (
    AGENCY,
    CLIENT,
    INFLECTING_LANGUAGES,
    INSTITUTIONS,
    JAPANESE_LEGAL,
    JOB_BOARDS,
    LEGAL,
    NOT_FIRM,
)
from inbox_helper.core.lexicon import Lexicon
from inbox_helper.core.names import begins_with_given_name, same_person
from inbox_helper.core.senders import is_no_reply
from inbox_helper.core.signoff import Signoff
from inbox_helper.core.tracking_systems import systems_in_force, tracking_system
from inbox_helper.core.types import NO_FACT, Address, Fact, Message

_LONGEST = 60
_JOINED = re.compile(r"\s(?:and the|and all at|und das|und die|& the|et toute|e o time)\s", re.IGNORECASE)
"""What joins a person to a team: "Mo and the Acme team"."""


def read_company(
    message: Message, body: str, letter: Letter, signoff: Signoff, lexicons: Iterable[Lexicon], *, reader: str
) -> Fact:
    """Return the employer. It is sure where two sources agree: words, signature, sender's name, sender's domain.

    `reader` is the applicant's name, which some systems put where a firm could stand.
    """
    domains = domain_keys(message)
    signoff = _without_machine(message, signoff)
    known = tuple(lexicons)
    candidates = candidates_in(message, body, letter, signoff, known)
    found = [
        each
        for each in candidates
        if _is_firm(each, reader, signoff, domains) and not _is_senders_own(each, message.sender, domains)
    ]
    confirmed = [each for each in found if _is_confirmed(each, found, message)]
    best = next((each for each in confirmed if not _contested(each, found)), None)
    if best is not None and CLIENT.search(f"{message.subject}\n{body}"):
        return Fact(best.name, best.source, sure=False)
    if best is not None:
        name = _best_form(best, found, signoff)
        if best.source != "body" or not _may_be_inflected(name, known):
            return Fact(name, best.source, sure=True)
        plain = _in_own_form(name, confirmed, domains)
        return Fact(plain or name, best.source, sure=bool(plain))
    doubtful = next(iter((*confirmed, *found)), None)
    return Fact(doubtful.name, doubtful.source, sure=False) if doubtful else NO_FACT


def _is_confirmed(candidate: Candidate, found: list[Candidate], message: Message) -> bool:
    witnesses = {each.source for each in found if each.key and keys_agree(each.key, candidate.key)}
    if len(witnesses) > 1 or candidate.labelled:
        return True
    # A portal's name and its domain agree, too; the employer of whom it writes is somebody else.
    if fits_domain(candidate.name, message) and (witnesses != {"sender name"} or not _only_names(candidate, message)):
        return True
    if candidate.source == "signature" and _is_house(candidate.name) and _is_portal(message.sender):
        return True
    # A firm that the writer gives with its legal form, and more than once, introduces or signs itself.
    return len([each for each in found if each.key == candidate.key and JAPANESE_LEGAL.search(each.name)]) > 1


def _is_portal(sender: Address) -> bool:
    return tracking_system(sender) is not None or company_key(sender.name) in JOB_BOARDS


def _only_names(candidate: Candidate, message: Message) -> bool:
    """Tell whether the sender's name is this name and no person's beside it."""
    if _is_house(candidate.name):
        return False
    beside = message.sender.name.replace(candidate.name, " ").strip(" ,|-–—@()")
    return is_no_reply(message.sender) or not begins_with_given_name(beside)


@lru_cache(maxsize=1)
def _houses() -> frozenset[str]:
    return frozenset(letters_of(word) for word in INSTITUTIONS)


def _is_house(name: str) -> bool:
    """Tell whether a name says that it is a council's, a school's or a clinic's, which no portal's does."""
    return any(word in INSTITUTIONS for word in name.lower().split())


def _without_machine(message: Message, signoff: Signoff) -> Signoff:
    """Take who signed for a firm where the domain, or a machine, has the same name, and nobody is called by it."""
    person, sender = signoff.person, message.sender
    if person is None or begins_with_given_name(person.name):
        return signoff
    machine = is_no_reply(sender) or tracking_system(sender) is not None
    is_domain = " " in person.name and company_key(person.name) in domain_keys(message)
    if not is_domain and not (machine and same_person(person.name, sender.name)):
        return signoff
    return replace(signoff, person=None, pieces=(person.name, *signoff.pieces))


def _is_firm(candidate: Candidate, reader: str, signoff: Signoff, domains: frozenset[str]) -> bool:
    name = candidate.name
    if not 2 <= len(name) <= _LONGEST or NOT_FIRM.search(name) or not any(map(str.isalpha, name)):
        return False
    words = [word for word in name.lower().split() if len(word) >= SHORTEST_KEY]
    if len(words) != len(set(words)) or _JOINED.search(name) or INSTITUTIONS.issuperset(name.lower().split()):
        return False
    if all(is_department(word) for word in name.split()) or candidate.key in _system_keys() or _is_board(candidate):
        return False
    if reader and same_person(name, reader):
        return False
    if signoff.person is None or candidate.source in ("subject", "body"):
        return True
    signed = signoff.person.name
    return not same_person(name, signed) or (candidate.key in domains and not begins_with_given_name(signed))


def _is_board(candidate: Candidate) -> bool:
    """Tell whether a name is that of a place where firms advertise, with or without a word for its team."""
    key = candidate.key
    return key in JOB_BOARDS or key.removesuffix("team").removesuffix("jobs") in JOB_BOARDS


def _is_senders_own(candidate: Candidate, sender: Address, domains: frozenset[str]) -> bool:
    """Tell whether a name is the writer's own: a word of it stands before the @, and not in the domain."""
    if candidate.source in ("subject", "body") or candidate.key in domains:
        return False
    local = letters_of(sender.local_part)
    parts = [letters_of(word) for word in candidate.name.split()]
    own = [part for part in parts if len(part) >= SHORTEST_KEY and part in local and part not in _houses()]
    return bool(own) and not any(part in key for part in own for key in domains)


def _may_be_inflected(name: str, lexicons: Sequence[Lexicon]) -> bool:
    """Tell whether a sentence in the mail's language may have changed the ending of a name."""
    language = lexicons[0].language if lexicons else ""
    first, _, rest = name.partition(" ")
    # German changes an adjective before the name: "bei der Bergischen Bank".
    return language in INFLECTING_LANGUAGES or (language == "de" and bool(rest) and first.endswith("en"))


def _in_own_form(name: str, confirmed: list[Candidate], domains: frozenset[str]) -> str:
    """Return the firm's name as the firm writes it, where the sentence may have changed its ending, or empty."""
    key = company_key(name)
    if key in domains:
        return name
    first, _, rest = name.partition(" ")
    undeclined = f"{first[:-1]} {rest}" if rest and first.endswith("en") else ""
    if undeclined and company_key(undeclined) in domains:
        return undeclined
    around = (each for each in confirmed if each.source != "body" and each.key[:SHORTEST_KEY] == key[:SHORTEST_KEY])
    return next((each.name for each in around), "")


@lru_cache(maxsize=1)
def _system_keys() -> frozenset[str]:
    return frozenset(company_key(system.name) for system in systems_in_force())


def _contested(candidate: Candidate, found: list[Candidate]) -> bool:
    """Tell whether the employer may be somebody else: a recruiting agency writes about its client."""
    if candidate.name.isupper() and " " in candidate.name and all(each.name.isupper() for each in found):
        return True
    if any(_is_agency(each.name) for each in found if each.source in ("signature", "sender name")):
        return True
    spoken = [each for each in found if each.source in ("subject", "body")]
    return bool(spoken) and not any(keys_agree(each.key, candidate.key) for each in spoken)


def _is_agency(name: str) -> bool:
    return any(word in AGENCY for word in name.lower().split())


def _best_form(candidate: Candidate, found: list[Candidate], signoff: Signoff) -> str:
    """Return the name as it is best written: in full as the signature has it with its legal form, not in capitals."""
    legal = {tidy_firm(piece) for piece in signoff.pieces if LEGAL.search(piece)}
    for each in found:
        if each.name in legal and each.key.startswith(candidate.key):
            return each.name
    longer = [each for each in found if each.key != candidate.key and each.key.startswith(candidate.key)]
    for each in longer:
        if {other.source for other in longer if other.key == each.key} >= {"signature", "sender name"}:
            return each.name
    if not candidate.name.isupper() or len(candidate.name) <= SHORTEST_KEY:
        return candidate.name
    mixed = (each.name for each in found if each.key == candidate.key and not each.name.isupper())
    return next(mixed, candidate.name)
