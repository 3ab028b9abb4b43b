"""Who signed: a person that can be greeted by name, or nobody that is sure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from inbox_helper.core.company_names import company_key
from inbox_helper.core.company_words import FROM
from inbox_helper.core.folding import is_cjk, normalise
from inbox_helper.core.names import FoundName, begins_with_given_name, find_name, name_keys, same_person
from inbox_helper.core.senders import is_no_reply
from inbox_helper.core.signoff import Signoff
from inbox_helper.core.tracking_systems import tracking_system
from inbox_helper.core.types import NO_FACT, Address, Fact, Message

_SHORTEST_IN_ADDRESS = 3
_TWO = 2
_FEWEST_BEFORE_FIRM = 2
_LETTERS_OF_FIRM = 5
"""By which a firm is known in a domain, as some languages change the end of its name."""


def read_contact(message: Message, signoff: Signoff, company: Fact, *, own_names: Iterable[str]) -> tuple[Fact, Fact]:
    """Return the person who signed, and their title.

    The name is sure where the sender's name or address bears it out, or where it stands under a closing phrase and
    cannot be taken for a firm. `own_names` are the reader's: nobody greets oneself.
    """
    own = tuple(own_names)
    sender = _sender_name(message.sender)
    if sender is not None and _may_be_firm(sender, message.sender):
        sender = None
    if sender is not None and (_is_taken(sender, own, company) or _names_the_domain(sender, message.sender)):
        sender = None
    signed = signoff.person
    if sender is not None and signed is not None:
        sender = _without_firm(sender, signed, company)
    if signed is not None and not _is_taken(signed, own, company):
        full, sure = _confirmed(signed, sender, message.sender, signoff)
        sure = sure and not (same_name(full, message.sender.name) and _may_be_firm(signed, message.sender))
        sure = sure and not _may_be_reversed(full, message.sender)
        if sure or sender is None:
            return _facts(full, signed.title or (sender.title if sender else ""), "signature", sure=sure)
    if sender is not None and " " in sender.name:
        sure = _in_address(sender.name, message.sender) or begins_with_given_name(sender.name)
        sure = sure and not _only_last_is_given(sender.name)
        return _facts(sender.name, sender.title, "sender name", sure=sure)
    return NO_FACT, NO_FACT


def _without_firm(sender: FoundName, signed: FoundName, company: Fact) -> FoundName:
    """Take the firm off "Sofía Aranda de Cumbre", unless she signs like that."""
    words, firm = sender.name.split(), normalise(company.value if company.sure else "").split()
    rest = normalise(" ".join(words[-len(firm) :])).split() if firm else []
    before = words[: -len(firm)] if firm else words
    if not firm or rest != firm or len(before) < _FEWEST_BEFORE_FIRM or before[-1].lower() not in FROM | {"van"}:
        return sender
    if normalise(signed.name).split()[-len(firm) :] == firm:
        return sender
    return replace(sender, name=" ".join(before[:-1]))


def _facts(name: str, title: str, source: str, *, sure: bool) -> tuple[Fact, Fact]:
    return Fact(name, source, sure), Fact(title, source, sure) if title else NO_FACT


def _sender_name(sender: Address) -> FoundName | None:
    person = _before_firm(sender)
    if person is not None:
        return person
    for mark in (" via ", " from ", " at ", " von ", " bei ", " | ", " (", " - ", " – ", " @ ", ", "):
        head, found, _ = sender.name.partition(mark)
        if found and (mark != ", " or find_name(sender.name, in_header=True) is None):
            name = find_name(head)
            if name is not None:
                return name
    return find_name(sender.name, in_header=True)


def _before_firm(sender: Address) -> FoundName | None:
    """Return the person in "Fede di Lumacargo", where the firm is the one of the domain."""
    words = sender.name.split()
    domain = "".join(normalise(sender.domain).split())
    for index, word in enumerate(words[1:-1], 1):
        firm = "".join(normalise(" ".join(words[index + 1 :])).split())
        beginning = firm[: max(_SHORTEST_IN_ADDRESS, min(_LETTERS_OF_FIRM, len(firm) - 2))]
        if word.lower() in FROM and len(firm) >= _SHORTEST_IN_ADDRESS and domain.startswith(beginning):
            return find_name(" ".join(words[:index]))
    return None


def _may_be_firm(person: FoundName, address: Address) -> bool:
    """Tell whether a name is a machine's, and no given name shows that somebody lent it theirs."""
    machine = is_no_reply(address) or tracking_system(address) is not None
    return machine and not begins_with_given_name(person.name) and same_name(person.name, address.name)


