"""A program that wants a terminal, driven by keys that its own configuration holds."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence

ROWS, COLUMNS = 40, 100


class DidNotEndError(AssertionError):
    """The program waits for something; the message shows what it wrote."""


def run_in_terminal(
    command: Sequence[str], environment: Mapping[str, str], *, wait_for: str, keys: str, seconds: float = 60
) -> str:
    """Run a program in a terminal of its own, press keys once it has written a text, and return all that it wrote.

    Raise DidNotEndError where it does not end by itself after that.
    """
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    process = subprocess.Popen(
        command, stdin=follower, stdout=follower, stderr=follower, env=dict(environment), start_new_session=True
    )
    os.close(follower)
    try:
        written = _talk(leader, process, (wait_for.encode(), keys.encode()), time.monotonic() + seconds)
    finally:
        os.close(leader)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return written


def _talk(leader: int, process: subprocess.Popen[bytes], answer: tuple[bytes, bytes], deadline: float) -> str:
    written, (question, keys) = b"", answer
    while time.monotonic() < deadline:
        piece = _piece(leader)
        written += piece or b""
        if keys and question in written:
            os.write(leader, keys)
            keys = b""
        if piece is None or (not piece and process.poll() is not None):
            return written.decode("utf-8", "replace")
    raise DidNotEndError(written.decode("utf-8", "replace")[-4_000:])


def _piece(leader: int) -> bytes | None:
    """Return what was written in the last tenth of a second; None where the terminal is closed."""
    if not select.select([leader], [], [], 0.1)[0]:
        return b""
    try:
        return os.read(leader, 65_536) or None
    except OSError:  # the last one has closed the terminal
        return None
