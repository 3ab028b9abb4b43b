"""`inbox-helper label`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from inbox_helper.cli import Settings
from inbox_helper.errors import UserError
from inbox_helper.tuning.source_item import SourceItem

_EVERYTHING = "everything"


@click.command("label", short_help="Mark mail as what it is, to tune the rules on.")
@click.argument("label", required=False, metavar="[LABEL]")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--account", metavar="ACCOUNT", help="Mark a message in the mailbox of this account.")
@click.option("--folder", metavar="FOLDER", default="INBOX", show_default=True, help="The folder that it lies in.")
@click.option("--uid", type=click.IntRange(1, 2**32 - 1), metavar="UID", help="The message by its UID.")
@click.option("--message-id", default="", metavar="ID", help="The message by its Message-ID.")
@click.option("--list", "is_list", is_flag=True, help="List what you marked.")
@click.option(
    "--purge", is_flag=False, flag_value=_EVERYTHING, metavar="[ID]", help="Delete one marked mail, or all, for good."
)
@click.option("--yes", is_flag=True, help="Delete all without asking.")
@click.pass_obj
def command(
    settings: Settings,
    label: str | None,
    paths: tuple[Path, ...],
    account: str | None,
    folder: str,
    uid: int | None,
    message_id: str,
    is_list: bool,  # noqa: FBT001
    purge: str | None,
    yes: bool,  # noqa: FBT001
) -> int:
    """Mark the messages under each PATH, or one in a mailbox, as LABEL, and keep them as a corpus of your own.

    LABEL is rejection, confirmation, interview, assessment, offer, outreach, job_alert or other. A PATH is whatever
    `judge` reads. The text of these mails is kept in the state folder until you purge it; the commands under `rules`
    that take a CORPUS know it as `mine`.
    """
    if is_list or purge is not None:
        if label or account or (is_list and purge is not None):
            raise click.UsageError("--list and --purge stand alone.")
        return _list(settings) if is_list else _purge(settings, purge or "", yes=yes)
    known = _known_label(label)
    one = account is not None
    if one is bool(paths):
        raise click.UsageError("Name mail to mark: a PATH, or --account with --uid or --message-id.")
    if one and (uid is None) is not bool(message_id):
        raise click.UsageError("With --account comes --uid or --message-id.")
    items = _in_mailbox(settings, account or "", folder, uid, message_id) if one else _in_files(paths)
    return _mark(settings, known, items)


def _known_label(label: str | None) -> str:
    from inbox_helper.core.rule_values import suggest
    from inbox_helper.state.labelled import LABELS

    if label is None:
        raise click.UsageError("Say what the mail is: inbox-helper label rejection PATH.")
    chosen = label.lower().replace("-", "_")
    if chosen not in LABELS:
        raise click.UsageError(f"{label!r} is no label. {suggest(chosen, LABELS)}")
    return chosen


def _in_files(paths: tuple[Path, ...]) -> Iterator[SourceItem]:
    from inbox_helper.tuning.sources import read_messages

    return read_messages(paths)


def _in_mailbox(settings: Settings, alias: str, folder: str, uid: int | None, message_id: str) -> Iterator[SourceItem]:
    from inbox_helper.cli.fetching import fetch_one

    return iter([fetch_one(settings.configuration().account(alias), folder, uid, message_id)])


def _mark(settings: Settings, label: str, items: Iterator[SourceItem]) -> int:
    from datetime import UTC, datetime

    from inbox_helper.cli.offline import one_line
    from inbox_helper.state.labelled import LabelledStore
    from inbox_helper.tuning.corpus import content_of

    found = list(items)
    contents = [content_of(item.message) for item in found if item.message]
    with LabelledStore(settings.state_folder) as store:
        fresh = store.put(label, contents, datetime.now(UTC))
    for item in found:
        if item.message is None:
            click.echo(f"error: {one_line(item.id)}: {item.error}", err=True)
    click.echo(f"{len(contents)} mails are marked as {label}, {fresh} of them for the first time.")
    return 0 if len(contents) == len(found) else 1


def _list(settings: Settings) -> int:
    from inbox_helper.cli.offline import one_line
    from inbox_helper.state.labelled import LabelledStore

    with LabelledStore(settings.state_folder) as store:
        kept = store.all()
    for mail in kept:
        when = mail.labelled_at.astimezone().date().isoformat()
        click.echo(f"{mail.number:>5}  {mail.label:<12}  {when}  {one_line(mail.content.subject)}")
    kinds = ", ".join(f"{number} {label}" for label, number in Counter(mail.label for mail in kept).most_common())
    click.echo(f"{len(kept)} mails are marked" + (f": {kinds}." if kinds else "."))
    return 0


def _purge(settings: Settings, chosen: str, *, yes: bool) -> int:
    from inbox_helper.state.labelled import LabelledStore

    number = None if chosen == _EVERYTHING else _number(chosen)
    if number is None and not yes:
        click.confirm("Delete all mail that you marked, for good?", abort=True)
    with LabelledStore(settings.state_folder) as store:
        purged = store.purge(number)
    if number is not None and not purged:
        raise UserError(f"There is no marked mail {number}.", "Look at: inbox-helper label --list")
    click.echo(f"{purged} mails are deleted.")
    return 0


def _number(chosen: str) -> int:
    digits = chosen.removeprefix("mine#")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 18:
        raise click.UsageError(f"{chosen!r} is no id. Look at: inbox-helper label --list")
    return int(digits)
