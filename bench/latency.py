"""From the announcement of a mail to its finished draft: `bench/latency.py [--mails N] [--server dovecot|cyrus]`.

Starts the server and, before it, a proxy that notes when the server's announcement (EXISTS) and its consent to the
draft (APPENDUID) pass. Rejections come in one by one, first while the daemon watches, then while a bare script does,
which does nothing but FETCH the mail and APPEND a fixed text; then both again over a line of 50 ms (25 ms in each
direction). Prints the times of both, their ratio, and how many round trips lie in between. Needs Dovecot (Debian:
dovecot-imapd) or Cyrus (scripts/unpack_cyrus.sh) and the tests beside it.
"""

from __future__ import annotations

import argparse
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from imapclient import IMAPClient

from tests.letters import letter
from tests.running import Daemon, eventually
from tests.servers.cyrus import Cyrus
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Side, TcpProxy

_LINE_SECONDS = 0.05
_PATIENCE = 30.0


class _Ear(TcpProxy):
    """A proxy that hears when mail is announced, and when a draft is stored."""

    def __init__(self, target: int) -> None:
        super().__init__(target)
        self.announced = 0.0
        self.stored = 0.0
        self.trips = 0

    def reset(self) -> None:
        """Listen for the next mail."""
        self.announced = self.stored = 0.0

    def note(self, side: Side, data: bytes) -> None:
        """Listen."""
        super().note(side, data)
        if side is Side.CLIENT:
            return
        if b" EXISTS" in data and not self.announced:
            self.announced = time.monotonic()
            self.trips = -self.traffic.round_trips
        if b"APPENDUID" in data and self.announced and not self.stored:
            self.trips += self.traffic.round_trips
            self.stored = time.monotonic()


@dataclass(frozen=True, slots=True)
class _Figures:
    seconds: list[float]
    trips: list[int]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    def __str__(self) -> str:
        return (
            f"median {self.median * 1000:6.1f} ms, longest {max(self.seconds) * 1000:6.1f} ms,"
            f" {statistics.median(self.trips):.0f} round trips"
        )


def main() -> None:
    """Run, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mails", type=int, default=20)
    parser.add_argument("--server", choices=("dovecot", "cyrus"), default="dovecot")
    wanted = parser.parse_args()
    server = Dovecot() if wanted.server == "dovecot" else Cyrus()
    try:
        for delay in (0.0, _LINE_SECONDS):
            print(f"{wanted.server}, {f'a line of {delay * 1000:.0f} ms' if delay else 'no delay'}", flush=True)
            _compare(server, delay, wanted.mails)
    finally:
        server.close()


def _compare(server: Dovecot | Cyrus, delay: float, mails: int) -> None:
    with _figures(server, f"daemon{delay:.2f}", delay, mails, _daemon) as ours:
        print(f"  daemon       {ours}", flush=True)
    with _figures(server, f"script{delay:.2f}", delay, mails, _script) as bare:
        print(f"  bare script  {bare}")
    print(f"  ratio        {ours.median / bare.median:.2f}", flush=True)


@contextmanager
def _figures(
    server: Dovecot | Cyrus, name: str, delay: float, mails: int, watching: Callable[..., Iterator[None]]
) -> Iterator[_Figures]:
    user = name.replace(".", "")
    ear = _Ear(server.port)
    ear.delay = delay / 2
    with contextmanager(watching)(server, user, ear):
        # The first one loads what a long-running process has loaded.
        results = [_one(server, user, ear, number) for number in range(mails + 1)][1:]
    ear.close()
    yield _Figures([seconds for seconds, _trips in results], [trips for _seconds, trips in results])


def _one(server: Dovecot | Cyrus, user: str, ear: _Ear, number: int) -> tuple[float, int]:
    time.sleep(0.7)  # until it idles again
    ear.reset()
    server.deliver(user, letter(number))
    eventually(lambda: bool(ear.stored), lambda: f"no draft for mail {number}", _PATIENCE)
    return ear.stored - ear.announced, ear.trips


def _daemon(server: Dovecot | Cyrus, user: str, ear: _Ear) -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="inbox-helper-latency-") as folder:
        daemon = Daemon(server, user, Path(folder) / "daemon", ear.port, "[drafting]\ndaily_limit = 500\n")
        try:
            eventually(lambda: "] waiting " in daemon.log(), daemon.log)
            yield
        finally:
            daemon.end()


def _script(server: Dovecot | Cyrus, user: str, ear: _Ear) -> Iterator[None]:
    ended = threading.Event()
    thread = threading.Thread(target=_bare_script, args=(ear.port, user, server.password, ended))
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _bare_script(port: int, user: str, password: str, ended: threading.Event) -> None:
    client = IMAPClient("127.0.0.1", port, ssl=False)
    client._imap.debug = 0  # noqa: SLF001 - else imapclient is several times as slow
    client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    client.plain_login(user, password)
    client.select_folder("INBOX", readonly=True)
    while not ended.is_set():
        client.idle()
        news: list[tuple[object, ...]] = []
        while not ended.is_set() and not any(b"EXISTS" in line for line in news):
            news = client.idle_check(0.5)
        client.idle_done()
        if ended.is_set():
            break
        uid = client.search()[-1]
        client.fetch([uid], ["BODY.PEEK[HEADER]", "BODY.PEEK[TEXT]"])
        client.append("Drafts", letter(0), [b"\\Draft", b"\\Seen"])
    client.logout()


if __name__ == "__main__":
    main()
