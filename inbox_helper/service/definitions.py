"""The text of a service definition for each service manager; nothing here touches the system."""

from __future__ import annotations

import plistlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

NAME = "inbox-helper"
LABEL = "io.github.inbox-helper"
"""What launchd calls it."""
WATCHDOG_SECONDS = 180
_MEMORY = "512M"


@dataclass(frozen=True, slots=True)
class Job:
    """What is run, and what it may touch."""

    command: Sequence[str]
    """The program and its arguments."""
    writable: Sequence[Path]
    """The folders that it writes to."""
    log_file: Path
    """Where the log goes on systems that keep none themselves."""
    runs_commands: bool = False
    """Whether a `password_command` runs, which may need more of the home folder than we do."""


def systemd_unit(job: Job) -> str:
    """Return a unit for systemd's user manager (systemd.unit(5), systemd.service(5), systemd.exec(5))."""
    folders = " ".join(_quoted(str(path)) for path in job.writable)
    home = (
        "# A password_command may be a program that writes below your home folder, as gpg does.\n"
        if job.runs_commands
        else f"ProtectHome=read-only\nReadWritePaths={folders}\n"
    )
    return f"""\
# Written by `{NAME} service install`; `systemctl --user edit {NAME}` keeps changes of yours apart.
[Unit]
Description=Drafts replies to job rejections, and never sends them
Wants=network-online.target
After=network-online.target

[Service]
Type=notify
ExecStart={" ".join(map(_quoted, job.command))}
ExecReload=/bin/kill -HUP $MAINPID
# The daemon pings only while every account proves that it still works.
WatchdogSec={WATCHDOG_SECONDS}
Restart=on-failure
RestartSec=30
# Wrong usage, configuration, rules or password: these need you, not another try.
RestartPreventExitStatus=2 3 4 5
TimeoutStopSec=10

# It reads its configuration, writes its state, and talks IMAP; it needs nothing else.
UMask=0077
NoNewPrivileges=yes
PrivateUsers=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectSystem=strict
{home}ProtectProc=invisible
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
CapabilityBoundingSet=
# IMAP; and the sockets of the session bus, over which the keyring answers.
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
MemoryMax={_MEMORY}
TasksMax=2048

[Install]
WantedBy=default.target
"""


def launchd_agent(job: Job) -> bytes:
    """Return a property list for launchd (launchd.plist(5))."""
    return plistlib.dumps(
        {
            "Label": LABEL,
            "ProgramArguments": [*job.command, "--log-file", str(job.log_file)],
            "RunAtLoad": True,
            "KeepAlive": {"SuccessfulExit": False},
            "ThrottleInterval": 30,
            "ProcessType": "Background",
            "Umask": 0o077,
        }
    )


def windows_task(job: Job) -> str:
    """Return a task for the Windows Task Scheduler (Task Scheduler schema 1.2), started at logon."""
    program, arguments = job.command[0], [*job.command[1:], "--log-file", str(job.log_file)]
    shown = " ".join(f'"{each}"' if " " in each else each for each in arguments)
    text = f"""\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Drafts replies to job rejections, and never sends them</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger><Enabled>true</Enabled></LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure><Interval>PT1M</Interval><Count>255</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{escape(program)}</Command>
      <Arguments>{escape(shown)}</Arguments>
    </Exec>
  </Actions>
</Task>
"""
    # What is not well-formed is refused here rather than by the scheduler.
    ElementTree.fromstring(text.partition("\n")[2])  # noqa: S314 - our own text
    return text


def _quoted(text: str) -> str:
    """Return an argument as systemd reads it (systemd.service(5), "Command lines")."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"' if not plain or any(each in plain for each in " \t\"';") else plain
