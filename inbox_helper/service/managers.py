"""The service managers: where a definition goes, and the commands that they are asked with."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from inbox_helper.errors import UserError
from inbox_helper.service.definitions import LABEL, NAME, Job, launchd_agent, systemd_unit, windows_task

_SECONDS = 60


class Manager(Protocol):
    """A service manager."""

    def definition(self, job: Job) -> bytes:
        """Return what the manager is given."""

    @property
    def place(self) -> Path:
        """Where it lies."""

    def install(self, job: Job) -> None:
        """Write the definition, and start the service now and at every login. Raise UserError."""

    def uninstall(self) -> None:
        """Stop the service and remove the definition. Raise UserError."""

    def status(self) -> str:
        """Return what the manager says of it."""

    def logs(self, lines: int) -> Sequence[str] | Path:
        """Return the command that shows the log, or the file that it is in."""


@dataclass(frozen=True, slots=True)
class Systemd:
    """systemd's user manager."""

    folder: Path

    @property
    def place(self) -> Path:
        """The user's folder of units."""
        return self.folder / f"{NAME}.service"

    def definition(self, job: Job) -> bytes:
        """Return the unit."""
        return systemd_unit(job).encode()

    def install(self, job: Job) -> None:
        """Write the unit, enable and start it."""
        _write(self.place, self.definition(job))
        _run("systemctl", "--user", "daemon-reload")
        _run("systemctl", "--user", "enable", "--now", f"{NAME}.service")

    def uninstall(self) -> None:
        """Stop and disable the unit, and remove it."""
        _run("systemctl", "--user", "disable", "--now", f"{NAME}.service")
        self.place.unlink(missing_ok=True)
        _run("systemctl", "--user", "daemon-reload")

    def status(self) -> str:
        """Return what systemctl says."""
        return _output("systemctl", "--user", "status", "--no-pager", f"{NAME}.service")

    def logs(self, lines: int) -> Sequence[str]:
        """Return the journal's command."""
        return ("journalctl", "--user", "--unit", f"{NAME}.service", "--lines", str(lines), "--no-pager")


@dataclass(frozen=True, slots=True)
class Launchd:
    """launchd on macOS."""

    folder: Path
    log_file: Path

    @property
    def place(self) -> Path:
        """The user's folder of agents."""
        return self.folder / f"{LABEL}.plist"

    def definition(self, job: Job) -> bytes:
        """Return the property list."""
        return launchd_agent(job)

    def install(self, job: Job) -> None:
        """Write the agent and load it."""
        _write(self.place, self.definition(job))
        _run("launchctl", "load", "-w", str(self.place))

    def uninstall(self) -> None:
        """Unload the agent and remove it."""
        _run("launchctl", "unload", "-w", str(self.place))
        self.place.unlink(missing_ok=True)

    def status(self) -> str:
        """Return what launchctl says."""
        return _output("launchctl", "list", LABEL)

    def logs(self, lines: int) -> Path:  # noqa: ARG002 - the file is read by whoever asks
        """Return the log file."""
        return self.log_file


@dataclass(frozen=True, slots=True)
class TaskScheduler:
    """The Windows Task Scheduler."""

    folder: Path
    log_file: Path

    @property
    def place(self) -> Path:
        """The file that the scheduler reads the task from."""
        return self.folder / f"{NAME}.xml"

    def definition(self, job: Job) -> bytes:
        """Return the task; the scheduler wants UTF-16."""
        return windows_task(job).encode("utf-16")

    def install(self, job: Job) -> None:
        """Create the task and run it."""
        _write(self.place, self.definition(job))
        _run("schtasks", "/Create", "/TN", NAME, "/XML", str(self.place), "/F")
        _run("schtasks", "/Run", "/TN", NAME)

    def uninstall(self) -> None:
        """End and delete the task."""
        _output("schtasks", "/End", "/TN", NAME)
        _run("schtasks", "/Delete", "/TN", NAME, "/F")
        self.place.unlink(missing_ok=True)

    def status(self) -> str:
        """Return what schtasks says."""
        return _output("schtasks", "/Query", "/TN", NAME, "/V", "/FO", "LIST")

    def logs(self, lines: int) -> Path:  # noqa: ARG002 - the file is read by whoever asks
        """Return the log file."""
        return self.log_file


def manager_of_this_system(home: Path, state_folder: Path, platform: str = sys.platform) -> Manager:
    """Return the service manager of the system that this runs on. Raise UserError where there is none that we know."""
    log_file = state_folder / "watch.log"
    if platform == "darwin":
        return Launchd(home / "Library" / "LaunchAgents", log_file)
    if platform == "win32":
        return TaskScheduler(state_folder, log_file)
    if shutil.which("systemctl"):
        return Systemd(home / ".config" / "systemd" / "user")
    raise UserError(
        "There is no systemd here.",
        "Let your init system run `inbox-helper watch` as your user, with --log-file where it keeps no log.",
    )


def _write(place: Path, text: bytes) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text)
    except OSError as error:
        raise UserError(f"{place} cannot be written: {error.strerror}.", "See what --print shows.") from error


def _run(*command: str) -> None:
    done = _called(command)
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split()) or f"it ended with {done.returncode}"
        raise UserError(f"`{' '.join(command)}` failed: {said}", "Put that right, and try again.")


def _output(*command: str) -> str:
    done = _called(command)
    return (done.stdout or done.stderr).strip()


def _called(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UserError(f"`{' '.join(command)}` could not be run: {error}.", "See what --print shows.") from error
