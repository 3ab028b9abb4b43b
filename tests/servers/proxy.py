"""A TCP proxy between client and server that disturbs the line by rules, and counts what passes."""

from __future__ import annotations

import contextlib
import queue
import re
import select
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from inbox_helper.mailbox.transport import acknowledge_at_once

Matcher = Callable[[bytes], bool]
"""Told everything that one side has sent on a connection so far; says whether the rule applies now."""

_TICK = 0.05

_APPEND = re.compile(rb"APPEND [^\r\n]*\{(\d+)\+?\}\r\n")


class Side(Enum):
    """Who sends."""

    CLIENT = "client"
    SERVER = "server"


class Action(Enum):
    """What happens to a connection when a rule applies."""

    CLOSE = "close"
    """Both ends see an orderly end."""
    RESET = "reset"
    """Both ends see a reset."""
    STALL = "stall"
    """Nothing passes any more, in either direction; the connection looks alive."""
    DROP_ANSWER = "drop answer"
    """The server gets it and answers; the client never sees the answer, but the end of the connection."""
    BYE = "bye"
    """The server seems to say BYE and to hang up."""
    PAUSE = "pause"
    """Nothing passes for `seconds`, then everything goes on."""
    STALL_AND_RESET = "stall and reset"
    """Nothing passes for `seconds`, then both ends see a reset, as when a router forgets the connection."""
    GHOST = "ghost"
    """The client sees a reset, the server for `seconds` a living client, beside the one that comes back."""


def sends(pattern: bytes) -> Matcher:
    """Match when a regular expression is found in what was sent."""
    compiled = re.compile(pattern)
    return lambda sent: compiled.search(sent) is not None


def has_sent(octets: int) -> Matcher:
    """Match when so many bytes were sent."""
    return lambda sent: len(sent) >= octets


def append_is_complete(sent: bytes) -> bool:
    """Match when the client has sent an APPEND to its last byte."""
    found = _APPEND.search(sent)
    return found is not None and len(sent) >= found.end() + int(found[1]) + len(b"\r\n")


@dataclass(slots=True)
class Rule:
    """When `side` has sent what `when` matches, do `action`; on so many connections as `times` says."""

    side: Side
    when: Matcher
    action: Action
    times: int = 1
    pass_on: bool = True
    """Whether the bytes that make it apply still reach the other end."""
    text: bytes = b"Server shutting down"
    """What BYE says."""
    octets: int | None = None
    """Of what the side has sent on the connection only so many bytes pass before the action."""
    seconds: float = 0.0
    """How long an action lasts that lasts."""


@dataclass(slots=True)
class Traffic:
    """What has passed since the start, or since `clear`."""

    from_client: bytearray = field(default_factory=bytearray)
    """Everything that clients have sent, in order."""
    from_server: int = 0
    """Bytes that servers have sent."""
    round_trips: int = 0
    """How often a client spoke after a server."""
    connections: int = 0

    def clear(self) -> None:
        """Begin to count anew."""
        self.from_client.clear()
        self.from_server = self.round_trips = self.connections = 0

    @property
    def octets(self) -> int:
        """Bytes in both directions."""
        return len(self.from_client) + self.from_server


class TcpProxy:
    """Listens on `port` of 127.0.0.1 and passes everything on to the port `target`.

    `delay` holds every piece back for so many seconds, in each direction; `rate` limits bytes a second; `chunk`
    cuts everything into pieces of so many bytes. `refuse` makes it close new connections at once.
    """

    def __init__(self, target: int) -> None:
        self.target = target
        self.rules: list[Rule] = []
        self.traffic = Traffic()
        self.delay = 0.0
        self.rate: float | None = None
        self.chunk: int | None = None
        self.refuse = False
        self.on_connection: Callable[[], object] = lambda: None
        """Called before each new connection; may add rules for it."""
        self._lock = threading.Lock()
        self._spoke_last: Side | None = None
        self._connections: list[_Connection] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def add(self, side: Side, when: Matcher, action: Action, **options: object) -> Rule:
        """Add a rule and return it."""
        rule = Rule(side, when, action, **options)  # type: ignore[arg-type]
        self.rules.append(rule)
        return rule

    def cut(self, action: Action = Action.CLOSE, seconds: float = 0.0) -> None:
        """Do something to every open connection now."""
        for each in list(self._connections):
            each.act(Rule(Side.CLIENT, lambda _sent: True, action, seconds=seconds))

    def close(self) -> None:
        """Close the listener and every connection."""
        self._listener.close()
        self.cut()

    def note(self, side: Side, data: bytes) -> None:
        """Count a piece."""
        with self._lock:
            if side is Side.CLIENT:
                self.traffic.round_trips += self._spoke_last is not Side.CLIENT
                self.traffic.from_client += data
            else:
                self.traffic.from_server += len(data)
            self._spoke_last = side

    def due_rule(self, side: Side, sent: bytes) -> Rule | None:
        """Return the rule that applies now, if any, and take it off its account."""
        with self._lock:
            for rule in self.rules:
                if rule.side is side and rule.times > 0 and rule.when(sent):
                    rule.times -= 1
                    return rule
        return None

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self._listener.accept()
            except OSError:
                return
            if self.refuse:
                client.close()
                continue
            self.traffic.connections += 1
            self._connections = [each for each in self._connections if not each.ended]
            self.on_connection()
            self._connections.append(_Connection(self, client))


