"""Many who wait in one selector, and a small pool of workers for what they do in between."""

from __future__ import annotations

import selectors
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic

from inbox_helper.waiting import Awaited, Result, Steps, WaitEnd
from inbox_helper.wake import Bell, Call

WORKERS = 64
"""So many may be at work at a time, among them those whose server does not answer; they are started as needed."""


class Task(Generic[Result]):
    """Something to run in steps. Its `call` asks it to end, or ends its present wait."""

    def __init__(self, ring: Callable[[Task[Result]], None]) -> None:
        """`ring` is told that the task was called."""
        self.call = Call(lambda: ring(self))
        self.result: Result | None = None
        """What the steps returned; None before the end."""
        self.crash: BaseException | None = None
        """What the steps raised."""
        self.is_over = False


class Scheduler:
    """Runs the steps of many tasks, each in one thread at a time but not always in the same."""

    def __init__(self, on_end: Callable[[], None], workers: int = WORKERS) -> None:
        """`on_end` is called, in any thread, whenever a task is over."""
        self._on_end = on_end
        self._bell = Bell()
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._bell.fileno(), selectors.EVENT_READ)
        self._workers = ThreadPoolExecutor(workers, thread_name_prefix="worker")
        self._steps: dict[Task[Any], Steps[Any]] = {}
        self._arriving: deque[tuple[Task[Any], Awaited]] = deque()
        self._called: deque[Task[Any]] = deque()
        self._parked: dict[Task[Any], Awaited] = {}
        """Touched by the selecting thread alone."""
        self._closed = False
        self.crash: BaseException | None = None
        """What ended the selecting thread, which nothing should."""
        self._thread = threading.Thread(target=self._run, name="scheduler", daemon=True)
        self._thread.start()

    def new_task(self) -> Task[Any]:
        """Return a task that is not begun."""
        return Task(self._ring)

    def start(self, task: Task[Result], steps: Steps[Result]) -> None:
        """Begin to run a task, which consists of some steps."""
        self._steps[task] = steps
        self._workers.submit(self._step, task, None)

    def close(self) -> None:
        """Run nothing any more. What is in the middle of a step ends that step."""
        self._closed = True
        self._bell.ring()
        self._thread.join()
        self._workers.shutdown(wait=False, cancel_futures=True)
        self._selector.close()
        self._bell.close()

    def _ring(self, task: Task[Any]) -> None:
        self._called.append(task)
        self._bell.ring()

    def _step(self, task: Task[Any], end: WaitEnd | None) -> None:
        steps = self._steps[task]
        try:
            awaited = next(steps) if end is None else steps.send(end)
        except StopIteration as stop:
            task.result = stop.value
        except BaseException as crash:  # noqa: BLE001 - for whoever looks at the task
            task.crash = crash
        else:
            self._arriving.append((task, awaited))
            self._bell.ring()
            return
        del self._steps[task]
        task.is_over = True
        self._on_end()

    def _run(self) -> None:
        try:
            while not self._closed:
                self._look()
        except BaseException as crash:  # noqa: BLE001 - for whoever looks at the scheduler
            self.crash = crash
            self._on_end()

    def _look(self) -> None:
        for key, _events in self._selector.select(self._seconds_to_next()):
            if key.data is None:
                self._bell.quieten()
            else:
                self._resume(key.data, WaitEnd.READABLE)
        while self._arriving:
            self._park(*self._arriving.popleft())
        while self._called:
            self._wake(self._called.popleft())
        now = time.monotonic()
        for task in [task for task, awaited in self._parked.items() if awaited.deadline <= now]:
            self._resume(task, WaitEnd.TIMED_OUT)

    def _seconds_to_next(self) -> float | None:
        if not self._parked:
            return None
        return max(0.0, min(awaited.deadline for awaited in self._parked.values()) - time.monotonic())

    def _park(self, task: Task[Any], awaited: Awaited) -> None:
        self._parked[task] = awaited
        if awaited.fileno is not None:
            self._selector.register(awaited.fileno, selectors.EVENT_READ, task)
        self._wake(task)

    def _wake(self, task: Task[Any]) -> None:
        if task in self._parked and task.call.is_heard():
            self._resume(task, WaitEnd.WOKEN)

    def _resume(self, task: Task[Any], end: WaitEnd) -> None:
        awaited = self._parked.pop(task)
        if awaited.fileno is not None:
            self._selector.unregister(awaited.fileno)
        self._workers.submit(self._step, task, end)
