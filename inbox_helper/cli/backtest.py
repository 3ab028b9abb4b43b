"""`inbox-helper backtest`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inbox_helper.cli import Settings
from inbox_helper.cli.parameters import PERIOD
from inbox_helper.errors import UserError

if TYPE_CHECKING:
    from rich.console import Console

    from inbox_helper.core.rulebook import Rulebook
    from inbox_helper.core.types import DraftingOptions, Identity, Message
    from inbox_helper.state.journal import Finding
    from inbox_helper.tuning.backtest import Backtest, OldMail
    from inbox_helper.tuning.results import Result

_YEAR = timedelta(days=365)
_KEYS = {"r": "rejection", "o": "other"}


@click.command("backtest", short_help="Show what would have been drafted, writing nothing.")
@click.argument("account", required=False, metavar="[ACCOUNT]")
@click.option("--since", type=PERIOD, default=_YEAR, metavar="PERIOD", help="How far back, 1y if left out.")
@click.option("--folder", metavar="FOLDER", help="Another folder than those that the account watches.")
@click.option(
    "--mbox", "files", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
    help="Judge a file instead: mbox, Maildir or whatever `judge` reads.",
)  # fmt: skip
@click.option("--ask/--no-ask", default=None, help="Ask about doubtful mail at the end; on a terminal it does.")
@click.option("--ask-all", is_flag=True, help="Ask about what is taken for a rejection as well.")
@click.option("--again", is_flag=True, help="Begin anew instead of going on.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per rejection or doubtful mail.")
@click.pass_obj
def command(
    settings: Settings,
    account: str | None,
    since: timedelta,
    folder: str | None,
    files: tuple[Path, ...],
    ask: bool | None,  # noqa: FBT001
    ask_all: bool,  # noqa: FBT001
    again: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Judge the mail that ACCOUNT, or the only account, got since a year, and tell what would have been drafted.

    Nothing is written to the mailbox and no draft is made. Interrupted, it goes on where it was. The answers to its
    questions become labels, as `label` gives them.
    """
    from inbox_helper.cli.offline import identity_and_options
    from inbox_helper.opening import utc_now

    if files and (account or folder):
        raise click.UsageError("Name an account, or files with --mbox.")
    start = utc_now() - since
    asks = ask_all or (sys.stdin.isatty() and not as_json if ask is None else ask)
    rulebook = _rulebook(settings)
    sources = _in_files(files, start) if files else _in_mailbox(settings, account, folder, start)
    with sources as found:
        identity, options = identity_and_options(settings)
        for mail, key, own_identity in found:
            backtest = _backtest(settings, mail, key, rulebook, own_identity or identity, options, again=again)
            _run(backtest, as_json=as_json)
            if asks:
                _ask(settings, backtest, everything=ask_all)


_Sources = Iterator[Iterator[tuple["OldMail", str, "Identity | None"]]]


def _rulebook(settings: Settings) -> Rulebook:
    from inbox_helper.books import load_rulebook

    return load_rulebook(settings.rules_folder)


