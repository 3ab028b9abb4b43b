"""The pure half of the flow: from a message to what should be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from inbox_helper.core.earlier import merge_facts
from inbox_helper.core.facts import read_facts
from inbox_helper.core.judge import judge
from inbox_helper.core.reply import ReplyContext, plan_reply
from inbox_helper.core.rulebook import Rulebook
from inbox_helper.core.text import prepare
from inbox_helper.core.types import (
    DraftingOptions,
    Facts,
    Identity,
    Label,
    Message,
    Plan,
    PreparedText,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything that was found out about a message, and the plan that follows from it."""

    message: Message
    prepared: PreparedText
    verdict: Verdict
    facts: Facts
    plan: Plan


def _nothing_known(_facts: Facts) -> ReplyContext:
    return ReplyContext()


def decide(
    message: Message,
    rulebook: Rulebook,
    identity: Identity,
    options: DraftingOptions,
    context: Callable[[Facts], ReplyContext] = _nothing_known,
) -> Decision:
    """Judge a message, read its facts, and plan the reply.

    `context` looks into the mailbox, which costs time: it is asked for rejections only. Facts are read where a
    draft is possible; other mail has none.
    """
    prepared = prepare(message)
    return _decided(message, prepared, judge(rulebook, message, prepared), identity, options, context)


def decide_skimmed(
    skimmed: Message,
    read: Callable[[], Message],
    rulebook: Rulebook,
    identity: Identity,
    options: DraftingOptions,
    context: Callable[[Facts], ReplyContext] = _nothing_known,
) -> Decision:
    """Decide as `decide` does, given what `skim_message` saw; only what may be a rejection is read with care."""
    prepared = prepare(skimmed)
    verdict = judge(rulebook, skimmed, prepared)
    if verdict.label is Label.OTHER:
        return _decided(skimmed, prepared, verdict, identity, options, context)
    message = read()
    if _words(message) != _words(skimmed):
        return decide(message, rulebook, identity, options, context)
    return _decided(message, prepared, verdict, identity, options, context)


def _words(message: Message) -> tuple[object, ...]:
    """Return what is judged of a message."""
    return message.subject, message.from_, message.headers, message.text_plain, message.text_html


def _decided(
    message: Message,
    prepared: PreparedText,
    verdict: Verdict,
    identity: Identity,
    options: DraftingOptions,
    context: Callable[[Facts], ReplyContext],
) -> Decision:
    facts = Facts() if verdict.label is Label.OTHER else read_facts(message, prepared, identity)
    known = context(facts) if verdict.label is Label.REJECTION else ReplyContext()
    facts = merge_facts(message, facts, known.earlier)
    plan = plan_reply(message, prepared, verdict, facts, identity, options, known)
    return Decision(message, prepared, verdict, facts, plan)
