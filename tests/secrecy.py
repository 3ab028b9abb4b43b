"""A guard over the whole suite: no password and no token that any test uses may show in what the program writes.

Secrets are learnt where they are used: at logins, in keyrings, in the environment of child processes, and from the
test servers. What is written is gathered where it appears: standard output and error, the log records of every library
at every level, the output of child processes, and every file below `tmp_path`: log files, the state, reports of
crashes. Each test is held against all that is known at its end. The whole run is held against everything once more at
its end, for secrets that were learnt late, or by another process of pytest-xdist.

It is a plugin of pytest: `tests/conftest.py` loads it.
"""

from __future__ import annotations

import base64
import functools
import json
import logging
import os
import re
import subprocess
import tempfile
import urllib.parse
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

_NAME = re.compile(r"PASSWORD|TOKEN|SECRET", re.IGNORECASE)
_ORDINARY = re.compile(r"[a-z]*|.{0,4}")
_USERS_OWN = frozenset({"config.toml"})
"""Files that the tests write in the place of the user."""
_LARGEST_FILE = 50 * 1024 * 1024


class Secrets:
    """What must not show, in every form in which it could."""

    def __init__(self) -> None:
        self.values: dict[str, tuple[bytes, ...]] = {}

    def learn(self, secret: str) -> None:
        """Take note of a secret. Raise AssertionError where it could not be told from ordinary words."""
        if not secret or secret in self.values:
            return
        assert not _ORDINARY.fullmatch(secret), (
            f"The password {secret!r} of this test cannot be told from ordinary words in a log; take one with digits, "
            'five letters at least, such as "s3cret"'
        )
        self.values[secret] = tuple(forms(secret))

    def found_in(self, data: bytes) -> list[str]:
        """Return the secrets that show in something."""
        return [secret for secret, shapes in self.values.items() if any(shape in data for shape in shapes)]


def forms(secret: str) -> Iterator[bytes]:
    """Yield a secret as it would look in a log: plain, quoted, escaped, or wrapped for the wire."""
    raw = secret.encode()
    escaped = secret.replace("\\", "\\\\").replace('"', '\\"')
    shapes = {secret, escaped, json.dumps(secret)[1:-1], repr(raw)[2:-1], repr(secret)[1:-1], ascii(secret)[1:-1]}
    shapes |= {urllib.parse.quote(secret, safe=""), urllib.parse.quote_plus(secret), raw.hex(), raw.hex().upper()}
    yield from {shape.encode() for shape in shapes}
    yield from {shape.encode("latin-1") for shape in shapes if not shape.isascii() and _is_latin(shape)}
    for lead in range(3):
        # As part of something longer it stands at one of three places between the groups of base64 (RFC 4648).
        encoded = base64.b64encode(bytes(lead) + raw)
        core = encoded.rstrip(b"=")[(0, 2, 3)[lead] : -1]
        yield from {core, core.replace(b"+", b"-").replace(b"/", b"_")}


def _is_latin(text: str) -> bool:
    return all(ord(each) < 256 for each in text)


class Recorder:
    """Keeps what was written, each piece with the test that it came from."""

    def __init__(self) -> None:
        self.test = "before the first test"
        self._new: list[tuple[str, bytes]] = []
        descriptor, name = tempfile.mkstemp(prefix="inbox-helper-tests-", suffix=".jsonl")
        os.close(descriptor)
        self.spool = Path(name)

    def write(self, kind: str, text: str | bytes | None) -> None:
        """Take something that was written; `kind` says where."""
        if text:
            data = text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")
            self._new.append((f"{self.test}: {kind}", data))

    def take(self) -> list[tuple[str, bytes]]:
        """Return what was written since the last call; it is kept for the end as well."""
        pieces, self._new = self._new, []
        with self.spool.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps([place, data.decode("latin-1")]) + "\n" for place, data in pieces)
        return pieces


class _Handler(logging.Handler):
    """Listens to every library, at every level."""

    def __init__(self, recorder: Recorder) -> None:
        super().__init__(level=0)
        self._recorder = recorder
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self._recorder.write("log", self.format(record))


SECRETS = Secrets()
RECORDER = Recorder()
_OWN_FILES: set[Path] = set()
_LEAKS: list[str] = []
_PATCHES = pytest.MonkeyPatch()


def written_by_the_user(path: Path) -> Path:
    """Return a path, into which a test writes a secret in the place of the user; it may stand there."""
    _OWN_FILES.add(path)
    return path


def leaks_in(pieces: Iterable[tuple[str, bytes]]) -> list[str]:
    """Return a line for each secret that shows in something that was written."""
    return [f"{secret!r} shows in {place}" for place, data in pieces for secret in SECRETS.found_in(data)]


