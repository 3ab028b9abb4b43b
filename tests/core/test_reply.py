"""Whether, whom and as whom: one test for every reason to answer or to let it be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from inbox_helper.core.authentication import Authenticity, authenticity, registered_domain
from inbox_helper.core.earlier import EarlierMail, read_earlier
from inbox_helper.core.identity import same_mailbox
from inbox_helper.core.reply import ReplyContext, plan_reply
from inbox_helper.core.senders import is_no_reply
from inbox_helper.core.text import prepare
from inbox_helper.core.tracking_systems import SHIPPED_SYSTEMS
from inbox_helper.core.types import (
    Action,
    Address,
    DraftingOptions,
    Fact,
    Facts,
    Identity,
    Label,
    Message,
    Plan,
    Verdict,
)

NO_FACTS, NOTHING_KNOWN, DEFAULTS = Facts(), ReplyContext(), DraftingOptions()
IDENTITY = Identity("sam@home.example", "Sam Rivers", ("rivers@work.example", "sam+jobs@box.example"))
HUMAN = Message(
    message_id="<1@greenfield.example>",
    subject="Your application",
    from_=(Address("Ada Larch", "ada.larch@greenfield.example"),),
    reply_to=(),
    to=(Address("Sam", "sam@home.example"),),
    cc=(),
    delivered_to=(),
    in_reply_to=(),
    references=(),
    date=datetime(2026, 3, 3, 9, tzinfo=UTC),
    headers=(),
    text_plain="Dear Sam,\n\nWe have chosen another candidate.\n\nKind regards,\nAda Larch",
    text_html="",
    defects=(),
)


def plan(
    message: Message,
    *,
    label: Label = Label.REJECTION,
    facts: Facts = NO_FACTS,
    context: ReplyContext = NOTHING_KNOWN,
    options: DraftingOptions = DEFAULTS,
    identity: Identity = IDENTITY,
) -> Plan:
    """Plan the reply to a message."""
    verdict = Verdict(label, 6.0, (), "en", "test")
    return plan_reply(message, prepare(message), verdict, facts, identity, options, context)


def from_(email: str, name: str = "", reply_to: tuple[Address, ...] = ()) -> Message:
    """Return the message with another author."""
    return replace(HUMAN, from_=(Address(name, email),), reply_to=reply_to)


def with_header(name: str, value: str, message: Message = HUMAN) -> Message:
    """Return the message with one more header field."""
    return replace(message, headers=(*message.headers, (name, value)))


def test_a_person_is_answered() -> None:
    """The usual case: the person who wrote gets the reply, from the address that they wrote to."""
    found = plan(HUMAN)
    assert found.action is Action.REPLY
    assert found.to == HUMAN.from_
    assert found.from_ == Address("Sam Rivers", "sam@home.example")
    assert (found.language, found.tone) == ("en", "warm")
    assert "ada.larch@greenfield.example" in found.reason


def test_other_mail_is_left_alone() -> None:
    """What is no rejection is none of our business."""
    assert plan(HUMAN, label=Label.OTHER).action is Action.NONE


def test_unsure_mail_is_shown() -> None:
    """The user decides, and sees what would be done."""
    found = plan(HUMAN, label=Label.UNSURE)
    assert found.action is Action.REVIEW
    assert "ada.larch@greenfield.example" in found.reason


def test_unsure_mail_tells_why_not() -> None:
    """Also where nothing would be done, the reason says so."""
    assert "no-reply@" in plan(from_("no-reply@greenfield.example"), label=Label.UNSURE).reason


@pytest.mark.parametrize(
    "email",
    [
        "noreply@a.example", "no-reply@a.example", "no_reply@a.example", "no.reply@a.example", "NoReply@a.example",
        "no-reply+8f3a2@a.example", "donotreply@a.example", "do-not-reply@a.example", "do_not_reply@a.example",
        "careers-noreply@a.example", "noreply-jobs@a.example", "nicht-antworten@a.example", "nepasrepondre@a.example",
        "ne-pas-repondre@a.example", "no-responder@a.example", "noresponder@a.example", "nao-responda@a.example",
        "non-rispondere@a.example", "nie-odpowiadaj@a.example", "svara-inte@a.example", "ei-vastausta@a.example",
        "neodpovidat@a.example", "bounce@a.example", "bounces+123@a.example", "mailer@a.example",
        "notification@a.example", "notifications@a.example", "automail@a.example", "jobs@noreply.a.example",
        "system@a.example", "auto-reply@a.example",
    ],
)  # fmt: skip
def test_nobody_is_behind_no_reply(email: str) -> None:
    """No draft goes where nobody reads it."""
    assert is_no_reply(Address("", email))
    found = plan(from_(email))
    assert found.action is Action.NOBODY
    assert email in found.reason


@pytest.mark.parametrize(
    "email",
    ["ada@a.example", "jobs@a.example", "hr@a.example", "reply@a.example", "norah.eply@a.example", "systema@a.example",
     "careers@a.example", "bewerbung@a.example", "anna.albert@a.example"],
)  # fmt: skip
def test_people_and_shared_mailboxes_are_read(email: str) -> None:
    """An unusual address is no reason to keep silent."""
    assert not is_no_reply(Address("", email))
    assert plan(from_(email)).action is Action.REPLY


def test_reply_to_wins() -> None:
    """The author says where replies are wanted (RFC 5322 section 3.6.2)."""
    message = from_("no-reply@greenfield.example", reply_to=(Address("", "ada@greenfield.example"),))
    found = plan(message)
    assert found.action is Action.REPLY
    assert [each.email for each in found.to] == ["ada@greenfield.example"]


def test_reply_to_list_is_answered_once_each() -> None:
    """Several addresses for replies all get it, the user's own and repetitions do not."""
    wanted = ("ada@greenfield.example", "SAM@home.example", "ben@greenfield.example", "ADA@greenfield.example")
    found = plan(replace(HUMAN, reply_to=tuple(Address("", each) for each in wanted)))
    assert [each.email for each in found.to] == ["ada@greenfield.example", "ben@greenfield.example"]


