"""A debug run of everything that touches an account tells no password, no mail text, and no address of others."""

from __future__ import annotations

import base64
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.letters import CONFIRMATION, REJECTION, USER, letter, message_id
from tests.running import ROOT, account, eventually
from tests.secrecy import SECRETS, files_below, forms
from tests.servers.dovecot import Dovecot
from tests.servers.scripted import ScriptedServer
from tests.test_killed import drafts

TALKATIVE = """
import logging, sys
logging.basicConfig(level=0, stream=sys.stderr)
from inbox_helper.cli import main
main()
"""
"""The command line, with every library as talkative as it can be."""

CRASHING = """
import logging, sys
logging.basicConfig(level=0, stream=sys.stderr)
from inbox_helper import flow
def judge(message, *rest, **options):
    raise RuntimeError(f"a mistake of our own, with {message.body} of {message.headers} in it")
flow.decide_skimmed = judge
def catch_up(self, folder, since=None):
    yield from ()
    raise RuntimeError(f"a mistake of our own in {folder}, with {list(self.mailbox.fetch(folder, [1]))}")
if "watch" in sys.argv:
    flow.Flow.catch_up = catch_up
from inbox_helper.mailbox import session
def connect(settings, password):
    raise RuntimeError(f"a mistake of our own, with {password} in it")
if "login" in sys.argv:
    session.connect = connect
    from inbox_helper import opening
    opening.connect = connect
from inbox_helper.cli import main
main()
"""

OTHERS = re.compile(rb"[\w.+-]+@[\w.-]+\.\w+")
OWN = (USER.encode(), b"@example.com")
"""The user's address, and their login names on the test server."""

NAMES = (b"Ada Larch", b"greenfield", b"Gardener")
"""What a report for the user may name, and a log may not."""


def passages(text: str) -> Iterator[bytes]:
    """Yield all runs of three words of a mail."""
    words = re.findall(r"\S+", text)
    yield from (" ".join(three).encode() for three in zip(words, words[1:], words[2:], strict=False))


MAIL = tuple(passages(REJECTION + CONFIRMATION))


class Session:
    """An account on a server, and the command line in child processes, with all that they write."""

    def __init__(self, server: Dovecot, user: str, folder: Path) -> None:
        self.server, self.user, self.folder = server, user, folder
        self.state = folder / "state"
        self.logged: dict[str, bytes] = {}
        self.shown: dict[str, bytes] = {}
        """What the user asked for, which may name a mail and an employer."""
        self.configure(account("work", user, server.port), account("study", f"other.{user}", server.port))

    def configure(self, *tables: str) -> None:
        """Write the configuration."""
        (self.folder / "config.toml").write_text("\n".join(tables), encoding="utf-8")

    def command(self, *arguments: str, program: str = TALKATIVE) -> list[str]:
        """Return a command of ours."""
        place = ["--config", str(self.folder / "config.toml"), "--state-dir", str(self.state)]
        return [sys.executable, "-c", program, "--verbose", *place, *arguments]

    def call(
        self, *arguments: str, program: str = TALKATIVE, password: str = "", stdin: str = "", code: int = 0
    ) -> bytes:
        """Run a command that ends with a code, and keep what it says."""
        done = subprocess.run(
            self.command(*arguments, program=program),
            cwd=ROOT,
            capture_output=True,
            timeout=120,
            check=False,
            input=stdin.encode(),
            env=self.environment(password),
        )
        assert done.returncode == code, (done.stdout + done.stderr).decode()
        reports = arguments[0] == "scan" or "export" in arguments
        (self.shown if reports else self.logged)[" ".join(arguments)] = done.stdout
        self.logged["errors of " + " ".join(arguments)] = done.stderr
        return done.stdout + done.stderr

    def watch(self, *options: str, until: Callable[[], bool], password: str = "") -> None:
        """Run the daemon until something has come true, and end it."""
        log = self.folder / f"watch{len(self.logged)}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                self.command("watch", *options),
                cwd=ROOT,
                stdout=output,
                stderr=output,
                env=self.environment(password),
            )
        try:
            eventually(until, log.read_text)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(10)
        self.logged[log.name] = log.read_bytes()

    def environment(self, password: str) -> dict[str, str]:
        """Return the environment, with the right password if none is given."""
        return {**os.environ, "TEST_PASSWORD": password or self.server.password}

    def logs(self) -> list[tuple[str, bytes]]:
        """Return all that is meant for whoever looks after it: logs, reports of crashes, how it is doing."""
        return [*self.logged.items(), *(each for each in files_below(self.folder) if each[0].endswith(".log"))]

    def everything(self) -> list[tuple[str, bytes]]:
        """Return all that was written, with the state, and what was shown."""
        return [*self.logs(), *self.shown.items(), *files_below(self.folder)]