def files_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file with what stands in it; sockets, and what the user has written, are passed over."""
    for path in sorted(folder.rglob("*")):
        if path in _OWN_FILES or path.name in _USERS_OWN or path.is_symlink() or not path.is_file():
            continue
        if path.stat().st_size <= _LARGEST_FILE and os.access(path, os.R_OK):
            yield str(path), path.read_bytes()


def pytest_configure(config: pytest.Config) -> None:
    """Begin to listen, and to learn."""
    from inbox_helper.mailbox.wire import Wire
    from inbox_helper.state.store import Store
    from tests.accounts.keyrings import MemoryKeyring
    from tests.servers.cyrus import Cyrus
    from tests.servers.dovecot import Dovecot
    from tests.servers.pymap import Pymap

    for server in (Cyrus, Dovecot, Pymap):
        SECRETS.learn(server.password)
    SECRETS.learn("hunter2")
    _before(Wire, "log_in", lambda _wire, _username, password: SECRETS.learn(password))
    _before(Wire, "authenticate", lambda _wire, _mechanism, response: _learn_response(response))
    _before(MemoryKeyring, "set_password", lambda _keyring, _service, _user, password: SECRETS.learn(password))
    _before(pytest.MonkeyPatch, "setenv", lambda _self, name, value, **_: _learn_variables({name: value}))
    _before(subprocess.Popen, "__init__", lambda _self, *_, **options: _learn_variables(options.get("env") or {}))
    _after(subprocess.Popen, "communicate", _child_said)
    _after(pytest.CaptureFixture, "readouterr", lambda _self, said: _said("standard output", said))
    _after(Store, "secret", lambda _store, secret: SECRETS.learn(secret.hex()))
    if config.getoption("log_level", None) is None:
        # What a failed test shows stays short.
        config.option.log_level = "WARNING"
    logging.getLogger().addHandler(_Handler(RECORDER))
    logging.getLogger().setLevel(logging.DEBUG)


def pytest_unconfigure() -> None:
    """Leave everything as it was."""
    _PATCHES.undo()


def _learn_response(response: bytes) -> None:
    """Learn from a response of PLAIN (RFC 4616), or of OAUTHBEARER and XOAUTH2 (RFC 7628)."""
    for part in re.split(r"[\0\1]", response.decode()):
        if part.startswith("auth="):
            SECRETS.learn(part.partition(" ")[2])
    if response.startswith(b"\0") and response.count(b"\0") == 2:
        SECRETS.learn(response.rpartition(b"\0")[2].decode())


def _learn_variables(environment: Any) -> None:
    for name, value in environment.items():
        if _NAME.search(str(name)) and isinstance(value, str):
            SECRETS.learn(value)


def _child_said(process: subprocess.Popen[Any], said: Any) -> None:
    # A password command prints a password, which is what it is for.
    command = process.args if isinstance(process.args, list | tuple) else [process.args]
    if any("inbox_helper" in str(each) for each in command):
        _said("the output of a child process", said)


def _said(kind: str, said: Any) -> None:
    for text in said:
        RECORDER.write(kind, text)


def _before(owner: type, name: str, look: Callable[..., None]) -> None:
    original = getattr(owner, name)

    @functools.wraps(original)
    def wrapped(*arguments: Any, **options: Any) -> Any:
        look(*arguments, **options)
        return original(*arguments, **options)

    _PATCHES.setattr(owner, name, wrapped)


def _after(owner: type, name: str, look: Callable[[Any, Any], None]) -> None:
    original = getattr(owner, name)

    @functools.wraps(original)
    def wrapped(self: Any, *arguments: Any, **options: Any) -> Any:
        result = original(self, *arguments, **options)
        look(self, result)
        return result

    _PATCHES.setattr(owner, name, wrapped)


def pytest_runtest_logstart(nodeid: str) -> None:
    """Remember which test begins."""
    RECORDER.test = nodeid


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """Hold what a test has written, once it is over, against all that must not show."""
    report: Any = yield
    if call.when == "teardown":
        for name, text in report.sections:
            RECORDER.write(name, text)
        folder = getattr(item, "funcargs", {}).get("tmp_path")
        found = leaks_in([*RECORDER.take(), *(files_below(folder) if isinstance(folder, Path) else ())])
        _LEAKS.extend(found)
        if found and report.passed:
            report.outcome, report.longrepr = "failed", "\n".join(["A secret shows:", *found])
    return report


def _whole_run(spools: Iterable[Path]) -> list[str]:
    pieces: list[tuple[str, bytes]] = []
    for spool in spools:
        with spool.open(encoding="utf-8") as file:
            pieces += [(place, text.encode("latin-1")) for place, text in map(json.loads, file)]
        spool.unlink()
    return leaks_in(pieces)


_SPOOLS: list[Path] = []


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what a process of pytest-xdist has learnt and gathered."""
    told = getattr(node, "workeroutput", {})
    for secret in told.get("secrets", ()):
        SECRETS.learn(secret)
    _LEAKS.extend(told.get("leaks", ()))
    if "spool" in told:
        _SPOOLS.append(Path(told["spool"]))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hold the whole run against everything that was learnt; a process of pytest-xdist hands it on."""
    RECORDER.take()
    if (told := getattr(session.config, "workeroutput", None)) is not None:
        told |= {"secrets": list(SECRETS.values), "spool": str(RECORDER.spool), "leaks": _LEAKS}
        return
    found = [each for each in _whole_run([RECORDER.spool, *_SPOOLS]) if each not in _LEAKS]
    _LEAKS.extend(found)
    if found:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what shows."""
    if _LEAKS:
        terminalreporter.section("secrets that show")
        for line in _LEAKS:
            terminalreporter.line(line)
