"""Whether every rejection gets exactly one draft, whatever breaks: `bench/soak.py [--seed N] [--faults N] …`.

Starts a Dovecot and a daemon that watches several mailboxes, each over a line of its own that breaks again and again:
cut, reset, stalled, paused, half a command passed on, the answer dropped, a connection that the server still holds
beside the next one; at any byte, in both directions. Meanwhile the server is killed and restarted, the disk of the
daemon is full, the daemon is killed and started again. Mail comes in all the time. In the end every rejection must have
one draft, other mail none, no mail and no flag may be changed, and a start without memory must make no more drafts.
Prints the seed, with which the same faults come again, the faults by kind, and what was wrong; ends with 1 if anything
was. Needs Dovecot (Debian: dovecot-imapd) and the tests beside it.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.servers.dovecot import Dovecot
from tests.soaking import Plan, Report, Soak


def main() -> int:
    """Run, print, and return 1 where anything was wrong."""
    plan = _plan()
    print(f"seed {plan.seed}: {plan}", flush=True)
    with tempfile.TemporaryDirectory(prefix="inbox-helper-soak-") as folder:
        server = Dovecot(clients=4 * plan.accounts + 64)
        try:
            report = Soak(plan, server, Path(folder) / "soak", lambda text: print(text, flush=True)).run()
        finally:
            server.close()
    _print(report)
    return 1 if report.wrong else 0


def _plan() -> Plan:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=random.randrange(1, 100_000))
    parser.add_argument("--accounts", type=int, default=24)
    parser.add_argument("--rejections", type=int, default=500)
    parser.add_argument("--faults", type=int, default=2_000, help="on lines; the following come in addition")
    parser.add_argument("--daemon-kills", type=int, default=40)
    parser.add_argument("--server-kills", type=int, default=10)
    parser.add_argument("--server-restarts", type=int, default=10)
    parser.add_argument("--full-disks", type=int, default=10)
    return Plan(**vars(parser.parse_args()))


def _print(report: Report) -> None:
    for name, times in sorted(report.faults.items()):
        print(f"  {times:6} {name}")
    print(f"{report.faults.total()} faults in {report.seconds:.0f} s")
    print(f"{report.rejections} rejections, {report.drafts} drafts; {report.others} other mails")
    for wrong in report.wrong:
        print(f"WRONG: {wrong}")
    print("nothing was wrong" if not report.wrong else f"{len(report.wrong)} things were wrong")


if __name__ == "__main__":
    sys.exit(main())
