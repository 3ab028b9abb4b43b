"""The daemon as users run it: a process of its own, against Dovecot, over lines that break."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.letters import CONFIRMATION, letter, message_id
from tests.running import ROOT, Daemon, eventually
from tests.servers.cyrus import Cyrus
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Action, Side, TcpProxy, append_is_complete
from tests.test_killed import drafts
from tests.test_library import RULE

POISON = (
    b"From: =?utf-8?q?Evil=0D=0ABcc:_x@y?= <a@b.example>\r\nContent-Type: multipart/mixed; boundary=\r\n\r\n--\xff\x00"
)


def test_a_rejection_becomes_a_draft_and_other_mail_does_not(daemon: Daemon, dovecot: Dovecot, user: str) -> None:
    """The main job, with a poisonous mail on the way."""
    dovecot.deliver(user, letter(1, CONFIRMATION))
    dovecot.deliver(user, POISON)
    dovecot.deliver(user, letter(2))
    eventually(lambda: drafts(dovecot, user) == [message_id(2)], daemon.log)
    (raw,) = dovecot.messages(user, "Drafts")
    assert b"To: Ada Larch <ada.larch@greenfield.example>" in raw
    assert b"Subject: Re: Your application as Gardener" in raw
    (flags,) = dovecot.flags(user, "Drafts").values()
    assert {b"\\Draft", b"\\Seen"} <= flags
    assert set(dovecot.flags(user).values()) == {frozenset()}


def test_on_cyrus_too_every_rejection_gets_one_draft(cyrus: Cyrus, tmp_path: Path) -> None:
    """Another server: other flags on its folders, news without delay. A second daemon without memory adds nothing."""
    first = Daemon(cyrus, "sam", tmp_path / "first", cyrus.port)
    try:
        eventually(lambda: "] waiting " in first.log(), first.log)
        cyrus.deliver("sam", letter(1, CONFIRMATION))
        cyrus.deliver("sam", letter(2))
        eventually(lambda: len(cyrus.messages("sam", "Drafts")) == 1, first.log)
    finally:
        assert first.end() == 0
    second = Daemon(cyrus, "sam", tmp_path / "second", cyrus.port)
    second.end()
    assert second.call("scan", "--since", "1d").returncode == 0
    (draft,) = cyrus.messages("sam", "Drafts")
    assert f"In-Reply-To: {message_id(2)}".encode() in draft
    with cyrus.connect("sam", "INBOX") as client:
        assert set(client.get_flags(client.search()).values()) <= {(), (rb"\Recent",)}


def test_it_ends_in_time_and_cleanly_when_asked(daemon: Daemon) -> None:
    """Also in the middle of waiting for mail."""
    started = time.monotonic()
    assert daemon.end() == 0
    assert time.monotonic() - started < 2


def test_a_second_daemon_on_the_same_state_is_refused(daemon: Daemon) -> None:
    """It names the process that has the state."""
    second = subprocess.run(
        [sys.executable, "-m", "inbox_helper", *daemon.options, "watch"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert second.returncode == 7
    assert f"process {daemon.process.pid}" in second.stderr


@pytest.mark.parametrize("action", [Action.DROP_ANSWER, Action.RESET, Action.CLOSE])
def test_a_line_that_breaks_after_the_append_makes_no_second_draft(
    daemon: Daemon, dovecot: Dovecot, user: str, proxy: TcpProxy, action: Action
) -> None:
    """The server may have stored the draft, and the daemon never heard of it."""
    rule = proxy.add(Side.CLIENT, append_is_complete, action)
    dovecot.deliver(user, letter(1))
    eventually(lambda: rule.times == 0 and daemon.log().count("connected") >= 2, daemon.log)
    dovecot.deliver(user, letter(2))
    eventually(lambda: message_id(2) in drafts(dovecot, user), daemon.log)
    assert drafts(dovecot, user) == [message_id(1), message_id(2)]


def test_killed_while_the_server_stores_the_draft_there_is_one(
    daemon: Daemon, dovecot: Dovecot, user: str, proxy: TcpProxy
) -> None:
    """SIGKILL between the APPEND and its answer; the next start finds the draft."""
    proxy.add(Side.CLIENT, append_is_complete, Action.STALL)
    dovecot.deliver(user, letter(1))
    eventually(lambda: drafts(dovecot, user) == [message_id(1)], daemon.log)
    daemon.process.kill()
    daemon.process.wait(10)
    daemon.start()
    eventually(lambda: "recovered" in daemon.log(), daemon.log)
    dovecot.deliver(user, letter(2))
    eventually(lambda: message_id(2) in drafts(dovecot, user), daemon.log)
    assert drafts(dovecot, user) == [message_id(1), message_id(2)]


def test_a_dead_connection_is_replaced_and_mail_that_came_meanwhile_is_found(
    daemon: Daemon, dovecot: Dovecot, user: str, proxy: TcpProxy
) -> None:
    """The router forgets the connection; mail arrives; nothing is lost."""
    proxy.cut(Action.RESET)
    dovecot.deliver(user, letter(1))
    eventually(lambda: drafts(dovecot, user) == [message_id(1)], daemon.log)
    assert "connection lost" in daemon.log()


def test_a_wrong_password_stops_it_with_advice(dovecot: Dovecot, user: str, tmp_path: Path) -> None:
    """Once, and not in a loop: providers lock accounts for that."""
    daemon = Daemon(dovecot, user, tmp_path / "daemon", dovecot.port)
    daemon.end()
    done = subprocess.run(
        [sys.executable, "-m", "inbox_helper", *daemon.options, "watch"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "TEST_PASSWORD": "wr0ng"},
    )
    assert done.returncode == 5
    assert "app password" in done.stderr
    assert done.stderr.count("refused") == 1


def test_the_log_holds_no_mail_text_and_no_address_of_others(daemon: Daemon, dovecot: Dovecot, user: str) -> None:
    """A log can be pasted into a bug report."""
    dovecot.deliver(user, letter(1))
    eventually(lambda: drafts(dovecot, user) == [message_id(1)], daemon.log)
    eventually(lambda: "en.decision" in daemon.log(), daemon.log)
    for secret in ("Ada", "greenfield", "Gardener", "careful consideration", dovecot.password):
        assert secret not in daemon.log()


def test_an_edited_rule_counts_without_a_restart(daemon: Daemon, dovecot: Dovecot, user: str) -> None:
    """Teach it a phrase while it runs; a broken file does no harm."""
    body = "Dear Sam,\n\nwe have given the gardening position to somebody from our very own ranks.\n\nAda Larch\n"
    own = daemon.folder / "rules/en"
    own.mkdir(parents=True)
    (own / "decision.toml").write_text("schema = ", encoding="utf-8")
    eventually(lambda: "edit not in force" in daemon.log(), daemon.log)
    (own / "decision.toml").write_text(
        RULE.replace("our own", "our very own").replace("job", "position"), encoding="utf-8"
    )
    eventually(lambda: "edit in force" in daemon.log(), daemon.log)
    dovecot.deliver(user, letter(1, body.replace("gardening ", "")))
    eventually(lambda: drafts(dovecot, user) == [message_id(1)], daemon.log)
