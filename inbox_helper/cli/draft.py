"""`inbox-helper draft`."""

from __future__ import annotations

from pathlib import Path

import click

from inbox_helper.cli import Settings
from inbox_helper.core.decision import Decision
from inbox_helper.core.types import Draft, DraftingOptions, Identity
from inbox_helper.library import Books


@click.command("draft", short_help="Print the draft that would be made for a mail.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--raw", is_flag=True, help="Print the bytes that would be stored.")
@click.pass_obj
def command(settings: Settings, paths: tuple[Path, ...], raw: bool) -> int:  # noqa: FBT001
    """Print the draft that would be made for each message under PATH; where none would be, say why.

    The exit code is 1 if no draft was printed.
    """
    from inbox_helper.cli.offline import identity_and_options, one_line, results

    identity, options = identity_and_options(settings)
    books, found = results(settings, paths)
    drafts = 0
    for result in found:
        if result.decision is None or not result.decision.plan.action.drafts:
            reason = result.error if result.decision is None else result.decision.plan.reason
            click.echo(f"{one_line(result.item.id)}: no draft. {reason}", err=True)
            continue
        draft = _compose(result.decision, books, identity, options)
        drafts += 1
        if raw:
            click.echo(draft.raw, nl=False)
        else:
            click.echo(shown(draft))
    return 0 if drafts else 1


def _compose(decision: Decision, books: Books, identity: Identity, options: DraftingOptions) -> Draft:
    from inbox_helper.core.compose import compose
    from inbox_helper.core.keys import draft_message_id, source_key
    from inbox_helper.opening import utc_now

    # Without a state folder there is no secret; this id is for show and never reaches a mailbox.
    key = source_key(decision.message)
    message_id = draft_message_id(b"", key, 1, decision.plan.from_.domain)
    return compose(
        decision.message,
        decision.prepared,
        decision.plan,
        decision.facts,
        identity,
        options,
        books.templates,
        message_id=message_id,
        now=utc_now(),
    )


def shown(draft: Draft) -> str:
    """Return a draft as a person reads it: decoded headers, an empty line, the text."""
    from inbox_helper.core.readable import readable

    fields, text = readable(draft.raw)
    return "\n".join([*(f"{name}: {value}" for name, value in fields), "", text])
