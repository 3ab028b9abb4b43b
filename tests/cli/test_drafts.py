"""The drafts that were made: listed, shown, compared, thrown away, made anew; a real server, the real command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Run
from tests.letters import CONFIRMATION, letter, message_id
from tests.servers.dovecot import Dovecot
from tests.test_killed import configuration, drafts

Command = Callable[..., Ran]


@pytest.fixture
def call(dovecot: Dovecot, user: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Command:
    """Run commands on an account in which a draft was made for one of two mails."""
    monkeypatch.setenv("TEST_PASSWORD", dovecot.password)
    dovecot.deliver(user, letter(1, CONFIRMATION))
    dovecot.deliver(user, letter(2))
    options = configuration(dovecot, user, tmp_path / "mailbox")

    def called(*arguments: str, stdin: str = "") -> Ran:
        return run(*options, *arguments, stdin=stdin)

    assert called("scan", "--since", "30d").code == 0
    assert drafts(dovecot, user) == [message_id(2)]
    return called


def text_of(raw: bytes) -> str:
    """Return the text of a message."""
    return str(message_from_bytes(raw, policy=default).get_content())


def the_draft(dovecot: Dovecot, user: str) -> bytes:
    """Return the one message in Drafts."""
    (raw,) = dovecot.messages(user, "Drafts")
    return raw


def edit(dovecot: Dovecot, user: str, *, keeping_id: bool = True) -> None:
    """Save the draft with another word in it, as a mail program does: a new message, and the old one removed."""
    raw = the_draft(dovecot, user)
    changed = raw.replace(b"Dear Ada", b"Hello Ada")
    assert changed != raw
    if not keeping_id:
        head = [line for line in changed.split(b"\r\n") if not line.lower().startswith(b"message-id:")]
        changed = b"\r\n".join([b"Message-ID: <anew@mailer.example>", *head])
    with dovecot.connect(user, "Drafts", readonly=False) as client:
        client.delete_messages(client.search())
        client.expunge()
        client.append("Drafts", changed, [rb"\Draft", rb"\Seen"])


def state_of(call: Command) -> str:
    """Return what became of the draft."""
    done = call("drafts", "list", "--look", "--json")
    assert done.code == 0, done.err
    return str(json.loads(done.out)["state"])


def test_the_list_says_which_to_whom_and_how(call: Command) -> None:
    """Without asking the server, for people and for scripts."""
    line = call("drafts", "list").out
    assert "ada.larch@greenfield.example" in line
    assert "warm" in line
    told = json.loads(call("drafts", "list", "--json").out)
    assert (told["id"], told["state"], told["to"]) == (1, "made", ["ada.larch@greenfield.example"])
    assert told["source"]["uid"] == 2


def test_an_empty_list_says_so(dovecot: Dovecot, user: str, tmp_path: Path, run: Run) -> None:
    """Before anything was made."""
    assert "No drafts" in run(*configuration(dovecot, user, tmp_path / "mailbox"), "drafts", "list").out


def test_show_tells_for_which_mail_why_and_what_it_says(call: Command, dovecot: Dovecot, user: str) -> None:
    """Everything that a person wants to know before they send it."""
    shown = call("drafts", "show", "1")
    assert shown.code == 0, shown.err
    words = " ".join(shown.out.split())
    assert "Your application as Gardener (from Ada Larch <ada.larch@greenfield.example>)" in words
    assert "decided to move forward with other candidates" in words
    assert " ".join(text_of(the_draft(dovecot, user)).split()) in words


def test_a_draft_that_is_not_there_is_named(call: Command) -> None:
    """With the command that lists them."""
    for name in ("show", "diff", "discard"):
        done = call("drafts", name, "9")
        assert done.code == 2
        assert "9" in done.err
        assert "drafts list" in done.err


def test_what_became_of_it_is_found_out(call: Command, dovecot: Dovecot, user: str) -> None:
    """Waiting, edited, sent, gone."""
    assert state_of(call) == "waiting"
    raw = the_draft(dovecot, user)
    edit(dovecot, user)
    assert state_of(call) == "edited"
    with dovecot.connect(user, "Drafts", readonly=False) as client:
        client.delete_messages(client.search())
        client.expunge()
    assert state_of(call) == "gone"
    dovecot.deliver(user, raw, "Sent", flags="S")
    assert state_of(call) == "sent"


@pytest.mark.parametrize("keeping_id", [True, False])
def test_diff_shows_what_the_user_changed(call: Command, dovecot: Dovecot, user: str, *, keeping_id: bool) -> None:
    """Only that, also where the mail program gave it a Message-ID of its own."""
    same = call("drafts", "diff", "1")
    assert (same.code, "as it was made" in same.out) == (0, True)
    edit(dovecot, user, keeping_id=keeping_id)
    changed = call("drafts", "diff", "1")
    assert changed.code == 1
    lines = [line for line in changed.out.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert lines == ["-Dear Ada,", "+Hello Ada,"]


def test_discard_asks_and_moves_it_to_the_trash(call: Command, dovecot: Dovecot, user: str) -> None:
    """And it does not come back."""
    assert call("drafts", "discard", "1", stdin="n\n").code == 130
    assert drafts(dovecot, user) == [message_id(2)]
    assert call("drafts", "discard", "1", stdin="y\n").code == 0
    assert drafts(dovecot, user) == []
    assert len(dovecot.messages(user, "Trash")) == 1
    assert state_of(call) == "discarded"
    assert call("scan", "--since", "30d").code == 0
    assert drafts(dovecot, user) == []


@pytest.mark.parametrize("keeping_id", [True, False])
def test_what_the_user_edited_is_neither_discarded_nor_made_anew(
    call: Command, dovecot: Dovecot, user: str, *, keeping_id: bool
) -> None:
    """Their words are theirs."""
    edit(dovecot, user, keeping_id=keeping_id)
    before = dovecot.messages(user, "Drafts")
    for arguments in (["discard", "1", "--yes"], ["redraft", "1", "--tone", "brief"]):
        done = call("drafts", *arguments)
        assert done.code == 2
        assert "edited" in done.err
    assert dovecot.messages(user, "Drafts") == before


def test_redraft_puts_another_tone_in_its_place(call: Command, dovecot: Dovecot, user: str) -> None:
    """One draft before, one after, in the same thread; and again."""
    warm = the_draft(dovecot, user)
    done = call("drafts", "redraft", "1", "--tone", "brief")
    assert done.code == 0, done.err
    brief = the_draft(dovecot, user)
    assert text_of(brief) != text_of(warm)
    assert " ".join(text_of(brief).split()) in " ".join(done.out.split())
    assert drafts(dovecot, user) == [message_id(2)]
    assert call("drafts", "redraft", "1", "--tone", "formal").code == 0
    assert text_of(the_draft(dovecot, user)) not in (text_of(warm), text_of(brief))
    told = json.loads(call("drafts", "list", "--json").out)
    assert (told["id"], told["tone"], told["revision"]) == (1, "formal", 3)
    assert call("drafts", "diff", "1").code == 0
    assert call("scan", "--since", "30d").code == 0
    assert drafts(dovecot, user) == [message_id(2)]


def test_a_discarded_draft_can_be_made_anew(call: Command, dovecot: Dovecot, user: str) -> None:
    """Whoever asks for it by name wants it."""
    assert call("drafts", "discard", "1", "--yes").code == 0
    assert call("drafts", "redraft", "1", "--tone", "brief").code == 0
    assert drafts(dovecot, user) == [message_id(2)]
    assert state_of(call) == "waiting"


def test_a_sent_draft_is_not_made_anew(call: Command, dovecot: Dovecot, user: str) -> None:
    """The employer has the answer."""
    raw = the_draft(dovecot, user)
    with dovecot.connect(user, "Drafts", readonly=False) as client:
        client.delete_messages(client.search())
        client.expunge()
    dovecot.deliver(user, raw, "Sent", flags="S")
    done = call("drafts", "redraft", "1", "--tone", "brief")
    assert done.code == 2
    assert "sent" in done.err
    assert drafts(dovecot, user) == []


def test_only_what_discarding_needs_reaches_the_mailbox(call: Command, dovecot: Dovecot, user: str) -> None:
    """The inbox and its flags stay as they are."""
    before = dovecot.flags(user)
    inbox = dovecot.messages(user, "INBOX")
    assert call("drafts", "redraft", "1", "--tone", "brief").code == 0
    assert call("drafts", "discard", "1", "--yes").code == 0
    assert dovecot.flags(user) == before
    assert dovecot.messages(user, "INBOX") == inbox
