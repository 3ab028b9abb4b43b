"""From a configured account to a flow that is ready to run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from inbox_helper.accounts.secrets import find_password
from inbox_helper.config import AccountConfig
from inbox_helper.core.types import DraftingOptions
from inbox_helper.flow import Flow, open_flow
from inbox_helper.library import Books
from inbox_helper.mailbox.imap import ImapMailbox
from inbox_helper.mailbox.maildir import MaildirMailbox
from inbox_helper.mailbox.port import Mailbox
from inbox_helper.mailbox.session import ImapSettings, connect
from inbox_helper.state.store import Store


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Opening:
    """How flows are opened: what all accounts share."""

    state_folder: Path
    books: Callable[[], Books]
    options: DraftingOptions
    dry_run: bool = False

    def flow(self, account: AccountConfig) -> Flow:
        """Connect to an account and return its flow; close it after use.

        Raise AuthenticationError, MailboxError or ConnectionLost where that fails.
        """
        mailbox = open_mailbox(account)
        store = Store(self.state_folder)
        try:
            return open_flow(
                account.alias,
                account.identity,
                self.books,
                self.options,
                mailbox,
                store,
                utc_now,
                drafts_folder=account.drafts,
                dry_run=self.dry_run,
            )
        except BaseException:
            store.close()
            mailbox.close()
            raise


def open_mailbox(account: AccountConfig) -> Mailbox:
    """Return the open mailbox of an account. Raise as `Opening.flow` does."""
    if account.maildir is not None:
        return MaildirMailbox(account.maildir)
    return connect_account(account, find_password(account))


def connect_account(account: AccountConfig, password: str) -> ImapMailbox:
    """Connect to the server of an account with a given password. Raise as `Opening.flow` does."""
    settings = ImapSettings(
        host=account.host,
        port=account.port,
        security=account.security,
        username=account.username,
        ca_file=account.ca_file,
        poll_seconds=min(float(account.poll_seconds), 30.0),
    )
    return connect(settings, password)
