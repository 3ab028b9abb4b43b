"""Notifications on the desktop: a new draft, and an account that needs the user. No mail text, no addresses."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inbox_helper.core.types import Outcome
from inbox_helper.daemon import Notice
from inbox_helper.desktop_programs import Call, Text, call_for
from inbox_helper.errors import AuthenticationError, ConfigurationError, StateError
from inbox_helper.flow import Handled
from inbox_helper.watcher import Held, Refused, Waiting

_MOST_AT_ONCE = 500
_REMEDY = "Where there is no desktop, remove desktop_notification; drafts are made all the same."
_NO_PROGRAM = "There is no program that shows notifications; on Linux it is notify-send."
_LONGEST_COMPANY = 60
_NO_WINDOW = 0x08000000
"""CREATE_NO_WINDOW of Windows: no console flashes up."""


@dataclass(frozen=True, slots=True)
class NotShown:
    """The desktop could not be told; told once, until it works again."""

    problem: str
    remedy: str = _REMEDY


@dataclass(frozen=True, slots=True)
class NewDraft:
    """A draft was made."""

    account: str
    company: str = ""
    """Where it is sure."""


@dataclass(frozen=True, slots=True)
class Need:
    """An account needs the user."""

    account: str
    why: str


News = NewDraft | Need


class Desktop:
    """Takes notices of the daemon and tells the desktop what a user wants to know. Safe in any thread.

    Nothing here waits for the desktop: a thread of its own runs the program that shows a text.
    """

    def __init__(
        self,
        complain: Callable[[NotShown], None],
        *,
        call: Callable[[Text], Call | None] | None = None,
        gather_seconds: float = 1.0,
        timeout: float = 10.0,
    ) -> None:
        """Given what logs that the desktop could not be told, and how a text is shown.

        News that come within `gather_seconds` are told together. The program is ended after `timeout` seconds.
        """
        self._complain = complain
        self._call = call or _call
        self._gather_seconds = gather_seconds
        self._timeout = timeout
        self._wanted = False
        self._needy: set[str] = set()
        self._news: deque[News] = deque(maxlen=_MOST_AT_ONCE)
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._busy = False
        self._closing = False
        self._complained = False

    def want(self, wanted: bool) -> None:  # noqa: FBT001 - it is a key of the configuration
        """Tell the desktop from now on, or do not."""
        with self._changed:
            self._wanted = wanted

    def __call__(self, notice: Notice) -> None:
        """Tell what is worth it; return at once."""
        with self._changed:
            news = self._news_in(notice)
            if news is None or not self._wanted:
                return
            self._news.append(news)
            if self._thread is None:
                # A program that hangs must not keep the process from ending.
                self._thread = threading.Thread(target=self._tell, name="desktop", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def close(self, seconds: float = 1.0) -> None:
        """Tell what is left, for so many seconds at most."""
        end = time.monotonic() + seconds
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._news and not self._busy, max(0.0, end - time.monotonic()))

    def _news_in(self, notice: Notice) -> News | None:
        """Return what is news in a notice; an account in need is news once, until it is well again."""
        if isinstance(notice, Handled):
            drafted = notice.receipt.outcome in (Outcome.FILED, Outcome.RECOVERED)
            return NewDraft(notice.where.account, _company(notice)) if drafted else None
        if isinstance(notice, Waiting):
            self._needy.discard(notice.account)
        if isinstance(notice, Held):
            return Need(notice.account, "Drafting is held until you confirm.")
        if isinstance(notice, Refused) and notice.account not in self._needy:
            self._needy.add(notice.account)
            return Need(notice.account, _why(notice))
        return None

    def _tell(self) -> None:
        while True:
            with self._changed:
                self._busy = False
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._news)
                self._changed.wait_for(lambda: self._closing, self._gather_seconds)
                news, self._busy = list(self._news), True
                self._news.clear()
            for text in texts_of(news):
                self._show(text)

    def _show(self, text: Text) -> None:
        problem = _failure(self._call(text), self._timeout)
        if problem and not self._complained:
            self._complain(NotShown(problem))
        self._complained = bool(problem)


def texts_of(news: Sequence[News]) -> list[Text]:
    """Return what to show for some news: each need, and one text for all drafts."""
    needs = dict.fromkeys(each for each in news if isinstance(each, Need))
    shown = [Text(f"Account {each.account} needs you", f"{each.why} See: inbox-helper status") for each in needs]
    drafts = [each for each in news if isinstance(each, NewDraft)]
    if len(drafts) == 1:
        (draft,) = drafts
        shown.append(Text("New reply draft", f"{draft.account}: {draft.company}" if draft.company else draft.account))
    elif drafts:
        counted = Counter(each.account for each in drafts)
        body = ", ".join(f"{account}: {count}" for account, count in counted.items())
        shown.append(Text(f"{len(drafts)} new reply drafts", body))
    return shown


def _company(handled: Handled) -> str:
    if handled.decision is None or not handled.decision.facts.company.sure:
        return ""
    words = " ".join(handled.decision.facts.company.value.split())
    return "".join(each for each in words if each.isprintable())[:_LONGEST_COMPANY]


def _why(refused: Refused) -> str:
    if isinstance(refused.error, AuthenticationError):
        return "Its login is refused."
    return "The state cannot be used." if isinstance(refused.error, StateError) else "Its mailbox refuses."


def require_program() -> None:
    """Raise ConfigurationError where nothing is there that shows notifications."""
    if _call(Text("", "")) is None:
        raise ConfigurationError(_NO_PROGRAM, _REMEDY)


def _call(text: Text) -> Call | None:
    return call_for(text, sys.platform, shutil.which, os.environ)


def _failure(call: Call | None, timeout: float) -> str:
    """Run a program; return why it did not work, or nothing. What it says is not told: it may repeat the text."""
    if call is None:
        return _NO_PROGRAM
    name = os.path.basename(call.arguments[0])  # noqa: PTH119 - a name for people
    try:
        done = subprocess.run(
            call.arguments,
            env=dict(call.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=timeout,
            check=False,
            start_new_session=True,
            creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
        )
    except subprocess.TimeoutExpired:
        return f"{name} did not end within {timeout:g} seconds."
    except OSError as error:
        return f"{name} cannot be run: {error.strerror}."
    return f"{name} ended with code {done.returncode}." if done.returncode else ""
