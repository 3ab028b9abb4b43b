"""A Dovecot 2.3 of the tests' own: no system service, no fixed port, no root needed."""

from __future__ import annotations

import getpass
import grp
import os
import pwd
import shutil
import signal
import ssl
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path

from imapclient import IMAPClient
from imapclient.imap_utf7 import encode as encode_utf7

from tests.servers.certificate import Certificate, make_certificate
from tests.servers.processes import ServerProcess, free_port, listens, wait_until

PASSWORD = "Grüße-an-alle"
"""The one password of all users; it is not ASCII on purpose."""

INSTALL_HINT = "Dovecot is not installed (Debian and Ubuntu: apt-get install dovecot-imapd)"

_CONFIGURATION = """\
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = {uid}
first_valid_gid = {gid}
mail_uid = {uid}
mail_gid = {gid}
mail_home = {folder}/users/%u
mail_location = maildir:~/Maildir
mail_fsync = never
default_client_limit = {inner_clients}
mail_max_userip_connections = {connections}
auth_mechanisms = plain login
auth_failure_delay = 0
auth_username_chars =
disable_plaintext_auth = no
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
ssl_min_protocol = TLSv1.2
protocol imap {{
  imap_idle_notify_interval = {idle_notify}
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
  separator = {separator}
{mailboxes}
}}
service imap-login {{
  chroot =
  service_count = 0
  client_limit = {clients}
  process_limit = 4
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service imap {{
  service_count = {served}
  client_limit = {per_process}
  process_limit = {clients}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-urlauth-login {{
  chroot =
}}
"""

_SPECIAL = {"Drafts": r"\Drafts", "Sent": r"\Sent", "Trash": r"\Trash", "Junk": r"\Junk"}


def dovecot_program() -> str | None:
    """Return the path of the Dovecot program, or None where it is not installed."""
    return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


