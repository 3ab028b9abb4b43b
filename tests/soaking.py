"""A soak: a daemon watches several mailboxes while lines break, servers fall, and it dies; then every draft is counted.

Everything that chance decides comes from a seed, so that a run can be tried again. Its course is not the same to the
millisecond, the faults are.
"""

from __future__ import annotations

import random
import resource
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from inbox_helper.errors import StateError
from tests.letters import CONFIRMATION, USER, letter, message_id
from tests.running import Daemon, account, eventually
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Action, Rule, Side, TcpProxy, has_sent

LINE_FAULTS = (
    Action.CLOSE,
    Action.RESET,
    Action.DROP_ANSWER,
    Action.BYE,
    Action.PAUSE,
    Action.STALL_AND_RESET,
    Action.GHOST,
)
FAR = {Side.CLIENT: 4_000, Side.SERVER: 12_000}
"""Bytes of a session after which a line still breaks; most of a session lies before."""
LATEST_CUT = 2.5
"""Seconds after which a line breaks that nothing has broken before."""
SETTLING = 240.0
"""Seconds that the daemon has at the end to finish, with nothing in its way."""
DRAFTING = """
[drafting]
daily_limit = 100000
flood_limit = 0
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of what happens."""

    seed: int
    accounts: int
    rejections: int
    """In all mailboxes together; every fourth mail that is delivered is none."""
    faults: int
    """On lines; what follows is counted apart."""
    daemon_kills: int
    server_kills: int
    server_restarts: int
    full_disks: int


@dataclass(slots=True)
class Report:
    """What a soak did, and what it found wrong."""

    faults: Counter[str] = field(default_factory=Counter)
    rejections: int = 0
    others: int = 0
    drafts: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)


class Line:
    """The way from the daemon to the server for one account: every connection breaks in its own way."""

    def __init__(self, name: str, seed: int, port: int, told: Callable[[str], None]) -> None:
        self.proxy = TcpProxy(port)
        self.proxy.on_connection = self._prepare
        self._seed = f"{seed}/{name}"
        self._number = 0
        self._told = told
        self._open = False

    def trouble(self) -> None:
        """Begin to break it, at once."""
        self._open = True
        self.proxy.cut(Action.RESET)

    def rest(self) -> None:
        """Break nothing any more, but once what still hangs."""
        self._open = False
        self.proxy.rules.clear()
        self.proxy.cut(Action.RESET)

    def _prepare(self) -> None:
        self.proxy.rules.clear()
        self._number += 1
        chance = random.Random(f"{self._seed}/{self._number}")
        action, side = chance.choice(LINE_FAULTS), chance.choice(list(Side))
        octets = int(FAR[side] ** chance.random())
        rule = Rule(side, has_sent(octets), action, octets=octets, seconds=chance.uniform(0.05, 2.0))
        if action in {Action.DROP_ANSWER, Action.BYE}:
            rule.octets = None
        rule.times = int(self._open)
        self.proxy.rules.append(rule)
        self._after(chance, self._finish, rule)

    def _after(self, chance: random.Random, job: Callable[[Rule, random.Random], None], rule: Rule) -> None:
        timer = threading.Timer(chance.uniform(0.1, LATEST_CUT), job, [rule, chance])
        timer.daemon = True
        timer.start()

    def _finish(self, rule: Rule, chance: random.Random) -> None:
        """Count the fault that has come, or let one come now, wherever the session is; go on until the line is cut."""
        if not self._open:
            return
        action, came = rule.action, rule.times == 0
        if not came:
            action, rule.times = chance.choice(LINE_FAULTS), 0
        self._told(action.value if came else f"{action.value}, later")
        if not came:
            self.proxy.cut(action, rule.seconds)
        if action is Action.PAUSE and rule in self.proxy.rules:
            rule.times = 1
            rule.when = lambda _sent: False
            self._after(chance, self._finish, rule)


