"""Which of the user's addresses a message was written to, and whether it was written to the user at all."""

from __future__ import annotations

from collections.abc import Iterable

from inbox_helper.core.types import Address, Identity, Message

_SAME_DOMAIN = {"googlemail.com": "gmail.com"}
_DOTS_MEAN_NOTHING = frozenset(("gmail.com",))


def same_mailbox(one: str, other: str) -> bool:
    """Tell whether two addresses are one mailbox: case, `+tag` and what large providers ignore left aside."""
    return _canonical(one) == _canonical(other)


def is_own(email: str, identity: Identity) -> bool:
    """Tell whether an address is the user's."""
    return any(same_mailbox(email, own) for own in identity.addresses if own)


def recipients(message: Message) -> tuple[str, ...]:
    """Return every address that the message was sent or delivered to, the most telling first."""
    named = (each.email for each in (*message.to, *message.cc))
    return tuple(dict.fromkeys((*message.delivered_to, *named)))


def author_of_reply(message: Message, identity: Identity) -> Address:
    """Return the address as which the user answers: the one of theirs that was written to, or else the main one.

    A `+tag` is dropped, unless the user named the tagged address as theirs: providers rarely let one send as it.
    """
    for received in recipients(message):
        exact = _own_address(received, identity.addresses)
        if exact:
            return Address(identity.name, exact)
    return Address(identity.name, identity.address or next(iter(recipients(message)), ""))


def is_addressed(message: Message, identity: Identity) -> bool:
    """Tell whether the user is among the recipients, as far as the message names any."""
    named = recipients(message)
    return not named or not identity.address or any(is_own(each, identity) for each in named)


def _own_address(email: str, own: Iterable[str]) -> str:
    known = tuple(own)
    exact = next((each for each in known if each.lower() == email.lower()), "")
    return exact or next((each for each in known if same_mailbox(each, email)), "")


def _canonical(email: str) -> str:
    local, _, domain = email.strip().lower().rpartition("@")
    domain = _SAME_DOMAIN.get(domain, domain)
    local = local.partition("+")[0] or local
    return f"{local.replace('.', '') if domain in _DOTS_MEAN_NOTHING else local}@{domain}"
