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

FLAGS = {"S": rb"\Seen", "R": rb"\Answered", "D": rb"\Draft", "F": rb"\Flagged", "T": rb"\Deleted"}


class Pymap:
    """A running pymap with one user and an empty mailbox in memory; Drafts, Sent, Trash and Junk exist."""

    user = "anna@example.com"
    password = "secret-of-anna"

    def __init__(self) -> None:
        self.host = "127.0.0.1"
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="inbox-helper-pymap-"))
        program = [sys.executable, "-c", "import sys; from pymap.main import main; sys.exit(main())"]
        command = [*program, "--host", self.host, "--port", str(self.port), "--no-tls"]
        backend = ["dict", "--demo-user", self.user, "--demo-password", self.password]
        self._process = ServerProcess([*command, *backend], self.folder / "log")
        self._process.wait_for_port(self.port)
        # A login takes a third of a second here, so deliveries share one.
        self._client = IMAPClient(self.host, self.port, ssl=False, timeout=30)
        self._client.login(self.user, self.password)
        self.clear()

    def clear(self) -> None:
        """Empty every folder, and make those that are missing."""
        for name in ("INBOX", "Drafts", "Sent", "Trash", "Junk"):
            if not self._client.folder_exists(name):
                self._client.create_folder(name)
            self._client.select_folder(name)
            if uids := self._client.search():
                self._client.delete_messages(uids)
                self._client.expunge()

    def deliver(
        self,
        _user: str,
        raw: bytes,
        folder: str = "INBOX",
        *,
        flags: str = "",
        received: datetime | None = None,
    ) -> None:
        """Append a message to a folder, with flags as Maildir letters and its INTERNALDATE."""
        self._client.append(folder, raw, [FLAGS[each] for each in flags], received)

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
        self._client.shutdown()
        self._process.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
