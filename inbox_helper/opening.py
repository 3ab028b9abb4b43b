"""From a configured account to a flow that is ready to run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from inbox_helper.accounts.secrets import find_password
from inbox_helper.config import AccountConfig
from inbox_helper.core.types import DraftingOptions
from inbox_helper.flow import Flow, open_flow
from inbox_helper.library import Books
from inbox_helper.mailbox.gate import HostGate
from inbox_helper.mailbox.imap import ImapMailbox
from inbox_helper.mailbox.maildir import MaildirMailbox
from inbox_helper.mailbox.port import Mailbox
from inbox_helper.mailbox.session import ImapSettings, connect
from inbox_helper.providers import quirks_of
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
    gate: HostGate = field(default_factory=HostGate)

    def flow(self, account: AccountConfig, ended: Callable[[], bool] = bool) -> Flow:
        """Connect to an account and return its flow; close it after use.

        `ended` tells whether nobody wants it any more while it waits for its turn to connect.
        Raise AuthenticationError, MailboxError, StateError or ConnectionLost where that fails.
        """
        store = Store(self.state_folder)
        try:
            mailbox = open_mailbox(account, self.gate, ended)
            try:
                return self._flow(account, mailbox, store)
            except BaseException:
                mailbox.close()
                raise
        except BaseException:
            store.close()
            raise

    def _flow(self, account: AccountConfig, mailbox: Mailbox, store: Store) -> Flow:
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


def open_mailbox(account: AccountConfig, gate: HostGate | None = None, ended: Callable[[], bool] = bool) -> Mailbox:
    """Return the open mailbox of an account; a gate keeps too many from connecting at once. Raise as `Opening.flow`."""
    if account.maildir is not None:
        return MaildirMailbox(account.maildir)
    password = find_password(account)
    if gate is None:
        return connect_account(account, password)
    with gate.passage(account.host, quirks_of(account.host).logins_at_once, ended):
        return connect_account(account, password)


def connect_account(account: AccountConfig, password: str) -> ImapMailbox:
    """Connect to the server of an account with a given password. Raise as `Opening.flow` does."""
    quirks = quirks_of(account.host)
    settings = ImapSettings(
        host=account.host,
        port=account.port,
        security=account.security,
        username=account.username,
        ca_file=account.ca_file,
        poll_seconds=min(float(account.poll_seconds), quirks.poll_seconds),
        use_idle=quirks.idles,
        max_command_octets=quirks.command_octets,
    )
    return connect(settings, password)


def slice_seconds(account: AccountConfig) -> float:
    """Return the longest wait of an account before its server is asked again in any case."""
    return min(float(account.poll_seconds), quirks_of(account.host).idle_seconds)
