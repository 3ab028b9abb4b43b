"""A pymap (from PyPI) in a child process: quick, without special-use attributes."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from imapclient import IMAPClient

from tests.servers.processes import ServerProcess, free_port

_FLAGS = {"S": rb"\Seen", "R": rb"\Answered", "D": rb"\Draft", "F": rb"\Flagged", "T": rb"\Deleted"}


class Pymap:
    """A running pymap with one user and an empty mailbox in memory; Drafts, Sent, Trash and Junk exist."""

    user = "anna@example.com"
    password = "secret-of-anna"

    def __init__(self) -> None:
        self.host = "127.0.0.1"
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="inbox-helper-pymap-"))
        command = [sys.executable, "-m", "pymap", "--host", self.host, "--port", str(self.port), "--no-tls"]
        backend = ["dict", "--demo-user", self.user, "--demo-password", self.password]
        self._process = ServerProcess([*command, *backend], self.folder / "log")
        self._process.wait_for_port(self.port)
        with self.connect() as client:
            for name in ("Drafts", "Sent", "Trash", "Junk"):
                if not client.folder_exists(name):
                    client.create_folder(name)

    def deliver(
        self,
        user: str,
        raw: bytes,
        folder: str = "INBOX",
        *,
        flags: str = "",
        received: datetime | None = None,
    ) -> None:
        """Append a message to a folder, with flags as Maildir letters and its INTERNALDATE."""
        with self.connect(user) as client:
            client.append(folder, raw, [_FLAGS[each] for each in flags], received)

    @contextmanager
    def connect(self, user: str = user, folder: str | None = None, *, readonly: bool = True) -> Iterator[IMAPClient]:
        """Yield a bare client that is logged in, and, given a folder, has it open."""
        client = IMAPClient(self.host, self.port, ssl=False, timeout=30)
        try:
            client.login(user, self.password)
            if folder is not None:
                client.select_folder(folder, readonly=readonly)
            yield client
        finally:
            client.shutdown()

    def close(self) -> None:
        """End the server."""
        self._process.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
