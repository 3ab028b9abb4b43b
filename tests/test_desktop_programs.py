"""What each system is asked to show, by the program that it has."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from inbox_helper.desktop_programs import Call, Text, call_for
from tests.running import ROOT

TEXT = Text("New reply draft", 'work: O\'Hara & <b>Sons</b> \\n "$HOME" `id` %USERNAME% ]]>')
"""A company whose name is an attack on whatever reads it."""


def call(platform: str, *programs: str) -> Call | None:
    """Return the call on a system that has some programs."""
    found = {name: f"/programs/{name}" for name in programs}
    return call_for(TEXT, platform, found.get, {"PATH": "/bin", "TEST_PASSWORD": "s3cret", "SystemRoot": "C:\\Windows"})


def test_notify_send_comes_first_where_it_is_there() -> None:
    """It is what desktops have; markup and backslashes arrive as they stand."""
    made = call("linux", "notify-send", "busctl", "osascript")
    assert made
    assert made.arguments[0] == "/programs/notify-send"
    assert made.arguments[-2:] == (
        TEXT.title,
        TEXT.body.replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
    )


def test_without_notify_send_the_bus_is_asked() -> None:
    """The BSDs and Linux alike."""
    made = call("freebsd14", "busctl")
    assert made
    assert "org.freedesktop.Notifications" in made.arguments


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_without_a_program_there_is_no_call(platform: str) -> None:
    """Each system has its own."""
    assert call(platform, "something") is None


def test_macos_gets_the_text_as_arguments() -> None:
    """No word of it stands in the script, and none looks like an option."""
    made = call("darwin", "osascript", "notify-send")
    assert made
    assert made.arguments[0] == "/programs/osascript"
    assert made.arguments[-2:] == (TEXT.title, TEXT.body)
    assert [each for each in made.arguments[1:-2:2] if each != "-e"] == []
    assert "Hara" not in " ".join(made.arguments[:-2])


def test_windows_gets_the_text_as_variables() -> None:
    """The script is the same for every text, and reads them."""
    made = call("win32", "powershell")
    assert made
    script = base64.b64decode(made.arguments[-1]).decode("utf-16-le")
    assert "Hara" not in script + " ".join(made.arguments)
    assert (made.environment["INBOX_HELPER_TITLE"], made.environment["INBOX_HELPER_BODY"]) == (TEXT.title, TEXT.body)
    assert "$env:INBOX_HELPER_TITLE" in script
    assert "{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell" in script
    assert made.environment["SystemRoot"] == "C:\\Windows"


@pytest.mark.parametrize(
    ("platform", "program"), [("linux", "notify-send"), ("darwin", "osascript"), ("win32", "powershell")]
)
def test_no_password_reaches_the_program(platform: str, program: str) -> None:
    """The environment may hold some; what a desktop needs of it is known."""
    made = call(platform, program)
    assert made
    assert "TEST_PASSWORD" not in made.environment
    assert made.environment["PATH"] == "/bin"
    assert "s3cret" not in repr(made)


@pytest.fixture
def desktop() -> Iterator[tuple[dict[str, str], subprocess.Popen[str]]]:
    """A session bus with a desktop on it: the environment that reaches it, and the process that prints its calls."""
    if not shutil.which("dbus-daemon") or not shutil.which("busctl"):
        pytest.skip("there is no session bus here (Debian, Ubuntu: apt-get install dbus systemd)")
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    )
    assert bus.stdout
    environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip(), "PYTHONPATH": str(ROOT)}
    listening = subprocess.Popen(
        [sys.executable, "-m", "tests.desktop_bus"], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert listening.stdout
    assert listening.stdout.readline() == "ready\n"
    yield environment, listening
    for process in (listening, bus):
        assert process.stdout
        process.kill()
        process.wait(10)
        process.stdout.close()


def test_a_real_desktop_on_the_bus_is_told(desktop: tuple[dict[str, str], subprocess.Popen[str]]) -> None:
    """Every word arrives as it is, over the session bus."""
    environment, listening = desktop
    made = call_for(TEXT, "linux", lambda name: shutil.which(name) if name == "busctl" else None, environment)
    assert made
    done = subprocess.run(made.arguments, env=dict(made.environment), capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")
    assert listening.stdout
    name, replaces, icon, title, body, actions, hints, expire = json.loads(listening.stdout.readline())
    assert (name, replaces, icon, actions, hints, expire) == ("inbox-helper", 0, "mail-message-new", [], {}, -1)
    assert (title, body) == (TEXT.title, TEXT.body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
