"""Small rulebooks and messages for tests, written as a user would write them."""

from __future__ import annotations

import textwrap

from inbox_helper.core.rulebook import Rulebook, build_rulebook
from inbox_helper.core.rules import RuleFile, Thresholds, parse_rule_file
from inbox_helper.core.types import Address, Message, PreparedText

THRESHOLDS = Thresholds(rejection=5.0, unsure=3.0)

DECISION = """
    [[phrase]]
    id     = "en.decision.others"
    weight = 5.0
    where  = ["subject", "body"]
    say    = ["(chosen|went with) (another|other) (candidate|candidates)"]
    mute   = ["en.guard.conditional"]
    why    = "They chose others."
    hits   = ["We have chosen another candidate."]
    misses = ["If we have chosen another candidate, we tell you."]

    [[phrase]]
    id     = "en.decision.not-forward"
    weight = 4.0
    say    = ["not * move forward"]
    mute   = ["en.guard.cond*"]
    why    = "It ends here."
    hits   = ["We will not be able to move forward."]
    misses = ["We move forward."]
"""
HINT = """
    [[phrase]]
    id     = "en.hint.did-not-work"
    weight = 4.5
    say    = ["(did not|didn't) work out"]
    needs  = ["frame"]
    why    = "It came to nothing."
    hits   = ["It didn't work out."]
    misses = ["It worked out."]
"""
FRAME = """
    [[phrase]]
    id     = "en.frame.application"
    weight = 1.0
    say    = ["your application"]
    why    = "About an application."
    hits   = ["Thank you for your application."]
    misses = ["Apply now."]

    [[phrase]]
    id     = "en.frame.position"
    weight = 1.5
    say    = ["(position|role)"]
    why    = "About a position."
    hits   = ["The role was popular."]
    misses = ["Roll on."]
"""
GUARD = """
    [[guard]]
    id     = "en.guard.conditional"
    effect = "mute"
    scope  = "before"
    say    = ["(if|should)"]
    mute   = ["en.guard.certain"]
    why    = "What would be."
    hits   = ["If so."]
    misses = ["So it is."]

    [[guard]]
    id     = "en.guard.certain"
    effect = "mute"
    scope  = "sentence"
    say    = ["if you read this"]
    why    = "No condition."
    hits   = ["If you read this, hello."]
    misses = ["If you go."]

    [[guard]]
    id     = "en.guard.offer"
    effect = "veto"
    say    = ["pleased to offer you"]
    why    = "An offer."
    hits   = ["We are pleased to offer you the role."]
    misses = ["We offer it."]

    [[guard]]
    id     = "en.guard.newsletter"
    effect = "counter"
    weight = -3.0
    say    = ["unsubscribe"]
    why    = "A newsletter."
    hits   = ["Unsubscribe here."]
    misses = ["Subscribe."]
"""


def rule_file(name: str, rules: str, head: str = "") -> RuleFile:
    """Return a rule file by its name, with the head that the name asks for."""
    language, _, file = name.partition("/")
    group = file.removesuffix(".toml").partition("-")[0]
    source = f'schema = 1\nlang = "{language}"\ngroup = "{group}"\n{head}\n{textwrap.dedent(rules)}'
    return parse_rule_file(source, name=name)


def rulebook(*more: RuleFile) -> Rulebook:
    """Return a small English rulebook, and what is given beside it."""
    files = [
        rule_file("en/decision.toml", DECISION),
        rule_file("en/hint.toml", HINT),
        rule_file("en/frame.toml", FRAME),
        rule_file("en/guard.toml", GUARD),
    ]
    return build_rulebook([*files, *more], THRESHOLDS)


def message(body: str = "", subject: str = "", sender: str = "", **headers: str) -> Message:
    """Return a message. Header names are written with underscores."""
    return Message(
        message_id="<a@example.com>",
        subject=subject,
        from_=(Address(sender, "jobs@example.com"),) if sender else (),
        reply_to=(),
        to=(),
        cc=(),
        delivered_to=(),
        in_reply_to=(),
        references=(),
        date=None,
        headers=tuple((name.replace("_", "-"), value) for name, value in headers.items()),
        text_plain=body,
        text_html="",
        defects=(),
    )


def prepared(body: str = "", subject: str = "", *languages: str) -> PreparedText:
    """Return the prepared text of a body whose sentences end with a full stop and a blank."""
    spans, start = [], 0
    while start < len(body):
        end = body.find(". ", start) + 1 or len(body)
        spans.append((start, end))
        start = end + 1
    return PreparedText(subject, body, tuple(spans), "", (), languages[0] if languages else "", languages)
