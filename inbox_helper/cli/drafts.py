"""`inbox-helper drafts …`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from typing import TYPE_CHECKING, Any

import click

from inbox_helper.cli import Settings

if TYPE_CHECKING:
    from inbox_helper.core.decision import Decision
    from inbox_helper.core.draft_content import DraftContent
    from inbox_helper.draft_review import DraftReview, Sighting
    from inbox_helper.errors import UserError
    from inbox_helper.state.store import Entry

TONES = ("warm", "brief", "formal")
NUMBER = click.IntRange(1)


@click.group("drafts", short_help="Review the drafts that were made: list, show, compare, discard, make anew.")
def command() -> None:
    """Review the drafts that were made. The daemon may run meanwhile."""


@command.command("list", short_help="List the drafts that were made.")
@click.option("--account", metavar="ACCOUNT", help="Only those of this account.")
@click.option("--look", is_flag=True, help="Look into the mailbox what became of each.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_obj
def list_drafts(settings: Settings, account: str | None, look: bool, as_json: bool) -> None:  # noqa: FBT001
    """List the drafts that were made, oldest first: which, when, to whom, in which tone.

    Without --look it says what is remembered, and asks no server.
    """
    entries = [entry for alias in _aliases(settings, account) for entry in _drafted(settings, alias)]
    seen: dict[int, str] = {}
    if look:
        for alias in dict.fromkeys(entry.where.account for entry in entries):
            with _review(settings, alias) as review:
                mine = [entry for entry in entries if entry.where.account == alias]
                seen.update({entry.number: str(review.sight(entry).whereabouts) for entry in mine})
    for entry in entries:
        state = seen.get(entry.number) or _remembered(entry)
        click.echo(json.dumps(_as_object(entry, state), ensure_ascii=False) if as_json else _as_line(entry, state))
    if not entries and not as_json:
        click.echo("No drafts were made yet.")


@command.command("show", short_help="Show a draft: for which mail, why, to whom, and what it says.")
@click.argument("number", type=NUMBER, metavar="ID")
@click.pass_obj
def show(settings: Settings, number: int) -> None:
    """Show the draft with the number ID of the list: for which mail it was made, why, to whom, and what it says."""
    from rich.console import Console

    from inbox_helper.cli.explain import tell
    from inbox_helper.tuning.results import Result
    from inbox_helper.tuning.sources import SourceItem

    entry = _entry(settings, number)
    with _review(settings, entry.where.account) as review:
        sighting, source = review.sight(entry), review.source(entry)
        made = review.as_made(entry, source) if source else None
        rulebook = review.flow.books().rulebook
    for line in _about(entry, sighting, source):
        _say(line)
    click.echo()
    if source is None:
        click.echo("The mail is not where it was; that it was taken for a rejection is due to these rules:")
        click.echo("".join(f"  {rule}\n" for rule in entry.rules))
    else:
        name = f"{entry.where.account}:{entry.where.folder}:{entry.where.uid}"
        tell(
            Console(highlight=False, markup=False, emoji=False),
            rulebook,
            Result(SourceItem(name, source.message), decision=source),
        )
    _show_text(sighting, made)


@command.command("diff", short_help="Show what was changed in a draft since it was made.")
@click.argument("number", type=NUMBER, metavar="ID")
@click.pass_obj
def diff(settings: Settings, number: int) -> int:
    """Show what you, or your mail program, changed in the draft with the number ID since it was made.

    Exit code 0 if nothing was changed, 1 if something was, or the draft is not there.
    """
    from inbox_helper.core.draft_content import difference
    from inbox_helper.draft_review import Whereabouts

    entry = _entry(settings, number)
    with _review(settings, entry.where.account) as review:
        sighting, source = review.sight(entry), review.source(entry)
        made = review.as_made(entry, source) if source else None
    if sighting.whereabouts is Whereabouts.WAITING:
        click.echo(f"Draft {number} lies in Drafts as it was made.")
        return 0
    if sighting.content is None:
        click.echo(f"Draft {number} is {sighting.whereabouts}.")
        return 1
    if made is None:
        click.echo(
            f"Draft {number} was edited. What it said at first cannot be made again: the mail is gone, or rules,"
            " templates or settings have changed since. Now it says:\n"
        )
        _show_content(sighting.content)
        return 1
    for line in difference(made, sighting.content):
        _say(line)
    return 1


@command.command("discard", short_help="Throw a draft away that nobody has edited.")
@click.argument("number", type=NUMBER, metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def discard(settings: Settings, number: int, yes: bool) -> None:  # noqa: FBT001
    """Move the draft with the number ID to Trash, if it lies in Drafts as it was made. It does not come back."""
    entry = _entry(settings, number)
    with _review(settings, entry.where.account) as review:
        if not yes:
            click.confirm(f"Throw away draft {number} to {_recipients(entry)}?", abort=True)
        review.discard(entry)
    click.echo(f"Draft {number} is thrown away.")


@command.command("redraft", short_help="Make a draft anew in another tone.")
@click.argument("number", type=NUMBER, metavar="ID")
@click.option("--tone", type=click.Choice(TONES), required=True, help="The tone of the new draft.")
@click.pass_obj
def redraft(settings: Settings, number: int, tone: str) -> None:
    """Put a draft in another tone in the place of the draft with the number ID.

    A draft that you have edited or sent stays as it is, and no other is made.
    """
    from inbox_helper.core.draft_content import content_of
    from inbox_helper.discarding import fetched_bytes

    entry = _entry(settings, number)
    with _review(settings, entry.where.account) as review:
        _made, draft = review.redraft(entry, tone)
    click.echo(f"Draft {number} is made anew:\n")
    _show_content(content_of(fetched_bytes(draft.raw)))


def _aliases(settings: Settings, account: str | None) -> list[str]:
    configuration = settings.configuration()
    return [configuration.account(account).alias] if account else [each.alias for each in configuration.accounts]


def _drafted(settings: Settings, alias: str) -> tuple[Entry, ...]:
    from inbox_helper.state.store import Store

    with Store(settings.state_folder) as store:
        return store.drafted(alias)


def _entry(settings: Settings, number: int) -> Entry:
    from inbox_helper.state.store import Store

    with Store(settings.state_folder) as store:
        entry = store.numbered(number)
    if entry is None:
        raise _no_such_draft(number)
    return entry


def _no_such_draft(number: int) -> UserError:
    from inbox_helper.errors import UserError

    return UserError(f"There is no draft with the number {number}.", "The list has them: inbox-helper drafts list")


@contextmanager
def _review(settings: Settings, alias: str) -> Iterator[DraftReview]:
    from inbox_helper.cli.books import load_books
    from inbox_helper.draft_review import DraftReview
    from inbox_helper.opening import Opening

    configuration = settings.configuration()
    account, books = configuration.account(alias), load_books(settings)
    flow = Opening(settings.state_folder, lambda: books, configuration.drafting).flow(account)
    try:
        yield DraftReview(flow)
    finally:
        flow.close()


def _remembered(entry: Entry) -> str:
    from inbox_helper.state.store import EntryState

    if entry.state is EntryState.APPENDING:
        return "unknown"
    return "discarded" if entry.discarded_at else "made"


def _as_line(entry: Entry, state: str) -> str:
    made_at = entry.draft and entry.draft.made_at
    when = made_at.astimezone().strftime("%Y-%m-%d %H:%M") if made_at else ""
    tone = entry.draft.tone if entry.draft else ""
    return f"{entry.number:>4}  {when:16}  {entry.where.account}  {state:9}  {tone:6}  {_recipients(entry)}"


def _as_object(entry: Entry, state: str) -> dict[str, Any]:
    draft = entry.draft
    made_at = draft and draft.made_at
    return {
        "id": entry.number,
        "account": entry.where.account,
        "state": state,
        "made_at": made_at.astimezone(UTC).isoformat(timespec="seconds") if made_at else None,
        "to": list(draft.recipients) if draft else [],
        "tone": draft.tone if draft else "",
        "language": draft.language if draft else "",
        "revision": draft.revision if draft else 0,
        "folder": draft.folder if draft else "",
        "message_id": draft.message_id if draft else "",
        "source": {"folder": entry.where.folder, "uidvalidity": entry.where.uidvalidity, "uid": entry.where.uid},
        "reason": entry.reason,
        "rules": list(entry.rules),
        "score": entry.score,
    }


def _recipients(entry: Entry) -> str:
    return ", ".join(entry.draft.recipients) if entry.draft and entry.draft.recipients else "unknown"


def _about(entry: Entry, sighting: Sighting, source: Decision | None) -> Iterator[str]:
    draft = entry.draft
    yield f"Draft {entry.number} of account {entry.where.account}: {sighting.whereabouts}"
    if source is not None:
        sender = source.message.sender
        yield f"For:  {source.message.subject} (from {sender.name} <{sender.email}>)"
    yield f"In:   {entry.where.folder}, UID {entry.where.uid}"
    yield f"To:   {_recipients(entry)}"
    yield f"Why:  {entry.reason}"
    if draft is not None and draft.tone:
        changes = f", made anew {draft.revision - 1} times" if draft.revision > 1 else ""
        yield f"How:  {draft.tone}, {draft.language}{changes}"


def _show_text(sighting: Sighting, made: DraftContent | None) -> None:
    if sighting.content is not None:
        click.echo("The draft:\n")
        _show_content(sighting.content)
    elif made is not None:
        click.echo("The draft as it was made:\n")
        _show_content(made)
    else:
        click.echo("What the draft said is not kept here.")


def _show_content(content: DraftContent) -> None:
    for name, value in content.fields:
        _say(f"{name}: {value}")
    click.echo()
    for line in content.text.split("\n"):
        _say(line)


def _say(line: str) -> None:
    """Print a line of mail, so that it can do nothing to a terminal but be read."""
    click.echo("".join(each if each.isprintable() else " " for each in line))
