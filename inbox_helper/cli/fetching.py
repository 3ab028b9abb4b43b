"""One message out of a mailbox, named by its UID or its Message-ID."""

from __future__ import annotations

from inbox_helper.config import AccountConfig
from inbox_helper.errors import UserError
from inbox_helper.tuning.sources import SourceItem


def fetch_one(account: AccountConfig, folder: str, uid: int | None, message_id: str) -> SourceItem:
    """Return one message of a folder, given its UID or its Message-ID. Raise UserError if it is not there.

    A Message-ID is looked for as `uids_of_message_id` does.
    """
    from inbox_helper.core.fetched import parse_fetched
    from inbox_helper.mailbox.lookup import uids_of_message_id
    from inbox_helper.opening import open_mailbox

    mailbox = open_mailbox(account)
    try:
        wanted = [uid] if uid is not None else uids_of_message_id(mailbox, folder, message_id)
        for fetched in mailbox.fetch(folder, wanted):
            return SourceItem(f"{account.alias}:{folder}:{fetched.uid}", parse_fetched(fetched))
    finally:
        mailbox.close()
    named = f"UID {uid}" if uid is not None else f"Message-ID {message_id}"
    raise UserError(
        f"There is no message with {named} in {folder} of account {account.alias}.",
        "The log and scan name UIDs; a message that was moved has another one in its new folder (--folder).",
    )
