"""Which employer a mail comes from: several sources, believed where they agree."""

from __future__ import annotations

from collections.abc import Iterable
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
    tidy_firm,
)
from inbox_helper.core.company_words import (
    AGENCY,
    JAPANESE_LEGAL,
    LEGAL,
    NOT_FIRM,
)
from inbox_helper.core.lexicon import Lexicon
from inbox_helper.core.names import begins_with_given_name, same_person
from inbox_helper.core.senders import is_no_reply
from inbox_helper.core.signoff import Signoff
from inbox_helper.core.tracking_systems import TRACKING_SYSTEMS, tracking_system
from inbox_helper.core.types import NO_FACT, Fact, Message

_LONGEST = 60


def read_company(
    message: Message, letter: Letter, signoff: Signoff, lexicons: Iterable[Lexicon], *, reader: str
) -> Fact:
    """Return the employer. It is sure where two sources agree: words, signature, sender's name, sender's domain.

    `reader` is the applicant's name, which some systems put where a firm could stand.
    """
    domains = domain_keys(message)
    signoff = _without_machine(message, signoff)
    candidates = candidates_in(message, letter, signoff, tuple(lexicons))
    found = [each for each in candidates if _is_firm(each, reader, signoff, domains)]
    confirmed = [each for each in found if _is_confirmed(each, found, message)]
    best = next((each for each in confirmed if not _contested(each, found)), None)
    if best is not None:
        return Fact(_best_form(best, found, signoff), best.source, sure=True)
    doubtful = next(iter((*confirmed, *found)), None)
    return Fact(doubtful.name, doubtful.source, sure=False) if doubtful else NO_FACT


def _is_confirmed(candidate: Candidate, found: list[Candidate], message: Message) -> bool:
    witnesses = {each.source for each in found if each.key and keys_agree(each.key, candidate.key)}
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
    is_domain = " " in person.name and company_key(person.name) in domain_keys(message)
    if not is_domain and not (machine and same_person(person.name, sender.name)):
        return signoff
    return replace(signoff, person=None, pieces=(person.name, *signoff.pieces))


def _is_firm(candidate: Candidate, reader: str, signoff: Signoff, domains: frozenset[str]) -> bool:
    name = candidate.name
    if not 2 <= len(name) <= _LONGEST or NOT_FIRM.search(name) or not any(map(str.isalpha, name)):
        return False
    if all(is_department(word) for word in name.split()) or candidate.key in _system_keys():
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
