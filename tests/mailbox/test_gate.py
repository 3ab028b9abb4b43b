"""One server sees few logins of us at once."""

from __future__ import annotations

import threading
import time

import pytest

from inbox_helper.errors import ConnectionLost
from inbox_helper.mailbox.gate import HostGate
from inbox_helper.waiting import WaitEnd, drive
from inbox_helper.wake import Call, Stop


def call() -> Call:
    """Return a call to somebody whom this test drives."""
    return Call(lambda: None)


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
        stop = Stop()
        drive(gate.entering(host, stop, at_once=2), stop.fileno())
        with self.lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        time.sleep(0.02)
        with self.lock:
            self.inside -= 1
            self.passed += 1
        gate.leave(host)
        stop.close()


def test_a_crowd_passes_a_few_at_a_time() -> None:
    """Everybody gets through."""
    crowd = Crowd(HostGate(), ["imap.example.org"] * 12)
    assert (crowd.most, crowd.passed) == (2, 12)


def test_hosts_do_not_wait_for_each_other() -> None:
    """Another host has its own places."""
    gate = HostGate()
    drive(gate.entering("one.example", call(), at_once=1))
    assert Crowd(gate, ["two.example"]).passed == 1


def test_they_pass_in_the_order_in_which_they_came() -> None:
    """Nobody waits for ever behind others that came later."""
    gate = HostGate()
    drive(gate.entering("imap.example.org", call(), at_once=1))
    passed: list[int] = []
    waiting = []
    for number in range(5):
        caller = call()
        steps = gate.entering("imap.example.org", caller, at_once=1)
        next(steps)
        waiting.append((number, caller, steps))
    for _turn in waiting:
        gate.leave("imap.example.org")
        for number, caller, steps in waiting:
            if caller.is_heard() and number not in passed:
                with pytest.raises(StopIteration):
                    steps.send(WaitEnd.WOKEN)
                passed.append(number)
    assert passed == [0, 1, 2, 3, 4]


def test_who_is_not_wanted_any_more_does_not_wait() -> None:
    """The end of the daemon reaches those before the gate too, and their places go to others."""
    gate = HostGate()
    drive(gate.entering("imap.example.org", call(), at_once=1))
    ended, invited, last = call(), call(), call()
    steps = {each: gate.entering("imap.example.org", each, at_once=1) for each in (ended, invited, last)}
    for begun in steps.values():
        next(begun)
    gate.leave("imap.example.org")
    for each in (ended, invited):
        each.set()
        with pytest.raises(ConnectionLost, match="not wanted"):
            steps[each].send(WaitEnd.WOKEN)
    with pytest.raises(StopIteration):
        steps[last].send(WaitEnd.WOKEN)


def test_a_pause_that_the_server_asks_for_holds_for_all_accounts_on_it() -> None:
    """Too many connections from one address concern all accounts; nobody is kept out longer than a minute."""
    seconds = [100.0]
    gate = HostGate(lambda: seconds[0])
    gate.close("imap.example.org", 3600)
    steps = gate.entering("imap.example.org", call())
    assert 59 < next(steps).deadline - time.monotonic() <= 60
    seconds[0] += 61
    with pytest.raises(StopIteration):
        steps.send(WaitEnd.TIMED_OUT)
    assert Crowd(gate, ["imap.example.org"]).passed == 1
