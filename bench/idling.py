"""What a daemon costs that watches many mailboxes: `bench/idling.py [--mailboxes N] [--seconds S] [--mails M] [--tls]`.

Starts a Dovecot with that many users and one daemon that watches all of them. Prints how long it took until all were
watched, then the memory of the daemon and its share of a core over the seconds in which nothing happens, of which 300
hold one renewal of every IDLE. Then a rejection comes into one mailbox after the other; prints the time from the
server's announcement to the draft in the store. The announcement is heard on a connection of our own, which Dovecot may
tell half a second earlier or later than the daemon's. Linux only; needs Dovecot (Debian: dovecot-imapd) and the tests
beside it.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.letters import letter
from tests.running import Daemon, account, eventually
from tests.servers.dovecot import Dovecot

_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def main() -> None:
    """Run, and print."""
    wanted = _arguments()
    users = [f"user{number}@example.com" for number in range(wanted.mailboxes)]
    server = Dovecot(clients=2 * wanted.mailboxes + 64, per_process=50)
    daemon = None
    try:
        with tempfile.TemporaryDirectory(prefix="inbox-helper-idling-") as folder:
            begun = time.monotonic()
            daemon = _watching(server, users, Path(folder) / "daemon", tls=wanted.tls)
            print(f"{len(users)} mailboxes are watched after {time.monotonic() - begun:.1f} s", flush=True)
            _print_rest(daemon.process.pid, wanted.seconds)
            _print_latencies(server, random.Random(wanted.seed).choices(users, k=wanted.mails))
            print(f"memory at the end: {_megabytes(daemon.process.pid):.0f} MB")
            begun = time.monotonic()
            code = daemon.end()
            print(f"ended with {code} after {time.monotonic() - begun:.1f} s")
    finally:
        if daemon is not None and daemon.process.poll() is None:
            daemon.process.kill()
        server.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mailboxes", type=int, default=1_000)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--mails", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tls", action="store_true")
    return parser.parse_args()


def _watching(server: Dovecot, users: list[str], folder: Path, *, tls: bool) -> Daemon:
    daemon = Daemon(server, users[0], folder, server.port)
    daemon.end()
    daemon.configure(*(_table(server, number, user, tls=tls) for number, user in enumerate(users)))
    daemon.start()
    eventually(lambda: daemon.log().count("] waiting ") >= len(users), daemon.log, 600)
    return daemon


def _table(server: Dovecot, number: int, user: str, *, tls: bool) -> str:
    table = account(f"a{number}", user, server.tls_port if tls else server.port)
    if not tls:
        return table
    return table.replace("plaintext", "tls") + f'ca_file = "{server.ca_file}"\n'


def _print_rest(pid: int, seconds: float) -> None:
    before = _cpu_seconds(pid)
    time.sleep(seconds)
    share = (_cpu_seconds(pid) - before) / seconds
    print(f"idle for {seconds:.0f} s: {_megabytes(pid):.0f} MB, {share:.2%} of a core", flush=True)


def _print_latencies(server: Dovecot, users: list[str]) -> None:
    latencies = [_latency(server, user, number) for number, user in enumerate(users)]
    if latencies:
        print(
            f"from announcement to draft, {len(latencies)} mails: median {statistics.median(latencies):.3f} s,"
            f" longest {max(latencies):.3f} s",
            flush=True,
        )


def _latency(server: Dovecot, user: str, number: int) -> float:
    drafts = server.maildir(user, "Drafts")
    with server.connect(user, "INBOX") as listener:
        before = _count(drafts)
        listener.idle()
        server.deliver(user, letter(number, to=user))
        while not any(b"EXISTS" in line for line in listener.idle_check(10)):
            continue
        announced = time.monotonic()
        while _count(drafts) == before:
            time.sleep(0.002)
        return time.monotonic() - announced


def _count(maildir: Path) -> int:
    return sum(1 for part in ("new", "cur") for _ in (maildir / part).iterdir())


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
