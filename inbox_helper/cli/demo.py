"""`inbox-helper demo`."""

from __future__ import annotations

import click


@click.command("demo", short_help="Show everything on an embedded mail server.")
@click.option("--keep", is_flag=True, help="Leave the server running and print how to reach it, until Ctrl-C.")
def command(keep: bool) -> None:  # noqa: FBT001
    """Start a mail server with invented mail, let the daemon work on it, and show what it does.

    Your own accounts, rules and state are not touched.
    """
    from rich.console import Console

    from inbox_helper.demo.show import WIDTH, show
    from inbox_helper.library import read_books

    console = Console(highlight=False)
    console.width = min(console.width, WIDTH)
    try:
        show(console, read_books(), keep=keep)
    except KeyboardInterrupt:
        if not keep:
            raise
        console.print("The server is gone, and the mailbox with it.")
