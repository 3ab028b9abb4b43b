"""How a notification is shown on each system: the program that is there, and what it is told."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

_NAME = "inbox-helper"
_TITLE, _BODY = "INBOX_HELPER_TITLE", "INBOX_HELPER_BODY"

_KEPT = frozenset(
    {
        *("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR"),
        *("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"),
        *("SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT", "PSMODULEPATH", "TEMP", "TMP", "USERNAME", "USERPROFILE"),
        *("APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES"),
    }
)
"""What a program needs to know of its surroundings. Passwords may stand in the rest."""

_APPLESCRIPT = ("on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run")

_POWERSHELL = f"""\
$ErrorActionPreference = 'Stop'
$null = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]
$kind = [Windows.UI.Notifications.ToastTemplateType]::ToastText02
$toast = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent($kind)
$texts = $toast.GetElementsByTagName('text')
$null = $texts.Item(0).AppendChild($toast.CreateTextNode($env:{_TITLE}))
$null = $texts.Item(1).AppendChild($toast.CreateTextNode($env:{_BODY}))
$shell = '{{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}}\\WindowsPowerShell\\v1.0\\powershell.exe'
$manager = [Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($shell)
$manager.Show([Windows.UI.Notifications.ToastNotification]::new($toast))
"""
"""Toasts need the name of an application in the start menu; PowerShell itself is one everywhere."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is shown. Neither begins with words that are not our own, so none is taken for an option."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Call:
    """A program with its arguments, and its environment."""

    arguments: tuple[str, ...]
    environment: Mapping[str, str] = field(repr=False)


def call_for(
    text: Text, platform: str, find: Callable[[str], str | None], environment: Mapping[str, str]
) -> Call | None:
    """Return what shows a text, or None where there is nothing that could.

    Given `sys.platform`, what finds a program in PATH, and the environment of this process.
    """
    kept = {name: value for name, value in environment.items() if name.upper() in _KEPT}
    if platform == "win32":
        return _windows(text, find, kept)
    arguments = _macos(text, find) if platform == "darwin" else _free_desktop(text, find)
    return Call(arguments, kept) if arguments else None


def _windows(text: Text, find: Callable[[str], str | None], kept: Mapping[str, str]) -> Call | None:
    program = find("powershell")
    script = base64.b64encode(_POWERSHELL.encode("utf-16-le")).decode("ascii")
    # As variables the words need no quoting: nothing in them is code.
    told = {**kept, _TITLE: text.title, _BODY: text.body}
    return Call((program, "-NoProfile", "-NonInteractive", "-EncodedCommand", script), told) if program else None


def _macos(text: Text, find: Callable[[str], str | None]) -> tuple[str, ...]:
    program = find("osascript")
    lines = (part for line in _APPLESCRIPT for part in ("-e", line))
    return (program, *lines, text.title, text.body) if program else ()


def _free_desktop(text: Text, find: Callable[[str], str | None]) -> tuple[str, ...]:
    """Return the call for a desktop that keeps the Desktop Notifications Specification."""
    # The body may hold markup there, so that what is to be read as it stands is escaped.
    body = escape(text.body, quote=False)
    if program := find("notify-send"):
        # notify-send reads backslashes in the body as in C.
        return program, f"--app-name={_NAME}", "--icon=mail-message-new", text.title, body.replace("\\", "\\\\")
    if program := find("busctl"):
        name = "org.freedesktop.Notifications"
        place = (name, "/org/freedesktop/Notifications", name, "Notify", "susssasa{sv}i")
        # Options end before the call: -1, the server's own time to show it, is none.
        options = ("--user", "--quiet", "--timeout=5", "--")
        return program, *options, "call", *place, _NAME, "0", "mail-message-new", text.title, body, "0", "0", "-1"
    return ()
