"""Drafts as bytes: the right headers and no others, one plain text part, whatever the original was like."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inbox_helper.core.compose import DraftDefect, compose, fitting_tone
from inbox_helper.core.parse import parse_message
from inbox_helper.core.quoting import MOST_LINES, quotation
from inbox_helper.core.reply import plan_reply
from inbox_helper.core.reply_subject import LONGEST_SUBJECT, reply_subject
from inbox_helper.core.serialise import is_writable
from inbox_helper.core.text import prepare
from inbox_helper.core.thread import MOST_CHARACTERS, MOST_IDS, limited, reply_ids
from inbox_helper.core.types import (
    Action,
    Address,
    Draft,
    DraftingOptions,
    Fact,
    Facts,
    Identity,
    Label,
    Message,
    Plan,
    Verdict,
)
from tests.core.test_templates import SHIPPED

IDENTITY = Identity("sam@home.example", "Sam Rivers")
NOW = datetime(2026, 3, 4, 10, 30, tzinfo=timezone(timedelta(hours=1)))
HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "MIME-Version", "Content-Type",
           "Content-Transfer-Encoding"]  # fmt: skip
WITHOUT_THREAD = [each for each in HEADERS if each not in ("In-Reply-To", "References")]
NO_FACTS, DEFAULTS = Facts(), DraftingOptions()
MESSAGE = Message(
    message_id="<parent@greenfield.example>",
    subject="Your application",
    from_=(Address("Ada Larch", "ada@greenfield.example"),),
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


def draft(
    message: Message = MESSAGE,
    *,
    plan: Plan | None = None,
    facts: Facts = NO_FACTS,
    options: DraftingOptions = DEFAULTS,
    identity: Identity = IDENTITY,
) -> Draft:
    """Compose the draft for a message."""
    wanted = plan or Plan(Action.REPLY, "", message.from_, Address("Sam Rivers", "sam@home.example"), "en", "warm")
    return compose(
        message,
        prepare(message),
        wanted,
        facts,
        identity,
        options,
        SHIPPED,
        message_id="<draft@home.example>",
        now=NOW,
    )


def read(made: Draft) -> EmailMessage:
    """Parse a draft as a mail program does."""
    parsed = email.message_from_string(made.raw.decode(), policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def text_of(parsed: EmailMessage) -> str:
    """Return the text of a draft with plain line ends."""
    return str(parsed.get_content()).replace("\r\n", "\n")


def raw_header(made: Draft, name: str) -> str:
    """Return a header field as it lies in the bytes, unfolded."""
    match = re.search(rf"^{name}: ([^\r\n]*(?:\r\n[ \t][^\r\n]*)*)", made.raw.decode(), re.MULTILINE)
    return " ".join(match[1].split()) if match else ""


def test_a_draft_has_the_headers_of_a_reply_and_no_others() -> None:
    """No Bcc, no private header, nothing that tells of this program reaches the employer."""
    parsed = read(draft())
    assert list(parsed.keys()) == HEADERS
    assert parsed["From"] == "Sam Rivers <sam@home.example>"
    assert parsed["To"] == "Ada Larch <ada@greenfield.example>"
    assert parsed["Subject"] == "Re: Your application"
    assert parsed["Message-ID"] == "<draft@home.example>"
    assert parsed["In-Reply-To"] == "<parent@greenfield.example>"
    assert parsed["References"] == "<parent@greenfield.example>"
    assert parsed["Date"] == "Wed, 04 Mar 2026 10:30:00 +0100"


def test_a_draft_is_one_plain_text_part() -> None:
    """Every mail program opens it as an ordinary draft."""
    made = draft()
    parsed = read(made)
    assert parsed.get_content_type() == "text/plain"
    assert parsed.get_content_charset() == "utf-8"
    assert parsed["Content-Transfer-Encoding"] == "quoted-printable"
    assert text_of(parsed) == made.text
    assert b"\n" not in made.raw.replace(b"\r\n", b"")
    assert all(len(line) <= 998 for line in made.raw.split(b"\r\n"))
    assert "inbox" not in made.raw.decode().lower()


def test_a_draft_is_always_the_same() -> None:
    """The same mail always gets the same draft."""
    assert draft().raw == draft().raw


def test_paragraphs_are_not_wrapped() -> None:
    """Telephones and wide screens reflow the text as they like."""
    reply = draft().text.split("\n\nOn ")[0]
    assert all("\n" not in each for each in reply.split("\n\n")[1:-1])


@pytest.mark.parametrize(
    ("subject", "reply"),
    [
        ("Your application", "Re: Your application"),
        ("Re: Your application", "Re: Your application"),
        ("RE: re: Re: Your application", "Re: Your application"),
        ("AW: Re: Ihre Bewerbung", "Re: Ihre Bewerbung"),
        ("Antw: WG: Ihre Bewerbung", "Re: Ihre Bewerbung"),
        ("Re[2]: Your application", "Re: Your application"),
        ("Re(3): Your application", "Re: Your application"),
        ("SV: Din ansökan", "Re: Din ansökan"),
        ("Odp: Aplikacja", "Re: Aplikacja"),
        ("R: Candidatura", "Re: Candidatura"),
        ("RES: Vaga", "Re: Vaga"),
        ("Ynt: Başvuru", "Re: Başvuru"),
        ("TR : Votre candidature", "Re: Votre candidature"),
        ("Fwd: FW: Your application", "Re: Your application"),
        ("回复：申请", "Re: 申请"),
        ("返信: 選考結果", "Re: 選考結果"),
        ("Re: [REQ-123] Gardener", "Re: [REQ-123] Gardener"),
        ("Research: your application", "Re: Research: your application"),
        ("Reply to you", "Re: Reply to you"),
        ("A: B", "Re: A: B"),
        ("Ada: your application", "Re: Ada: your application"),
        ("", "Re:"),
        ("Re:", "Re:"),
        ("Line\r\nBcc: x@y.example", "Re: Line Bcc: x@y.example"),
        ("\u202eevil\u202c subject", "Re: evil subject"),
    ],
)
def test_subject(subject: str, reply: str) -> None:
    """Exactly one Re:, and the rest as it was, so that the thread holds together."""
    assert reply_subject(subject) == reply
    assert read(draft(replace(MESSAGE, subject=subject)))["Subject"].strip() == reply


def test_long_subjects_are_cut_between_characters() -> None:
    """A subject of a megabyte becomes one that mail programs show."""
    assert len(reply_subject("x" * 1_000_000)) == LONGEST_SUBJECT
    assert not reply_subject("e\u0323\u0301" * 1_000).endswith("\u0323")
    assert read(draft(replace(MESSAGE, subject="Prüfung " * 200)))["Subject"].startswith("Re: Prüfung Prüfung")


@pytest.mark.parametrize("length", [40, 64, 65, 66, 77, 78, 100, 200, 500, 900])
def test_long_ids_stay_whole(length: int) -> None:
    """The ids of large providers survive, or the thread would be torn."""
    long_id = f"<{'x' * (length - 12)}@a.example>"
    made = draft(replace(MESSAGE, message_id=long_id, references=("<first@a.example>",)))
    assert raw_header(made, "In-Reply-To") == long_id
    assert raw_header(made, "References").split() == ["<first@a.example>", long_id]
    assert b"=?" not in made.raw.split(b"\r\n\r\n")[0]


@given(st.integers(1, 200), st.integers(3, 880))
@settings(deadline=None, max_examples=60)
@example(200, 20)
@example(30, 60)
def test_long_chains_are_shortened_as_mail_programs_do(count: int, width: int) -> None:
    """The first id and the newest stay, the parent last, in a field that every server takes."""
    chain = tuple(f"<{number:03}{'y' * width}@a.example>" for number in range(count))
    kept = limited(chain)
    assert kept[-1] == chain[-1]
    assert len(kept) <= MOST_IDS
    assert len(" ".join(kept)) <= MOST_CHARACTERS or len(kept) == 1
    assert list(kept) == [each for each in chain if each in kept]
    assert len(kept) == 1 or kept[0] == chain[0]


def test_thread_of_a_reply() -> None:
    """The parent's references come first, then the parent; without them, what it replied to (RFC 5322 3.6.4)."""
    parent = MESSAGE.message_id
    assert reply_ids(replace(MESSAGE, references=("<a@x>", "<b@x>")))[1] == ("<a@x>", "<b@x>", parent)
    assert reply_ids(replace(MESSAGE, in_reply_to=("<a@x>",)))[1] == ("<a@x>", parent)
    assert reply_ids(replace(MESSAGE, in_reply_to=("<a@x>", "<b@x>")))[1] == (parent,)
    assert reply_ids(replace(MESSAGE, references=("<a@x>", "<a@x>", parent)))[1] == ("<a@x>", parent)


