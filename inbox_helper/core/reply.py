"""May and should a message be answered, whom, and as whom. Every answer comes with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from inbox_helper.core.acquaintance import acquaintances, is_of_employer
from inbox_helper.core.authentication import Authenticity, authenticity, registered_domain
from inbox_helper.core.earlier import EarlierMail
from inbox_helper.core.identity import author_of_reply, is_addressed, is_own
from inbox_helper.core.senders import is_daemon, is_no_reply, says_no_replies
from inbox_helper.core.serialise import is_writable
from inbox_helper.core.tracking_systems import is_person, is_relay, tracking_system
from inbox_helper.core.types import (
    Action,
    Address,
    DraftingOptions,
    Facts,
    Identity,
    Label,
    Message,
    Plan,
    PreparedText,
    Verdict,
)

_MOST_RECIPIENTS = 5
_SHORTEST_OWNER = 4


@dataclass(frozen=True, slots=True)
class ReplyContext:
    """What the mailbox and the memory know about the message, beyond what it says itself."""

    answered: bool = False
    """The user has answered it."""
    drafted_or_begun: bool = False
    """A reply to it lies in Drafts or Sent."""
    spam_folder: bool = False
    drafts_today: int = 0
    recently_drafted_employer: bool = False
    held: str = ""
    """Why no draft is made for now, in one sentence."""
    earlier: tuple[EarlierMail, ...] = ()
    """Earlier mails of the conversation or the employer."""


@dataclass(frozen=True, slots=True)
class _Case:
    message: Message
    prepared: PreparedText
    facts: Facts
    identity: Identity
    options: DraftingOptions
    context: ReplyContext


def plan_reply(
    message: Message,
    prepared: PreparedText,
    verdict: Verdict,
    facts: Facts,
    identity: Identity,
    options: DraftingOptions,
    context: ReplyContext = ReplyContext(),
) -> Plan:
    """Return what should be done about a judged message, with the reason in one sentence.

    Only a rejection is answered; for an unsure message the plan is REVIEW, and the reason says what would be done.
    """
    if verdict.label is Label.OTHER:
        return Plan(Action.NONE, "It is no rejection.")
    case = _Case(message, prepared, facts, identity, options, context)
    plan = replace(_plan(case), language=prepared.language or verdict.language, tone=options.tone)
    if verdict.label is Label.UNSURE:
        would = f"a draft would go to {_shown(plan.to)}." if plan.action.drafts else f"no draft: {plan.reason}"
        return replace(plan, action=Action.REVIEW, reason=f"It may be a rejection; look yourself. If it is, {would}")
    return plan


def _plan(case: _Case) -> Plan:
    for action, objection in _OBJECTIONS:
        reason = objection(case)
        if reason:
            return Plan(action, reason)
    return _to_whom(case)


def _own(case: _Case) -> str:
    authors = case.message.from_
    return "You wrote it yourself." if any(is_own(each.email, case.identity) for each in authors) else ""


def _malformed(case: _Case) -> str:
    message = case.message
    if not message.from_ or not message.sender.email:
        return "It names no sender."
    if len(message.header_all("from")) > 1:
        return "It has several From fields, which honest mail never has."
    if len(message.header_all("message-id")) > 1:
        return "It has several Message-IDs, which honest mail never has."
    return ""


def _bounce(case: _Case) -> str:
    message = case.message
    if any(is_daemon(each) for each in message.from_):
        return "A mail server wrote it, to report on the delivery of another message."
    if message.header("content-type").lower().startswith("multipart/report"):
        return "It is a delivery report."
    if message.header("return-path").strip() == "<>":
        return "Its sender takes no replies (its return path is empty)."
    return ""


def _automatic(case: _Case) -> str:
    message = case.message
    if "auto-replied" in message.header("auto-submitted").lower():
        return "It is an automatic reply, such as an out-of-office notice."
    if message.header("x-autoreply") or message.header("x-autorespond") or message.header("x-autoresponder"):
        return "It is an automatic reply."
    return "It is an automatic reply." if message.header("precedence").strip().lower() == "auto_reply" else ""


def _list(case: _Case) -> str:
    message = case.message
    posting = message.header("list-post")
    if posting and posting.strip().upper() != "NO" and message.header("list-id"):
        return "It came over a discussion list; a reply could reach everybody there."
    return "It came over a mailing list." if message.header("precedence").strip().lower() == "list" else ""


def _spoof(case: _Case) -> str:
    message = case.message
    if authenticity(message, case.identity, case.identity.trusted_servers) is Authenticity.FAILED:
        return f"It may be forged: your provider could not confirm that {message.sender.domain} sent it."
    if case.context.spam_folder or message.header("x-spam-flag").strip().lower() == "yes":
        return "It was sorted out as spam; answering would confirm your address."
    return ""


def _not_addressed(case: _Case) -> str:
    if is_addressed(case.message, case.identity):
        return ""
    return (
        "It is addressed to somebody else. If the address is yours, because mail to it is forwarded to you, "
        "add it to the aliases of this account."
    )


def _done(case: _Case) -> str:
    if case.context.answered:
        return "You have answered it already."
    return "A reply to it lies in Drafts or Sent already." if case.context.drafted_or_begun else ""


def _limit(case: _Case) -> Plan | None:
    context = case.context
    if context.recently_drafted_employer:
        return Plan(Action.LIMIT, "This employer had a reply lately; one is enough.")
    if context.held:
        return Plan(Action.LIMIT, context.held, later=True)
    if context.drafts_today >= case.options.daily_limit:
        return Plan(Action.LIMIT, f"The daily limit of {case.options.daily_limit} drafts is reached.", later=True)
    return None


_OBJECTIONS: tuple[tuple[Action, Callable[[_Case], str]], ...] = (
    (Action.OWN, _own),
    (Action.MALFORMED, _malformed),
    (Action.BOUNCE, _bounce),
    (Action.AUTOMATIC, _automatic),
    (Action.LIST, _list),
    (Action.SPOOF, _spoof),
    (Action.NOT_ADDRESSED, _not_addressed),
    (Action.DONE, _done),
)


def _to_whom(case: _Case) -> Plan:
    asked_for = _others(case.message.reply_to, case.identity)
    targets = asked_for or _others(case.message.from_, case.identity)
    if not targets:
        return Plan(Action.OWN, "Every address that it could be answered to is your own.")
    if not any(map(is_writable, targets)):
        return Plan(Action.MALFORMED, f"The address {_shown(targets)} is none that a mail program accepts.")
    readers = tuple(each for each in targets if is_writable(each) and _is_read(each))
    if not readers:
        return _nobody(case, targets)
    if asked_for == () and says_no_replies(case.prepared):
        return _nobody(case, ())
    if limit := _limit(case):
        return limit
    if asked_for and not _is_related(case.message.sender, readers[0]):
        reason = f"Replies would go to {_shown(readers)}, which has nothing to do with {case.message.sender.domain}."
        return Plan(Action.REVIEW, reason)
    relayed = any((system := tracking_system(each)) is not None and is_relay(system, each) for each in readers)
    return Plan(
        Action.RELAY if relayed else Action.REPLY,
        _reason_to_reply(readers, relayed=relayed, asked_for=bool(asked_for)),
        readers[:_MOST_RECIPIENTS],
        author_of_reply(case.message, case.identity),
    )


def _reason_to_reply(readers: tuple[Address, ...], *, relayed: bool, asked_for: bool) -> str:
    if relayed:
        return f"The tracking system hands replies to {_shown(readers)} on to the recruiter."
    if asked_for:
        return f"It asks for replies to {_shown(readers)}."
    return f"It comes from {_shown(readers)}, where replies are read as far as can be told."


def _nobody(case: _Case, targets: tuple[Address, ...]) -> Plan:
    reason = f"Nobody reads replies to {_shown(targets)}." if targets else "It says itself that nobody reads replies."
    found = None if case.options.reach_out == "never" else _somebody_else(case)
    if found is None:
        return Plan(Action.NOBODY, reason)
    person, whence = found
    reason = f"{reason} {whence}"
    if case.options.reach_out == "ask":
        return Plan(Action.REVIEW, f'{reason} Write there yourself, or let drafts go there with reach_out = "always".')
    return _limit(case) or Plan(Action.REPLY, reason, (person,), author_of_reply(case.message, case.identity))


def _somebody_else(case: _Case) -> tuple[Address, str] | None:
    """Return somebody who reads replies where the sender does not, and how they are known; None if there is nobody."""
    named = case.facts.contact_email
    if named.sure and named.value:
        contact = Address(case.facts.contact.value if case.facts.contact.sure else "", named.value)
        if _may_be_asked(contact, case) and (
            is_of_employer(contact.email, case.message, case.facts) or tracking_system(case.message.sender) is not None
        ):
            return contact, f"It names {contact.email} for questions."
    for person in acquaintances(case.message, case.facts, case.context.earlier, case.identity):
        if _may_be_asked(person, case):
            return (
                person,
                f"{person.name or person.email} of the same employer wrote to you earlier, from {person.email}.",
            )
    return None


def _may_be_asked(address: Address, case: _Case) -> bool:
    return (
        is_writable(address)
        and tracking_system(address) is None
        and _is_read(address)
        and not is_own(address.email, case.identity)
    )


def _others(addresses: tuple[Address, ...], identity: Identity) -> tuple[Address, ...]:
    unique: dict[str, Address] = {}
    for each in addresses:
        unique.setdefault(each.email.lower(), each)
    return tuple(each for each in unique.values() if each.email and not is_own(each.email, identity))


def _is_read(address: Address) -> bool:
    system = tracking_system(address)
    if system is not None:
        return is_relay(system, address) or is_person(system, address)
    return not is_no_reply(address) and not is_daemon(address)


def _is_related(sender: Address, target: Address) -> bool:
    if tracking_system(sender) is not None or tracking_system(target) is not None:
        return True
    one, other = registered_domain(sender.domain), registered_domain(target.domain)
    return one == other or _owner(one) == _owner(other)


def _owner(registered: str) -> str:
    """Return the word by which a firm registers its domains: acme.example, acme-jobs.example, acme.test."""
    label = registered.partition(".")[0]
    first = label.partition("-")[0]
    return first if len(first) >= _SHORTEST_OWNER else label


def _shown(addresses: tuple[Address, ...]) -> str:
    return ", ".join(each.email for each in addresses)