def test_cc_is_not_answered() -> None:
    """Other candidates in copy never see the reply."""
    message = replace(HUMAN, cc=(Address("", "other.candidate@home.example"),))
    assert [each.email for each in plan(message).to] == ["ada.larch@greenfield.example"]


def test_reply_to_of_no_reply_means_nobody() -> None:
    """A human sender whose Reply-To nobody reads does not want replies."""
    assert plan(replace(HUMAN, reply_to=(Address("", "no-reply@greenfield.example"),))).action is Action.NOBODY


def test_strange_reply_to_is_shown() -> None:
    """A reply that would leave the sender's domain is the user's decision."""
    found = plan(replace(HUMAN, reply_to=(Address("", "someone@elsewhere.example"),)))
    assert found.action is Action.REVIEW
    assert "someone@elsewhere.example" in found.reason


@pytest.mark.parametrize(
    "target", ["ada@greenfield-group.example", "ada@mail.greenfield.example", "ada@greenfield.test"]
)
def test_related_reply_to_is_answered(target: str) -> None:
    """The same firm under another domain is no stranger."""
    assert plan(replace(HUMAN, reply_to=(Address("", target),))).action is Action.REPLY


@pytest.mark.parametrize(
    ("sender", "reply_to", "action"),
    [
        ("no-reply@us.greenhouse-mail.io", "", Action.NOBODY),
        ("no-reply@hire.lever.co", "", Action.NOBODY),
        ("acme@myworkday.com", "", Action.NOBODY),
        ("acme+autoreply@talent.icims.com", "", Action.NOBODY),
        ("acme+email+4fk2-9x@talent.icims.com", "", Action.RELAY),
        ("notification@smartrecruiters.com", "", Action.NOBODY),
        ("ada.larch@acme.teamtailor-mail.com", "", Action.REPLY),
        ("no-reply@acme.teamtailor-mail.com", "", Action.NOBODY),
        ("jobs-noreply@linkedin.com", "", Action.NOBODY),
        ("hit-reply@linkedin.com", "", Action.RELAY),
        ("no-reply@ashbyhq.com", "ada@acme.example", Action.REPLY),
        ("system@successfactors.eu", "", Action.NOBODY),
        ("noreply@candidates.workablemail.com", "acme+c81e728d@candidates.workablemail.com", Action.RELAY),
    ],
)
def test_tracking_systems(sender: str, reply_to: str, action: Action) -> None:
    """What a tracking system does with replies is known, or else nobody is bothered."""
    found = plan(from_(sender, reply_to=(Address("", reply_to),) if reply_to else ()))
    assert found.action is action


