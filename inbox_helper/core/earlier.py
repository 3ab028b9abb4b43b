"""What earlier mail of the same conversation or employer adds to the facts of a mail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from inbox_helper.core.company_names import company_key, fits_domain
from inbox_helper.core.employer import employer_key
from inbox_helper.core.facts import REFUSED_INTERVIEW, read_facts
from inbox_helper.core.folding import normalise
from inbox_helper.core.names import name_keys, same_person
from inbox_helper.core.text import prepare
from inbox_helper.core.tracking_systems import tracking_system
from inbox_helper.core.types import NO_FACT, Fact, Facts, Identity, Message, Stage

_MOST_CHARACTERS = 20_000


class Kinship(IntEnum):
    """What an earlier mail shares with the one at hand; the higher, the more it may say about it."""

    EMPLOYER = 1
    """The employer, by its domain or its name; it may be about another application."""
    SENDER = 2
    """The address that it was sent from, which is no address that many employers share."""
    APPLICATION = 3
    """The conversation (References, In-Reply-To), or the employer and the reference number."""


_SOURCES = {
    Kinship.EMPLOYER: "earlier mail of the employer",
    Kinship.SENDER: "earlier mail of the sender",
    Kinship.APPLICATION: "earlier mail of the conversation",
}


@dataclass(frozen=True, slots=True)
class EarlierMail:
    """An earlier mail, and what it tells by itself."""

    message: Message
    facts: Facts


@dataclass(frozen=True, slots=True)
class _Relative:
    kinship: Kinship
    message: Message
    facts: Facts


def read_earlier(messages: Iterable[Message], identity: Identity) -> tuple[EarlierMail, ...]:
    """Read the facts of earlier mails. It takes some milliseconds each; whoever calls bounds their number."""
    return tuple(EarlierMail(each, read_facts(each, prepare(each), identity)) for each in messages)


def merge_facts(message: Message, facts: Facts, earlier: Iterable[EarlierMail]) -> Facts:
    """Return the facts of a mail, completed by those of earlier mails to the same reader.

    `message` is the mail at hand and `facts` what it tells by itself; `earlier` may hold any other mail, in any order:
    mail that is not related, newer, or the reader's own is left out. Each fact that is added tells in its source which
    kind of mail it is from. These rules hold:

    - What the mail itself surely says stays, with two exceptions: a first name may become the full name, where the
      same address signed with it, and the stage may rise.
    - The company is sure where related mails agree on it. Mail that shares no more than the employer must be
      confirmed by the sender's domain.
    - The position is sure from the conversation, or from the same sender where all its mails name the same one; of
      several, the one that the mail at hand contains. Other mail of the employer only suggests it, or confirms what
      the mail at hand leaves unsure.
    - The stage rises to `interviewed` where a person, who signed by name, surely tells of interviews or a final round,
      unless the mail at hand refuses an interview, or the other mail is about another position.
    - That feedback is declined counts from the conversation or the sender, but no more after an interview.
    - A telephone number, an address and a person for questions are shown, and never sure.
    """
    kin = _kin(message, facts, earlier)
    if not kin:
        return facts
    company, position = _company(message, facts, kin), _position(message, facts, kin)
    contact, title = _contact(message, facts, kin)
    stage = _stage(replace(facts, position=position), kin)
    return replace(
        facts,
        company=company,
        position=position,
        contact=contact,
        contact_title=title,
        stage=stage,
        feedback_declined=facts.feedback_declined or _declined(facts, stage, kin),
        formality=facts.formality or _formality(kin),
        reference=_filled(facts, kin, lambda each: each.reference, sure_from=Kinship.APPLICATION),
        telephone=_filled(facts, kin, lambda each: each.telephone),
        contact_email=_filled(facts, kin, lambda each: each.contact_email),
        later_contact=_filled(facts, kin, lambda each: each.later_contact),
    )


def kinship(message: Message, facts: Facts, earlier: EarlierMail) -> Kinship | None:
    """Tell what an earlier mail shares with the one at hand, or None where they are not known to be related."""
    other = earlier.message
    if _is_newer(other, message) or _is_by_reader(other, message):
        return None
    if _is_same_conversation(message, other):
        return Kinship.APPLICATION
    employer = employer_key(message, facts)
    same_employer = bool(employer) and employer == employer_key(other, earlier.facts)
    number = facts.reference.value.casefold()
    if same_employer and number and number == earlier.facts.reference.value.casefold():
        return Kinship.APPLICATION
    if _is_same_sender(message, other) and (same_employer or not employer):
        return Kinship.SENDER
    return Kinship.EMPLOYER if same_employer else None


def _kin(message: Message, facts: Facts, earlier: Iterable[EarlierMail]) -> tuple[_Relative, ...]:
    """Return the related mails: the nearest first, and of these the newest."""
    found = ((kinship(message, facts, each), each) for each in earlier)
    related = [_Relative(kin, each.message, each.facts) for kin, each in found if kin is not None]
    return tuple(sorted(related, key=lambda each: (each.kinship, _moment(each.message)), reverse=True))


def _moment(message: Message) -> float:
    return message.date.timestamp() if message.date else 0.0


def _is_newer(one: Message, other: Message) -> bool:
    return bool(one.date and other.date and one.date > other.date) or one.message_id == other.message_id != ""


def _is_by_reader(one: Message, received: Message) -> bool:
    readers = {each.email.lower() for each in (*received.to, *received.cc)}
    return one.sender.email.lower() in readers.union(each.lower() for each in received.delivered_to)


def _is_same_conversation(message: Message, other: Message) -> bool:
    own, others = ({*each.references, *each.in_reply_to, each.message_id} - {""} for each in (message, other))
    return bool(own & others)


def _is_same_sender(message: Message, other: Message) -> bool:
    one, two = message.sender, other.sender
    if not one.email or one.email.lower() != two.email.lower():
        return False
    return tracking_system(one) is None or bool(one.name and one.name == two.name)


def _company(message: Message, facts: Facts, kin: Sequence[_Relative]) -> Fact:
    own = facts.company
    sure = [each for each in kin if each.facts.company.sure]
    if own.sure or not sure:
        return own
    nearest = sure[0]
    name = nearest.facts.company.value
    agreed = all(company_key(each.facts.company.value) == company_key(name) for each in sure)
    fits = not own.value or company_key(own.value) == company_key(name)
    confirmed = nearest.kinship is not Kinship.EMPLOYER or fits_domain(name, message)
    if not fits or (own.value and not agreed):
        return own
    return Fact(name, _SOURCES[nearest.kinship], sure=agreed and confirmed)


def _position(message: Message, facts: Facts, kin: Sequence[_Relative]) -> Fact:
    own = facts.position
    sure = [each for each in kin if each.facts.position.sure]
    if own.sure or not sure:
        return own
    text = normalise(f"{message.subject}\n{message.text_plain[:_MOST_CHARACTERS]}")
    named = [each for each in sure if normalise(each.facts.position.value) in text]
    if len({_folded(each) for each in named}) == 1:
        return _from(named[0], own=own)
    nearest = [each for each in sure if each.kinship is sure[0].kinship]
    if own.value:
        return own
    agreed = len({_folded(each) for each in nearest}) == 1
    return Fact(
        nearest[0].facts.position.value,
        _SOURCES[nearest[0].kinship],
        sure=agreed and nearest[0].kinship is not Kinship.EMPLOYER,
    )


def _from(relative: _Relative, *, own: Fact) -> Fact:
    """Return the position of an earlier mail that the mail at hand names, too."""
    value = relative.facts.position.value
    contradicted = bool(own.value) and not f"{normalise(own.value).strip()} ".startswith(f"{_folded(relative)} ")
    return own if contradicted else Fact(value, _SOURCES[relative.kinship], sure=True)


def _folded(relative: _Relative) -> str:
    return normalise(relative.facts.position.value).strip()


def _contact(message: Message, facts: Facts, kin: Sequence[_Relative]) -> tuple[Fact, Fact]:
    same_address = [each for each in kin if _is_same_sender(message, each.message) and each.facts.contact.sure]
    names = {each.facts.contact.value for each in same_address}
    if len(names) != 1 or tracking_system(message.sender) is not None:
        return facts.contact, facts.contact_title
    known, own = same_address[0], facts.contact
    fits = same_person(own.value, known.facts.contact.value) if own.value else _is_named(message, known.facts.contact)
    longer = len(known.facts.contact.value) > len(own.value)
    if not fits or (own.sure and not longer):
        return facts.contact, facts.contact_title
    return (
        Fact(known.facts.contact.value, _SOURCES[known.kinship], sure=True),
        facts.contact_title if facts.contact_title.value else known.facts.contact_title,
    )


def _is_named(message: Message, contact: Fact) -> bool:
    """Tell whether an address is a person's own: it has a part of the name."""
    local = "".join(normalise(message.sender.local_part).split())
    return any(len(part) > 2 and part in local for part in name_keys(contact.value))


