"""The one way to the server: commands go out, answers come back, errors become ours."""

from __future__ import annotations

import imaplib
import re
from base64 import b64encode
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass

from imapclient.imap_utf7 import encode as encode_utf7

from inbox_helper.errors import ConnectionLost, MailboxError
from inbox_helper.mailbox.guard import clean_value
from inbox_helper.mailbox.refusals import broken_line, printable, refusal, without
from inbox_helper.mailbox.transport import GuardedClient
from inbox_helper.waiting import Steps, WaitEnd

Untagged = bytes | tuple[bytes, bytes]
"""A line of an answer, or its beginning with the literal that follows it."""

MAX_ALERTS = 10

_GOODBYE_SECONDS = 3.0

_EXISTS = re.compile(rb"\* \d+ EXISTS\b")
_ALERT = re.compile(rb"\S+ (?:OK|NO|BAD) \[ALERT\] ?(.*)")


@dataclass(frozen=True, slots=True)
class Command:
    """One command without its tag, and what it is for, in words that complete "… failed"."""

    line: str
    purpose: str
    literal: bytes | None = None
    is_optional: bool = False
    """Whether a refusal is no error, but leaves an answer out."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the server said to some commands."""

    untagged: dict[str, list[Untagged]]
    texts: tuple[str, ...]
    """The text of each tagged OK."""

    def lines(self, name: str) -> list[Untagged]:
        """Return the untagged answers of a kind, such as FETCH or LIST."""
        return [each for each in self.untagged.get(name, []) if each is not None]

    def number(self, name: str) -> int | None:
        """Return the newest number that came as a code or an answer, such as UIDNEXT or EXISTS."""
        for each in reversed(self.untagged.get(name, [])):
            if isinstance(each, bytes) and (found := re.match(rb"\d+", each)):
                return int(found[0])
        return None


def parse_capabilities(answers: Answers) -> frozenset[str]:
    """Return the capabilities that some answers tell, in capitals."""
    listed = b" ".join(line for line in answers.lines("CAPABILITY") if isinstance(line, bytes))
    return frozenset(listed.decode("ascii", "replace").upper().split())


def quoted_folder(name: str) -> str:
    """Return a folder name as a quoted string in modified UTF-7 (RFC 3501 section 5.1.3)."""
    encoded = encode_utf7(clean_value(name)).decode("ascii")
    return quoted(encoded)


