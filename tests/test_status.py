"""What `status` tells while the daemon runs, and when it is dead; against Dovecot."""

from __future__ import annotations

import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.letters import CONFIRMATION, letter, message_id
from tests.running import Daemon, eventually
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Action, TcpProxy
from tests.test_killed import drafts


def test_a_daemon_that_is_well_says_so_and_what_it_did(daemon: Daemon, dovecot: Dovecot, user: str) -> None:
    """One look: it lives, the server answered just now, and these mails were judged."""
    dovecot.deliver(user, letter(1, CONFIRMATION))
    eventually(lambda: daemon.status()[1]["accounts"][0]["total"]["judged"] == 1, daemon.log)
    dovecot.deliver(user, letter(2))
    eventually(lambda: drafts(dovecot, user) == [message_id(2)], daemon.log)
    eventually(lambda: daemon.status()[1]["accounts"][0]["total"]["drafts"] == 1, daemon.log)
    code, told = daemon.status()
    (account,) = told["accounts"]
    assert (code, told["well"], told["complaints"]) == (0, True, [])
    assert (told["daemon"]["state"], told["daemon"]["pid"]) == ("running", daemon.process.pid)
    assert told["rulebook"]["rules"] > 100
    assert (account["state"], account["error"], account["drafts_waiting"]) == ("watching", None, 0)
    assert account["today"] == account["total"] == {"judged": 2, "rejections": 1, "unsure": 0, "drafts": 1}
    assert (account["last_judged"]["label"], account["last_judged"]["folder"]) == ("rejection", "INBOX")
    assert datetime.now(UTC) - datetime.fromisoformat(account["contact_at"]) < timedelta(minutes=1)


def test_a_dead_daemon_is_told_from_a_stopped_one(daemon: Daemon) -> None:
    """Monitoring hears of both; a person sees which it was."""
    daemon.process.kill()
    daemon.process.wait(10)
    code, told = daemon.status()
    assert (code, told["daemon"]["state"]) == (1, "dead")
    assert f"process {daemon.process.pid}" in daemon.call("status").stdout
    daemon.start()
    eventually(lambda: daemon.status()[0] == 0, daemon.log)
    assert daemon.end() == 0
    code, told = daemon.status()
    assert (code, told["daemon"]["state"], told["accounts"][0]["state"]) == (1, "stopped", "stopped")


def test_a_lost_server_shows_with_the_next_try(daemon: Daemon, proxy: TcpProxy) -> None:
    """The reason, since when, and when it goes on."""
    proxy.refuse = True
    proxy.cut()
    accounts: list[dict[str, Any]] = []

    def seen() -> bool:
        accounts[:] = daemon.status()[1]["accounts"]
        return bool(accounts[0]["state"] == "waiting to retry")

    eventually(seen, daemon.log)
    assert accounts[0]["error"]["problem"]
    assert accounts[0]["error"]["remedy"]
    assert accounts[0]["retry_at"] >= accounts[0]["error"]["at"]
    proxy.refuse = False
    eventually(lambda: daemon.status()[1]["accounts"][0]["state"] == "watching", daemon.log)


def test_a_refused_password_needs_the_user(dovecot: Dovecot, user: str, tmp_path: Path) -> None:
    """The account says what to do, also after the daemon ended for that."""
    daemon = Daemon(dovecot, user, tmp_path / "daemon", dovecot.port)
    daemon.end()
    daemon.password = "wr0ng"
    daemon.start()
    assert daemon.process.wait(30) == 5
    code, told = daemon.status()
    (account,) = told["accounts"]
    assert (code, account["state"]) == (1, "needs the user")
    assert "app password" in account["error"]["remedy"]


def test_a_broken_rule_file_is_named_while_the_last_good_rules_count(daemon: Daemon) -> None:
    """File and line, until it is mended."""
    version = daemon.status()[1]["rulebook"]["version"]
    own = daemon.folder / "rules/en"
    own.mkdir(parents=True)
    (own / "decision.toml").write_text("schema = 1\nlang = \n", encoding="utf-8")
    eventually(lambda: daemon.status()[0] == 1, daemon.log)
    book = daemon.status()[1]["rulebook"]
    assert book["version"] == version
    assert "decision.toml:2" in book["problem"]
    assert "still is" in daemon.call("status").stdout
    (own / "decision.toml").unlink()
    eventually(lambda: daemon.status()[0] == 0, daemon.log)


def test_an_account_that_was_never_watched_is_shown(dovecot: Dovecot, user: str, tmp_path: Path) -> None:
    """Before the first start, too."""
    daemon = Daemon(dovecot, user, tmp_path / "daemon", dovecot.port)
    daemon.process.send_signal(signal.SIGKILL)
    daemon.process.wait(10)
    done = daemon.call("--state-dir", str(tmp_path / "fresh"), "status")
    assert done.returncode == 1
    assert "No daemon has run here yet" in done.stdout
    assert "work: never watched" in done.stdout


def test_an_error_that_was_overcome_stays_to_be_seen(
    daemon: Daemon, dovecot: Dovecot, user: str, proxy: TcpProxy
) -> None:
    """All is well again, and why it was not can still be read."""
    proxy.cut(Action.RESET)
    dovecot.deliver(user, letter(1))
    eventually(lambda: drafts(dovecot, user) == [message_id(1)], daemon.log)
    eventually(lambda: daemon.status()[1]["accounts"][0]["state"] == "watching", daemon.log)
    code, told = daemon.status()
    assert code == 0
    assert told["accounts"][0]["error"]["problem"]