class Dovecot:
    """A running Dovecot. Any user name is accepted with PASSWORD and gets a Maildir of its own.

    Everybody has INBOX and, with their special-use attributes, Drafts, Sent, Trash and Junk.
    Given `clients`, the connections at one time; `separator`, the hierarchy delimiter; `idle_notify`, the
    pause between two "Still here" lines during IDLE; `per_process`, how many connections share a process: systems allow
    a user only some 128 processes that are told of new files, the others look every half minute. A root user's Dovecot
    runs as nobody.
    """

    password = PASSWORD

    def __init__(
        self, *, clients: int = 256, separator: str = "/", idle_notify: str = "2 mins", per_process: int = 1
    ) -> None:
        program = dovecot_program()
        if program is None:
            raise FileNotFoundError(INSTALL_HINT)
        self.host = "127.0.0.1"
        self.port = free_port()
        self.tls_port = free_port()
        # The paths of its sockets must stay under 108 bytes; pytest's own folders are closed to other users.
        self.folder = Path(tempfile.mkdtemp(prefix="inbox-helper-dovecot-", dir="/tmp"))
        self.folder.chmod(0o755)
        self._user = "nobody" if os.geteuid() == 0 else getpass.getuser()
        self._account = pwd.getpwnam(self._user)
        self._program = program
        self._deliveries = count(1)
        self.certificate = make_certificate(self.folder)
        (self.folder / "users").mkdir()
        self._write_configuration(self.certificate, clients, separator, idle_notify, per_process)
        self._give_away(self.folder)
        try:
            self._process = self._start()
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    @property
    def ca_file(self) -> Path:
        """The certificate that vouches for the TLS port."""
        return self.certificate.certificate

    @property
    def log(self) -> str:
        """What Dovecot has logged so far."""
        path = self.folder / "dovecot.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def maildir(self, user: str, folder: str = "INBOX") -> Path:
        """Return the Maildir of a user's folder, made if it is missing."""
        top = self.folder / "users" / user / "Maildir"
        path = top if folder == "INBOX" else top / ("." + encode_utf7(folder.replace("/", ".")).decode("ascii"))
        if not (path / "new").is_dir():
            for each in ("tmp", "new", "cur"):
                (path / each).mkdir(parents=True, exist_ok=True)
            if folder != "INBOX":
                (path / "maildirfolder").touch()
            self._give_away(top.parent)
        return path

    def deliver(
        self,
        user: str,
        raw: bytes,
        folder: str = "INBOX",
        *,
        flags: str = "",
        received: datetime | None = None,
    ) -> Path:
        """Put a message into a user's folder, as a delivery agent does; return its file.

        Given `flags` as Maildir letters (S seen, R replied, D draft) it counts as looked at before;
        `received` becomes its INTERNALDATE.
        """
        place = self.maildir(user, folder)
        name = f"{time.time():.6f}.{os.getpid()}_{next(self._deliveries)}.tests"
        waiting = place / "tmp" / name
        waiting.write_bytes(raw)
        if received is not None:
            os.utime(waiting, (received.timestamp(), received.timestamp()))
        self._give_away(waiting)
        there = place / "cur" / f"{name}:2,{''.join(sorted(flags))}" if flags else place / "new" / name
        waiting.rename(there)
        # The kernel stamps folders by the tick; two changes within one tick would look like one to Dovecot.
        os.utime(there.parent, ns=(time.time_ns(), time.time_ns()))
        return there

    @contextmanager
    def connect(self, user: str, folder: str | None = None, *, readonly: bool = True) -> Iterator[IMAPClient]:
        """Yield a bare client that is logged in, and, given a folder, has it open."""
        client = IMAPClient(self.host, self.port, ssl=False, timeout=30)
        try:
            client.plain_login(user, self.password)
            if folder is not None:
                client.select_folder(folder, readonly=readonly)
            yield client
        finally:
            client.shutdown()

    def messages(self, user: str, folder: str) -> list[bytes]:
        """Return every message of a folder, whole, oldest first."""
        with self.connect(user, folder) as client:
            fetched = client.fetch(client.search(), ["BODY.PEEK[]"])
            return [fetched[uid][b"BODY[]"] for uid in sorted(fetched)]

    def flags(self, user: str, folder: str = "INBOX") -> dict[int, frozenset[bytes]]:
        r"""Return the flags of every message of a folder by UID, without the session's own \Recent."""
        with self.connect(user, folder) as client:
            found = client.get_flags(client.search())
            return {uid: frozenset(flags) - {b"\\Recent"} for uid, flags in found.items()}

    def client_context(self) -> ssl.SSLContext:
        """Return a TLS context that trusts this server."""
        return ssl.create_default_context(cafile=str(self.ca_file))

    def stop(self) -> None:
        """End the server politely; connections get a BYE."""
        self._process.stop()
        self._wait_for_the_end()

    def kill(self) -> None:
        """End the server as a power cut does."""
        self._process.signal_group(signal.SIGKILL)
        self._process.stop(signal.SIGKILL)
        self._wait_for_the_end()

    def start(self) -> None:
        """Start it again, on the same ports and the same mail, after `stop` or `kill`."""
        self._process = self._start()

    def restart(self) -> None:
        """Stop and start."""
        self.stop()
        self.start()

    def close(self) -> None:
        """End the server and remove everything it had."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait_for_the_end(self) -> None:
        # The children that hold the ports die a moment after the master.
        wait_until(lambda: not listens(self.port) and not listens(self.tls_port), what="the end of Dovecot")

    def _start(self) -> ServerProcess:
        # After a kill, sockets lie here on which children may still listen; Dovecot would take them for a running one.
        shutil.rmtree(self.folder / "run", ignore_errors=True)
        command = [self._program, "-F", "-c", str(self.folder / "dovecot.conf")]
        user = self._user if os.geteuid() == 0 else None
        process = ServerProcess(command, self.folder / "output.log", user)
        process.wait_for_port(self.port)
        process.wait_for_port(self.tls_port)
        return process

    def _write_configuration(
        self, certificate: Certificate, clients: int, separator: str, idle_notify: str, per_process: int
    ) -> None:
        text = _CONFIGURATION.format(
            folder=self.folder,
            user=self._user,
            group=grp.getgrgid(self._account.pw_gid).gr_name,
            uid=self._account.pw_uid,
            gid=self._account.pw_gid,
            certificate=certificate.certificate,
            key=certificate.key,
            password=self.password,
            clients=clients,
            connections=clients,
            inner_clients=max(1_000, 4 * clients),
            separator=separator,
            idle_notify=idle_notify,
            per_process=per_process,
            served=64 * per_process,
            mailboxes="\n".join(
                f"  mailbox {name} {{\n    auto = subscribe\n    special_use = {use}\n  }}"
                for name, use in _SPECIAL.items()
            ),
            port=self.port,
            tls_port=self.tls_port,
        )
        (self.folder / "dovecot.conf").write_text(text, encoding="utf-8")

    def _give_away(self, path: Path) -> None:
        if os.geteuid() != 0:
            return
        for each in (path, *(path.rglob("*") if path.is_dir() else ())):
            os.chown(each, self._account.pw_uid, self._account.pw_gid)