@pytest.fixture
def session(dovecot: Dovecot, user: str, tmp_path: Path) -> Session:
    """Two accounts on Dovecot."""
    return Session(dovecot, user, tmp_path)


def expect_nothing_of_others(session: Session) -> None:
    """Fail if a secret or mail shows anywhere, or if a log names anybody."""
    for place, data in session.everything():
        assert (place, SECRETS.found_in(data)) == (place, [])
        assert (place, [each for each in MAIL if each in data]) == (place, [])
    for place, data in session.logs():
        assert (place, [each for each in NAMES if each in data]) == (place, [])
        assert (place, [each for each in OTHERS.findall(data) if not each.endswith(OWN)]) == (place, [])


@pytest.mark.parametrize("log_format", ["human", "json"])
def test_a_debug_run_tells_nothing_that_is_not_its_own(session: Session, log_format: str) -> None:
    """The daemon at work, and every command that looks at what it did."""
    session.server.deliver(session.user, letter(1))
    session.call("scan", "--dry-run", "--since", "1d")
    session.server.deliver(session.user, letter(2, CONFIRMATION))
    options = ("--since", "1d", "--log-format", log_format, "--log-file", str(session.folder / "daemon.log"))
    session.watch(*options, until=lambda: drafts(session.server, session.user) == [message_id(1)])
    session.call("scan")
    session.call("status", code=1)
    session.call("status", "--json", code=1)
    session.call("doctor")
    session.call("login", "--check", "work")
    logged = (session.folder / "daemon.log").read_bytes()
    assert b"en.decision" in logged
    assert b"imapclient" in session.logged["errors of login --check work"], "the libraries were to be talkative"
    expect_nothing_of_others(session)


def test_an_export_of_the_state_has_no_text_and_no_secret(session: Session) -> None:
    """It names a mail by its id and an employer by its domain, which are the user's own to see."""
    session.server.deliver(session.user, letter(1))
    session.call("scan", "--since", "1d")
    rows = [json.loads(line) for line in session.call("state", "export").splitlines() if line.startswith(b"{")]
    assert any(row.get("source_key") == f"id:{message_id(1)}" for row in rows)
    assert not any(row["table"] == "secret" for row in rows)
    expect_nothing_of_others(session)


def test_failures_of_login_tell_no_password(session: Session, tmp_path: Path) -> None:
    """A wrong password in the environment, from a command, and typed; on the screen, in the log and in the state."""
    for password in ("wr0ng-variable", "wr0ng-command", "wr0ng-typed"):
        SECRETS.learn(password)
    session.call("scan", password="wr0ng-variable", code=5)
    session.call("login", "--check", "work", password="wr0ng-variable", code=5)
    is_refused = lambda: b"app password" in (session.folder / "refused.log").read_bytes()  # noqa: E731
    (session.folder / "refused.log").touch()
    for log_format in ("human", "json"):
        options = ("--log-format", log_format, "--log-file", str(session.folder / "refused.log"))
        session.watch(*options, until=is_refused, password="wr0ng-variable")
    session.call("status", "--json", code=1)
    work = account("work", session.user, session.server.port)
    session.configure(work.replace('password_env = "TEST_PASSWORD"', 'password_command = ["echo", "wr0ng-command"]'))
    session.call("scan", code=5)
    session.configure(work.replace('"TEST_PASSWORD"', '"NOT_THERE"'))
    session.call("doctor", code=1)
    session.call("scan", code=5)
    session.configure(work.replace('password_env = "TEST_PASSWORD"', ""))
    session.call("login", "work", stdin="wr0ng-typed\n", code=5)
    expect_nothing_of_others(session)


@pytest.fixture(params=["LOGIN", "AUTHENTICATE"])
def echoing(request: pytest.FixtureRequest) -> Iterator[ScriptedServer]:
    """A server that repeats what it did not like."""
    said, mechanisms = b'"anna" "s3cret-word"', b""
    if request.param == "AUTHENTICATE":
        said, mechanisms = base64.b64encode(b"\0anna\0s3cret-word"), b" AUTH=PLAIN"
    answers = [[b"%t NO What is " + said + b"\r\n"], [b"* BYE Not " + said + b"\r\n"]]
    capability = [b"* CAPABILITY IMAP4rev1" + mechanisms + b"\r\n%t OK done\r\n"]
    server = ScriptedServer({b"CAPABILITY": capability, request.param.encode(): answers})
    yield server
    server.close()


