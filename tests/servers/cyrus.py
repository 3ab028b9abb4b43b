"""A Cyrus 3 of the tests' own: another server than Dovecot in folders, flags, and how soon it tells of mail.

Its Debian package cannot be installed beside Dovecot's, so `scripts/unpack_cyrus.sh` unpacks it into a folder.
"""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import struct
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from imapclient import IMAPClient

from tests.servers.processes import ServerProcess, free_port
from tests.servers.pymap import FLAGS

INSTALL_HINT = "Cyrus is not there (Debian and Ubuntu: scripts/unpack_cyrus.sh)"

_IMAPD_CONF = """\
configdirectory: {folder}/conf
partition-default: {folder}/spool
defaultpartition: default
cyrus_user: {user}
admins: admin
allowplaintext: yes
sasl_pwcheck_method: saslauthd
sasl_saslauthd_path: {folder}/run/mux
sasl_mech_list: PLAIN
virtdomains: off
unixhierarchysep: yes
altnamespace: yes
autocreate_quota: 0
autocreate_post: yes
autocreate_inbox_folders: Drafts|Sent|Trash|Junk
autocreate_subscribe_folders: Drafts|Sent|Trash|Junk
xlist-drafts: Drafts
xlist-sent: Sent
xlist-trash: Trash
xlist-junk: Junk
specialusealways: 1
idlesocket: {folder}/run/idle
lmtpsocket: {folder}/run/lmtp
"""

_CYRUS_CONF = """\
START {{
  recover cmd="{programs}/ctl_cyrusdb -C {folder}/imapd.conf -r"
  idled cmd="{programs}/idled -C {folder}/imapd.conf"
}}
SERVICES {{
  imap cmd="{programs}/imapd -C {folder}/imapd.conf" listen="127.0.0.1:{port}" proto="tcp4" prefork=1 maxchild=300
}}
EVENTS {{
  checkpoint cmd="{programs}/ctl_cyrusdb -C {folder}/imapd.conf -c" period=300
}}
"""


def cyrus_root() -> Path | None:
    """Return the folder into which Cyrus was unpacked, None where it was not."""
    root = Path(os.environ.get("INBOX_HELPER_CYRUS") or f"/var/tmp/inbox-helper-cyrus-{os.geteuid()}")
    return root if (root / "usr/lib/cyrus/bin/master").exists() else None


class Cyrus:
    """A running Cyrus. Any user name is accepted with PASSWORD, and has INBOX, Drafts, Sent, Trash and Junk."""

    password = "Fuenf-Finken"

    def __init__(self) -> None:
        root = cyrus_root()
        if root is None:
            raise FileNotFoundError(INSTALL_HINT)
        self.host = "127.0.0.1"
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="inbox-helper-cyrus-", dir="/tmp"))
        user = "nobody" if os.geteuid() == 0 else getpass.getuser()
        programs = root / "usr/lib/cyrus/bin"
        for name in ("conf", "conf/socket", "spool", "run"):
            (self.folder / name).mkdir()
        for file, text in (("imapd.conf", _IMAPD_CONF), ("cyrus.conf", _CYRUS_CONF)):
            filled = text.format(folder=self.folder, user=user, programs=programs, port=self.port)
            (self.folder / file).write_text(filled, encoding="utf-8")
        self._passwords = _PasswordCheck(self.folder / "run" / "mux", self.password)
        self._open_to_all()
        libraries = f"{root}/usr/lib/{os.uname().machine}-linux-gnu:{root}/usr/lib/cyrus"
        files = ["-C", f"{self.folder}/imapd.conf", "-M", f"{self.folder}/cyrus.conf", "-p", f"{self.folder}/run/pid"]
        command = ["env", f"LD_LIBRARY_PATH={libraries}", f"{programs}/master", *files, "-D"]
        self._process = ServerProcess(command, self.folder / "log", user if os.geteuid() == 0 else None)
        self._process.wait_for_port(self.port)

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
            client.append(folder, raw, [FLAGS[each] for each in flags], received)

    @contextmanager
    def connect(self, user: str, folder: str | None = None) -> Iterator[IMAPClient]:
        """Yield a bare client that is logged in, and, given a folder, has it open to look at."""
        client = IMAPClient(self.host, self.port, ssl=False, timeout=30)
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            client.login(user, self.password)
            if folder is not None:
                client.select_folder(folder, readonly=True)
            yield client
        finally:
            client.shutdown()

    def messages(self, user: str, folder: str) -> list[bytes]:
        """Return every message of a folder, whole, oldest first."""
        with self.connect(user, folder) as client:
            fetched = client.fetch(client.search(), ["BODY.PEEK[]"])
            return [fetched[uid][b"BODY[]"] for uid in sorted(fetched)]

    def close(self) -> None:
        """End the server and remove everything it had."""
        self._process.stop()
        self._passwords.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _open_to_all(self) -> None:
        # Cyrus gives up root before it opens anything.
        for path in (self.folder, *self.folder.rglob("*")):
            path.chmod(0o777 if path.is_dir() or path.is_socket() else 0o644)


class _PasswordCheck:
    """Answers whether a password is right, as saslauthd does: four fields of two octets of length and a text."""

    def __init__(self, path: Path, password: str) -> None:
        self._password = password.encode()
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Stop answering."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                asking, _address = self._listener.accept()
            except OSError:
                return
            with asking, asking.makefile("rb") as stream:
                _user, password, *_rest = [self._field(stream.read(2), stream.read) for _ in range(4)]
                answer = b"OK" if password == self._password else b"NO"
                asking.sendall(struct.pack("!H", len(answer)) + answer)

    @staticmethod
    def _field(length: bytes, read: object) -> bytes:
        return bytes(read(struct.unpack("!H", length)[0]))  # type: ignore[operator]
