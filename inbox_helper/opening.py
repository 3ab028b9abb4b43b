"""From a configured account to a flow that is ready to run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from inbox_helper.accounts.secrets import find_password
from inbox_helper.config import AccountConfig
from inbox_helper.core.types import DraftingOptions
from inbox_helper.errors import ConnectionLost
from inbox_helper.flow import Flow, open_flow
from inbox_helper.library import Books
from inbox_helper.mailbox.gate import HostGate
from inbox_helper.mailbox.imap import ImapMailbox
from inbox_helper.mailbox.maildir import MaildirMailbox
from inbox_helper.mailbox.port import Mailbox
from inbox_helper.mailbox.session import ImapSettings, connect
from inbox_helper.providers import quirks_of
from inbox_helper.state.store import Store
from inbox_helper.waiting import Steps
from inbox_helper.wake import Call


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
    store: Store | None = None
    """The state that all flows share; without it each one opens it for itself."""

    def entering(self, account: AccountConfig, call: Call) -> Steps[Flow]:
        """Wait for the account's turn to connect, and return its flow as `flow` does.

        Raise ConnectionLost also where `call` asks for the end meanwhile.
        """
        if account.maildir is not None:
            return self.flow(account)
        host = account.host
        yield from self.gate.entering(host, call, quirks_of(host).logins_at_once)
        try:
            return self.flow(account)
        except ConnectionLost as lost:
            if lost.retry_after:
                self.gate.close(host, lost.retry_after)
            raise
        finally:
            self.gate.leave(host)

    def flow(self, account: AccountConfig) -> Flow:
        """Connect to an account and return its flow; close it after use.

        Raise AuthenticationError, MailboxError, StateError or ConnectionLost where that fails.
        """
        store = self.store.share() if self.store else Store(self.state_folder)
        try:
            mailbox = open_mailbox(account)
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


def open_mailbox(account: AccountConfig) -> Mailbox:
    """Return the open mailbox of an account. Raise as `Opening.flow` does."""
    if account.maildir is not None:
        return MaildirMailbox(account.maildir)
    return connect_account(account, find_password(account))


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
