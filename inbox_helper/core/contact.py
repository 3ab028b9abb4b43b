"""Who signed: a person that can be greeted by name, or nobody that is sure."""

from __future__ import annotations

from collections.abc import Iterable

from inbox_helper.core.company import company_key
from inbox_helper.core.folding import is_cjk, normalise
from inbox_helper.core.names import FoundName, begins_with_given_name, find_name, name_keys, same_person
from inbox_helper.core.signoff import Signoff
from inbox_helper.core.types import NO_FACT, Address, Fact, Message

_SHORTEST_IN_ADDRESS = 3


def read_contact(message: Message, signoff: Signoff, company: Fact, *, own_names: Iterable[str]) -> tuple[Fact, Fact]:
    """Return the person who signed, and their title.

    The name is sure where the sender's name or address bears it out, or where it stands under a closing phrase and
    cannot be taken for a firm. `own_names` are the reader's: nobody greets oneself.
    """
    own = tuple(own_names)
    sender = _sender_name(message.sender)
    if sender is not None and (_is_taken(sender, own, company) or _names_the_domain(sender, message.sender)):
        sender = None
    signed = signoff.person
    if signed is not None and not _is_taken(signed, own, company):
        full, sure = _confirmed(signed, sender, message.sender, signoff)
        if sure or sender is None:
            return _facts(full, signed.title or (sender.title if sender else ""), "signature", sure=sure)
    if sender is not None and " " in sender.name:
        sure = _in_address(sender.name, message.sender) or begins_with_given_name(sender.name)
        return _facts(sender.name, sender.title, "sender name", sure=sure)
    return NO_FACT, NO_FACT


def _facts(name: str, title: str, source: str, *, sure: bool) -> tuple[Fact, Fact]:
    return Fact(name, source, sure), Fact(title, source, sure) if title else NO_FACT


def _sender_name(sender: Address) -> FoundName | None:
    for mark in (" via ", " from ", " at ", " von ", " bei ", " | ", " (", " - ", " – ", " @ ", ", "):
        head, found, _ = sender.name.partition(mark)
        if found and (mark != ", " or find_name(sender.name, in_header=True) is None):
            name = find_name(head)
            if name is not None:
                return name
    return find_name(sender.name, in_header=True)


def _is_taken(person: FoundName, own: tuple[str, ...], company: Fact) -> bool:
    """Tell whether the name is the reader's own, or the firm's."""
    if any(same_person(person.name, name) for name in own):
        return True
    key = company_key(person.name)
    firm = company_key(company.value)
    return bool(firm) and (key == firm or (len(key) > _SHORTEST_IN_ADDRESS and (key in firm) and " " in person.name))


def _confirmed(signed: FoundName, sender: FoundName | None, address: Address, signoff: Signoff) -> tuple[str, bool]:
    """Return the fuller form of the signed name, and whether anything bears it out."""
    if sender is not None and name_keys(sender.name) & name_keys(signed.name):
        fuller = sender.name if len(sender.name.split()) > len(signed.name.split()) else signed.name
        return fuller, " " in fuller or signoff.marked
    given = begins_with_given_name(signed.name)
    if _names_the_domain(signed, address):
        return signed.name, " " in signed.name and given and signoff.role_follows
    if _in_address(signed.name, address):
        return signed.name, " " in signed.name or given
    if is_cjk(signed.name):
        return signed.name, signoff.introduced
    return signed.name, " " in signed.name and (given or (signoff.marked and signoff.role_follows))


def _names_the_domain(person: FoundName, address: Address) -> bool:
    """Tell whether a word of the name stands in the sender's domain, so that it may be the firm's name."""
    domain = "".join(normalise(address.domain.rpartition(".")[0]).split())
    in_domain = [word for word in name_keys(person.name) if len(word) > _SHORTEST_IN_ADDRESS and word in domain]
    return bool(in_domain) and not (begins_with_given_name(person.name) and _in_address(person.name, address))


def _in_address(name: str, address: Address) -> bool:
    local = "".join(normalise(address.local_part).split())
    if is_cjk(name):
        return False
    return any(len(word) >= _SHORTEST_IN_ADDRESS and word in local for word in name_keys(name))