def test_tracking_systems_are_named_once() -> None:
    """The table has no system and no domain twice."""
    domains = [domain for system in SHIPPED_SYSTEMS for domain in system.domains]
    assert len(set(domains)) == len(domains)
    assert len({system.name for system in SHIPPED_SYSTEMS}) == len(SHIPPED_SYSTEMS)


@pytest.mark.parametrize(
    "sentence",
    [
        "Please do not reply to this email.",
        "Replies to this message are undeliverable and reach nobody in the department.",
        "This mailbox is not monitored.",
        "Bitte antworten Sie nicht auf diese E-Mail.",
        "Merci de ne pas répondre à ce message.",
        "Por favor, no responda a este correo.",
        "本メールは送信専用です。",
    ],
)
def test_mail_may_say_itself_that_nobody_reads(sentence: str) -> None:
    """Where the mail asks for no replies, there is none."""
    found = plan(replace(HUMAN, text_plain=f"{HUMAN.text_plain}\n\n{sentence}"))
    assert found.action is Action.NOBODY


def test_named_contact_is_offered() -> None:
    """Where nobody reads replies, the user is told whom the mail names."""
    facts = Facts(contact_email=Fact("june@greenfield.example", "body", sure=True))
    assert "june@greenfield.example" in plan(from_("no-reply@greenfield.example"), facts=facts).reason


@pytest.mark.parametrize("email", ["sam@home.example", "SAM@Home.example", "sam+x@home.example", "rivers@work.example"])
def test_own_mail_is_not_answered(email: str) -> None:
    """Nobody thanks themselves."""
    assert plan(from_(email)).action is Action.OWN


@pytest.mark.parametrize(
    "message",
    [
        from_("MAILER-DAEMON@mx.example"),
        from_("postmaster@mx.example"),
        with_header("return-path", "<>"),
        with_header("content-type", 'multipart/report; report-type="delivery-status"'),
    ],
)
def test_bounces_are_not_answered(message: Message) -> None:
    """Mail of mail servers gets no reply (RFC 3834 section 2)."""
    assert plan(message).action is Action.BOUNCE


@pytest.mark.parametrize(
    ("name", "value"),
    [("auto-submitted", "auto-replied"), ("x-autoreply", "yes"), ("precedence", "auto_reply")],
)
def test_automatic_replies_are_not_answered(name: str, value: str) -> None:
    """Out-of-office notices start no conversation."""
    assert plan(with_header(name, value)).action is Action.AUTOMATIC


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("auto-submitted", "auto-generated"),
        ("precedence", "bulk"),
        ("x-auto-response-suppress", "All"),
        ("list-unsubscribe", "<mailto:u@a.example>"),
        ("feedback-id", "1:2:3"),
        ("list-id", "<applicants.greenfield.example>"),
    ],
)
def test_headers_that_tracking_systems_always_send_do_not_matter(name: str, value: str) -> None:
    """A real rejection from a tracking system is answered though it is marked as generated."""
    assert plan(with_header(name, value)).action is Action.REPLY