class Soak:
    """One run."""

    def __init__(
        self, plan: Plan, dovecot: Dovecot, folder: Path, tell: Callable[[str], None] = lambda _text: None
    ) -> None:
        self.plan = plan
        self.report = Report()
        self._dovecot = dovecot
        self._tell = tell
        self._lock = threading.Lock()
        self._users = [f"soak{plan.seed}x{number}" for number in range(plan.accounts)]
        self._lines = [Line(user, plan.seed, dovecot.port, self._count) for user in self._users]
        self._sent: dict[str, list[int]] = {user: [] for user in self._users}
        self._others: dict[str, list[int]] = {user: [] for user in self._users}
        tables = [
            account(user, user, line.proxy.port, USER) for user, line in zip(self._users, self._lines, strict=True)
        ]
        folder.mkdir(parents=True, exist_ok=True)
        self._daemon = Daemon(dovecot, self._users[0], folder, self._lines[0].proxy.port, "")
        self._daemon.end()
        self._daemon.configure(*tables, DRAFTING)

    def run(self) -> Report:
        """Run it to its end, and look at every mailbox."""
        begun = time.monotonic()
        self._daemon.start()
        try:
            self._wait_for_first_look()
            for line in self._lines:
                line.trouble()
            for happening in self._happenings():
                happening()
            for line in self._lines:
                line.rest()
            self._settle()
        finally:
            exit_code = self._daemon.end()
            for line in self._lines:
                line.proxy.close()
        if exit_code:
            self.report.wrong.append(f"the daemon ended with {exit_code}")
        self._look()
        self._start_without_memory()
        self.report.seconds = time.monotonic() - begun
        return self.report

    def _wait_for_first_look(self) -> None:
        """Mail that lies there before the daemon has looked for the first time gets no drafts, and rightly so."""

        def has_looked(user: str) -> bool:
            return any("] waiting " in line and f"account={user}" in line for line in self._daemon.log().splitlines())

        eventually(lambda: all(map(has_looked, self._users)), self._daemon.log, seconds=120)

    def _happenings(self) -> Iterator[Callable[[], None]]:
        """Yield what happens, in turn, each when enough faults have gone by."""
        plan, chance = self.plan, random.Random(self.plan.seed)
        others = plan.rejections // 3
        deliveries = [True] * plan.rejections + [False] * others
        chance.shuffle(deliveries)
        happenings: list[Callable[[], None]] = [
            partial(self._deliver, number, is_rejection=is_rejection)
            for number, is_rejection in enumerate(deliveries, 1)
        ]
        for job, times in (
            (self._kill_daemon, plan.daemon_kills),
            (self._kill_server, plan.server_kills),
            (self._restart_server, plan.server_restarts),
            (self._fill_disk, plan.full_disks),
        ):
            for _ in range(times):
                happenings.insert(chance.randrange(len(happenings) + 1), job)
        for place, happening in enumerate(happenings):
            self._wait_for_faults(plan.faults * place // len(happenings))
            yield happening
        self._wait_for_faults(plan.faults)

    def _wait_for_faults(self, wanted: int) -> None:
        while self._line_faults() < wanted:
            if (exit_code := self._daemon.process.poll()) is not None:
                self._start_again(exit_code)
            time.sleep(0.05)

    def _start_again(self, exit_code: int) -> None:
        """Start a daemon that ended by itself, as a service manager does; it may end where it cannot open its state."""
        self._count(f"* daemon ended by itself with {exit_code}, and was started again")
        if exit_code != StateError.exit_code:
            self.report.wrong.append(f"the daemon ended by itself with {exit_code}: {self._daemon.log()[-2000:]}")
        self._daemon.start()

    def _line_faults(self) -> int:
        with self._lock:
            return sum(self.report.faults[name] for name in self.report.faults if not name.startswith("*"))

    def _count(self, name: str) -> None:
        with self._lock:
            self.report.faults[name] += 1
            done = sum(self.report.faults.values())
        if done % 100 == 0:
            self._tell(f"{done} faults")

    def _deliver(self, number: int, *, is_rejection: bool) -> None:
        user = random.Random(f"{self.plan.seed}/to/{number}").choice(self._users)
        (self._sent if is_rejection else self._others)[user].append(number)
        raw = letter(number) if is_rejection else letter(number, CONFIRMATION)
        self._dovecot.deliver(user, raw)

    def _kill_daemon(self) -> None:
        self._count("* daemon killed")
        self._daemon.process.kill()
        self._daemon.process.wait(10)
        self._daemon.start()

    def _kill_server(self) -> None:
        self._count("* server killed")
        self._dovecot.kill()
        self._dovecot.start()

    def _restart_server(self) -> None:
        self._count("* server restarted")
        self._dovecot.restart()

    def _fill_disk(self) -> None:
        """Let no file of the daemon grow for a while."""
        self._count("* disk full")
        pid = self._daemon.process.pid
        before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, before[1]))
        time.sleep(1.0)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)

    def _settle(self) -> None:
        """Wait until every rejection has a draft, and some time longer for those that would be too many."""
        end = time.monotonic() + SETTLING
        while time.monotonic() < end and any(self._drafts(user) != self._wanted(user) for user in self._users):
            time.sleep(0.5)
        time.sleep(3.0)

    def _wanted(self, user: str) -> Counter[str]:
        return Counter(map(message_id, self._sent[user]))

    def _drafts(self, user: str) -> Counter[str]:
        """Return how many drafts answer each mail."""
        return Counter(_answered(raw) for raw in self._dovecot.messages(user, "Drafts"))

    def _look(self) -> None:
        for user in self._users:
            drafts, wanted = self._drafts(user), self._wanted(user)
            self.report.rejections += wanted.total()
            self.report.others += len(self._others[user])
            self.report.drafts += drafts.total()
            self.report.wrong += [f"{user}: lost {each}" for each in (wanted - drafts).elements()]
            self.report.wrong += [f"{user}: too many for {each}" for each in (drafts - wanted).elements()]
            self.report.wrong += self._touched(user)

    def _touched(self, user: str) -> Iterator[str]:
        """Yield what is not as it was delivered."""
        if any(self._dovecot.flags(user).values()):
            yield f"{user}: a flag was set"
        there = Counter(_id(raw) for raw in self._dovecot.messages(user, "INBOX"))
        if there != Counter(message_id(number) for number in (*self._sent[user], *self._others[user])):
            yield f"{user}: the inbox is not what was delivered"

    def _start_without_memory(self) -> None:
        """A fresh start finds all drafts, and makes no more."""
        before = [self._drafts(user) for user in self._users]
        tables = [account(user, user, self._dovecot.port, USER) for user in self._users]
        self._daemon.configure(*tables, DRAFTING)
        state = self._daemon.folder / "state"
        state.rename(state.with_name("state-before"))
        done = self._daemon.call("scan", "--since", "2d")
        if done.returncode:
            self.report.wrong.append(f"scan without memory ended with {done.returncode}: {done.stderr[-500:]}")
        after = [self._drafts(user) for user in self._users]
        self.report.wrong += [
            f"{user}: more drafts after the state was lost"
            for user, one, other in zip(self._users, before, after, strict=True)
            if one != other
        ]


def _field(raw: bytes, name: str) -> str:
    head = raw.partition(b"\r\n\r\n")[0].decode().replace("\r\n ", " ")
    lines: Sequence[str] = [line for line in head.split("\r\n") if line.lower().startswith(f"{name}: ")]
    return lines[0].split(": ", 1)[1] if lines else ""


def _answered(raw: bytes) -> str:
    return _field(raw, "in-reply-to")


def _id(raw: bytes) -> str:
    return _field(raw, "message-id")
