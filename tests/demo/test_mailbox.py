"""The demo's mailbox: well-formed mail of our own, as it would really come, and what the rules make of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from inbox_helper.books import load_rulebook
from inbox_helper.core.decision import decide
from inbox_helper.core.parse import parse_message
from inbox_helper.core.reply import ReplyContext
from inbox_helper.core.rulebook import Rulebook
from inbox_helper.core.types import Action, DraftingOptions, Label
from inbox_helper.demo.mailbox import SAM, DemoMail, arriving_mails, as_bytes, as_expected, deliver, fill, stored_mails
from inbox_helper.demo.server import DemoServer

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
INBOX = [mail for mail in (*stored_mails(), *arriving_mails()) if mail.folder == "INBOX"]
WELL_FORMED = [mail for mail in INBOX if not mail.raw]


def by_name(mail: DemoMail) -> str:
    """Name a test case after its mail."""
    return mail.name


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """Return the rules that ship."""
    return load_rulebook()


@pytest.mark.parametrize("mail", INBOX, ids=by_name)
def test_each_mail_is_taken_for_what_it_is(mail: DemoMail, rulebook: Rulebook) -> None:
    """What the demo shows is right: each rejection found, nothing else taken for one."""
    context = ReplyContext(answered="\\Answered" in mail.flags, drafted_or_begun=mail.action is Action.DONE)
    decision = decide(parse_message(as_bytes(mail, NOW)), rulebook, SAM, DraftingOptions(), lambda _facts: context)
    assert as_expected(mail, decision.verdict.label, decision.plan.action), decision.verdict.evidence


def test_there_is_something_of_everything() -> None:
    """The mailbox looks like that of a person, not like a list of rejections."""
    stored = stored_mails()
    actions = [mail.action for mail in INBOX]
    assert 24 <= sum(mail.folder == "INBOX" for mail in stored) <= 30
    assert len(arriving_mails()) == 2
    assert {Action.REPLY, Action.NOBODY, Action.DONE, Action.NONE} == set(actions)
    assert 10 <= actions.count(Action.REPLY) <= DraftingOptions().daily_limit
    assert sum(mail.label is Label.OTHER for mail in INBOX) >= 12
    assert sum(mail.doubtful for mail in INBOX) <= 3
    assert {mail.folder for mail in stored} == {"INBOX", "Drafts", "Sent"}


def test_every_mail_says_what_it_shows() -> None:
    """A reader of the data knows why a mail is there."""
    assert [mail.name for mail in INBOX if not mail.shows.endswith(".")] == []
    names = [mail.name for mail in INBOX]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("mail", WELL_FORMED, ids=by_name)
def test_mails_are_as_well_formed_as_real_ones(mail: DemoMail) -> None:
    """A mail program reads sender, subject, date and text as they stand in the data."""
    raw = as_bytes(mail, NOW)
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert raw.replace(b"\r\n", b"").find(b"\n") == -1
    header = raw.partition(b"\r\n\r\n")[0]
    assert header.isascii()
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message["Date"].datetime == NOW
    assert message["From"].addresses[0].domain.endswith(".example")
    assert message.defects == []
    body = message.get_body(("plain", "html"))
    assert body is not None
    assert re.sub(r"\s+", " ", body.get_content()).strip() == re.sub(r"\s+", " ", mail.text or mail.html).strip()


def test_all_names_are_invented() -> None:
    """No real person or firm is in the demo: every address and every link is under .example."""
    text = "\n".join(mail.headers + mail.text + mail.html for mail in (*stored_mails(), *arriving_mails()))
    domains = set(re.findall(r"@([\w.-]+\w)|https?://([\w.-]+\w)", text))
    assert len(domains) > 20
    assert [domain for pair in domains for domain in pair if domain and not domain.endswith(".example")] == []


def test_umlauts_survive_in_headers() -> None:
    """Söllner is Söllner, also to a program that reads the raw header."""
    (mail,) = [mail for mail in INBOX if mail.name == "formal German"]
    message = message_from_bytes(as_bytes(mail, NOW), policy=policy.default)
    assert message["From"].addresses[0].display_name == "Katrin Söllner"
    assert message["Subject"] == "Ihre Bewerbung als Referentin für Öffentlichkeitsarbeit"


def test_the_long_thread_keeps_its_ids() -> None:
    """Ids of more than 100 characters stand unbroken, one a line."""
    (mail,) = [mail for mail in INBOX if mail.name == "a long thread"]
    message = parse_message(as_bytes(mail, NOW))
    assert len(message.message_id) > 100
    assert len(message.references) == 4
    assert message.in_reply_to == message.references[-1:]


def test_the_attachment_is_large() -> None:
    """There is something that is worth not fetching."""
    (mail,) = [mail for mail in INBOX if mail.attachment]
    raw = as_bytes(mail, NOW)
    assert len(raw) > 1_000_000
    assert [part.get_filename() for part in message_from_bytes(raw, policy=policy.default).iter_attachments()] == [
        "portfolio.pdf"
    ]


def test_the_mailbox_is_filled_over_imap() -> None:
    """Every mail lies in its folder, with its flags, and came in the order of its date."""
    with DemoServer(SAM.address) as server:
        mails = fill(server, NOW)
        with server.client() as client:
            client.normalise_times = False
            found = {}
            for folder in ("INBOX", "Drafts", "Sent"):
                client.select_folder(folder, readonly=True)
                found[folder] = list(client.fetch(client.search(), ["FLAGS", "INTERNALDATE"]).values())
    expected = {folder: [mail for mail in mails if mail.folder == folder] for folder in found}
    for folder, messages in found.items():
        dates = [message[b"INTERNALDATE"] for message in messages]
        wanted = [NOW - mail.age for mail in expected[folder]]
        assert dates == sorted(dates)
        assert all(abs(date - want) < timedelta(seconds=1) for date, want in zip(dates, wanted, strict=True))
        flags = [set(message[b"FLAGS"]) - {b"\\Recent"} for message in messages]
        assert flags == [{flag.encode() for flag in mail.flags} for mail in expected[folder]]


def test_more_mail_comes_in_later() -> None:
    """What arrives while somebody watches lies in the inbox, unread."""
    with DemoServer(SAM.address) as server:
        for mail in arriving_mails():
            deliver(server, mail, NOW)
        with server.client() as client:
            client.select_folder("INBOX", readonly=True)
            assert len(client.search(["UNSEEN"])) == 2