def test_discussion_lists_are_not_answered() -> None:
    """A thank-you never goes to a hundred readers."""
    listed = with_header("list-id", "<talk.example>", with_header("list-post", "<mailto:talk@lists.example>"))
    assert plan(listed).action is Action.LIST
    assert plan(with_header("precedence", "list")).action is Action.LIST


@pytest.mark.parametrize("name", ["from", "message-id"])
def test_malformed_mail_is_not_answered(name: str) -> None:
    """Mail with two authors' fields or two ids is not honest."""
    doubled = replace(HUMAN, headers=((name, "a"), (name, "b")))
    assert plan(doubled).action is Action.MALFORMED


def test_mail_without_author_is_not_answered() -> None:
    """Without a sender there is nobody to answer."""
    assert plan(replace(HUMAN, from_=())).action is Action.MALFORMED


@pytest.mark.parametrize("email", ["ada@", "@b.example", "a b@c.example", "a@b@c.example", "a@b..example", "a@-"])
def test_unusable_addresses_are_not_written_to(email: str) -> None:
    """A draft never has a recipient that no mail program accepts."""
    assert not plan(from_(email)).action.drafts


def test_answered_mail_is_done() -> None:
    """What the user has answered stays answered."""
    assert plan(HUMAN, context=ReplyContext(answered=True)).action is Action.DONE
    assert plan(HUMAN, context=ReplyContext(drafted_or_begun=True)).action is Action.DONE


def test_limits() -> None:
    """A broken rule cannot fill Drafts, and one employer gets one reply."""
    assert plan(HUMAN, context=ReplyContext(drafts_today=20)).action is Action.LIMIT
    assert plan(HUMAN, context=ReplyContext(drafts_today=19)).action is Action.REPLY
    assert plan(HUMAN, context=ReplyContext(recently_drafted_employer=True)).action is Action.LIMIT


def test_spam_is_not_answered() -> None:
    """Answering spam tells its sender that the address is alive."""
    assert plan(HUMAN, context=ReplyContext(spam_folder=True)).action is Action.SPOOF
    assert plan(with_header("x-spam-flag", "YES")).action is Action.SPOOF


RECEIVED = ("received", "from mx.greenfield.example by mx.home.example with ESMTPS; Tue, 3 Mar 2026 09:00:00 +0000")


@pytest.mark.parametrize(
    ("field", "result"),
    [
        ("mx.home.example; dmarc=fail header.from=greenfield.example", Authenticity.FAILED),
        ("mx.home.example; spf=fail; dkim=fail", Authenticity.FAILED),
        ("mx.home.example; spf=fail; dkim=pass", Authenticity.PASSED),
        ("mx.home.example; dkim=pass; dmarc=pass (p=none)", Authenticity.PASSED),
        ("mx.home.example; spf=softfail; dkim=none", Authenticity.UNKNOWN),
        ("mx.home.example 1; dmarc=fail (this is not dmarc=pass)", Authenticity.FAILED),
        ("mx.elsewhere.example; dmarc=fail", Authenticity.UNKNOWN),
        ("", Authenticity.UNKNOWN),
        ("garbage", Authenticity.UNKNOWN),
    ],
)
def test_only_the_own_provider_is_believed(field: str, result: Authenticity) -> None:
    """A forged or foreign result is no result (RFC 8601)."""
    message = replace(HUMAN, headers=(RECEIVED, ("authentication-results", field)))
    assert authenticity(message, IDENTITY) is result


def test_forged_mail_is_not_answered() -> None:
    """Where the user's provider could not confirm the sender, there is no draft, and the reason names the domain."""
    field = ("authentication-results", "mx.home.example; dmarc=fail header.from=greenfield.example")
    found = plan(replace(HUMAN, headers=(RECEIVED, field)))
    assert found.action is Action.SPOOF
    assert "greenfield.example" in found.reason