def same_name(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for capitals, accents and signs."""
    return normalise(one).split() == normalise(other).split()


def _is_taken(person: FoundName, own: tuple[str, ...], company: Fact) -> bool:
    """Tell whether the name is the reader's own, or the firm's."""
    if any(same_person(person.name, name) for name in own):
        return True
    if not company.sure and begins_with_given_name(person.name):
        return False
    key = company_key(person.name)
    firm = company_key(company.value)
    return bool(firm) and (key == firm or (len(key) > _SHORTEST_IN_ADDRESS and (key in firm) and " " in person.name))


def _confirmed(signed: FoundName, sender: FoundName | None, address: Address, signoff: Signoff) -> tuple[str, bool]:
    """Return the fuller form of the signed name, and whether anything bears it out."""
    if sender is not None and name_keys(sender.name) & name_keys(signed.name):
        fuller = sender.name if _spells_out(sender.name, signed.name) else signed.name
        fuller = _with_first_name(signed.name, fuller)
        return fuller, " " in fuller or signoff.marked or _in_address(fuller, address)
    if sender is not None and _is_short_for(signed.name, sender.name) and _in_address(signed.name, address):
        return sender.name, True
    if sender is not None and _is_initial_of(sender.name, signed.name):
        return _with_first_name(signed.name, sender.name), True
    given = begins_with_given_name(signed.name)
    titled = bool(signed.title) and " " in signed.name
    if _names_the_domain(signed, address):
        named = signoff.role_follows or (signoff.marked and _has_firm_of(signed.name, signoff))
        return signed.name, " " in signed.name and given and named
    if _in_address(signed.name, address):
        return signed.name, " " in signed.name or given
    if is_cjk(signed.name):
        return signed.name, signoff.introduced
    return signed.name, " " in signed.name and (given or titled or (signoff.marked and signoff.role_follows))


def _spells_out(sender: str, signed: str) -> bool:
    """Tell whether the sender's name says more than the signed one, and not only which firm stands behind it."""
    longer, shorter = sender.split(), signed.split()
    if len(longer) <= len(shorter):
        return False
    rest = longer[len(shorter) :]
    return not (len(shorter) > 1 and longer[: len(shorter)] == shorter and rest[0].lower() in FROM | {"van"})


def _is_initial_of(full: str, signed: str) -> bool:
    """Tell whether "T. Marsh" can be who signed "Tom"."""
    first = full.split(maxsplit=1)[0]
    is_initial = first.endswith(".") or len(first) == 1
    return is_initial and " " in full and " " not in signed and signed.startswith(first[0])


def _is_short_for(signed: str, full: str) -> bool:
    """Tell whether "Ju" can be Juliana."""
    return " " not in signed and len(signed) > 1 and full.startswith(signed)


def _may_be_reversed(name: str, address: Address) -> bool:
    """Tell whether the family name may stand first: only the last of two words is known as a given name."""
    if not _only_last_is_given(name):
        return False
    local = "".join(normalise(address.local_part).split())
    first, last = ("".join(normalise(word).split()) for word in name.split())
    return not (first in local and (last not in local or local.index(first) < local.index(last)))


def _only_last_is_given(name: str) -> bool:
    words = name.split()
    if len(words) != _TWO or is_cjk(name):
        return False
    return not begins_with_given_name(name) and begins_with_given_name(words[1])


def _with_first_name(signed: str, full: str) -> str:
    return " ".join((signed, *full.split()[1:])) if _is_initial_of(full, signed) else full


def _has_firm_of(name: str, signoff: Signoff) -> bool:
    """Tell whether a firm that is called after the person stands beside the name, so that both are named."""
    last = normalise(name).split()[-1]
    return any(last in normalise(piece).split() for piece in signoff.pieces)


def _names_the_domain(person: FoundName, address: Address) -> bool:
    """Tell whether a word of the name stands in the sender's domain, so that it may be the firm's name."""
    domain = "".join(normalise(address.domain.rpartition(".")[0]).split())
    in_domain = [word for word in name_keys(person.name) if len(word) > _SHORTEST_IN_ADDRESS and word in domain]
    return bool(in_domain) and not (begins_with_given_name(person.name) and _in_address(person.name, address))


def _in_address(name: str, address: Address) -> bool:
    local = "".join(normalise(address.local_part).split())
    if is_cjk(name):
        return False
    if local == "".join(normalise(name).split()):
        return True
    return any(len(word) >= _SHORTEST_IN_ADDRESS and word in local for word in name_keys(name))
