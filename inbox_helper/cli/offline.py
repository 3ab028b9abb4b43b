"""What the commands share that work on files: whose mail it is, and the messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from inbox_helper.cli import Settings
from inbox_helper.cli.books import load_books
from inbox_helper.core.types import DraftingOptions, Identity
from inbox_helper.library import Books
from inbox_helper.tuning.results import Result, decide_item
from inbox_helper.tuning.sources import read_messages

NOBODY = Identity("", "")
"""Used where there is no configuration: no address is known to be the user's."""


def identity_and_options(settings: Settings) -> tuple[Identity, DraftingOptions]:
    """Return the user's addresses over all accounts and their wishes; neutral ones without a configuration file."""
    if not settings.config_file.exists():
        return NOBODY, DraftingOptions()
    configuration = settings.configuration()
    first, *others = [account.identity for account in configuration.accounts]
    aliases = dict.fromkeys([*first.aliases, *(address for other in others for address in other.addresses)])
    return Identity(first.address, first.name, tuple(aliases)), configuration.drafting


def one_line(text: str) -> str:
    """Return a name or an id so that it can do nothing to a terminal but be read."""
    return "".join(character if character.isprintable() else " " for character in text)


def results(settings: Settings, paths: Sequence[Path]) -> tuple[Books, Iterator[Result]]:
    """Return the rules and templates, and the result for every message under some paths, streamed."""
    identity, options = identity_and_options(settings)
    books = load_books(settings)
    return books, (decide_item(item, books.rulebook, identity, options) for item in read_messages(paths))