def test_only_the_topmost_result_counts() -> None:
    """An older hop's failure does not make the mail suspicious."""
    good = ("authentication-results", "mx.home.example; dmarc=pass")
    bad = ("authentication-results", "mx.home.example; dmarc=fail")
    assert plan(replace(HUMAN, headers=(RECEIVED, good, bad))).action is Action.REPLY


def test_named_servers_are_trusted() -> None:
    """The user may name the server that adds the field."""
    message = with_header("authentication-results", "checker.elsewhere.example; dmarc=fail")
    assert authenticity(message, IDENTITY, ("checker.elsewhere.example",)) is Authenticity.FAILED


@pytest.mark.parametrize(
    ("to", "delivered_to", "email"),
    [
        ("sam@home.example", (), "sam@home.example"),
        ("rivers@work.example", (), "rivers@work.example"),
        ("Rivers@Work.example", (), "rivers@work.example"),
        ("sam+news@home.example", (), "sam@home.example"),
        ("sam+jobs@box.example", (), "sam+jobs@box.example"),
        ("old@forwarded.example", ("sam@home.example",), "sam@home.example"),
        ("sam@home.example", ("rivers@work.example", "sam@home.example"), "rivers@work.example"),
        ("list@greenfield.example", ("x@unknown.example", "rivers@work.example"), "rivers@work.example"),
    ],
)
def test_reply_comes_from_the_address_that_was_written_to(to: str, delivered_to: tuple[str, ...], email: str) -> None:
    """The employer sees the address that they know, however the mail came."""
    message = replace(HUMAN, to=(Address("", to),), delivered_to=delivered_to)
    assert plan(message).from_ == Address("Sam Rivers", email)


def test_mail_to_others_is_not_answered() -> None:
    """A rejection of somebody else is not ours, and the reason says how to claim it."""
    found = plan(replace(HUMAN, to=(Address("", "other@elsewhere.example"),)))
    assert found.action is Action.NOT_ADDRESSED
    assert "aliases" in found.reason


def test_blind_copies_are_answered() -> None:
    """Mail that names no recipient at all came to the user all the same."""
    assert plan(replace(HUMAN, to=())).action is Action.REPLY


def test_without_an_account_the_recipient_is_the_user() -> None:
    """A single file can be looked at before anything is configured."""
    found = plan(HUMAN, identity=Identity("", ""))
    assert found.action is Action.REPLY
    assert found.from_.email == "sam@home.example"


def test_every_plan_has_a_reason() -> None:
    """Whatever is decided, a sentence says why."""
    messages = [HUMAN, from_("no-reply@a.example"), from_("sam@home.example"), with_header("precedence", "list")]
    for message in messages:
        for label in Label:
            reason = plan(message, label=label).reason
            assert reason[:1].isupper()
            assert reason.endswith(".")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("sam.rivers@gmail.com", "samrivers@googlemail.com", True),
        ("sam+a@home.example", "sam@home.example", True),
        ("sam@home.example", "sam@home.test", False),
        ("sam.rivers@home.example", "samrivers@home.example", False),
    ],
)
def test_mailboxes_are_compared_as_providers_do(one: str, other: str, same: bool) -> None:
    """Dots matter, but where the provider ignores them."""
    assert same_mailbox(one, other) is same


@pytest.mark.parametrize(
    ("domain", "registered"),
    [("mail.shop.co.uk", "shop.co.uk"), ("a.b.greenfield.com", "greenfield.com"), ("localhost", "localhost")],
)
def test_registered_domains(domain: str, registered: str) -> None:
    """Two domains are of one owner only below a public suffix."""
    assert registered_domain(domain) == registered


