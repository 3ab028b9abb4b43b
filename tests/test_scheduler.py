"""Many tasks, few threads: each runs in order, is woken in time, and none waits for another."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from inbox_helper.scheduler import Scheduler, Task
from inbox_helper.waiting import Awaited, Steps, WaitEnd, pause
from inbox_helper.wake import Call, Wake

PATIENCE = 20.0
NEVER_OPEN = 1_000_000


@contextmanager
def scheduler(workers: int = 4) -> Iterator[Scheduler]:
    """Yield a scheduler, and close it."""
    running = Scheduler(lambda: None, workers)
    try:
        yield running
    finally:
        running.close()
        assert running.crash is None


def until(condition: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.001)


def started(running: Scheduler, steps: Callable[[Call], Steps[object]]) -> Task[object]:
    """Start steps that are given their call."""
    task = running.new_task()
    running.start(task, steps(task.call))
    return task


def reading(sock: socket.socket, heard: list[bytes], _call: Call) -> Steps[None]:
    """Note what arrives, until the stream ends."""
    while True:
        end = yield Awaited(time.monotonic() + PATIENCE, sock.fileno())
        assert end is WaitEnd.READABLE
        data = sock.recv(100)
        if not data:
            return
        heard.append(data)


def test_a_thousand_waits_need_no_thousand_threads() -> None:
    """Whatever arrives anywhere is heard, by a handful of threads."""
    pairs = [socket.socketpair() for _ in range(300)]
    heard: list[list[bytes]] = [[] for _ in pairs]
    with scheduler() as running:
        tasks = [
            started(running, partial(reading, theirs, into)) for (_ours, theirs), into in zip(pairs, heard, strict=True)
        ]
        for number, (ours, _theirs) in enumerate(pairs):
            ours.send(b"%d" % number)
        until(lambda: all(heard))
        assert threading.active_count() < 20
        for ours, _theirs in pairs:
            ours.close()
        until(lambda: all(task.is_over for task in tasks))
    assert [into[0] for into in heard] == [b"%d" % number for number in range(300)]
    for _ours, theirs in pairs:
        theirs.close()


def test_a_wait_ends_with_its_time() -> None:
    """Pauses are kept, and the result is there afterwards."""

    def napping(seconds: float, _call: Call) -> Steps[float]:
        begun = time.monotonic()
        assert (yield from pause(seconds)) is WaitEnd.TIMED_OUT
        return time.monotonic() - begun

    with scheduler() as running:
        tasks = [started(running, partial(napping, seconds)) for seconds in (0.3, 0.05, 0.0)]
        until(lambda: all(task.is_over for task in tasks))
    slept = [task.result for task in tasks]
    assert all(isinstance(each, float) and each >= least for each, least in zip(slept, (0.3, 0.05, 0.0), strict=True))


def test_a_call_ends_a_wait_whenever_it_comes() -> None:
    """Before the wait, in it, and while the task is at work: it is heard once, and none is lost."""
    taken: list[Wake] = []

    def listening(call: Call) -> Steps[None]:
        while not call.is_set():
            if (yield from pause(3600)) is WaitEnd.WOKEN:
                taken.append(call.take())

    with scheduler() as running:
        task = running.new_task()
        task.call.wake()
        running.start(task, listening(task.call))
        for count in range(1, 200):
            until(lambda count=count: len(taken) >= count)  # type: ignore[misc]
            task.call.wake(Wake.RECONNECT)
        task.call.set()
        until(lambda: task.is_over)
    assert taken[0] is Wake.LOOK
    assert taken.count(Wake.RECONNECT) == 199


def test_whoever_blocks_keeps_nobody_else_waiting() -> None:
    """A server that does not answer takes one worker, not the scheduler."""
    go_on = threading.Event()

    def stuck() -> Steps[None]:
        yield from pause(0)
        go_on.wait(PATIENCE)

    def quick() -> Steps[str]:
        yield from pause(0.01)
        return "done"

    with scheduler() as running:
        hanging = started(running, lambda _call: stuck())
        others = [started(running, lambda _call: quick()) for _ in range(20)]
        until(lambda: all(task.is_over for task in others))
        assert not hanging.is_over
        go_on.set()
        until(lambda: hanging.is_over)
    assert {task.result for task in others} == {"done"}


def test_a_task_that_breaks_is_over_and_tells_why() -> None:
    """Whoever started it can raise what it raised; the others go on."""

    def breaking() -> Steps[None]:
        yield from pause(0.01)
        raise ZeroDivisionError("a bug of ours")

    with scheduler() as running:
        task = started(running, lambda _call: breaking())
        until(lambda: task.is_over)
        again = started(running, lambda _call: pause(0.01))
        until(lambda: again.is_over)
    assert isinstance(task.crash, ZeroDivisionError)
    assert again.result is WaitEnd.TIMED_OUT


def test_a_wait_that_cannot_be_is_told() -> None:
    """A descriptor that is no longer open ends the scheduler with an error, never in silence."""

    def lost() -> Steps[None]:
        yield Awaited(time.monotonic() + 3600, NEVER_OPEN)

    ended = threading.Event()
    running = Scheduler(ended.set)
    started(running, lambda _call: lost())
    assert ended.wait(PATIENCE)
    assert isinstance(running.crash, OSError)
    running.close()


@pytest.mark.parametrize("calls", [1, 50])
def test_one_task_runs_in_one_thread_at_a_time(calls: int) -> None:
    """Steps never overlap, however often they are called."""
    inside = 0
    most = 0
    turns = 0

    def careful(call: Call) -> Steps[None]:
        nonlocal inside, most, turns
        while not call.is_set():
            inside += 1
            most = max(most, inside)
            time.sleep(0.001)
            inside -= 1
            turns += 1
            yield from pause(0.002)
            call.take()

    with scheduler() as running:
        task = started(running, careful)
        for _ in range(20):
            for _again in range(calls):
                task.call.wake()
            time.sleep(0.002)
        task.call.set()
        until(lambda: task.is_over)
    assert most == 1
    assert turns > 5
