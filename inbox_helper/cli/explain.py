"""`inbox-helper explain`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inbox_helper.cli import Settings

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from inbox_helper.core.decision import Decision
    from inbox_helper.core.explain import Explanation, ShownHit
    from inbox_helper.core.rulebook import Rulebook
    from inbox_helper.core.types import Cut
    from inbox_helper.library import Books
    from inbox_helper.tuning.results import Result

_LONGEST_CUT = 300


@click.command("explain", short_help="Show why a mail is taken for a rejection, or why not.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--account", metavar="ACCOUNT", help="Explain a message in the mailbox of this account.")
@click.option("--folder", default="INBOX", show_default=True, help="The folder that the message lies in.")
@click.option("--uid", type=click.IntRange(1), help="The message by its UID, as scan and the log name it.")
@click.option("--message-id", metavar="ID", help="The message by its Message-ID.")
@click.pass_obj
def command(
    settings: Settings,
    paths: tuple[Path, ...],
    account: str | None,
    folder: str,
    uid: int | None,
    message_id: str | None,
) -> None:
    """Show for each message under PATH why it is taken for a rejection, or why not.

    The matched words stand in their sentences; what does not count is crossed out, with the reason under it.
    With --account, and --uid or --message-id, it explains a message in the mailbox.
    """
    from rich.console import Console

    from inbox_helper.cli.offline import results

    if bool(paths) is bool(account) or (account and (uid is None) is not bool(message_id)):
        raise click.UsageError("Name files, or --account with either --uid or --message-id.")
    console = Console(highlight=False, markup=False, emoji=False)
    if account:
        books, result = _in_mailbox(settings, account, folder, uid, message_id or "")
        tell(console, books.rulebook, result)
        return
    books, found = results(settings, paths)
    for result in found:
        tell(console, books.rulebook, result)


def _in_mailbox(settings: Settings, alias: str, folder: str, uid: int | None, message_id: str) -> tuple[Books, Result]:
    from inbox_helper.cli.books import load_books
    from inbox_helper.cli.fetching import fetch_one
    from inbox_helper.tuning.results import decide_item

    configuration = settings.configuration()
    account = configuration.account(alias)
    books = load_books(settings)
    item = fetch_one(account, folder, uid, message_id)
    return books, decide_item(item, books.rulebook, account.identity, configuration.drafting)


def tell(console: Console, rulebook: Rulebook, result: Result) -> None:
    """Show why a message is taken for a rejection, or why not."""
    from inbox_helper.core.explain import explain

    console.rule(visible(result.item.id), characters="─", align="left")
    decision = result.decision
    if decision is None:
        console.print(visible(result.error))
        return
    explanation = explain(rulebook, decision.message, decision.prepared, decision.verdict)
    console.print(_headline(explanation))
    console.print(visible(explanation.summary))
    for (part, sentence), hits in groupby(explanation.hits, key=lambda hit: (hit.part, hit.sentence)):
        _show_sentence(console, part, sentence, tuple(hits))
    _show_sums(console, explanation)
    _show_rest(console, decision)


def visible(text: str) -> Text:
    """Return a mail's text so that it can do nothing to a terminal but be read."""
    from rich.text import Text

    return Text("".join(character if character.isprintable() or character == "\n" else " " for character in text))


def _headline(explanation: Explanation) -> str:
    thresholds = explanation.thresholds
    limits = f"rejection from {thresholds.rejection:g}, unsure from {thresholds.unsure:g}"
    return f"{str(explanation.label).upper()} with a score of {explanation.score:g} ({limits})"


_STYLES = {
    "counts": "bold green", "overlaps": "green", "muted": "strike red", "needs": "strike red",
    "mutes": "bold yellow", "counters": "bold yellow", "vetoes": "bold yellow",
}  # fmt: skip
_SIGNS = {"counts": " ", "overlaps": "=", "muted": "×", "needs": "×", "mutes": "!", "counters": "!", "vetoes": "!"}


def _show_sentence(console: Console, part: str, sentence: str, hits: Sequence[ShownHit]) -> None:
    text = visible(sentence)
    for hit in hits:
        text.stylize(_STYLES[hit.role], hit.start, hit.end)
    console.print()
    console.print(f"{part}: ", end="")
    console.print(text)
    for hit in hits:
        console.print(_told(hit), soft_wrap=True)


def _told(hit: ShownHit) -> Text:
    words = " ".join(hit.sentence[hit.start : hit.end].split())
    weight = f"{hit.weight:+.2f}" if hit.role in ("counts", "counters") else "     "
    note = f" ({hit.note.rstrip('.')})" if hit.note else ""
    return visible(f"  {_SIGNS[hit.role]} {weight}  “{words}”  {hit.rule}: {hit.why}{note}")


def _show_sums(console: Console, explanation: Explanation) -> None:
    console.print()
    for each in explanation.sums:
        console.print(f"  {each.language}.{each.group}: {each.counted:g}")
    for limit in explanation.limits:
        console.print(visible(f"  {limit}"))


def _show_rest(console: Console, decision: Decision) -> None:
    from inbox_helper.core.fact_list import known_facts, sayings, shown_fact

    for cut in decision.prepared.cuts:
        console.print(visible(f"  not judged, {cut.kind}: {_shortened(cut)}"))
    for name, fact in known_facts(decision.facts):
        console.print(visible(f"  {shown_fact(name, fact)}"))
    if said := sayings(decision.facts):
        console.print(f"  it says: {', '.join(said).replace('_', ' ')}")
    console.print(visible(f"  plan: {decision.plan.action}. {decision.plan.reason}"))
    console.print()


def _shortened(cut: Cut) -> str:
    line = " ".join(cut.text.split())
    return line if len(line) <= _LONGEST_CUT else f"{line[:_LONGEST_CUT]} …"
