"""How a mailbox full of mail is caught up with: `bench/backlog.py [--messages N]`.

Fills a mailbox of a Dovecot with mail of our own, by default 20,000 messages of about 590 MB: one in ten with an
attachment of 200 KB, one in fifty a rejection, one in fifty a confirmation, the rest newsletters, many in HTML. Then
lets `inbox-helper scan --since 1y --dry-run` go through all of it, as a process of its own, and prints messages a
second, the share of the mailbox that went over the wire, and the process's peak of memory. Then the same for 1,000
messages over a line of 50 ms (25 ms in each direction), with its round trips. Needs Dovecot (Debian: dovecot-imapd)
and the tests beside it.
"""

from __future__ import annotations

import argparse
import base64
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.letters import CONFIRMATION, REJECTION, letter
from tests.running import ROOT, account
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import TcpProxy

_LINE_SECONDS = 0.05
_ATTACHMENT = 200_000
_WORDS = """
    the garden market opens on Saturday with plums apples bread and honey from the valley and everybody is welcome
    to bring baskets friends and music while the old mill shows how flour was made a hundred years ago
""".split()  # noqa: SIM905 - a list of so many words takes a page


@dataclass(frozen=True, slots=True)
class _Run:
    seconds: float
    told: str
    megabytes: float
    """The peak of memory."""


def main() -> None:
    """Run, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    server = Dovecot()
    try:
        with tempfile.TemporaryDirectory(prefix="inbox-helper-backlog-") as folder:
            empty = _scan(server, "empty", Path(folder) / "empty", server.port)
            print(f"an empty mailbox takes {empty.seconds:.1f} s, {empty.megabytes:.0f} MB")
            _print_backlog(server, wanted.messages, random.Random(wanted.seed), Path(folder), empty)
            _print_slow_line(server, random.Random(wanted.seed), Path(folder), empty)
    finally:
        server.close()


def _print_backlog(server: Dovecot, messages: int, chance: random.Random, folder: Path, empty: _Run) -> None:
    octets = _fill(server, "full", messages, chance)
    print(f"{messages} messages of {octets / 1e6:.0f} MB", flush=True)
    # The first look lets the server write its index, which a mailbox in use has.
    with server.connect("full", "INBOX") as client:
        uids = client.search()
        for start in range(0, len(uids), 500):
            client.fetch(uids[start : start + 500], ["BODYSTRUCTURE"])
    run = _scan(server, "full", folder / "full", server.port)
    seconds = run.seconds - empty.seconds
    sent = int(re.findall(r"imap\(full\).* out=(\d+)", server.log)[-1])
    print(f"  {messages / seconds:.0f} messages a second, {sent / octets:.1%} of the octets, {run.megabytes:.0f} MB")
    print(f"  {run.told}")


def _print_slow_line(server: Dovecot, chance: random.Random, folder: Path, empty: _Run) -> None:
    _fill(server, "slow", 1_000, chance)
    proxy = TcpProxy(server.port)
    proxy.delay = _LINE_SECONDS / 2
    run = _scan(server, "slow", folder / "slow", proxy.port)
    proxy.close()
    print(f"1000 messages over a line of {_LINE_SECONDS * 1000:.0f} ms: {run.seconds - empty.seconds:.1f} s, ", end="")
    print(f"{proxy.traffic.round_trips} round trips with login and logout")


def _scan(server: Dovecot, user: str, folder: Path, port: int) -> _Run:
    folder.mkdir()
    (folder / "config.toml").write_text(account("work", user, port), encoding="utf-8")
    command = [sys.executable, "-m", "inbox_helper", "--config", str(folder / "config.toml")]
    command += ["--state-dir", str(folder / "state"), "scan", "--since", "1y", "--dry-run"]
    begun = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "TEST_PASSWORD": server.password},
        stdout=subprocess.PIPE,
        text=True,
    )
    told, _errors = process.communicate()
    seconds = time.monotonic() - begun
    if process.returncode:
        raise SystemExit(f"scan ended with {process.returncode}")
    return _Run(seconds, told.strip().splitlines()[-1], _peak(folder))


def _fill(server: Dovecot, user: str, messages: int, chance: random.Random) -> int:
    """Fill a mailbox, and return its octets."""
    now = datetime.now(UTC)
    octets = 0
    for number in range(messages):
        raw = _mail(number, chance, now - timedelta(minutes=messages - number))
        server.deliver(user, raw, flags="S")
        octets += len(raw)
    return octets


def _mail(number: int, chance: random.Random, date: datetime) -> bytes:
    if number % 50 == 0:
        firm = f"firm{number}.example"
        return letter(number, REJECTION, sender=f"Ada Larch <ada.larch@{firm}>", date=date)
    if number % 50 == 1:
        return letter(number, CONFIRMATION, date=date)
    message = EmailMessage()
    message["From"] = f"Market <news@market{number % 97}.example>"
    message["To"] = "sam.rivers@home.example"
    message["Subject"] = " ".join(chance.choices(_WORDS, k=6))
    message["Date"] = date
    message["Message-ID"] = f"<{number}@market.example>"
    for hop in range(4):
        message["Received"] = f"from relay{hop}.example by mx.example id {chance.getrandbits(64):016x}"
    message["DKIM-Signature"] = base64.b64encode(chance.randbytes(300)).decode()
    text = "\n".join(" ".join(chance.choices(_WORDS, k=12)) + "." for _ in range(12))
    message.set_content(text)
    if number % 3 == 0:
        message.add_alternative("<p>" + text.replace("\n", "</p><p>") + "</p>", subtype="html")
    if number % 10 == 5:
        message.add_attachment(chance.randbytes(_ATTACHMENT), maintype="application", subtype="octet-stream")
    return message.as_bytes(policy=message.policy.clone(linesep="\r\n"))


def _peak(_folder: Path) -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    main()