@pytest.mark.parametrize("bad", ["", "no brackets", "<with space@x>", "<a@x> <b@x>", f"<{'z' * 901}@x>"])
def test_without_a_good_id_there_is_no_thread(bad: str) -> None:
    """A malformed id is left out rather than passed on."""
    assert list(read(draft(replace(MESSAGE, message_id=bad))).keys()) == WITHOUT_THREAD


def test_quotation_is_short() -> None:
    """The recruiter sees what is answered: the decision, without salutation and signature."""
    text = draft().text
    assert text.endswith("On 3 March 2026, Ada Larch wrote:\n> We have chosen another candidate.\n")


def test_quotation_can_be_left_out() -> None:
    """A user who wants none has none."""
    assert ">" not in draft(options=DraftingOptions(quote="none")).text


def test_full_quotation_has_it_all() -> None:
    """A user who wants all of the text has the salutation, too."""
    assert "> Dear Sam," in draft(options=DraftingOptions(quote="full")).text


def test_long_quotation_is_cut() -> None:
    """A long letter does not come back in full, and the cut shows."""
    lines = quotation("word " * 2_000, MOST_LINES).split("\n")
    assert len(lines) == MOST_LINES
    assert lines[-1] == "> […]"
    assert all(len(line) <= 74 for line in lines)


