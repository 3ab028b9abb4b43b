"""Corpora by name: files and folders, and the user's own labelled mail as `mine`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from inbox_helper.core.fetched import message_from_fields
from inbox_helper.core.types import Message
from inbox_helper.errors import UserError
from inbox_helper.state.labelled import Content, LabelledMail, LabelledStore
from inbox_helper.tuning.evaluation import Case, cases
from inbox_helper.tuning.source_item import Labelled, SourceItem
from inbox_helper.tuning.sources import read_messages

MINE = Path("mine")
"""The name of the user's own labelled mail; a file of that name has to be named by its whole path."""


def read_corpus(names: Sequence[Path], state_folder: Callable[[], Path]) -> Iterator[SourceItem]:
    """Return the messages of some corpora in their order; `mine` is what `label` marked, kept in the state folder.

    The state folder is asked for only where it is needed. Raise UserError where a corpus does not exist, or `mine` is
    empty.
    """
    plain = [name for name in names if name != MINE]
    read_messages(plain)
    mine = read_mine(state_folder()) if MINE in names else []
    if MINE in names and not mine:
        raise UserError(
            "There is no labelled mail of yours.", "Mark some: inbox-helper label rejection PATH; other kinds as well."
        )
    return chain.from_iterable(mine if name == MINE else read_messages([name]) for name in names)


def labelled_cases(names: Sequence[Path], state_folder: Callable[[], Path]) -> list[Case]:
    """Return the labelled mail of some corpora. Raise UserError where there is none."""
    found = list(cases(read_corpus(names, state_folder)))
    if not found:
        raise UserError(
            f"No mail in {', '.join(map(str, names))} has a label.",
            "A corpus is JSON Lines with body and label, or `mine`: what inbox-helper label marked.",
        )
    return found


def read_mine(folder: Path) -> list[SourceItem]:
    """Return the user's labelled mail, oldest mark first. Raise StateError."""
    with LabelledStore(folder) as store:
        return [as_item(each) for each in store.all()]


def content_of(message: Message) -> Content:
    """Return what is kept of a message when it is labelled."""
    return Content(message.subject, message.header("from"), message.text_plain, message.text_html)


def as_item(mail: LabelledMail) -> SourceItem:
    """Return a labelled mail as every other source gives it."""
    kept = mail.content
    message = message_from_fields(subject=kept.subject, from_=kept.sender, body=kept.body, html=kept.html)
    return SourceItem(f"{MINE}#{mail.number}", message, labelled=Labelled(label=mail.label, source=str(MINE)))
