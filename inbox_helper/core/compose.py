"""From a plan to a draft: the text, the quotation under it, and the headers over it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inbox_helper.core.headers import clean
from inbox_helper.core.keys import source_key, variant
from inbox_helper.core.names import PersonName, split_name
from inbox_helper.core.quoting import MOST_LINES, MOST_LINES_IN_FULL, quotation
from inbox_helper.core.reply_subject import reply_subject
from inbox_helper.core.serialise import DraftDefect, Letter, serialise
from inbox_helper.core.signoff import is_closing
from inbox_helper.core.templates import Templates, build_templates
from inbox_helper.core.thread import reply_ids
from inbox_helper.core.types import (
    Draft,
    DraftingOptions,
    Fact,
    Facts,
    Identity,
    Message,
    Plan,
    PreparedText,
    Stage,
)

__all__ = ["DraftDefect", "Templates", "build_templates", "compose", "template_context"]

NO_SIGNATURE = "-"
_ONE_FORM_OF_ADDRESS = ("en", "ja")
_LONGEST_IN_TEXT = 70
_LONGEST_SALUTATION = 60
_UNFIT = re.compile(r"[{}\[\]<>%|@\\^~=*_#]|://|\bwww\.")
"""What no name, company or position has, but a placeholder that the sender forgot to fill."""


@dataclass(frozen=True, slots=True)
class _Day:
    day: int
    month: int
    year: int


def compose(
    message: Message,
    prepared: PreparedText,
    plan: Plan,
    facts: Facts,
    identity: Identity,
    options: DraftingOptions,
    templates: Templates,
    *,
    message_id: str,
    now: datetime,
) -> Draft:
    """Return the complete draft for a plan that drafts.

    `message_id` has its angle brackets; `now` has a zone and becomes the Date. The language is that of the plan,
    or else the user's default, or else English. Raise RuleError where a template fails, and DraftDefect where the
    bytes do not read back as they were meant.
    """
    if not plan.action.drafts or now.tzinfo is None:
        raise DraftDefect("Only a plan that drafts, at a moment with a zone, becomes a draft.")
    tone = fitting_tone(plan.tone or options.tone, plan.language, facts)
    language, tone = templates.choose(plan.language, tone, options.default_language)
    context = template_context(message, facts, identity, options)
    reply = templates.render(language=language, tone=tone, context=context)
    text = "\n\n".join(filter(None, (reply, _quoted(message, prepared, options, templates, language, context)))) + "\n"
    in_reply_to, references = reply_ids(message)
    letter = Letter(
        from_=plan.from_,
        to=plan.to,
        subject=reply_subject(message.subject),
        date=now,
        message_id=message_id,
        in_reply_to=in_reply_to,
        references=references,
        text=text,
    )
    return Draft(message_id, serialise(letter), text)


def fitting_tone(tone: str, language: str, facts: Facts) -> str:
    """Return the tone that goes with the mail: who says du is not answered with Sie, so the brief one steps in."""
    distant = tone == "formal" and facts.formality == "informal" and language not in _ONE_FORM_OF_ADDRESS
    return "brief" if distant else tone


def template_context(message: Message, facts: Facts, identity: Identity, options: DraftingOptions) -> dict[str, Any]:
    """Return every variable that a template may use; what is not sure is an empty text."""
    person = split_name(_sure(facts.contact), _sure(facts.contact_title)) or PersonName()
    return {
        "company": _sure(facts.company),
        "position": _sure(facts.position),
        "contact": person.full,
        "contact_first_name": person.first,
        "contact_last_name": person.last,
        "contact_academic": person.academic,
        "contact_gender": person.gender,
        "informal": facts.formality == "informal",
        "formality": facts.formality,
        "stage": _stage(facts),
        "cause": _cause(facts),
        "future": _future(facts),
        "feedback": _feedback(facts),
        "name": signature_name(identity, options),
        "variant": variant(source_key(message)),
    }


def signature_name(identity: Identity, options: DraftingOptions) -> str:
    """Return the name that stands under a draft; empty where the user wants none."""
    if options.signature_name == NO_SIGNATURE:
        return ""
    return clean(options.signature_name or identity.name, _LONGEST_IN_TEXT)


def _sure(fact: Fact) -> str:
    value = clean(fact.value, _LONGEST_IN_TEXT + 1) if fact.sure else ""
    return "" if len(value) > _LONGEST_IN_TEXT or _UNFIT.search(value) else value


def _stage(facts: Facts) -> str:
    advanced = (Stage.INTERVIEWED, Stage.FINAL_ROUND)
    return facts.stage.value if facts.stage.sure and facts.stage.value in advanced else ""


def _cause(facts: Facts) -> str:
    if facts.position_cancelled:
        return "cancelled"
    return "filled_internally" if facts.filled_internally else ""


def _future(facts: Facts) -> str:
    if facts.kept_on_file:
        return "on_file"
    return "apply_again" if facts.invited_to_apply_again else ""


def _feedback(facts: Facts) -> str:
    if facts.feedback_declined:
        return "declined"
    return "offered" if facts.feedback_offered else "ask"


def _quoted(
    message: Message,
    prepared: PreparedText,
    options: DraftingOptions,
    templates: Templates,
    language: str,
    context: dict[str, Any],
) -> str:
    if options.quote == "none" or not prepared.body.strip():
        return ""
    when = message.date
    date = _Day(when.day, when.month, when.year) if when else None
    sender = clean(message.sender.name, _LONGEST_IN_TEXT)
    about = {**context, "date": date, "sender": "" if _UNFIT.search(sender) else sender}
    above = templates.attribution(language=language, context=about)
    whole = options.quote == "full"
    quoted = prepared.body if whole else _message_proper(prepared.body)
    lines = quotation(quoted, MOST_LINES_IN_FULL if whole else MOST_LINES)
    return f"{above}\n{lines}" if above else lines


def _message_proper(body: str) -> str:
    """Return the body without its salutation and its closing phrase: what a short quotation is about."""
    lines = body.strip().split("\n")
    if len(lines) > 1 and len(lines[0]) <= _LONGEST_SALUTATION and lines[0].rstrip().endswith((",", "!", ":", "様")):
        lines = lines[1:]
    while len(lines) > 1 and (not lines[-1].strip() or is_closing(lines[-1])):
        lines = lines[:-1]
    return "\n".join(lines).strip()
