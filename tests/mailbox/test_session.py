"""Connecting and logging in: what goes wrong, and what the user is told."""

from __future__ import annotations

import socket
import ssl
from base64 import b64encode
from pathlib import Path

import pytest

from inbox_helper.errors import AuthenticationError, ConnectionLost, MailboxError
from inbox_helper.mailbox.session import ImapSettings, connect
from tests.conftest import MailboxFactory, dovecot_settings
from tests.mailbox.conftest import ScriptedFactory, open_scripted, scripted_settings
from tests.servers.certificate import make_certificate
from tests.servers.dovecot import Dovecot
from tests.servers.processes import free_port

PLAIN = b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n%t OK done\r\n"


def test_every_security_reaches_the_same_mailbox(dovecot: Dovecot, mailbox_factory: MailboxFactory, user: str) -> None:
    """TLS, STARTTLS, and plaintext on loopback all work, with a password that is not ASCII."""
    dovecot.deliver(user, b"Subject: one\r\n\r\none\r\n")
    tls = {"ca_file": dovecot.ca_file}
    opened = [
        mailbox_factory(user),
        mailbox_factory(user, security="starttls", **tls),
        mailbox_factory(user, security="tls", port=dovecot.tls_port, **tls),
        mailbox_factory(user, security="tls", port=dovecot.tls_port, host="localhost", **tls),
    ]
    assert [mailbox.status("INBOX").messages for mailbox in opened] == [1, 1, 1, 1]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_an_unknown_certificate_is_never_trusted(
    dovecot: Dovecot, mailbox_factory: MailboxFactory, user: str, security: str, tmp_path: Path
) -> None:
    """A certificate that nobody vouches for ends the connection before the password is sent."""
    port = dovecot.tls_port if security == "tls" else dovecot.port
    other = make_certificate(tmp_path).certificate
    for ca_file in (None, other):
        with pytest.raises(MailboxError) as refused:
            mailbox_factory(user, security=security, port=port, ca_file=ca_file)
        assert "not trusted" in refused.value.problem
        assert "ca_file" in refused.value.remedy
    assert f"user=<{user}>" not in dovecot.log


def test_a_ca_file_that_is_none_is_named(dovecot: Dovecot, mailbox_factory: MailboxFactory, tmp_path: Path) -> None:
    """A missing or broken file of certificates is named."""
    broken = tmp_path / "broken.pem"
    broken.write_text("nonsense", encoding="utf-8")
    for path in (broken, tmp_path / "missing.pem"):
        with pytest.raises(MailboxError, match=path.name):
            mailbox_factory("anna", security="tls", port=dovecot.tls_port, ca_file=path)


def test_old_tls_is_refused(dovecot: Dovecot, mailbox_factory: MailboxFactory) -> None:
    """A plain port behind `tls` is no TLS: a lost connection that names TLS."""
    with pytest.raises(ConnectionLost, match=r"TLS|SSL"):
        mailbox_factory("anna", security="tls", port=dovecot.port, ca_file=dovecot.ca_file)


def test_plaintext_leaves_this_computer_never() -> None:
    """Without encryption only this computer itself is a possible server."""
    for host in ("mail.example.com", "192.0.2.1", "localhost.example.com"):
        with pytest.raises(MailboxError, match="readable"):
            connect(ImapSettings(host, "anna", 143, "plaintext"), "s3cret")


def test_an_unknown_security_is_named() -> None:
    """A misspelt security is an error and never a fallback."""
    with pytest.raises(MailboxError, match="ssl"):
        connect(ImapSettings("127.0.0.1", "anna", 143, "ssl"), "s3cret")


def test_a_wrong_password_says_what_to_do(dovecot: Dovecot, user: str) -> None:
    """Bad credentials are told apart from a bad line, with a hint at app passwords."""
    with pytest.raises(AuthenticationError) as refused:
        connect(dovecot_settings(dovecot, user), "wr0ng")
    assert user in refused.value.problem
    assert "app password" in refused.value.remedy


def test_nobody_listens() -> None:
    """A refused connection is a lost one: a later try may work."""
    settings = ImapSettings("127.0.0.1", "anna", free_port(), "plaintext")
    with pytest.raises(ConnectionLost, match="refused"):
        connect(settings, "s3cret")


def test_a_silent_server_does_not_hold_us(scripted: ScriptedFactory) -> None:
    """A server that accepts and says nothing is given up after the read timeout."""
    server = scripted(greeting=b"")
    with pytest.raises(ConnectionLost, match="in time"):
        open_scripted(server, read_timeout=0.3)


def test_a_greeting_that_ends_the_connection(scripted: ScriptedFactory) -> None:
    """BYE instead of a greeting is a lost connection with the server's reason."""
    server = scripted(greeting=b"* BYE Too many connections\r\n")
    with pytest.raises(ConnectionLost, match="Too many connections"):
        open_scripted(server)


