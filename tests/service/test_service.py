"""`service`: definitions that the service managers accept, and a daemon that tells them the truth."""

from __future__ import annotations

import configparser
import plistlib
import shutil
import socket
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from inbox_helper.daemon import LONGEST_SILENCE_AT_WORK, silence_after
from inbox_helper.errors import AuthenticationError, UserError
from inbox_helper.notification import Notification
from inbox_helper.service.definitions import Job, launchd_agent, systemd_unit, windows_task
from inbox_helper.service.managers import Launchd, TaskScheduler, manager_of_this_system
from inbox_helper.watcher import Connected, Lost, Refused, Waiting
from tests.cli.conftest import Run

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
PROGRAM = "/usr/bin/python3"
JOB = Job(
    (PROGRAM, "-m", "inbox_helper", "--config", "/home/sam rivers/100%/config.toml", "watch"),
    (Path("/home/sam rivers/state"), Path("/home/sam rivers/cache")),
    Path("/home/sam rivers/state/watch.log"),
)
WINDOWS_TASK = {"task": "http://schemas.microsoft.com/windows/2004/02/mit/task"}


def test_the_unit_is_accepted_and_closed_tight(tmp_path: Path) -> None:
    """Systemd itself finds no mistake in it, and grades what it may do as well protected."""
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed (Debian and Ubuntu: apt-get install systemd)")
    unit = tmp_path / "inbox-helper.service"
    unit.write_text(systemd_unit(JOB), encoding="utf-8")
    verified = subprocess.run([analyze, "verify", "--man=no", unit], capture_output=True, text=True, check=False)
    complaints = [line for line in verified.stderr.splitlines() if "inbox-helper.service" in line]
    assert complaints == []
    graded = subprocess.run(
        [analyze, "security", "--offline=yes", "--threshold=30", unit], capture_output=True, text=True, check=False
    )
    assert graded.returncode == 0, graded.stdout[-400:] + graded.stderr


def test_the_unit_says_what_the_daemon_needs() -> None:
    """Its own folders alone are writable; what needs the user is not tried again; silence ends in a restart."""
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(systemd_unit(JOB))
    service = unit["Service"]
    assert service["Type"] == "notify"
    assert '"/home/sam rivers/100%%/config.toml" watch' in service["ExecStart"]
    assert service["ReadWritePaths"] == '"/home/sam rivers/state" "/home/sam rivers/cache"'
    assert service["RestartPreventExitStatus"].split() == ["2", "3", "4", "5"]
    assert int(service["WatchdogSec"]) > 60
    assert service["NoNewPrivileges"] == "yes"
    free = systemd_unit(Job(JOB.command, JOB.writable, JOB.log_file, runs_commands=True))
    assert "ReadWritePaths" not in free
    assert "password_command" in free


def test_launchd_gets_a_property_list() -> None:
    """It starts at login, comes back after a failure, and logs into a file that is rotated."""
    agent = plistlib.loads(launchd_agent(JOB))
    assert agent["ProgramArguments"] == [*JOB.command, "--log-file", str(JOB.log_file)]
    assert agent["RunAtLoad"] is True
    assert agent["KeepAlive"] == {"SuccessfulExit": False}


def test_windows_gets_a_task(tmp_path: Path) -> None:
    """It starts at logon, without more rights than the user has, and is never ended for running long."""
    odd = Job((PROGRAM, "-m", "inbox_helper", "--config", "C:\\Sam & Co\\config.toml", "watch"), (), tmp_path / "log")
    task = ElementTree.fromstring(windows_task(odd).partition("\n")[2])
    assert task.findtext(".//task:Command", namespaces=WINDOWS_TASK) == PROGRAM
    arguments = task.findtext(".//task:Arguments", namespaces=WINDOWS_TASK) or ""
    assert '--config "C:\\Sam & Co\\config.toml" watch' in arguments
    assert task.findtext(".//task:RunLevel", namespaces=WINDOWS_TASK) == "LeastPrivilege"
    assert task.findtext(".//task:ExecutionTimeLimit", namespaces=WINDOWS_TASK) == "PT0S"


def test_each_system_has_its_manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is none, the message tells what to do instead."""
    assert isinstance(manager_of_this_system(tmp_path, tmp_path, "darwin"), Launchd)
    assert isinstance(manager_of_this_system(tmp_path, tmp_path, "win32"), TaskScheduler)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match="no systemd"):
        manager_of_this_system(tmp_path, tmp_path, "linux")


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    """An account, and the options that name it."""
    file = tmp_path / "config.toml"
    file.write_text(
        '[accounts.home]\naddress = "sam.rivers@home.example"\nname = "Sam Rivers"\nhost = "imap.example"\n'
    )
    return ["--config", str(file)]


@pytest.fixture
def systemctl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A systemctl that writes down how it is called; the file with the calls."""
    calls, program = tmp_path / "calls", tmp_path / "bin" / "systemctl"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$@" >> {calls}\ncase "$*" in *refuse*) exit 1;; esac\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    return calls


def test_print_shows_the_definition_and_installs_nothing(run: Run, options: list[str], systemctl: Path) -> None:
    """A careful user reads it first."""
    shown = run(*options, "service", "install", "--print")
    assert shown.code == 0
    assert "[Service]" in shown.out
    assert options[1] in shown.out
    assert not systemctl.exists()


def test_the_service_is_installed_and_removed(run: Run, options: list[str], systemctl: Path, home: Path) -> None:
    """The unit lies where the user's systemd looks, and is gone afterwards."""
    unit = home / ".config" / "systemd" / "user" / "inbox-helper.service"
    assert run(*options, "service", "install").code == 0
    assert "ExecStart=" in unit.read_text(encoding="utf-8")
    assert systemctl.read_text().splitlines() == ["--user daemon-reload", "--user enable --now inbox-helper.service"]
    assert run(*options, "service", "uninstall").code == 0
    assert not unit.exists()
    assert "--user disable --now inbox-helper.service" in systemctl.read_text()


def test_without_a_configuration_nothing_is_installed(run: Run, tmp_path: Path, systemctl: Path) -> None:
    """A service that cannot start is no use."""
    assert run("--config", tmp_path / "missing.toml", "service", "install").code == 3
    assert not systemctl.exists()


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """The socket on which systemd would listen."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.settimeout(10)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        yield listener


def test_systemd_is_told_of_start_life_and_end(manager: socket.socket) -> None:
    """`systemctl status` shows what the daemon does, and a ping each time that it was found well."""
    told = Notification()
    told.ready()
    told.alive("watching 1 of 1 accounts")
    told.alive("watching 1 of 1 accounts")
    told.stopping()
    assert [manager.recv(1_000) for _ in range(4)] == [
        b"READY=1",
        b"WATCHDOG=1\nSTATUS=watching 1 of 1 accounts",
        b"WATCHDOG=1",
        b"STOPPING=1",
    ]


def test_an_account_that_hangs_is_told_from_one_that_waits() -> None:
    """A wait and a pause may be silent for as long as they last, work for ten minutes, and not for ever."""
    error = AuthenticationError("It refused.", "Log in.")
    assert silence_after(Waiting("home", NOW), 1_740.0) == 1_740.0 + LONGEST_SILENCE_AT_WORK
    assert silence_after(Lost("home", NOW, "gone", 900.0), 300.0) > 900.0
    assert silence_after(Refused("home", NOW, error, False, 3_600.0), 300.0) > 3_600.0
    assert silence_after(Connected("home", NOW), 300.0) == LONGEST_SILENCE_AT_WORK
