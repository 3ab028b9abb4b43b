"""The demo from beginning to end: the server, the mailbox, the daemon, and what it did, told to a person."""

from __future__ import annotations

import time
from dataclasses import dataclass
from textwrap import wrap

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from inbox_helper.core.readable import readable
from inbox_helper.core.rulebook import Rulebook
from inbox_helper.core.types import Label, Outcome
from inbox_helper.demo.daemon import CaughtUp, Daemon, Reaction, drafts_of, flags_of
from inbox_helper.demo.mailbox import SAM, arriving_mails, fill
from inbox_helper.demo.reasons import in_short
from inbox_helper.demo.server import DemoServer
from inbox_helper.flow import Handled
from inbox_helper.library import Books
from inbox_helper.opening import utc_now

WIDTH = 110
"""Columns at most; longer lines are hard to read."""

_INDENT = 9
_TITLES = {
    Label.REJECTION: "Taken for rejections",
    Label.UNSURE: "Unsure, left for Sam to look at",
    Label.OTHER: "Left alone",
}


@dataclass(frozen=True, slots=True)
class Played:
    """Everything that happened."""

    mails: int
    caught_up: CaughtUp
    reactions: tuple[Reaction, ...]
    again: CaughtUp
    """What a second daemon did, which remembers nothing of the first."""
    drafts: tuple[bytes, ...]
    """What the daemon put into Drafts, as it lies on the server."""
    flags_changed: int
    """How many mails of the inbox have other flags than before."""
    seconds: float

    @property
    def handled(self) -> tuple[Handled, ...]:
        """What became of each mail, in the order of their arrival."""
        return (*self.caught_up.handled, *(reaction.handled for reaction in self.reactions))


def show(console: Console, books: Books, *, keep: bool = False) -> Played:
    """Run the demo and print what happens. With `keep`, go on watching until interrupted.

    Raise UserError where the server or the daemon fails.
    """
    started = time.monotonic()
    with DemoServer(SAM.address) as server:
        mails = fill(server, utc_now())
        begun, flags = set(drafts_of(server)), flags_of(server)
        with Daemon(server, books) as daemon:
            caught_up = daemon.catch_up()
            reactions = tuple(daemon.react_to(mail, utc_now()) for mail in arriving_mails())
            with Daemon(server, books) as forgetful:
                again = forgetful.catch_up()
            drafts = tuple(raw for raw in drafts_of(server) if raw not in begun)
            changed = len(flags.items() - flags_of(server).items())
            inbox = sum(mail.folder == "INBOX" for mail in mails)
            played = Played(inbox, caught_up, reactions, again, drafts, changed, time.monotonic() - started)
            _tell(console, played, books.rulebook, server)
            if keep:
                _keep(console, server, daemon)
    return played


def _tell(console: Console, played: Played, rulebook: Rulebook, server: DemoServer) -> None:
    _tell_beginning(console, played, server)
    for label, title in _TITLES.items():
        chosen = [one for one in played.handled if one.entry.label is label]
        _heading(console, f"{title}: {len(chosen)}")
        for one in chosen:
            _tell_mail(console, one, rulebook)
    _heading(console, f"The drafts, as they lie on the server: {len(played.drafts)}")
    for number, raw in enumerate(played.drafts, 1):
        _tell_draft(console, raw, f"{number} of {len(played.drafts)}")
    _tell_end(console, played)


def _tell_beginning(console: Console, played: Played, server: DemoServer) -> None:
    _say(
        console,
        f"A mail server of its own runs on {server.host}:{server.port}. In the inbox of {SAM.name}, who is looking for"
        f" a job, lie {played.mails} mails (all invented).",
    )
    _say(console, f"The daemon connects, reads the last weeks, and waits: {played.caught_up.seconds:.1f} seconds.")
    for reaction in played.reactions:
        what = "a draft lies on the server" if _drafted(reaction.handled) else "nothing to do"
        _say(console, f"A mail comes in, “{_subject(reaction.handled)}”: {what}, {reaction.seconds:.2f} seconds later.")


def _tell_mail(console: Console, one: Handled, rulebook: Rulebook) -> None:
    is_other = one.entry.label is Label.OTHER
    mark, style = ("draft", "bold green") if _drafted(one) else ("no draft", "yellow")
    title = Text.assemble(
        (f"{'' if is_other else mark:<9}", style), (_subject(one), "bold"), (f"   {_sender(one)}", "dim")
    )
    console.print(title, soft_wrap=True)
    _line(console, "why", _why(one, rulebook))
    if not is_other:
        _line(console, "so", one.entry.reason)
        console.print()


def _line(console: Console, name: str, value: str) -> None:
    label = f"{name + ':':<5}"
    lines = wrap(value, console.width - _INDENT - len(label)) or [""]
    console.print(Text.assemble(" " * _INDENT, (label, "dim"), lines[0]), soft_wrap=True)
    for line in lines[1:]:
        console.print(Text(" " * (_INDENT + len(label)) + line), soft_wrap=True)


def _tell_draft(console: Console, raw: bytes, title: str) -> None:
    fields, text = readable(raw)
    console.print(Rule(title, align="left", style="dim"))
    for name, value in fields:
        console.print(Text.assemble((f"{name}: ", "dim"), value), soft_wrap=True)
    console.print()
    for line in text.rstrip().split("\n"):
        _say(console, line)
    console.print()


def _tell_end(console: Console, played: Played) -> None:
    console.print(Rule(style="dim"))
    more = sum(one.receipt.outcome is Outcome.FILED for one in played.again.handled)
    _say(
        console,
        f"A second daemon, which remembers nothing, read the same {len(played.again.handled)} mails: it made"
        f" {more or 'no'} second draft{'s' * (more > 1)}. Nothing was sent, and {played.flags_changed or 'no'} mail of"
        f" the inbox has other flags than before. {played.seconds:.1f} seconds in all.",
    )


def _keep(console: Console, server: DemoServer, daemon: Daemon) -> None:
    console.print()
    _heading(console, "The server stays until Ctrl-C. Open the mailbox in any mail program:")
    for name, value in (
        ("IMAP host", server.host),
        ("port", str(server.port)),
        ("security", "none (plain text; the server is reached from this machine only)"),
        ("user", server.user),
        ("password", server.password),
    ):
        console.print(Text(f"  {name:<10} {value}"), soft_wrap=True)
    _say(console, "The daemon goes on watching: copy a mail into the inbox, and its draft appears.")
    daemon.wait()


def _say(console: Console, text: str) -> None:
    # Wrapped by hand: rich leaves blanks at the ends of lines, and mail must not be read as markup.
    console.print(Text("\n".join(wrap(text, console.width))), soft_wrap=True)


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold underline"))
    console.print()


def _why(one: Handled, rulebook: Rulebook) -> str:
    return in_short(rulebook, one.decision) if one.decision else one.entry.reason


def _subject(one: Handled) -> str:
    subject = one.decision.message.subject if one.decision else ""
    return subject or "(no subject)"


def _sender(one: Handled) -> str:
    sender = one.decision.message.sender if one.decision else None
    return (sender.name or sender.email if sender else "") or "(no sender)"


def _drafted(one: Handled) -> bool:
    return one.receipt.outcome in (Outcome.FILED, Outcome.RECOVERED)