def earlier(sender: Address, text: str, **headers: str) -> EarlierMail:
    """Return an earlier mail with what it tells."""
    message = replace(
        HUMAN,
        message_id=f"<{sender.local_part}@earlier.example>",
        from_=(sender,),
        date=datetime(2026, 2, 3, 9, tzinfo=UTC),
        headers=tuple((name.replace("_", "-"), value) for name, value in headers.items()),
        text_plain=text,
    )
    (mail,) = read_earlier([message], IDENTITY)
    return mail


NOBODY = replace(HUMAN, from_=(Address("Greenfield Jobs", "no-reply@greenfield.example"),))
SIGNED = "Dear Sam,\n\nThank you for the talk on Monday.\n\nKind regards,\nAda Larch\nHead of Gardens"
ADA = Address("Ada Larch", "ada.larch@greenfield.example")
NAMED = Facts(contact_email=Fact("jobs-questions@greenfield.example", "body", sure=True))


def reaching(choice: str) -> DraftingOptions:
    """Return options with a choice for `reach_out`."""
    return DraftingOptions(reach_out=choice)


def test_a_person_of_earlier_mail_is_told_and_by_default_not_written_to() -> None:
    """The user decides whether strangers to this mail get a draft."""
    context = ReplyContext(earlier=(earlier(ADA, SIGNED),))
    asked = plan(NOBODY, context=context)
    assert asked.action is Action.REVIEW
    assert "ada.larch@greenfield.example" in asked.reason
    assert asked.to == ()
    allowed = plan(NOBODY, context=context, options=reaching("always"))
    assert (allowed.action, allowed.to) == (Action.REPLY, (ADA,))
    never = plan(NOBODY, context=context, options=reaching("never"))
    assert never.action is Action.NOBODY
    assert "ada.larch" not in never.reason


def test_a_contact_that_the_mail_names_comes_before_earlier_mail() -> None:
    """What the employer says now counts more than who wrote once."""
    context = ReplyContext(earlier=(earlier(ADA, SIGNED),))
    found = plan(NOBODY, facts=NAMED, context=context, options=reaching("always"))
    assert [each.email for each in found.to] == ["jobs-questions@greenfield.example"]


@pytest.mark.parametrize(
    "stranger",
    [
        earlier(Address("Ada Larch", "reply+abc@applications.greenhouse.io"), SIGNED),
        earlier(Address("Ada Larch", "ada@elsewhere.example"), SIGNED),
        earlier(Address("Ada Larch", "ada.larch@gmail.com"), SIGNED),
        earlier(Address("Greenfield", "no-reply@greenfield.example"), SIGNED),
        earlier(Address("Greenfield", "jobs@greenfield.example"), "We have received your application."),
        earlier(ADA, SIGNED, list_id="<news.greenfield.example>"),
        earlier(ADA, SIGNED + "\n\nPlease do not reply to this e-mail."),
        earlier(Address("Sam Rivers", "rivers@work.example"), SIGNED),
    ],
    ids=lambda each: each.message.sender.email,
)
def test_who_is_no_person_of_the_employer_is_not_reached(stranger: EarlierMail) -> None:
    """A relay of a tracking system, another firm, a machine, a list, the user."""
    found = plan(NOBODY, context=ReplyContext(earlier=(stranger,)), options=reaching("always"))
    assert found.action is Action.NOBODY


def test_a_named_address_at_a_tracking_system_or_of_nobody_is_not_reached() -> None:
    """Nor one that takes no replies itself."""
    for email in ("noreply@greenfield.example", "x@applications.greenhouse.io", "sam@home.example"):
        facts = Facts(contact_email=Fact(email, "body", sure=True))
        assert plan(NOBODY, facts=facts, options=reaching("always")).action is Action.NOBODY


def test_the_limits_hold_for_whoever_is_reached_out_to() -> None:
    """It is a draft as any other."""
    context = ReplyContext(earlier=(earlier(ADA, SIGNED),), drafts_today=20)
    found = plan(NOBODY, context=context, options=reaching("always"))
    assert (found.action, found.later) == (Action.LIMIT, True)
