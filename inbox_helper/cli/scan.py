"""`inbox-helper scan`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import click

from inbox_helper.cli import Settings
from inbox_helper.cli.parameters import PERIOD
from inbox_helper.cli.progress import Progress, shown_progress
from inbox_helper.config import AccountConfig
from inbox_helper.flow import Flow, Handled
from inbox_helper.opening import Opening


@click.command("scan", short_help="Look through the mail once and make the drafts that are due.")
@click.argument("accounts", nargs=-1, metavar="[ACCOUNT]...")
@click.option("--since", type=PERIOD, metavar="PERIOD", help="Look at older mail too: 30d, 2w, 1y …")
@click.option("--dry-run", is_flag=True, help="Tell what would be done, and write nothing.")
@click.option("--confirm", is_flag=True, help="Confirm that drafts are wanted, where drafting is held.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per message.")
@click.pass_obj
def command(
    settings: Settings,
    accounts: tuple[str, ...],
    since: timedelta | None,
    dry_run: bool,  # noqa: FBT001
    confirm: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Look once through the mail of ACCOUNTs, or of all accounts, and make the drafts that are due.

    The first time, a folder is only noted: older mail is looked at with --since.
    """
    from inbox_helper.cli.books import load_books
    from inbox_helper.cli.watch import confirm_drafts
    from inbox_helper.state.lock import only_process

    if confirm and dry_run:
        raise click.UsageError("A dry run writes nothing, so it cannot confirm anything: leave one of the two out.")
    configuration = settings.configuration()
    chosen = [configuration.account(alias) for alias in accounts] or list(configuration.accounts)
    books = load_books(settings)
    opening = Opening(settings.state_folder, lambda: books, configuration.drafting, dry_run=dry_run)
    with only_process(settings.state_folder):
        if confirm:
            confirm_drafts(settings, chosen)
        for account in chosen:
            with shown_progress(account.alias, wanted=not as_json) as progress:
                outcomes = _tell(_scan(account, opening, since, progress), as_json=as_json, verbose=settings.verbose)
            if not as_json:
                click.echo(_summary(account, outcomes, since))


def _scan(account: AccountConfig, opening: Opening, since: timedelta | None, progress: Progress) -> Iterator[Handled]:
    from inbox_helper.opening import utc_now

    flow = opening.flow(account)
    try:
        yield from flow.resume()
        start: datetime | None = utc_now() - since if since else None
        for folder in account.watch:
            for handled in flow.catch_up(folder, start, progress.found):
                progress.done(1)
                yield handled
        _tell_hold(account, flow)
    finally:
        flow.close()


def _tell_hold(account: AccountConfig, flow: Flow) -> None:
    from inbox_helper.fuses import remedy_of

    if hold := flow.fuses.hold():
        click.echo(f"{account.alias}: {hold.reason}\n  {remedy_of(hold)}", err=True)


def _tell(handled: Iterator[Handled], *, as_json: bool, verbose: bool) -> Counter[str]:
    """Tell what became of each message, and return how often there was each kind of outcome."""
    from inbox_helper.cli.reporting import as_line, as_object, is_worth_telling

    outcomes: Counter[str] = Counter()
    for one in handled:
        outcomes[_kind(one)] += 1
        if as_json:
            click.echo(json.dumps(as_object(one), ensure_ascii=False))
        elif verbose or is_worth_telling(one):
            click.echo(as_line(one))
    return outcomes


_KINDS: Sequence[tuple[str, str, str]] = (
    ("filed", "draft made", "drafts made"),
    ("recovered", "draft found again", "drafts found again"),
    ("would draft", "draft would be made", "drafts would be made"),
    ("rejection", "rejection without a draft", "rejections without a draft"),
    ("unsure", "unsure", "unsure"),
    ("failed", "that could not be read", "that could not be read"),
    ("other", "other mail", "other mails"),
    ("known", "known already", "known already"),
)
"""Kinds of outcomes in the order of telling, with their words for one and for several."""


def _kind(handled: Handled) -> str:
    outcome = str(handled.receipt.outcome)
    if outcome in ("filed", "recovered"):
        return outcome
    if outcome == "already_done":
        return "known"
    if outcome == "dry_run" and handled.entry.action.drafts:
        return "would draft"
    return "failed" if handled.entry.state == "failed" else str(handled.entry.label)


def _summary(account: AccountConfig, outcomes: Counter[str], since: timedelta | None) -> str:
    if not outcomes:
        older = "" if since else " Older mail is looked at with --since 30d."
        return f"{account.alias}: no new mail.{older}"
    counts = [
        f"{outcomes[kind]} {one if outcomes[kind] == 1 else several}" for kind, one, several in _KINDS if outcomes[kind]
    ]
    messages = "message" if outcomes.total() == 1 else "messages"
    return f"{account.alias}: {outcomes.total()} {messages}: {', '.join(counts)}."
