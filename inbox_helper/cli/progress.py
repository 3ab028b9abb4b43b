"""How far a long run is, for whoever watches a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


def _nothing(_count: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What is told while a run goes on."""

    found: Callable[[int], None] = _nothing
    """Told how many more messages there are to do."""
    done: Callable[[int], None] = _nothing
    """Told how many more are done."""


@contextmanager
def shown_progress(description: str, *, wanted: bool) -> Iterator[Progress]:
    """Show a bar on standard error while this lasts, if that is a terminal and it is wanted."""
    if not wanted or not sys.stderr.isatty():
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Lines that go to a file in the meantime must not land on the terminal.
    bar = Bar(*columns, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty())
    with bar:
        task = bar.add_task(description, total=0)

        def found(count: int) -> None:
            bar.update(task, total=(bar.tasks[task].total or 0) + count)

        yield Progress(found, lambda count: bar.advance(task, count))