def _stage(facts: Facts, kin: Sequence[_Relative]) -> Fact:
    if facts.stage.source == REFUSED_INTERVIEW or _was_interviewed(facts.stage):
        return facts.stage
    told = (each for each in kin if _was_interviewed(each.facts.stage) and each.facts.contact.sure)
    teller = next((each for each in told if _is_about(facts, each)), None)
    # Who was invited to a final round may not have been there any more, but was interviewed on the way.
    return Fact(Stage.INTERVIEWED, _SOURCES[teller.kinship], sure=True) if teller else facts.stage


def _was_interviewed(stage: Fact) -> bool:
    return stage.sure and stage.value in (Stage.INTERVIEWED, Stage.FINAL_ROUND)


def _is_about(facts: Facts, relative: _Relative) -> bool:
    """Tell whether an earlier mail can be about the same application: no other position is named."""
    if relative.kinship is Kinship.APPLICATION or not (facts.position.sure and relative.facts.position.sure):
        return True
    return normalise(facts.position.value).strip() == _folded(relative)


def _declined(facts: Facts, stage: Fact, kin: Sequence[_Relative]) -> bool:
    interviewed = stage.value in (Stage.INTERVIEWED, Stage.FINAL_ROUND)
    if facts.feedback_offered or interviewed:
        return False
    return any(each.facts.feedback_declined for each in kin if each.kinship is not Kinship.EMPLOYER)


def _formality(kin: Sequence[_Relative]) -> str:
    near = (each.facts.formality for each in kin if each.kinship is not Kinship.EMPLOYER)
    return next(filter(None, near), "")


def _filled(
    facts: Facts, kin: Sequence[_Relative], chosen: Callable[[Facts], Fact], sure_from: Kinship | None = None
) -> Fact:
    if chosen(facts).value:
        return chosen(facts)
    known = next((each for each in kin if chosen(each.facts).value), None)
    if known is None:
        return NO_FACT
    fact = chosen(known.facts)
    return Fact(fact.value, _SOURCES[known.kinship], sure=fact.sure and known.kinship is sure_from)
