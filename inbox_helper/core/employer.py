"""Which mails come from the same employer, for the purpose of not thanking it twice."""

from __future__ import annotations

from inbox_helper.core.authentication import registered_domain
from inbox_helper.core.company_names import company_key
from inbox_helper.core.company_words import FREE_MAIL
from inbox_helper.core.tracking_systems import tracking_system
from inbox_helper.core.types import Facts, Message


def employer_key(message: Message, facts: Facts) -> str:
    """Return what all mails of one employer share, or an empty text where nothing surely tells.

    That is the registered domain of the sender. A tracking system, or a provider at which everybody can have an
    address, tells nothing by its domain; there it is the company's name, where that is sure.
    """
    registered = registered_domain(message.sender.domain)
    everybodys = registered.partition(".")[0] in FREE_MAIL or tracking_system(message.sender) is not None
    if registered and not everybodys:
        return f"domain:{registered}"
    name = company_key(facts.company.value) if facts.company.sure else ""
    return f"name:{name}" if name else ""
