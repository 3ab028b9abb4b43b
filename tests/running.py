"""The daemon as users run it: a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.letters import USER
from tests.servers.cyrus import Cyrus
from tests.servers.dovecot import Dovecot

ROOT = Path(__file__).parent.parent


class Daemon:
    """A running `inbox-helper watch`."""

    def __init__(self, server: Dovecot | Cyrus, user: str, folder: Path, port: int, more: str = "") -> None:
        self.password = server.password
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.options = ["--config", str(folder / "config.toml"), "--state-dir", str(folder / "state")]
        self.configure(account("work", user, port), more)
        self.process = self.start()

    def configure(self, *tables: str) -> None:
        """Write the configuration."""
        (self.folder / "config.toml").write_text("\n".join(tables), encoding="utf-8")

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start it, again after it has ended."""
        # Within a test the libraries are talkative, and must tell no secret; a benchmark measures users' daemon.
        talkative = ["tests.talkative", str(self.folder / "libraries.log")]
        program = talkative if "PYTEST_CURRENT_TEST" in os.environ else ["inbox_helper"]
        with (self.folder / "log").open("a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *program, "--verbose", *self.options, "watch", *arguments],
                cwd=ROOT,
                stdout=log,
                stderr=log,
                text=True,
                env=self.environment(),
            )
        return self.process

    def environment(self) -> dict[str, str]:
        """Return the environment with the password."""
        return {**os.environ, "TEST_PASSWORD": self.password}

    def call(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run another command on the same configuration and state."""
        return subprocess.run(
            [sys.executable, "-m", "inbox_helper", *self.options, *arguments],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env=self.environment(),
        )

    def status(self) -> tuple[int, Any]:
        """Return the exit code of `status` and what it tells programs."""
        done = self.call("status", "--json")
        return done.returncode, json.loads(done.stdout)

    def log(self) -> str:
        """Return what it has logged so far."""
        return (self.folder / "log").read_text(encoding="utf-8")

    def end(self) -> int:
        """Ask it to end, as a service manager does, and return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(10)


def account(alias: str, user: str, port: int, address: str = "") -> str:
    """Return the table of an account on a Dovecot, or on a proxy before it."""
    return f"""
[accounts.{alias}]
address = "{address or (USER if alias == "work" else user)}"
name = "Sam Rivers"
host = "127.0.0.1"
port = {port}
security = "plaintext"
username = "{user}"
password_env = "TEST_PASSWORD"
"""


def eventually(condition: Callable[[], bool], what: Callable[[], str], seconds: float = 30) -> None:
    """Wait until something holds; fail with a description if it does not."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, what()
        time.sleep(0.05)