def quoted(value: str) -> str:
    """Return a value as a quoted string (RFC 3501 section 4.3)."""
    return '"' + clean_value(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


class Wire:
    """A connection to a server."""

    def __init__(self, client: GuardedClient, capabilities: frozenset[str]) -> None:
        self._client = client
        self._imap = client.connection
        self.capabilities = capabilities
        self.alerts: deque[str] = deque(maxlen=MAX_ALERTS)
        """What the server wants a person to read, newest last."""
        self.news = False
        """Whether the server announced new mail in the open folder since this was last set to False."""

    def run(self, *commands: Command) -> Answers:
        """Send commands in one go and return their answers, taken together.

        Raise ConnectionLost or MailboxError by what the server says to the first that it does not do.
        """
        with self._mapped(commands[0].purpose):
            tags = self._begin(*commands)
            results = [self._finish(tag) for tag in tags]
        answers = Answers(self._take_untagged(), tuple(text for _status, text in results))
        for command, (status, text) in zip(commands, results, strict=True):
            if status != "OK" and not command.is_optional:
                raise refusal(status, text, command.purpose)
        return answers

    def discarding(self, folder: str, uid: int, trash: str | None) -> AbstractContextManager[None]:
        """Let the lines pass that discard one message, as long as this lasts; the names are quoted."""
        return self._imap.guard.discarding(folder, uid, trash)

    def authenticate(self, mechanism: str, response: bytes) -> tuple[str, str]:
        """Give a response to a SASL mechanism that takes one; return status and text (RFC 3501 section 6.2.2)."""
        encoded = b64encode(response).decode("ascii")
        at_once = "SASL-IR" in self.capabilities
        line = f"AUTHENTICATE {mechanism} {encoded}" if at_once else f"AUTHENTICATE {mechanism}"
        # A challenge after the response tells why it was not good enough, and wants an empty line.
        answers = [] if at_once else [encoded]
        # A server may repeat what it did not understand.
        hidden = (encoded, response.rpartition(b"\0")[2].decode())
        with self._mapped("the login", hidden):
            (tag,) = self._begin(Command(line, "the login"))
            while not self._tagged[tag]:
                if self._respond() is None:
                    self._imap.send((answers.pop() if answers else "").encode("ascii") + b"\r\n")
            status, text = self._finish(tag)
        return status, without(text, hidden)

    def told_capabilities(self) -> frozenset[str]:
        """Return the capabilities that came unasked with the last answer (RFC 3501 section 7.1), or nothing."""
        return parse_capabilities(Answers(self._take_untagged(), ()))

    def log_in(self, username: str, password: str) -> tuple[str, str]:
        """Send LOGIN with ASCII values; return status and text (RFC 3501 section 6.2.3)."""
        hidden = (quoted(password), password)
        with self._mapped("the login", hidden):
            line = f"LOGIN {quoted(username)} {quoted(password)}"
            (tag,) = self._begin(Command(line, "the login"))
            status, text = self._finish(tag)
        return status, without(text, hidden)

    def run_up_to_date(self, *commands: Command, is_look: bool) -> Answers:
        """Run commands about the open folder so that their answers show all that the server knows.

        NOOP makes a server look. It may well do so only after the commands (Dovecot does, of commands that come
        together); then the news shows, and they are run again. Given `is_look`, the answers show new mail to the
        caller, so that what was announced before is no news any more.
        """
        before, self.news = self.news, False
        answers = self.run(Command("NOOP", "looking for mail"), *commands)
        announced = self.news
        if announced:
            self.news = False
            answers = self.run(*commands)
        self.news = self.news or (not is_look and (before or announced))
        return answers

    def begin_idle(self) -> bytes | None:
        """Send IDLE; return its tag once the server waits, or None if it declines (RFC 2177).

        NOOP goes ahead in the same segment: some servers tell in IDLE only what comes after its start.
        """
        with self._mapped("IDLE"):
            noop, tag = self._begin(Command("NOOP", "looking for mail"), Command("IDLE", "IDLE"))
            self._finish(noop)
            # Some servers send untagged data before the continuation, which is legal.
            while not self._tagged[tag]:
                if self._respond() is None:
                    return tag
            self._finish(tag)
            return None

    def hearing(self, deadline: float) -> Steps[WaitEnd]:
        """Wait, up to a time on the monotonic clock, for one answer that comes unasked, and take note of it."""
        with self._mapped("waiting for mail"):
            end = yield from self._imap.line_arrives(deadline)
            if end is WaitEnd.READABLE:
                self._respond()
            return end

    def end_idle(self, tag: bytes) -> None:
        """Send DONE and read up to the end of IDLE."""
        with self._mapped("the end of IDLE"):
            self._imap.send(b"DONE\r\n")
            status, text = self._finish(tag)
        if status != "OK":
            raise ConnectionLost(f"the end of IDLE failed: {printable(text)}")

    def log_out(self) -> None:
        """Log out politely if the line still allows it, and close it in any case."""
        with suppress(ConnectionLost, MailboxError, OSError):  # a courtesy: the line is closed either way
            self._imap.sock.settimeout(_GOODBYE_SECONDS)
            self.run(Command("LOGOUT", "the logout"))
        self._client.drop()

    def drop(self) -> None:
        """Close the line without a word."""
        self._client.drop()

    def _begin(self, *commands: Command) -> list[bytes]:
        """Send commands, in as few segments as their literals allow; return their tags."""
        tags, waiting = [], b""
        for command in commands:
            tag: bytes = self._imap._new_tag()  # noqa: SLF001 - as imapclient itself does it
            tags.append(tag)
            line = tag + b" " + command.line.encode("ascii")
            if command.literal is None:
                waiting += line + b"\r\n"
            else:
                self._imap.send(waiting)
                waiting = b""
                self._send_literal(tag, line, command.literal)
        self._imap.send(waiting)
        return tags

    def _send_literal(self, tag: bytes, line: bytes, literal: bytes) -> None:
        # RFC 7888: a non-synchronising literal saves the round trip for the server's consent.
        small = len(literal) <= 4096 and "LITERAL-" in self.capabilities
        if small or "LITERAL+" in self.capabilities:
            self._imap.send(b"%b {%d+}\r\n%b\r\n" % (line, len(literal), literal))
            return
        self._imap.send(b"%b {%d}\r\n" % (line, len(literal)))
        while self._respond() is not None:
            if self._tagged[tag]:
                self._imap.guard.literal_refused()
                return
        self._imap.send(literal + b"\r\n")

    def _finish(self, tag: bytes) -> tuple[str, str]:
        while not self._tagged[tag]:
            self._respond()
        status, data = self._tagged.pop(tag) or ("", [])
        return status, data[0].decode("utf-8", "replace")

    def _respond(self) -> bytes | None:
        """Read one answer; None for a continuation request."""
        line: bytes | None = self._imap._get_response()  # noqa: SLF001 - as imapclient itself does it
        untagged = self._imap.untagged_responses
        if line is not None:
            self.news = self.news or _EXISTS.match(line) is not None
            if alert := _ALERT.match(line):
                self.alerts.append(printable(alert[1].decode("utf-8", "replace")))
        if "BYE" in untagged and not self._saying_goodbye():
            raise self._imap.abort("the server ends the connection: " + _text(untagged["BYE"]))
        return line

    @property
    def _tagged(self) -> dict[bytes, tuple[str, list[bytes]] | None]:
        tagged: dict[bytes, tuple[str, list[bytes]] | None] = self._imap.tagged_commands  # type: ignore[assignment]
        return tagged

    def _saying_goodbye(self) -> bool:
        return self._imap.guard.last_command == b"LOGOUT"

    def _take_untagged(self) -> dict[str, list[Untagged]]:
        taken: dict[str, list[Untagged]] = self._imap.untagged_responses
        self._imap.untagged_responses = {}
        return taken

    @contextmanager
    def _mapped(self, purpose: str, hidden: Sequence[str] = ()) -> Iterator[None]:
        try:
            yield
        except (imaplib.IMAP4.error, OSError, ValueError) as error:
            self._client.drop()
            raise broken_line(error, purpose, hidden) from error


def _text(lines: Sequence[Untagged]) -> str:
    return b" ".join(each for each in lines if isinstance(each, bytes)).decode("utf-8", "replace")
