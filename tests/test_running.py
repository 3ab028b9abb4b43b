"""A daemon that runs for long: what is changed under it, and what it writes down; against Dovecot."""

from __future__ import annotations

import json
import signal
import stat
import threading
import time
from pathlib import Path

from inbox_helper.clock import ClockWatch
from inbox_helper.config import AccountConfig
from inbox_helper.core.types import DraftingOptions
from inbox_helper.daemon import Assignment, Jumped, Notice
from inbox_helper.daemon import Daemon as RunningDaemon
from inbox_helper.library import Library
from inbox_helper.watcher import Connected, Lost, Waiting
from tests.letters import USER, letter, message_id
from tests.running import Daemon, account, eventually
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Action, Side, TcpProxy
from tests.test_killed import drafts


def hang_up(daemon: Daemon) -> None:
    """Ask it to read everything anew."""
    daemon.process.send_signal(signal.SIGHUP)


def test_an_account_that_is_added_is_watched_and_one_that_is_removed_is_not(
    daemon: Daemon, dovecot: Dovecot, user: str, proxy: TcpProxy
) -> None:
    """Without a restart; the accounts that stay keep their connection."""
    other = f"other.{user}"
    daemon.configure(account("work", user, proxy.port), account("study", other, dovecot.port))
    eventually(lambda: daemon.log().count("waiting") >= 2 and "begun=['study']" in daemon.log(), daemon.log)
    dovecot.deliver(other, letter(1, to=other))
    eventually(lambda: drafts(dovecot, other) == [message_id(1)], daemon.log)
    daemon.configure(account("study", other, dovecot.port))
    hang_up(daemon)
    eventually(lambda: "ended=['work']" in daemon.log(), daemon.log)
    daemon.configure(account("study", other, dovecot.port), account("work", user, proxy.port))
    eventually(lambda: "begun=['work']" in daemon.log(), daemon.log)
    dovecot.deliver(user, letter(2))
    eventually(lambda: drafts(dovecot, user) == [message_id(2)], daemon.log)
    assert drafts(dovecot, other) == [message_id(1)]
    lines = daemon.log().splitlines()
    assert sum("connected" in line and "account=study" in line for line in lines) == 1


def test_a_broken_configuration_changes_nothing_and_shows(
    daemon: Daemon, dovecot: Dovecot, user: str, proxy: TcpProxy
) -> None:
    """File, line and key in the log and in the status, until it is mended."""
    good = account("work", user, proxy.port)
    daemon.configure(good.replace("port =", "prot ="))
    eventually(lambda: "configuration not in force" in daemon.log(), daemon.log)
    dovecot.deliver(user, letter(1))
    eventually(lambda: drafts(dovecot, user) == [message_id(1)], daemon.log)
    assert "prot" in daemon.log()
    daemon.configure(good)
    eventually(lambda: daemon.status()[0] == 0, daemon.log)


def test_changed_wishes_for_drafts_count_for_the_next_one(
    daemon: Daemon, dovecot: Dovecot, user: str, proxy: TcpProxy
) -> None:
    """All accounts connect anew with them."""
    daemon.configure(account("work", user, proxy.port), '[drafting]\nsignature_name = "S. R."')
    eventually(lambda: daemon.log().count("waiting") >= 2, daemon.log)
    dovecot.deliver(user, letter(1))
    eventually(lambda: drafts(dovecot, user) == [message_id(1)], daemon.log)
    (raw,) = dovecot.messages(user, "Drafts")
    assert b"\r\nS. R.\r\n" in raw


def test_an_account_is_begun_anew_only_after_its_old_watcher_ended(
    daemon: Daemon, dovecot: Dovecot, user: str, proxy: TcpProxy
) -> None:
    """Changed in the middle of filing a draft, there is one draft."""
    proxy.delay = 0.3
    dovecot.deliver(user, letter(1))
    for number in range(4):
        daemon.configure(account("work", user, proxy.port) + f"poll_seconds = {60 + number}\n")
        hang_up(daemon)
        time.sleep(0.4)
    proxy.delay = 0.0
    dovecot.deliver(user, letter(2))
    eventually(lambda: message_id(2) in drafts(dovecot, user), daemon.log)
    assert drafts(dovecot, user) == [message_id(1), message_id(2)]


