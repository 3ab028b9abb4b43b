"""One server sees few logins of us at once."""

from __future__ import annotations

import threading
import time

import pytest

from inbox_helper.errors import ConnectionLost
from inbox_helper.mailbox.gate import HostGate


class Crowd:
    """Many threads that go through a gate and stay inside for a moment."""

    def __init__(self, gate: HostGate, hosts: list[str]) -> None:
        self.most = 0
        self.inside = 0
        self.passed = 0
        self.lock = threading.Lock()
        threads = [threading.Thread(target=self.go, args=(gate, host)) for host in hosts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)

    def go(self, gate: HostGate, host: str) -> None:
        """Pass, and count."""
        with gate.passage(host, at_once=2):
            with self.lock:
                self.inside += 1
                self.most = max(self.most, self.inside)
            time.sleep(0.02)
            with self.lock:
                self.inside -= 1
                self.passed += 1


def test_a_crowd_passes_a_few_at_a_time() -> None:
    """Everybody gets through."""
    crowd = Crowd(HostGate(), ["imap.example.org"] * 12)
    assert (crowd.most, crowd.passed) == (2, 12)


def test_hosts_do_not_wait_for_each_other() -> None:
    """Another host has its own places."""
    gate = HostGate()
    with gate.passage("one.example", at_once=1):
        assert Crowd(gate, ["two.example"]).passed == 1


def test_who_is_not_wanted_any_more_does_not_wait() -> None:
    """The end of the daemon reaches those before the gate too."""
    gate = HostGate()
    with (
        gate.passage("imap.example.org", at_once=1),
        pytest.raises(ConnectionLost),
        gate.passage("imap.example.org", at_once=1, ended=lambda: True),
    ):
        pass


def test_a_pause_that_the_server_asks_for_holds_for_all_accounts_on_it() -> None:
    """Too many connections from one address concern all accounts; nobody is kept out longer than a minute."""
    seconds = [100.0]
    gate = HostGate(lambda: seconds[0])

    def throttled() -> None:
        with gate.passage("imap.example.org"):
            raise ConnectionLost("Too many connections.", retry_after=3600)

    with pytest.raises(ConnectionLost, match="Too many"):
        throttled()
    with pytest.raises(ConnectionLost, match="not wanted"), gate.passage("imap.example.org", ended=lambda: True):
        pass
    seconds[0] += 61
    crowd = Crowd(gate, ["imap.example.org"])
    assert crowd.passed == 1