class _Connection:
    def __init__(self, proxy: TcpProxy, client: socket.socket) -> None:
        self.proxy = proxy
        self.stalled = threading.Event()
        self.deaf = threading.Event()
        self.ended = False
        self.ends = {Side.CLIENT: client}
        try:
            self.ends[Side.SERVER] = socket.create_connection(("127.0.0.1", proxy.target), timeout=10)
        except OSError:
            client.close()
            return
        for end in self.ends.values():
            end.settimeout(None)
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # A thread ends the connection as soon as one side does, so both are made ready before.
        for side in self.ends:
            waiting: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
            threading.Thread(target=self._read, args=(side, waiting), daemon=True).start()
            threading.Thread(target=self._write, args=(side, waiting), daemon=True).start()

    def act(self, rule: Rule) -> None:
        if rule.action is Action.STALL:
            self.stalled.set()
        elif rule.action is Action.PAUSE:
            time.sleep(rule.seconds)
        elif rule.action is Action.STALL_AND_RESET:
            self.stalled.set()
            self._later(rule.seconds, lambda: self._end(reset=True))
        elif rule.action is Action.GHOST:
            self.stalled.set()
            self._end_one(Side.CLIENT, reset=True)
            self._later(rule.seconds, self._end)
        elif rule.action is Action.DROP_ANSWER:
            self.deaf.set()
        else:
            if rule.action is Action.BYE:
                with contextlib.suppress(OSError):
                    self.ends[Side.CLIENT].sendall(b"* BYE " + rule.text + b"\r\n")
            self._end(reset=rule.action is Action.RESET)

    def _end(self, *, reset: bool = False) -> None:
        self.ended = True
        for side in self.ends:
            self._end_one(side, reset=reset)

    def _end_one(self, side: Side, *, reset: bool) -> None:
        with contextlib.closing(self.ends[side]) as end, contextlib.suppress(OSError):
            if reset:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            else:
                end.shutdown(socket.SHUT_RDWR)

    @staticmethod
    def _later(seconds: float, job: Callable[[], None]) -> None:
        timer = threading.Timer(seconds, job)
        timer.daemon = True
        timer.start()

    def _read(self, side: Side, waiting: queue.SimpleQueue[tuple[float, bytes]]) -> None:
        data = b"."
        while data:
            try:
                # A socket that is closed while a thread blocks in recv sends its reset only much later.
                while not select.select([self.ends[side]], [], [], _TICK)[0]:
                    pass
                acknowledge_at_once(self.ends[side])
                data = self.ends[side].recv(65536)
            except (OSError, ValueError):
                data = b""
            waiting.put((time.monotonic() + self.proxy.delay, data))

    def _write(self, side: Side, waiting: queue.SimpleQueue[tuple[float, bytes]]) -> None:
        sent = bytearray()
        while True:
            due, data = waiting.get()
            time.sleep(max(0.0, due - time.monotonic()))
            if not data:
                break
            if self.stalled.is_set():
                continue
            if side is Side.SERVER and self.deaf.is_set():
                break
            self.proxy.note(side, data)
            before = len(sent)
            sent += data
            rule = self.proxy.due_rule(side, bytes(sent)) if self.proxy.rules else None
            if rule is None:
                self._pass_on(side, data)
            else:
                self._disturb(side, data, rule, before)
        if not self.stalled.is_set():
            self._end()

    def _disturb(self, side: Side, data: bytes, rule: Rule, before: int) -> None:
        """Pass on what may pass of a piece, before which so many bytes were sent, and do what the rule says."""
        if rule.action is Action.DROP_ANSWER:
            self.act(rule)
        passing = len(data) if rule.octets is None else rule.octets - before
        if rule.pass_on:
            self._pass_on(side, data[:passing])
        if rule.action is not Action.DROP_ANSWER:
            self.act(rule)
        if rule.action is Action.PAUSE:
            self._pass_on(side, data[passing:])

    def _pass_on(self, side: Side, data: bytes) -> None:
        other = self.ends[Side.SERVER if side is Side.CLIENT else Side.CLIENT]
        rate = self.proxy.rate
        size = self.proxy.chunk or max(1, int(rate * _TICK) if rate else len(data))
        with contextlib.suppress(OSError):
            for start in range(0, len(data), size):
                piece = data[start : start + size]
                time.sleep(len(piece) / rate if rate else 0)
                other.sendall(piece)