def test_japanese_quotation_is_wrapped() -> None:
    """Text without blanks is wrapped by its width."""
    assert max(map(len, quotation("選考の結果" * 40, 50).split("\n"))) <= 2 + 36


@pytest.mark.parametrize(
    ("signature_name", "ending"),
    [("", "\nSam Rivers"), ("Samantha R.", "\nSamantha R."), ("-", "")],
)
def test_signature(signature_name: str, ending: str) -> None:
    """The account's name, another one, or none for those whose mail program adds it."""
    reply = draft(options=DraftingOptions(signature_name=signature_name, quote="none")).text
    assert reply.rstrip("\n").endswith(ending)
    assert ("Sam" in reply) is bool(ending)


def test_only_sure_facts_are_used() -> None:
    """A guess never stands in a draft."""
    sure = Facts(company=Fact("Greenfield", "body", sure=True), contact=Fact("Ada Larch", "signature", sure=True))
    unsure = Facts(company=Fact("Greenfield", "body", sure=False), contact=Fact("Ada Larch", "signature", sure=False))
    options = DraftingOptions(quote="none")
    assert "Dear Ada Larch," in draft(facts=sure, options=options).text
    assert "Dear hiring team," in draft(facts=unsure, options=options).text
    assert "Greenfield" not in draft(facts=unsure, options=options).text


@pytest.mark.parametrize("value", ["{{company}}", "[Company]", "%COMPANY%", "https://a.example", "<b>", "x" * 200])
def test_placeholders_are_not_used(value: str) -> None:
    """What a careless system did not fill in is not repeated."""
    facts = Facts(company=Fact(value, "body", sure=True))
    assert value not in draft(facts=facts, options=DraftingOptions(quote="none")).text


def test_language_and_tone_of_the_plan_are_used() -> None:
    """A German mail is answered in German, with the formality that it has."""
    plan = Plan(Action.REPLY, "", MESSAGE.from_, Address("", "sam@home.example"), "de", "warm")
    assert draft(plan=plan).text.startswith("Guten Tag,")
    informal = Facts(contact=Fact("Ada Larch", "signature", sure=True), formality="informal")
    assert draft(plan=plan, facts=informal).text.startswith("Hallo Ada,")


def test_who_says_du_is_not_answered_with_sie() -> None:
    """A formal tone gives way where the mail is informal and the language knows the difference."""
    informal = Facts(formality="informal")
    assert fitting_tone("formal", "de", informal) == "brief"
    assert fitting_tone("formal", "en", informal) == "formal"
    assert fitting_tone("formal", "de", NO_FACTS) == "formal"
    assert fitting_tone("warm", "de", informal) == "warm"


def test_titles_make_the_greeting() -> None:
    """Where the mail states them, title and gender are used as the country does."""
    facts = Facts(contact=Fact("Ada Larch", "signature", sure=True), contact_title=Fact("Frau Dr.", "", sure=True))
    formal = Plan(Action.REPLY, "", MESSAGE.from_, Address("", "sam@home.example"), "de", "formal")
    assert draft(plan=formal, facts=facts).text.startswith("Sehr geehrte Frau Dr. Larch,")


def test_several_recipients() -> None:
    """A Reply-To list is answered as a whole."""
    to = (Address("Ada Larch", "ada@a.example"), Address("Ben, the second", "ben@a.example"))
    plan = Plan(Action.REPLY, "", to, Address("Sam Rivers", "sam@home.example"), "en", "warm")
    assert [each.addr_spec for each in read(draft(plan=plan))["To"].addresses] == ["ada@a.example", "ben@a.example"]


