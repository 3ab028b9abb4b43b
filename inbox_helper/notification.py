"""What the daemon tells systemd of itself (sd_notify(3)); elsewhere nobody listens, and nothing is sent."""

from __future__ import annotations

import os

from sdnotify import SystemdNotifier


class Notification:
    """A line to the service manager."""

    def __init__(self) -> None:
        self._notifier = SystemdNotifier() if os.environ.get("NOTIFY_SOCKET") else None
        self._last = ""

    def ready(self) -> None:
        """Tell that the start is over."""
        self._send("READY=1")

    def stopping(self) -> None:
        """Tell that the end has begun, and say no more."""
        self._send("STOPPING=1")
        if self._notifier is not None and self._notifier.socket is not None:
            self._notifier.socket.close()
        self._notifier = None

    def alive(self, status: str) -> None:
        """Tell that everything works, and in a line what it does."""
        self._send(f"WATCHDOG=1\nSTATUS={status}" if status != self._last else "WATCHDOG=1")
        self._last = status

    def _send(self, state: str) -> None:
        if self._notifier is not None:
            self._notifier.notify(state)
