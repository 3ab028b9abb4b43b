"""What a mail tells about the application: company, position, who signed, how far it went, what was promised."""

from __future__ import annotations

from inbox_helper.core.capture import read_letter
from inbox_helper.core.company import read_company
from inbox_helper.core.company_names import company_key
from inbox_helper.core.contact import read_contact
from inbox_helper.core.later_contact import read_contact_email, read_later_contact
from inbox_helper.core.lexicon import LEXICONS, Lexicon, Signal
from inbox_helper.core.position import read_position
from inbox_helper.core.reference import read_reference
from inbox_helper.core.salutation import Salutation, read_salutation
from inbox_helper.core.signals import folded_sentences, signals_in
from inbox_helper.core.signoff import read_signoff
from inbox_helper.core.telephone import read_telephone
from inbox_helper.core.types import NO_FACT, Fact, Facts, Identity, Message, PreparedText, Stage

REFUSED_INTERVIEW = "body: no interview"
"""The source of a stage that no other mail can raise."""


def read_facts(message: Message, prepared: PreparedText, identity: Identity | None = None) -> Facts:
    """Given a message, its prepared text and who the user is, return the facts.

    A fact is sure only where its source is strong or several sources agree; nothing else may appear in a draft.
    """
    lexicons = _lexicons(prepared)
    signals = signals_in(folded_sentences(prepared), prepared.language)
    salutation = read_salutation(prepared.body, lexicons)
    signoff, letter = read_signoff(prepared), read_letter(prepared)
    reader = identity.name if identity and identity.name else salutation.name
    company = read_company(message, prepared.body, letter, signoff, lexicons, reader=reader)
    own_names = _own_names(message, identity, salutation)
    contact, title = read_contact(message, signoff, company, own_names=own_names)
    email = read_contact_email(message, prepared, identity)
    return Facts(
        company=company,
        position=read_position(prepared, letter, lexicons, company=company.value, reader=reader),
        contact=contact,
        contact_title=title,
        first_name=_first_name(salutation, identity),
        stage=_stage(signals),
        feedback_declined=Signal.FEEDBACK_DECLINED in signals,
        feedback_offered=Signal.FEEDBACK_OFFERED in signals and Signal.FEEDBACK_DECLINED not in signals,
        kept_on_file=Signal.KEPT_ON_FILE in signals and Signal.NOT_KEPT not in signals,
        invited_to_apply_again=Signal.APPLY_AGAIN in signals,
        position_cancelled=Signal.CANCELLED in signals,
        filled_internally=Signal.FILLED_INTERNALLY in signals,
        formality=_formality(signals, salutation),
        contact_email=email,
        later_contact=read_later_contact(prepared, email, contact, own_names),
        reference=read_reference(prepared),
        telephone=read_telephone(message, prepared, (*own_names, *_own_addresses(message, identity))),
    )


def _lexicons(prepared: PreparedText) -> tuple[Lexicon, ...]:
    """Return the lexicons of the mail's languages, and English, in which many systems write their subjects."""
    wanted = dict.fromkeys((*prepared.languages, prepared.language, "en"))
    return tuple(lexicon for language in wanted for lexicon in LEXICONS if lexicon.language == language)


def _own_names(message: Message, identity: Identity | None, salutation: Salutation) -> tuple[str, ...]:
    named = (identity.name if identity else "", salutation.name, *(each.name for each in message.to))
    return tuple(name for name in named if name)


def _own_addresses(message: Message, identity: Identity | None) -> tuple[str, ...]:
    return (*(identity.addresses if identity else ()), *(each.email for each in message.to))


def _first_name(salutation: Salutation, identity: Identity | None) -> Fact:
    first = salutation.first_name
    if not first:
        return NO_FACT
    own = identity.name.lower().split() if identity else []
    return Fact(first, "salutation", sure=first.lower() in own or not own)


def _stage(signals: frozenset[Signal]) -> Fact:
    interviewed, refused = Signal.INTERVIEWED in signals, Signal.NOT_INTERVIEWED in signals
    if Signal.NO_FURTHER_INTERVIEW in signals and interviewed:
        refused = False
    if refused:
        return Fact(Stage.APPLIED, REFUSED_INTERVIEW, sure=not interviewed)
    if _was_finalist(signals):
        return Fact(Stage.FINAL_ROUND, "body", sure=True)
    if interviewed:
        return Fact(Stage.INTERVIEWED, "body", sure=True)
    if Signal.FINAL_ROUND in signals and Signal.OTHERS_FINAL not in signals:
        return Fact(Stage.FINAL_ROUND, "body", sure=False)
    on_paper = Signal.INTERVIEWS not in signals
    return Fact(Stage.APPLIED, "body", sure=on_paper) if Signal.APPLIED in signals else NO_FACT


def _was_finalist(signals: frozenset[Signal]) -> bool:
    if Signal.OTHERS_FINAL in signals:
        return False
    return Signal.FINALIST in signals or {Signal.FINAL_ROUND, Signal.INTERVIEWED} <= signals


def _formality(signals: frozenset[Signal], salutation: Salutation) -> str:
    formal, informal = Signal.FORMAL in signals, Signal.INFORMAL in signals
    if formal != informal:
        return "formal" if formal else "informal"
    if salutation.formal_greeting:
        return "formal"
    return "informal" if salutation.first_name and " " not in salutation.name else ""


__all__ = ["REFUSED_INTERVIEW", "company_key", "read_facts"]
