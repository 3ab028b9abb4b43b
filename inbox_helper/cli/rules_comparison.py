"""Before and after an edit of the rules, for people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inbox_helper.cli import Settings
from inbox_helper.cli.offline import one_line
from inbox_helper.tuning.metrics import Change, Counts

if TYPE_CHECKING:
    from inbox_helper.core.rulebook import Rulebook


def show_before_and_after(settings: Settings, before: Rulebook, after: Rulebook, corpus: Sequence[Path]) -> None:
    """Show what an edit changes on a corpus; on `mine` if none is named and there is any."""
    from inbox_helper.tuning.corpus import MINE, labelled_cases, read_mine
    from inbox_helper.tuning.evaluation import evaluate
    from inbox_helper.tuning.metrics import changes, count

    if not corpus and not read_mine(settings.state_folder):
        click.echo("There is no labelled mail to show before and after on: name some with --corpus, or `label` yours.")
        return
    labelled = labelled_cases(corpus or [MINE], lambda: settings.state_folder)
    judged_before, judged_after = evaluate(before, labelled)[0], evaluate(after, labelled)[0]
    click.echo(f"before: {counts_line(count(judged_before))}")
    click.echo(f"after:  {counts_line(count(judged_after))}")
    show_changes(changes(judged_before, judged_after), "before")


def counts_line(counts: Counts) -> str:
    """Return the figures of a corpus in one line."""
    from inbox_helper.tuning.page import percent

    return (
        f"recall {percent(counts.recall)} ({percent(counts.recall_with_unsure)} with unsure),"
        f" precision {percent(counts.precision)}, {counts.false_negative} missed, {counts.false_positive} wrong,"
        f" of {counts.total} mails"
    )


def show_changes(changed: Sequence[Change], against: str) -> None:
    """Show which mails change their label, and why."""
    click.echo(f"{len(changed)} mails change their label against {against}.")
    for change in changed:
        direction = "better" if change.better else "worse "
        why = [*(f"+{rule}" for rule in change.gained), *(f"-{rule}" for rule in change.lost)]
        identity = one_line(change.after.id)
        click.echo(f"  {direction} {identity}: {change.before.label} → {change.after.label}  {' '.join(why)}")