def test_preauth_before_starttls_is_refused(scripted: ScriptedFactory, tmp_path: Path) -> None:
    """A greeting that claims we are logged in cannot keep us from encrypting; nothing else is said."""
    server = scripted(greeting=b"* PREAUTH welcome\r\n")
    ca_file = make_certificate(tmp_path).certificate
    with pytest.raises(MailboxError, match="logged in already"):
        open_scripted(server, security="starttls", ca_file=ca_file)
    assert not [line for line in server.heard if b"STARTTLS" in line or b"LOGIN" in line]


def test_starttls_that_is_not_offered_is_never_skipped(scripted: ScriptedFactory, tmp_path: Path) -> None:
    """Somebody who strips STARTTLS from the capabilities does not get the password."""
    server = scripted()
    with pytest.raises(MailboxError, match="no STARTTLS"):
        open_scripted(server, security="starttls", ca_file=make_certificate(tmp_path).certificate)
    assert not [line for line in server.heard if b"LOGIN" in line or b"AUTHENTICATE" in line]


def test_data_smuggled_in_before_tls_is_refused(scripted: ScriptedFactory, tmp_path: Path) -> None:
    """What stands behind the answer to STARTTLS was put there by somebody else, and ends the connection."""
    server = scripted(
        {
            b"CAPABILITY": [b"* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN\r\n%t OK done\r\n"],
            b"STARTTLS": [b"%t OK go\r\n* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n"],
        }
    )
    with pytest.raises(ConnectionLost, match="between STARTTLS and TLS"):
        open_scripted(server, security="starttls", ca_file=make_certificate(tmp_path).certificate)


def test_a_password_that_cannot_be_used_is_explained(scripted: ScriptedFactory) -> None:
    """Where the server takes no passwords at all, the message says what it takes."""
    server = scripted({b"CAPABILITY": [b"* CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=XOAUTH2\r\n%t OK done\r\n"]})
    with pytest.raises(AuthenticationError) as refused:
        open_scripted(server)
    assert "XOAUTH2" in refused.value.remedy
    assert not [line for line in server.heard if b"LOGIN " in line]


def test_plain_is_preferred_and_login_is_the_fallback(scripted: ScriptedFactory) -> None:
    """AUTHENTICATE PLAIN where it is offered, else LOGIN with quoting."""
    with_plain, without = scripted({b"CAPABILITY": [PLAIN]}), scripted()
    open_scripted(with_plain).close()
    open_scripted(without).close()
    assert any(b"AUTHENTICATE PLAIN" in line for line in with_plain.heard)
    assert any(b'LOGIN "anna" "s3cret"' in line for line in without.heard)


def test_login_takes_no_password_beyond_ascii(scripted: ScriptedFactory) -> None:
    """Where only LOGIN is there, a password with umlauts is explained instead of failing on us."""
    server = scripted()
    with pytest.raises(AuthenticationError, match="ASCII"):
        connect(scripted_settings(server), "Grüße")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"%t NO [AUTHENTICATIONFAILED] Invalid credentials\r\n", AuthenticationError),
        (b"%t NO Login failed.\r\n", AuthenticationError),
        (b"%t NO [AUTHORIZATIONFAILED] not yours\r\n", AuthenticationError),
        (b"%t NO [EXPIRED] password has expired\r\n", AuthenticationError),
        (b"%t NO [UNAVAILABLE] Maximum number of connections from user+IP exceeded\r\n", ConnectionLost),
        (b"%t NO [ALERT] Too many simultaneous connections. (Failure)\r\n", ConnectionLost),
        (b"%t NO [UNAVAILABLE] Internal error occurred\r\n", ConnectionLost),
        (b"%t NO Server Unavailable. 15\r\n", ConnectionLost),
        (b"%t BAD User is authenticated but not connected.\r\n", ConnectionLost),
        (b"* BYE shutting down\r\n", ConnectionLost),
    ],
)
def test_refused_logins_are_told_apart(scripted: ScriptedFactory, answer: bytes, error: type[Exception]) -> None:
    """Only what repeating cannot cure counts as a refused login; the rest is tried again later."""
    for capabilities, verb in ((PLAIN, b"AUTHENTICATE"), (b"* CAPABILITY IMAP4rev1\r\n%t OK done\r\n", b"LOGIN")):
        server = scripted({b"CAPABILITY": [capabilities], verb: [answer]})
        with pytest.raises(error):
            open_scripted(server)