@contextmanager
def _in_files(files: Sequence[Path], start: datetime) -> _Sources:
    from inbox_helper.tuning.backtest import OldMailInFiles
    from inbox_helper.tuning.sources import read_messages

    read_messages(files)
    stamps = [(path.resolve().as_posix(), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    yield iter([(OldMailInFiles(files, start), repr(stamps), None)])


@contextmanager
def _in_mailbox(settings: Settings, alias: str | None, folder: str | None, start: datetime) -> _Sources:
    from inbox_helper.opening import open_mailbox
    from inbox_helper.tuning.backtest import OldMailInFolder

    configuration = settings.configuration()
    if alias is None and len(configuration.accounts) > 1:
        names = ", ".join(each.alias for each in configuration.accounts)
        raise UserError("There are several accounts.", f"Name one of them: {names}.")
    account = configuration.account(alias) if alias else configuration.accounts[0]
    with closing(open_mailbox(account)) as mailbox:
        folders = [folder] if folder else account.watch
        mails = (OldMailInFolder(mailbox, account.alias, each, start) for each in folders)
        yield ((mail, f"{mail.name}\0{mail.uidvalidity}", account.identity) for mail in mails)


def _backtest(
    settings: Settings,
    mail: OldMail,
    key: str,
    rulebook: Rulebook,
    identity: Identity,
    options: DraftingOptions,
    *,
    again: bool,
) -> Backtest:
    from inbox_helper.state.journal import Journal
    from inbox_helper.tuning.backtest import Backtest

    journal = Journal(settings.state_folder, f"{key}\0{rulebook.version}\0{identity!r}")
    if again:
        journal.forget()
    return Backtest(mail, journal, rulebook, identity, options)


def _run(backtest: Backtest, *, as_json: bool) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from inbox_helper.cli.explain import visible

    numbers = backtest.mail.numbers()
    left = [number for number in numbers if number not in backtest.journal.findings]
    console = Console(highlight=False, markup=False, emoji=False, stderr=as_json)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    if len(left) < len(numbers):
        console.print(visible(f"{backtest.mail.name}: {len(numbers) - len(left)} messages were judged before."))
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("judging", total=len(left))
        for finding, result in backtest.run(left):
            progress.advance(task)
            if finding.label != "other":
                _tell(console, finding, result, as_json=as_json)
    console.print(visible(_summary(backtest, numbers)), soft_wrap=True)


def _tell(console: Console, finding: Finding, result: Result, *, as_json: bool) -> None:
    from inbox_helper.cli.explain import visible
    from inbox_helper.tuning.results import as_object

    if as_json:
        click.echo(json.dumps(as_object(result), ensure_ascii=False))
        return
    message = result.item.message
    day = message.date.astimezone().date().isoformat() if message and message.date else "          "
    subject = message.subject if message else ""
    console.print(visible(f"{day}  {finding.label:<9}  {finding.action:<8}  {subject}"), soft_wrap=True)


def _summary(backtest: Backtest, numbers: Sequence[int]) -> str:
    meant = frozenset(numbers)
    findings = [each for each in backtest.journal.findings.values() if each.number in meant]
    rejections = Counter(each.action for each in findings if each.label == "rejection")
    unsure = sum(each.label == "unsure" for each in findings)
    kinds = ", ".join(f"{count} {action}" for action, count in rejections.most_common())
    told = f"{rejections.total()} rejections" + (f" ({kinds})" if kinds else "")
    return (
        f"{backtest.mail.name}: {len(findings)} messages, {told}, {unsure} unsure. Nothing was written to the mailbox."
    )


def _ask(settings: Settings, backtest: Backtest, *, everything: bool) -> None:
    """Show the doubtful messages one by one, and keep the answers as labels."""
    from rich.console import Console

    from inbox_helper.cli.explain import tell

    numbers = backtest.doubtful(everything=everything)
    console = Console(highlight=False, markup=False, emoji=False)
    for place, number in enumerate(numbers, 1):
        for old in backtest.mail.read([number]):
            tell(console, backtest.rulebook, backtest.judge(old)[1])
            answer = _answer(place, len(numbers))
            if answer == "quit":
                return
            if answer:
                _keep(settings, answer, old.message)
                backtest.journal.answer(number, answer)


def _answer(place: int, count: int) -> str:
    """Return a label, "quit", or empty for a message that is passed over."""
    from inbox_helper.state.labelled import LABELS

    question = f"{place} of {count}. Is it a [r]ejection, [o]ther mail, or {', '.join(LABELS[1:-1])}? [s]kip, [q]uit"
    while True:
        given = str(click.prompt(question, default="s", show_default=False)).strip().lower()
        label = _KEYS.get(given, given)
        if label in LABELS:
            return label
        if given in ("s", "skip", "q", "quit"):
            return "quit" if given.startswith("q") else ""


def _keep(settings: Settings, label: str, message: Message) -> None:
    from inbox_helper.opening import utc_now
    from inbox_helper.state.labelled import LabelledStore
    from inbox_helper.tuning.corpus import content_of

    with LabelledStore(settings.state_folder) as store:
        store.put(label, [content_of(message)], utc_now())