def test_a_first_run_waits_for_a_word_that_reaches_the_running_daemon(
    dovecot: Dovecot, user: str, tmp_path: Path
) -> None:
    """It says what to do, and the word may come from another terminal."""
    daemon = Daemon(dovecot, user, tmp_path / "daemon", dovecot.port, "[drafting]\nconfirm_first = true\n")
    try:
        eventually(lambda: "waiting" in daemon.log(), daemon.log)
        dovecot.deliver(user, letter(1))
        eventually(lambda: "action=limit" in daemon.log(), daemon.log)
        assert "drafting held" in daemon.log()
        assert "watch --confirm" in daemon.log()
        eventually(lambda: daemon.status()[1]["accounts"][0]["drafts_waiting"] == 1, daemon.log)
        code, told = daemon.status()
        assert code == 1
        assert "confirmed" in told["accounts"][0]["held"]["reason"]
        assert drafts(dovecot, user) == []
        word = daemon.call("watch", "--confirm")
        assert (word.returncode, word.stdout) == (
            0,
            f"Confirmed. Process {daemon.process.pid}, which watches already, makes the drafts.\n",
        )
        eventually(lambda: drafts(dovecot, user) == [message_id(1)], daemon.log)
        eventually(lambda: daemon.status()[0] == 0, daemon.log)
    finally:
        daemon.end()


def test_a_login_that_hangs_does_not_delay_the_end(dovecot: Dovecot, user: str, tmp_path: Path) -> None:
    """Two seconds, whatever the server does."""
    between = TcpProxy(dovecot.port)
    between.add(Side.CLIENT, lambda sent: b"LOGIN" in sent or b"AUTHENTICATE" in sent, Action.STALL)
    daemon = Daemon(dovecot, user, tmp_path / "daemon", between.port)
    try:
        eventually(lambda: between.traffic.connections > 0, daemon.log)
        time.sleep(0.5)
        started = time.monotonic()
        assert daemon.end() == 0
        assert time.monotonic() - started < 2.5
        assert daemon.status()[1]["daemon"]["state"] == "stopped"
    finally:
        daemon.process.kill()
        between.close()


def test_a_log_file_is_private_and_holds_objects_on_demand(dovecot: Dovecot, user: str, tmp_path: Path) -> None:
    """For machines without a journal; moved away and told by SIGHUP, it begins a new one."""
    daemon = Daemon(dovecot, user, tmp_path / "daemon", dovecot.port)
    daemon.end()
    file = tmp_path / "log.jsonl"
    daemon.start("--log-format", "json", "--log-file", str(file))
    try:
        eventually(lambda: file.exists() and "waiting" in file.read_text(), daemon.log)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        events = [json.loads(line) for line in file.read_text().splitlines()]
        assert [event["event"] for event in events] == ["started", "connected", "waiting"]
        file.rename(tmp_path / "old.jsonl")
        hang_up(daemon)
        eventually(lambda: file.exists() and "configuration in force" in file.read_text(), daemon.log)
    finally:
        daemon.end()


def test_after_a_sleep_every_connection_is_made_anew(tmp_path: Path) -> None:
    """The clock on the wall went on by an hour, the other one did not."""
    for folder in ("cur", "new", "tmp"):
        (tmp_path / "Maildir" / folder).mkdir(parents=True)
    home = AccountConfig(alias="home", address=USER, name="Sam Rivers", maildir=tmp_path / "Maildir", drafts="Drafts")
    wall = [1_700_000_000.0]
    notices: list[Notice] = []
    running = RunningDaemon(
        tmp_path / "state",
        Library(tmp_path / "rules", tmp_path / "templates"),
        lambda: Assignment((home,), DraftingOptions()),
        notices.append,
        clock=ClockWatch(lambda: 0.0, lambda: wall[0]),
    )
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(running.run()))
    thread.start()
    eventually(lambda: any(isinstance(each, Waiting) for each in notices), lambda: str(notices))
    wall[0] += 3600
    eventually(lambda: sum(isinstance(each, Connected) for each in notices) == 2, lambda: str(notices))
    running.end()
    thread.join(10)
    assert Jumped(3600.0) in notices
    assert not any(isinstance(each, Lost) for each in notices)
    assert codes == [0]
    assert running.finished
