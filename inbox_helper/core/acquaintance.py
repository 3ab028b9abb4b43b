"""People of the employer that the user knows from earlier mail: where nobody reads replies, they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inbox_helper.core.authentication import registered_domain
from inbox_helper.core.company_names import company_key, keys_agree, letters_of
from inbox_helper.core.company_words import FREE_MAIL
from inbox_helper.core.earlier import EarlierMail
from inbox_helper.core.identity import is_own
from inbox_helper.core.senders import is_daemon, is_no_reply, says_no_replies
from inbox_helper.core.text import prepare
from inbox_helper.core.tracking_systems import tracking_system
from inbox_helper.core.types import Address, Facts, Identity, Message

_SHORTEST_KEY = 4


def is_of_employer(email: str, message: Message, facts: Facts) -> bool:
    """Tell whether an address is at the employer that a mail is from: by its domain, or by a company that is sure.

    An address at a tracking system, or at a provider where everybody can have one, is nobody's employer.
    """
    address = Address("", email)
    domain = registered_domain(address.domain)
    label = domain.partition(".")[0]
    if not domain or label in FREE_MAIL or tracking_system(address) is not None:
        return False
    if tracking_system(message.sender) is None and domain == registered_domain(message.sender.domain):
        return True
    key = company_key(facts.company.value) if facts.company.sure else ""
    return len(key) >= _SHORTEST_KEY and keys_agree(key, letters_of(label))


def acquaintances(
    message: Message, facts: Facts, earlier: Iterable[EarlierMail], identity: Identity
) -> Iterator[Address]:
    """Yield the people of the employer who wrote earlier, newest first.

    A person signed by name, wrote from an address of the employer that takes replies, and not through a list or a
    machine. An address of a tracking system is never one: its relays belong to the applications they were made for.
    """
    newest_first = sorted(earlier, key=lambda each: each.message.date.timestamp() if each.message.date else 0.0)[::-1]
    for each in newest_first:
        sender = each.message.sender
        if is_of_employer(sender.email, message, facts) and _is_person(each, identity):
            yield sender


def _is_person(mail: EarlierMail, identity: Identity) -> bool:
    message, sender = mail.message, mail.message.sender
    if is_own(sender.email, identity) or is_no_reply(sender) or is_daemon(sender):
        return False
    by_machine = message.header("list-id") or message.header("auto-submitted") not in ("", "no")
    return not by_machine and mail.facts.contact.sure and not says_no_replies(prepare(message))