@pytest.mark.parametrize("capabilities", [PLAIN, b"* CAPABILITY IMAP4rev1\r\n%t OK done\r\n"])
@pytest.mark.parametrize("answer", [b"%t NO Wrong: %b\r\n", b"%t BAD What is %b?\r\n", b"* BYE Not %b\r\n"])
def test_a_server_that_repeats_the_password_is_not_quoted(
    scripted: ScriptedFactory, capabilities: bytes, answer: bytes
) -> None:
    """Some repeat the line that they did not understand; it would stand in the log and in the state."""
    echo = b64encode(b"\0anna\0s3cret") + b' or LOGIN "anna" "s3cret"'
    answers = {verb: [answer.replace(b"%b", echo)] for verb in (b"AUTHENTICATE", b"LOGIN")}
    with pytest.raises((AuthenticationError, ConnectionLost)) as refused:
        open_scripted(scripted({b"CAPABILITY": [capabilities], **answers}))
    assert "…" in str(refused.value)
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize("spilt", [b"Dear Sam, we regret\r\n%t OK done\r\n", b"A999 OK Dear Sam\r\n"])
def test_mail_on_a_line_that_has_lost_its_way_is_not_quoted(scripted: ScriptedFactory, spilt: bytes) -> None:
    """A literal that is longer than it said; what spills over is somebody's mail."""
    mailbox = open_scripted(scripted({b"STATUS": [spilt]}))
    with pytest.raises(ConnectionLost, match="unexpected") as lost:
        mailbox.status("INBOX")
    assert "Sam" not in lost.value.reason


def test_throttling_names_its_pause(scripted: ScriptedFactory) -> None:
    """A pause that the server suggests in milliseconds reaches whoever connects again."""
    text = b"%t BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds\r\n"
    server = scripted({b"LOGIN": [text]})
    with pytest.raises(ConnectionLost) as lost:
        open_scripted(server)
    assert lost.value.retry_after == pytest.approx(92.415)


def test_capabilities_are_read_again_after_login(scripted: ScriptedFactory) -> None:
    """What the server offers only after login counts."""
    before = [b"* CAPABILITY IMAP4rev1\r\n%t OK done\r\n"]
    after = [b"* CAPABILITY IMAP4rev1 IDLE UIDPLUS\r\n%t OK done\r\n"]
    asked = scripted({b"CAPABILITY": [before, after]})
    unasked = scripted({b"CAPABILITY": [before], b"LOGIN": [b"%t OK [CAPABILITY IMAP4rev1 IDLE UIDPLUS] welcome\r\n"]})
    for server in (asked, unasked):
        mailbox = open_scripted(server)
        assert {"IDLE", "UIDPLUS"} <= mailbox.capabilities
        mailbox.close()
    assert sum(b"CAPABILITY" in line for line in unasked.heard) == 1


def test_we_introduce_ourselves_before_the_first_folder(scripted: ScriptedFactory) -> None:
    """Servers that want to know the client (NetEase) learn it in time, and truthfully."""
    server = scripted({b"CAPABILITY": [b"* CAPABILITY IMAP4rev1 ID\r\n%t OK done\r\n"], b"UID SEARCH": [b"%t OK\r\n"]})
    mailbox = open_scripted(server)
    mailbox.uids_from("INBOX", 1)
    mailbox.close()
    said = [line.split()[1] for line in server.heard]
    assert said.index(b"LOGIN") < said.index(b"ID") < said.index(b"EXAMINE")
    assert any(b'"name" "inbox-helper"' in line for line in server.heard)


def test_alerts_reach_the_user(scripted: ScriptedFactory) -> None:
    """What a server wants a person to read is kept, as plain text."""
    server = scripted({b"NOOP": [b"* OK [ALERT] Your mailbox\x07 is nearly full\r\n%t OK done\r\n"]})
    mailbox = open_scripted(server)
    mailbox.uids_from("INBOX", 1)
    assert mailbox.alerts == ("Your mailbox  is nearly full",)
    mailbox.close()


def test_the_socket_is_tuned(dovecot: Dovecot, mailbox_factory: MailboxFactory, user: str) -> None:
    """No delayed packets, and a dead peer is noticed by the system."""
    mailbox = mailbox_factory(user, security="tls", port=dovecot.tls_port, ca_file=dovecot.ca_file)
    sock = mailbox._wire._imap.sock
    assert isinstance(sock, ssl.SSLSocket)
    assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    assert sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
    assert sock.version() in ("TLSv1.2", "TLSv1.3")


def test_nothing_of_a_session_is_logged(
    dovecot: Dovecot, mailbox_factory: MailboxFactory, user: str, caplog: pytest.LogCaptureFixture
) -> None:
    """At the most talkative log level, neither mail nor password shows in any log."""
    caplog.set_level(0)
    dovecot.deliver(user, b"Subject: private-subject\r\n\r\nprivate-text\r\n")
    mailbox = mailbox_factory(user)
    list(mailbox.fetch("INBOX", mailbox.uids_from("INBOX", 1)))
    mailbox.append_draft("Drafts", b"Subject: private-draft\r\n\r\nx\r\n")
    assert "private" not in caplog.text
    assert dovecot.password not in caplog.text
