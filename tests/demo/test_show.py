"""The demo: the real daemon over real IMAP, and what it tells."""

from __future__ import annotations

import io
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from imapclient import IMAPClient
from rich.console import Console

from inbox_helper.books import load_rulebook, load_template_sources
from inbox_helper.core.templates import build_templates
from inbox_helper.core.types import Action, Label, Outcome
from inbox_helper.demo.mailbox import DemoMail, arriving_mails, as_bytes, as_expected, stored_mails
from inbox_helper.demo.show import Played, show
from inbox_helper.library import Books

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
INBOX = [mail for mail in (*stored_mails(), *arriving_mails()) if mail.folder == "INBOX"]


@pytest.fixture(scope="module")
def played_and_told() -> tuple[Played, str]:
    """Run the demo once; return what happened, and what it printed."""
    output = io.StringIO()
    books = Books(load_rulebook(), build_templates(load_template_sources()))
    played = show(Console(file=output, width=100, highlight=False), books)
    return played, output.getvalue()


@pytest.fixture
def played(played_and_told: tuple[Played, str]) -> Played:
    """Return what happened."""
    return played_and_told[0]


@pytest.fixture
def told(played_and_told: tuple[Played, str]) -> str:
    """Return what was printed."""
    return played_and_told[1]


def draft_for(played: Played, name: str) -> EmailMessage:
    """Return the draft that answers a mail of the demo."""
    (mail,) = [mail for mail in INBOX if mail.name == name]
    identity = message_from_bytes(as_bytes(mail, NOW), policy=policy.default)["Message-ID"].strip()
    drafts = [message_from_bytes(raw, policy=policy.default) for raw in played.drafts]
    (draft,) = [draft for draft in drafts if draft["In-Reply-To"].strip() == identity]
    assert isinstance(draft, EmailMessage)
    return draft


def reply(draft: EmailMessage) -> str:
    """Return the text of a draft without the quoted mail."""
    return str(draft.get_content()).partition("\n>")[0]


def test_every_mail_ends_as_it_should(played: Played) -> None:
    """What the data expect came about, in the order of arrival."""
    found = [(mail, one.entry.label, one.entry.action) for mail, one in zip(INBOX, played.handled, strict=True)]
    assert [(mail.name, label, action) for mail, label, action in found if not as_expected(mail, label, action)] == []


def test_new_mail_is_dealt_with_when_it_comes(played: Played) -> None:
    """Not after a slice of waiting, which lasts minutes; how quick that is depends on the machine."""
    assert len(played.reactions) == 2
    assert all(reaction.seconds < 60 for reaction in played.reactions)


def test_one_draft_for_each_rejection_that_can_be_answered(played: Played) -> None:
    """None is missing, none is there twice, also after a daemon without memory has come by."""
    wanted = sum(mail.action is Action.REPLY for mail in INBOX)
    assert len(played.drafts) == wanted
    assert len({message_from_bytes(raw)["In-Reply-To"] for raw in played.drafts}) == wanted
    assert len(played.again.handled) == len(INBOX)
    assert [one for one in played.again.handled if one.receipt.outcome is Outcome.FILED] == []


def test_the_inbox_is_as_it_was(played: Played) -> None:
    """Not even a mail marked as read."""
    assert played.flags_changed == 0


def test_a_draft_goes_to_the_person_behind_the_machine(played: Played) -> None:
    """Where a tracking system names somebody to reply to, they get the reply."""
    assert (
        draft_for(played, "form letter with a person behind it")["To"] == "Ines Marlow <ines.marlow@lumenoak.example>"
    )


def test_a_draft_comes_from_the_address_that_was_written_to(played: Played) -> None:
    """Who applied under another address answers under it."""
    assert draft_for(played, "informal German")["From"] == "Sam Rivers <jobs@rivers.example>"


def test_a_draft_continues_its_thread(played: Played) -> None:
    """All ancestors are named, the parent last, however long their ids."""
    draft = draft_for(played, "a long thread")
    references = draft["References"].split()
    assert len(references) == 5
    assert references[-1] == draft["In-Reply-To"].strip()
    assert draft["Subject"] == "Re: Wayfinding Designer (Station Programme)"


def test_drafts_speak_the_language_of_the_mail(played: Played) -> None:
    """German formally and informally, French, and English."""
    assert re.search(r"\b(Sie|Ihre|Ihnen)\b", reply(draft_for(played, "formal German")))
    assert re.search(r"\b(du|dir|euch|dein)\b", reply(draft_for(played, "informal German")), re.IGNORECASE)
    assert re.search(r"\b(Je vous remercie|Merci)\b", reply(draft_for(played, "French")))
    assert re.search(r"\bthanks?\b", reply(draft_for(played, "HTML alone")), re.IGNORECASE)


def test_no_draft_asks_where_the_mail_says_no_feedback_is_given(played: Played) -> None:
    """A question that was answered before it was asked would annoy."""
    assert "?" not in reply(draft_for(played, "no feedback"))
    assert "feedback" in reply(draft_for(played, "after the final round")).lower()


def test_the_printed_page_tells_everything(told: str, played: Played) -> None:
    """Every mail with its subject, every rejection with its reason, every draft in full."""
    text = " ".join(told.split())
    for one in played.handled:
        assert one.decision is not None
        assert " ".join(one.decision.message.subject.split()) in text
        if one.entry.label is Label.REJECTION:
            assert one.entry.reason in text
    for raw in played.drafts:
        draft = message_from_bytes(raw, policy=policy.default)
        assert isinstance(draft, EmailMessage)
        assert " ".join(str(draft.get_content()).split()) in text
    assert "“decided to move forward with other candidates”" in text
    assert "no second draft" in text
    assert "Nothing was sent, and no mail of the inbox has other flags than before." in text


def test_the_printed_page_is_tidy(told: str) -> None:
    """No line is too long for the window, none ends in blanks, none is in colour where no terminal is."""
    lines = told.splitlines()
    assert [line for line in lines if line != line.rstrip()] == []
    assert [line for line in lines if len(line) > 100 and not line.startswith(("In-Reply-To: ", "draft "))] == []
    assert "\x1b" not in told


@pytest.mark.slow
def test_the_server_can_be_kept() -> None:
    """Any mail program opens the mailbox with what is printed, new mail gets its draft, and Ctrl-C ends it all."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "inbox_helper", "demo", "--keep"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    found: dict[str, str] = {}
    for line in process.stdout:
        if match := re.fullmatch(r"  (IMAP host|port|user|password) +(\S+)", line.rstrip()):
            found[match[1]] = match[2]
        if line.startswith("The daemon goes on watching"):
            break
    client = IMAPClient(found["IMAP host"], int(found["port"]), ssl=False, timeout=10)
    client.login(found["user"], found["password"])
    client.select_folder("Drafts", readonly=True)
    before = len(client.search())
    client.append("INBOX", as_bytes(another_rejection(), datetime.now(UTC)))
    end = time.monotonic() + 10
    while len(client.search()) == before:
        assert time.monotonic() < end, "no draft came"
        time.sleep(0.05)
        client.noop()
    client.logout()
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0
    assert "The server is gone" in process.stdout.read()
    process.stdout.close()


def another_rejection() -> DemoMail:
    """Return a rejection that the demo has not seen."""
    (mail,) = [mail for mail in INBOX if mail.name == "position cancelled"]
    return replace(mail, headers=mail.headers.replace("hm.2291.cancel", "hm.2292.cancel"))