def test_a_server_that_repeats_the_password_spreads_it_nowhere(session: Session, echoing: ScriptedServer) -> None:
    """Not to the screen, the log, or the state, whatever the server says."""
    session.configure(account("work", "anna", echoing.port))
    session.call("scan", password="s3cret-word", code=5)
    session.watch(
        "--log-file",
        str(session.folder / "lost.log"),
        until=lambda: (session.folder / "lost.log").exists() and "lost" in (session.folder / "lost.log").read_text(),
        password="s3cret-word",
    )
    session.call("status", "--json", code=1)
    expect_nothing_of_others(session)


def test_a_crash_tells_no_secret_and_no_mail(session: Session) -> None:
    """Neither on the screen nor in the report, though the error itself quotes everything."""
    session.server.deliver(session.user, letter(1))
    session.call("login", "--check", "work", program=CRASHING, code=70)
    assert list(session.state.glob("crash-*.log"))
    session.call("scan", "--since", "1d", program=CRASHING)
    session.call("watch", program=CRASHING, code=70)
    assert len(list(session.state.glob("crash-*.log"))) == 2
    session.call("status", "--json", code=1)
    expect_nothing_of_others(session)


SUITE = """
import base64, logging, subprocess, sys
from tests.secrecy import SECRETS, written_by_the_user

def test_printed():
    SECRETS.learn("pr1nted-word")
    print("It is pr1nted-word.")

def test_logged():
    SECRETS.learn("l0gged-wörd")
    logging.getLogger("library").debug("sent %r", "l0gged-wörd".encode())

def test_wrapped(tmp_path):
    SECRETS.learn("wr4pped-word")
    (tmp_path / "state").write_bytes(b"x" + base64.b64encode(b"\\0anna\\0wr4pped-word"))

def test_read(capsys):
    SECRETS.learn("r3ad-by-the-test")
    print("r3ad-by-the-test")
    assert capsys.readouterr().out

def test_of_a_child():
    SECRETS.learn("ch1ld-of-mine")
    subprocess.run([sys.executable, "-c", "print('ch1ld-of-mine')  # inbox_helper"], capture_output=True)

def test_early():
    print("kn0wn-later")

def test_late():
    SECRETS.learn("kn0wn-later")

def test_clean(tmp_path):
    SECRETS.learn("n3ver-shown")
    written_by_the_user(tmp_path / "notes").write_text("n3ver-shown")
    print("nothing")
"""


@pytest.mark.parametrize("processes", [(), ("-n", "2")])
def test_the_guard_over_the_suite_finds_every_leak(tmp_path: Path, processes: tuple[str, ...]) -> None:
    """Each kind of output, in each form, also where another process of the run learnt the secret, or later."""
    (tmp_path / "test_leaks.py").write_text(SUITE, encoding="utf-8")
    options = ["-q", "-p", "tests.secrecy", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), *processes]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "--basetemp", str(tmp_path / "base"), "test_leaks.py"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    found = dict(re.findall(r"^'(.*)' shows in .*(test_\w+)\b", done.stdout.rpartition("secrets that show")[2], re.M))
    assert done.returncode == 1
    assert found == {
        "pr1nted-word": "test_printed",
        "l0gged-wörd": "test_logged",
        "wr4pped-word": "test_wrapped0",
        "r3ad-by-the-test": "test_read",
        "ch1ld-of-mine": "test_of_a_child",
        "kn0wn-later": "test_early",
    }


@pytest.mark.parametrize("ordinary", ["secret", "password", "p4s"])
def test_a_password_that_nobody_could_find_is_refused(ordinary: str) -> None:
    """A test with such a password would prove nothing."""
    with pytest.raises(AssertionError, match="cannot be told"):
        SECRETS.learn(ordinary)


@pytest.mark.parametrize("lead", [b"", b"a", b"an", b"\0anna\0", b"user=anna\1auth=Bearer "])
@pytest.mark.parametrize("tail", [b"", b"\0", b"\1\1", b"more"])
def test_a_secret_is_found_inside_base64(lead: bytes, tail: bytes) -> None:
    """Wherever it stands in a response of SASL."""
    encoded = base64.b64encode(lead + b"h1dden-token" + tail)
    assert any(form in encoded for form in forms("h1dden-token"))


def test_the_servers_of_the_tests_are_known(dovecot: Dovecot) -> None:
    """Their passwords are looked for from the first test on."""
    assert dovecot.password in SECRETS.values
