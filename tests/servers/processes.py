"""Child processes of the tests: free ports, waiting until they listen, and an end that is sure."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path


class ServerFailed(RuntimeError):  # noqa: N818 - reads as the event that it is
    """A server did not start, or ended by itself; the message holds its log."""


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Tell whether somebody accepts connections on a port of 127.0.0.1."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def wait_until(condition: Callable[[], bool], seconds: float = 15, what: str = "the condition") -> None:
    """Return as soon as a condition holds. Raise TimeoutError if it does not within the time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not come about in {seconds} seconds")
        time.sleep(0.005)


class ServerProcess:
    """A child process in a process group of its own, which ends with us, whatever ends us."""

    def __init__(self, command: Sequence[str], log: Path, user: str | None = None) -> None:
        self.log = log
        groups: dict[str, object] = {"user": user, "group": _group_of(user), "extra_groups": []} if user else {}
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                cwd="/",
                **groups,  # type: ignore[call-overload]
            )
        self._watchdog = _watchdog(self.process.pid)

    def wait_for_port(self, port: int) -> None:
        """Return when the port is open. Raise ServerFailed if the process ends before."""

        def settled() -> bool:
            return self.process.poll() is not None or listens(port)

        with contextlib.suppress(TimeoutError):
            wait_until(settled, what=f"a listener on port {port}")
        if not listens(port):
            self.stop()
            raise ServerFailed(f"port {port} is not open:\n{self.log.read_text(errors='replace')[-4000:]}")

    def signal_group(self, number: signal.Signals) -> None:
        """Send a signal to the process and all its children."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> None:
        """End the process and its children: politely, and after five seconds surely."""
        if self._watchdog.stdin and not self._watchdog.stdin.closed:
            self._watchdog.kill()
            self._watchdog.stdin.close()
            self._watchdog.wait()
        self.process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        self.signal_group(signal.SIGKILL)
        self.process.wait(5)


def _group_of(user: str | None) -> int | None:
    import pwd

    return pwd.getpwnam(user).pw_gid if user else None


def _watchdog(group: int) -> subprocess.Popen[bytes]:
    # The pipe closes when we die, also by SIGKILL; then `read` returns and the whole group is ended.
    return subprocess.Popen(
        ["/bin/sh", "-c", f"read _; kill -KILL -{group}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
