"""From a server's words to what the caller should do."""

from __future__ import annotations

import pytest

from inbox_helper.errors import ConnectionLost, MailboxError
from inbox_helper.mailbox.refusals import pause_in, refusal, response_code
from tests.mailbox.conftest import ScriptedFactory, open_scripted
from tests.mailbox.messages import plain


@pytest.mark.parametrize(
    ("status", "text", "pause"),
    [
        ("NO", "[UNAVAILABLE] Maximum number of connections from user+IP exceeded", 60),
        ("NO", "[ALERT] Too many simultaneous connections. (Failure)", 60),
        ("BAD", "Request is throttled. Suggested Backoff Time: 201317 milliseconds", 201.317),
        ("NO", "[THROTTLED] slow down", 60),
        ("NO", "[LIMIT] too much", 60),
        ("NO", "[INUSE] Mailbox is locked", 30),
        ("NO", "[SERVERBUG] Internal error occurred", None),
        ("NO", "[CORRUPTION] index", None),
        ("NO", "[CONTACTADMIN] see us", 3600),
        ("NO", "System Error (Failure)", 60),
        ("NO", "Lookup failed abc123", 60),
        ("NO", "Server error - Please try again later", 60),
        ("BAD", "[CLIENTBUG] You are wrong", 300),
        ("BAD", "Syntax error", 300),
    ],
)
def test_what_passes_is_a_lost_connection(status: str, text: str, pause: float | None) -> None:
    """What a later try can cure says how long to wait at least."""
    error = refusal(status, text, "opening the folder X")
    assert isinstance(error, ConnectionLost)
    assert error.retry_after == (pytest.approx(pause) if pause else None)
    assert "opening the folder X" in error.reason


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[OVERQUOTA] Quota exceeded", "full"),
        ("[TRYCREATE] No such mailbox", "does not exist"),
        ("[NONEXISTENT] Unknown Mailbox: X", "does not exist"),
        ("Mailbox doesn't exist: X", "does not exist"),
        ("X doesn't exist.", "does not exist"),
        ("[NOPERM] Permission denied", "permit"),
        ("[CANNOT] Mailbox name is not valid", "never"),
        ("No.", "mail program"),
    ],
)
def test_what_does_not_pass_says_what_to_do(text: str, hint: str) -> None:
    """What waiting does not cure is an error with a remedy."""
    error = refusal("NO", text, "opening the folder X")
    assert isinstance(error, MailboxError)
    assert hint in error.remedy


def test_texts_of_servers_are_shown_harmlessly() -> None:
    """Control characters and endless texts of a server reach no terminal."""
    error = refusal("NO", "bad\x1b[31m\r\nnews " + "x" * 5000, "this")
    assert "\x1b" not in str(error)
    assert len(str(error)) < 600


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Suggested Backoff Time: 92415 milliseconds", 92.415),
        ("backoff time 5 seconds", 5.0),
        ("Backoff: 1500 ms", 1.5),
        ("no number here", None),
        ("backoff maybe", None),
    ],
)
def test_pauses_are_read(text: str, seconds: float | None) -> None:
    """The pause that a throttling text names."""
    assert pause_in(text) == seconds


def test_codes_stand_at_the_beginning_only() -> None:
    """A code in the middle of a text, such as in a quoted folder name, is none."""
    assert response_code("[NONEXISTENT] x") == "NONEXISTENT"
    assert response_code("[APPENDUID 3 4] done") == "APPENDUID"
    assert response_code("folder [NONEXISTENT]") == ""


@pytest.mark.parametrize("capability", [b"", b" LITERAL+", b" LITERAL-"])
def test_a_refused_draft_leaves_the_connection_usable(scripted: ScriptedFactory, capability: bytes) -> None:
    """Whether the server declines before or after the literal, the refusal is told, and the next command works."""
    server = scripted(
        {
            b"CAPABILITY": [b"* CAPABILITY IMAP4rev1" + capability + b"\r\n%t OK done\r\n"],
            b"APPEND": [b"%t NO [OVERQUOTA] full\r\n"],
            b"STATUS": [b'* STATUS "INBOX" (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 3)\r\n%t OK\r\n'],
        }
    )
    mailbox = open_scripted(server)
    with pytest.raises(MailboxError, match="full"):
        mailbox.append_draft("Drafts", plain())
    assert mailbox.status("INBOX").uidnext == 2
    mailbox.close()


def test_a_literal_that_is_declined_at_once(scripted: ScriptedFactory) -> None:
    """A server that says NO instead of asking for the literal gets no literal, and the guard stays awake."""
    server = scripted(
        {
            b"CAPABILITY": [b"* CAPABILITY IMAP4rev1\r\n%t OK done\r\n"],
            b"APPEND": [b"%t NO [TRYCREATE] no such folder\r\n"],
            b"STATUS": [b'* STATUS "INBOX" (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 3)\r\n%t OK\r\n'],
        },
        consents=False,
    )
    mailbox = open_scripted(server)
    with pytest.raises(MailboxError, match="TRYCREATE"):
        mailbox.append_draft("Drafts", plain())
    assert mailbox.status("INBOX").uidnext == 2
    assert not any(b"Good day" in line for line in server.heard)
    mailbox.close()


def test_no_status_is_an_error_and_not_a_guess(scripted: ScriptedFactory) -> None:
    """A server that does not number its messages cannot be watched safely, and that is said."""
    server = scripted({b"STATUS": [b'* STATUS "INBOX" (MESSAGES 1)\r\n%t OK\r\n']})
    mailbox = open_scripted(server)
    with pytest.raises(MailboxError, match="number"):
        mailbox.status("INBOX")
    mailbox.close()


def test_unordered_and_spaced_search_answers(scripted: ScriptedFactory) -> None:
    """Answers in any order, in several lines, with a blank at the end, and with the last message always."""
    server = scripted({b"UID SEARCH": [b"* SEARCH 12 9 11 \r\n* SEARCH 10 11\r\n%t OK\r\n"]})
    mailbox = open_scripted(server)
    assert mailbox.uids_from("INBOX", 10) == (10, 11, 12)
    mailbox.close()


def test_an_appended_place_that_is_not_told(scripted: ScriptedFactory) -> None:
    """Servers without UIDPLUS store the draft and do not say where."""
    mailbox = open_scripted(scripted({b"APPEND": [b"%t OK APPEND done\r\n"]}))
    assert mailbox.append_draft("Drafts", plain()) is None
    mailbox.close()