def test_addresses_beyond_ascii() -> None:
    """A domain with an umlaut is written as servers know it; a local part with one is kept."""
    plan = Plan(Action.REPLY, "", (Address("", "ada@bücher.example"),), Address("", "sam@home.example"), "en", "warm")
    assert raw_header(draft(plan=plan), "To") == "ada@xn--bcher-kva.example"
    plan = replace(plan, to=(Address("Jürgen", "jürgen@a.example"),))
    assert "jürgen@a.example" in raw_header(draft(plan=plan), "To")


def test_a_name_that_poses_as_an_address_is_dropped() -> None:
    """The user sees where a reply really goes."""
    plan = Plan(Action.REPLY, "", (Address("boss@bank.example", "x@a.example"),), Address("", "sam@home.example"))
    assert raw_header(draft(plan=plan), "To") == "x@a.example"


@pytest.mark.parametrize(
    "make",
    [
        lambda: draft(plan=Plan(Action.NOBODY, "")),
        lambda: compose(
            MESSAGE, prepare(MESSAGE), Plan(Action.REPLY, "", MESSAGE.from_, Address("", "sam@home.example")), NO_FACTS,
            IDENTITY, DEFAULTS, SHIPPED, message_id="<x@y.example>", now=datetime(2026, 3, 4),  # noqa: DTZ001
        ),
    ],
)  # fmt: skip
def test_only_drafting_plans_become_drafts(make: Callable[[], Draft]) -> None:
    """A mistake of this program is found before it reaches the mailbox."""
    with pytest.raises(DraftDefect):
        make()


HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from('\r\n\0<>@,;:"\\()=?_ \t\u202e\u2028\u200b\u0085{}%'),
    ),
    max_size=120,
)
NASTY = st.one_of(
    HOSTILE,
    st.sampled_from(
        [
            "x\r\nBcc: evil@a.example", "=?utf-8?q?x=0D=0ABcc:_evil@a.example?=", "\r\n\r\nbody", "x" * 3_000,
            "=?utf-8?B?AAAA?=", '"', "a\nb", "{{ 7 * 7 }}", "{% raw %}", "\x1b[31m", "Re: " * 500,
        ]
    ),
)  # fmt: skip


@given(subject=NASTY, name=NASTY, local=NASTY, message_id=NASTY, reference=NASTY, body=NASTY, company=NASTY)
@settings(deadline=None, max_examples=150)
def test_hostile_originals_cannot_forge_a_draft(
    subject: str, name: str, local: str, message_id: str, reference: str, body: str, company: str
) -> None:
    """Whatever stands in the original, the draft has the intended headers, recipients and one text part."""
    target = Address(name, f"{local}@a.example")
    message = replace(
        MESSAGE, subject=subject, message_id=message_id, references=(reference,), text_plain=body,
        from_=(target if is_writable(target) else Address(name, "ada@a.example"),),
    )  # fmt: skip
    facts = Facts(company=Fact(company, "body", sure=True), contact=Fact(name, "body", sure=True))
    plan = plan_reply(message, prepare(MESSAGE), Verdict(Label.REJECTION, 5, (), "en", ""), facts, IDENTITY, DEFAULTS)
    if not plan.action.drafts:
        return
    made = draft(message, plan=plan, facts=facts)
    parsed = read(made)
    assert list(parsed.keys()) in (HEADERS, WITHOUT_THREAD)
    assert [each.addr_spec.lower() for each in parsed["To"].addresses] == [each.email.lower() for each in plan.to]
    assert not parsed.is_multipart()
    assert text_of(parsed) == made.text
    assert parsed["Subject"].startswith("Re:")
    assert "\n" not in str(parsed["Subject"])


@given(subject=HOSTILE, name=HOSTILE, body=HOSTILE)
@settings(deadline=None, max_examples=100)
def test_hostile_bytes_cannot_forge_a_draft(subject: str, name: str, body: str) -> None:
    """The same from the wire: bytes in, bytes out."""
    raw = (
        f"From: {name} <ada@a.example>\r\nTo: sam@home.example\r\nSubject: {subject}\r\n"
        f"Message-ID: <p@a.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}"
    ).encode()
    message = parse_message(raw, NOW)
    verdict = Verdict(Label.REJECTION, 5, (), "en", "")
    plan = plan_reply(message, prepare(message), verdict, NO_FACTS, IDENTITY, DEFAULTS)
    if plan.action.drafts:
        parsed = read(draft(message, plan=plan))
        assert list(parsed.keys()) in (HEADERS, WITHOUT_THREAD)
        assert not parsed.is_multipart()
